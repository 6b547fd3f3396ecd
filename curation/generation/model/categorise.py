"""A category for an item of which none that was proposed fits: a good item is not lost because its clause was mapped elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from curation.core.ports import Completion
from curation.generation.model.items import ModelItem
from curation.generation.model.work import TEXT, Work, listed, obj, pending, unsettled

CHECK = "check"
"""The pass that this belongs to: what comes of it is told as an outcome of that pass."""
CODES = obj(codes=listed(TEXT, most=4))
MOST = 400
"""Most categories that are shown; of a larger taxonomy those of the same top tier as the proposed ones."""


def categorised(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items in order; a live one without a category has the one that a model names for it, or is rejected."""
    wanted = [i for i, item in enumerate(items) if item.live and not item.categories and work.context.leaves]
    asks = [work.ask("categorise", CODES, _values(work, items[i]), work.passes.checker) for i in wanted]
    answers = work.asker.batch(CHECK, asks)
    done = list(items)
    for i, answer in zip(wanted, answers, strict=True):
        done[i] = _named(work, items[i], answer)
    return done


def _values(work: Work, item: ModelItem) -> dict[str, str | int]:
    if item.brief.kind == "prompt":
        told = f"Request that a model should not simply answer:\n{item.text}"
    elif item.brief.kind == "task":
        told = f"Open task:\n{item.text}\n{item.instruction}"
    else:
        told = f"Question:\n{item.stem}\n\nRight answer: {item.key}"
    leaves = work.context.leaves
    shown = list(leaves)
    if len(shown) > MOST:
        tops = {_top(code) for code in work.packs.categories(item.brief.section)}
        shown = [code for code in shown if _top(code) in tops][:MOST]
    return {
        "item": told.replace('"""', "'''"),
        "clause": item.brief.clause.text.replace('"""', "'''"),
        "categories": "\n".join(f"- {code}: {leaves[code][0]}" for code in shown),
    }


def _top(code: str) -> str:
    return code.split(".")[0]


def _named(work: Work, item: ModelItem, answer: Completion) -> ModelItem:
    if unsettled([answer]):
        return pending(item, CHECK, answer)
    codes = [str(code).strip() for code in answer.data["codes"]] if answer.status == "ok" else []
    known = list(dict.fromkeys(code for code in codes if code in work.context.leaves))
    if not known:
        return item.rejected(CHECK, "none of its categories fits")
    kept = tuple(known[: work.context.settings.categories_max])
    return replace(item, categories=kept).noted(CHECK, "passed", **_marks(item), category="named anew")


def _marks(item: ModelItem) -> dict[str, JsonValue]:
    found = item.marks.get(CHECK)
    return dict(found) if isinstance(found, dict) else {}
