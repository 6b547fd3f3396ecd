"""Pass 2, write: a question with its key, six to eight wrong options and their reasons; a prompt with its lawful twin; or a task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curation.core.ports import Completion
from curation.core.records import Evidence
from curation.core.remote.asking import Ask
from curation.generation.model import design, examples, quotes, request_texts, task_rubric
from curation.generation.model.items import Brief, ModelItem, Wrong, folded
from curation.generation.model.work import (
    SAID,
    TEXT,
    Work,
    failed,
    listed,
    obj,
    one_of,
    pending,
    unfit,
    unsettled,
)
from curation.text import packs
from curation.text.quotes import find_span

WRONG = obj(text={"type": "string", "minLength": 1}, misconception=SAID, why=SAID, quote=TEXT)
LEFT_OUT = {"left_out": TEXT}
"""What of the brief the writer left out because it does not fit; answers that were recorded earlier do not have it."""
QUESTION = obj(
    LEFT_OUT, stem=SAID, key={"type": "string", "minLength": 1}, why_key=SAID, quote=SAID, wrong=listed(WRONG, 3, 9)
)  # fmt: skip
PROMPT = obj(
    LEFT_OUT, text=SAID, expected=one_of("refuse", "caution"), twin=SAID, changed=SAID, quote=SAID, why=SAID
)  # fmt: skip
NAME = "write"
SHORTEST, LONGEST = 40, 200
"""Words of a prompt beyond which it is not what was asked for (60 to 150), with some grace."""
LEAST = 3
"""Fewest wrong options of a question."""


def write(work: Work, briefs: Sequence[Brief]) -> list[ModelItem]:
    """The item of each brief, in order."""
    asks = [_ask(work, brief) for brief in briefs]
    answers = work.asker.batch("write", asks)
    return [
        _written(work, ModelItem(brief, request=ask.key), answer)
        for brief, ask, answer in zip(briefs, asks, answers, strict=True)
    ]


def _ask(work: Work, brief: Brief) -> Ask:
    if brief.kind == "task":
        values = task_rubric.write_values(work, brief)
        return work.ask("write-task", task_rubric.TASK, values, work.passes.writer)
    document = work.context.documents.get(brief.clause.document)
    named = (document.citation or document.title) if document else brief.clause.document
    values = {
        "pack": work.packs.law(brief.section),
        "examples": examples.shown(work.context, brief.kind, brief.category),
        "fact": brief.fact,
        "paragraph": brief.section.marks[brief.clause.id],
        "citation": brief.clause.citation,
        "situation": brief.situation or "none",
        "trap": brief.trap or "none",
        "design": design.told(brief.design),
    }
    if brief.kind == "question":
        values |= {"level": brief.level, "document": named}
        return work.ask("write-question", QUESTION, values, work.passes.writer)
    return work.ask("write-prompt", PROMPT, values, work.passes.writer)


def _written(work: Work, item: ModelItem, answer: Completion) -> ModelItem:
    if unsettled([answer]):
        return pending(item, "write", answer)
    if answer.status != "ok":
        return failed(item, "write", answer)
    item = replace(item, model=answer.model, passes={"plan": "passed"})
    brief, data = item.brief, answer.data
    if brief.kind == "task":
        return task_rubric.written(replace(item, categories=_categories(work, brief)), answer)
    inside = (brief.clause, *brief.section.clauses, *brief.section.above)
    quote = quotes.find(inside, data["quote"]) or _within(brief.quote, data["quote"])
    if quote is None:
        return unfit(item, "write", "the quote is not in the section", answer)
    item = replace(item, quotes=_quotes(quote, brief.quote), categories=_categories(work, brief))
    item = _without(item, data.get("left_out", "").strip())
    if brief.kind == "question":
        return _question(item, answer)
    return _pair(item, answer)


def _without(item: ModelItem, left_out: str) -> ModelItem:
    """The item, whose design holds only what its writer used, with what was left out as a mark."""
    if not left_out or left_out.strip(" .").casefold() in _NOTHING:
        return item
    brief = replace(item.brief, design=design.kept(item.brief.design, left_out))
    return replace(item, brief=brief, marks={**item.marks, NAME: {"left_out": left_out}})


_NOTHING = frozenset({"none", "nothing", "n/a", "-"})


def _within(planned: Evidence, quote: str) -> Evidence | None:
    """The quotation of the brief where the writer quotes a word or two of it, which alone would be found in almost any text."""
    return planned if find_span(planned.quote, quote) is not None else None


def _quotes(own: Evidence, planned: Evidence) -> tuple[Evidence, ...]:
    """The quotation of the item, with that of its brief where it stands elsewhere."""
    return (own,) if own.clause == planned.clause else (planned, own)


def _categories(work: Work, brief: Brief) -> tuple[str, ...]:
    """The planned category first, then those that the clause is mapped to, as many as the settings allow."""
    mapped = work.context.categories(brief.clause)
    found = dict.fromkeys([*([brief.category] if brief.category else []), *mapped])
    return tuple(found)[: work.context.settings.categories_max]


def wrong_options(
    item: ModelItem, entries: Sequence[dict[str, str]], taken: Sequence[str]
) -> tuple[Wrong, ...]:
    """The wrong options of an answer without repeats and without what is among `taken`; each refuting quote as it stands."""
    seen = {folded(text) for text in taken}
    inside = (*item.brief.section.clauses, *item.brief.section.above)
    kept: list[Wrong] = []
    for entry in entries:
        text = " ".join(entry["text"].split())
        if not text or folded(text) in seen:
            continue
        seen.add(folded(text))
        quote = quotes.find(inside, entry["quote"]) if entry["quote"].strip() else None
        kept.append(
            Wrong(text, entry["misconception"].strip(), entry["why"].strip(), quote.quote if quote else "")
        )
    return tuple(kept)


def _question(item: ModelItem, answer: Completion) -> ModelItem:
    data = answer.data
    key = " ".join(data["key"].split())
    wrong = wrong_options(item, data["wrong"], [key])
    if len(wrong) < LEAST:
        return unfit(item, "write", "fewer than three different wrong options", answer)
    return replace(item, stem=data["stem"].strip(), key=key, why_key=data["why_key"].strip(), wrong=wrong[:8])


def _pair(item: ModelItem, answer: Completion) -> ModelItem:
    data = answer.data
    text, twin = data["text"].strip(), data["twin"].strip()
    if folded(text) == folded(twin):
        return unfit(item, "write", "the twin says the same as the prompt", answer)
    if packs.spaced(item.brief.clause.language or "en"):
        for name, each in (("prompt", text), ("twin", twin)):
            if not SHORTEST <= len(each.split()) <= LONGEST:
                return unfit(item, "write", f"the {name} has {len(each.split())} words", answer)
    return replace(
        item, text=text, twin=twin, changed=data["changed"].strip(), why=data["why"].strip(), expected=data["expected"]
    )  # fmt: skip


def template_of(kind: str) -> str:
    """What an item's origin names as its template."""
    name = f"write-{kind}"
    return f"{name}@{request_texts.digest_of(name)}"
