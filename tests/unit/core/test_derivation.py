"""The key of a question follows from its derivation, whatever the order of the options."""

from __future__ import annotations

import datetime

import pytest
from curation.core.items.derivation import applies, complies, part_kept, right, shifted, within
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("start", "number", "unit", "direction", "end"),
    [
        ("2026-03-03", 15, "day", 1, "2026-03-18"),
        ("2026-03-03", 2, "week", -1, "2026-02-17"),
        ("2026-01-31", 1, "month", 1, "2026-02-28"),
        ("2024-02-29", 1, "year", 1, "2025-02-28"),
        ("2026-11-15", 1, "quarter", 1, "2027-02-15"),
    ],
)
def test_a_deadline_ends_on_the_day_that_the_calendar_says(start, number, unit, direction, end):
    assert shifted(start, number, unit, direction) == end


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1)), st.integers(1, 400))
def test_days_counted_on_and_back_again_are_the_same_day(day, n):
    assert shifted(shifted(day.isoformat(), n, "day", 1), n, "day", -1) == day.isoformat()


def test_a_bound_is_inside_unless_it_is_strict():
    assert within(5, 5, "upper", False) and not within(5, 5, "upper", True)
    assert within(4, 5, "upper", True) and not within(4, 5, "lower", False)


@given(st.sampled_from(["duty", "ban"]), st.booleans())
def test_a_rule_that_does_not_apply_is_never_broken(force, done):
    assert complies(force, done, applies("never", True))
    assert complies(force, done, applies("met", False))
    assert complies(force, done, applies("denied", True))


def test_a_duty_is_broken_by_leaving_and_a_ban_by_doing():
    assert not complies("duty", False, True)
    assert not complies("ban", True, True)


def test_an_option_that_nobody_described_makes_the_key_underivable():
    derivation = {"form": "same", "facts": {"value": 1}, "claims": {"a": {"value": 1}, "b": {"value": 2}}}
    assert right(derivation, ["b", "a"]) == [1]
    assert right(derivation, ["b", "a", "c"]) is None
    assert right({**derivation, "form": "guess"}, ["a", "b"]) is None


@given(
    st.dictionaries(
        st.text(max_size=6),
        st.none() | st.integers() | st.text(max_size=6) | st.lists(st.integers(), max_size=3),
        max_size=4,
    )
)
def test_a_damaged_derivation_is_no_error(facts):
    for form in ("limit", "nearest", "scope", "cell", "order", "list", "missing", "date", "same"):
        answer = right({"form": form, "facts": facts, "claims": {"a": facts, "b": {}}}, ["a", "b"])
        assert answer is None or all(i in (0, 1) for i in answer)


LIMIT = {"planned": 5, "bound": 5, "side": "upper", "strict": False}
NEAREST = {"planned": 9, "bound": 5, "side": "upper", "strict": True}
SCOPE = {"force": "duty", "met": True, "done": False, "needs": "met"}
LIST = {"conjunction": "and", "size": 3, "present": 2}
DATE = {"start": "2026-01-31", "number": 1, "unit": "month", "direction": 1}
SPANS = {"time": {"low": 1, "high": 10}, "form": {"accepts": ["letter", "note"]}}
BAN = {"force": "ban", "done": True, "needs": "always", "met": False}


@pytest.mark.parametrize(
    ("form", "facts", "claims", "key"),
    [
        # An option is right only with the side, the bound and the verdict of the rule.
        (
            "limit", LIMIT,
            [
                {"side": "upper", "bound": 5, "complies": True}, {"side": "upper", "bound": 5, "complies": False},
                {"side": "lower", "bound": 5, "complies": True}, {"side": "upper", "bound": 6, "complies": True},
            ],
            [0],
        ),
        ("limit", LIMIT | {"strict": True}, [{"side": "upper", "bound": 5, "complies": c} for c in (True, False)], [1]),
        # Of the figures that keep to the bound the one that is nearest to what was planned; a strict bound is itself outside.
        ("nearest", NEAREST, [{"value": value} for value in (3, 4, 5, 6)], [1]),
        ("nearest", NEAREST | {"strict": False}, [{"value": value} for value in (3, 4, 5, 6)], [2]),
        ("nearest", NEAREST | {"side": "lower"}, [{"value": value} for value in (3, 4, 6, 8)], [3]),
        ("nearest", NEAREST, [{"value": value} for value in (5, 6)], []),
        ("scope", SCOPE, [{"needs": n, "complies": c} for n in ("met", "always") for c in (True, False)], [1]),
        ("scope", SCOPE | {"met": False}, [{"needs": n, "complies": c} for n in ("met", "always") for c in (True, False)], [0]),
        (
            "cell", {"force": "duty", "needs": "denied", "asked": {"applied": True, "done": False}},
            [{"met": met, "done": done} for met in (True, False) for done in (True, False)], [3],
        ),
        (
            "order", {"order": "before", "planned": "after"},
            [{"order": order, "complies": c} for order in ("before", "after") for c in (True, False)], [1],
        ),
        ("order", {"order": "before", "planned": "before"}, [{"order": "before", "complies": c} for c in (True, False)], [0]),
        ("list", LIST, [{"reading": r, "complies": c} for r in ("and", "or") for c in (True, False)], [1]),
        ("list", LIST | {"present": 3}, [{"reading": "and", "complies": c} for c in (True, False)], [0]),
        ("list", LIST | {"conjunction": "or"}, [{"reading": r, "complies": c} for r in ("and", "or") for c in (True, False)], [2]),
        ("list", LIST | {"conjunction": "or", "present": 0}, [{"reading": "or", "complies": c} for c in (True, False)], [1]),
        ("missing", {"elements": ["a", "b"], "present": ["a"]}, [{"element": element} for element in "abc"], [1]),
        ("date", DATE, [{"date": f"2026-{day}"} for day in ("02-28", "03-03", "03-02")], [0]),
        ("same", {"value": 3}, [{"value": value} for value in (2, 3, 3.5)], [1]),
        # Which of the cases breaks its rule: of a number, of two steps, of an act.
        (
            "findings", {"asked": "breach"},
            [LIMIT, LIMIT | {"planned": 6}, {"order": "before", "planned": "before"}, {"order": "before", "planned": "after"}, BAN, BAN | {"done": False}],
            [1, 3, 4],
        ),
        ("findings", {"asked": "lawful"}, [LIMIT, LIMIT | {"planned": 6}, BAN, SCOPE, SCOPE | {"met": False}], [0, 4]),
        (
            "parts", {"parts": SPANS, "case": {"time": 10, "form": "note"}},
            [{"parts": SPANS, "complies": True}, {"parts": SPANS, "complies": False}, {"parts": {"time": SPANS["time"]}, "complies": True}],
            [0],
        ),
        ("parts", {"parts": SPANS, "case": {"time": 11, "form": "note"}}, [{"parts": SPANS, "complies": c} for c in (True, False)], [1]),
    ],
)  # fmt: skip
def test_the_options_that_are_right_are_those_whose_claim_is_the_rule_and_follows_from_it(
    form, facts, claims, key
):
    options = [f"option {n}" for n in range(len(claims))]
    derivation = {"form": form, "facts": facts, "claims": dict(zip(options, claims, strict=True))}
    assert right(derivation, options) == key
    assert right(derivation, options[::-1]) == sorted(len(options) - 1 - n for n in key)


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        (1, 10, [1, 5, 10]),  # after the event, at most ten days
        (5, None, [5, 10, 11]),  # five days after it or later
        (0, 10, [1, 5, 10]),  # the day of the event is not after it
        (None, -5, [-11, -10, -5]),  # five days before it or earlier
        (None, 0, [-11, -10, -5, -1]),
    ],
)
def test_a_day_is_within_a_span_before_or_after_its_event_and_never_the_event_itself(low, high, kept):
    days = [-11, -10, -5, -1, 0, 1, 5, 10, 11]
    assert [day for day in days if part_kept({"low": low, "high": high}, day)] == kept


def test_a_bound_below_which_or_above_which_a_value_lies():
    assert [within(value, 5, "lower", False) for value in (4, 5, 6)] == [False, True, True]
    assert [within(value, 5, "lower", True) for value in (4, 5, 6)] == [False, False, True]
    assert [within(value, 5, "upper", True) for value in (4, 5, 6)] == [True, False, False]
    assert complies("duty", True, True) and complies("ban", False, True)
    assert [applies(needs, True) for needs in ("always", "never", "met", "denied")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_derivation_without_claims_or_facts_or_with_another_sort_of_claim_gives_no_key():
    whole = {"form": "same", "facts": {"value": 1}, "claims": {"a": {"value": 1}, "b": {"value": 2}}}
    assert right(whole, ["a", "b"]) == [0]
    for part in ("claims", "facts", "form"):
        assert right({**whole, part: None}, ["a", "b"]) is None
    assert right({**whole, "claims": {"a": {"value": 1}, "b": 2}}, ["a", "b"]) is None
