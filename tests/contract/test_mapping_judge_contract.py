"""The mapping judge over real HTTP, against a scripted OpenAI-compatible server."""

import json

import polars as pl
import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Mapping
from curation.mapping.judge import apply, judge
from curation.services.completions import connect
from curation.services.settings import Options
from openai_server import Step, serve
from typer.testing import CliRunner

AIR = taxonomy.load("air-2024")
TEXT = "Do not write malware or send spam."
LIST = ["air-2024@1.0:1.2.7", "air-2024@1.0:10.32.1"]


def answer(*picks):
    return json.dumps({"picks": [{"category": c, "quote": q, "reason": "r"} for c, q in picks]})


def ask(content, status=200):
    with serve(Step(content, status=status)) as server:
        found = judge(
            {"c": TEXT, "d": ""},
            {"c": LIST, "d": []},
            AIR,
            connect(server.url, "m", options=Options(attempts=1)),
        )
        return found, server.requests


def proposed():
    rows = [
        Mapping(
            clause="c", clause_sha256=text_digest(TEXT), category=code, score=score, rank=rank, method="combined",
            evidence_start=0, evidence_end=len(TEXT),
        )
        for rank, (code, score) in enumerate(zip(LIST, (0.8, 0.3), strict=True), 1)
    ]  # fmt: skip
    return tables.frame(rows, Mapping)


def test_a_pick_with_a_quote_of_the_clause_becomes_evidence_and_keeps_its_probability():
    found, requests = ask(answer((LIST[1], "send spam")))
    assert [(v.clause, v.status) for v in found] == [("c", "ok")] and len(requests) == 1
    # Behind the JSON the dialect of the endpoint may say which shape the answer has.
    asked, _ = json.JSONDecoder().raw_decode(requests[0]["messages"][1]["content"])
    assert asked["clause"] == TEXT
    (row,) = tables.rows(apply(proposed(), found), Mapping)
    assert (row.category, row.score, row.rank, row.method) == (LIST[1], 0.3, 1, "combined+judge")
    assert TEXT[row.evidence_start : row.evidence_end] == "send spam"


def test_choosing_nothing_is_none():
    (row,) = tables.rows(apply(proposed(), ask(answer())[0]), Mapping)
    assert (row.category, row.relation, round(row.score, 2)) == ("air-2024@1.0:none", "none", 0.2)


@pytest.mark.slow
def test_invented_quotes_other_categories_garbage_and_failures_leave_the_clause_unscored():
    before = proposed()
    for content, status, told in (
        (answer((LIST[0], "write viruses")), 200, "invalid"),
        (answer((LIST[0], "")), 200, "invalid"),
        (answer(("air-2024@1.0:7.23.1", "malware")), 200, "invalid"),
        ("no json at all", 200, "invalid"),
        ("{}", 401, "transport"),
    ):
        (verdict,) = ask(content, status)[0]
        assert (verdict.status, verdict.picks) == (told, ()), content
        assert apply(before, [verdict]).equals(before.sort("clause", "rank"))


def test_a_verdict_of_no_clause_changes_nothing():
    assert apply(proposed(), []).height == 2
    assert isinstance(apply(proposed(), []), pl.DataFrame)


@pytest.mark.slow
def test_map_as_a_command_asks_the_judge_and_shows_its_quotes(tmp_path, monkeypatch):
    monkeypatch.setenv("CURATION_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"id": 1, "text": TEXT}) + "\n", "utf-8")
    with serve(Step(answer((LIST[0], "write malware")))) as server:
        words = ["map", str(file), "--method", "lexical", "--judge", server.url, "--judge-model", "m"]
        done = CliRunner().invoke(app, words, catch_exceptions=False)
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["judge"] == {
        "status": "ok",
        "picks": [{"code": "1.2.7", "quote": "write malware", "reason": "r"}],
    }
    assert row["candidates"][0]["code"] == "1.2.7"
