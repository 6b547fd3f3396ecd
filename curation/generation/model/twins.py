"""Pass 8, twins: a second case with the same options and another key, for questions whose key shows in the options.

Rewriting wrong options costs much and often leaves the key as the most careful of them. A twin settles it by its design: both
questions show the same options, and an option that is right for the one is wrong for the other. Whoever sees the options alone
and decides by them finds the key of one of the two at most. The options are written anew for both cases, in terms of the rule:
options of the one case are plainly wrong for the other one by its facts alone. Both questions are solved and checked like any;
when either fails, or no answer judges it, the first question stays as it was.

Contrast sets as a test of what a model decides by: Gardner et al. 2020, "Evaluating Models' Local Decision Boundaries via
Contrast Sets".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from curation.core.digests import short_id
from curation.core.ports import Completion
from curation.generation.model import quotes
from curation.generation.model.check_options import NAME as CHECK
from curation.generation.model.check_options import check
from curation.generation.model.items import ModelItem, Wrong, folded, lettered
from curation.generation.model.solve import NAME as SOLVE
from curation.generation.model.solve import solve
from curation.generation.model.work import FLAG, TEXT, Work, listed, obj, unsettled

NAME = "twins"
SHARED = 4
"""Options that the two questions share: both keys and two that are wrong for both."""
OPTION = obj(text={"type": "string", "minLength": 1}, misconception=TEXT, why_first=TEXT, why_second=TEXT)
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": SHARED}
TWIN = obj(
    possible=FLAG, why_not=TEXT, first=TEXT, second=TEXT, options=listed(OPTION, 0, SHARED), key_first=NUMBER,
    key_second=NUMBER, quote_first=TEXT, quote_second=TEXT,
)  # fmt: skip


@dataclass(frozen=True)
class _Draft:
    """A pair on its way."""

    place: int
    """Of the first question among the items."""
    first: ModelItem
    second: ModelItem


def twins(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the pass, in order, each twin right behind the question that it belongs to."""
    wanted = [i for i, item in enumerate(items) if _wants(work, item)]
    if work.passes.twins == "never":
        return [item.noted(NAME, "skipped") if i in wanted else item for i, item in enumerate(items)]
    asks = [work.ask("twin-question", TWIN, _values(work, items[i]), work.passes.writer) for i in wanted]
    answers = work.asker.batch(NAME, asks)
    done = list(items)
    drafts: list[_Draft] = []
    for i, ask, answer in zip(wanted, asks, answers, strict=True):
        draft = _drafted(i, items[i], answer, ask.key)
        if isinstance(draft, _Draft):
            drafts.append(draft)
        else:
            done[i] = draft
    return _settled(work, done, drafts)


def _wants(work: Work, item: ModelItem) -> bool:
    if not item.live or item.brief.kind != "question" or work.context.settings.options != SHARED:
        return False
    return work.passes.twins == "always" or item.passes.get("options-only") == "failed"


def _values(work: Work, item: ModelItem) -> dict[str, str | int]:
    return {
        "pack": work.packs.law(item.brief.section),
        "stem": item.stem,
        "key": item.key,
        "wrong": lettered([w.text for w in item.wrong]),
    }


def _drafted(place: int, item: ModelItem, answer: Completion, request: str) -> _Draft | ModelItem:
    """The twin that an answer describes; or the first question with what is said of there being none."""
    if unsettled([answer]):
        # The first question is complete without its twin, but a run that goes on may still find one.
        return replace(
            item, state="pending", kind=answer.kind or "transport",
            reason=f"{NAME}: waits for an answer ({answer.status}: {answer.error})",
        )  # fmt: skip
    if answer.status != "ok":
        return item.noted(NAME, "skipped", not_done=f"{answer.status}: {answer.error}")
    data = answer.data
    if not data["possible"]:
        return item.noted(NAME, "failed", why_not=data["why_not"].strip() or "no reason given")
    built = _built(item, data, answer.model, request)
    if isinstance(built, str):
        return item.noted(NAME, "failed", why_not=built)
    return _Draft(place, *built)


def _built(
    item: ModelItem, data: dict[str, Any], model: str, request: str
) -> tuple[ModelItem, ModelItem] | str:
    """Both questions, or what is wrong with them."""
    texts = [" ".join(entry["text"].split()) for entry in data["options"]]
    first, second = data["first"].strip(), data["second"].strip()
    inside = (*item.brief.section.clauses, *item.brief.section.above)
    quotes_found = [quotes.find(inside, data[name]) for name in ("quote_first", "quote_second")]
    if not first or not second or folded(first) == folded(second):
        return "the second case is the first one"
    if len({folded(text) for text in texts}) != SHARED:
        return "there are not four different options"
    if data["key_first"] == data["key_second"]:
        return "the same option is right in both cases"
    if None in quotes_found:
        return "a quote is not in the section"
    made = []
    for stem, number, side, quote in zip(
        (first, second),
        (data["key_first"], data["key_second"]),
        ("why_first", "why_second"),
        quotes_found,
        strict=True,
    ):
        assert quote is not None
        key = number - 1
        wrong = tuple(
            Wrong(text, entry["misconception"].strip(), entry[side].strip())
            for n, (text, entry) in enumerate(zip(texts, data["options"], strict=True))
            if n != key
        )
        planned = item.brief.quote
        made.append(
            replace(
                item, stem=stem, key=texts[key], why_key=data["options"][key][side].strip(), wrong=wrong, model=model,
                request=request, quotes=(quote,) if quote.clause == planned.clause else (planned, quote),
                passes={name: item.passes[name] for name in ("plan", "repeats") if name in item.passes}, marks={},
            )
        )  # fmt: skip
    return made[0], made[1]


def _settled(work: Work, items: Sequence[ModelItem], drafts: Sequence[_Draft]) -> list[ModelItem]:
    """The items with the pairs that stand; a first question whose pair falls is as it was before, with the reason."""
    both = check(work, solve(work, [side for draft in drafts for side in (draft.first, draft.second)]))
    done: list[list[ModelItem]] = [[item] for item in items]
    for n, draft in enumerate(drafts):
        first, second = both[2 * n : 2 * n + 2]
        was = items[draft.place]
        waiting = next((one for one in (first, second) if one.state == "pending"), None)
        if waiting is not None:
            done[draft.place] = [
                replace(was, state="pending", kind=waiting.kind, reason=f"{NAME}: {waiting.reason}")
            ]
        elif why := _unjudged(was, first, second):
            done[draft.place] = [was.noted(NAME, "skipped", not_done=why)]
        elif why := _falls(first, second):
            done[draft.place] = [was.noted(NAME, "failed", why_not=why)]
        else:
            done[draft.place] = _pair(was, first, second)
    return [item for group in done for item in group]


def _unjudged(was: ModelItem, first: ModelItem, second: ModelItem) -> str:
    """Of which question of a pair no answer of a pass could be used, though `was` passed it; empty where both were judged or one fell."""
    if not (first.live and second.live):
        return ""
    told = {name: side.unjudged(was, (SOLVE, CHECK)) for name, side in (("first", first), ("second", second))}
    return next((f"the {name} question: {why}" for name, why in told.items() if why), "")


def _falls(first: ModelItem, second: ModelItem) -> str:
    """Why a pair does not stand, empty when it does: each option has to be plainly right or wrong in both cases."""
    for name, side in (("first", first), ("second", second)):
        if not side.live:
            return f"the {name} question: {side.reason}"
        if len(side.wrong) != SHARED - 1:
            return f"the {name} question: an option is not plainly wrong"
    return ""


def _pair(was: ModelItem, first: ModelItem, second: ModelItem) -> list[ModelItem]:
    """The two questions, marked as a pair; what the options alone give away is settled by their design."""
    name = short_id("pair", first.stem, second.stem)
    found = was.marks.get("options-only")
    marks = dict(found) if isinstance(found, dict) else {}
    done = [replace(side, pair=name).noted(NAME, "passed") for side in (first, second)]
    if was.passes.get("options-only") not in (None, "skipped"):
        # What was found with the options that were there before stays told with the first question.
        done = [
            done[0].noted("options-only", "passed", **marks, shared=True),
            done[1].noted("options-only", "passed", shared=True),
        ]
    return [done[0], replace(done[1], first=done[0])]
