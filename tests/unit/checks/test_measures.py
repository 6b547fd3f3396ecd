"""Options that say one quantity in two ways, and ranges of which two hold one value."""

from __future__ import annotations

import pytest
from curation.checks import lint_records


def told(check, options):
    row = {
        "id": "1",
        "stem": "Which value applies under the rule?",
        "options": options,
        "answer": "A",
        "language": "en",
    }
    return [finding for finding in lint_records([row]) if finding.check == check]


@pytest.mark.parametrize(
    "options",
    [
        [
            "Within 48 hours of the accident",
            "Within two days of the accident",
            "Within 5 days of the accident",
        ],
        ["No later than 14 days", "Within two weeks", "Within 30 days"],
        ["Once a year", "Every 12 months", "Every 24 months"],
        ["Twice a year", "Every six months", "Every three months"],
        ["Every fortnight", "Every two weeks", "Every week"],
        ["25 % of the staff", "A quarter of the staff", "Half of the staff"],
        ["1 in 10 samples", "10 % of samples", "1 in 5 samples"],
        ["14:00", "2 p.m.", "3 p.m."],
        ["5 mW", "0.005 W", "1 mW"],
        ["At least 1.5 m", "A minimum of 150 cm", "At least 2 m"],
        ["One year", "365 days", "2 years"],
        ["30 minutes a day", "half an hour a day", "1 hour a day"],
        ["4 square metres", "4 m\u00b2", "8 m\u00b2"],
    ],
)
def test_one_quantity_in_two_wordings_is_told(options):
    assert told("same-in-other-units", options)


@pytest.mark.parametrize(
    "options",
    [
        ["At least 5 m", "At most 5 m", "At least 10 m"],
        ["48 hours before the work", "2 days after the work", "3 days before the work"],
        ["Every 12 months by an expert", "Once a year by the user", "Every 2 years"],
        ["5 mW", "5 MW", "5 kW"],
        ["2 p.m.", "2 a.m.", "6 p.m."],
        ["Twice a week", "Every two weeks", "Every week"],
        ["5 working days", "5 days", "7 days"],
        ["30 days", "1 month", "60 days"],
    ],
)
def test_quantities_that_differ_by_bound_size_or_event_are_not_one(options):
    assert not told("same-in-other-units", options)


@pytest.mark.parametrize(
    "options",
    [
        ["Up to 10 workers", "10 to 50 workers", "51 to 250 workers"],
        ["Less than 5 kg", "5 kg to 10 kg", "8 kg to 20 kg"],
        ["Between 1 and 5 days", "Between 5 and 10 days", "Between 10 and 15 days"],
        ["between 6 a.m. and 10 a.m.", "between 9 a.m. and noon", "between 1 p.m. and 3 p.m."],
        ["Fewer than 10 people", "5 or more people", "20 to 30 people"],
        [
            "Systems with more than 1,000 users",
            "Systems with more than 5,000 users",
            "Systems with 100 to 900 users",
        ],
    ],
)
def test_ranges_that_hold_one_value_are_told(options):
    assert told("ranges-overlap", options)


@pytest.mark.parametrize(
    "options",
    [
        ["Less than 5 kg", "5 kg to 10 kg", "11 kg to 20 kg"],
        ["At least 5 m", "At least 10 m", "At least 15 m"],
        ["Between 20:00 and 08:00 only", "At any time of the day", "Between 22:00 and 06:00 only"],
        ["From 1 March to 31 May", "From 1 June to 31 August", "In winter"],
        ["10 minutes and 20 minutes", "10 minutes and 30 minutes", "5 minutes and 10 minutes"],
    ],
)
def test_limits_nights_and_dates_are_no_ranges_that_overlap(options):
    assert not told("ranges-overlap", options)
