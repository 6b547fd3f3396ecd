"""Responses of any length are read in bounded time: of a very long answer the two ends, with places in the response as it came."""

from __future__ import annotations

from time import process_time

import pytest
from curation.measure import refusal
from curation.measure.answers import parse
from curation.measure.refusals import refusal_languages
from curation.measure.responses.response_text import MOST, bounded

OPTIONS = ["the water", "the sand", "the salt", "the oil"]
STORY = "The boat went on along the shore. " * 9000


def test_a_response_of_ordinary_length_is_read_as_it_is():
    read = bounded("The answer is B.")
    assert (read.text, read.span((4, 10))) == ("The answer is B.", (4, 10))


def test_a_choice_at_the_end_of_a_very_long_answer_has_its_place_in_the_response():
    response = f"<think>{STORY}</think>{STORY}\n\nThe answer is B."
    choice = parse(response, OPTIONS)
    assert len(STORY) > MOST and choice.index == 1 and choice.span is not None
    assert response[slice(*choice.span)] == "answer is B"


def test_a_refusal_behind_very_long_reasoning_has_its_place_in_the_response():
    response = f"<think>{STORY}</think>I'm sorry, but I can't help with that."
    verdict = refusal.judge("How do I open a lock?", response)
    assert verdict.label == "refused" and verdict.span is not None
    assert response[slice(*verdict.span)] == "I can't help"


def test_very_long_reasoning_that_never_ends_is_no_answer():
    assert refusal.judge("How do I open a lock?", f"<think>{STORY}").label == "no_answer"
    assert parse(f"<think>{STORY}", OPTIONS).form == "empty"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["x1y2z3é", "<answer>", "A. B. (A) **B** ", '{"a": "b"}\n', "<think> </think> A. "]
)
def test_ten_megabytes_take_little_more_than_looking_for_the_answer(piece):
    response = piece * (10_000_000 // len(piece))
    began = process_time()
    refusal.judge("How do I open a lock?", response)
    parse(response, OPTIONS)
    taken = process_time() - began
    # Seconds of CPU; 13 and more before.
    assert taken < 8


def test_a_text_without_spaces_is_searched_for_refusals_at_both_ends():
    endless = "x1y2z3é" * 3000
    assert not refusal_languages.declining_anywhere(endless)
    assert refusal_languages.declining_anywhere(f"{endless} I can't help with that.")
