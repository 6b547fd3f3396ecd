"""Which drafts share their options, at the edges: who fits, how many, at which place, with which numbers."""

from __future__ import annotations

import dataclasses
from collections import Counter

from curation.generation.template.drafts import Draft
from curation.generation.template.option_sharing import Seated, seat
from generate_fixtures import clause


def draft(key, number=0, group="act", **more):
    return Draft(
        "role", f"Who does task {number} of {key}?", key, clause(f"art_{key}_{number}", "Text."), 0, 5, (), group=group, wider="all", **more
    )  # fmt: skip


def shared(drafts, size=4, seed="0") -> list[Seated]:
    return list(seat(drafts, size, seed))


def test_no_draft_gets_an_option_that_may_be_right_for_it():
    """The third key does not fit the first: whoever shares options with the first never shows it."""
    drafts = [draft(k, fits=lambda other, own=k: {own, other.key} != {"a", "c"}) for k in "abcdefgh"]
    questions = shared(drafts)
    assert len(questions) == 8
    for question in questions:
        assert not {"a", "c"} <= {question.draft.key, *question.wrong}


def test_a_key_that_one_holds_to_be_wrong_and_the_other_does_not_is_not_lent():
    """`d` accepts everybody, but nobody accepts `d`: so there are only three that fit each other."""
    drafts = [draft(k, fits=lambda other: other.key != "d") for k in "abc"] + [draft("d")]
    assert shared(drafts) == []
    drafts = [draft(k) for k in "abc"] + [draft("d", fits=lambda other: False)]
    assert shared(drafts) == []


def test_only_one_draft_of_a_key_may_be_the_one_that_does_not_fit():
    """Of two drafts of `a` one fits nobody: the other is asked, with the keys of the rest."""
    stubborn = draft("a", 1, fits=lambda other: False)
    questions = shared([draft("a"), stubborn, *(draft(k) for k in "bcd")])
    assert Counter(q.draft.key for q in questions) == Counter("abcd")
    assert stubborn not in [q.draft for q in questions]


def test_as_many_options_as_asked_for():
    for size in (2, 3, 4, 5):
        questions = shared([draft(k) for k in "abcdefghij"], size)
        assert {len(q.wrong) for q in questions} == {size - 1}
        assert {q.place for q in questions} == set(range(size))
        assert len(questions) == 10 - 10 % size


def test_the_places_of_keys_are_even_within_shared_options():
    questions = shared([draft(k) for k in "abcdefgh"])
    places = Counter()
    for question in questions:
        places[question.place] += 1
    assert places == {0: 2, 1: 2, 2: 2, 3: 2}


def test_each_question_is_asked_once():
    drafts = [draft(k, i) for k in "abcd" for i in range(5)]
    stems = [q.draft.stem for q in shared(drafts)]
    assert len(stems) == len(set(stems))
    assert len(stems) >= 4


def test_a_key_with_one_question_is_asked_once_beside_keys_with_many():
    drafts = [draft(k, i) for k in "abc" for i in range(6)] + [draft("d")]
    assert Counter(q.draft.key for q in shared(drafts)) == Counter("abcd")


def test_numbers_go_with_the_options_that_say_them():
    drafts = [draft(f"{n} days", size=float(n)) for n in (1, 2, 3)] + [draft("soon")]
    for question in shared(drafts):
        assert dict(question.sizes) == {"1 days": 1.0, "2 days": 2.0, "3 days": 3.0}


def test_the_words_in_which_a_key_is_lent_are_those_of_the_borrower():
    drafts = [draft(k, lent=lambda other: other.key.upper()) for k in "abcd"]
    for question in shared(drafts):
        assert {question.draft.key.upper(), *question.wrong} == set("ABCD")


def test_a_draft_alone_shows_options_of_its_own_when_there_are_enough():
    own = {"2 days": 2.0, "4 days": 4.0, "8 days": None, "9 days": 9.0}
    alone = draft("3 days", size=3.0, alone=own)
    (question,) = shared([alone])
    assert question.wrong == ("2 days", "4 days", "8 days")
    assert dict(question.sizes) == {"3 days": 3.0, "2 days": 2.0, "4 days": 4.0}
    assert 0 <= question.place < 4
    exactly = draft("3 days", alone={k: own[k] for k in list(own)[:3]})
    assert len(shared([exactly])) == 1
    assert shared([draft("3 days", alone={k: own[k] for k in list(own)[:2]})]) == []


def test_a_draft_that_shares_options_does_not_come_again_alone():
    own = {"x": None, "y": None, "z": None}
    drafts = [draft(k, alone=own) for k in "abcd"]
    assert sorted(q.draft.key for q in shared(drafts)) == list("abcd")


def test_drafts_of_another_slot_do_not_share():
    drafts = [draft(k) for k in "ab"] + [dataclasses.replace(draft(k), slot="when") for k in "cd"]
    assert shared(drafts) == []


def test_the_own_group_comes_before_the_wider_one():
    here, there = [draft(k) for k in "abcd"], [draft(k, group="other") for k in "efgh"]
    for question in shared([*here, *there]):
        assert {question.draft.key, *question.wrong} in ({*"abcd"}, {*"efgh"})


def borrowers(*keys, limit=1):
    """Four drafts that share options, and more that fit them but not each other."""
    own = {"aa", "bbbb", "cccccc", "dddddddd"}
    table = [draft(k, fits=lambda other: other.key in own) for k in sorted(own)]
    return [*table, *(draft(k, guests=limit, fits=lambda other: other.key in own) for k in keys)]


def test_a_draft_may_borrow_options_when_its_key_is_neither_the_shortest_nor_the_longest():
    def kept(*keys, limit=1):
        return sorted(q.draft.key for q in shared(borrowers(*keys, limit=limit)) if q.draft.key in keys)

    assert kept("eeeee") == ["eeeee"]
    assert kept("f") == []
    assert kept("g" * 9) == []
    assert len(kept("eeeee", "hhhhh")) == 1
    assert len(kept("eeeee", "hhhhh", limit=2)) == 2
    assert kept("eeeee", limit=0) == []


def test_a_borrower_shows_three_options_of_one_set_and_never_its_own_key():
    (question,) = [q for q in shared(borrowers("eeeee")) if q.draft.key == "eeeee"]
    assert len(set(question.wrong)) == 3
    assert set(question.wrong) < {"aa", "bbbb", "cccccc", "dddddddd"}
    assert 0 <= question.place < 4


def test_a_borrower_of_another_slot_or_wider_group_finds_none():
    for change in ({"slot": "when"}, {"wider": "else"}):
        drafts = borrowers("eeeee")
        drafts[-1] = dataclasses.replace(drafts[-1], **change)
        assert "eeeee" not in [q.draft.key for q in shared(drafts)]


def test_fixed_options_without_a_group_are_all_asked_and_of_one_sort_in_a_group_none():
    fixed = ("x", "y", "z")
    free = [draft(k, group="", fixed=fixed) for k in "ab"]
    assert len(shared(free)) == 2
    assert {q.place for q in shared([draft(str(i), i, group="", fixed=fixed) for i in range(40)])} == {
        0,
        1,
        2,
        3,
    }
    assert shared([draft(k, group="time", seat="after", fixed=fixed) for k in "ab"]) == []


def test_keys_that_differ_only_in_their_final_mark_or_case_are_one_key():
    assert shared([draft(k) for k in ("a", "A", "a.", "b", "c")]) == []
    assert len(shared([draft(k) for k in ("a", "A", "b", "c", "d")])) == 4


def test_another_seed_deals_another_way():
    drafts = [draft(k, i) for k in "abcdefgh" for i in range(3)]
    first = [(q.draft.stem, q.wrong, q.place) for q in shared(drafts, seed="0")]
    assert first != [(q.draft.stem, q.wrong, q.place) for q in shared(drafts, seed="1")]


def test_a_draft_with_fixed_options_lends_no_key_and_one_without_is_not_asked_alone():
    fixed = [draft(k, group="", fixed=("x", "y", "z")) for k in "ab"]
    questions = shared([*fixed, *(draft(k) for k in "cd")])
    assert sorted(q.draft.key for q in questions) == ["a", "b"]
    assert {q.wrong for q in questions} == {("x", "y", "z")}
