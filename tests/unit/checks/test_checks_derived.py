"""Checks that derive the key of a question again."""

from __future__ import annotations

import pytest
from curation.checks.check_table import CHECKS
from curation.checks.items import Item
from curation.checks.run import lint_item
from curation.checks.settings import Settings

OPTIONS = [
    "It complies, because 12 months is the least that is allowed.",
    "It does not comply, because 12 months is the most that is allowed.",
]


def item(answer=1, options=None, clauses=None, **derivation):
    claims = {
        OPTIONS[0]: {"complies": True, "side": "lower", "bound": 12},
        OPTIONS[1]: {"complies": False, "side": "upper", "bound": 12},
        "It also breaks it, as 12 months is the most.": {"complies": False, "side": "upper", "bound": 12},
    }
    known = {
        "form": "limit",
        "slot": "value",
        "facts": {"planned": 18, "bound": 12, "side": "upper", "strict": False},
        "claims": claims,
    }
    quote = {"clause": "c", "start": 0, "end": 5, "quote": "at least every 12 months"}
    return Item(
        id="q", kind="question", stem="A plan says: every 18 months. How does it stand against section 3?", options=options or OPTIONS, answer=answer,
        derivation={**known, **derivation}, clauses=clauses, evidence=[quote] if clauses else (),
    )  # fmt: skip


def found(one):
    derived = [c for c in CHECKS if c.run.__module__.endswith("derived")]
    return [f.check for f in lint_item(one, Settings(), derived)]


def test_a_key_that_follows_from_the_rule_passes():
    assert found(item()) == []


def test_a_wrong_key_a_second_right_option_and_none_are_told_apart():
    wrong = lint_item(item(answer=0), Settings(), CHECKS)
    assert "which is not the key" in next(f.message for f in wrong if f.check == "key-contradicted")
    second = lint_item(
        item(options=[*OPTIONS, "It also breaks it, as 12 months is the most."]), Settings(), CHECKS
    )
    assert "as well as the key" in next(f.message for f in second if f.check == "key-contradicted")
    none = lint_item(
        item(facts={"planned": 6, "bound": 12, "side": "upper", "strict": False}), Settings(), CHECKS
    )
    assert "no option follows" in next(f.message for f in none if f.check == "key-contradicted")


def test_a_reworded_option_is_a_remark_and_a_missing_fact_an_error():
    reworded = [
        f
        for f in lint_item(item(options=[OPTIONS[0], "It breaks the rule."]), Settings(), CHECKS)
        if f.check == "key-not-derivable"
    ]
    assert [f.severity for f in reworded] == ["info"]
    missing = [
        f for f in lint_item(item(facts={"planned": 6}), Settings(), CHECKS) if f.check == "key-not-derivable"
    ]
    assert [f.severity for f in missing] == ["error"]


@pytest.mark.parametrize(("words", "said"), [("every 12 months", True), ("every 24 months", False)])
def test_what_the_key_rests_on_has_to_be_quoted(words, said):
    facts = {"planned": 18, "bound": 12, "side": "upper", "strict": False, "slots": [words]}
    assert ("fact-not-quoted" in found(item(facts=facts, clauses={"c": "x"}))) is not said


@pytest.mark.parametrize(("bound", "said"), [(12, True), (1, True), (24, False)])
def test_a_limit_that_the_provision_does_not_say_any_more_is_found(bound, said):
    """The clause of a judged question changed from 24 to 12 months: the old key stood beside the new words."""
    facts = {"planned": 48, "bound": bound, "side": "upper", "strict": False}
    assert ("fact-not-quoted" in found(item(facts=facts, clauses={"c": "x"}))) is not said


def test_an_exception_that_the_provision_does_not_name_is_found():
    assert "exception-ignored" in found(item(slot="exception", clauses={"c": "x"}))


def test_an_explanation_that_calls_the_key_wrong_is_found():
    one = item()
    one.explanation = f"\u201c{OPTIONS[1].rstrip('.')}\u201d is wrong."
    assert "explanation-contradicts" in found(one)


@pytest.mark.parametrize(("words", "high", "said"), [("within 30 days after", 30.0, False), ("within 30 days after", 7.0, True), ("in good time", 7.0, True), ("two full weeks before", 7.0, True), ("", 7.0, True)])  # fmt: skip
def test_a_time_that_the_derivation_reads_otherwise_than_it_is_written_is_found(words, high, said):
    time = {"time": {"low": 0.0, "high": high}}
    claims = {o: {"complies": o == OPTIONS[1], "parts": time} for o in OPTIONS}
    facts = {"parts": time, "case": {"time": 3.0}, "slots": [words]}
    assert ("time-misread" in found(item(form="parts", facts=facts, claims=claims))) is said
