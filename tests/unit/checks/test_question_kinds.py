"""Kinds of flaws that the form of a question shows, each in several wordings, and sound wordings beside them."""

from __future__ import annotations

import pytest
from curation.checks import lint_records

RULES = "section 5 of the Workshop Rules"
PROVISION = (
    "Workshop Rules, section 5. (1) The supervisor shall check the extraction arm once a week and note the result in the log. "
    "(2) A worker who grinds shall wear a visor. (3) A text drafted with an assistant shall be read by the officer before it is sent."
)
WHAT = ["Check the arm", "Close the shop", "Call the officer", "Wear a visor"]
WHO = ["The supervisor", "The safety officer", "The worker", "The visitor"]
LONG = ["1 year", "2 years", "5 years", "10 years"]


def told(stem, options, answer="A", **more):
    row = {"id": "1", "stem": stem, "options": options, "answer": answer, "language": "en", **more}
    return {finding.check for finding in lint_records([row]) if finding.severity in ("warn", "error")}


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        (
            f"According to the preceding subsection of the Workshop Rules, what must a worker do under {RULES}?",
            WHAT,
        ),
        (f"As stated in the notice, how long must the log be kept under {RULES}?", LONG),
        (f"Under {RULES}, what must the supervisor do in the case described?", WHAT),
        (f"Which duty under {RULES} has the worker in the example failed to meet?", WHAT),
        (f"What must the supervisor note there under {RULES}?", WHAT),
        (f"Under {RULES}, who must do this once a week?", WHO),
        (f"What is the maximum period for these under {RULES}?", LONG),
        (f"Which of the persons shown in the table must keep the log under {RULES}?", WHO),
        (
            f"The supervisor has checked the arm. What must she do with the other document under {RULES}?",
            WHAT,
        ),
    ],
)
def test_a_stem_that_points_at_what_is_not_there_is_told(stem, options):
    assert "dangling-reference" in told(stem, options)


@pytest.mark.parametrize(
    "stem",
    [
        f"Two documents lie on the desk, and one document is signed. What must be done with the other document under {RULES}?",
        f"Which of these must the supervisor do under {RULES}?",
        f"A table in the hall names the tools. Which of the tools named in the table must be checked under {RULES}?",
        f"When may a worker who has ground a rod for an hour and has taken the visor off do so under {RULES}?",
    ],
)
def test_a_stem_that_names_what_it_points_at_is_sound(stem):
    assert "dangling-reference" not in told(stem, WHAT)


@pytest.mark.parametrize(
    "stem",
    [
        f"How long must the log be kept and by whom under {RULES}?",
        f"What is the period for the log, and may visitors see it, under {RULES}?",
        "Under section 5, to whom is the report sent and within what time?",
        "Does section 5 require a visor, and if so, of what kind?",
        "What does section 5 require before and after grinding?",
        "Name the duty of the supervisor and the penalty for its breach under section 5.",
    ],
)
def test_a_stem_that_asks_two_things_is_told(stem):
    assert "double-barrelled" in told(stem, ["One, two", "One, four", "Three, two", "Three, four"])


@pytest.mark.parametrize(
    "stem",
    [
        "A worker has served nine years and is dismissed without cause. Under section 5, how much notice must the employer give?",
        "What is the highest speed of a rotor that came into service in March and has made 1,340 runs?",
    ],
)
def test_a_case_of_two_facts_is_one_question(stem):
    assert "double-barrelled" not in told(stem, LONG)


@pytest.mark.parametrize(
    "stem",
    [
        "Section 5 of the Workshop Rules is a provision by which",
        "What should be kept in mind about section 5 of the Workshop Rules?",
        "Which of the following is mentioned in section 5 of the Workshop Rules?",
        "What does section 5 of the Workshop Rules say?",
        "Which one fits section 5 of the Workshop Rules?",
        "Arms are used in many shops. Section 5 of the Workshop Rules and arms:",
    ],
)
def test_a_stem_that_only_names_its_provision_is_told(stem):
    assert "unfocused" in told(stem, WHAT)


def test_a_stem_that_asks_something_of_its_provision_is_not_unfocused():
    assert "unfocused" not in told(
        "What does section 5 of the Workshop Rules say of the wear of visors?", WHAT
    )
    assert "unfocused" not in told("Section 5 of the Workshop Rules obliges a worker who grinds to", WHAT)


@pytest.mark.parametrize(
    "options",
    [
        ["It is kept after five years", "It is destroyed after five years", "It is signed by a lawyer"],
        ["Everybody in the workshop", "Nobody in the workshop", "The insurer of the firm"],
    ],
)
def test_two_options_that_deny_each_other_are_told(options):
    assert "opposites" in told("What holds for the log under section 5?", options)


def test_answers_of_one_scale_and_reasoned_verdicts_are_no_opposites():
    scale = ["All of them", "None of them", "Only those of the last year", "Only those of the first year"]
    assert not told("Which of the three logs must be kept under section 5?", scale) & {
        "opposites",
        "all-of-above",
    }
    reasons = [
        "To keep it, as the first limit counts",
        "Not to keep it, as the first limit counts",
        "To keep it, as both limits count",
    ]
    assert "opposites" not in told("What does section 5 require?", reasons)


@pytest.mark.parametrize(
    "options",
    [
        ["Staff who handle acids", "Staff who handle strong acids", "Staff who drive", "Staff who cook"],
        ["Infectious waste", "Sharps and other infectious waste", "Paper", "Glass"],
        ["Bicycles", "Motor vehicles of any kind", "Lorries of the depot", "Carts"],
    ],
)
def test_a_class_beside_its_part_is_told(options):
    assert "class-and-part" in told("Which of them are meant in section 5?", options)


def test_parts_that_exclude_each_other_and_times_are_no_classes():
    assert "class-and-part" not in told(
        "Who is trained?", ["Staff who handle acids", "Staff who handle lasers", "Staff who drive"]
    )
    assert "class-and-part" not in told(
        "How often?", ["Once a day", "Once every day of work", "Every two days"]
    )


@pytest.mark.parametrize(
    "options",
    [
        ["Wearing a visor", "Wearing a helmet", "A weekly log", "Wearing a harness"],
        ["The extraction arm", "The log", "By the supervisor", "The visor"],
        ["Keeping the log", "Check the arm once a week", "Escorting the visitors", "Wearing a visor"],
    ],
)
def test_a_phrase_of_another_kind_is_told(options):
    assert "option-form" in told("Which of these does section 5 name?", options)


@pytest.mark.parametrize(
    ("stem", "options", "strikes"),
    [
        (
            "Which etch is handled so under section 5?",
            ["Buffered oxide etch", "Piranha solution", "Aqua regia"],
            True,
        ),
        (
            "What is used against silica dust under section 5?",
            ["A silica mask", "A face cream", "A hard hat"],
            True,
        ),
        (
            "What is used in the laboratory under section 5?",
            ["Laboratory shoes", "A face cream", "A hard hat"],
            False,
        ),
        (
            "What is used against silica dust under section 5?",
            ["A silica mask", "A silica cream", "A hard hat"],
            False,
        ),
    ],
)
def test_one_striking_word_of_the_stem_in_the_key_is_told(stem, options, strikes):
    assert ("clang-strong" in told(stem, options)) == strikes


@pytest.mark.parametrize(
    ("stem", "absurd"),
    [
        (f"What must the extraction arm note in the log under {RULES}?", True),
        (f"How long is the log obliged to keep its entries under {RULES}?", True),
        (f"What must the assistant do before a text is sent under {RULES}?", True),
        (f"What must the supervisor note in the log under {RULES}?", False),
        (f"What must the officer do before a text is sent under {RULES}?", False),
    ],
)
def test_a_thing_that_is_asked_for_a_duty_is_told(stem, absurd):
    assert ("absurd-bearer" in told(stem, WHAT, provision=PROVISION)) == absurd


def test_a_device_that_the_provision_lets_work_may_be_asked_what_it_does():
    provision = "Toxic gases shall be kept in a cabinet with a detector that shuts the valve at half of the limit. The supervisor shall test it."
    options = ["Shut the valve", "Sound an alarm", "Call the officer", "Open the cabinet"]
    assert "absurd-bearer" not in told(
        "What must the detector do at half of the limit?", options, provision=provision
    )


def test_a_bound_that_a_denial_turns_is_read_the_right_way():
    provision = "A seller of raw honey shall tell the office of the sale two weeks ahead. Paragraph 1 shall not apply to sellers of no more than 20 kilograms of honey a day."
    stem = "A farmer sells 15 kilograms of honey a day. What does the rule require of the farmer?"
    options = ["Telling the office two weeks ahead", "A permit of the council", "Nothing at all", "A label"]
    why = "Whoever sells raw honey has to tell the office two weeks ahead."
    assert "exception-unseen" in told(stem, options, provision=provision, explanation=why)
    more = stem.replace("15", "25")
    assert "exception-unseen" not in told(more, options, provision=provision, explanation=why)


@pytest.mark.parametrize(
    "stem",
    [
        f"When a supervisor ends a lease of a saw by notice under {RULES}, what must be told in the notice?",
        f"What must a worker who grinds without a visor do once he has done so under {RULES}?",
        f"By when must a worker who wants to leave early do so under {RULES}?",
    ],
)
def test_a_notice_or_a_deed_that_the_stem_has_told_is_no_loose_end(stem):
    assert "dangling-reference" not in told(stem, WHAT)


@pytest.mark.parametrize(
    ("sum_", "wrong"),
    [
        ("3 times 20 minutes is 1 hour", False),
        ("24 plus 24 hours is 2 days", False),
        ("3 times 20 minutes is 50 minutes", True),
        ("3 times 20 is 1", True),
    ],
)
def test_a_sum_that_is_told_in_another_unit_is_not_taken_for_wrong(sum_, wrong):
    found = told(f"How long is the whole break under {RULES}?", ["20 minutes", "40 minutes", "1 hour", "2 hours"], "C", explanation=f"There are several breaks, and {sum_}.")  # fmt: skip
    assert ("sum-wrong" in found) == wrong


TAMPERED = "(1) A supplier must not cut off a house before 28 days have passed. (2) Paragraph (1) does not apply where a meter has been tampered with."
CUT = ["After 14 days", "After 28 days", "At once", "Never"]
PASSED = "28 days have to pass before a house is cut off."


@pytest.mark.parametrize(
    ("stem", "answer", "explanation", "unseen"),
    [
        ("A bill is unpaid, and the meter has been tampered with. When may the supplier cut off the house?", "B", PASSED, True),
        ("A bill is unpaid; the meter has not been tampered with. When may the supplier cut off the house?", "B", PASSED, False),
        ("The meter has been tampered with, and nobody looks at it. When may the supplier cut off the house?", "B", PASSED, True),
        ("The meter has been tampered with. When may the supplier cut off the house?", "C", "The duty to wait falls away.", False),
        ("A meter has been tampered with. When may the supplier cut off the house under paragraph (2)?", "C", "Nobody has to wait.", False),
    ],
)  # fmt: skip
def test_an_exception_that_a_case_denies_or_that_is_asked_about_is_not_passed_over(
    stem, answer, explanation, unseen
):
    found = told(stem, CUT, answer, provision=TAMPERED, explanation=explanation)
    assert ("exception-unseen" in found) == unseen
