"""What changed between editions, by words."""

import pytest
from curation.core.records import Document
from curation.editions.comparison import compare, summary
from curation.readers import read


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


def test_a_split_whose_halves_repeat_the_subject_is_a_split():
    old = "- the keeper of the store shall write every loan in the log before sunset and shall report a lost kite to the club within two days\n"
    new = "- the keeper of the store shall write every loan in the log before sunset\n- the keeper of the store shall report a lost kite to the club within two days\n"
    assert kinds(A + old, A + new) == {("split", ("item_2",), ("item_2", "item_3"))}
    assert kinds(A + new, A + old) == {("merged", ("item_2", "item_3"), ("item_2",))}


def test_a_paragraph_broken_in_two_by_a_typesetter_is_the_same():
    one = "The keeper writes every loan in the log. The log is open to all.\n\nNo kite of lead may fly.\n"
    two = "The keeper writes every loan in the log.\n\nThe log is open to all.\n\nNo kite of lead may fly.\n"
    assert {change.kind for change in compare(clauses(one), clauses(two))} == {"same", "renumbered"}
    assert ("para_1",) in {
        change.old for change in compare(clauses(one), clauses(two)) if len(change.new) == 2
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the offi­cer files the “final” report", 'the officer files the "final" report'),
        ("the un- modified ﬁnal text", "the unmodified final text"),
        ("a   kite\u00a0of\u2009lead", "a kite of lead"),
    ],
)
def test_hyphens_ligatures_quotes_and_spaces_are_typography(old, new):
    assert kinds(f"- {old} is kept for ever\n", f"- {new} is kept for ever\n") == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [("1.5 metres", "15 metres"), ("5-6 kites", "56 kites"), ("at most 5 kites", "at most 6 kites"), ("may fly", "may not fly"), ("a, b or c", "a b or c")],
)  # fmt: skip
def test_what_changes_a_rule_is_never_typography(old, new):
    assert {
        kind
        for kind, _, _ in kinds(
            f"- a line of {old} is allowed here\n", f"- a line of {new} is allowed here\n"
        )
    } == {"modified"}


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


NAMED = "- fly Skylark 2 by day\n- wash Skylark 2 by night\n- lend Skylark 2 to nobody at all\n- report faults to kites.example/skylark2\n"


def test_a_product_renamed_throughout_is_no_change_of_the_rules():
    later = NAMED.replace("Skylark 2", "Skylark 3.1").replace(
        "kites.example/skylark2", "https://www.kites.example/sky"
    )
    assert kinds(NAMED, later) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within 12 months", "within 24 months"),
        ("under Article 5", "under Article 6"),
        ("the owner", "the keeper"),
    ],
)
def test_a_rule_changed_in_the_same_way_throughout_is_modified_everywhere(old, new):
    text = "".join(
        f"- {verb} the kite {old} of the flight in question\n" for verb in ("mend", "weigh", "paint", "store")
    )
    assert {kind for kind, _, _ in kinds(text, text.replace(old, new))} == {"modified"}


def test_a_version_dropped_from_one_clause_is_a_modification():
    later = NAMED.replace("Skylark 2", "Skylark 3").replace("wash Skylark 3", "wash Skylark")
    assert {kind for kind, _, _ in kinds(NAMED, later)} == {"modified"}


def test_inflected_words_still_make_one_clause():
    old = "- promoting or developing the sale of broken kites to the public\n"
    new = "- promote, develop or facilitate the sale of broken kites to a public\n"
    assert {kind for kind, _, _ in kinds(old, new)} == {"modified"}
