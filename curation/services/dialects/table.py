"""The dialects by name, which one an address speaks, and how a request is put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from curation.core.ports import Request
from curation.services.dialects import anthropic, chat, ollama, responses
from curation.services.dialects.form import Dialect, Learnt
from curation.services.settings import Options, Provider

DIALECTS: Mapping[str, Dialect] = {
    **{
        name: chat.dialect(name)
        for name in ("chat", "openai", "openrouter", "azure", "vllm", "lmstudio", "llamacpp")
    },
    "responses": responses.DIALECT,
    "anthropic": anthropic.DIALECT,
    "ollama": ollama.DIALECT,
}
AZURE_HOSTS = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")


def provider_of(url: str) -> str:
    """The dialect that an endpoint speaks, told from its address; `chat` where nothing tells."""
    parts = urlsplit(url)
    host, path = parts.hostname or "", parts.path.rstrip("/")
    if path.endswith("/responses"):
        return "responses"
    if path.endswith("/messages") or host == "api.anthropic.com":
        return "anthropic"
    if host == "openrouter.ai":
        return "openrouter"
    if host.endswith(AZURE_HOSTS):
        return "azure"
    if host == "api.openai.com" or host.endswith(".api.openai.com"):
        return "openai"
    if parts.port == 11434 and not path.startswith("/v1"):
        return "ollama"
    return "lmstudio" if parts.port == 1234 else "chat"


def dialect_of(url: str, provider: Provider) -> Dialect:
    """The dialect of the settings, or the one that the address tells."""
    return DIALECTS[provider_of(url) if provider == "auto" else provider]


def address(dialect: Dialect, url: str, model: str, options: Options) -> str:
    """The whole address of a request, with the settings' query."""
    query = dict(options.query)
    whole = dialect.url(url.partition("?")[0], model)
    if dialect.name == "azure" and "/openai/deployments/" in whole:
        query.setdefault("api-version", chat.AZURE_VERSION)
    own = urlsplit(url).query
    joined = "&".join(part for part in (own, urlencode(query)) if part)
    return f"{whole}?{joined}" if joined else whole


def body(dialect: Dialect, request: Request, options: Options, learnt: Learnt) -> dict[str, Any]:
    """The body of a request: the dialect's fields without those to leave out, then the settings' own."""
    built = dialect.body(request, options, learnt)
    gone = {*options.omit, *learnt.omit}
    if "response_format" in gone:
        gone.add(dialect.schema_field)
    if "tools" in gone:
        gone.add("tool_choice")
    kept = {name: value for name, value in built.items() if name not in gone}
    return merged(kept, options.parameters)


def merged(body: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """`body` with the fields of `more`; tables are merged, any other value takes the place of ours."""
    result = dict(body)
    for name, value in more.items():
        own = result.get(name)
        result[name] = (
            merged(own, value) if isinstance(own, Mapping) and isinstance(value, Mapping) else value
        )
    return result
