"""A regulation changes under a released dataset: what follows, what is looked at again, and what the next release says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from curation import release, taxonomy
from curation.core import tables
from curation.core.records import Candidate, Judgement, ReviewItem
from curation.review.board import layout
from curation.review.judgements import batches

from command_line import curation

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ("quiet-heron", "early-finch")
STANDARD = "laboratory-safety-standard"
SETTINGS = """
name = "a standard and its next edition"

[models]
embedder = "none"

[generate]
forms_off = []
told_cases = true

[[dataset]]
name = "lab-safety"
kind = "question"
title = "Questions from a standard"
description = "Questions whose key is in a clause."
limits = "A sample."
taxonomy = "lab-safety"
licence = "Apache-2.0"
contact = "the issue tracker"
canary = "7b7e4b0c-8b0d-4c55-9a2c-1f0f2d6f9b11"
"""


def as_json(*arguments: str, cwd: Path) -> object:
    return json.loads(curation(*arguments, "--json", cwd=cwd).stdout)


def queue(folder: Path) -> list[ReviewItem]:
    found = map(ReviewItem.model_validate_json, shown(folder, "route"))
    return [item for item in found if item.kind == "question"]


def shown(folder: Path, step: str) -> list[str]:
    return curation("show", step, "--json", "--limit", "0", cwd=folder).stdout.splitlines()


def freeze(folder: Path, name: str, items: list[ReviewItem]) -> list[ReviewItem]:
    """A batch as `review push` freezes it, without a server."""
    wanted = {i.subject for i in items}
    drafted = [c for c in map(Candidate.model_validate_json, shown(folder, "generate")) if c.id in wanted]
    tree = taxonomy.load("lab-safety", folder)
    batches.freeze(folder, name, items, layout.build("question", tree, folder), tree.id, candidates=drafted)
    return batches.items(folder, name)


def accept(folder: Path, items: list[ReviewItem], when: str) -> None:
    """Both people answer with the key and accept."""
    tables.append_jsonl(
        batches.folder(folder, items[0].batch) / "judgements.jsonl",
        [
            Judgement(
                id=f"j-{item.id}-{person}", item=item.id, batch=item.batch, kind=item.kind, subject=item.subject,
                revision=item.revision, reviewer=person, verdict="accept", answer=item.shown["answer"],
                labels=item.shown["categories"][:1], made=when, layout="l", source=f"{item.id} {person}",
            )
            for item in items
            for person in PEOPLE
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> tuple[Path, ReviewItem, ReviewItem]:
    """A workspace with a release of six judged questions: one on a clause that will change, one that will be renumbered."""
    folder = tmp_path_factory.mktemp("standard")
    shutil.copytree(ROOT / "raw", folder / "raw", ignore=shutil.ignore_patterns("review"))
    only = (ROOT / "raw/sources.toml").read_text().split("[[source]]")
    (folder / "raw/sources.toml").write_text(
        "".join("[[source]]" + s for s in only if f'slug = "{STANDARD}"' in s)
    )
    (folder / "curation.toml").write_text(SETTINGS)
    curation("run", "route", cwd=folder)
    waiting = queue(folder)
    page = (folder / f"raw/documents/{STANDARD}.html").read_text()
    plain = [i for i in waiting if f"<p>{i.shown['clause']}</p>" in page]
    changing = next(i for i in waiting if "at least every" in i.shown["clause"] and i.shown["clause"] in page)
    moving = next(
        i for i in plain if i.shown["clause"] != changing.shown["clause"] and "para." in i.shown["citation"]
    )
    others = [i for i in waiting if i.subject not in (changing.subject, moving.subject)][:4]
    accept(folder, freeze(folder, "first", [changing, moving, *others]), "2026-03-01T09:00:00Z")
    curation("release", "cut", "lab-safety", "1.0.0", cwd=folder)
    return folder, changing, moving


def test_a_new_edition_sends_only_what_rests_on_changed_words_back_to_people(released):
    folder, changing, moving = released
    text = (folder / "raw/documents/laboratory-safety-standard.html").read_text()
    words = changing.shown["clause"]
    text = text.replace(words, words.replace("at least every", "not later than every"))
    before = f"<p>{moving.shown['clause']}</p>"
    text = text.replace(
        before, "<p>The employer must keep a register of instruments under calibration.</p>\n" + before
    )
    (folder / "second.html").write_text(text)
    curation("source", "add", STANDARD, "second.html", "--edition", "3.0", "--title", "Laboratory Safety Standard LSS-1",
             "--kind", "standard", "--citation", "LSS-1", "--licence", "Apache-2.0", "--redistribute", "--jurisdiction", "example", cwd=folder)  # fmt: skip

    touched = as_json("impact", f"{STANDARD}@2.0", f"{STANDARD}@3.0", cwd=folder)
    assert changing.subject in {link["id"] for link in touched["links"] if link["what"] == "candidate"}
    assert moving.subject not in {link["id"] for link in touched["links"]}
    assert touched["counts"]["row"] == 1

    curation("run", "route", cwd=folder)
    again = [i for i in queue(folder) if "reexamines" in i.shown]
    assert [i.subject for i in again] == [changing.subject]
    assert "[-at least-] {+not later than+} every" in again[0].shown["findings"]
    assert "not later than every" in again[0].shown["clause"]

    refused = curation("release", "cut", "lab-safety", "1.1.0", cwd=folder, check=False)
    assert refused.returncode == 1

    (head,) = as_json("review", "push", "--audit", "--dataset", "lab-safety", "--freeze-only", cwd=folder)
    lot = batches.lot(folder, head)
    assert len(lot) == 5 and changing.subject not in lot
    shutil.rmtree(batches.folder(folder, head))

    accept(folder, freeze(folder, "again", again), "2026-04-01T09:00:00Z")
    curation("run", "route", cwd=folder)
    assert not [i for i in queue(folder) if "reexamines" in i.shown]
    curation("release", "cut", "lab-safety", "2.0.0", cwd=folder)
    log = (folder / "releases/lab-safety/2.0.0/CHANGELOG.md").read_text()
    assert changing.subject in log.partition("re-examined")[2]
    curation("release", "verify", "releases/lab-safety/2.0.0", cwd=folder)

    assert not (
        folder / "releases/lab-safety/2.0.0/report.html"
    ).exists()  # the workspace's report is no part of a release
    curation("report", "--out", "after.html", cwd=folder)
    page = (folder / "after.html").read_text()
    assert "Impact of changed documents" in page
    assert "<ins>not" in page
    assert re.search(r"lab-safety 2\.0\.0: \d of \d changed rows", (folder / "after.html").read_text())

    rows = {row["id"]: row for row in release.read_items(folder / "releases/lab-safety/2.0.0").to_dicts()}
    assert len(rows) == 6
    assert not any("@2.0#" in clause for row in rows.values() for clause in row["clauses"])
    renumbered = rows[moving.subject]
    assert renumbered["citations"][0] != moving.shown["citation"]
    assert moving.shown["citation"] not in renumbered["stem"] + renumbered["explanation"]
    assert renumbered["judgements"] == len(PEOPLE)
    assert rows[changing.subject]["judgements"] == len(PEOPLE)
