"""The key of a question follows from its derivation, whatever the order of the options."""

from __future__ import annotations

import datetime

import pytest
from curation.core.items.derivation import applies, complies, right, shifted, within
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
