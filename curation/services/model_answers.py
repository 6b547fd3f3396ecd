"""What an answer of a model comes to: parsed and checked against its schema, refused, empty, cut or invalid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curation.core.ports import Completion, Request
from curation.services import json_answers
from curation.services.dialects.form import Reply
from curation.text.denials import declined

_FILTERS = frozenset({"content_filter", "refusal", "safety", "SAFETY"})
_LONGER = "give it more with generate.max_tokens, or let it think less with models.options.parameters"


def parse_json(text: str) -> Any:
    """The JSON value in an answer.

    Raises: ValueError when there is none.
    """
    return json_answers.parse(text)


def judge(request: Request, reply: Reply, cached: bool) -> Completion:
    """What a reply comes to. A refusal is only looked for where nothing could be parsed: items may speak of refusing."""
    base = Completion("ok", reply.text, None, reply.model, reply.input_tokens, reply.output_tokens, cached)
    refused = reply.finish in _FILTERS or bool(reply.refusal)
    spoken = json_answers.without_thoughts(reply.text).strip()
    if not spoken:
        if refused:
            why = reply.refusal or "stopped by the provider's filter"
            return replace(base, status="refused", failure="refused", error=why)
        if reply.finish == "length":
            error = f"the {request.max_tokens:,} tokens of the answer went before it said anything; {_LONGER}"
            return replace(base, status="empty", failure="truncated", error=error)
        return replace(base, status="empty", failure="empty", error="the answer is empty")
    if request.schema is None:
        if not refused:
            return base
        return replace(
            base,
            status="refused",
            failure="refused",
            error=reply.refusal or "stopped by the provider's filter",
        )
    return _data(request, reply, base, spoken, refused)


def _data(request: Request, reply: Reply, base: Completion, spoken: str, refused: bool) -> Completion:
    """The completion with the answer's data, checked against the schema."""
    schema = request.schema or {}
    try:
        value = json_answers.parse(
            reply.text, lambda value: not any(mismatches(without_misfits(value, schema), schema, ""))
        )
    except ValueError as error:
        if refused or declined(spoken[:4000]):
            return replace(base, status="refused", failure="refused", error="declined in words")
        return replace(base, status="invalid", **_cut_or(reply, request, str(error)))
    value = without_misfits(value, schema)
    wrong = list(mismatches(value, schema, "answer"))
    if wrong:
        return replace(base, status="invalid", **_cut_or(reply, request, "; ".join(wrong[:5])))
    return replace(base, data=value)


def _cut_or(reply: Reply, request: Request, error: str) -> dict[str, Any]:
    """The failure of an answer that is no good: cut at the limit, or invalid."""
    if reply.finish == "length":
        return {
            "failure": "truncated",
            "error": f"{error} (it was cut at the limit of {request.max_tokens:,} tokens; {_LONGER})",
        }
    return {"failure": "invalid", "error": error}


def without_misfits(value: Any, schema: Mapping[str, Any]) -> Any:
    """An object without the optional fields whose values do not fit: what need not be said makes no answer worthless.

    A single text where a list of texts is wanted is read as a list of one; an empty one is left out.
    """
    if not isinstance(value, dict):
        return value
    known, needed = schema.get("properties", {}), schema.get("required", ())
    kept = dict(value)
    for name in [name for name in value if name in known and name not in needed]:
        entry = value[name]
        if isinstance(entry, str) and known[name].get("type") == "array":
            kept[name] = [entry] if entry.strip() else []
        if any(mismatches(kept[name], known[name], "")):
            del kept[name]
    return kept


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
