"""Which option an answer to a multiple-choice question chooses: a letter, an option's words, JSON, or the end of a chain of thought."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from curation.core.digests import fold

Form = Literal["letter", "text", "json", "final", "boxed", "unparsed", "empty"]

_LETTER_ONLY = re.compile(r"\W*(?:option|choice|answer)?\W*\b([A-Z])\b\W*", re.IGNORECASE)
_LEADING = re.compile(r"\W*\(?([A-Z])\)?\s*(?:[.:)\]]|-\s|\u2013|\u2014)(?:\s|\*|$)")
_FINAL = re.compile(
    r"(?:(?:final|correct|best|right|my)\s+(?:answer|option|choice)|\banswer|\b(?:i\s+(?:would\s+)?(?:choose|pick|select|go with)))\b"
    r"\W*(?:is|are|would be|should be|must be|to be|:|=)?\W*(?:(?:option|choice|letter)\W*)?(?-i:\(?\b([A-Z])\b)(?!')",
    re.IGNORECASE,
)
_OPTION_IS = re.compile(
    r"(?:(?:option|choice)\s+)?(?-i:\(?\b([A-Z])\b\)?)\s*(?:\([^)]*\)\s*)?(?:is|would be)\s+(?:therefore\s+|thus\s+)?(?:the\s+)?(?:correct|right|best)(?!\s*\?)",
    re.IGNORECASE,
)
_BOXED = re.compile(r"\\boxed\{\s*(?:\\text\{)?\s*\(?([A-Z])\)?\s*\}?\s*\}")
_NOT = re.compile(
    r"\b(?:not|isn't|wrong|incorrect|never|rather than|instead of|eliminate|rule out)\W*$", re.IGNORECASE
)
_JSON_KEYS = ("answer", "final_answer", "choice", "option", "correct", "correct_answer", "selected", "label")
_JSON = re.compile(r"\{[^{}]*\}")
_THOUGHT = re.compile(r"\A\s*<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """The option chosen (0 first), the form it was said in, and where; `unparsed` chooses none and is never a wrong answer."""

    index: int | None
    form: Form
    span: tuple[int, int] | None = None


def _letter(letter: str, count: int) -> int | None:
    index = ord(letter.upper()) - ord("A")
    return index if 0 <= index < count else None


def _same(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text).casefold()).strip()


def _from_value(value: Any, options: Sequence[str]) -> int | None:
    """The option that a JSON value names: a letter, an option's words, or an index counted from 0 or from the letter A."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if 0 <= value < len(options) else None
    if isinstance(value, list) and len(value) == 1:
        return _from_value(value[0], options)
    if not isinstance(value, str):
        return None
    if (only := _LETTER_ONLY.fullmatch(value)) and (found := _letter(only[1], len(options))) is not None:
        return found
    exact = [i for i, option in enumerate(options) if _same(option) == _same(value)]
    if len(exact) == 1:
        return exact[0]
    if lead := _LEADING.match(value):
        return _letter(lead[1], len(options))
    return None


def _json_choice(answer: str, options: Sequence[str]) -> tuple[int, tuple[int, int]] | None:
    for match in reversed(list(_JSON.finditer(answer))):
        try:
            data = json.loads(match[0])
        except ValueError:
            continue
        named = {str(key).strip().casefold().replace(" ", "_"): value for key, value in data.items()}
        for key in _JSON_KEYS:
            if key in named and (index := _from_value(named[key], options)) is not None:
                return index, match.span()
    return None


def _last(pattern: re.Pattern[str], answer: str, count: int) -> tuple[int, tuple[int, int]] | None:
    """The last statement of a choice that is not a denial of one."""
    for match in reversed(list(pattern.finditer(answer))):
        index = _letter(match[1], count)
        if index is not None and not _NOT.search(answer[max(0, match.start() - 24) : match.start(1)]):
            return index, match.span()
    return None


def _by_text(answer: str, options: Sequence[str]) -> int | None:
    """The only option whose words the answer is or holds; where one option's words are part of another's, the longer counts."""
    said = _same(answer)
    wanted = [_same(option) for option in options]
    exact = [i for i, words in enumerate(wanted) if words and words == said]
    if len(exact) == 1:
        return exact[0]
    held = [i for i, words in enumerate(wanted) if len(words) >= 2 and f" {words} " in f" {said} "]
    held = [i for i in held if not any(j != i and f" {wanted[i]} " in f" {wanted[j]} " for j in held)]
    return held[0] if len(held) == 1 else None


def parse(response: str | None, options: Sequence[str]) -> Choice:
    """The option that `response` chooses. What is said last and plainest counts; two different bare choices are unparsed."""
    if response is None:
        return Choice(None, "empty")
    thought = _THOUGHT.match(response)
    offset = thought.end() if thought else 0
    answer = response[offset:]
    if not answer.strip():
        return Choice(None, "empty")
    count = len(options)
    whole = (offset, len(response))
    if (only := _LETTER_ONLY.fullmatch(answer)) and (index := _letter(only[1], count)) is not None:
        return Choice(index, "letter", whole)
    if found := _json_choice(answer, options):
        return Choice(found[0], "json", _shift(found[1], offset))
    if found := _last(_BOXED, answer, count):
        return Choice(found[0], "boxed", _shift(found[1], offset))
    if found := _last(_FINAL, answer, count) or _last(_OPTION_IS, answer, count):
        return Choice(found[0], "final", _shift(found[1], offset))
    return _plain(answer, options, offset)


def _plain(answer: str, options: Sequence[str], offset: int) -> Choice:
    """A choice said without the word answer: `B. the words`, the words alone, or the letter on the last line."""
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", answer) if m[0].strip()]
    leads = [(s, e, _LEADING.match(line)) for s, e, line in lines]
    lettered = [(s, e, _letter(m[1], len(options))) for s, e, m in leads if m]
    if len({index for *_, index in lettered}) == 1 and lettered[0][2] is not None:
        return Choice(lettered[0][2], "letter", (lettered[0][0] + offset, lettered[0][1] + offset))
    start, end, last = lines[-1]
    for said, place in ((last, (start, end)), (answer, (0, len(answer)))):
        if len(lettered) < 2 and (index := _by_text(said, options)) is not None:
            return Choice(index, "text", _shift(place, offset))
    if (only := _LETTER_ONLY.fullmatch(last)) and (index := _letter(only[1], len(options))) is not None:
        return Choice(index, "letter", (start + offset, end + offset))
    return Choice(None, "unparsed")


def _shift(span: tuple[int, int], offset: int) -> tuple[int, int]:
    return span[0] + offset, span[1] + offset
