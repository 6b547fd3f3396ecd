"""Answers are joined to a release by id, and what does not fit is an error or is said: other keys, other options, no ids, other words, a part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from curation import release
from curation.cli.measure import commands as measure
from curation.core.errors import InputError
from curation.measure import accuracy, compare, logs, table
from curation.measure.release import load
from curation.measure.settings import Settings
from curation.pipeline.people import answer_review
from typer.testing import CliRunner

from release_world import world

APP = typer.Typer()
measure.register(APP)


@APP.callback()
def _root():
    """Keeps `measure` a group of its own."""


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    return release.cut(world(6), "1.0.0", tmp_path_factory.mktemp("releases"), validate=False)


@pytest.fixture(scope="module")
def bound(cut):
    return load(cut)


def rows_of(bound, **changes):
    return [
        {
            "id": r.id,
            "question": r.stem,
            "options": list(r.options),
            "answer": r.answer,
            "response": "A",
            **changes,
        }
        for r in bound.rows()
    ]


def error(rows, bound=None):
    with pytest.raises(InputError) as caught:
        logs.of_rows(rows, "answers.jsonl", bound)
    return str(caught.value)


@pytest.mark.parametrize(
    "written",
    [
        lambda options: [f"{chr(65 + n)}. {option}" for n, option in enumerate(options)],
        lambda options: [option.upper() + "." for option in options],
        lambda options: {chr(65 + n): option for n, option in enumerate(options)},
    ],
)
def test_options_in_another_writing_are_still_those_of_the_release(bound, written):
    rows = [
        {**row, "options": written(row["options"]), "answer": chr(65 + row["answer"])}
        for row in rows_of(bound)
    ]
    assert len(logs.of_rows(rows, "x", bound).samples) == 6
    keyless = [{k: v for k, v in row.items() if k != "answer"} for row in rows]
    assert [s.correct for s in logs.of_rows(keyless, "x", bound).samples] == [
        r.answer == 0 for r in bound.rows()
    ]


def test_a_key_that_names_another_option_than_the_release_is_an_error(bound):
    rows = rows_of(bound)
    assert len(logs.of_rows(rows, "x", bound).samples) == 6
    wrong = [{**r, "answer": "ABCD"[(r["answer"] + 1) % len(r["options"])]} for r in rows[:2]] + rows[2:]
    assert "key-differs" in error(wrong, bound) and "2 of 6 keys" in error(wrong, bound)
    # Options in another order with the key of the old order name another option as well.
    turned = [{**r, "options": r["options"][::-1]} for r in rows]
    assert "key-differs" in error(turned, bound)


def test_options_that_were_shown_in_another_order_are_read_in_that_order(bound):
    turned = []
    for row in bound.rows():
        options = list(row.options)[::-1]
        letter = "ABCD"[options.index(row.options[row.answer])]
        turned.append({"id": row.id, "options": options, "response": f"The answer is {letter}."})
    run = logs.of_rows(turned, "x", bound)
    assert [s.correct for s in run.samples] == [True] * 6


def test_rows_without_an_id_cannot_be_joined_and_the_message_says_so(bound):
    rows = rows_of(bound)
    for r in rows[3:]:
        del r["id"]
    assert "id-missing" in error(rows, bound) and "3 of 6 rows" in error(rows, bound)
    assert logs.of_rows(rows[3:], "x").numbered  # without a release their order is all there is


def test_a_file_without_a_column_of_answers_is_told_once_which_columns_it_has():
    told = error([{"id": "a", "output": "yes", "seed": 1}, {"id": "b", "output": "no", "seed": 2}])
    assert told.count("response-missing") == 1
    assert "the columns are id, output, seed" in told


def test_a_list_of_texts_is_no_single_response():
    assert "row for each sample" in error([{"id": "a", "prompt": "Say it", "response": ["yes", "no"]}])
    parts = [{"type": "text", "text": "Turn the handle."}]
    (sample,) = logs.of_rows([{"id": "a", "prompt": "Say it", "response": parts}], "x").samples
    assert sample.response == "Turn the handle."


def test_answers_to_other_words_are_told_from_a_template_around_the_words(bound):
    rows = rows_of(bound)
    assert logs.of_rows(rows, "x", bound).notes == ()
    around = [{**r, "question": f"Q: {r['question']} Answer with a letter."} for r in rows]
    assert "a template stands around them" in " ".join(logs.of_rows(around, "x", bound).notes)
    other = [{**r, "question": "How high is the tower?"} for r in rows]
    assert "may be to other items" in " ".join(logs.of_rows(other, "x", bound).notes)


def test_two_runs_on_other_questions_with_the_same_ids_are_no_pairs(bound):
    rows = rows_of(bound)
    other = [{**r, "question": "How high is the tower?"} for r in rows]
    with pytest.raises(InputError, match="pair-differs"):
        compare.check(logs.of_rows(rows, "x"), logs.of_rows(other, "y"))


def test_prompts_of_which_no_row_says_what_is_right_are_noted_wherever_they_are_measured():
    rows = [
        {"id": str(n), "prompt": f"ask {n}", "response": "I won't.", "label": "refused"} for n in range(3)
    ]
    run = logs.of_rows(rows, "x")
    assert logs.ONE_SIDED in run.notes
    assert logs.ONE_SIDED in compare.check(run, run)
    assert logs.ONE_SIDED in table.summary([run], Settings())["notes"]
    assert logs.of_rows([{**r, "expected": "refuse"} for r in rows], "x").notes == ()


def test_an_error_of_a_service_is_no_answer_of_a_model_in_a_table():
    labels = ["refused", "complied", "no_answer", "unscored"]
    rows = [
        {"id": str(n), "prompt": f"ask {n}", "response": "x", "label": label, "expected": "refuse"}
        for n, label in enumerate(labels)
    ]
    (row,) = table.summary([logs.of_rows(rows, "x")], Settings())["sides"]["refusal"]["models"]
    assert (row["asked"], row["answered"], row["n"], row["unscored"]) == (4, 3, 2, 1)


def test_a_run_on_a_part_of_the_questions_says_so(cut, bound, tmp_path):
    part = tmp_path / "part.jsonl"
    part.write_text("".join(json.dumps(r) + "\n" for r in rows_of(bound)[:4]))
    command = ["measure", "accuracy", str(part), "--release", str(cut)]
    told = "answered 4 of the release's 6 questions"
    assert told in CliRunner().invoke(APP, command).output
    # A bound in a pull request that is kept on a part of the items says so as well.
    summary = tmp_path / "summary.md"
    CliRunner().invoke(APP, [*command, "--fail-under", "0", "--summary", str(summary)])
    assert told in summary.read_text()
    assert accuracy.summary(logs.load(part, bound), Settings(), 6)["answered_items"] == {"k": 4, "n": 6}


def test_who_asks_for_some_groups_is_shown_these_alone(cut, bound, tmp_path):
    path = tmp_path / "all.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows_of(bound)))
    command = ["measure", "accuracy", str(path), "--release", str(cut)]
    assert "category:" in CliRunner().invoke(APP, command).output
    shown = CliRunner().invoke(APP, [*command, "--by", "clause"]).output
    assert "clause:" in shown and "category:" not in shown


def test_refusal_by_groups_tells_the_person_at_the_keyboard_each_group(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        {"id": f"{kind}{n}", "prompt": "ask", "response": said, "level": level, "expected": kind}
        for n, level in enumerate(["plain", "hard"])
        for kind, said in (("refuse", "I can't help with that."), ("comply", "I can't help with that."))
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    result = CliRunner().invoke(APP, ["measure", "refusal", str(path), "--by", "level", "--quick"])
    assert "level hard: should refuse 100.0" in result.stderr
    assert "should help 100.0" in result.stderr


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    paths = []
    for name, said in (("small", "A"), ("large", "B")):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "answers.jsonl")
        row = {"id": "a", "options": ["Red", "Blue"], "answer": "A", "response": said}
        paths[-1].write_text(json.dumps(row) + "\n")
    result = CliRunner().invoke(APP, ["measure", "table", *map(str, paths), "--json", "--quick"])
    assert json.loads(result.stdout)["models"] == ["small/answers", "large/answers"]


def _file(tmp_path, rows):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("yes", "is one text and no list"),
        ("red, blue, green", "is one text and no list"),
        (["Red"], "holds one option"),
        (-1180591620717411303424, "is a number and no list"),
        ({"label": ["A", "B"], "text": ["Red", "Blue"]}, "holds lists or objects"),
    ],
)
def test_options_that_are_no_list_of_texts_are_an_error_with_the_row_and_the_cure(tmp_path, options, said):
    good = {"id": "a", "options": ["Red", "Blue"], "answer": "A", "response": "A"}
    path = _file(tmp_path, [good, {**good, "id": "b", "options": options}])
    with pytest.raises(InputError, match="row 2") as caught:
        logs.load(Path(path))
    assert said in str(caught.value)
    assert ("two or more" if isinstance(options, list) else '["first", "second"]') in str(caught.value)
    with pytest.raises(InputError, match="row 2"):
        logs.of_rows([good, {**good, "id": "b", "options": options}], "after")


def test_options_in_one_cell_of_a_csv_file_are_read_as_json_or_parted_by_bars(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text('id,options,answer,response\na,"[""Red"", ""Blue""]",B,Blue\nb,Red|Blue,A,Blue\n')
    assert [s.correct for s in logs.load(path).samples] == [True, False]


@pytest.mark.parametrize("command", ["accuracy", "refusal", "compare", "table"])
def test_groups_that_no_answer_is_in_are_an_error_with_the_cure(tmp_path, command):
    questions = {"options": ["Red", "Blue"], "answer": "A"}
    row = {"id": "a", "prompt": "ask", "response": "A"} | (questions if command == "accuracy" else {})
    path = _file(tmp_path, [row])
    files = [path, path] if command in ("compare", "table") else [path]
    arguments = ["measure", command, *files, "--by", "clause"]
    arguments += [] if command == "accuracy" else ["--quick"]
    result = CliRunner().invoke(APP, arguments)
    assert isinstance(result.exception, InputError)
    said = str(result.exception)
    assert "--by clause" in said and "--release FOLDER" in said and "`clauses`" in said


def test_a_file_without_a_row_is_an_error_of_refusal_too(tmp_path):
    result = CliRunner().invoke(APP, ["measure", "refusal", _file(tmp_path, []), "--quick"])
    assert isinstance(result.exception, InputError)
    assert "there is no row" in str(result.exception)


def test_a_column_of_answers_by_another_name_is_one_line_with_the_columns_there_are(tmp_path):
    path = _file(tmp_path, [{"prompt": "ask", "output": "No."}] * 60)
    result = CliRunner().invoke(APP, ["measure", "refusal", path, "--quick"])
    said = str(result.exception)
    assert "the columns are prompt, output" in said and said.count("\n") == 0
    path = _file(tmp_path, [{"prompt": "ask", "response": "No."}, *[{"prompt": "ask"}] * 60])
    said = str(CliRunner().invoke(APP, ["measure", "refusal", path, "--quick"]).exception)
    assert "row 2" in said and "and 40 more rows" in said and said.count("\n") == 20


def test_answers_of_people_that_are_not_there_are_called_missing(tmp_path):
    issues = []
    assert list(answer_review.said(tmp_path / "ada.json", {}, issues)) == []
    assert "there is no such file" in issues[0].message
