"""Slips in the content of a question that its own words show."""

from __future__ import annotations

import pytest
from curation.checks import lint_records


def told(check, stem, options, answer="A", **more):
    row = {"id": "1", "stem": stem, "options": options, "answer": answer, "language": "en", **more}
    return [finding for finding in lint_records([row]) if finding.check == check]


def test_a_wrong_option_of_another_world_is_told_and_the_subject_of_the_question_is_not():
    stem = "Where should a bottle of strong acid be kept?"
    options = ["In a tray below eye height", "Beside the base", "On the kitchen table", "On a high shelf"]
    assert told("out-of-place", stem, options)
    assert not told("out-of-place", "Where in the kitchen should a bottle of cleaner be kept?", options)
    assert not told("out-of-place", stem, [*options[:2], "On the upper shelf", options[3]])


def test_a_kind_beside_one_of_it_is_told():
    stem = "Which filter suits the work with fine toxic dust?"
    options = ["White-banded P3", "Grey-banded B2", "Green-banded K2", "White-banded of any class"]
    assert told("kind-and-one", stem, options)
    assert not told("kind-and-one", stem, [*options[:3], "Brown-banded of any class"])


@pytest.mark.parametrize(
    ("explanation", "changed"),
    [
        ("Any acid turns sodium cyanide into a poisonous gas.", True),
        ("Any acid sets a gas free from sodium cyanate, and from cyanide another.", False),
        ("Any acid sets a poisonous gas free.", False),
    ],
)
def test_a_compound_that_the_explanation_calls_by_another_ending_is_told(explanation, changed):
    stem = "A shelf holds a jar of sodium cyanate. Which liquid must be moved away from it?"
    options = ["A dilute acid", "Pump oil", "A silicone bath fluid", "A dilute base"]
    assert bool(told("name-changed", stem, options, explanation=explanation)) == changed


def test_ordinary_words_with_the_ending_of_a_compound_are_none():
    stem = "Where is an immediate and accurate record of a private visit kept?"
    options = ["In the log", "In the file", "In the list", "In the book"]
    assert not told(
        "name-changed", stem, options, explanation="The immedic and accuride record is kept in the log."
    )


def test_a_key_that_has_both_of_its_parts_from_other_options_is_told():
    stem = "Which two liquids may stand in one tray?"
    options = [
        "Toluene and ethyl acetate",
        "Toluene and nitric acid",
        "Perchloric acid and ethyl acetate",
        "Hexane and bromine",
    ]
    assert told("pair-in-the-middle", stem, options)
    assert not told("pair-in-the-middle", stem, [*options[:3], "Perchloric acid and nitric acid"])


def test_a_time_of_appeal_of_which_the_provision_says_nothing_is_told():
    stem = "Within how many days may the stallholder appeal against the suspension?"
    options = ["28 days", "3 days", "7 days", "10 days"]
    silent = "The authority may suspend a licence for up to 28 days where the stallholder was warned in writing twice in any year."
    assert told("recourse-unsaid", stem, options, provision=silent)
    assert not told("recourse-unsaid", stem, options, provision=f"{silent} An appeal lies within 28 days.")


def test_a_denial_behind_so_that_is_no_question_for_the_exception():
    stem = "What keeps air at the edge of a hood smooth, so that vapour is not carried back?"
    options = ["The sill", "The baffle", "The collar", "The weight"]
    assert not told("negative-plain", stem, options)
    assert told("negative-plain", "Which part of a hood is not made of steel?", options)


def test_such_a_paper_that_no_sentence_named_is_told():
    stem = "The minutes were adopted in March. Until when must the clerk keep such a recording?"
    options = ["March 2024", "March 2025", "March 2026", "March 2027"]
    assert told("dangling-reference", stem, options)
    assert not told(
        "dangling-reference", stem.replace("The minutes", "A recording of a meeting and the minutes"), options
    )


def test_a_thing_with_a_clause_of_its_own_that_is_asked_for_a_duty_is_told():
    stem = "What must a ladder whose rung was found broken obtain before it is used?"
    assert told("absurd-bearer", stem, ["A mark", "A test", "A list", "A note"])
