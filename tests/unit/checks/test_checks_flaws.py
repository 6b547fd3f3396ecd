"""One planted flaw an item: the check of its kind finds it, and sound items are left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.checks import lint_records

QUESTIONS = Path(__file__).resolve().parents[3] / "../shared/data/questions/labsafety_mcq_160.jsonl"


def q(stem, options, answer="A", **more):
    return {"stem": stem, "options": options, "answer": answer, **more}


GLOVES = ["Nitrile gloves", "Cotton gloves", "Leather gloves", "Woollen gloves"]
PLANTED = [
    ("same-in-other-units", q("How long must a burn be cooled with water?", ["10 minutes", "20 minutes", "1 hour", "60 minutes"], "B")),
    ("same-in-other-units", q("How long are training records kept?", ["1 year", "12 months", "3 years", "5 years"], "C")),
    ("same-in-other-units", q("How far must the fence stand from the pit?", ["50 cm", "0.5 m", "2 m", "3 m"], "C")),
    ("ranges-overlap", q("At what temperature is the sample stored?", ["2-8 °C", "5-15 °C", "20-25 °C", "30-40 °C"])),
    ("ranges-overlap", q("How many people may enter?", ["1 to 5", "4 to 10", "11 to 20", "21 to 30"])),
    ("dangling-reference", q("How long must such records be kept by the employer?", ["1 year", "2 years", "3 years", "6 years"])),
    ("dangling-reference", q("What does this paragraph require of an operator?", ["A log", "A permit", "A guard", "A fee"])),
    ("dangling-reference", q("When must they be inspected?", ["Daily", "Weekly", "Monthly", "Yearly"])),
    ("dangling-reference", q("Who signs the said certificate?", ["The owner", "The inspector", "The master", "The clerk"])),
    ("double-barrelled", q("Which glove is worn with acid and how often must it be changed?", GLOVES)),
    ("double-barrelled", q("Who keeps the log? Where is it kept?", ["The owner, on site", "The clerk, at home", "The master, on board", "The guard, outside"])),
    ("unfocused", q("Which of the following is true?", ["Acid burns skin", "Water burns skin", "Sand burns skin", "Air burns skin"])),
    ("unfocused", q("Fire extinguishers", ["Are red", "Are checked yearly", "Are heavy", "Are cheap"], "B")),
    ("unfocused", q("Select the best answer.", ["Check it yearly", "Check it never", "Paint it", "Sell it"])),
    ("opinion", q("What do you think is the nicest way to store acid?", ["In a cabinet", "On a desk", "On the floor", "Outside"])),
    ("opinion", q("In your opinion, which glove should be worn with solvents?", GLOVES)),
    ("window-dressing", q("Maria had just finished her coffee on a sunny Tuesday and was looking forward to the weekend. Which glove protects against acid?", GLOVES)),
    ("window-dressing", q("Tom loves football and has two sisters. What is the flash point of acetone?", ["-20 °C", "0 °C", "20 °C", "60 °C"])),
    ("repeated-words", q("What is done first after a spill?", ["The worker must first warn others", "The worker must first open windows", "The worker must first fetch sand", "The worker must first call home"])),
    ("opposites", q("What happens to pressure in a closed vessel that is heated?", ["It increases", "It decreases", "It turns into light", "It smells"])),
    ("opposites", q("May acid be stored with bases?", ["It must be stored with them", "It must not be stored with them", "It is stored outside", "It is sold"], "B")),
    ("heterogeneous", q("How long must a record be kept?", ["Three years", "The employer", "In a locked cabinet", "Because of the risk"])),
    ("heterogeneous", q("How many exits does the hall need?", ["2", "3", "The fire officer", "5"])),
    ("same-words", q("What is done with an empty cylinder?", ["Close the valve and label the cylinder", "Label the cylinder and close the valve", "Paint it", "Throw it away"])),
    ("nested-options", q("What is worn when pouring acid?", ["Safety goggles", "Safety goggles and an apron", "A cap", "A scarf"], "B")),
    ("unknown-abbreviation", q("When must the RWPO be notified of a spill?", ["At once", "Within a day", "Within a week", "Never"])),
    ("absurd-bearer", q("What must the ladder do before work begins?", ["Inform the workers", "Keep a log", "Ask for a permit", "Report to the owner"])),
    ("absurd-bearer", q("Which of these statements agrees with the regulation on records?", ["A mesh panel shall keep every report for six years", "The employer burns reports", "Nobody needs reports", "Reports are secret"])),
    ("double-negative", q("Which of these is not a material that should not be stored near heat?", ["Water", "Acetone", "Ether", "Petrol"])),
    ("negative-plain", q("Which of these gloves is not suitable for acid?", GLOVES, "B")),
    ("negative-plain", q("All of these protect the eyes except", ["Cotton caps", "Goggles", "Face shields", "Safety glasses"])),
    ("combination", q("What is worn with acid?", ["Goggles", "Gloves", "Both A and B", "A scarf"], "C")),
    ("ungrammatical", q("What the employer must do after an accident?", ["Report it", "Hide it", "Ignore it", "Sell it"])),
    ("ungrammatical", q("How long must the operator keeps the log of the crane?", ["A year", "Two years", "A week", "A day"])),
    ("ungrammatical", q("When must a employer report an injury?", ["At once", "Next week", "Next year", "Never"])),
    ("explanation-other", q("How long are records kept?", ["2 years", "5 years", "7 years", "9 years"], "A", explanation="The regulation asks that records are kept for 7 years after the work ends.")),
    ("explanation-other", q("Who signs the permit?", ["The safety officer", "The crane operator", "The night guard", "The tenant"], "A", explanation="The crane operator signs the permit before the lift begins.")),
    ("explanation-key", q("Who signs the permit?", ["The owner", "The guard", "The clerk", "The tenant"], "A", explanation="The correct answer is C because the clerk signs.")),
    ("clang-strong", q("What instrument shows the face velocity of a fume hood?", ["A velocity meter at the hood's face", "A ruler", "A thermometer", "A scale"])),
    ("key-longest", q("What is done with a broken thermometer?", ["Close the room, put on gloves, gather the drops with a kit and report it to the officer", "Leave it", "Sweep it up", "Rinse it"])),
    ("all-of-above", q("What is worn with acid?", ["Goggles", "Gloves", "An apron", "All of the above"], "D")),
    ("true-false", q("Acid may be stored with bases.", ["True", "False"], "B")),
    ("option-truncated", q("What must the employer do before entry?", ["Test the air of the space", "Provide every person who enters with", "Lock the gate", "Post a guard"])),
    ("option-truncated", q("What must a worker do before a night shift in the cold room?", ["Tell the security desk about", "Switch off the compressor", "Take out the handle", "Lock the door"])),
    ("explanation-other", q("Which glove suits acetone?", ["Butyl rubber", "Nitrile", "Latex", "Vinyl"], "B", explanation="Nitrile fails in a minute; butyl rubber is the right glove.")),
    ("unfocused", q("Formaldehyde:", ["is a sensitiser", "was found long ago", "smells strongly", "is sold in bottles"])),
    ("option-truncated", q("When does the ban not apply?", ["In an emergency", "The work is done unless", "On Sundays", "At night"])),
    ("article-cue", q("The device that measures pressure is called an", ["anemometer", "barometer", "manometer", "thermometer"])),
    ("unordered-numbers", q("How many exits are needed?", ["4", "1", "3", "2"])),
    ("option-duplicate", q("Which glove is worn?", ["Nitrile gloves", "Cotton gloves", "nitrile gloves.", "Wool gloves"])),
]  # fmt: skip


def warned(row):
    return {f.check for f in lint_records([{"id": "x", **row}]) if f.severity != "info"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("check", "row"), PLANTED, ids=[f"{i}-{name}" for i, (name, _) in enumerate(PLANTED)]
)
def test_a_planted_flaw_is_found_by_its_check(check, row):
    assert check in warned(row)


SOUND = [
    q("What is the main reason to label a beaker?", ["Others can tell what it is and how harmful it is", "The beaker is easier to find in a full cupboard", "The glass is kept from scratches by the paper", "The volume can be read from a distance"]),
    q("Why should a gas cylinder never be stored without a cap?", ["The valve may break off in a fall", "The gas may slowly lose its purity", "The paint may come off its shoulder", "The regulator may rust on its thread"]),
    q("Which extinguisher must not be used on burning magnesium?", ["Dry sand", "Special powder", "Carbon dioxide", "Graphite powder"], "C"),
    q("Which glove suits acetone?", ["Butyl rubber", "Nitrile", "Latex", "Vinyl"], explanation="Nitrile is the best for oils, but butyl rubber is the right glove here."),
    q("Which glove protects the hand best when concentrated acid is poured?", GLOVES),
    q("How long must an employer keep the records of a worker's training?", ["One year", "Two years", "Three years", "Five years"], "C"),
    q("A technician finds that the lid of a waste drum is open and that vapour escapes. What is done first?", ["Leave the room and warn the others", "Close the lid with bare hands", "Pour water into the drum", "Look for the owner of the drum"]),
    q("Who must approve the entry into a confined space?", ["The employer", "The worker", "The visitor", "The supplier"]),
    q("Within what time must a fatal accident be reported?", ["8 hours", "24 hours", "3 days", "1 week"]),
    q("At what distance from an ignition source may a flammable solvent be poured?", ["At least 1 m", "At least 3 m", "At least 6 m", "At least 15 m"], "C"),
    q("Why is it important to label every bottle at once?", ["Others can see what it holds", "The glass becomes stronger", "The content keeps longer", "The label costs less"]),
]  # fmt: skip


@pytest.mark.parametrize("row", SOUND, ids=range(len(SOUND)))
def test_a_sound_question_is_not_warned_of(row):
    assert warned(row) == set()


@pytest.mark.slow
@pytest.mark.skipif(
    not QUESTIONS.is_file(), reason="the laboratory-safety questions are not beside the repository"
)
def test_few_questions_that_experts_verified_are_warned_of():
    rows = [
        json.loads(line) | {"id": str(n)} for n, line in enumerate(QUESTIONS.read_text("utf-8").splitlines())
    ]
    known = {row["id"] for row in rows}
    found = {f.candidate for f in lint_records(rows) if f.severity != "info"} & known
    assert len(found) <= 0.15 * len(rows)


@pytest.mark.parametrize(
    "options",
    [
        ["At level 1", "At level 2", "At level 3", "At level 4"],
        ["Yes, as it is mild", "No, as it is mild", "Yes, as it is new", "No, as it is new"],
    ],
)
def test_letters_of_a_word_are_no_unit(options):
    """`At` is no tonne and `as` is no second."""
    assert "same-in-other-units" not in warned(q("Where does the work take place?", options, "A"))


def test_a_rate_is_the_same_only_where_all_its_numbers_are():
    options = [
        "Yes, as 6 doses a year are the limit",
        "Yes, as 20 doses a year are the limit",
        "No, as 6 doses a year are the limit",
        "No, as 1 dose a year is the limit",
    ]
    assert "same-in-other-units" not in warned(q("Does the plan keep to the limit?", options, "A"))
