"""What a server of a model says when it does not answer: its own words, what they mean, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from curation.core.errors import visible
from curation.services.dialects.form import Learnt
from curation.text import server_words as wording

MOST = 300
"""Signs of the server's words that are shown."""
_KEY_LIKE = re.compile(r"\b(?:sk|pk|key|or|xai|gsk|hf)[-_][A-Za-z0-9_*.-]{6,200}")
_TAG = re.compile(r"<[^<>]{0,200}>")


def words(body: bytes, secret: str = "") -> str:
    """The message of an answer that is no success, on one line, without the key that a server may repeat; empty for none."""
    text = body[:100_000].decode("utf-8", "replace")
    try:
        message = " ".join(dict.fromkeys(_messages(json.loads(text))))
    except (ValueError, RecursionError):
        message = _TAG.sub(" ", text)
    if secret:
        message = message.replace(secret, "[key]")
    plain = " ".join(_KEY_LIKE.sub("[key]", message[: 20 * MOST]).split())
    return visible(plain if len(plain) <= MOST else plain[: MOST - 1] + "…")


def _messages(value: Any) -> Iterator[str]:
    """The texts that the servers' several forms of an error hold."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value[:5]:
            yield from _messages(each)
    elif isinstance(value, Mapping):
        for name in ("error", "message", "msg", "detail", "errors"):
            if value.get(name):
                yield from _messages(value[name])
        metadata = value.get("metadata")
        if isinstance(metadata, Mapping) and isinstance(metadata.get("raw"), str):
            yield metadata["raw"]


def _fields(body: bytes) -> tuple[str, str]:
    """The code and the parameter that an error names, in lower case; empty for none."""
    try:
        error = json.loads(body[:100_000])
    except (ValueError, RecursionError):
        return "", ""
    inner = error.get("error") if isinstance(error, Mapping) else None
    held = inner if isinstance(inner, Mapping) else error if isinstance(error, Mapping) else {}
    kind = held.get("code") or held.get("type") or ""
    return str(kind).lower(), str(held.get("param") or "").lower()


_FILTER_CODES = frozenset(
    {"content_filter", "content_policy_violation", "invalid_prompt", "moderation_blocked"}
)


def is_filter(status: int, body: bytes) -> bool:
    """Whether an error says that a filter of the provider stopped this one request: a refusal, and no fault of the settings."""
    code, _ = _fields(body)
    return code in _FILTER_CODES or (
        status in (400, 403, 422) and bool(wording.FILTER_WORDS.search(words(body)))
    )


def is_spent(status: int, body: bytes) -> bool:
    """Whether an error says that the account has no money left: waiting does not help."""
    code, _ = _fields(body)
    return status == 402 or (status == 429 and code in ("insufficient_quota", "billing_hard_limit_reached"))


_SCHEMA = ("response_format", "text.format", "format", "output_format", "json_schema", "tools", "tool_choice", "grammar", "guided_json")  # fmt: skip
_LIMITS = ("max_completion_tokens", "max_output_tokens", "max_tokens", "num_predict")


def learnt(body: bytes, sent: Mapping[str, Any], before: Learnt, schema_field: str) -> Learnt | None:
    """What an error teaches: the field of `sent` that the server does not take; None where it names none, or nothing new.

    A limit of tokens gets the name that the server gives; a schema is first only announced, then left out; any other field is
    left out.
    """
    message = words(body)
    code, parameter = _fields(body)
    if not wording.NOT_TAKEN.search(f"{message} {code}"):
        return None
    named = f"{parameter} {message}".lower()
    for limit in _LIMITS:
        if limit in sent and _names(named, limit):
            other = next((o for o in _LIMITS if o != limit and o not in sent and _names(named, o)), "")
            if other and not before.token_field:
                return Learnt(before.omit, other, before.loose_schema)
            return None
    for field in ("temperature", "seed", "store"):
        inside = sent.get("options")
        there = field in sent or (isinstance(inside, Mapping) and field in inside)
        if there and field not in before.omit and _names(named, field):
            return Learnt(before.omit | {field}, before.token_field, before.loose_schema)
    if schema_field in sent and any(_names(named, field) for field in (*_SCHEMA, "schema")):
        if before.loose_schema:
            return Learnt(before.omit | {schema_field}, before.token_field, True)
        return Learnt(before.omit, before.token_field, True)
    return None


def _names(text: str, field: str) -> bool:
    return re.search(rf"(?<![a-z_]){re.escape(field)}(?![a-z_])", text) is not None


def cure(status: int, variables: tuple[str, ...], model: str) -> str:
    """What to do about a rejection, in words."""
    names = " or ".join(variables) or "the environment"
    if status == 401:
        return f"check the key in {names}"
    if status == 403:
        return f"the key in {names} may not use this model or this address"
    if status == 402 or status == 429:
        return "the account has no credit left; add some, or ask another endpoint"
    if status == 404:
        return f"check models.model ({model}) and the address in models.completer (most end in /v1)"
    if status == 413:
        return "the request is too long for this server; use a model with a longer context"
    if 300 <= status < 400:
        return "it sends requests on to another address; give that one in models.completer"
    return (
        "check models.model, models.provider and models.options; fields can be left out with "
        'models.options.omit = ["temperature"] and added with models.options.parameters'
    )
