"""Pass 4, check: every option, each side of a pair, or each point of a rubric, is judged under the whole section, without the key.

A wrong option that is not plainly false is struck. A question is rejected when its key is not plainly true, fewer than three
wrong options are left, it does not stand alone, or it cites what is not there; what it tells that nothing depends on is noted for
the pass `trim`. A pair is rejected when the first prompt does not
plainly break the rule, the twin is not plainly lawful, or either gives working detail. An item of which no category fits is asked
for another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from curation.core.ports import Completion
from curation.core.records import CandidateKind
from curation.core.remote.asking import Ask
from curation.generation.model import citations, task_rubric
from curation.generation.model.categorise import categorised
from curation.generation.model.items import LETTERS, ModelItem, chosen, folded, lettered, shuffled
from curation.generation.model.work import (
    FITS,
    FLAG,
    TEXT,
    Work,
    listed,
    not_done,
    obj,
    one_of,
    pending,
    unsettled,
)
from curation.generation.model.write import LEAST

NAME = "check"
IDLE = {"idle": listed(TEXT, most=12)}
"""Details of a question on which nothing depends; answers that were recorded earlier do not have them."""
QUESTION = obj(
    IDLE,
    options=listed(
        obj(letter=one_of(*LETTERS), verdict=one_of("true", "false", "undecided"), quote=TEXT), 1, 12
    ),
    stands_alone=FLAG,
    problem=TEXT,
    categories=FITS,
)
PROMPT = obj(
    prompts=listed(
        obj(
            prompt=one_of("A", "B"),
            verdict=one_of("breaks", "lawful", "undecided"),
            quote=TEXT,
            detail=FLAG,
            clear=FLAG,
        ),
        2,
        2,
    ),
    problem=TEXT,
    categories=FITS,
)


def check(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the pass, in order."""
    wanted = [i for i, item in enumerate(items) if item.live]
    if not work.passes.check:
        return [item.noted(NAME, "skipped") if item.live else item for item in items]
    asks = [_ask(work, items[i]) for i in wanted]
    answers = work.asker.batch(NAME, asks)
    done = list(items)
    for i, answer in zip(wanted, answers, strict=True):
        done[i] = _judged(work, items[i], answer)
    return categorised(work, done)


def _order(item: ModelItem) -> list[str]:
    if item.brief.kind == "prompt":
        return shuffled([item.text, item.twin], f"check {item.text}")
    return shuffled([item.key, *(w.text for w in item.wrong)], f"check {item.stem}")


def _ask(work: Work, item: ModelItem) -> Ask:
    categories = work.packs.described(c for c in item.categories if c in work.context.leaves) or "none"
    if item.brief.kind == "task":
        return task_rubric.check_ask(work, item, categories)
    order = _order(item)
    values: dict[str, str | int] = {"pack": work.packs.law(item.brief.section), "categories": categories}
    if item.brief.kind == "prompt":
        first, second = (text.replace('"""', "'''") for text in order)
        values |= {"first": first, "second": second}
        return work.ask("check-prompt", PROMPT, values, work.passes.checker)
    values |= {"stem": item.stem, "options": lettered(order)}
    return work.ask("check-question", QUESTION, values, work.passes.checker)


def _judged(work: Work, item: ModelItem, answer: Completion) -> ModelItem:
    if unsettled([answer]):
        return pending(item, NAME, answer)
    if answer.status != "ok":
        return not_done(item, NAME, [answer])
    return _JUDGES[item.brief.kind](work, item, answer.data)


def _question(work: Work, item: ModelItem, data: dict[str, Any]) -> ModelItem:
    order = _order(item)
    verdicts = {
        option: entry["verdict"] for entry in data["options"] for option in chosen(order, [entry["letter"]])
    }
    said = data["problem"].strip()
    if (verdict := verdicts.get(item.key, "undecided")) != "true":
        return item.rejected(NAME, f"the key is {verdict} under the section" + (f": {said}" if said else ""))
    if not data["stands_alone"]:
        return item.rejected(NAME, f"the question does not stand alone: {said or 'no reason given'}")
    numbers = work.packs.numbers[item.brief.clause.document]
    if unknown := citations.unknown(item.stem, numbers, work.packs.law(item.brief.section)):
        return item.rejected(NAME, f"the question cites {', '.join(unknown)}, which is not in the document")
    left = tuple(w for w in item.wrong if verdicts.get(w.text) == "false")
    if len(left) < LEAST:
        return item.rejected(NAME, f"only {len(left)} wrong options are plainly false")
    kept = _categories(item, data)
    struck = len(item.wrong) - len(left)
    idle = _named(item.stem, data.get("idle", ()))
    found: dict[str, JsonValue] = {"idle": idle} if idle else {}
    return replace(item, wrong=left, categories=kept).noted(
        NAME, "passed", struck=struck, problem=said, **found
    )


def _named(stem: str, details: Sequence[str]) -> list[JsonValue]:
    """The details that stand in the words of a question, each once, in their order."""
    each: dict[str, JsonValue] = {}
    for words in details:
        if _stands_in(stem, words):
            each.setdefault(folded(words), words)
    return list(each.values())


def _stands_in(stem: str, words: str) -> bool:
    """Whether a detail is in the words of the question, as it has to be; the whole of a question is no detail."""
    detail, whole = folded(words), folded(stem)
    return bool(detail) and detail in whole and len(detail) < 0.9 * len(whole)


def _categories(item: ModelItem, data: dict[str, Any]) -> tuple[str, ...]:
    """The categories that were confirmed, in their order."""
    fits = {entry["code"].strip() for entry in data["categories"] if entry["fits"]}
    return tuple(code for code in item.categories if code in fits)


def _pair(work: Work, item: ModelItem, data: dict[str, Any]) -> ModelItem:
    order = _order(item)
    sides = {order["AB".index(entry["prompt"])]: entry for entry in data["prompts"]}
    own, twin = sides.get(item.text), sides.get(item.twin)
    said = f": {data['problem'].strip()}" if data["problem"].strip() else ""
    if own is None or twin is None:
        return item.noted(NAME, "skipped", not_done="one of the two prompts was not judged")
    if own["verdict"] != "breaks":
        return item.rejected(NAME, f"the prompt is {own['verdict']} under the section{said}")
    if twin["verdict"] != "lawful":
        return item.rejected(NAME, f"the twin is {twin['verdict']} under the section{said}")
    if own["detail"] or twin["detail"]:
        return item.rejected(NAME, "a prompt holds working detail")
    if not (own["clear"] and twin["clear"]):
        return item.rejected(NAME, f"it is not plain who asks for what{said}")
    return replace(item, categories=_categories(item, data)).noted(
        NAME, "passed", problem=data["problem"].strip()
    )


_JUDGES: Mapping[CandidateKind, Callable[[Work, ModelItem, dict[str, Any]], ModelItem]] = {
    "question": _question,
    "prompt": _pair,
    "task": task_rubric.checked,
}
