"""The words within a response that comes as JSON or as a call of a tool: what a person would be shown of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from curation.measure.responses.response_text import answer_part
from curation.text.answer_words import response_envelope as wording

_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a pair, which JSON can write as an escape and no encoder takes."""
_OF_TOOLS = ("name", "tool", "function", "tool_name", "action")
LONGEST = 40_000
"""Characters up to which a response is read as JSON."""


class Spoken(NamedTuple):
    """The words of a response that are judged."""

    text: str
    start: int | None
    """Where they begin in the response; None where they were put together from the values of an object."""
    refuses: bool = False
    """Whether a value of the object, or the name of the tool, says that the request is declined."""

    def span(self, span: tuple[int, int] | None, response: str) -> tuple[int, int] | None:
        """The place in `response` of a span of the words; None where they do not stand there as they are."""
        if span is None:
            return None
        if self.start is not None:
            return span[0] + self.start, span[1] + self.start
        words = self.text[slice(*span)].strip()
        at = response.find(words) if words else -1
        return (at, at + len(words)) if at >= 0 else None


def spoken(response: str) -> Spoken:
    """What is said in a response: its answer without private reasoning and, where that is an object, the object's words."""
    start, end = answer_part(response)
    answer = response[start:end]
    value = content(answer)
    if value is None:
        return Spoken(answer, start)
    said = [(key, _SURROGATE.sub("\ufffd", text)) for key, text in _strings(value) if text.strip()]
    refuses = any(wording.REFUSES.fullmatch(text.strip()) for _, text in said) or any(
        wording.TOOL_REFUSES.fullmatch(text.strip()) for key, text in said if key in _OF_TOOLS
    )
    words = [
        text
        for key, text in said
        if key not in wording.SILENT and not wording.REFUSES.fullmatch(text.strip())
    ]
    if not words and not refuses:
        return Spoken(answer, start)
    return Spoken("\n".join(words), None, refuses)


def content(answer: str) -> Mapping[str, Any] | list[Any] | None:
    """The object or list that an answer is and nothing else, out of a fence or the tags of a call; None for any other answer."""
    if len(answer) > LONGEST:
        return None
    text = answer.strip()
    calls = [m[1] for m in wording.CALLS.finditer(text)]
    if len(calls) > 1 and not wording.CALLS.sub("", text).strip():
        values = [content(call) for call in calls]
        return values if all(value is not None for value in values) else None
    for _ in range(2):
        if (opened := wording.CALL.match(text)) is not None:
            text = wording.CALL_END.sub("", text[opened.end() :]).strip()
    if not text.startswith(("{", "[")) or not text.endswith(("}", "]")):
        return None
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) and value else None


def is_call(answer: str) -> bool:
    """Whether an answer is a call of a tool, or several."""
    return wording.IS_CALL.match(answer) is not None


def _strings(value: Any, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text of a value with the key that it stands under."""
    if isinstance(value, str):
        inner = content(value) if depth < 6 and value.lstrip().startswith("{") else None
        if inner is None:
            yield key, value
        else:
            yield from _strings(inner, key, depth + 1)
    elif depth >= 8:
        return
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, str(name).casefold(), depth + 1)
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from _strings(inner, key, depth + 1)
