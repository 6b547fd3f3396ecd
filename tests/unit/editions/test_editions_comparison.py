"""How the comparison of editions decides in the cases at its thresholds."""

from __future__ import annotations

import pytest
from curation.core.digests import text_digest
from curation.core.records import Clause
from curation.editions import renames
from curation.editions.comparison import THRESHOLD, Change, compare, similarity, summary

WORDS = [
    "keeper",
    "locks",
    "store",
    "every",
    "evening",
    "hangs",
    "key",
    "office",
    "writes",
    "hour",
    "name",
    "visitor",
    "closes",
    "window",
    "checks",
    "alarm",
]


def clauses(*texts: str, edition: str = "1", names: tuple[str, ...] = ()) -> list[Clause]:
    return [
        Clause(
            id=f"r@{edition}#{eid}", document="r", edition=edition, eid=eid, kind="item", citation=eid, text=text, path=[], marker="",
            start=0, end=len(text), sha256=text_digest(text),
        )
        for eid, text in zip(names or [f"item_{n}" for n in range(1, len(texts) + 1)], texts, strict=True)
    ]  # fmt: skip


def kinds(old: list[Clause], new: list[Clause]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(c.kind, c.old, c.new) for c in compare(old, new)]


def share(same: int, other: str) -> str:
    """Ten words of which `same` are those of `WORDS`, in order, at the beginning."""
    return " ".join([*WORDS[:same], *(f"{other}{n}" for n in range(10 - same))])


@pytest.mark.parametrize(("same", "kind"), [(4, "modified"), (3, "deleted")])
def test_four_words_of_ten_in_common_are_enough_where_the_number_stayed(same, kind):
    old, new = clauses(share(10, "")), clauses(share(same, "zq"), edition="2")
    assert kind in [k for k, _, _ in kinds(old, new)]


@pytest.mark.parametrize(("same", "kind"), [(6, "modified"), (4, "deleted")])
def test_six_words_of_ten_in_common_are_needed_where_the_number_changed(same, kind):
    old = clauses(share(10, ""))
    new = clauses(share(same, "zq"), edition="2", names=("item_9",))
    assert kind in [k for k, _, _ in kinds(old, new)]


def test_similarity_is_twice_the_common_words_over_all():
    assert similarity(list("abcd"), list("abxd")) == 0.75
    assert similarity(list("abcdefgh"), list("abcdefgh")) == 1.0
    assert similarity([], []) == 1.0
    assert similarity([], ["a"]) == 0.0
    # One word against five: at most 2 / 6 in common, so it is not looked at.
    assert similarity(["a"], list("abcde")) == 0.0
    # Two of four against two of six: 4 / 10 is just looked at.
    assert similarity(list("ab"), list("abcdefgh")) == 0.4


def test_inflected_words_are_raised_to_the_threshold_and_unlike_ones_are_not():
    one = ["developing", "systems", "causing", "harm", "detecting", "faults"]
    other = ["develop", "systems", "cause", "harm", "detect", "faults"]
    assert similarity(one, other) == THRESHOLD
    assert similarity(["aaaa", "bbbb", "cccc", "dddd"], ["aaaa", "bbbb", "xyzw", "qrst"]) == 0.5


def test_equal_words_take_the_same_number_first():
    old = clauses("Keep off.", "Keep off.")
    new = clauses("Keep off.", edition="2", names=("item_2",))
    assert kinds(old, new) == [("same", ("item_2",), ("item_2",)), ("deleted", ("item_1",), ())]


def test_the_number_in_front_is_no_part_of_the_words():
    old = [c.model_copy(update={"marker": "1.", "text": "1. Keep off the grass."}) for c in clauses("x")]
    new = [
        c.model_copy(update={"marker": "7.", "text": "7. Keep off the grass."})
        for c in clauses("x", edition="2", names=("item_7",))
    ]
    assert kinds(old, new) == [("renumbered", ("item_1",), ("item_7",))]
    alone = [c.model_copy(update={"marker": "1.", "text": "1."}) for c in clauses("x")]
    assert kinds(alone, [c.model_copy(update={"edition": "2"}) for c in alone]) == [
        ("same", ("item_1",), ("item_1",))
    ]


def test_one_clause_that_left_its_place_moved_and_the_others_were_renumbered():
    texts = [f"Rule {w} about {w} and nothing else here." for w in ("gas", "acid", "fire", "noise")]
    old = clauses(*texts, names=("a", "b", "c", "d"))
    new = clauses(texts[3], *texts[:3], edition="2", names=("e", "f", "g", "h"))
    assert kinds(old, new) == [
        ("moved", ("d",), ("e",)),
        ("renumbered", ("a",), ("f",)),
        ("renumbered", ("b",), ("g",)),
        ("renumbered", ("c",), ("h",)),
    ]


FIRST = "The keeper must lock the store every evening and hang the key in the office by the door"
SECOND = "the last visitor writes the hour of leaving and his own name into the book at the gate"


def test_a_clause_is_split_when_its_parts_hold_its_words_and_not_when_one_holds_half():
    old = clauses(f"{FIRST}; {SECOND}.")
    whole = clauses(f"{FIRST}.", f"{SECOND}.", edition="2", names=("item_1", "item_2"))
    assert kinds(old, whole) == [("split", ("item_1",), ("item_1", "item_2"))]
    half = clauses(
        f"{FIRST}.", "A visitor leaves no waste in the yard or in the halls of the works.", edition="2"
    )
    assert [k for k, _, _ in kinds(old, half)] == ["modified", "inserted"]


def test_a_piece_counts_when_seven_in_ten_of_its_runs_of_words_are_those_of_the_whole():
    old = clauses(f"{FIRST}; {SECOND}.")
    padded = f"{SECOND} " + " ".join(f"extra{n}" for n in range(30))
    new = clauses(f"{FIRST}.", f"{padded}.", edition="2")
    assert ("split", ("item_1",), ("item_1", "item_2")) not in kinds(old, new)


def test_merged_is_the_reverse_of_split():
    old = clauses(f"{FIRST}.", f"{SECOND}.")
    new = clauses(f"{FIRST}; {SECOND}.", edition="2")
    assert kinds(old, new) == [("merged", ("item_1", "item_2"), ("item_1",))]


def test_what_was_inserted_stands_at_its_place_and_what_was_deleted_at_the_end():
    old = clauses("Gas bottles stand upright.", "Nobody runs.", names=("a", "b"))
    new = clauses(
        "Fire doors stay shut at night.", "Gas bottles stand upright.", edition="2", names=("n", "a")
    )
    changes = compare(old, new)
    assert [(c.kind, c.old, c.new, c.similarity) for c in changes] == [
        ("inserted", (), ("n",), 0.0),
        ("same", ("a",), ("a",), 1.0),
        ("deleted", ("b",), (), 0.0),
    ]
    counts = summary(changes)
    assert counts == {
        "same": 1,
        "modified": 0,
        "renumbered": 0,
        "moved": 0,
        "split": 0,
        "merged": 0,
        "inserted": 1,
        "deleted": 1,
    }


def test_the_diff_of_a_modified_clause_is_its_words_in_order():
    old = clauses("The keeper must weigh every cylinder each 12 months.")
    new = clauses("The keeper must weigh every new cylinder each 24 months.", edition="2")
    (change,) = compare(old, new)
    assert change.diff == (
        ("equal", "The keeper must weigh every"),
        ("insert", "new"),
        ("equal", "cylinder each"),
        ("delete", "12"),
        ("insert", "24"),
        ("equal", "months."),
    )
    assert isinstance(change, Change) and 0.8 < change.similarity < 1.0


def test_two_paragraphs_printed_as_one_are_the_same_at_their_place():
    first, second = "The keeper of the store locks the door", "every evening before it grows dark outside."
    old = clauses("Another rule is here.", first, second, "The last rule stays.")
    new = clauses(
        "A wholly new one about boats.", "Another rule is here.", f"{first} {second}", "The last rule stays.",
        edition="2", names=("item_0", "item_1", "item_2", "item_4"),
    )  # fmt: skip
    assert kinds(old, new) == [
        ("inserted", (), ("item_0",)),
        ("same", ("item_1",), ("item_1",)),
        ("same", ("item_2", "item_3"), ("item_2",)),
        ("same", ("item_4",), ("item_4",)),
    ]


def test_a_part_that_repeats_the_subject_is_held_by_its_own_words():
    """Of its runs of four words a third are those of the whole; of its words behind the subject five in six."""
    old = clauses("The operator of the plant must keep a register of all valves and send it to the office.")
    new = clauses(
        "The operator of the plant must keep a register of all valves.",
        "The operator of the plant must send it all to the office.",
        edition="2", names=("item_7", "item_8"),
    )  # fmt: skip
    assert kinds(old, new) == [("split", ("item_1",), ("item_7", "item_8"))]
    other = clauses(
        "The operator of the plant must keep a register of all valves.",
        "The operator of the plant must leave the hall at night.",
        edition="2", names=("item_7", "item_8"),
    )  # fmt: skip
    assert [kind for kind, _, _ in kinds(old, other)] == ["modified", "inserted"]


def test_two_paragraphs_broken_elsewhere_are_the_same_under_their_identifiers_and_renumbered_under_others():
    old = clauses("The keeper of the store locks", "the door every evening before it grows dark.")
    words = ("The keeper of the store locks the door", "every evening before it grows dark.")
    both = ("item_1", "item_2")
    assert kinds(old, clauses(*words, edition="2")) == [("same", both, both)]
    others = ("item_7", "item_8")
    assert kinds(old, clauses(*words, edition="2", names=others)) == [("renumbered", both, others)]


@pytest.mark.parametrize("word", ["Article", "Artikel", "Artículo", "Bijlage", "Rozdział", "Regulation"])
def test_a_part_of_a_law_with_another_number_is_no_new_name_in_any_language(word):
    assert not renames._is_name((f"{word} 5", f"{word} 7"))
    assert renames._is_name(("Baker 5", "Baker 7"))


def test_a_heading_that_an_edition_repeats_is_paired_only_after_the_paragraph_that_took_one_of_them_in():
    """The identifier alone would pair the wrong one of two clauses with equal words."""
    words = "the keeper of the store locks the door every evening"
    old = clauses("Locks:", words, "Locks:", "Nobody opens the gate by himself.", names=("a", "b", "c", "d"))
    new = clauses(
        f"Locks: {words}", "Locks:", "Nobody opens the gate by himself.",
        edition="2", names=("z", "a", "d"),
    )  # fmt: skip
    assert kinds(old, new) == [
        ("same", ("a", "b"), ("z",)),
        ("renumbered", ("c",), ("a",)),
        ("same", ("d",), ("d",)),
    ]


def test_a_clause_that_became_another_one_is_no_part_of_a_split():
    """The second new clause holds words of the long one, and is a printing of the short one with a few other words."""
    short = SECOND.replace("hour of leaving", "time").replace("book", "blue book")
    old = clauses(f"{FIRST}; {SECOND}.", f"{short}.", names=("a", "b"))
    new = clauses(f"{FIRST}.", f"{SECOND}.", edition="2", names=("a", "b"))
    assert kinds(old, new) == [("modified", ("a",), ("a",)), ("modified", ("b",), ("b",))]
    assert kinds(old[:1], new) == [("split", ("a",), ("a", "b"))]


def test_the_most_similar_of_many_clauses_that_share_a_word_is_looked_at():
    """Only a few candidates are compared: they are those that share the most, not the least."""
    decoys = [f"{word} " + " ".join(f"{word}{n}" for n in range(9)) for word in WORDS[:10]]
    old = clauses(share(10, ""))
    names = tuple(f"new_{n}" for n in range(11))
    new = clauses(*decoys, share(8, "zq"), edition="2", names=names)
    assert ("modified", ("item_1",), ("new_10",)) in kinds(old, new)


def test_the_same_number_settles_a_tie_and_does_not_outweigh_a_better_match():
    forty = [f"word{n}" for n in range(40)]

    def sharing(same: int, other: str) -> str:
        return " ".join([*forty[:same], *(f"{other}{n}" for n in range(40 - same))])

    old = clauses(sharing(40, ""))
    tie = clauses(sharing(37, "xa"), sharing(37, "yb"), edition="2", names=("item_0", "item_1"))
    assert ("modified", ("item_1",), ("item_1",)) in kinds(old, tie)
    better = clauses(sharing(38, "xa"), sharing(36, "yb"), edition="2", names=("item_0", "item_1"))
    assert ("modified", ("item_1",), ("item_0",)) in kinds(old, better)


def test_a_part_of_six_words_is_large_enough_for_a_split():
    tail = "nobody brings a lamp in there"
    old = clauses(f"{FIRST}; {tail}.")
    new = clauses(f"{FIRST}.", f"{tail}.", edition="2")
    assert kinds(old, new) == [("split", ("item_1",), ("item_1", "item_2"))]
