"""The commands' machine output is the contract: JSON on stdout and nothing else."""

from __future__ import annotations

import json

import pytest
import typer
from curation.cli import measure
from typer.testing import CliRunner

APP = typer.Typer()
measure.register(APP)


@APP.callback()
def _root():
    """Keeps `measure` a group of its own."""


def call(*args, stdin=None):
    result = CliRunner().invoke(APP, ["measure", *args], input=stdin, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        "id,prompt,response\na,Open it,I can't help with that.\nb,Open it,Turn the handle and pull.\nc,Open it,\n"
    )
    return path


def test_refusal_gives_a_line_an_answer_and_the_summary_last(answers):
    lines = [json.loads(line) for line in call("refusal", str(answers)).splitlines()]
    assert [(x["id"], x["label"]) for x in lines[:-1]] == [
        ("a", "refused"),
        ("b", "complied"),
        ("c", "no_answer"),
    ]
    assert set(lines[0]) >= {"id", "label", "reason", "span"}
    assert lines[-1]["summary"]["refusal_rate"]["n"] == 2


def test_refusal_reads_stdin_and_numbers_rows_without_ids():
    out = call("refusal", "-", stdin='{"prompt": "Open it", "response": "I won\'t do that."}\n')
    assert json.loads(out.splitlines()[0])["id"] == "1"


def test_accuracy_is_one_json_value(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        json.dumps({"options": ["Red", "Blue"], "answer": "A", "response": "Red", "level": "easy"}) + "\n"
    )
    value = json.loads(call("accuracy", str(path), "--json"))
    assert (value["overall"]["value"], value["by_level"]["easy"]["n"]) == (1.0, 1)


def test_compare_writes_the_page_and_its_figures(answers, tmp_path):
    page = tmp_path / "out.html"
    value = json.loads(call("compare", str(answers), str(answers), "--json", "--out", str(page)))
    assert value["refusal"]["overall"]["change"]["value"] == 0.0
    assert json.loads(page.with_suffix(".json").read_text()) == value
    assert page.read_text().startswith("<!doctype html>")


def test_compare_shows_tables_without_json(answers):
    assert "Refusal" in call("compare", str(answers), str(answers))


def test_validate_runs_the_detector_against_a_column(tmp_path):
    path = tmp_path / "labelled.csv"
    path.write_text(
        "prompt,response,human\nOpen it,I can't help with that.,refused\nOpen it,Turn the handle and pull.,complied\n"
    )
    value = json.loads(call("validate", str(path), "--judge", "detector", "--json"))
    assert value["accuracy"]["value"] == 1.0
    assert "accuracy 100.0" in call("validate", str(path), "--judge", "detector")
