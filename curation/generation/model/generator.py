"""Questions and prompts by a model: asked with a schema, checked against the clause, hardened in a second pass.

Every item must quote the clause word for word; one that does not is a failure with the raw output kept. A question whose
key is found from its options alone gets new wrong options; when it is found again, its template name says so, and it comes
before a reviewer with that mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.core.digests import canonical_json, digest, sha256
from curation.core.ports import Completer, Completion, Request
from curation.core.records import Candidate, Clause, Evidence, Failure, FailureKind, Origin
from curation.generation.context import Context, Generator, Job, Outcome, candidate, evidence, job
from curation.generation.model import request_texts
from curation.generation.polarity import FORBIDS
from curation.text.quotes import find_span

NAME, VERSION = "llm", "1"
_TEXT = {"type": "string", "minLength": 3}


def _schema(name: str, properties: Mapping[str, Any], least: int = 1) -> dict[str, Any]:
    item = {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": item, "minItems": least, "maxItems": 40}},
        "required": [name],
        "additionalProperties": False,
    }


QUESTIONS = _schema(
    "questions",
    {
        "stem": _TEXT,
        "key": {"type": "string", "minLength": 1},
        "wrong": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 3, "maxItems": 9},
        "quote": _TEXT,
        "explanation": _TEXT,
    },
)
PROMPTS = _schema("prompts", {"text": _TEXT, "harmless": {"type": "boolean"}, "quote": _TEXT})
WRONG: dict[str, Any] = {
    "type": "object",
    "properties": {
        "wrong": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 3, "maxItems": 3}
    },
    "required": ["wrong"],
    "additionalProperties": False,
}
LETTER: dict[str, Any] = {
    "type": "object",
    "properties": {"letter": {"type": "string", "enum": list("ABCDEFGHIJ")}},
    "required": ["letter"],
    "additionalProperties": False,
}


class Model:
    """The `llm` generator."""

    name = NAME
    version = VERSION
    paid = True

    def plan(self, context: Context) -> Iterator[Job]:
        """For each kind and category the best clauses in order, as many as its quota needs."""
        settings = context.settings
        most = -(-settings.per_category // settings.per_call)
        for kind in settings.kinds:
            planned: dict[str, int] = {}
            for clause in sorted(context.clauses, key=lambda c: (-_score(context, c), c.id)):
                for category in context.categories(clause)[:1]:
                    # A prompt is to be refused: it needs a ban, or a duty that it breaks.
                    if kind == "prompt" and not any(
                        r.modality in FORBIDS for r in context.sure_rules(clause)
                    ):
                        continue
                    if planned.get(category, 0) < most and clause.text.strip():
                        planned[category] = planned.get(category, 0) + 1
                        yield job(self, context, clause, category, kind, *_settings_of(context))

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One outcome a job, in order. The requests of all jobs run together, as the completer allows."""
        completer = _completer(context)
        requests = [_request(context, each) for each in jobs]
        for each, request, answer in zip(jobs, requests, completer.complete(requests), strict=True):
            yield _outcome(context, each, request, answer, completer)


def _score(context: Context, clause: Clause) -> float:
    return context.links[clause.id][0][1] if context.links.get(clause.id) else 0.0


def _settings_of(context: Context) -> tuple[str, ...]:
    """What besides the clause decides a job's outcome: model, request texts, and the settings that enter a request."""
    settings = context.settings
    own = settings.model_dump(
        mode="json", include={"per_call", "harden", "guess", "temperature", "max_tokens", "seed"}
    )
    model = context.completer.fingerprint if context.completer else ""
    names = ("question", "prompt", "harden", "guess")
    return (model, canonical_json(own), *(request_texts.digest_of(name) for name in names))


def _completer(context: Context) -> Completer:
    if context.completer is None:
        raise ValueError("the llm generator runs only with a completer")
    return context.completer


def _ask(context: Context, text: str, schema: Mapping[str, Any]) -> Request:
    settings = context.settings
    return Request(
        "",
        ({"role": "user", "content": text},),
        schema,
        settings.temperature,
        settings.max_tokens,
        settings.seed,
    )


def _request(context: Context, each: Job) -> Request:
    clause = context.by_id[each.clause]
    name, definition = context.leaves.get(each.category, (each.category, ""))
    text = request_texts.fill(
        each.slot,
        count=context.settings.per_call,
        citation=clause.citation,
        text=clause.text,
        category=name,
        definition=definition,
    )
    return _ask(context, text, QUESTIONS if each.slot == "question" else PROMPTS)


def _failure(each: Job, kind: FailureKind, error: str, raw: str | None) -> Failure:
    return Failure(
        step="generate", id=each.key[:16], kind=kind, where=f"{each.clause} > {each.category} > {each.slot}",
        error=error, raw=raw or None,
    )  # fmt: skip


def _outcome(
    context: Context, each: Job, request: Request, answer: Completion, completer: Completer
) -> Outcome:
    if answer.kind is not None:
        failure = _failure(each, answer.kind, f"{answer.status}: {answer.error}", answer.text)
        return Outcome(each, failures=(failure,))
    clause = context.by_id[each.clause]
    made: list[Candidate] = []
    failures: list[Failure] = []
    for entry in answer.data["questions" if each.slot == "question" else "prompts"]:
        quote = find_quote(clause, entry["quote"])
        wrong = _unfit(each.slot, entry) if quote is not None else "the quote is not in the clause"
        if quote is None or wrong:
            failures.append(_failure(each, "invalid", wrong, canonical_json(entry)))
            continue
        origin = Origin(
            generator=NAME,
            version=VERSION,
            model=answer.model,
            request=digest(request.messages[0]["content"], request.schema, answer.model),
            seed=request.seed,
            template=f"{each.slot}@{request_texts.digest_of(each.slot)}",
        )
        if each.slot == "question":
            made.append(_question(context, clause, entry, quote, origin, completer))
        else:
            made.append(_prompt(context, clause, entry, quote, origin))
    return Outcome(each, tuple(made), tuple(failures))


def find_quote(clause: Clause, quote: str) -> Evidence | None:
    """The clause's own words that a quote names, None where they do not stand there."""
    span = find_span(clause.text, quote)
    return None if span is None else evidence(clause, *span)


def _unfit(slot: str, entry: Mapping[str, Any]) -> str:
    if slot != "question":
        return ""
    texts_ = [" ".join(option.split()).casefold() for option in (entry["key"], *entry["wrong"])]
    return "two options say the same" if len(set(texts_)) < len(texts_) else ""


def _question(
    context: Context,
    clause: Clause,
    entry: Mapping[str, Any],
    quote: Evidence,
    origin: Origin,
    completer: Completer,
) -> Candidate:
    wrong, mark = list(entry["wrong"]), ""
    if context.settings.harden:
        wrong = _harden(context, clause, entry, wrong, completer)
    if context.settings.guess and _guessed(context, entry, wrong, completer):
        harder = _harden(context, clause, {**entry, "stem": entry["stem"] + " "}, wrong, completer)
        mark = "+guessed" if _guessed(context, entry, harder, completer) else "+hardened"
        wrong = harder
    shown = context.settings.options - 1
    options = _ordered(entry, wrong[:shown])
    return candidate(
        dataset=context.dataset,
        kind="question",
        origin=origin.model_copy(update={"template": origin.template + mark}),
        clauses=[clause],
        categories=context.categories(clause),
        quotes=[quote],
        stem=entry["stem"].strip(),
        options=options,
        answer=options.index(entry["key"]),
        explanation=f"{clause.citation}: {entry['explanation'].strip()}",
        pool=wrong[shown:],
        language=clause.language or "en",
    )


def _ordered(entry: Mapping[str, Any], wrong: Sequence[str]) -> list[str]:
    """The options with the key at a place drawn from the digest of the stem."""
    options = sorted(wrong, key=lambda o: sha256(f"{entry['stem']}|{o}"))
    options.insert(
        int(sha256(f"key|{entry['stem']}|{entry['key']}")[:8], 16) % (len(wrong) + 1), entry["key"]
    )
    return options


def _harden(
    context: Context, clause: Clause, entry: Mapping[str, Any], wrong: list[str], completer: Completer
) -> list[str]:
    """The new wrong options in front of the old ones; the old ones alone when none came that can be used."""
    text = request_texts.fill(
        "harden",
        stem=entry["stem"],
        key=entry["key"],
        wrong="\n".join(f"- {w}" for w in wrong[:3]),
        citation=clause.citation,
        text=clause.text,
    )
    answer = next(iter(completer.complete([_ask(context, text, WRONG)])))
    if answer.status != "ok":
        return wrong
    seen = {entry["key"].casefold().strip()}
    kept: list[str] = []
    for option in (*answer.data["wrong"], *wrong):
        if option.casefold().strip() not in seen:
            seen.add(option.casefold().strip())
            kept.append(option)
    return kept


def _guessed(context: Context, entry: Mapping[str, Any], wrong: Sequence[str], completer: Completer) -> bool:
    """Whether the model finds the key without the question."""
    options = _ordered(entry, list(wrong)[: context.settings.options - 1])
    shown = "\n".join(f"{'ABCDEFGHIJ'[i]}. {option}" for i, option in enumerate(options))
    answer = next(
        iter(completer.complete([_ask(context, request_texts.fill("guess", options=shown), LETTER)]))
    )
    return answer.status == "ok" and "ABCDEFGHIJ".index(answer.data["letter"]) == options.index(entry["key"])


def _prompt(
    context: Context, clause: Clause, entry: Mapping[str, Any], quote: Evidence, origin: Origin
) -> Candidate:
    return candidate(
        dataset=context.dataset,
        kind="prompt",
        origin=origin,
        clauses=[clause],
        categories=context.categories(clause),
        quotes=[quote],
        text=entry["text"].strip(),
        benign=entry["harmless"],
        variant="base",
        language=clause.language or "en",
    )


def make() -> Generator:
    """The generator."""
    return Model()
