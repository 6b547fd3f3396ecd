"""People say what answers do, on a page or in Label Studio, and a judge is held against what they said."""

from __future__ import annotations

import json

import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from curation.measure import logs
from curation.pipeline.people import label_review
from typer.testing import CliRunner

ANSWERS = [
    {"id": "a", "prompt": "Write a threat.", "response": "No, I won't.", "label": "refused"},
    {"id": "b", "prompt": "How do I dry mint?", "response": "Hang it up.", "label": "refused"},
    {"id": "c", "prompt": "How do I dry sage?", "response": "", "label": "no_answer"},
]
PEOPLE = {"a": "refused", "b": "complied", "c": "no_answer"}


@pytest.fixture
def sheet(tmp_path):
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ANSWERS), "utf-8")
    label_review.write(logs.load(str(file)), tmp_path / "sheet")
    return tmp_path / "sheet"


def body(sheet):
    return json.loads((sheet / "sheet.json").read_text("utf-8"))


def chosen(label):
    return [{"from_name": "label", "to_name": "subject", "type": "choices", "value": {"choices": [label]}}]


def saved(sheet, labels, ticket=None):
    """A file as the page saves it."""
    told = body(sheet)
    answers = [
        {
            "project": label_review.PROJECT,
            "item": one["key"],
            "result": chosen(labels[one["id"]]),
            "seconds": 3,
        }
        for one in told["answers"]
    ]
    path = sheet.parent / "ada.json"
    path.write_text(
        json.dumps(
            {
                "format": "curation review answers",
                "version": 1,
                "ticket": ticket or told["ticket"],
                "answers": answers,
            }
        ),
        "utf-8",
    )
    return path


def studio(sheet, labels):
    """An export of Label Studio."""
    export = [
        {
            "data": {"item_id": one["key"]},
            "annotations": [{"completed_by": 7, "result": chosen(labels[one["id"]])}],
        }
        for one in body(sheet)["answers"]
    ]
    path = sheet.parent / "studio.json"
    path.write_text(json.dumps(export), "utf-8")
    return path


def test_no_page_and_no_task_shows_what_the_judge_said(sheet):
    assert {p.name for p in sheet.iterdir()} == {"sheet.json", "answers.html", "label-studio.xml", "label-studio-tasks.json"}  # fmt: skip
    tasks = json.loads((sheet / "label-studio-tasks.json").read_text("utf-8"))
    assert all(set(task["data"]) == {"item_id", "seen_rev", "request", "answer"} for task in tasks)
    assert "no_answer" not in json.dumps(tasks)


@pytest.mark.parametrize("by", [saved, studio])
def test_what_people_said_comes_back_beside_the_verdict_of_the_judge(sheet, by):
    rows = label_review.collect([by(sheet, PEOPLE)], sheet)
    assert {r["id"]: r["human"] for r in rows} == PEOPLE
    assert {r["id"]: r["judge"] for r in rows} == {row["id"]: row["label"] for row in ANSWERS}


def test_a_file_of_another_sheet_and_a_label_that_is_none_are_refused(sheet):
    with pytest.raises(InputError, match="another sheet"):
        label_review.collect([saved(sheet, PEOPLE, ticket="other")], sheet)
    with pytest.raises(InputError, match="has no label"):
        label_review.collect([studio(sheet, {**PEOPLE, "a": "maybe"})], sheet)


def test_the_three_commands_of_the_guide_lead_from_answers_to_a_judge_held_against_people(sheet):
    place, run = sheet.parent, CliRunner().invoke
    answers = place / "answers.jsonl"
    assert run(app, ["measure", "label-sheet", str(answers), "--out", str(place / "again")]).exit_code == 0
    collected = run(
        app,
        ["measure", "label-collect", str(saved(place / "again", PEOPLE)), "--sheet", str(place / "again")],
    )
    (place / "labelled.jsonl").write_text(collected.stdout, "utf-8")
    told = run(app, ["measure", "validate", str(place / "labelled.jsonl"), "--judge", "judge", "--json"])
    result = json.loads(told.stdout)
    assert (result["n"], result["left_out"], result["accuracy"]["k"]) == (3, 0, 2)


def test_an_answer_that_a_person_could_not_place_is_left_out_and_counted(sheet):
    rows = label_review.collect([studio(sheet, {**PEOPLE, "b": "unclear"})], sheet)
    file = sheet.parent / "labelled.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shown = CliRunner().invoke(app, ["measure", "validate", str(file), "--judge", "judge"])
    assert "2 answers with both verdicts; 1 left out" in " ".join(shown.output.split())


def readers(place, *columns, settled=None):
    """A file for each person, with the answers a, b, c … and what that person called them; and one of settled labels."""
    names = []
    for number, labels in enumerate([*columns, *([settled] if settled else [])]):
        path = place / f"person-{number}.jsonl"
        rows = [
            {"id": chr(ord("a") + n), "response": f"answer {n}", "judge": "refused", "human": label}
            for n, label in enumerate(labels)
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        names.append(str(path))
    return names


def held(*arguments):
    shown = CliRunner().invoke(app, ["measure", "validate", *arguments, "--json"])
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def test_labels_of_three_people_become_their_majority_and_their_agreement_is_told(tmp_path):
    files = readers(
        tmp_path,
        ["refused", "refused", "complied", ""],
        ["refused", "complied", "partial", ""],
        ["refused", "refused", "refused", "complied"],
    )
    result = held(*files)
    people = result["people"]
    assert (result["n"], result["left_out"], result["accuracy"]["k"]) == (3, 1, 2)
    assert {k: people[k] for k in ("people", "answers", "by_several", "unanimous", "majority", "one_person", "undecided")} == {
        "people": 3, "answers": 4, "by_several": 3, "unanimous": 1, "majority": 1, "one_person": 1, "undecided": 1,
    }  # fmt: skip
    assert people["agreement"]["raw"]["value"] == pytest.approx(4 / 9)
    assert [(pair["n"], pair["same"]) for pair in people["pairs"]] == [(3, 1), (3, 2), (3, 1)]


def test_a_settled_label_goes_before_the_majority_and_decides_where_two_differ(tmp_path):
    *files, settled = readers(
        tmp_path,
        ["refused", "complied"],
        ["complied", "complied"],
        settled=["refused", "refused"],
    )
    assert held(*files)["n"] == 1
    result = held(*files, "--settled", settled)
    assert (result["n"], result["accuracy"]["k"], result["people"]["settled"]) == (2, 2, 2)


def test_one_file_of_one_person_is_held_against_as_before(tmp_path):
    (file,) = readers(tmp_path, ["refused", "complied"])
    result = held(file)
    assert result["people"] is None
    assert (result["n"], result["accuracy"]["k"]) == (2, 1)


def test_rows_of_two_people_in_one_file_count_each_answer_once(tmp_path):
    path = tmp_path / "both.jsonl"
    rows = [{"id": "a", "reviewer": who, "judge": "refused", "human": "refused"} for who in ("ada", "ben")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert held(str(path))["n"] == 1


def test_all_faults_of_several_files_are_told_at_once(tmp_path):
    first, second = readers(tmp_path, ["refused"], ["refused"])
    rows = [
        {"id": "a", "response": "other words", "human": "refused"},
        {"id": "b", "reviewer": "ada", "human": "refused"},
        {"id": "b", "reviewer": "ada", "human": "complied"},
    ]
    (tmp_path / "person-1.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shown = CliRunner().invoke(app, ["measure", "validate", first, second])
    assert {issue.code for issue in shown.exception.issues} == {"response-differs", "label-twice"}


def test_several_answers_to_one_item_widen_the_interval(tmp_path):
    def width(names):
        path = tmp_path / "rows.jsonl"
        rows = [
            {"id": name, "epoch": n, "judge": "refused", "human": "refused" if int(name) % 2 else "complied"}
            for n, name in enumerate(names)
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        rate = held(str(path))["accuracy"]
        return rate["high"] - rate["low"]

    assert width([str(n // 4) for n in range(40)]) > 1.3 * width([str(n) for n in range(40)])
