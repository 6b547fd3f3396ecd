"""The settings of the adapters."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Provider = Literal[
    "auto", "openai", "responses", "anthropic", "azure", "openrouter", "vllm", "ollama", "lmstudio", "llamacpp", "chat"
]  # fmt: skip
"""Who is asked: it decides the form of the requests, never the place of the key."""
RecordingMode = Literal["off", "record", "replay"]
_SECRET_NAME = re.compile(
    r"(?:^|[-_])(?:authorization|cookie|key|apikey|token|secret|password|sig|signature)(?:$|[-_])", re.I
)


class Price(BaseModel):
    """What a million tokens cost, in any one currency."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    input: float = Field(ge=0)
    """Price of a million tokens sent."""
    output: float = Field(ge=0)
    """Price of a million tokens received."""


class Options(BaseModel):
    """How to talk to an endpoint. A change of `parameters` makes every request a new one. After a change of any other key, answers that are kept are used again."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    concurrency: int = Field(default=8, ge=1, le=256)
    """Most requests at once; fewer while the server says that it is too many."""
    attempts: int = Field(default=5, ge=1, le=20)
    """Most tries of one request."""
    timeout: float = Field(default=120.0, gt=0)
    """Seconds to wait for a connection or for the next bytes of an answer."""
    deadline: float = Field(default=600.0, gt=0)
    """Seconds after which one try is given up, whatever has arrived."""
    backoff: float = Field(default=1.0, ge=0)
    """Seconds before the second try; doubled before each further one."""
    backoff_most: ClassVar[float] = 60.0
    """Longest wait between two tries, also when the server asks for more."""
    max_bytes: int = Field(default=8 * 1024 * 1024, ge=1024)
    """Largest answer that is read, in bytes."""
    former: ClassVar[dict[str, tuple[Any, str]]] = {
        "token_field": (
            "",
            'name the field and its number in `parameters`, such as { max_new_tokens = 4096 }, and add "max_tokens" to `omit`',
        ),
        "schema_in_field": (
            True,
            'add "response_format" to `omit` where the server does not take the schema',
        ),
    }
    """Settings of earlier versions: what each always is now, and what to write instead."""
    parameters: dict[str, Any] = {}
    """Further fields of the request's body, as the provider names them (`reasoning_effort = "low"`); a field here replaces the
    field of the same name that curation would send; where both are tables, they are merged."""
    omit: tuple[str, ...] = ()
    """Fields that are not sent (`temperature`, `seed`, `response_format`); a field that the server names as unsupported is left out by itself."""
    headers: dict[str, str] = {}
    """Further headers, none of them a secret: keys come from the environment."""
    query: dict[str, str] = {}
    """Further parameters of the address (`api-version = "2024-10-21"`), none of them a secret."""
    schema_in_text: bool = True
    """Whether the JSON Schema of the answer also stands at the end of the request's text, for servers that pass over the field."""
    batch: bool = False
    """Whether requests go as batches of the provider (openai, responses, anthropic): about half the price, answered within a day."""
    batch_wait: float = Field(default=3600.0, ge=0)
    """Seconds that a run waits for its batches. Answers that are missing then are fetched by the next run."""
    batch_poll: float = Field(default=30.0, gt=0)
    """Seconds between two looks at a batch."""
    budget_tokens: int | None = Field(default=None, ge=0)
    """Most tokens, in and out, of one run; no request is sent that could go beyond. Not set: no limit. In
    `[models.options]` it limits all models together; in `[models.more.NAME.options]` it limits that model in addition."""
    budget_money: float | None = Field(default=None, ge=0)
    """Most money of one run. Every model that can be asked needs a price: yours (`price`), or one of the built-in table, which is in US
    dollars. No currency is converted, so give all prices and this limit in one currency. Not set: no limit. In `[models.options]` it
    limits all models together; in `[models.more.NAME.options]` it limits that model in addition."""
    price: Price | None = None
    """What this model costs; never the price of another model. Without it the price of the built-in table counts (US dollars), and where there is
    none, only tokens are shown."""
    replay: bool = False
    """Answers from the cache of this machine only; nothing is sent. `models.recording = "replay"` answers from the repository."""

    @field_validator("headers", "query")
    @classmethod
    def _no_secret(cls, value: dict[str, str]) -> dict[str, str]:
        for name, text in value.items():
            if _SECRET_NAME.search(name):
                raise ValueError(
                    f"{name} looks like a secret, and this file is shared: keep keys in the environment "
                    "(curation models hosts says which variable is read for which host)"
                )
            if not name.isascii() or any(ord(c) < 32 for c in name + text):
                raise ValueError(f"{name!r} or its value holds a sign that no header may hold")
        return value


class Endpoint(BaseModel):
    """A language model and where it is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    completer: str = ""
    """Address of the endpoint (`https://api.openai.com/v1`), or a plugin as `module:attribute`; empty for none."""
    model: str = ""
    """Model name at that endpoint."""
    provider: Provider = "auto"
    """Form of the requests: openai, responses, anthropic, azure, openrouter, vllm, ollama, lmstudio, llamacpp, chat (any OpenAI-compatible server); auto tells it from the address."""
    options: Options = Options()
    """How to talk to the endpoint: parameters, retries, budget, price."""
