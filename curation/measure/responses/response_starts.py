"""Responses that stop before they say anything: a call of a tool that breaks off, an opening phrase alone; and those that only ask back."""

from __future__ import annotations

import re

from curation.text.answer_words import response_starts as wording

_ENDED = re.compile(r"[.!?。！？।)\"”»\]}]\s*\Z")
_SENTENCE_END = re.compile(r"[.!?。！？؟।;:]+")
_QUESTION = "?？؟"


def only_begun(text: str) -> bool:
    """Whether a short text is a call of a tool that breaks off, or opening phrases that break off before anything is said.

    A whole sentence (`Of course!`) may be the answer to a request for a yes, so that the last phrase has to stand open.
    """
    text = text.strip()
    if (call := wording.CALL.match(text)) is not None and len(text) <= 2000:
        body = text[call.end() - 1 :]
        return "{" in body and body.count("{") > body.count("}") and not re.search(r"</\w+>\s*\Z", body)
    if (
        len(text) <= 2000
        and wording.CALL_OBJECT.match(text) is not None
        and text.count("{") + text.count("[") > text.count("}") + text.count("]")
    ):
        return True
    if not text or len(text) > 90 or _ENDED.search(text):
        return False
    place, phrases, last = 0, 0, ""
    while place < len(text) and (match := wording.OPENING.match(text, place)) is not None:
        place, phrases, last = match.end(), phrases + 1, match[0]
    return place >= len(text) and phrases >= 2 and wording.OPEN.fullmatch(last) is not None


def only_asks_back(prompt: str, text: str) -> bool:
    """Whether a short response is nothing but questions to the one who asked: what they mean, or what they would like.

    Args:
        prompt: the request; one that asks for questions, for a line such as a title or a slogan, or for words put otherwise, may be answered by a question.
        text: the response without private reasoning.
    """
    text = text.strip()
    if not text or len(text) > 240 or text[-1] not in _QUESTION or wording.WANTS_QUESTIONS.search(prompt):
        return False
    return all(end[0][-1] in _QUESTION for end in _SENTENCE_END.finditer(text))
