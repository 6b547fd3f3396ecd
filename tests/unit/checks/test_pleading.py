"""Explanations that rule the key out, conclude on another option or get a sum wrong."""

from __future__ import annotations

import pytest
from curation.checks import lint_records


def told(stem, options, answer, explanation):
    row = {
        "id": "1", "stem": stem, "options": options, "answer": answer, "explanation": explanation, "language": "en",
    }  # fmt: skip
    return {finding.check for finding in lint_records([row])}


OFTEN = ("How often must the arm be checked?", ["Daily", "Weekly", "Monthly", "Yearly"])
KEEPS = ("Who must keep the log?", ["The supervisor", "The safety officer", "The worker", "The visitor"])


@pytest.mark.parametrize(
    ("question", "answer", "explanation"),
    [
        (OFTEN, "C", "The arm is checked once a week. A monthly check would let faults go on for too long."),
        (KEEPS, "A", "The log is kept by the safety officer. The supervisor only notes the result in it."),
        (("How long is the log kept?", ["1 year", "2 years", "5 years"]), "B", "The section sets five years. Two years would be too short."),
        (("What must be done with the image?", ["Label the image", "Erase the image", "Sell the image"]), "B", "The policy asks for a label. Erasing the image would go further than the policy does."),
    ],
)  # fmt: skip
def test_an_explanation_that_rules_the_key_out_is_told(question, answer, explanation):
    assert "explanation-pleads" in told(*question, answer, explanation)


@pytest.mark.parametrize(
    ("question", "answer", "explanation"),
    [
        (OFTEN, "B", "The arm is checked once a week. A monthly check would let faults go on for too long."),
        (KEEPS, "B", "The supervisor may note results in the log. Keeping it is for the safety officer."),
        (
            OFTEN,
            "C",
            "Option C is correct. A monthly check would be too seldom for new arms, which are checked once a week.",
        ),
        (
            KEEPS,
            "B",
            "The supervisor signs the log. Nobody but the safety officer keeps it, and the law knows no exception.",
        ),
    ],
)
def test_an_explanation_that_denies_something_else_is_not(question, answer, explanation):
    assert "explanation-pleads" not in told(*question, answer, explanation)


def test_a_conclusion_on_another_figure_is_told():
    stem, options = "What is the highest wind?", ["6 knots", "8 knots", "10 knots", "12 knots"]
    wrong = "Ten knots is set for all balloons; a lower figure would be needlessly cautious. The limit is thus 10 knots."
    assert "explanation-other" in told(stem, options, "A", wrong)
    assert "explanation-other" not in told(stem, options, "C", wrong)
    assert "explanation-other" not in told(
        stem, options, "A", "Ten knots is the rule, so 10 knots is meant for others. Here it is 6 knots."
    )


@pytest.mark.parametrize(
    ("explanation", "wrong"),
    [
        ("The fee is 6 per cent of 84,000, and 6 per cent of 84,000 is 5,400.", True),
        ("The fee is 6 per cent of 84,000, and 6 per cent of 84,000 is 5,040.", False),
        ("Three times 40 is 140.", True),
        ("1.2 m + 2 \u00d7 0.6 m = 2.4 m.", False),
        ("400 plus 150 makes 550.", False),
        ("90 divided by 4 gives 20.", True),
    ],
)
def test_a_sum_that_comes_to_something_else_is_told(explanation, wrong):
    options = ["100", "200", "300", "400"]
    assert ("sum-wrong" in told("What is the fee?", options, "A", explanation)) == wrong
