"""Explanations that go through the options, and options of another form or in another unit."""

from __future__ import annotations

import pytest
from curation.checks import lint_records

OVEN = {
    "id": "q",
    "language": "en",
    "stem": "What should a baker do first when a tray of hot oil catches fire in a bakery oven?",
    "options": [
        "Close the oven door and cut the gas",
        "Carry the tray into the yard outside",
        "Pour a bucket of water over the tray",
        "Open both windows to let smoke out",
    ],
    "answer": "A",
    "explanation": (
        "The correct answer is A: Close the oven door and cut the gas. A closed door starves the flames of air, and without gas the oil cools. "
        "Option B, carrying the tray into the yard outside, spills burning oil over whoever carries it and spreads the flames on the way. "
        "Option C, pouring a bucket of water over the tray, makes the water boil below the oil, which is thrown about as a burning cloud. "
        "Option D, opening both windows to let smoke out, feeds the flames with fresh air before they are out. "
        "Afterwards the oven stays shut until the oil has cooled, and the manager writes the event down in the log of the bakery."
    ),
}


def found(**changed):
    return {
        f.check for f in lint_records([OVEN | changed]) if f.severity in ("warn", "error") and f.candidate
    }


def with_option(place, text):
    options = list(OVEN["options"])
    options[place] = text
    return options


def test_a_sound_question_is_not_told():
    assert found() == set()


@pytest.mark.parametrize("place", [1, 2, 3])
def test_an_option_that_was_reworded_after_its_explanation_is_told(place):
    assert "explanation-options" in found(
        options=with_option(place, "Ring the bell and leave by the nearest stairs")
    )


def test_a_key_that_was_replaced_is_told():
    assert "explanation-options" in found(options=with_option(0, "Wave a linen cloth until help arrives"))


def test_an_explanation_that_gives_reasons_alone_need_not_repeat_the_options():
    reasons = (
        "A is right: without air and fuel nothing burns on. B is wrong: whoever does it is burnt. C is wrong: steam throws burning drops about. "
        "D is wrong: it feeds the flames. "
        + "The event is written down in the log of the house by whoever saw it first. "
        * 4
    )
    assert "explanation-options" not in found(explanation=reasons)


def test_an_explanation_that_calls_a_wrong_option_right_as_well_is_told():
    told = OVEN["explanation"].replace("opening both windows to let smoke out, feeds", "opening both windows to let smoke out, is also correct and feeds")  # fmt: skip
    assert "explanation-judges" in found(explanation=told)


def test_an_explanation_that_calls_the_key_wrong_is_told():
    told = OVEN["explanation"] + " Option A is incorrect."
    assert "explanation-judges" in found(explanation=told.replace("The correct answer is A: ", ""))


def test_an_explanation_that_finds_no_option_right_is_told():
    assert "explanation-judges" in found(explanation="None of the options is correct in every bakery.")


@pytest.mark.parametrize(
    "odd", ["Carrying the tray into the yard", "Carries the tray into the yard", "The tray is carried out"]
)
def test_an_option_that_does_not_answer_what_somebody_does_is_told(odd):
    assert "option-form" in found(options=with_option(1, odd), explanation="")


@pytest.mark.parametrize("fine", ["Quickly carry the tray outside", "Fire the alarm and wait"])
def test_an_adverb_or_a_verb_that_may_be_a_noun_fits(fine):
    assert "option-form" not in found(options=with_option(1, fine), explanation="")


@pytest.mark.parametrize(
    "options",
    [
        ["2 rem", "20 mSv", "50 mSv", "100 mSv"],
        ["30 \u00b0C", "50 \u00b0C", "86 \u00b0F", "90 \u00b0C"],
        ["10 feet", "3 metres", "5 metres", "9 metres"],
        ["1 bar", "100 kPa", "500 kPa", "900 kPa"],
    ],
)
def test_one_quantity_in_two_units_is_an_error(options):
    assert "same-in-other-units" in found(
        stem="What is the limit of the oven?", options=options, explanation=""
    )


@pytest.mark.parametrize(
    "options", [["10 feet", "4 metres", "5 metres", "9 metres"], ["100 mSv", "102 mSv", "50 mSv", "1 Sv"]]
)
def test_quantities_that_differ_are_not_told(options):
    assert "same-in-other-units" not in found(stem="What is the limit?", options=options, explanation="")


def test_a_key_between_copies_is_told_and_a_slot_with_four_fillings_is_not():
    between = [
        "By post to the mayor in 5 days",
        "By post to the clerk in 9 days",
        "By wire to the clerk in 5 days",
        "By post to the clerk in 5 days",
    ]
    slot = [
        "By post to the mayor in 5 days",
        "By post to the town council in 5 days",
        "By post to the fire chief in 5 days",
        "By post to the clerk in 5 days",
    ]
    stem = "How does the baker of Oldport report a fire under section 4 of the Oven Act?"
    assert "centre-of-copies" in found(stem=stem, options=between, answer="D", explanation="")
    assert "centre-of-copies" not in found(stem=stem, options=slot, answer="D", explanation="")


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("The night baker signs the heat log of the oven. Who signs the heat log of the oven?", True),
        ("The night baker is new. Who signs the heat log of the oven?", False),
    ],
)
def test_a_stem_that_says_what_it_asks_is_told(stem, told):
    options = ["The shop clerk", "The night baker", "The mill owner", "The fire chief"]
    assert ("told-in-stem" in found(stem=stem, options=options, answer="B", explanation="")) is told


def test_a_story_that_nothing_takes_up_is_told():
    story = (
        "On a grey Tuesday in March Ms Hale, who has just sold her boat and spent a long evening over the plans of a barn near the river, walks "
        "past the mill with three cousins and a violin teacher. A tray of hot oil catches fire in the bakery oven. What should a baker do first?"
    )
    assert "window-dressing" in found(stem=story)


@pytest.mark.parametrize(
    "stem",
    ["Is it true that a closed door puts out hot oil?", "True or false: a closed door puts out hot oil?"],
)
def test_a_question_for_the_truth_of_a_sentence_is_told(stem):
    assert "true-false" in found(stem=stem, explanation="")


def test_turning_a_thing_on_and_off_are_opposites():
    options = [
        "Keep the fan running during the work",
        "Switch the fan off during the work",
        "Wipe the lamp with a dry cloth",
        "Carry the flour to the yard",
    ]
    assert "opposites" in found(options=options, explanation="")


def test_a_vague_key_is_told():
    options = ["Usually at fairly short intervals", "Every 7 days", "Once a month", "Twice a year"]
    assert "vague-terms" in found(
        stem="How often is the oven cleaned under section 4 of the Oven Act?", options=options, explanation=""
    )


RULE = (
    "Oven Act, section 4. The master baker shall explain to the apprentice, in plain words, the dangers of hot oil before the first shift. "
    "The apprentice shall receive a copy of the house rules. The scales of the bakery shall be tested by an inspector."
)


@pytest.mark.parametrize(("who", "told"), [("apprentice", True), ("master baker", False)])
def test_a_duty_of_whom_the_provision_does_not_bind_is_told(who, told):
    stem = f"Under section 4 of the Oven Act, which duty does the {who} have before the first shift?"
    options = [
        "To explain the dangers of hot oil",
        "To buy a pair of gloves",
        "To paint the oven door",
        "To lock the yard at night",
    ]
    assert ("absurd-bearer" in found(stem=stem, options=options, provision=RULE, explanation="")) is told


def test_a_sum_of_two_periods_of_the_provision_is_supported():
    rule = "Oven Act, section 9. Flour shall be sold within thirty days from delivery. The mayor may extend the period by not more than fifteen days."
    options = ["15 days", "30 days", "35 days", "45 days"]
    stem = "The mayor has granted the longest extension. Under section 9 of the Oven Act, within how many days from delivery must flour be sold?"
    assert "key-unsupported" not in found(
        stem=stem, options=options, answer="D", provision=rule, explanation=""
    )
    assert "key-unsupported" in found(stem=stem, options=["15 days", "30 days", "35 days", "40 days"], answer="D", provision=rule, explanation="")  # fmt: skip


def test_the_first_sentence_of_an_explanation_may_not_speak_for_another_option():
    told = "Whoever carries the hot tray into the yard outside keeps the house safe."
    assert "explanation-other" in found(explanation=told)


def test_litres_and_cubic_metres_are_one_measure():
    options = ["About 4 m\u00b3", "About 10 m\u00b3", "About 10,000 litres", "About 42 m\u00b3"]
    assert "same-in-other-units" in found(
        stem="How much gas leaves the bottle?", options=options, explanation=""
    )


def test_an_option_that_its_explanation_quotes_with_one_more_noun_is_cut():
    options = with_option(1, "Cover the tray with a wool")
    told = "To cover the tray with a wool blanket is wrong, as wool burns."
    assert "option-truncated" in found(options=options, explanation=told)
    assert "option-truncated" not in found(
        options=with_option(1, "Cover the tray with wool"), explanation=told
    )


def test_an_option_may_end_in_a_compound_with_a_preposition():
    assert "option-truncated" not in found(
        options=with_option(1, "Close the yard to all passers-by"), explanation=""
    )


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("Under section 4 of the Oven Act, how long must the baker keep such a log?", True),
        ("What must the baker do in this situation under section 4 of the Oven Act?", True),
        (
            "A tray catches fire. What must the baker do in this situation under section 4 of the Oven Act?",
            False,
        ),
        ("How long must a baker who keeps a log keep such a log under section 4 of the Oven Act?", False),
    ],
)
def test_a_stem_that_points_at_an_earlier_sentence_is_told(stem, told):
    assert ("dangling-reference" in found(stem=stem, explanation="")) is told


def test_the_conclusion_of_an_explanation_may_not_be_another_option():
    told = "Hot oil burns. The baker therefore has to open both windows to let smoke out."
    assert "explanation-other" in found(explanation=told)


def test_in_and_out_of_are_opposites():
    options = [
        "To keep the tray in line of sight",
        "To carry the tray out of line of sight",
        "To ring the bell of the house",
        "To lock the yard at night",
    ]
    assert "opposites" in found(options=options, explanation="")


@pytest.mark.parametrize(
    ("stem", "told"),
    [("What must the baker file with the State", True), ("What must the baker file with the State?", False)],
)
def test_a_question_without_its_end_breaks_off(stem, told):
    assert ("stem-cut" in found(stem=stem, explanation="")) is told


HIVES = "Oven Act, section 6. (1) No person shall keep more than fifteen ovens within two hundred metres of a school. (2) Paragraph (1) does not apply where the ovens stand behind a brick wall not lower than two metres."  # fmt: skip


@pytest.mark.parametrize(("height", "told"), [("three metres", True), ("one metre", False)])
def test_an_exception_is_met_by_a_figure_on_the_right_side(height, told):
    stem = f"A baker keeps twenty ovens behind a brick wall of {height}, 150 metres from a school. What follows from section 6 of the Oven Act?"
    options = [
        "She must remove five ovens.",
        "She may keep them, since 150 metres are enough.",
        "She must remove all.",
        "She may keep them, since no school is named.",
    ]
    why = "More than fifteen are forbidden within two hundred metres, and twenty stand there."
    assert ("exception-unseen" in found(stem=stem, options=options, provision=HIVES, explanation=why)) is told
