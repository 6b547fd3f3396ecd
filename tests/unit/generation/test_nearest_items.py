"""Questions which of four figures is the last that keeps to a provision, or the first that breaks it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from curation.core import tables
from curation.core.items.derivation import right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.settings import Settings
from curation.generation.template.provisions.worth_asking import unintroduced
from curation.generation.template.questions.gap_texts import GAP
from curation.generation.template.questions.limit_figures import usual_values
from curation.generation.template.questions.nearest_items import figures
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*texts, **settings):
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts)]
    off = (
        "verdict-limit",
        "verdict-time",
        "gap-measure",
        "part-time",
        "part-soonest",
        "last-day",
        "who-must",
    )
    chosen = Settings(kinds=("question",), per_category=500, recall_share=1, **{"forms_off": off, **settings})
    result = generate(*frames(clauses), "d", chosen, [Tax()], rules=ruled(clauses))
    return list(tables.rows(result.candidates, Candidate)), dict(
        result.skipped.select("clause", "reason").iter_rows()
    )


DAYS = usual_values("days")
LIMITS = [(n, DAYS, True) for n in (7, 10, 14, 15, 20, 28, 30, 45, 60, 90, 180)] + [
    (n, (), False) for n in (2, 5, 7, 20, 25, 46, 50, 75, 100, 150, 500, 900)
]
"""Limits as they occur, with the usual values of their unit."""


@given(st.integers(5, 500), st.text(max_size=6), st.booleans(), st.sampled_from([(), DAYS]))
def test_the_key_is_the_last_figure_below_the_limit_or_the_first_above_it(limit, seed, whole, usual):
    found = figures(float(limit), seed, whole=whole, usual=usual)
    if found is None:
        return
    values, key, below = found
    assert values == sorted(set(values))
    assert limit not in values
    assert values[0] > 0
    kept = [v for v in values if (v < limit) == below]
    assert values[key] == (max(kept) if below else min(kept))
    assert 0 < len(kept) < 4


def test_one_two_or_three_figures_lie_below_the_limit_and_the_key_has_each_place_equally_often():
    places, cuts = Counter(), Counter()
    for n in range(1000):
        values, key, _ = figures(30.0, f"{n}", whole=True, usual=DAYS)
        places[key] += 1
        cuts[sum(v < 30 for v in values)] += 1
    assert set(places) == {0, 1, 2, 3}
    assert set(cuts) == {1, 2, 3}
    assert max(places.values()) < 300 > 200 < min(places.values())
    assert max(cuts.values()) < 383 > 283 < min(cuts.values())


def _round(n):
    return max((step for step in (1, 2, 5, 10, 25, 50, 100, 500) if n % step == 0), default=0)


def _guesses(values):
    """What somebody guesses who sees the four figures alone."""
    steps = [b - a for a, b in pairwise(values)]
    shares = [b / a for a, b in pairwise(values)]
    between = [
        max(_round(n) for n in range(int(low) + 1, max(int(high), int(low) + 2)))
        for low, high in pairwise(values)
    ]
    yield from ((f"place {i}", i) for i in range(4))
    yield "roundest", max(range(4), key=lambda i: _round(values[i]))
    yield "least round", min(range(4), key=lambda i: _round(values[i]))
    for name, row in (("step", steps), ("share", shares), ("round number between", between)):
        for best in (max, min):
            at = row.index(best(row))
            yield f"{best.__name__} {name}, below", at
            yield f"{best.__name__} {name}, above", at + 1
    usual = (30, 60, 10, 90, 15, 7, 180, 45, 14, 20, 100, 50, 500, 5, 25, 2)
    at = min(
        range(3), key=lambda i: next((k for k, u in enumerate(usual) if values[i] < u < values[i + 1]), 99)
    )
    yield "usual value, below", at
    yield "usual value, above", at + 1


@pytest.mark.slow
def test_no_guess_from_the_figures_alone_does_better_than_chance():
    hits, n = Counter(), 0
    for seed in range(2000):
        limit, usual, whole = LIMITS[seed % len(LIMITS)]
        if (found := figures(float(limit), f"{seed}", whole=whole, usual=usual)) is None:
            continue
        n += 1
        hits.update(name for name, place in _guesses(found[0]) if place == found[1])
    assert n > 1800
    assert {name: k / n for name, k in hits.items() if k / n > 0.30} == {}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("An aisle between two racks shall be at least 900 mm wide.", "(smallest|greatest) width"),
        ("No operator shall store oil less than 40 m from a well.", "(shortest|longest) distance"),
        ("The noise level in a workshop shall not exceed 80 dB.", "(highest|lowest) level"),
        ("No operator shall keep more than 400 kg of powder in a store.", "(greatest|smallest) weight"),
    ],
)
def test_what_is_measured_is_called_by_its_name(text, asked):
    (one,) = made(text)[0]
    assert re.search(rf"which is the {asked} that (still keeps to|breaks) it\?", one.stem)


@pytest.mark.parametrize("limit", [30, 45, 60, 90, 365])
def test_no_figure_is_rounder_than_the_others(limit):
    for n in range(12):
        values, _, _ = figures(float(limit), f"{n}", whole=True, usual=DAYS)
        assert all(v % 5 for v in values) or all(v % 5 == 0 for v in values)


@pytest.mark.parametrize(
    ("text", "limit", "upper"),
    [
        ("Each operator shall keep a log of every repair of a crane for at least 30 days.", 30, False),
        ("Each carrier shall report a fault of a crane within 30 days.", 30, True),
        ("No person shall enter a silo within 24 hours of the end of its fumigation.", 24, False),
        ("No operator shall keep more than 400 kg of powder in a store.", 400, True),
    ],
)
def test_the_last_that_keeps_to_the_limit_is_asked_for_or_the_first_that_breaks_it(text, limit, upper):
    seen = set()
    for n in range(12):
        (one,) = made(*["Nothing is said here."] * n, text)[0]
        keeps = "still keeps to it?" in one.stem
        assert keeps or "breaks it?" in one.stem
        values = [float(option.split()[0]) for option in one.options]
        below = keeps == upper
        assert re.search(r"the (?:longest|greatest) " if below else r"the (?:shortest|smallest) ", one.stem)
        on_side = [v for v in values if (v < limit) == below]
        assert values[one.answer] == (max(on_side) if below else min(on_side))
        assert right(one.derivation, one.options) == [one.answer]
        seen.add(keeps)
        if len(seen) == 2:
            break
    assert seen == {True, False}


def test_a_provision_is_shown_without_its_figure_and_its_comparison_stays():
    found, _ = made(
        "Each operator shall keep a log of every repair of a crane for at least 30 days after the repair."
    )
    (one,) = found
    assert one.origin.template == "nearest-time"
    assert f"for at least {GAP} after the repair" in one.stem
    assert " time that " in one.stem
    assert right(one.derivation, one.options) == [one.answer]
    assert all(option.endswith(" days") for option in one.options)
    assert not {"30 days"} & set(one.options)


def test_a_short_time_is_told_in_a_smaller_unit():
    (one,) = made("Each operator shall keep a log of every repair of a crane for at least two years.")[0]
    assert all(option.endswith(" months") for option in one.options)


def test_of_a_physical_measure_nobody_has_to_be_named():
    (one,) = made("An aisle between two racks shall be at least 900 mm wide.")[0]
    assert one.origin.template == "nearest-limit"


@pytest.mark.parametrize(
    "text",
    [
        "The arbitrator shall make an award within 30 days after the hearing.",
        "Every log shall be kept for at least 30 days.",
        "Each operator shall hold the annual general meeting within 90 days after the end of the year.",
        "Each operator shall close the valve within 30 days after a fault.",
        "Each operator shall keep them for at least 30 days after a fault.",
        "Each operator shall suspend that right within 30 days after a fault.",
        "Each operator shall keep a log under section 14 for at least 30 days.",
    ],
)
def test_what_a_strict_reader_would_refuse_is_not_asked(text):
    assert made(text)[0] == []


def test_a_form_that_the_setting_names_is_not_asked():
    text = "Each operator shall keep a log of every repair of a crane for at least 30 days after the repair."
    found, skipped = made(text, forms_off=("verdict-time", "nearest-time", "gap-measure", "part-time"))
    assert (found, skipped) == ([], {"act@1#art_0": "form-off"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The keeper shall report a leak within 24 hours after the leak is found.", ""),
        ("The keeper shall report a leak within 24 hours after the valve is shut.", "the valve"),
        ("The keeper shall report the colour of a leak within 24 hours.", ""),
    ],
)
def test_a_thing_that_was_not_named_before_is_told(text, told):
    assert unintroduced(text) == told


def test_one_of_a_unit_stands_in_the_singular():
    options = [
        o
        for n in range(6)
        for q in made(*["Each carrier must report a fault of a crane within seven days."] * (n + 1))[0]
        for o in q.options
    ]
    assert options
    assert not any(option.startswith("1 ") and option.endswith("s") for option in options)


def test_a_figure_that_is_told_twice_is_not_asked_and_its_rate_goes_with_it():
    assert (
        made(
            "No person shall drive a cart faster than 10 km/h (6 mph) or at a speed greater than 10 km/h (6 mph)."
        )[0]
        == []
    )
    for one in made("No operator shall drive a cart at a speed greater than 10 km/h on a ramp.")[0]:
        assert f"{GAP} on a ramp" in one.stem
