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


def test_an_exponent_on_the_line_is_told():
    stem = "A carrier with 3 × 106 spores is treated. How many spores remain?"
    options = ["300", "30", "3,000", "30,000"]
    assert told("power-lost", stem, options)
    assert not told("power-lost", stem.replace("3 × 106", "3 × 10^6"), options)
    assert not told("power-lost", stem.replace("3 × 106 spores", "3 × 100 spores"), options)


def test_a_stem_that_begins_with_it_is_told():
    options = ["By Friday", "By Saturday", "By Sunday", "By Monday"]
    assert told("it-unnamed", "By when must the holder report it to the forester?", options)
    named = "A hunter wounded a stag on Friday. By when must the holder report it to the forester?"
    assert not told("it-unnamed", named, options)


def test_an_option_in_which_a_thing_acts_is_told():
    stem = "What does rule 3 require within three days?"
    options = [
        "The certificate sends a report",
        "The owner sends a plan",
        "The keeper pays a fee",
        "The pilot asks for leave",
    ]
    assert told("thing-acts", stem, options)
    assert not told("thing-acts", stem, ["The examiner sends a report", *options[1:]])


def test_a_figure_that_the_provision_leaves_to_others_is_told():
    stem = "By when must the master give the declaration?"
    options = ["Within 48 hours", "Within 24 hours", "Within 12 hours", "Within 72 hours"]
    words = "The master of a vessel that lands fish shall give the officer a declaration within {} after the landing."
    assert told("left-open", stem, options, provision=words.format("the prescribed period"))
    assert not told("left-open", stem, options, provision=words.format("the prescribed period of 48 hours"))


def test_limits_with_everything_beyond_them_hold_each_other():
    stem = "For how long is the lid left closed?"
    options = ["30 minutes or more", "2 minutes or more", "5 minutes or more", "10 minutes or more"]
    assert told("ranges-overlap", stem, options)
    assert not told("ranges-overlap", stem, ["30 minutes", "2 minutes", "5 minutes", "10 minutes or more"])


def test_parts_per_million_and_percent_are_one_quantity():
    options = ["19.5 percent", "16 percent", "20.9 percent", "195,000 parts per million"]
    assert told("same-in-other-units", "Below which level is air short of oxygen?", options)


def test_noon_needs_no_full_stop_beside_hours_of_the_afternoon():
    assert not told(
        "option-truncated", "When must drills stop?", ["12:00 noon", "2:00 p.m.", "4:00 p.m.", "5:00 p.m."]
    )
