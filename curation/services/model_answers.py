"""What an answer of a model comes to: parsed and checked against its schema, refused, empty or invalid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curation.core.ports import Completion, Request


@dataclass(frozen=True)
class Reply:
    """What came back for one request, as it is kept in the cache."""

    text: str
    model: str = ""
    refusal: str = ""
    finish: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


_FENCE = re.compile(r"```(?:\w+)?\s*\n?(.*?)```", re.S)
_REFUSAL = re.compile(
    r"\b(?:i (?:can(?:no|')t|am (?:unable|not able)|won't|must decline|will not)|i'm (?:sorry|unable|not able)|cannot (?:assist|help|provide|comply))\b",
    re.I,
)


def parse_json(text: str) -> Any:
    """The JSON value in an answer: alone, in a fence, or the outermost object or list in running text.

    Raises: ValueError when there is none.
    """
    pieces = [text.strip(), *(found.strip() for found in _FENCE.findall(text))]
    for opened, closed in (("{", "}"), ("[", "]")):
        first, last = text.find(opened), text.rfind(closed)
        if 0 <= first < last:
            pieces.append(text[first : last + 1])
    for piece in pieces:
        try:
            value = json.loads(piece)
        except ValueError:
            continue
        if isinstance(value, (dict, list)):
            return value
    raise ValueError("no JSON value in the answer")


def judge(request: Request, reply: Reply, cached: bool) -> Completion:
    """What a reply comes to. A refusal is only looked for where nothing could be parsed: items may speak of refusing."""
    base = Completion("ok", reply.text, None, reply.model, reply.input_tokens, reply.output_tokens, cached)
    refused = reply.finish == "content_filter" or bool(reply.refusal)
    if refused and not reply.text.strip():
        return replace(base, status="refused", error=reply.refusal or "stopped by the provider's filter")
    if not reply.text.strip():
        return replace(base, status="empty", error="the answer is empty")
    if request.schema is None:
        return replace(base, status="refused", error=reply.refusal) if refused else base
    try:
        value = parse_json(reply.text)
    except ValueError as error:
        if refused or _REFUSAL.search(reply.text.replace("\u2019", "'")):
            return replace(base, status="refused", error="declined in words")
        cut = " (it was cut at the length limit)" if reply.finish == "length" else ""
        return replace(base, status="invalid", error=f"{error}{cut}")
    wrong = list(mismatches(value, request.schema, "answer"))
    if wrong:
        return replace(base, status="invalid", error="; ".join(wrong[:5]))
    return replace(base, data=value)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def mismatches(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    """Where `value` does not fit a JSON Schema, in words. Knows the words that this package's requests use: type, enum,
    properties, required, additionalProperties, items, minItems, maxItems, minLength, minimum, maximum.
    """
    kind = schema.get("type")
    if kind is not None:
        kinds = [kind] if isinstance(kind, str) else list(kind)
        fits = any(
            isinstance(value, _TYPES[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds
        )
        if not fits:
            yield f"{place} must be {' or '.join(kinds)}"
            return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} must be one of {', '.join(map(str, schema['enum']))}"
    if isinstance(value, dict):
        yield from _object(value, schema, place)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place} has {len(value)} entries"
        for number, entry in enumerate(value):
            yield from mismatches(entry, schema.get("items", {}), f"{place}[{number}]")
    elif isinstance(value, str):
        if len(value.strip()) < schema.get("minLength", 0):
            yield f"{place} is too short"
    elif isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get(
        "maximum", value
    ):
        yield f"{place} is out of range"


def _object(value: Mapping[str, Any], schema: Mapping[str, Any], place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name} is missing"
    for name, entry in value.items():
        if name in known:
            yield from mismatches(entry, known[name], f"{place}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{place}.{name} is not asked for"
