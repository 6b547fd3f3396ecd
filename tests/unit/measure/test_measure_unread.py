"""Answers of which no option could be read are named, with the reason."""

from __future__ import annotations

import json

import pytest
from curation.cli.main import app
from curation.measure import accuracy, answers
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

OPTIONS = ["the water", "the sand", "the salt", "the oil"]


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (None, "gives no answer"),
        ("  \n", "gives no answer"),
        ("<think>It may be B or C, let me", "reasons and never comes to an answer"),
        ("Error code: 503 - overloaded", "is an error message of a service"),
        ("It is either B or C.", "names more than one option (B, C) and settles on none"),
        ("A hard question indeed.", "names no option, neither by its letter nor by its words"),
    ],
)
def test_the_reason_says_what_stands_in_the_answer(response, why):
    assert answers.parse(response, OPTIONS).index is None
    assert accuracy.why_unread(response) == why


@given(st.text(max_size=300))
def test_a_reason_never_repeats_the_answer(response):
    why = accuracy.why_unread(response)
    assert why in {
        "gives no answer",
        "reasons and never comes to an answer",
        "names no option, neither by its letter nor by its words",
    } or why.startswith(("names more than one option", "is an error", "was withheld", "repeats"))


def test_the_command_lists_unread_answers_and_says_what_the_columns_mean(tmp_path):
    rows = [
        {"id": "q1", "options": OPTIONS, "answer": "B", "response": "B", "level": "recall"},
        {"id": "q2", "options": OPTIONS, "answer": "B", "response": "B or C.", "level": "recall"},
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shown = CliRunner().invoke(app, ["measure", "accuracy", str(file)], env={"COLUMNS": "120"})
    text = " ".join((shown.stdout + shown.stderr).split())
    assert "unread: q2: names more than one option (B, C) and settles on none" in text
    assert "strict: unread answers count as wrong" in text
    assert "level: recall" in text
    said = json.loads(CliRunner().invoke(app, ["measure", "accuracy", str(file), "--json"]).stdout)
    assert [(one["id"], one["form"]) for one in said["unread"]] == [("q2", "unparsed")]


def test_a_file_without_rows_is_told_so(tmp_path):
    file = tmp_path / "answers.jsonl"
    file.write_text("")
    result = CliRunner().invoke(app, ["measure", "accuracy", str(file)])
    assert result.exit_code == 1
    assert "there is no row; write one JSON object a line" in str(result.exception)
