"""Servers that speak the protocols of providers over real HTTP: they check what a real one checks, and fail as a real one fails.

Each provider here is a table of functions: what it demands of a request, how it answers, and how it says that something is
wrong. The forms are those of the providers' references; what one refuses is refused with an error of its form.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from json_server import JsonHandler, JsonServer, running

KEY = "key-for-tests-1234567890"


@dataclass(frozen=True)
class Reply:
    """One thing that a server does: an answer of a model, or a fault."""

    text: str = '{"n": 7}'
    finish: str = "stop"
    refusal: str = ""
    status: int = 200
    code: str = ""
    parameter: str = ""
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    raw: bytes | None = None
    """The body as it is, in place of one of the protocol's form."""
    wait: float = 0.0
    """Seconds between the pieces of the body."""


class Refused(Exception):
    """A request that the provider does not take: status, code, parameter, message."""


@dataclass(frozen=True)
class Provider:
    """One protocol."""

    name: str
    path: str
    base: str
    """What stands in the settings behind the server's address."""
    model: str
    key_header: Callable[[str], tuple[str, str]]
    fields: frozenset[str]
    """The fields of a request that it knows; any other is refused."""
    check: Callable[[Mapping[str, Any], Mapping[str, str], Mapping[str, list[str]]], None]
    answer: Callable[[Mapping[str, Any], Reply], dict[str, Any]]
    error: Callable[[Reply], dict[str, Any]]
    limit: str
    """The field with the most tokens of an answer."""
    schema: Callable[[Mapping[str, Any]], Any]
    """The JSON Schema in a request."""


def bearer(key: str) -> tuple[str, str]:
    return "authorization", f"Bearer {key}"


def demand(there: bool, message: str, parameter: str = "", code: str = "invalid_request_error") -> None:
    if not there:
        raise Refused(400, code, parameter, message)


# --- chat completions -------------------------------------------------------------------------------------------------

CHAT_FIELDS = frozenset({"model", "messages", "temperature", "max_tokens", "seed", "response_format"})


def chat_check(body, headers, query) -> None:
    demand(all({"role", "content"} == set(m) for m in body["messages"]), "messages: role and content")
    demand(0 <= body.get("temperature", 0) <= 2, "temperature out of range", "temperature")
    if form := body.get("response_format"):
        demand(
            form["type"] == "json_schema",
            "'response_format.type' must be 'json_schema' or 'text'",
            "response_format",
        )
        strict_schema(form["json_schema"]["schema"]) if form["json_schema"].get("strict") else None


def strict_schema(schema: Mapping[str, Any]) -> None:
    """What OpenAI's strict mode demands of a schema."""
    known = {"type", "properties", "required", "additionalProperties", "items", "enum", "description", "minItems", "maxItems",
             "minimum", "maximum", "anyOf", "$defs", "$ref", "const"}  # fmt: skip
    strange = set(schema) - known
    demand(
        not strange,
        f"Invalid schema for response_format 'answer': {strange} not permitted",
        "response_format",
    )
    if schema.get("type") == "object":
        demand(
            schema.get("additionalProperties") is False,
            "Invalid schema: additionalProperties",
            "response_format",
        )
        demand(
            set(schema["required"]) == set(schema["properties"]),
            "Invalid schema: required",
            "response_format",
        )
        for inner in schema["properties"].values():
            strict_schema(inner)
    if isinstance(schema.get("items"), Mapping):
        strict_schema(schema["items"])


def chat_answer(body, reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text or None, "refusal": reply.refusal or None}
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": f"{body['model']}-2026-01-01",
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish, "logprobs": None}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }  # fmt: skip


def openai_error(reply: Reply) -> dict[str, Any]:
    return {
        "error": {
            "message": reply.message, "type": "invalid_request_error", "param": reply.parameter or None, "code": reply.code or None,
        }
    }  # fmt: skip


def reasoning_check(body, headers, query) -> None:
    """GPT-5 class models as OpenAI serves them."""
    if "max_tokens" in body:
        raise Refused(
            400, "unsupported_parameter", "max_tokens",
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        )  # fmt: skip
    if body.get("temperature", 1) != 1:
        raise Refused(
            400, "unsupported_value", "temperature",
            "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        )  # fmt: skip
    chat_check(body, headers, query)


def azure_check(body, headers, query) -> None:
    if "api-version" not in query:
        raise Refused(404, "404", "", "Resource not found")
    chat_check(body, headers, query)


def openrouter_error(reply: Reply) -> dict[str, Any]:
    return {
        "error": {
            "message": "Provider returned error",
            "code": reply.status,
            "metadata": {"raw": reply.message, "provider_name": "x"},
        }
    }


def vllm_error(reply: Reply) -> dict[str, Any]:
    return {
        "object": "error",
        "message": reply.message,
        "type": "BadRequestError",
        "param": None,
        "code": reply.status,
    }


# --- responses --------------------------------------------------------------------------------------------------------


def responses_check(body, headers, query) -> None:
    form = body.get("text", {}).get("format")
    if form is not None:
        demand(
            form["type"] == "json_schema" and "schema" in form and form["name"], "text.format", "text.format"
        )


def responses_answer(body, reply: Reply) -> dict[str, Any]:
    part = (
        {"type": "refusal", "refusal": reply.refusal}
        if reply.refusal
        else {"type": "output_text", "text": reply.text, "annotations": []}
    )
    content = [part] if reply.text or reply.refusal else []
    reasons = {"length": "max_output_tokens", "content_filter": "content_filter"}
    return {
        "id": "resp_1", "object": "response", "model": f"{body['model']}-2026-01-01",
        "status": "incomplete" if reply.finish in reasons else "completed",
        "incomplete_details": {"reason": reasons[reply.finish]} if reply.finish in reasons else None,
        "output": [{"type": "reasoning", "id": "rs_1", "summary": []}, {"type": "message", "role": "assistant", "content": content}],
        "usage": {"input_tokens": 100, "output_tokens": 50, "total_tokens": 150},
    }  # fmt: skip


# --- Anthropic --------------------------------------------------------------------------------------------------------


def anthropic_check(body, headers, query) -> None:
    demand(headers.get("anthropic-version") == "2023-06-01", "anthropic-version: header is required")
    demand(isinstance(body.get("max_tokens"), int), "max_tokens: Field required")
    demand(
        {m["role"] for m in body["messages"]} <= {"user", "assistant"}, 'messages: Unexpected role "system"'
    )
    demand(0 <= body.get("temperature", 1) <= 1, "temperature: range: 0..1")
    if "tool_choice" in body:
        demand(body["tool_choice"]["name"] in [t["name"] for t in body["tools"]], "tool_choice: no such tool")


def anthropic_answer(body, reply: Reply) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": reply.text}] if reply.text else []
    stop = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}[reply.finish]
    if reply.refusal:
        content, stop = [{"type": "text", "text": reply.refusal}], "refusal"
    elif "tools" in body and stop == "end_turn":
        try:
            used = json.loads(reply.text)
        except ValueError:
            used = None
        if isinstance(used, dict):
            content, stop = [{"type": "tool_use", "id": "t1", "name": "answer", "input": used}], "tool_use"
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": f"{body['model']}-20260101", "content": content,
        "stop_reason": stop, "usage": {"input_tokens": 60, "cache_read_input_tokens": 40, "output_tokens": 50},
    }  # fmt: skip


def anthropic_error(reply: Reply) -> dict[str, Any]:
    return {
        "type": "error",
        "error": {"type": reply.code or "invalid_request_error", "message": reply.message},
    }


# --- Ollama -----------------------------------------------------------------------------------------------------------


def ollama_check(body, headers, query) -> None:
    demand(body.get("stream") is False, "this test reads whole answers")
    demand(body["options"]["num_ctx"] >= 8192, "a context that cuts the request off")


def ollama_answer(body, reply: Reply) -> dict[str, Any]:
    return {
        "model": f"{body['model']}-2026-01-01", "created_at": "x", "message": {"role": "assistant", "content": reply.text or reply.refusal},
        "done": True, "done_reason": reply.finish, "prompt_eval_count": 100, "eval_count": 50,
    }  # fmt: skip


def _chat(name: str, base: str, path: str, **more: Any) -> Provider:
    told: dict[str, Any] = {
        "model": "m", "key_header": bearer, "fields": CHAT_FIELDS, "check": chat_check, "answer": chat_answer,
        "error": openai_error, "limit": "max_tokens", "schema": lambda body: body["response_format"]["json_schema"]["schema"],
        **more,
    }  # fmt: skip
    return Provider(name, path, base, **told)


PROVIDERS: Sequence[Provider] = (
    _chat("openai", "/v1", "/v1/chat/completions", model="gpt-4o"),
    _chat(
        "openai", "/v1", "/v1/chat/completions", model="gpt-5-mini", check=reasoning_check, limit="max_completion_tokens",
        fields=CHAT_FIELDS | {"max_completion_tokens"},
    ),
    _chat(
        "azure", "", "/openai/deployments/my-gpt/chat/completions", model="my-gpt", check=azure_check,
        key_header=lambda key: ("api-key", key),
    ),
    _chat("azure", "/openai/v1", "/openai/v1/chat/completions", key_header=lambda key: ("api-key", key)),
    _chat("openrouter", "/api/v1", "/api/v1/chat/completions", model="maker/m", error=openrouter_error),
    _chat("vllm", "", "/v1/chat/completions", error=vllm_error),
    _chat("lmstudio", "", "/v1/chat/completions", error=lambda reply: {"error": reply.message}),
    _chat("llamacpp", "", "/v1/chat/completions"),
    _chat("chat", "/v1", "/v1/chat/completions"),
    Provider(
        "responses", "/v1/responses", "/v1", "gpt-5", bearer,
        frozenset({"model", "input", "max_output_tokens", "temperature", "text", "store"}), responses_check, responses_answer,
        openai_error, "max_output_tokens", lambda body: body["text"]["format"]["schema"],
    ),
    Provider(
        "anthropic", "/v1/messages", "", "claude", lambda key: ("x-api-key", key),
        frozenset({"model", "messages", "system", "max_tokens", "temperature", "tools", "tool_choice"}), anthropic_check,
        anthropic_answer, anthropic_error, "max_tokens", lambda body: body["tools"][0]["input_schema"],
    ),
    Provider(
        "ollama", "/api/chat", "", "llama3", bearer, frozenset({"model", "messages", "stream", "options", "format"}),
        ollama_check, ollama_answer, lambda reply: {"error": reply.message}, "", lambda body: body["format"],
    ),
)  # fmt: skip


class Server(JsonServer):
    def __init__(self, provider: Provider, script: Sequence[Reply | Callable[[dict], Reply]]) -> None:
        super().__init__(_Handler)
        self.provider, self.script = provider, list(script) or [Reply()]
        self.headers: list[dict[str, str]] = []
        self.taken = 0

    @property
    def url(self) -> str:
        return f"{self.address}{self.provider.base}"


class _Handler(JsonHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server, provider = self.server, self.server.provider
        body = self.body()
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            self._check(provider, parts.path, parse_qs(parts.query), headers, body)
        except Refused as refused:
            status, code, parameter, message = refused.args
            with server.lock:
                server.requests.append(body)
            self._reply(Reply(status=status, code=code, parameter=parameter, message=message), body)
            return
        with server.lock:
            server.requests.append(body)
            server.headers.append(headers)
            server.times.append(time.monotonic())
            step = server.script[min(server.taken, len(server.script) - 1)]
            server.taken += 1
        self._reply(step(body) if callable(step) else step, body)

    def _check(self, provider: Provider, path: str, query, headers, body) -> None:
        if path != provider.path:
            raise Refused(404, "not_found_error", "", f"no such path: {path}")
        name, value = provider.key_header(KEY)
        if headers.get(name) != value:
            raise Refused(401, "authentication_error", "", f"Incorrect API key provided: {headers.get(name)}")
        if headers.get("accept-encoding") != "identity":
            raise Refused(400, "", "", "compression was asked for")
        if strange := set(body) - provider.fields:
            raise Refused(
                400, "unknown_parameter", min(strange), f"{min(strange)}: Extra inputs are not permitted"
            )
        provider.check(body, headers, query)

    def _reply(self, reply: Reply, body) -> None:
        provider = self.server.provider
        if reply.raw is not None:
            data = reply.raw
        elif reply.status == 200:
            data = json.dumps(provider.answer(body, reply)).encode()
        else:
            data = json.dumps(provider.error(reply)).encode()
        self.send(reply.status, data, reply.headers, reply.cut, reply.wait)


def serve(provider: Provider, *script: Reply | Callable[[dict], Reply]) -> AbstractContextManager[Server]:
    """A server of a provider that plays the script, on a free port of this machine; the last step is played on."""
    return running(Server(provider, script))
