"""What in an English answer speaks for a refusal, a part refusal or compliance: patterns with spans, and the features made of them.

Every feature is about the form of an answer (declines, objects, corrects the question, redirects, lists steps), never about a topic,
so that weights fitted on the answers of some models hold for others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from curation.text.answer_words import refusal_cues as wording
from curation.text.sentences import sentences
from curation.text.stems import content_stems

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})


DECLINES: tuple[str, ...] = (
    "decline",
    "disown",
    "disagree",
    "improper",
    "refute",
    "apology",
    "no_access",
    "premise",
    "unlawful",
    "clarify",
    "harm",
)
"""The cues that may be the stated reason of a refusal, strongest first."""
YIELDS: tuple[str, ...] = ("turn", "steps", "agree", "method", "define", "fact")
"""The cues that may be the stated reason of compliance, strongest first."""

_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in wording.CUES.items()}
_LIST_ITEM = re.compile(r"^[^\S\n]*+(?:\d+[.)]|[-*\u2022]|[a-z][.)])\s+\S", re.MULTILINE)


def pattern(cue: str) -> re.Pattern[str]:
    """The pattern of a cue; it is searched in one sentence at a time."""
    return _COMPILED[cue]


@dataclass(frozen=True)
class CueHit:
    """A cue found in an answer: its name, its offsets in the answer, and which sentence it is in (0 first)."""

    cue: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class CueReading:
    """An answer as the classifier sees it: its sentences as offsets and the cues found, in reading order."""

    sentences: tuple[tuple[int, int], ...]
    hits: tuple[CueHit, ...]


@lru_cache(maxsize=4096)
def read(response: str) -> CueReading:
    """The sentences and cues of `response`; offsets are code points of `response` itself."""
    text = response.translate(_QUOTES)
    parts = tuple(sentences(text, lines=True))
    hits: list[CueHit] = []
    for number, (start, end) in enumerate(parts):
        piece = text[start:end]
        for name, pattern in _COMPILED.items():
            if match := pattern.search(piece):
                hits.append(CueHit(name, start + match.start(), start + match.end(), number))
    return CueReading(parts, tuple(hits))


def _content_words(text: str) -> frozenset[str]:
    return content_stems(text.translate(_QUOTES))


def features(prompt: str, response: str) -> dict[str, float]:
    """The named features of an answer, most of them 0 or 1 and all within about [-1, 3]; absent means 0.

    `<cue>@first` is the first sentence, `<cue>@early` the first three, `<cue>@any` the whole, `<cue>#` the share of sentences.
    """
    reading = read(response)
    n = max(1, len(reading.sentences))
    values: dict[str, float] = {"bias": 1.0}
    counts: dict[str, int] = {}
    for hit in reading.hits:
        counts[hit.cue] = counts.get(hit.cue, 0) + 1
        values[f"{hit.cue}@any"] = 1.0
        if hit.sentence == 0:
            values[f"{hit.cue}@first"] = 1.0
        if hit.sentence < 3:
            values[f"{hit.cue}@early"] = 1.0
    for cue, count in counts.items():
        values[f"{cue}#"] = min(1.0, count / n)
    values.update(_shape(prompt, response, reading))
    values.update(_crossed(values))
    return values


def _shape(prompt: str, response: str, reading: CueReading) -> dict[str, float]:
    """Length, lists, code, and how far the answer takes up the words of the question."""
    words = len(response.split())
    items = len(_LIST_ITEM.findall(response))
    shape = {
        "log_words": math.log1p(words) / 5.0,
        "short": float(words <= 25),
        "list": float(items >= 2),
        "list_items": min(items, 10) / 10.0,
        "code": float("```" in response),
        "prompt_loaded": float(bool(wording.LOADED.search(prompt))),
        "prompt_how": float(bool(wording.ASKS_HOW.search(prompt))),
    }
    asked = _content_words(prompt)
    if asked and reading.sentences:
        first = response[slice(*reading.sentences[0])]
        shape["overlap_first"] = len(asked & _content_words(first)) / len(asked)
        shape["overlap_all"] = len(asked & _content_words(response)) / len(asked)
        objecting = {
            h.sentence
            for h in reading.hits
            if h.cue in ("decline", "disown", "improper", "premise", "clarify", "no_access")
        }
        rest = " ".join(response[s:e] for i, (s, e) in enumerate(reading.sentences) if i not in objecting)
        shape["overlap_rest"] = len(asked & _content_words(rest)) / len(asked)
        shape["opposes"] = _opposes(prompt, first)
        shape["opposes_strong"] = float(shape["opposes"] >= 0.5)
    declined = [h.sentence for h in reading.hits if h.cue in ("decline", "disown")]
    if declined:
        shape["decline_place"] = declined[0] / len(reading.sentences)
    return shape


def _opposes(prompt: str, first: str) -> float:
    """How far the first sentence takes up the question's words with the opposite sign: what a rebuttal of a loaded question does."""
    asked, said = _content_words(prompt), _content_words(first)
    if not asked or not said or not wording.LOADED.search(prompt):
        return 0.0
    differs = bool(wording.NEGATION.search(first.translate(_QUOTES))) and (
        len(wording.NEGATION.findall(first.translate(_QUOTES)))
        != len(wording.NEGATION.findall(prompt.translate(_QUOTES)))
    )
    return len(asked & said) / len(asked) if differs else 0.0


def _crossed(found: Mapping[str, float]) -> dict[str, float]:
    return {f"{a}*{b}": found[a] * found[b] for a, b in wording.CROSSES if found.get(a) and found.get(b)}
