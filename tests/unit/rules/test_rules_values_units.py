"""Measures: what they are measured in, what they are counted from, and how they are compared."""

from __future__ import annotations

import pytest
from curation.rules.values import numbers
from curation.text.phrases import fold


def measures(text):
    folded = fold(text)
    return [
        (n.comparator, n.number, n.unit, n.kind, folded[slice(*n.counted_from)] if n.counted_from else None)
        for n in numbers(folded)
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("keep 3 copies of the list", "copy"), ("a gap of 12 inches", "inch"), ("within 2 feet of the rail", "foot"), ("at a heat of 40 degrees celsius", "degrees celsius"),
        ("a wall of 5 metres", "metre"), ("within 30 days", "day"), ("every three working days", "working day"), ("a fine of 500 euro", "euro"), ("25 % of the seats", "%"),
    ],
)  # fmt: skip
def test_a_unit_stands_in_the_singular(text, unit):
    assert [one[2] for one in measures(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("within 30 days after the vote (see the list)", "the vote"), ("within 14 days of receipt or, if later, the sale", "receipt"),
        ("within 30 days after , the sale", None), ("within 30 days", None), (f"within 3 days after {'the long dull vote of ' * 8}it", None),
        ("not less than 3 days before the vote, the clerk", "the vote"),
    ],
)  # fmt: skip
def test_a_period_is_counted_from_the_event_behind_it(text, event):
    assert [one[4] for one in measures(text)] == [event]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("at most once a month", ("at most", 1, "month", "frequency")), ("no more than twice a year", ("at most", 2, "year", "frequency")),
        ("at least weekly", ("at least", 1, "week", "frequency")), ("twice a year", ("equal", 2, "year", "frequency")), ("every 6 months", ("equal", 6, "month", "frequency")),
        ("for at least 5 years", ("at least", 5, "year", "duration")), ("over 16 years of age", ("more than", 16, "year", "age")),
    ],
)  # fmt: skip
def test_a_frequency_and_a_period_keep_what_compares_them(text, measure):
    assert [one[:4] for one in measures(text)] == [measure]


def test_both_ends_of_a_range_are_kept():
    [one] = numbers(fold("between 3 and 5 metres"))
    assert (one.comparator, one.number, one.upper, one.unit) == ("between", 3, 5, "metre")


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("zh", "每年至少进行两次检查", [(2, "年", "frequency")]), ("fr", "un membre", []), ("fr", "1 membre", [(1, "membre", "count")]), ("fr", "deux membres", [(2, "membres", "count")]),
        ("fr", "deux fois par an", [(2, "an", "frequency")]), ("fr", "une fois par an et deux fois en hiver", [(1, "an", "frequency"), (2, "fois", "count")]),
        ("de", "5 Millionen Euro", [(5_000_000, "euro", "limit")]), ("de", "10.000 Euro", [(10_000, "euro", "limit")]),
    ],
)  # fmt: skip
def test_times_articles_and_sums_of_other_languages(language, text, measure):
    assert [(n.number, n.unit, n.kind) for n in numbers(fold(text), language)] == measure
