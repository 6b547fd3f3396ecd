"""Two options from one list of the provision, where the stem asks for any entry."""

from __future__ import annotations

import pytest
from curation.checks import lint_records

PROVISION = "Where a visitor is hurt, the guide shall inform the safety office and the host of the visit on the same day, and the host shall keep a note of it."


def told(stem, options, answer="A", provision=PROVISION):
    row = {
        "id": "1",
        "stem": stem,
        "options": options,
        "answer": answer,
        "provision": provision,
        "language": "en",
    }
    return [finding for finding in lint_records([row]) if finding.check == "both-listed"]


def test_two_parties_of_one_series_are_told():
    stem = "A visitor is hurt on a tour. Whom must the guide inform on the same day?"
    assert told(stem, ["The safety office", "The insurer", "The host of the visit", "The police"])
    assert not told(stem, ["The safety office", "The insurer", "The neighbour", "The police"])


@pytest.mark.parametrize(
    "stem",
    [
        "A visitor is hurt on a tour. Whom must the guide inform first?",
        "A visitor is hurt on a tour. Whom must the guide NOT inform?",
        "A visitor is hurt on a tour. Whom must the guide inform directly after the host?",
        "A visitor is hurt on a tour. Whom must the guide inform within 2 hours?",
    ],
)
def test_a_question_for_a_certain_entry_may_have_the_others_beside_it(stem):
    assert not told(stem, ["The safety office", "The insurer", "The host of the visit", "The police"])


def test_entries_behind_letters_are_read_in_other_forms_of_their_words():
    provision = "A batch is released after a check of (a) the seal of the drum and (b) the printed weight slip. A batch without a slip goes back."
    stem = "Which check comes before a batch is released?"
    options = [
        "A look at the seal of the drum",
        "A test of the taste",
        "Reading the weight slip",
        "A call to the buyer",
    ]
    assert told(stem, options, provision=provision)


def test_entries_that_hold_under_a_condition_are_no_second_answer():
    provision = "The guide shall inform the safety office, or, where the office is closed, the night porter, of an accident of a visitor."
    stem = "A visitor has an accident while the office is open. Whom must the guide inform?"
    assert not told(
        stem, ["The safety office", "The insurer", "The owner", "The police"], provision=provision
    )


def test_a_question_for_what_belongs_to_one_thing_of_a_series_has_one_answer():
    provision = "A hostel must have a smoke alarm in each room, an extinguisher on each floor and a plan of escape at each door."
    places = ["In each room", "On each floor", "At each door", "In the cellar"]
    assert not told("Where must a hostel have an extinguisher?", places, "B", provision)
