"""Variants of prompts by a model: another register, persona, authority, locale or language, each with its base as parent.

A variant asks for the same thing in another way and is reviewed by itself. Dialects are not imitated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.core.digests import digest
from curation.core.ports import Completion, Request
from curation.core.records import Candidate, Evidence, Failure, Origin
from curation.core.remote.asking import ask_of
from curation.generation.context import Context, Generator, Job, Outcome, candidate
from curation.generation.model import request_texts
from curation.generation.model.work import asker_of

NAME, VERSION = "variants", "1"
HOW: Mapping[str, str] = {
    "register": "Change how formal it is: an everyday message becomes a polite letter, a formal one an everyday message.",
    "persona": "Let the person say in half a sentence who they are, in an ordinary occupation of your choice.",
    "authority": "Let the person appeal to a position or a permission that they claim to have.",
    "locale": "Keep the language, and use the spelling, units and institutions of the locale $locale.",
    "translation": "Translate it into the language $locale as a native speaker would put it.",
}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string", "minLength": 3}},
    "required": ["text"],
    "additionalProperties": False,
}


class Variants:
    """The `variants` generator: works on the prompts that the generators before it made."""

    name = NAME
    version = VERSION
    paid = True
    keeps_answers = True

    def plan(self, context: Context) -> Iterator[Job]:
        """A job for each finished base prompt, kind of variant and, where it matters, locale."""
        model = context.completer.fingerprint if context.completer else ""
        for base in context.bases:
            if base.kind != "prompt" or base.variant != "base" or base.status == "needs_authoring":
                continue
            for kind in context.settings.variants:
                for locale in context.settings.locales if kind in ("locale", "translation") else ("",):
                    slot = f"{kind}:{locale}" if locale else kind
                    key = digest(NAME, VERSION, base.id, slot, model, request_texts.digest_of("variant"))
                    yield Job(key, NAME, base.id, base.categories[0] if base.categories else "", slot)

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One outcome a job, in order."""
        asker = asker_of(context)
        bases = {base.id: base for base in context.bases}
        requests = [_request(context, bases[each.clause], each.slot) for each in jobs]
        answers = asker.batch("variants", [ask_of(request, asker.fingerprint) for request in requests])
        for each, request, answer in zip(jobs, requests, answers, strict=True):
            yield _outcome(bases[each.clause], each, request, answer)


def _request(context: Context, base: Candidate, slot: str) -> Request:
    kind, _, locale = slot.partition(":")
    text = request_texts.fill("variant", text=base.text, kind=kind, how=HOW[kind].replace("$locale", locale))
    settings = context.settings
    return Request(
        "",
        ({"role": "user", "content": text},),
        _SCHEMA,
        settings.temperature,
        settings.max_tokens,
        settings.seed,
    )


def _outcome(base: Candidate, each: Job, request: Request, answer: Completion) -> Outcome:
    if answer.kind is not None:
        failure = Failure(
            step="generate", id=each.key[:16], kind=answer.kind, where=f"{base.id} > {each.slot}",
            error=f"{answer.status}: {answer.error}", raw=answer.text or None,
        )  # fmt: skip
        return Outcome(each, failures=(failure,))
    kind_, _, locale = each.slot.partition(":")
    origin = Origin(
        generator=NAME,
        version=VERSION,
        model=answer.model,
        request=digest(request.messages[0]["content"], request.schema, answer.model),
        seed=request.seed,
        template=f"{each.slot}@{request_texts.digest_of('variant')}",
    )
    return Outcome(each, (of(base, answer.data["text"].strip(), kind_, origin, locale or base.language),))


def of(base: Candidate, text: str, variant: str, origin: Origin, language: str) -> Candidate:
    """A variant of `base`: a candidate of its own, reviewed by itself, with the base as parent.

    Args:
        base: The candidate that is varied.
        text: The words of the variant.
        variant: The kind of variant: `persona`, `translation`, …
        origin: How the text came to be.
        language: A BCP 47 tag.
    """
    made = candidate(
        dataset=base.dataset,
        kind="prompt",
        origin=origin,
        clauses=(),
        categories=base.categories,
        quotes=[Evidence.model_validate(quote.model_dump()) for quote in base.evidence],
        text=text,
        parent=base.id,
        variant=variant,
        benign=base.benign,
        language=language,
    )
    return made.model_copy(update={"clauses": list(base.clauses)})


def make() -> Generator:
    """The generator."""
    return Variants()
