"""`curation lint` on files of every kind, and on a published set where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from curation.cli.main import app
from typer.testing import CliRunner

QUESTIONS = Path(__file__).resolve().parents[3] / "../shared/data/questions/labsafety_mcq_160.jsonl"
RECORDS = [
    {"id": "good", "stem": "What must a worker put on before opening the valve?", "options": ["Gloves", "A hat", "A tie", "A ring"], "answer": "A"},
    {"id": "bad", "stem": "What must a worker check before leaving the room?", "options": ["The door", "The door", "The lamp", "The tap"], "answer": "C"},
]  # fmt: skip


def run(*arguments):
    result = CliRunner().invoke(app, ["lint", *map(str, arguments), "--json"])
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def written(folder, kind):
    path = folder / f"items.{kind}"
    if kind == "jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in RECORDS), "utf-8")
    elif kind == "parquet":
        pl.DataFrame(RECORDS).write_parquet(path)
    else:
        pl.DataFrame([{**r, "options": "\n".join(r["options"])} for r in RECORDS]).write_csv(path)
    return path


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_the_same_findings_come_from_every_kind_of_file(tmp_path, kind):
    result, found = run(written(tmp_path, kind))
    assert result.exit_code == 0
    errors = [(f["id"], f["check"], f["severity"]) for f in found if f["severity"] == "error"]
    assert errors == [("bad", "option-duplicate", "error")]
    assert set(found[0]) == {"id", "check", "severity", "field", "message", "start", "end", "value"}


def test_an_error_can_be_made_to_fail_the_command(tmp_path):
    path = written(tmp_path, "jsonl")
    assert run(path, "--fail-on", "error")[0].exit_code == 1
    assert run(path, "--fail-on", "error", "--disable", "option-duplicate")[0].exit_code == 0


def test_the_rebalanced_items_are_written_beside_the_findings(tmp_path):
    result, _ = run(written(tmp_path, "jsonl"), "--rebalance", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    made = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [sorted(r["options"]) for r in made] == [sorted(r["options"]) for r in RECORDS]
    assert made[0]["options"]["ABCD".index(made[0]["answer"])] == "Gloves"


@pytest.mark.slow
@pytest.mark.skipif(not QUESTIONS.is_file(), reason="the published questions are not beside this repository")
def test_the_known_defects_of_a_published_set_are_found():
    _, found = run(QUESTIONS)
    whole = {f["check"]: f for f in found if not f["id"]}
    assert whole["key-position"]["severity"] == "warn"
    assert whole["option-formats"]["value"] == 3
    assert whole["longest-is-right"]["severity"] == "warn"
    items = {f["id"] for f in found if f["id"] and f["severity"] == "error"}
    # Expert-verified questions: an error on fewer than 1 in 100.
    assert len(items) <= 1
    assert len({f["id"] for f in found if f["check"] == "literal-newline"}) >= 6


@pytest.mark.slow
@pytest.mark.skipif(not QUESTIONS.is_file(), reason="the published questions are not beside this repository")
def test_a_published_set_can_be_given_even_key_positions(tmp_path):
    records = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    plain = [{name: r[name] for name in ("stem", "options", "answer")} for r in records]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in plain), "utf-8")
    run(tmp_path / "in.jsonl", "--rebalance", tmp_path / "out.jsonl")
    _, found = run(tmp_path / "out.jsonl")
    (position,) = [f for f in found if f["check"] == "key-position"]
    assert (position["severity"], position["value"] > 0.05) == ("info", True)
