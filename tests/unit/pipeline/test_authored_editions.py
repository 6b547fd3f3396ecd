"""A hand-written item follows the clause that it cites into a new edition, and is told where that clause is gone."""

from __future__ import annotations

import json

import pytest
from curation.core import tables
from curation.core.records import Candidate, Failure
from curation.pipeline import open_run, running

from kite_world import call

pytestmark = pytest.mark.slow

FIRST = (
    "# House rules\n\n1. A visitor must sign the book.\n2. A guest must wear a badge in the hall.\n"
    "3. The host must answer each complaint within 72 hours.\n"
)
SECOND = (
    "# House rules\n\n1. The host must keep a list of keys.\n2. A visitor must sign the book.\n"
    "3. The host must answer each complaint within 48 hours.\n"
)
SETTINGS = """name = "house"

[[dataset]]
name = "house"
kind = "question"
title = "House rules"
taxonomy = "lab-safety"
licence = "MIT"

[models]
embedder = "none"

[generate]
generators = []
"""


def question(clause: str, stem: str, quote: str) -> str:
    return json.dumps(
        {
            "stem": stem, "options": ["Yes, at once", "No, never", "Only on Mondays", "Only in writing"], "answer": "A",
            "category": "1.1", "clause": clause, "quote": quote, "explanation": "The rule says so.",
        }
    )  # fmt: skip


def generated(folder):
    run = open_run(folder)
    running.execute(run, "generate")
    return (
        list(tables.rows(run.table("generate"), Candidate)),
        list(tables.rows(run.table("generate", "failures"), Failure)),
        list(run.table("ingest").select("id", "text").iter_rows()),
    )


def test_an_item_follows_its_clause_and_one_whose_clause_is_gone_is_told(tmp_path):
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    (folder / "rules.md").write_text(FIRST, "utf-8")
    add = (
        "source",
        "add",
        "house",
        str(folder / "rules.md"),
        "--title",
        "House rules",
        "--licence",
        "MIT",
        "--redistribute",
    )
    assert call(folder, *add, "--edition", "1").exit_code == 0
    run = open_run(folder)
    running.execute(run, "ingest")
    by_words = {
        text.split(". ", 1)[-1]: id for id, text in run.table("ingest").select("id", "text").iter_rows()
    }
    sign, badge, answer = (
        next(id for words, id in by_words.items() if part in words)
        for part in ("sign the book", "badge", "72 hours")
    )
    authored = folder / "raw" / "authored" / "house"
    authored.mkdir(parents=True)
    (authored / "items.jsonl").write_text(
        "\n".join(
            (
                question(sign, "Does a visitor have to sign the book?", "must sign the book"),
                question(badge, "Does a guest have to wear a badge?", "must wear a badge"),
                question(answer, "Is an answer due within three days?", "within 72 hours"),
            )
        ),
        "utf-8",
    )
    first, failures, _ = generated(folder)
    assert (len(first), failures) == (3, [])

    (folder / "rules.md").write_text(SECOND, "utf-8")
    assert call(folder, *add, "--edition", "2").exit_code == 0
    second, failures, clauses = generated(folder)
    words = dict(clauses)
    stays = {one.stem: one for one in second}
    ids = {one.stem: one.id for one in first}
    assert {stem: one.id for stem, one in stays.items()} == {
        stem: id for stem, id in ids.items() if "badge" not in stem
    }
    moved, changed = (
        stays["Does a visitor have to sign the book?"],
        stays["Is an answer due within three days?"],
    )
    assert "house@2#" in moved.clauses[0] and "sign the book" in words[moved.clauses[0]]
    assert moved.evidence[0].clause == moved.clauses[0]
    assert "house@2#" in changed.clauses[0] and "48 hours" in words[changed.clauses[0]]
    (gone,) = failures
    assert (gone.kind, gone.id) == ("clause-gone", ids["Does a guest have to wear a badge?"])
    assert "is not in edition 2" in gone.error and "raw/authored" in gone.error
