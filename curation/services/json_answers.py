"""The JSON value in what a model wrote: among thoughts, fences and remarks, and with the slips that models make."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

_FENCE = re.compile(r"```[\w+-]*+[ \t]*+\n?(.*?)```", re.S)
_MARK = re.compile(r"<(/?)(?:think|thinking|thought|reasoning|analysis|scratchpad)>", re.I)
_FINAL = re.compile(r"<\|channel\|>final<\|message\|>", re.I)
MOST_STARTS = 400
"""Places in a text where a value is looked for: more brackets than these are no answer."""
DEPTH = 60
"""Deepest nesting that is read."""
LONGEST_WITH_SLIPS = 1_000_000
"""Signs of a text that is read with its slips, which takes longer; a longer one has to be sound."""


def parse(text: str, fits: Callable[[Any], bool] = lambda value: True) -> Any:
    """The last JSON object or list in `text` that `fits`, else the last one there is.

    Thoughts between their marks are left out. Raw line breaks in strings, trailing commas, comments, Python's constants and
    unknown escapes are read as what they mean; a value alone in another object or list is taken out of it where only so it
    fits. A value that is cut off is none.

    Raises: ValueError when there is no value.
    """
    last: Any = None
    for piece in _pieces(text):
        values = _values(piece)
        for value in values:
            if fits(value):
                return value
        for value in values:
            inner = list(value.values()) if isinstance(value, dict) else value
            if len(inner) == 1 and isinstance(inner[0], (dict, list)) and fits(inner[0]):
                return inner[0]
        last = values[0] if values and last is None else last
    if last is None:
        raise ValueError("no JSON value in the answer")
    return last


def without_thoughts(text: str) -> str:
    """`text` without what stands between marks of thinking; what stands before a lone end mark is thinking too."""
    if final := list(_FINAL.finditer(text)):
        text = text[final[-1].end() :]
    spoken: list[str] = []
    at = depth = 0
    for mark in _MARK.finditer(text):
        if depth == 0:
            spoken.append(text[at : mark.start()])
        if not mark[1]:
            depth += 1
        elif depth:
            depth -= 1
        else:
            spoken.clear()
        at = mark.end()
    return "".join([*spoken, text[at:]] if depth == 0 else spoken)


def _pieces(text: str) -> Iterator[str]:
    """What may hold the answer: the text where it is one value, else what is said aloud, then its fenced parts from the last on."""
    whole = text.strip().removeprefix("\ufeff")
    if whole[:1] in "{[" and whole[-1:] in "}]":
        with suppress(ValueError, RecursionError):
            json.loads(whole, strict=False)
            yield whole
    spoken = without_thoughts(whole)
    yield spoken
    if spoken.count("```") <= MOST_STARTS:
        yield from (part.strip() for part in reversed(_FENCE.findall(spoken)))


def _values(text: str) -> list[Any]:
    """The outermost objects and lists in a text, the last one first."""
    values: list[Any] = []
    at = starts = read_in_vain = 0
    while starts < MOST_STARTS and read_in_vain <= 4 * len(text):
        place = _next(text, at)
        if place < 0:
            break
        starts += 1
        value, end, sound = _read(text, place)
        if sound:
            values.append(value)
            at = end
        else:
            read_in_vain += end - place
            at = place + 1
    return values[::-1]


def _next(text: str, at: int) -> int:
    places = [place for place in (text.find("{", at), text.find("[", at)) if place >= 0]
    return min(places, default=-1)


_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda name: _refuse(name))


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _read(text: str, place: int) -> tuple[Any, int, bool]:
    """The value that begins at `place`, where it ends, and whether it is one; else how far it was read in vain."""
    lenient = _Lenient(text, place)
    try:
        value, end = _DECODER.raw_decode(text, place)
    except RecursionError:
        return None, len(text), False
    except ValueError:
        try:
            if len(text) > LONGEST_WITH_SLIPS:
                return None, place + 1, False
            value, end = lenient.value(0)
        except ValueError:
            return None, lenient.at, False
    if not isinstance(value, (dict, list)) or _depth(value) > DEPTH:
        return None, end, False
    return _without_surrogates(value), end, True


_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _without_surrogates(value: Any) -> Any:
    """`value` with halves of characters, which no file can hold, as replacement characters."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(inner) for inner in value]
    if isinstance(value, dict):
        return {_without_surrogates(name): _without_surrogates(inner) for name, inner in value.items()}
    return value


def _depth(value: Any) -> int:
    """How deeply a value is nested, counted without recursion."""
    level, depth = [value], 0
    while level and depth <= DEPTH:
        depth += 1
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return depth


_SPACE = re.compile(r"(?:\s+|//[^\n]*)*+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_PLAIN = re.compile(r'[^"\\]*')
_QUOTES = {'"': '"', "\u201c": "\u201d"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")


class _Lenient:
    """Reads JSON with the slips of models. Everything that is not plainly meant is a ValueError."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at

    def value(self, depth: int) -> tuple[Any, int]:
        """The value at this place, and where it ends."""
        if depth > DEPTH:
            raise ValueError("nested too deeply")
        self._space()
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._object(depth), self.at
        if sign == "[":
            return self._list(depth), self.at
        if sign in _QUOTES:
            return self._string(), self.at
        for word, meant in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meant, self.at
        number = _NUMBER.match(self.text, self.at)
        if not number:
            raise ValueError("no value")
        self.at = number.end()
        return json.loads(number[0]), self.at

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _taken(self, sign: str) -> bool:
        self._space()
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def _object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        result: dict[str, Any] = {}
        while not self._taken("}"):
            if self.text[self.at : self.at + 1] not in _QUOTES:
                raise ValueError("no name")
            name = self._string()
            if not self._taken(":"):
                raise ValueError("no colon")
            result[name] = self.value(depth + 1)[0]
            if not self._taken(","):
                if not self._taken("}"):
                    raise ValueError("no comma")
                break
        return result

    def _list(self, depth: int) -> list[Any]:
        self.at += 1
        result: list[Any] = []
        while not self._taken("]"):
            result.append(self.value(depth + 1)[0])
            if not self._taken(","):
                if not self._taken("]"):
                    raise ValueError("no comma")
                break
        return result

    def _string(self) -> str:
        close = _QUOTES[self.text[self.at]]
        self.at += 1
        parts: list[str] = []
        while True:
            if close == '"':
                plain = _PLAIN.match(self.text, self.at)
                assert plain is not None  # it matches nothing too
                parts.append(plain[0])
                self.at = plain.end()
            sign = self.text[self.at : self.at + 1]
            if not sign:
                raise ValueError("a string without an end")
            self.at += 1
            if sign == close:
                return "".join(parts)
            parts.append(self._escaped() if sign == "\\" else sign)

    def _escaped(self) -> str:
        sign = self.text[self.at : self.at + 1]
        self.at += 1
        if sign in _ESCAPES and sign:
            return _ESCAPES[sign]
        if sign == "u" and (code := _HEX.match(self.text, self.at)):
            self.at = code.end()
            unit = int(code[0], 16)
            if 0xD800 <= unit < 0xDC00 and self.text.startswith("\\u", self.at):
                low = _HEX.match(self.text, self.at + 2)
                if low and 0xDC00 <= int(low[0], 16) < 0xE000:
                    self.at = low.end()
                    return chr(0x10000 + ((unit - 0xD800) << 10) + (int(low[0], 16) - 0xDC00))
            return chr(unit)
        # `\(`, `\_` and the like: the sign is meant with its backslash, as in TeX.
        return "\\" + sign
