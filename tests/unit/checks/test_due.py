"""Days and times that a period of the provision leads to from the events of a case."""

from __future__ import annotations

import pytest
from curation.checks import lint_records


def told(provision, stem, options, answer):
    row = {
        "id": "1", "stem": stem, "options": options, "answer": answer, "provision": provision, "language": "en",
    }  # fmt: skip
    return [finding for finding in lint_records([row]) if finding.check == "date-unreached"]


REPORT = (
    "The keeper shall tell the office of an escape within 48 hours of noticing it. "
    "The full report is due 20 days after the day on which the first message was sent."
)
STEM = (
    "A keeper notices an escape on 3 June and sends the first message on 4 June. When is the full report due?"
)


@pytest.mark.parametrize(
    ("options", "answer", "wrong"),
    [
        (["5 June", "23 June", "24 June", "4 July"], "C", False),
        (["5 June", "23 June", "30 June", "4 July"], "B", True),
        (["5 June", "20 June", "30 June", "4 July"], "B", True),
    ],
)
def test_a_period_runs_from_the_event_that_the_provision_names(options, answer, wrong):
    assert bool(told(REPORT, STEM, options, answer)) == wrong


@pytest.mark.parametrize(("answer", "wrong"), [("A", True), ("B", False)])
def test_working_days_leave_out_the_end_of_the_week(answer, wrong):
    provision = "A worker who reports a rash is seen by the nurse on the fifth working day after the report at the latest. No holiday is counted."
    stem = "A worker reports a rash on Thursday 12 June 2025, and no holiday follows. By which date at the latest is the worker seen?"
    assert bool(told(provision, stem, ["17 June 2025", "19 June 2025", "24 June 2025"], answer)) == wrong


@pytest.mark.parametrize(("answer", "wrong"), [("A", True), ("B", False)])
def test_hours_run_from_the_time_of_their_event(answer, wrong):
    provision = "After a high reading the hall shall be aired for at least six hours, counted from the opening of the gates, and then measured anew."
    stem = "A high reading is taken at 09:00, and the opening of the gates follows at 10:30. What is the earliest time for the new measurement?"
    assert bool(told(provision, stem, ["15:00", "16:30", "18:00"], answer)) == wrong


def test_the_later_of_two_events_counts_where_the_provision_says_so():
    provision = (
        "The buyer may withdraw within 14 days of the order or of the delivery, whichever is the later."
    )
    stem = "A buyer orders on 2 May and has the delivery on 9 May. Until when may the buyer withdraw?"
    assert told(provision, stem, ["16 May", "25 May", "2 June"], "A")
    assert not told(provision, stem, ["16 May", "23 May", "2 June"], "B")


def test_a_period_that_may_be_extended_is_left_alone():
    provision = "The office decides within 30 days; it may extend the period once by 10 days."
    stem = "An application arrives on 1 March, and the period is extended. By when must the office decide?"
    assert not told(provision, stem, ["31 March", "9 April", "20 April"], "C")


def test_a_question_for_one_of_the_days_of_the_options_needs_no_sum():
    provision = "A sample may be used within 10 days of the day on which it was taken."
    stem = "A sample was taken on 4 May. On which of these dates may it be used?"
    assert not told(provision, stem, ["8 May", "20 May", "24 May"], "A")


@pytest.mark.parametrize(
    ("provision", "stem", "options"),
    [
        (
            "A guest answers a bill within 14 days of receiving it.",
            "A guest receives a bill on 3 March 2025. Up to which day may the guest answer it?",
            ["10 March", "17 March", "2 April", "2 May"],
        ),
        (
            "A guest answers a bill within 30 days of receiving it.",
            "A guest receives a bill on 20 December. Up to which day may the guest answer it?",
            ["3 January", "19 January", "30 January", "20 February"],
        ),
        (
            "A boat is lifted annually. Notes on it are kept for 5 years, and leaks are closed within 30 days.",
            "A boat was lifted on 4 April 2024. When is it due to be lifted again?",
            ["4 October 2024", "4 April 2025", "4 April 2026", "4 April 2029"],
        ),
        (
            "A guest answers a bill within a fortnight of receiving it. Bills are kept for two years.",
            "A guest receives a bill on 1 October 2024. By which day must the guest answer it?",
            ["8 October 2024", "15 October 2024", "1 November 2024", "12 November 2024"],
        ),
        (
            "A pilot of a barge rests for half an hour after four hours at the wheel. Faults are told within 15 minutes.",
            "A pilot stops at 12:00 after four hours at the wheel. At what time may the pilot go on?",
            ["12:15", "12:30", "13:00", "14:00"],
        ),
    ],
    ids=["options-without-year", "over-the-new-year", "annually", "fortnight", "half-an-hour"],
)
def test_days_without_a_year_and_periods_in_a_word_are_reached_as_people_count(provision, stem, options):
    assert not told(provision, stem, options, "B")
    assert told(provision, stem, options, "C")


def test_a_provision_with_more_periods_than_are_tried_gives_no_warning():
    steps = " ".join(f"Step {n} follows within {n * n + 3} days of step {n - 1}." for n in range(2, 11))
    provision = f"{steps} An objection is raised within 200 days of the end."
    stem = "The end was on 2 January 2025. Up to which day may an objection be raised?"
    options = ["9 February 2025", "9 May 2025", "21 July 2025", "30 December 2025"]
    assert not told(provision, stem, options, "C")
