"""From an item that went through the passes to candidates: a question, a task, or a prompt and its twin.

The twin of a question is an item of its own, whose parent is the question."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.digests import canonical_json, sha256, short_id
from curation.core.records import Candidate, Clause, Failure, Origin
from curation.generation.context import Context, candidate
from curation.generation.model.items import ModelItem, Wrong
from curation.generation.model.plan import level_of
from curation.generation.model.task_rubric import rubric_of
from curation.generation.model.write import template_of

NAME, VERSION = "llm", "2"


def candidates(context: Context, item: ModelItem) -> list[Candidate]:
    """The candidates of an accepted item."""
    if item.brief.kind == "task":
        return [_task(context, item)]
    return _prompts(context, item) if item.brief.kind == "prompt" else [_question(context, item)]


def failure(item: ModelItem) -> Failure:
    """Why an item gave no candidate: rejected by a pass, not written, or waiting for an answer."""
    brief = item.brief
    raw = item.raw or (canonical_json(item.said()) if item.stem or item.text else None)
    where = f"{brief.clause.id} > {brief.category or 'no category'} > {brief.kind}"
    return Failure(
        step="generate", id=brief.key[:16], kind=item.kind, where=where, error=item.reason, raw=raw
    )


def _origin(context: Context, item: ModelItem) -> Origin:
    return Origin(
        generator=NAME,
        version=VERSION,
        model=item.model,
        request=item.request,
        seed=context.settings.seed,
        template=template_of(item.brief.kind),
    )


def _question(context: Context, item: ModelItem) -> Candidate:
    shown = item.wrong[: context.settings.options - 1]
    texts = [w.text for w in shown]
    order = sorted(texts, key=lambda text: sha256(f"{item.stem}|{text}"))
    order.insert(int(sha256(f"key|{item.stem}|{item.key}")[:8], 16) % (len(order) + 1), item.key)
    why = {w.text: w.why for w in shown} | {item.key: item.why_key}
    trap = {w.text: w.misconception for w in shown} | {item.key: ""}
    made = candidate(
        dataset=context.dataset,
        kind="question",
        origin=_origin(context, item),
        clauses=[item.brief.clause, *_others(context, item)],
        categories=item.categories,
        quotes=item.quotes,
        stem=item.stem,
        options=order,
        answer=order.index(item.key),
        explanation=_explained(item, shown),
        pool=[w.text for w in item.wrong[len(shown) :]],
        language=item.brief.clause.language or "en",
    )
    return made.model_copy(
        update={
            "level": item.brief.level,
            "book": "closed",
            "why": [why[text] for text in order],
            "misconceptions": [trap[text] for text in order],
            "pair": item.pair,
            **({"parent": _question(context, item.first).id, "variant": "contrast"} if item.first else {}),
            **_common(context, item),
        }
    )


def _explained(item: ModelItem, wrong: Sequence[Wrong]) -> str:
    """Citation and why the key is right; then each wrong option in quotation marks with why it is wrong: it can be read alone."""
    citation = item.brief.clause.citation
    head = item.why_key if citation in item.why_key else f"{citation}: {item.why_key}"
    told = [f"\u201c{w.text.rstrip('.')}\u201d: {w.why}" for w in wrong if w.why]
    return " ".join(_ended(part) for part in (head, *told))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "\u3002")) else f"{text}."


def _task(context: Context, item: ModelItem) -> Candidate:
    points = rubric_of(context, item)
    clauses = [context.by_id[name] for name in dict.fromkeys(name for p in points for name in p.clauses)]
    made = candidate(
        dataset=context.dataset,
        kind="task",
        origin=_origin(context, item),
        clauses=clauses,
        categories=item.categories,
        quotes=item.quotes,
        text=item.text,
        instruction=item.instruction,
        rubric=points,
        level=level_of(item.quotes),
        language=item.brief.clause.language or "en",
    )
    rules = list(dict.fromkeys(rule for point in points for rule in point.rules))
    return made.model_copy(update={**_common(context, item), "rules": rules})


def _prompts(context: Context, item: ModelItem) -> list[Candidate]:
    pair = short_id("pair", context.dataset, item.text, item.twin)
    clauses = [item.brief.clause, *_others(context, item)]
    base = candidate(
        dataset=context.dataset,
        kind="prompt",
        origin=_origin(context, item),
        clauses=clauses,
        categories=item.categories,
        quotes=item.quotes,
        text=item.text,
        explanation=_ended(item.why),
        language=item.brief.clause.language or "en",
    )
    twin = candidate(
        dataset=context.dataset,
        kind="prompt",
        origin=_origin(context, item),
        clauses=clauses,
        categories=item.categories,
        quotes=item.quotes,
        text=item.twin,
        explanation=_ended(item.changed),
        parent=base.id,
        variant="contrast",
        benign=True,
        language=base.language,
    )
    common = _common(context, item) | {"pair": pair, "level": item.brief.level}
    return [
        base.model_copy(update={**common, "expected": item.expected}),
        twin.model_copy(update={**common, "expected": "comply"}),
    ]


def _others(context: Context, item: ModelItem) -> list[Clause]:
    """The clauses besides the main one that the quotations stand in."""
    names = dict.fromkeys(quote.clause for quote in item.quotes if quote.clause != item.brief.clause.id)
    return [context.by_id[name] for name in names]


def _common(context: Context, item: ModelItem) -> dict[str, object]:
    rules = [rule.id for rule in context.sure_rules(item.brief.clause)]
    return {
        "rules": rules,
        "passes": dict(item.passes),
        "derivation": {
            "fact": item.brief.fact,
            "design": dict(item.brief.design),
            "passes": dict(item.marks),
        },
    }
