"""Ollama's own chat, which unlike its OpenAI-compatible one takes the length of the context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curation.core.ports import Request
from curation.services.dialects.chat import bearer
from curation.services.dialects.form import Dialect, Learnt, Reply, messages, wire_schema, without_ending
from curation.services.settings import Options

LEAST_CONTEXT = 8192
"""The server's own default is shorter than a section of a regulation, and what does not fit is cut off in silence."""


def _url(url: str, model: str) -> str:
    return f"{without_ending(url, '/api/chat', '/api', '/v1/chat/completions', '/v1')}/api/chat"


def _body(request: Request, options: Options, learnt: Learnt) -> dict[str, Any]:
    sent = messages(request, options)
    needed = sum(len(m["content"]) for m in sent) // 3 + request.max_tokens
    # Doubled, not fitted: each new length makes the server load the model again.
    context = LEAST_CONTEXT
    while context < needed:
        context *= 2
    own = {
        learnt.token_field or "num_predict": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "num_ctx": context,
    }
    body: dict[str, Any] = {
        "model": request.model,
        "messages": sent,
        "stream": False,
        "options": {n: v for n, v in own.items() if n not in learnt.omit and n not in options.omit},
    }
    if request.schema is not None:
        body["format"] = "json" if learnt.loose_schema else wire_schema(request.schema)
    return body


def read(data: Mapping[str, Any]) -> Reply:
    """The reply of a chat that was not streamed."""
    if data.get("error"):
        raise ValueError(str(data["error"]))
    return Reply(
        str(data["message"].get("content") or ""),
        str(data.get("model") or ""),
        "",
        str(data.get("done_reason") or "stop"),
        int(data.get("prompt_eval_count") or 0),
        int(data.get("eval_count") or 0),
    )


DIALECT = Dialect("ollama", _url, bearer, _body, read, {}, "format")
