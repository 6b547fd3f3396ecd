"""What the commands of `measure` say of a file that they cannot use: the code, the place, and what to do."""

from __future__ import annotations

import json

import pytest
from curation.cli.main import app
from curation.core.errors import CurationError
from typer.testing import CliRunner

QUESTION = {"id": "q1", "options": ["a", "b", "c"], "answer": "A", "response": "A"}
PROMPT = {"id": "p1", "prompt": "How do I pick a lock?", "response": "No."}


def refused(tmp_path, command, rows, *more):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        rows if isinstance(rows, str) else "".join(json.dumps(row) + "\n" for row in rows), "utf-8"
    )
    done = CliRunner().invoke(app, ["measure", command, str(file), *more])
    assert isinstance(done.exception, CurationError), done.output
    assert done.exception.exit_code == 1 and done.stdout == ""
    return done.exception.issues


@pytest.mark.parametrize(
    ("rows", "code", "place", "words"),
    [
        ([], "questions-missing", "rows.jsonl", "write one JSON object a line"),
        ([{"id": "x", "response": "A"}], "questions-missing", "rows.jsonl", "--release FOLDER"),
        ([QUESTION | {"options": "a,b,c"}], "options-form", "row 1", '["first", "second"]'),
        (
            [QUESTION, QUESTION | {"id": "q2", "answer": "F"}],
            "key-unusable",
            "row 2",
            "none of its 3 options",
        ),
        ([QUESTION | {"answer": None}], "key-missing", "row 1", "without a key"),
        ([QUESTION | {"answer": 1}], "key-numbering", "row 1", "--first-option"),
        ([QUESTION | {"response": 3}], "row-invalid", "row 1", "a response is a text"),
        ([[1]], "json-object", "line 1", '{"id": "a"}'),
        ("{}\nnot JSON\n", "json-invalid", "line 2", "is not JSON"),
    ],
)
def test_a_file_without_usable_questions_is_refused(tmp_path, rows, code, place, words):
    (issue,) = refused(tmp_path, "accuracy", rows)
    assert issue.code == code and issue.where.endswith(place) and words in issue.message


def test_a_key_of_zero_shows_where_numbers_begin(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(
        json.dumps(QUESTION | {"answer": 0}) + "\n" + json.dumps(QUESTION | {"id": "q2", "answer": 1}) + "\n"
    )
    done = CliRunner().invoke(app, ["measure", "accuracy", str(file), "--json"])
    assert json.loads(done.stdout)["overall"]["k"] == 1


@pytest.mark.parametrize("first, right", [("0", 0), ("1", 1)])
def test_the_number_of_the_first_option_decides_what_a_number_means(tmp_path, first, right):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(QUESTION | {"answer": 1}) + "\n")
    done = CliRunner().invoke(app, ["measure", "accuracy", str(file), "--json", "--first-option", first])
    assert json.loads(done.stdout)["overall"]["k"] == right


@pytest.mark.parametrize(
    ("by", "code", "words"),
    [
        ("colour", "group-unknown", "document, article"),
        ("document", "group-empty", "--release FOLDER, or a column `clauses`"),
    ],
)
def test_a_group_that_no_answer_is_in_is_refused(tmp_path, by, code, words):
    (issue,) = refused(tmp_path, "accuracy", [QUESTION], "--by", by)
    assert issue.code == code and words in issue.message


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([], "answers-none", "`prompt` and `response`"),
        ([PROMPT | {"response": 5}], "response-type", "a response is a text"),
        ([{"prompt": "a"}], "response-missing", "the columns are prompt"),
    ],
)
def test_a_file_without_answers_is_refused(tmp_path, rows, code, words):
    (issue,) = refused(tmp_path, "refusal", rows, "--quick")
    assert issue.code == code and words in issue.message


@pytest.mark.parametrize("command", ["compare"])
def test_rows_without_answers_are_not_compared(tmp_path, command):
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "a", "text": "x"}) + "\n")
    issues = refused(tmp_path, command, [{"id": "a", "text": "x"}], str(other), "--quick")
    assert (
        issues[0].code == "response-missing" and "response, completion, label, correct" in issues[0].message
    )


def test_topics_are_in_the_table_only_for_who_asks_for_them(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "rows.jsonl"
    rows = [
        QUESTION | {"id": f"q{n}", "topic": topic, "level": "recall"}
        for n, topic in enumerate(("pumps", "valves"))
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    plain = CliRunner().invoke(app, ["measure", "accuracy", str(file)]).stdout
    asked = CliRunner().invoke(app, ["measure", "accuracy", str(file), "--by", "topic"]).stdout
    assert "level: recall" in plain and "topic: pumps" not in plain
    assert "topic: pumps" in asked and "topic: valves" in asked
