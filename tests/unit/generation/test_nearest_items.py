"""Questions which of four figures is the last that keeps to a provision."""

from __future__ import annotations

from collections import Counter

import pytest
from curation.core import tables
from curation.core.derivation import right, within
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.settings import Settings
from curation.generation.template.gap_texts import GAP
from curation.generation.template.nearest_items import figures, unintroduced
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*texts, **settings):
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts)]
    chosen = Settings(kinds=("question",), per_category=500, recall_share=1, **settings)
    result = generate(*frames(clauses), "d", chosen, [Tax()], rules=ruled(clauses))
    return list(tables.rows(result.candidates, Candidate)), dict(
        result.skipped.select("clause", "reason").iter_rows()
    )


@given(st.integers(5, 500), st.sampled_from(["upper", "lower"]), st.text(max_size=6), st.booleans())
def test_the_key_is_the_figure_that_keeps_to_the_limit_and_comes_nearest(limit, side, seed, whole):
    found = figures(float(limit), side, seed, whole=whole)
    if found is None:
        return
    values, key = found
    assert values == sorted(set(values))
    assert limit not in values
    kept = [v for v in values if within(v, limit, side, False)]
    assert values[key] == (max(kept) if side == "upper" else min(kept))


def test_the_key_has_each_place_about_as_often_and_one_figure_breaks_the_limit():
    places = Counter()
    for n in range(600):
        side = ("upper", "lower")[n % 2]
        values, key = figures(30.0, side, f"{n}", whole=True)
        places[key] += 1
        assert any(not within(v, 30.0, side, False) for v in values)
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 90


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("An aisle between two racks shall be at least 900 mm wide.", "smallest width"),
        ("No operator shall store oil less than 40 m from a well.", "shortest distance"),
        ("The noise level in a workshop shall not exceed 80 dB.", "highest level"),
        ("No operator shall keep more than 400 kg of powder in a store.", "greatest weight"),
    ],
)
def test_what_is_measured_is_called_by_its_name(text, asked):
    (one,) = made(text)[0]
    assert f"which is the {asked} that still keeps to it?" in one.stem


@pytest.mark.parametrize("limit", [30, 45, 60, 90, 365])
def test_no_figure_is_rounder_than_the_others(limit):
    for n in range(12):
        values, _ = figures(float(limit), "lower", f"{n}", whole=True)
        assert all(v % 5 for v in values) or all(v % 5 == 0 for v in values)


def test_a_provision_is_shown_without_its_figure_and_its_comparison_stays():
    found, _ = made(
        "Each operator shall keep a log of every repair of a crane for at least 30 days after the repair."
    )
    (one,) = found
    assert one.origin.template == "nearest-time"
    assert f"for at least {GAP} after the repair" in one.stem
    assert "shortest time" in one.stem
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
    found, skipped = made(text, forms_off=("nearest-time", "gap-measure", "part-time"))
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


def test_what_is_forbidden_within_a_time_may_be_done_once_it_is_over():
    (one,) = made("No person shall enter a silo within 24 hours of the end of its fumigation.")[0]
    assert "shortest time" in one.stem
    assert int(one.options[one.answer].split()[0]) > 24


def test_one_of_a_unit_stands_in_the_singular():
    options = [
        o
        for n in range(6)
        for q in made(*["Each carrier must report a fault of a crane within five days."] * (n + 1))[0]
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
