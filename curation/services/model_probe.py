"""One tiny request to a model: whether its address, name, key and settings are right, before anything is paid for."""

from __future__ import annotations

import time
from dataclasses import dataclass

from curation.core.errors import ConfigError
from curation.core.ports import Completion, Request
from curation.services.completions import Completions

QUESTION = Request(
    "",
    (
        {"role": "system", "content": "You check a connection."},
        {"role": "user", "content": "What is three plus four? Give the number as `n`."},
    ),
    {
        "type": "object",
        "properties": {"n": {"type": "integer"}},
        "required": ["n"],
        "additionalProperties": False,
    },
    # Enough for models that think first; an answer takes a dozen.
    max_tokens=2048,
    purpose="doctor",
)


@dataclass(frozen=True)
class Probe:
    """What came back, and what was used for it."""

    url: str
    dialect: str
    allowed: str
    """Why the host is allowed, or why not."""
    variables: tuple[str, ...]
    """Where a key is looked for."""
    key: bool
    """Whether there is one."""
    answer: Completion
    seconds: float
    not_taken: tuple[str, ...]
    """Fields of the request that the server did not take and that are left out."""


def probe(completer: Completions) -> Probe:
    """Asks the model one question and closes the connection."""
    target = completer.target
    # Whoever waits for the answer tries again by hand; and what was kept says nothing of the connection.
    options = completer.options.model_copy(update={"attempts": 1})
    completer = Completions(target, None, options, None)
    try:
        access = target.access
        allowed, variables, key = access.why, access.variables, bool(target.key)
    except ConfigError as error:
        allowed, variables, key = "; ".join(i.message for i in error.issues), (), False
    started = time.monotonic()
    try:
        (answer,) = completer.complete([QUESTION])
    finally:
        completer.close()
    learnt = completer.sender.learnt.get(completer.model)
    gone = (
        []
        if learnt is None
        else [*sorted(learnt.omit), *([learnt.token_field] if learnt.token_field else [])]
    )
    schema = ["the schema's field"] if learnt is not None and learnt.loose_schema else []
    seconds = round(time.monotonic() - started, 2)
    return Probe(target.url, target.dialect.name, allowed, variables, key, answer, seconds, (*gone, *schema))
