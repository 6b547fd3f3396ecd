"""What every dialect shares: the parts of a dialect, what a server has taught us, and the schema as servers take it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from curation.core.ports import Request
from curation.services.settings import Options


@dataclass(frozen=True)
class Reply:
    """What came back for one request, as it is kept in the cache and in recordings."""

    text: str
    model: str = ""
    refusal: str = ""
    finish: str = ""
    """`stop`, `length` (cut at the limit), `content_filter`, or the provider's own word."""
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class Learnt:
    """What a server said that it does not take: fields to leave out, and another name for the limit of tokens."""

    omit: frozenset[str] = frozenset()
    token_field: str = ""
    loose_schema: bool = False
    """Whether the schema is only announced (`json_object`), because the server does not take this one."""


@dataclass(frozen=True)
class Dialect:
    """One form of requests. A new one is a module with these functions and a line in `table.DIALECTS`."""

    name: str
    url: Callable[[str, str], str]
    """The address of a request, from the endpoint's address and the model."""
    key_headers: Callable[[str], dict[str, str]]
    """The headers that carry a key; called with a key that is not empty."""
    body: Callable[[Request, Options, Learnt], dict[str, Any]]
    """The body of a request, without the settings' own parameters."""
    read: Callable[[Mapping[str, Any]], Reply]
    """The reply in a body. Raises ValueError, KeyError, TypeError, IndexError or AttributeError when there is none."""
    headers: Mapping[str, str]
    """Headers that the protocol demands."""
    schema_field: str
    """The field that holds the schema; what `omit` names to leave it out."""


def counted(reply: Reply, request: Request) -> Reply:
    """`reply` with the model and the tokens estimated where the server did not say them, and in signs that a file can hold."""
    text = reply.text.encode("utf-8", "replace").decode("utf-8")
    return Reply(
        text,
        reply.model or request.model,
        reply.refusal.encode("utf-8", "replace").decode("utf-8"),
        reply.finish,
        reply.input_tokens or size(request),
        reply.output_tokens or len(text) // 4,
    )


def size(request: Request) -> int:
    """About how many tokens a request has, on the safe side: three characters each."""
    return sum(len(message.get("content", "")) for message in request.messages) // 3 + 8 * len(
        request.messages
    )


def messages(request: Request, options: Options) -> list[dict[str, str]]:
    """The messages as they are sent: with the schema at the end of the last one that a user says."""
    sent = [dict(message) for message in request.messages]
    if request.schema is None or not options.schema_in_text:
        return sent
    schema = json.dumps(request.schema, ensure_ascii=False, sort_keys=True)
    for message in reversed(sent):
        if message.get("role") == "user":
            message["content"] = (
                f"{message['content']}\n\nAnswer with one JSON value and nothing else: no heading, no code fence, no remark. "
                f"It has to fit this JSON Schema:\n{schema}"
            )
            break
    return sent


_NOT_STRICT = frozenset({"minLength", "maxLength", "format", "pattern", "title", "default", "examples"})
"""Keywords that strict modes refuse or that say nothing of the form. Our own check knows the whole schema."""


def wire_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without the keywords that strict modes of providers refuse, with every field of a closed object required.

    A strict mode takes no optional field. The field is asked for, and our own check takes an answer without it.
    """
    wired = {
        name: (
            {key: wire_schema(inner) for key, inner in value.items()}
            if name in ("properties", "$defs")
            else wire_schema(value)
            if isinstance(value, Mapping)
            else [wire_schema(inner) if isinstance(inner, Mapping) else inner for inner in value]
            if isinstance(value, list)
            else value
        )
        for name, value in schema.items()
        if name not in _NOT_STRICT
    }
    if wired.get("type") == "object" and wired.get("additionalProperties") is False and "properties" in wired:
        wired["required"] = list(wired["properties"])
    return wired


def is_strict(schema: Mapping[str, Any]) -> bool:
    """Whether a strict mode takes the schema: every object closed, and every property required."""
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(
            properties
        ):
            return False
        return all(is_strict(inner) for inner in properties.values() if isinstance(inner, Mapping))
    items = schema.get("items")
    return is_strict(items) if isinstance(items, Mapping) else True


def without_ending(url: str, *endings: str) -> str:
    """`url` without the first of the endings that it has, and without a slash at its end."""
    plain = url.rstrip("/")
    for ending in endings:
        if plain.endswith(ending):
            return plain[: -len(ending)].rstrip("/")
    return plain


def has_path(url: str) -> bool:
    """Whether an address has a path behind its host."""
    return "/" in url.partition("://")[2].rstrip("/")
