"""Questions that share their options: whatever the options, each of them is as likely to be right as the others."""

from __future__ import annotations

from collections import Counter

from curation.generation.template.drafts import Draft
from curation.generation.template.option_sharing import seat
from generate_fixtures import clause


def draft(key, number=0, group="act", **more):
    """A draft whose key is `key`; `number` tells several of one key apart."""
    return Draft(
        "role", f"Who does task {number} of {key}?", key, clause(f"art_{key}_{number}", "Text."), 0, 5, (), group=group, wider="all", **more
    )  # fmt: skip


def test_four_keys_make_a_table_at_which_each_is_right_once():
    seated = list(seat([draft(k) for k in "abcd"], 4, "0"))
    assert {s.draft.key for s in seated} == set("abcd")
    assert all({s.draft.key, *s.wrong} == set("abcd") for s in seated)
    assert sorted(s.place for s in seated) == [0, 1, 2, 3]


def test_three_keys_make_no_table():
    assert list(seat([draft(k) for k in "abc"], 4, "0")) == []


def test_the_usual_actor_is_asked_for_no_more_often_than_chance():
    """100 rules of one actor and 10 of each of three others: the actor is right in about one question in four."""
    drafts = [draft("usual", i) for i in range(100)] + [draft(k, i) for k in "abc" for i in range(10)]
    keys = Counter(s.draft.key for s in seat(drafts, 4, "0"))
    assert keys.total() >= 16
    assert keys["usual"] <= 0.45 * keys.total()


def test_who_fits_nobody_is_left_out():
    alone = draft("d", fits=lambda _: False)
    assert list(seat([draft(k) for k in "abc"] + [alone], 4, "0")) == []


def test_who_finds_no_company_in_the_group_looks_in_the_wider_one():
    here = [draft(k) for k in "ab"]
    there = [Draft("role", f"{k}?", k, clause(f"x_{k}", "Text.", document="other"), 0, 5, (), group="other", wider="all") for k in "cd"]  # fmt: skip
    assert len(list(seat([*here, *there], 4, "0"))) == 4


def test_a_guest_sits_with_three_of_a_table_unless_its_length_gives_it_away():
    # The keys of the guests are no wrong options for the others: so they find no table of their own.
    own = {"aa", "bbbb", "cccccc", "dddd"}
    table = [draft(k, fits=lambda other: other.key in own) for k in sorted(own)]
    guest, long = draft("eeee", guests=1), draft("f" * 40, guests=1)
    found = [s.draft.key for s in seat([*table, guest, long], 4, "0")]
    assert sorted(found) == ["aa", "bbbb", "cccccc", "dddd", "eeee"]


def test_the_order_of_the_drafts_decides_nothing():
    drafts = [draft(k, i) for k in "abcdefgh" for i in range(3)]
    first = {(s.draft.stem, s.wrong, s.place) for s in seat(drafts, 4, "0")}
    assert first == {(s.draft.stem, s.wrong, s.place) for s in seat(drafts[::-1], 4, "0")}


def test_fixed_options_stay_with_their_question():
    one = draft("a", group="", fixed=("x", "y", "z"))
    assert [s.wrong for s in seat([one], 4, "0")] == [("x", "y", "z")]


def test_of_two_sorts_of_statements_as_many_of_the_one_as_of_the_other_are_taken():
    """Rules say `after` more often than `before`; asked as often as that, `after` would be the usual answer."""
    after = [draft(f"a{i}", group="time", seat="after", fixed=("x", "y", "z")) for i in range(9)]
    before = [draft(f"b{i}", group="time", seat="before", fixed=("x", "y", "z")) for i in range(2)]
    found = Counter(s.draft.seat for s in seat([*after, *before], 4, "0"))
    assert found == {"after": 2, "before": 2}
    assert list(seat(after, 4, "0")) == []
