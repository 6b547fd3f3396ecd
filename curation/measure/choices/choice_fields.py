"""A choice that stands in a field: the value of a JSON key, or a LaTeX box."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.measure.choices.choice_names import (
    LEADING,
    letter_place,
    named_alone,
    said_whole,
    tells_another,
)
from curation.text.answer_words import choice_fields as wording

_JSON = re.compile(r"\{[^{}]{0,4000}\}")


def _from_value(value: Any, options: Sequence[str]) -> int | None:
    """The option that a JSON value names: a letter or an option's words. A number may count from 0 or from 1, so it names none."""
    if isinstance(value, list) and len(value) == 1:
        return _from_value(value[0], options)
    if not isinstance(value, str):
        return None
    if (index := named_alone(value, len(options))) is not None:
        return index
    exact = said_whole(value, options)
    if len(exact) == 1:
        return exact[0]
    if (lead := LEADING.match(value)) and not tells_another(
        value[lead.end() :], letter_place(lead[1], len(options)), options
    ):
        return letter_place(lead[1], len(options))
    return None


def _tells_choice(key: str) -> bool:
    """Whether a key of JSON names a choice by one of its words (`answer_text`, `chosenOption`) and no other word stands in it than those that go with a choice."""
    words = set(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).casefold()))
    return bool(words & set(wording.JSON_KEYS)) and words <= {*wording.JSON_KEYS, *wording.BESIDE_KEYS}


def _set_aside(data: Mapping[str, Any]) -> bool:
    """Whether an object says of itself that it was rejected: `{"answer": "A", "status": "rejected"}`."""
    return any(
        isinstance(value, str) and wording.SET_ASIDE.fullmatch(value.strip()) is not None
        for value in data.values()
    ) or any(data.get(key) is False for key in ("chosen", "selected", "correct", "is_correct", "accepted"))


def _objects(answer: str) -> Iterator[tuple[dict[str, Any], tuple[int, int]]]:
    """The objects of JSON in an answer with their spans: the answer as a whole, then those without inner ones, from the last on."""
    inner = answer.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    texts = [(m[0], m.span()) for m in reversed(list(_JSON.finditer(answer)))]
    if inner.startswith("{") and inner.endswith("}"):
        texts.insert(0, (inner, (0, len(answer))))
    for text, span in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            yield data, span


def json_choice(answer: str, options: Sequence[str]) -> tuple[int, tuple[int, int]] | None:
    """The choice of the last object that names one and does not say that it was rejected, and its span."""
    for data, span in _objects(answer):
        if _set_aside(data):
            continue
        named = {str(key).strip().casefold().replace(" ", "_"): value for key, value in data.items()}
        for key in wording.JSON_KEYS:
            if key in named and (index := _from_value(named[key], options)) is not None:
                return index, span
        by_key = {
            index
            for key, value in named.items()
            if _tells_choice(key) and (index := _from_value(value, options)) is not None
        }
        if len(by_key) == 1:
            return by_key.pop(), span
        ticked = [
            key
            for key, value in named.items()
            if value is True and letter_place(key, len(options)) is not None
        ]
        if len(ticked) == 1 and all(isinstance(v, bool) for v in named.values()):
            return ord(ticked[0].upper()) - ord("A"), span
        for key, based in wording.PLACES.items():
            place = named.get(key)
            if not isinstance(place, int) or isinstance(place, bool):
                continue
            # Unless the key says so, 0 can only count from 0 and the number of options only from 1.
            first = based if based is not None else {0: 0, len(options): 1}.get(place)
            if first is not None and 0 <= place - first < len(options):
                return place - first, span
    return None


def _boxes(answer: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The content of each LaTeX box with its span: braces are counted over at most 400 characters."""
    for opening in wording.BOXED.finditer(answer):
        depth = 1
        for place in range(opening.end(), min(len(answer), opening.end() + 400)):
            depth += {"{": 1, "}": -1}.get(answer[place], 0)
            if depth == 0:
                yield answer[opening.end() : place], (opening.start(), place + 1)
                break


def boxed(answer: str, options: Sequence[str]) -> tuple[int, tuple[int, int]] | None:
    """The choice of the last LaTeX box that is not denied, and its span; None without one, or where two boxes stand side by side."""
    chosen: tuple[int, tuple[int, int]] | None = None
    for content, span in _boxes(answer):
        lead = answer[max(0, span[0] - 24) : span[0]]
        if wording.NOT_BOXED.search(lead) and (chosen is not None or not wording.PLAIN_NO.search(lead)):
            continue
        plain = (
            wording.COMMAND.sub(" ", content).replace("{", " ").replace("}", " ").replace("\\", " ").strip()
        )
        index = _from_value(" ".join(plain.split()), options)
        if chosen is not None and index not in (None, chosen[0]) and span[0] - chosen[1][1] <= 40:
            return None  # two boxes side by side
        chosen = None if index is None else (index, span)
    return chosen
