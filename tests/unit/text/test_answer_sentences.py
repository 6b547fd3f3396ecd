"""Sentences of answers of models, and sentences parted behind further marks."""

from __future__ import annotations

import pytest
from curation.text.sentences import (
    answer_sentences,
    asked_part,
    ends_within,
    parts,
    rest_of_answer_sentence,
    sentence_texts,
)


def told(text: str, *, turns: bool = False) -> list[str]:
    return [text[start:end] for start, end in answer_sentences(text, turns=turns)]


@pytest.mark.parametrize(
    ("answer", "pieces"),
    [
        ("Not Venus. mercury", ["Not Venus.", "mercury"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("It is hot; it is near", ["It is hot;", "it is near"]),
        ("B. Cello", ["B. Cello"]),
        ("It is B. The cello is lower.", ["It is B.", "The cello is lower."]),
        ("正解はAです。理由は簡単です。", ["正解はAです。", "理由は簡単です。"]),
        ("!!!\n---\nYes", ["Yes"]),
        ("", []),
    ],
)
def test_an_answer_is_parted_at_marks_and_line_ends(answer: str, pieces: list[str]) -> None:
    assert told(answer) == pieces


def test_an_answer_is_parted_where_it_turns_if_that_is_asked() -> None:
    answer = "Many say A, but it is C"
    assert told(answer) == [answer]
    assert told(answer, turns=True) == ["Many say A,", "but it is C"]


def test_the_rest_of_a_sentence_ends_at_marks_and_at_the_width() -> None:
    answer = "Some say so. I think it is B, as the text says! And more"
    at = answer.index("B,")
    assert rest_of_answer_sentence(answer, at, at + 1, 60) == (" I think it is ", ", as the text says")
    assert rest_of_answer_sentence(answer, at, at + 1, 6) == ("it is ", ", as t")


def test_a_full_stop_inside_a_word_ends_no_sentence_around_a_place() -> None:
    assert rest_of_answer_sentence("about 3.5 kg of B", 16, 17, 60) == ("about 3.5 kg of ", "")
    assert ends_within("it is. so")
    assert not ends_within("3.5 kg")


def test_sentences_are_parted_behind_the_marks_that_are_asked_for() -> None:
    text = "See para. 3: it is kept; it is read. It ends."
    assert sentence_texts(text) == ["See para. 3: it is kept; it is read.", "It ends."]
    assert parts(text) == ["See para. 3:", "it is kept; it is read.", "It ends."]
    assert parts(text, marks=";") == ["See para. 3: it is kept;", "it is read.", "It ends."]
    assert parts(text, marks=";:") == ["See para. 3:", "it is kept;", "it is read.", "It ends."]


@pytest.mark.parametrize(
    ("stem", "asked"),
    [
        ("A door is open. Who shuts it?", "Who shuts it?"),
        ("A door is open. Who shuts it? Choose one.", "Who shuts it? Choose one."),
        ("A door is open. Who shuts it? When? (One answer)", "Who shuts it? When? (One answer)"),
        ("A door is open. Name who shuts it.", "Name who shuts it."),
        ("", ""),
        ("  ", ""),
    ],
)
def test_what_a_stem_asks_goes_from_its_first_question_to_its_end(stem: str, asked: str) -> None:
    assert asked_part(stem) == asked
