"""English sentences from parts: number, denial, verbs."""

from __future__ import annotations

import pytest
from curation.text.grammar import article, core, denied, is_are, lower_first, plural, verb_first


@pytest.mark.parametrize(
    ("clause", "contrary"),
    [
        ("respirators are required", "respirators are not required"),
        ("a licence has been issued by the office", "no licence has been issued by the office"),
        ("the level exceeds 5", "the level does not exceed 5"),
        ("the holder has a certificate", "the holder does not have a certificate"),
        ("it is not possible", "it is possible"),
        ("liquid may be trapped", "liquid cannot be trapped"),
        ("there is an adequate fender", "there is no adequate fender"),
    ],
)
def test_a_clause_is_denied(clause, contrary):
    assert denied(clause) == contrary


@pytest.mark.parametrize(
    "clause", ["no person is there", "the alarm that sounds is loud", "the tank is full and is open"]
)
def test_a_clause_that_cannot_be_denied_for_sure_is_left_alone(clause):
    assert denied(clause) is None


@pytest.mark.parametrize(
    ("noun_phrase", "verb"),
    [
        ("the employer", "is"), ("sealed sources", "are"), ("portable electrical equipment", "is"), ("access to the rooms", "is"),
        ("the inventory of radioactive sources", "is"), ("people", "are"), ("every worker who handles drums", "is"),
        ("gloves, goggles and aprons", "are"), ("defective piping, valves or fittings", "are"),
    ],
)  # fmt: skip
def test_a_verb_agrees_with_its_subject(noun_phrase, verb):
    assert is_are(noun_phrase) == verb


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [("promptly notify the owner", "notify"), ("be kept dry", "be"), ("records of the tests", None), ("a width of 5 m", None), ("wear gloves", "wear")],
)  # fmt: skip
def test_a_verb_phrase_begins_with_a_verb(phrase, verb):
    assert verb_first(phrase) == verb


def test_a_small_letter_is_kept_for_names():
    assert lower_first("The employer") == "the employer"
    assert lower_first("Canada Post") == "Canada Post"
    assert plural("the") is None or plural("the") is False
    assert core("empty drums of solvent") == "empty drums"


def test_an_article_goes_by_the_sound():
    assert [article(w) for w in ("hour", "user", "operator", "licence")] == ["an", "a", "an", "a"]
