"""What changed between editions, by words."""

import pytest
from curation.ingest import read
from curation.ingest.editions import compare, summary
from curation.records import Document


def clauses(text: str):
    return read(Document(slug="doc", title="Kites"), text.encode())


def kinds(old: str, new: str):
    return {(c.kind, c.old, c.new) for c in compare(clauses(old), clauses(new)) if c.kind != "same"}


A = "- keep the line away from roads and towns\n"
B = "- never fly a kite of lead near museums\n"
C = "- write every flight in the log before sunset and sign the entry with your full name\n"


def test_nothing_changed_when_only_typography_did():
    old = "- the owner's log - kept 'open' - is public\n"
    assert kinds(old, old.replace("'", "’").replace(" - ", " – ")) == set()


def test_inserted_deleted_modified_and_renumbered():
    assert kinds(A + B, A + B + C) == {("inserted", (), ("item_3",))}
    assert kinds(A + B + C, A + C) == {("deleted", ("item_2",), ()), ("renumbered", ("item_3",), ("item_2",))}
    assert kinds(A, A.replace("towns", "cities")) == {("modified", ("item_1",), ("item_1",))}


def test_a_clause_that_changed_its_place_among_the_others_has_moved():
    assert ("moved", ("item_1",), ("item_3",)) in kinds(A + B + C, B + C + A)


def test_split_and_merged_are_each_the_reverse_of_the_other():
    parts = "- write every flight in the log before sunset\n- sign the entry with your full name and the date of the day\n"
    whole = "- write every flight in the log before sunset sign the entry with your full name and the date of the day\n"
    assert kinds(whole, parts) == {("split", ("item_1",), ("item_1", "item_2"))}
    assert kinds(parts, whole) == {("merged", ("item_1", "item_2"), ("item_1",))}


def test_a_name_replaced_throughout_is_no_modification():
    old = "".join(
        f"- you may use Kite 2 for {what} and nothing else\n" for what in ("sport", "science", "teaching")
    )
    assert kinds(old, old.replace("Kite 2", "Kite 3")) == set()


def test_the_word_diff_says_what_went_and_what_came():
    (change,) = compare(clauses(A), clauses(A.replace("roads", "rails")))
    assert [part for part in change.diff if part[0] != "equal"] == [("delete", "roads"), ("insert", "rails")]
    assert summary([change])["modified"] == 1


@pytest.mark.slow
def test_ten_thousand_clauses_align_one_to_one():
    old = "".join(
        f"- the owner of kite {n} shall log flight {n * 7} at place {n * 13}\n" for n in range(10_000)
    )
    found = compare(clauses(old), clauses(old.replace("shall", "must")))
    assert {change.kind for change in found} == {"modified"}
