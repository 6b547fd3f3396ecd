"""OpenAI's chat completions, and the servers that speak it: OpenRouter, vLLM, LM Studio, llama.cpp, Azure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from curation.core.ports import Request
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

REASONING = re.compile(r"^(?:[\w-]+/)?(?:gpt-5|o\d)(?:$|[-.:])")
"""OpenAI's models that take `max_completion_tokens` and no temperature."""
AZURE_VERSION = "2024-10-21"
"""The last dated version of Azure's data plane; its newer addresses (`/openai/v1`) need none."""


def payload(request: Request) -> dict[str, Any]:
    """A request as a plain chat completion; its digest names the answer, whatever dialect asked for it."""
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [dict(message) for message in request.messages],
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "seed": request.seed,
    }
    if request.schema is not None:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": dict(request.schema)},
        }
    return body


def _body(request: Request, options: Options, learnt: Learnt) -> dict[str, Any]:
    reasoning = REASONING.match(request.model) is not None
    limit = learnt.token_field or ("max_completion_tokens" if reasoning else "max_tokens")
    body: dict[str, Any] = {
        "model": request.model,
        "messages": messages(request, options),
        limit: request.max_tokens,
        "seed": request.seed,
    }
    if not reasoning:
        body["temperature"] = request.temperature
    if request.schema is not None:
        body["response_format"] = (
            {"type": "json_object"} if learnt.loose_schema else response_format(request.schema)
        )
    return body


def response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The field of chat completions that asks for a JSON Schema."""
    described = {"name": "answer", "strict": is_strict(wire_schema(schema)), "schema": wire_schema(schema)}
    return {"type": "json_schema", "json_schema": described}


def read(data: Mapping[str, Any]) -> Reply:
    """The reply of a chat completion."""
    choice = data["choices"][0]
    if choice.get("error"):
        raise ValueError(str(choice["error"]))
    message = choice["message"]
    usage = data.get("usage") or {}
    content = message.get("content") or ""
    if isinstance(content, list):
        content = "".join(part.get("text", "") for part in content if part.get("type") == "text")
    if not isinstance(content, str):
        raise TypeError("the content is no text")
    return Reply(
        content,
        str(data.get("model") or ""),
        str(message.get("refusal") or ""),
        str(choice.get("finish_reason") or ""),
        int(usage.get("prompt_tokens") or 0),
        int(usage.get("completion_tokens") or 0),
    )


def bearer(key: str) -> dict[str, str]:
    """The header of most providers."""
    return {"authorization": f"Bearer {key}"}


def _url(url: str, model: str) -> str:
    base = without_ending(url, "/chat/completions")
    return f"{base}/chat/completions" if has_path(base) else f"{base}/v1/chat/completions"


def _openrouter_url(url: str, model: str) -> str:
    base = without_ending(url, "/chat/completions")
    return f"{base}/chat/completions" if has_path(base) else f"{base}/api/v1/chat/completions"


def azure_url(url: str, model: str) -> str:
    """The address of an Azure deployment: the newer `/openai/v1`, or the dated one with the deployment in its path."""
    base = without_ending(url, "/chat/completions")
    if base.endswith("/v1"):
        return f"{base}/chat/completions"
    if "/deployments/" not in base:
        root = without_ending(base, "/openai")
        base = f"{root}/openai/deployments/{quote(model, safe='')}"
    return f"{base}/chat/completions"


def _azure_key(key: str) -> dict[str, str]:
    return {"api-key": key}


def dialect(name: str) -> Dialect:
    """The dialect of that name among those that speak chat completions."""
    url = {"openrouter": _openrouter_url, "azure": azure_url}.get(name, _url)
    key = _azure_key if name == "azure" else bearer
    title = {"x-title": "curation"} if name == "openrouter" else {}
    return Dialect(name, url, key, _body, read, title, "response_format")
