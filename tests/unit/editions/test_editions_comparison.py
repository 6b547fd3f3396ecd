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


def test_repeated_words_take_the_same_number_first_also_where_another_one_is_new():
    """Only what the same identifier leaves over is paired in its order."""
    old = clauses("Keep off.", "Keep off.", "Keep off.")
    new = clauses("Keep off.", "Keep off.", edition="2", names=("item_2", "item_9"))
    assert kinds(old, new) == [
        ("same", ("item_2",), ("item_2",)),
        ("moved", ("item_1",), ("item_9",)),
        ("deleted", ("item_3",), ()),
    ]


def test_a_heading_that_stood_once_and_stands_twice_is_the_one_that_left_its_paragraph():
    """The reverse of the paragraph that took a heading in."""
    words = "the keeper of the store locks the door every evening"
    old = clauses(f"Locks: {words}", "Locks:", names=("z", "a"))
    new = clauses("Locks:", words, "Locks:", edition="2", names=("a", "b", "c"))
    assert kinds(old, new) == [("same", ("z",), ("a", "b")), ("renumbered", ("a",), ("c",))]


def test_a_clause_printed_without_its_hyphen_is_known_as_moved():
    texts = [f"Rule for the {w}-room about {w} and nothing else." for w in ("gas", "acid", "fire", "noise")]
    plain = [text.replace("-room", "room") for text in texts]
    old = clauses(*texts, names=("a", "b", "c", "d"))
    new = clauses(plain[3], *plain[:3], edition="2", names=("e", "f", "g", "h"))
    assert [kind for kind, _, _ in kinds(old, new)] == ["moved", "renumbered", "renumbered", "renumbered"]


def test_clauses_of_signs_alone_are_the_same_only_with_the_same_signs():
    old, new = clauses("***"), clauses("---", edition="2", names=("item_2",))
    assert [kind for kind, _, _ in kinds(old, new)] == ["inserted", "deleted"]
    assert kinds(old, clauses("***", edition="2")) == [("same", ("item_1",), ("item_1",))]


def test_paragraphs_broken_elsewhere_have_all_their_words_in_common():
    old = clauses("The keeper of the store locks", "the door every evening before it grows dark.")
    (change,) = compare(old, clauses(" ".join(c.text for c in old), edition="2"))
    assert change.similarity == 1.0


def test_rare_words_outweigh_many_clauses_that_share_common_ones():
    """Ten clauses share four common words with the old one, one clause six rare ones: only eight are compared."""
    rare, common = WORDS[:6], WORDS[6:10]
    decoys = [" ".join([*common, *(f"{word}{n}" for n in range(6))]) for word in WORDS[:10]]
    names = tuple(f"new_{n}" for n in range(11))
    new = clauses(*decoys, " ".join([*rare, "and", "four", "words", "more"]), edition="2", names=names)
    assert ("modified", ("item_1",), ("new_10",)) in kinds(clauses(" ".join([*rare, *common])), new)


def test_changes_are_values_so_that_a_set_holds_equal_ones_once():
    old, new = clauses(FIRST), clauses(SECOND, edition="2")
    assert len({*compare(old, new), *compare(old, new)}) == len(compare(old, new)) == 2


def test_the_similarity_that_is_told_is_that_of_the_words_whatever_the_number():
    """Nine words and a stop in common, of ten and of eleven; a number that stayed adds nothing."""
    old = clauses("The keeper must weigh every cylinder each twelve months.")
    for name in ("item_1", "item_8"):
        new = clauses(
            "The keeper must weigh every new cylinder each twelve months.", edition="2", names=(name,)
        )
        assert [change.similarity for change in compare(old, new)] == [round(20 / 21, 4)]


def test_the_diff_of_a_clause_that_only_lost_words_has_nothing_that_came():
    (change,) = compare(
        clauses("The keeper must weigh every new cylinder twice."),
        clauses("The keeper must weigh every cylinder twice.", edition="2"),
    )
    assert change.diff == (
        ("equal", "The keeper must weigh every"),
        ("delete", "new"),
        ("equal", "cylinder twice."),
    )


@pytest.mark.parametrize(("rows", "kind"), [(200, "modified"), (201, "inserted")])
def test_words_that_more_than_two_hundred_clauses_have_make_no_pair(rows, kind):
    """The rows of a table that differ in a number: with none of them in particular is a changed row to be compared."""
    names = tuple(f"row_{n}" for n in range(rows))
    new = clauses(*(f"fee for each kind of gas per unit {n}" for n in range(rows)), edition="2", names=names)
    found = kinds(clauses("fee for each kind of gas per unit x"), new)
    assert found[0] == (kind, ("item_1",) if kind == "modified" else (), ("row_0",))


def test_a_clause_that_nearly_kept_its_words_is_modified_and_not_split():
    """Of 74 words on both sides 68 are common, more than nine in ten; without the long part's last words it is a split."""
    tail = "nobody brings a lamp in there"
    long = f"{FIRST} {SECOND}"
    old = clauses(f"{long}; {tail}.")
    new = clauses(f"{long}.", f"{tail}.", edition="2")
    assert [kind for kind, _, _ in kinds(old, new)] == ["modified", "inserted"]
    shorter = clauses(f"{long.rpartition(' into')[0]}.", f"{tail}.", edition="2")
    assert kinds(old, shorter) == [("split", ("item_1",), ("item_1", "item_2"))]


def test_a_part_of_five_words_is_too_small_for_a_split():
    old = clauses(f"{FIRST}; nobody brings a lamp there.")
    new = clauses(f"{FIRST}.", "Nobody brings a lamp there.", edition="2")
    assert [kind for kind, _, _ in kinds(old, new)] == ["modified", "inserted"]


def test_a_clause_that_became_another_one_is_not_split_into_two_more():
    """The most similar clause has all words, with others strewn in; two more repeat one half each."""
    words = f"{FIRST} {SECOND}".split()
    strewn = " ".join(f"{word} extra{n}" if n % 3 == 2 else word for n, word in enumerate(words))
    old = clauses(f"{FIRST} {SECOND}.", names=("a",))
    new = clauses(strewn, f"{FIRST}.", f"{SECOND}.", edition="2", names=("x", "y", "z"))
    assert kinds(old, new) == [
        ("modified", ("a",), ("x",)),
        ("inserted", (), ("y",)),
        ("inserted", (), ("z",)),
    ]
    assert kinds(old, new[1:]) == [("split", ("a",), ("y", "z"))]


def test_a_subject_that_three_parts_repeat_counts_once():
    subject = "The operator of the plant in the valley must"
    parts = ("keep lists of all valves", "send them to the office", "store copies for ten years")
    old = clauses(f"{subject} {' and '.join(parts)}.")
    new = clauses(*(f"{subject} {part}." for part in parts), edition="2", names=("x", "y", "z"))
    (change,) = compare(old, new)
    # 26 words and a stop before, 24 and three stops after; but for two of `and` and two stops they are common.
    assert (change.kind, change.new, change.similarity) == ("split", ("x", "y", "z"), round(2 * 25 / 54, 4))


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        ("keep clean today.", "split"),  # three words and the stop, all of them those of the whole
        ("clean today.", "modified"),  # three are too few
        ("keep valves somehow today.", "split"),  # four of five
        ("keep boats somehow today.", "modified"),  # three of five
    ],
)
def test_of_a_part_behind_its_subject_eight_in_ten_and_four_at_least_are_those_of_the_whole(rest, kind):
    """The runs of four words of such a part are broken, so only the words in their order tell."""
    subject = "The operator of the plant must"
    first = "read all of the lists that the office of the town has sent him in the year before"
    old = clauses(f"{subject} {first} and must keep the valves as clean as they were today.")
    new = clauses(f"{subject} {first}.", f"{subject} {rest}", edition="2", names=("x", "y"))
    assert kinds(old, new)[0][0] == kind


def test_parts_that_are_no_neighbours_and_a_part_of_two_clauses_go_to_the_clause_that_shares_most():
    other = "Every member of the board signs the minutes of the meeting within three days of its end"
    old = clauses(
        f"{FIRST}; {SECOND}.", f"{other}; nobody else signs anything for him at all.", names=("a", "b")
    )
    new = clauses(
        f"{FIRST}.", f"{other}.", f"{SECOND}.", "Nobody else signs anything for him at all.",
        edition="2", names=("w", "x", "y", "z"),
    )  # fmt: skip
    assert kinds(old, new) == [("split", ("a",), ("w", "y")), ("split", ("b",), ("x", "z"))]


@pytest.mark.parametrize(
    ("same", "of", "raised"),
    [
        (9, 20, True),  # 18 of 40 words, just nearly enough
        (8, 20, False),  # 16 of 40
        (45, 100, False),  # as many in a hundred, but more letters than are compared
    ],
)
def test_inflected_words_are_looked_at_in_clauses_that_are_nearly_alike_and_not_long(same, of, raised):
    common = [f"word{n}" for n in range(same)]
    one = [*common, *(f"growing{n}" for n in range(of - same))]
    other = [*common, *(f"growings{n}" for n in range(of - same))]
    assert similarity(one, other) == (THRESHOLD if raised else same / of)
