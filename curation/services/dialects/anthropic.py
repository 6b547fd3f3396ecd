"""Anthropic's Messages: the schema is a tool that the model has to use, and the system's words stand apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from curation.core.ports import Request
from curation.services.dialects.form import Dialect, Learnt, Reply, messages, wire_schema, without_ending
from curation.services.settings import Options

VERSION = "2023-06-01"
TOOL = "answer"


def _url(url: str, model: str) -> str:
    return f"{without_ending(url, '/v1/messages', '/messages', '/v1')}/v1/messages"


def _body(request: Request, options: Options, learnt: Learnt) -> dict[str, Any]:
    sent = messages(request, options)
    system = "\n\n".join(m["content"] for m in sent if m.get("role") == "system")
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [m for m in sent if m.get("role") != "system"],
        learnt.token_field or "max_tokens": request.max_tokens,
        # The range here ends at 1, elsewhere at 2.
        "temperature": min(1.0, request.temperature),
    }
    if system:
        body["system"] = system
    if request.schema is not None and not learnt.loose_schema:
        described = "Give the answer."
        body["tools"] = [
            {"name": TOOL, "description": described, "input_schema": wire_schema(request.schema)}
        ]
        body["tool_choice"] = {"type": "tool", "name": TOOL}
    return body


def read(data: Mapping[str, Any]) -> Reply:
    """The reply of a message: what the tool was given where it was used, else the text."""
    if data.get("type") == "error":
        raise ValueError(str((data.get("error") or {}).get("message")))
    parts = data["content"]
    used = [part["input"] for part in parts if part.get("type") == "tool_use"]
    text = (
        json.dumps(used[-1], ensure_ascii=False)
        if used
        else "".join(part["text"] for part in parts if part.get("type") == "text")
    )
    usage = data.get("usage") or {}
    sent = sum(
        int(usage.get(name) or 0)
        for name in ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
    )
    stop = str(data.get("stop_reason") or "")
    finish = {"end_turn": "stop", "tool_use": "stop", "stop_sequence": "stop", "max_tokens": "length"}.get(
        stop, stop
    )
    refusal = (text or "the model declined") if stop == "refusal" else ""
    return Reply(
        "" if refusal else text,
        str(data.get("model") or ""),
        refusal,
        finish,
        sent,
        int(usage.get("output_tokens") or 0),
    )


def _key(key: str) -> dict[str, str]:
    return {"x-api-key": key}


DIALECT = Dialect("anthropic", _url, _key, _body, read, {"anthropic-version": VERSION}, "tools")
