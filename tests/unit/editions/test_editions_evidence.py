"""What follows a clause to the next edition, and what has to be looked at again."""

from __future__ import annotations

from curation import readers
from curation.core import tables
from curation.core.digests import digest
from curation.core.records import Candidate, Clause, Document, Evidence, Origin
from curation.editions import migration

FIRST = """# Store rules

1. The keeper must lock the store every evening.
2. The keeper must weigh every cylinder at least every 12 months.
3. The keeper must test every valve at least every 12 months.
4. The keeper must paint every shelf at least every 12 months.
5. Visitors must wear goggles in the store.
"""


def edition(number: str, text: str) -> tuple[Document, list[Clause]]:
    document = Document(slug="rules", title="Store rules", edition=number, citation="SR", language="en")
    return document, readers.read(document, text.encode())


def candidate(clause: Clause, stem: str = "") -> Candidate:
    text = stem or f"What does {clause.citation} ask for?"
    quote = Evidence(
        clause=clause.id, clause_sha256=clause.sha256, start=0, end=len(clause.text), quote=clause.text
    )
    return Candidate(
        id="q-" + clause.eid, root="q-" + clause.eid, dataset="d", kind="question", stem=text, options=["a", "b"], answer=0,
        clauses=[clause.id], evidence=[quote], origin=Origin(generator="template", version="1"),
        fingerprint=digest("question", "", text, ["a", "b"], 0, ""),
    )  # fmt: skip


def migrated(second: str, *on: str) -> tuple[migration.Migrated, list[Clause], list[Clause]]:
    (one, old), (two, new) = edition("1", FIRST), edition("2", second)
    chosen = [next(c for c in old if words in c.text) for words in on]
    frame = tables.frame([*old, *new], Clause)
    return migration.migrate([candidate(c) for c in chosen], frame, [one, two]), old, new


def test_a_clause_that_only_got_another_number_takes_its_links_and_its_citation_along():
    second = FIRST.replace(
        "1. The keeper must lock", "1. The keeper must sweep the floor.\n1. The keeper must lock"
    )
    found, old, new = migrated(second, "goggles")
    assert found.suspect == {}
    (moved,) = found.candidates
    target = next(c for c in new if "goggles" in c.text)
    before = next(c for c in old if "goggles" in c.text)
    assert moved.clauses == [target.id] and target.citation != before.citation
    assert target.citation in moved.stem
    assert moved.fingerprint != candidate(before).fingerprint and moved.id == candidate(before).id
    assert all(target.text[e.start : e.end] == e.quote for e in moved.evidence)


def test_a_number_replaced_throughout_makes_every_link_suspect():
    found, _, new = migrated(FIRST.replace("12 months", "24 months"), "weigh", "valve", "shelf", "goggles")
    assert len(found.suspect) == 3
    texts = {c.id: c.text for c in new}
    for each in found.candidates:
        assert all(texts[e.clause][e.start : e.end] == e.quote for e in each.evidence)
    said = migration.finding("q", found.suspect[found.candidates[0].id]).message
    assert "[-12-] {+24+} months" in said


def test_a_deleted_clause_keeps_the_old_words_and_says_so():
    found, old, _ = migrated(FIRST.replace("5. Visitors must wear goggles in the store.\n", ""), "goggles")
    (kept,) = found.candidates
    assert kept.clauses == [next(c.id for c in old if "goggles" in c.text)]
    assert "was deleted" in migration.finding(kept.id, found.suspect[kept.id]).message


def test_a_citation_that_begins_like_another_is_let_be():
    one = candidate(
        edition("1", FIRST)[1][0], "Compare SR, Item 1 with SR, Item 12, SR, Item 1.2 and SR, Item 1(a)."
    )
    after = migration._recite(one, {"SR, Item 1": "SR, Item 9"})
    assert after.stem == "Compare SR, Item 9 with SR, Item 12, SR, Item 1.2 and SR, Item 1(a)."


def test_two_numbers_that_change_places_do_not_run_into_each_other():
    one = candidate(edition("1", FIRST)[1][0], "SR, Item 1 and SR, Item 2")
    assert (
        migration._recite(one, {"SR, Item 1": "SR, Item 2", "SR, Item 2": "SR, Item 1"}).stem
        == "SR, Item 2 and SR, Item 1"
    )


def test_a_word_diff_keeps_a_few_words_around_each_change_and_has_an_end():
    def moved(before: str, after: str) -> str:
        (old, new) = (edition(n, f"1. {text}\n")[1][0] for n, text in (("1", before), ("2", after)))
        return migration.Move("modified", old, (new,)).diff

    long = " ".join(f"w{n}" for n in range(60))
    assert "… w54 w55 w56 w57 w58 w59 [-four-] {+five+} w0" in moved(
        f"{long} four {long}", f"{long} five {long}"
    )
    assert len(moved("a " * 3000, "b " * 3000)) < 1000
