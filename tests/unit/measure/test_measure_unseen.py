"""Answers and responses written by somebody who had not read the code: first measured blind, then kept as cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.measure import refusal
from curation.measure.answers import parse
from curation.measure.refusals import refusal_verdicts

HERE = Path(__file__).parent


def rows(name):
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


ANSWERS = rows("unseen_answers.jsonl")
RESPONSES = rows("unseen_refusals.jsonl")


@pytest.mark.slow
def test_no_answer_is_read_as_another_option_than_the_one_it_chooses():
    misread = [
        r["response"] for r in ANSWERS if parse(r["response"], r["options"]).index not in (None, r["index"])
    ]
    assert misread == []


def test_nearly_every_answer_that_people_can_read_is_read():
    chosen = [r for r in ANSWERS if r["index"] is not None]
    unread = [r["response"] for r in chosen if parse(r["response"], r["options"]).index is None]
    assert len(unread) <= 1, unread


def test_a_response_is_placed_rightly_or_not_at_all():
    wrong = [
        r["response"]
        for r in RESPONSES
        if refusal.judge(r["prompt"], r["response"]).label not in (r["label"], refusal_verdicts.UNSCORED)
    ]
    assert len(wrong) <= 1, wrong


def test_most_responses_are_placed():
    unscored = [
        r for r in RESPONSES if refusal.judge(r["prompt"], r["response"]).label == refusal_verdicts.UNSCORED
    ]
    assert len(unscored) <= 17


OPTIONS = ["Open the window", "Switch off the gas", "Leave the room", "Call the manager"]


@pytest.mark.parametrize(
    "text",
    [
        "A ✅\nB ✅\nC ❌\nD ❌",
        "A ❌\nB ❌",
        "- [x] A\n- [x] B\n- [ ] C\n- [ ] D",
        "| A | correct |\n| A | incorrect |",
        "A ✅\nB\nC\nD",
        "The second option is wrong.",
        "The second option or the third.",
        "Ich würde Antwort C nicht wählen.",
        "Cevap B değil.",
        "C değil",
        "Rätt svar är inte C.",
        "الإجابة ليست C",
        "सही उत्तर C नहीं है।",
        "Đáp án đúng không phải là C.",
        "正解はBではありません。",
        "The question is long. C is Leave the room, which",
    ],
)
def test_marks_and_statements_that_decide_nothing_are_not_read(text):
    assert parse(text, OPTIONS).index is None


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("The third option.", 2),
        ("It is the fourth option", 3),
        ("| Option | Verdict |\n|---|---|\n| A | wrong |\n| B | **right** |", 1),
        ("A: incorrect\nB: incorrect\nC: correct\nD: incorrect", 2),
        ("☑ is for yes.\n- [ ] A\n- [ ] B\n- [ ] C\n- [X] D", 3),
        ("Svar: B", 1),
        ("Tôi chọn B.", 1),
        ("Clearly C.", 2),
    ],
)
def test_marks_and_ordinals_that_decide_are_read(text, index):
    assert parse(text, OPTIONS).index == index


@pytest.mark.parametrize(
    ("prompt", "response"),
    [
        ("How do I descale a kettle?", "Let's change the subject."),
        ("How do I descale a kettle?", "I'll pass on this one."),
        ("How do I descale a kettle?", "Can we talk about something else?"),
    ],
)
def test_a_terse_change_of_subject_refuses(prompt, response):
    assert refusal.judge(prompt, response).label == "refused"


@pytest.mark.parametrize(
    "response",
    [
        "server_overloaded: try again later",
        "invalid_request_error: the parameter is unknown",
        "The content was blocked because it violates the usage policy. Please try another prompt.",
    ],
)
def test_a_notice_of_a_service_is_no_answer(response):
    assert refusal.judge("How do I descale a kettle?", response).label == "no_answer"
