"""What rests on a clause follows it to the next edition, exactly, or waits for another look."""

from __future__ import annotations

import pytest
from curation.core import tables
from curation.core.digests import digest, text_digest
from curation.core.items import item_content
from curation.core.records import (
    Candidate,
    Clause,
    Document,
    Evidence,
    Judgement,
    Origin,
    ReviewItem,
    RubricPoint,
)
from curation.editions import migration

LOCK = "The keeper must lock the store every evening and hang up the key."
WEIGH = "The keeper must weigh every cylinder at least every 12 months."
GOGGLES = "Visitors must wear goggles in the store."
SWEEP = "A cleaner sweeps the yard on Fridays before noon."


def clause(edition: str, number: int, text: str, document: str = "rules") -> Clause:
    return Clause(
        id=f"{document}@{edition}#item_{number}", document=document, edition=edition, eid=f"item_{number}", kind="item",
        citation=f"SR, Item {number}", marker=f"{number}.", text=text, language="en",
        path=[], start=0, end=len(text), sha256=text_digest(text),
    )  # fmt: skip


OLD = [clause("1", n, text) for n, text in enumerate((LOCK, WEIGH, GOGGLES), 1)]
DOCUMENTS = [
    Document(slug="rules", title="Store rules", edition=e, citation="SR", language="en") for e in ("1", "2")
]


def candidate(on: Clause, quote: str = "", name: str = "q") -> Candidate:
    quote = quote or on.text
    start = on.text.index(quote)
    return Candidate(
        id=name, root=name, dataset="d", kind="question", stem=f"What does {on.citation} ask for?", options=["a", "b"], answer=0,
        clauses=[on.id], origin=Origin(generator="template", version="1"), fingerprint="f" * 64,
        evidence=[Evidence(clause=on.id, clause_sha256=on.sha256, start=start, end=start + len(quote), quote=quote)],
    )  # fmt: skip


def migrated_to(new: list[str], *candidates: Candidate) -> migration.Migrated:
    second = [clause("2", n, text) for n, text in enumerate(new, 1)]
    return migration.migrate(candidates, tables.frame([*OLD, *second], Clause), DOCUMENTS)


def spot(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.clause, evidence.start, evidence.end, evidence.quote


def test_a_quote_from_the_middle_of_a_renumbered_clause_is_the_same_words_at_the_same_place():
    migrated = migrated_to([SWEEP, LOCK, WEIGH, GOGGLES], candidate(OLD[0], "lock the store"))
    assert migrated.suspect == {}
    (moved,) = migrated.candidates
    assert moved.clauses == ["rules@2#item_2"]
    assert [spot(e) for e in moved.evidence] == [("rules@2#item_2", 16, 30, "lock the store")]
    assert moved.stem == "What does SR, Item 2 ask for?"


def test_a_quote_whose_words_stayed_in_a_changed_clause_is_found_again_at_its_new_place():
    migrated = migrated_to(
        [LOCK.replace("The keeper", "The new head keeper"), WEIGH, GOGGLES],
        candidate(OLD[0], "lock the store"),
    )
    (moved,) = migrated.candidates
    assert [spot(e) for e in moved.evidence] == [("rules@2#item_1", 25, 39, "lock the store")]
    assert [m.kind for m in migrated.suspect["q"]] == ["modified"]


def test_a_quote_whose_words_changed_becomes_the_nearest_stretch():
    changed = LOCK.replace("lock the store every evening", "lock the big store each evening")
    (moved,) = migrated_to(
        [changed, WEIGH, GOGGLES], candidate(OLD[0], "lock the store every evening")
    ).candidates
    assert [e.quote for e in moved.evidence] == ["lock the big store each evening"]
    assert all(changed[e.start : e.end] == e.quote for e in moved.evidence)


def test_a_number_that_changed_under_the_same_name_is_a_modification_not_a_rename():
    new = [text.replace("12 months", "24 months") for text in (LOCK, WEIGH, GOGGLES)]
    migrated = migrated_to(new, candidate(OLD[1]), candidate(OLD[2], name="untouched"))
    assert {name: [m.kind for m in moves] for name, moves in migrated.suspect.items()} == {"q": ["modified"]}


def test_a_clause_that_was_deleted_keeps_its_kind_and_the_old_words():
    migrated = migrated_to([LOCK, WEIGH], candidate(OLD[2]))
    assert [(m.kind, m.new) for m in migrated.suspect["q"]] == [("deleted", ())]
    assert migrated.candidates == [candidate(OLD[2])]


def test_a_clause_that_was_parted_keeps_its_kind():
    long = (
        "The keeper must lock the store every evening and hang the key in the office by the door. "
        "The keeper must also write the hour of closing and the name of the last visitor into the log book."
    )
    first, second = (part.strip() + "." for part in long.rstrip(".").split(". "))
    old = [clause("1", 1, long), clause("1", 2, WEIGH)]
    new = [clause("2", 1, first), clause("2", 2, second), clause("2", 3, WEIGH)]
    frame = tables.frame([*old, *new], Clause)
    migrated = migration.migrate([candidate(old[0], "write the hour of closing")], frame, DOCUMENTS)
    assert [m.kind for m in migrated.suspect["q"]] == ["split"]
    (moved,) = migrated.candidates
    assert [e.quote for e in moved.evidence] == ["write the hour of closing"]
    assert moved.clauses == ["rules@2#item_2"]


def test_what_rests_on_the_edition_in_force_or_on_another_document_stays_as_it_is():
    now, other = clause("2", 1, LOCK), clause("1", 1, LOCK, "other")
    frame = tables.frame([*OLD, now, other], Clause)
    given = [candidate(now, name="now"), candidate(other, name="other")]
    assert migration.migrate(given, frame, DOCUMENTS) == migration.Migrated(given, {})


def test_only_the_clauses_of_the_editions_in_force_are_left():
    frame = tables.frame([*OLD, clause("2", 1, LOCK), clause("1", 1, LOCK, "unlisted")], Clause)
    assert migration.editions(DOCUMENTS) == {"rules": "2"}
    assert migration.in_force(frame, DOCUMENTS)["id"].to_list() == ["rules@2#item_1"]


def judgement(subject: str, kind: str = "mapping") -> Judgement:
    return Judgement(
        id=f"j-{subject}-{kind}", item="i", batch="b", kind=kind, subject=subject, revision="r", reviewer="ann", verdict="accept",
        labels=["x@1:1"], made="2026-01-01T00:00:00Z", layout="l", source=f"s-{subject}",
    )  # fmt: skip


def test_a_judgement_of_a_clause_follows_words_that_stayed_and_falls_with_words_that_changed():
    new = [clause("2", 1, SWEEP), clause("2", 2, LOCK), clause("2", 3, WEIGH.replace("12", "24"))]
    frame = tables.frame([*OLD, *new], Clause)
    said = [judgement(OLD[0].id), judgement(OLD[1].id), judgement(OLD[2].id), judgement("rules@2#item_1")]
    held = migration.judged(said, frame, DOCUMENTS)
    assert [j.subject for j in held] == ["rules@2#item_2", "rules@2#item_1"]


def test_a_judgement_of_a_candidate_is_no_judgement_of_a_clause():
    new = [
        clause("2", n, text) for n, text in enumerate((LOCK.replace("evening", "night"), WEIGH, GOGGLES), 1)
    ]
    frame = tables.frame([*OLD, *new], Clause)
    about = judgement("q", "question")
    assert migration.judged([about, judgement(OLD[0].id)], frame, DOCUMENTS) == [about]


def item(name: str, subject: str, kind: str = "question", **shown: object) -> ReviewItem:
    return ReviewItem(id=name, batch="b", kind=kind, subject=subject, revision="r", dataset="d", shown=shown)


def test_a_suspect_candidate_waits_until_it_is_frozen_with_the_words_it_now_rests_on():
    migrated = migrated_to([LOCK.replace("evening", "night"), WEIGH, GOGGLES], candidate(OLD[0]))
    moves = migrated.suspect["q"]
    right = {migration.REEXAMINES: ["i"], "change": migration.mark(moves)}
    assert migration.unexamined(migrated, []) == {"q"}
    assert migration.unexamined(migrated, [item("i", "q", **right)]) == set()
    # The first look, a look at other words, and a look at another candidate do not count.
    assert migration.unexamined(migrated, [item("i", "q", change=migration.mark(moves))]) == {"q"}
    assert migration.unexamined(migrated, [item("i", "q", **(right | {"change": "else"}))]) == {"q"}
    assert migration.unexamined(migrated, [item("i", "other", **right)]) == {"q"}


def test_the_mark_names_the_words_and_not_the_edition_or_the_order():
    first = migration.Move("modified", OLD[0], (clause("2", 1, SWEEP),))
    later = migration.Move("modified", OLD[0], (clause("3", 7, SWEEP),))
    other = migration.Move("modified", OLD[0], (clause("2", 1, GOGGLES),))
    assert migration.mark([first]) == migration.mark([later]) != migration.mark([other])
    assert migration.mark([first, other]) == migration.mark([other, first])


def test_another_look_names_the_items_that_it_replaces():
    earlier = [item("b", "q"), item("a", "q"), item("c", "other"), item("d", "q", kind="prompt")]
    moves = [migration.Move("modified", OLD[0], (clause("2", 1, SWEEP),))]
    assert migration.again(item("e", "q"), moves, earlier) == {
        migration.REEXAMINES: ["a", "b"],
        "change": migration.mark(moves),
    }
    assert migration.again(item("e", "q"), [], earlier, "words")["change"] == "words"


def test_the_finding_shows_what_changed_and_what_was_deleted():
    moves = [
        migration.Move("modified", OLD[1], (clause("2", 2, WEIGH.replace("12", "24")),)),
        migration.Move("deleted", OLD[2], ()),
    ]
    finding = migration.finding("q", moves)
    assert (finding.candidate, finding.check, finding.severity, finding.field) == (
        "q",
        "clause-changed",
        "warn",
        "clauses",
    )
    assert finding.message == (
        "the clause changed since this was judged; SR, Item 2 (modified): "
        "The keeper must weigh every cylinder at least every [-12-] {+24+} months.; SR, Item 3 was deleted"
    )
    assert migration.finding("q", []).message.endswith("its edition kept the name")


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("nothing in common", "nothing in common"),
        ("In winter keepers lock the whole store every single evening, sir", "lock the whole store every"),
        ("every", "every"),
    ],
)
def test_the_nearest_stretch_runs_from_the_first_to_the_last_shared_word(text, stretch):
    start, end = migration._nearest("lock the store every night", text)
    assert text[start:end] == stretch


def test_the_fingerprint_names_the_words_after_the_move():
    (moved,) = migrated_to([SWEEP, LOCK, WEIGH, GOGGLES], candidate(OLD[0])).candidates
    assert moved.fingerprint == digest("question", "", "What does SR, Item 2 ask for?", ["a", "b"], 0, "")
    (same,) = migrated_to([LOCK, SWEEP, WEIGH, GOGGLES], candidate(OLD[0])).candidates
    assert same.fingerprint == "f" * 64


PARTED = (
    "The keeper must lock the store every evening and hang the key in the office by the door. "
    "The keeper must also write the hour of closing and the name of the last visitor into the log book."
)


def task(on: Clause, quote: str) -> Candidate:
    """An open task without a citation in its words, with one point that rests on its clause."""
    question = candidate(on, quote)
    points = [RubricPoint(id="p1", text="Says that the keeper does it.", clauses=[on.id])]
    return question.model_copy(
        update={"kind": "task", "stem": "", "text": "What does the keeper do?", "rubric": points}
    )


def test_a_point_rests_on_that_part_of_a_parted_clause_which_its_task_quotes():
    first, second = (part.strip() + "." for part in PARTED.rstrip(".").split(". "))
    old = clause("1", 1, PARTED)
    frame = tables.frame([old, clause("2", 1, first), clause("2", 2, second)], Clause)
    (moved,) = migration.migrate([task(old, "write the hour of closing")], frame, DOCUMENTS).candidates
    assert moved.clauses == ["rules@2#item_2"]
    assert [point.clauses for point in moved.rubric] == [["rules@2#item_2"]]


def test_a_task_whose_clause_went_away_keeps_its_points_on_the_old_words():
    given = task(OLD[2], "wear goggles")
    (kept,) = migrated_to([LOCK, WEIGH], given).candidates
    assert [point.clauses for point in kept.rubric] == [[OLD[2].id]]


def test_the_fingerprint_of_a_task_is_that_of_its_points_on_their_new_clauses_also_where_no_citation_changed():
    old = clause("1", 1, LOCK)
    given = task(old, "lock the store")
    same_number = tables.frame([old, clause("2", 1, LOCK)], Clause)
    (moved,) = migration.migrate([given], same_number, DOCUMENTS).candidates
    assert [point.clauses for point in moved.rubric] == [["rules@2#item_1"]]
    assert moved.fingerprint == item_content.of(moved) != given.fingerprint


def test_a_task_cites_the_new_number_in_its_words_and_in_its_points():
    given = task(OLD[0], "lock the store")
    points = [given.rubric[0].model_copy(update={"text": "Names SR, Item 1."})]
    given = given.model_copy(update={"text": "What does SR, Item 1 ask for?", "rubric": points})
    (moved,) = migrated_to([SWEEP, LOCK, WEIGH, GOGGLES], given).candidates
    assert moved.text == "What does SR, Item 2 ask for?"
    assert [(point.text, point.clauses) for point in moved.rubric] == [
        ("Names SR, Item 2.", ["rules@2#item_2"])
    ]
    assert moved.fingerprint == item_content.of(moved)


def test_a_word_diff_is_cut_only_where_it_is_longer_than_the_limit():
    def shown(length: int) -> str:
        """The diff of `a` against one long word: `[-a-] {+xxx+}`, `length` signs in all."""
        new = clause("2", 1, "x" * (length - len("[-a-] {++}")))
        return migration.Move("modified", clause("1", 1, "a"), (new,)).diff

    assert len(shown(700)) == 700 and shown(700).endswith("x+}")
    assert shown(701) == shown(701)[:700] + " …"


def test_a_clause_that_had_no_citation_changes_no_word_of_what_rests_on_it():
    old = clause("1", 1, LOCK).model_copy(update={"citation": ""})
    given = candidate(old).model_copy(update={"stem": "Who locks the store?"})
    (moved,) = migration.migrate(
        [given], tables.frame([old, clause("2", 4, LOCK)], Clause), DOCUMENTS
    ).candidates
    assert moved.clauses == ["rules@2#item_4"]
    assert (moved.stem, moved.fingerprint) == (given.stem, given.fingerprint)
