"""OpenAI's Responses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curation.core.ports import Request
from curation.services.dialects.chat import REASONING, bearer
from curation.services.dialects.form import (
    Dialect,
    Learnt,
    Reply,
    has_path,
    is_strict,
    messages,
    wire_schema,
    without_ending,
)
from curation.services.settings import Options


def _url(url: str, model: str) -> str:
    base = without_ending(url, "/responses", "/chat/completions")
    return f"{base}/responses" if has_path(base) else f"{base}/v1/responses"


def _body(request: Request, options: Options, learnt: Learnt) -> dict[str, Any]:
    limit = learnt.token_field or "max_output_tokens"
    body: dict[str, Any] = {
        "model": request.model,
        "input": messages(request, options),
        limit: request.max_tokens,
        # Regulation text stays with its owner: the server is asked to keep nothing.
        "store": False,
    }
    if not REASONING.match(request.model):
        body["temperature"] = request.temperature
    if request.schema is not None:
        described = {
            "name": "answer",
            "strict": is_strict(wire_schema(request.schema)),
            "schema": wire_schema(request.schema),
        }
        form = {"type": "json_object"} if learnt.loose_schema else {"type": "json_schema", **described}
        body["text"] = {"format": form}
    return body


def read(data: Mapping[str, Any]) -> Reply:
    """The reply of a response."""
    texts: list[str] = []
    refusals: list[str] = []
    for item in data["output"]:
        for part in item.get("content") or () if item.get("type") == "message" else ():
            if part.get("type") == "output_text":
                texts.append(part["text"])
            elif part.get("type") == "refusal":
                refusals.append(part["refusal"])
    if data.get("status") == "failed":
        raise ValueError(str((data.get("error") or {}).get("message") or "the response failed"))
    usage = data.get("usage") or {}
    reason = (data.get("incomplete_details") or {}).get("reason") or ""
    finish = {"max_output_tokens": "length", "content_filter": "content_filter"}.get(reason, reason or "stop")
    return Reply(
        "".join(texts),
        str(data.get("model") or ""),
        " ".join(refusals),
        finish,
        int(usage.get("input_tokens") or 0),
        int(usage.get("output_tokens") or 0),
    )


DIALECT = Dialect("responses", _url, bearer, _body, read, {}, "text")
