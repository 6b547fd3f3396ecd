"""What every pass works with: the context, the packs, the settings, and how a request is made and its answer settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curation.core.digests import digest
from curation.core.ports import Completion, Request
from curation.core.remote.asking import Ask, Asker
from curation.generation.context import Context
from curation.generation.model import request_texts
from curation.generation.model.context_pack import Packs
from curation.generation.model.items import ModelItem
from curation.generation.settings import Passes

FREE = frozenset({"examples", "nearest"})
"""Places of a request that only help the writer: an answer that was paid for stays good when they change."""


@dataclass(frozen=True)
class Work:
    """One run of the passes."""

    context: Context
    asker: Asker
    packs: Packs

    @property
    def passes(self) -> Passes:
        """The settings of the passes."""
        return self.context.settings.passes

    def ask(
        self,
        name: str,
        schema: Mapping[str, Any] | None,
        values: Mapping[str, str | int],
        model: str = "",
        seed: int = 0,
        turn: int = 0,
    ) -> Ask:
        """A request made of a text and its values, under a name that leaves out what only helps.

        `turn` is how often the same was asked before: the answer of another turn is not taken for it.

        Args:
            name: The name of the request text.
            schema: The JSON Schema of the answer; None asks for a text.
            values: What the fields of the request text are filled with.
            model: The name of the model that is asked; empty takes the default model.
            seed: Added to the seed of the settings.
            turn: How often the same was asked before, 0 or more.
        """
        settings = self.context.settings
        text = request_texts.fill(name, **values)
        request = Request(
            model, ({"role": "user", "content": text},), schema, settings.temperature, settings.max_tokens,
            settings.seed + seed,
        )  # fmt: skip
        decides = {place: value for place, value in values.items() if place not in FREE}
        if turn:
            decides["turn"] = turn
        key = digest(
            "pass", name, request_texts.digest_of(name), self.asker.fingerprint, model, schema,
            settings.temperature, settings.max_tokens, settings.seed + seed, decides,
        )  # fmt: skip
        return Ask(key, request)

    def plain(self, text: str, model: str, max_tokens: int) -> Ask:
        """A request that is the text alone, without a schema: what a model is asked in a benchmark."""
        request = Request(model, ({"role": "user", "content": text},), None, 0.0, max_tokens, 0)
        return Ask(digest("plain", self.asker.fingerprint, model, text, max_tokens), request)


def asker_of(context: Context) -> Asker:
    """The asker of a context.

    Raises: ValueError when it has neither an asker nor a completer.
    """
    if context.asker is not None:
        return context.asker
    if context.completer is None:
        raise ValueError("a generator that asks a model runs only with a completer")
    return Asker(context.completer, early_stop=context.settings.early_stop)


def unsettled(answers: Sequence[Completion]) -> Completion | None:
    """The first request that got no answer, None when all did."""
    return next((answer for answer in answers if not answer.settled), None)


def pending(item: ModelItem, name: str, answer: Completion) -> ModelItem:
    """The item, which waits for the answer of a pass."""
    reason = f"{name}: waits for an answer ({answer.status}: {answer.error})"
    return replace(item, state="pending", kind=answer.kind or "transport", reason=reason)


def failed(item: ModelItem, name: str, answer: Completion) -> ModelItem:
    """The item that could not be written, because of what came back."""
    return replace(
        item, state="failed", kind=answer.kind or "invalid", raw=answer.text,
        reason=f"{name}: {answer.status}: {answer.error}",
    )  # fmt: skip


def unfit(item: ModelItem, name: str, reason: str, answer: Completion) -> ModelItem:
    """The item whose answer has the right form and cannot be used."""
    return replace(item, state="failed", kind="invalid", raw=answer.text, reason=f"{name}: {reason}")


def not_done(item: ModelItem, name: str, answers: Sequence[Completion]) -> ModelItem:
    """The item that a pass could not judge: no answer to it could be used, so it did not go through it."""
    said = answers[0]
    return item.noted(name, "skipped", not_done=f"{said.status}: {said.error}")


def obj(optional: Mapping[str, Any] | None = None, /, **properties: Any) -> dict[str, Any]:
    """The schema of an object with exactly these fields. A field of `optional` may be absent: it is asked for, and not waited for."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


TEXT: dict[str, Any] = {"type": "string"}
SAID: dict[str, Any] = {"type": "string", "minLength": 2}
FLAG: dict[str, Any] = {"type": "boolean"}


def listed(items: Mapping[str, Any], least: int = 0, most: int = 40) -> dict[str, Any]:
    """The schema of a list."""
    return {"type": "array", "items": dict(items), "minItems": least, "maxItems": most}


def one_of(*values: str) -> dict[str, Any]:
    """The schema of a closed choice."""
    return {"type": "string", "enum": list(values)}


FITS = listed(obj(code=TEXT, fits=FLAG), most=12)
"""The schema of what a checker says of each category that was proposed."""
