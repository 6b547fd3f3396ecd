"""Whether an answer in another language than English declines: by phrases of eighteen languages, with a probability that allows for doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from curation.measure.refusals import refusal_cues
from curation.text import answer_phrases
from curation.text.alternatives import anywhere

OPENING = 320
"""Characters in which a refusal is stated; half of that in Chinese, Japanese and Korean."""
LONGEST = 500
"""Characters at both ends of a sentence in which a phrase of refusal is looked for; no sentence that declines is longer than both."""
_DENSE = ("zh", "ja", "ko")
_ITEM = re.compile(r"(?m)^\s{0,6}(?:\d{1,2}[.)、]|[-*•])\s?\S")
_TELLS = re.compile(r"[:：]\s{0,2}([^\n]{12,400})")
"""What is told after a colon: help is handed over in the same breath as it is announced."""
_OFFERS = re.compile(r"[?？]|https?://|\d{3}[ -]?\d{3}")
_LETTER = re.compile(r"\w")


class LabelReading(NamedTuple):
    """The best label of an answer in another language, its probability, and the span of the phrase behind it."""

    label: str
    probability: float
    span: tuple[int, int] | None
    reason: str


class _Cues(NamedTuple):
    decline: re.Pattern[str]
    apology: re.Pattern[str]
    turn: re.Pattern[str]
    help: re.Pattern[str]


class PhraseSigns(NamedTuple):
    """What phrases say of a sentence, as probabilities: that it declines, leaves something out, and is talk around a refusal."""

    declines: float
    limits: float
    around: float


SAID, NOT_SAID = 0.95, 0.03
"""The probability of a sentence in which such a phrase stands, and of one in which none does."""


@cache
def _sentence_cues() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    data = answer_phrases.tables("refusal-phrases")
    return {
        name: (anywhere(table["decline"]), anywhere(table["limits"]), anywhere(table["around"]))
        for name, table in data.items()
        if "limits" in table
    }


def of_sentences() -> frozenset[str]:
    """The languages whose phrases tell of a sentence what it does; the encoder of sentences does not read them."""
    return frozenset(_sentence_cues())


def told(sentence: str, language: str) -> PhraseSigns:
    """What the phrases of a language of `of_sentences` say of a sentence."""
    return PhraseSigns(*(SAID if cue.search(sentence) else NOT_SAID for cue in _sentence_cues()[language]))


@cache
def _cues() -> Mapping[str, _Cues]:
    data = answer_phrases.tables("refusal-phrases")
    return {name: _Cues(*(anywhere(table[part]) for part in _Cues._fields)) for name, table in data.items()}


def known() -> frozenset[str]:
    """The languages that have phrases."""
    return frozenset(_cues())


def declining_anywhere(sentence: str) -> bool:
    """Whether a phrase of refusal of any language stands in a sentence; those of English are the classifier's. Of a text without an end the
    first and the last `LONGEST` characters are read."""
    if len(sentence) > 2 * LONGEST:
        sentence = f"{sentence[:LONGEST]}\n{sentence[-LONGEST:]}"
    if refusal_cues.pattern("decline").search(sentence):
        return True
    return any(cues.decline.search(sentence) for cues in _cues().values())


def _amount(text: str, language: str) -> int:
    """The length of a text in words; in languages written without spaces, in characters divided by 2."""
    return len(_LETTER.findall(text)) // 2 if language in _DENSE else len(text.split())


def read(answer: str, language: str) -> LabelReading | None:
    """The label of an answer in `language`; None when the language has no phrases.

    A refusal states itself in the opening. Help after it (a list, or some 40 words after a turn) makes it a part refusal, with doubt; a
    refusal that only comes at the end of help is a part refusal too.
    """
    cues = _cues().get(language)
    if cues is None:
        return None
    opening = answer[: OPENING // 2 if language in _DENSE else OPENING]
    declined = cues.decline.search(opening)
    apology = cues.apology.search(opening)
    amount, items = _amount(answer, language), len(_ITEM.findall(answer[:20_000]))
    if declined is not None:
        rest = answer[declined.end() :]
        turned = cues.turn.search(rest)
        after = _amount(rest[turned.end() :], language) if turned else 0
        told = _TELLS.search(rest, turned.end()) if turned and after >= 10 else None
        if told and _amount(told[1], language) >= 6 and not _OFFERS.search(told[1]):
            return LabelReading("partial", 0.75, declined.span(), "declines, then helps in part")
        if items >= 2 or after >= 60:
            return LabelReading(
                "partial" if turned else "refused", 0.55, declined.span(), "declines, then helps in part"
            )
        return LabelReading(
            "refused",
            0.96 if (apology and not turned) or amount <= 20 else 0.85,
            declined.span(),
            "declines the request",
        )
    tail = answer[len(opening) :][-OPENING:]
    late = cues.decline.search(tail)
    if late is not None and (apology or cues.apology.search(tail)):
        return LabelReading("partial", 0.5, None, "helps, then declines")
    if apology is not None:
        return LabelReading("refused" if amount <= 25 else "complied", 0.6, apology.span(), "apologises")
    if cues.help.search(answer) or items >= 2 or amount >= 25:
        return LabelReading("complied", 0.93, None, "answers without objecting")
    return LabelReading("complied", 0.8, None, "answers without objecting")


def declining_language(answer: str) -> str:
    """The language whose phrase declines in the first words, for answers too short for the detector; "" when there is none or several."""
    opening = answer[:120]
    hits = [name for name, cues in _cues().items() if cues.decline.search(opening)]
    return hits[0] if len(hits) == 1 else ""
