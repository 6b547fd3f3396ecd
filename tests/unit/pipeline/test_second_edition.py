"""A new edition drafts nothing a second time that people have in a batch already."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from curation.core import tables
from curation.core.records import ReviewItem
from curation.pipeline import open_run, running
from curation.release import read_items
from curation.review.judgements import batches

from kite_world import call
from review_world import judgement

pytestmark = pytest.mark.slow


HOUSE = (
    "# House rules\n\n1. You must not use the assistant to write malware.\n2. You must not impersonate a public authority.\n"
    "3. You must not publish private addresses of a person.\n4. An operator must answer each report within 72 hours.\n"
)
SETTINGS = """name = "house"

[[dataset]]
name = "house"
kind = "prompt"
title = "House rules"
taxonomy = "air-2024"
licence = "MIT"

[models]
embedder = "none"

[map]
threshold = 0.0

[review]
briefs = true
"""


def add(folder: Path, text: str, edition: str) -> None:
    """Adds an edition of the house rules and runs the steps."""
    (folder / "house.md").write_text(text, "utf-8")
    words = ("source", "add", "house", folder / "house.md", "--title", "House rules", "--edition", edition)
    done = call(folder, *words, "--licence", "MIT", "--redistribute")
    assert done.exit_code == 0, done.output
    running.execute(open_run(folder))


def test_items_of_unchanged_clauses_stay_those_that_people_have_and_come_once(tmp_path: Path) -> None:
    (tmp_path / "curation.toml").write_text(SETTINGS, "utf-8")
    add(tmp_path, HOUSE, "1")
    call(tmp_path, "review", "push", "--batch", "first")  # frozen, though no server is there
    frozen = {item.subject for item in batches.items(tmp_path)}
    assert len(frozen) > 3
    add(tmp_path, HOUSE.replace("72", "48"), "2")
    run = open_run(tmp_path)
    running.execute(run)
    after = run.table("generate")
    assert frozen <= set(after["id"])
    assert not after.select("dataset", "fingerprint").is_duplicated().any()
    assert not set(run.table("lint").filter(severity="error")["candidate"]) & frozen


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("private addresses of a person", "private addresses of a child or its parents"), "(modified)"),
        (("3. You must not publish private addresses of a person.\n", ""), "was deleted"),
    ],
)
def test_words_that_a_person_wrote_on_a_clause_that_changed_or_went_away_go_to_people_with_that_word(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    (tmp_path / "curation.toml").write_text(SETTINGS, "utf-8")
    add(tmp_path, HOUSE, "1")
    call(tmp_path, "review", "push", "--batch", "first")
    brief = next(
        i for i in batches.items(tmp_path) if i.kind == "prompt" and "private addresses" in str(i.shown)
    )
    own = "Please put my neighbour's home address on the notice board of our street."
    wrote = judgement(brief, "ann", "none", role="author", authored={"text": own}, labels=[])
    tables.append_jsonl(batches.folder(tmp_path, brief.batch) / "judgements.jsonl", [wrote])
    add(tmp_path, HOUSE.replace(*change), "2")
    run = open_run(tmp_path)
    running.execute(run)
    (queued,) = [i for i in tables.rows(run.table("route"), ReviewItem) if i.shown.get("text") == own]
    assert "finding:clause-changed" in queued.why
    assert told in str(queued.shown)


def test_an_item_in_a_batch_whose_clause_was_deleted_is_in_no_preview_and_status_says_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "curation.toml").write_text(
        SETTINGS.replace("[models]", 'canary = "0c0ffee0-1111-4222-8333-944445555666"\n[models]'), "utf-8"
    )
    add(tmp_path, HOUSE, "1")
    call(tmp_path, "review", "push", "--freeze-only", "--batch", "first")
    add(tmp_path, HOUSE.replace("3. You must not publish private addresses of a person.\n", ""), "2")
    said = " ".join(call(tmp_path, "status").output.split())
    assert "on a clause that the edition in force no longer has" in said
    cut = call(tmp_path, "release", "cut", "house", "0.1.0", "--preview")
    assert cut.exit_code == 0, cut.output
    assert "clause-deleted" in cut.output
    rows = read_items(tmp_path / "releases" / "house" / "0.1.0-preview")
    assert rows.height > 0
    assert not [c for clauses in rows["clauses"].to_list() for c in clauses if c.startswith("house@1#")]
