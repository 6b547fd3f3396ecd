"""Pass 8, twins: a second case with the same options and another key, for questions whose key shows in the options.

Rewriting wrong options costs much and often leaves the key as the most careful of them. A twin settles it by its design: both
questions show the same options, and an option that is right for the one is wrong for the other. Whoever sees the options alone
and decides by them finds the key of one of the two at most. The twin is solved and checked like any question; where it uses a
new option, the first question is checked again with it. When either fails, the first question stays as it was.

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
from curation.generation.model.check_options import check
from curation.generation.model.items import Item, Wrong, folded, lettered
from curation.generation.model.solve import solve
from curation.generation.model.work import FLAG, TEXT, Work, listed, obj, unsettled

NAME = "twins"
SHARED = 4
"""Options that the two questions share: both keys and two that are wrong for both."""
OTHER = obj(text={"type": "string", "minLength": 1}, misconception=TEXT, why=TEXT)
TWIN = obj(
    possible=FLAG, why_not=TEXT, stem=TEXT, key=TEXT, why_key=TEXT, quote=TEXT, misconception=TEXT, why_first=TEXT,
    why_old=TEXT, misconception_old=TEXT, wrong=listed(OTHER, 0, 4),
)  # fmt: skip


@dataclass(frozen=True)
class _Draft:
    """A twin on its way, and the first question as it is when the twin stands."""

    place: int
    """Of the first question among the items."""
    first: Item
    twin: Item
    fresh: bool
    """Whether it uses an option that the first question did not have."""


def twins(work: Work, items: Sequence[Item]) -> list[Item]:
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


def _wants(work: Work, item: Item) -> bool:
    if not item.live or item.brief.kind != "question" or work.context.settings.options != SHARED:
        return False
    return work.passes.twins == "always" or item.passes.get("options-only") == "failed"


def _values(work: Work, item: Item) -> dict[str, str | int]:
    return {
        "pack": work.packs.law(item.brief.section),
        "stem": item.stem,
        "key": item.key,
        "wrong": lettered([w.text for w in item.wrong]),
    }


def _drafted(place: int, item: Item, answer: Completion, request: str) -> _Draft | Item:
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
    first, twin, fresh = built
    return _Draft(place, first, twin, fresh)


def _built(item: Item, data: dict[str, Any], model: str, request: str) -> tuple[Item, Item, bool] | str:
    """The first question and its twin with the options that they share, and whether one is new; or what is wrong with them."""
    known = {folded(w.text): w for w in item.wrong}
    key = " ".join(data["key"].split())
    own = known.get(folded(key))
    texts = [known.get(folded(entry["text"])) for entry in data["wrong"]]
    others = [w for w in texts if w is not None and (own is None or w.text != own.text)]
    quote = quotes.find((*item.brief.section.clauses, *item.brief.section.above), data["quote"])
    stem = data["stem"].strip()
    if not stem or folded(stem) == folded(item.stem):
        return "the twin asks what the question asks"
    if not key or folded(key) == folded(item.key):
        return "the same option is right in the twin"
    if quote is None:
        return "the quote of the twin is not in the section"
    if len(others) != SHARED - 2 or len({w.text for w in others}) != len(others):
        return "the twin does not show two of the other options word by word"
    promoted = own or Wrong(key, data["misconception"].strip(), data["why_first"].strip())
    shown = (promoted, *others)
    rest = tuple(w for w in item.wrong if w.text not in {s.text for s in shown})
    first = replace(item, wrong=(*shown, *rest))
    wrong = (
        Wrong(item.key, data["misconception_old"].strip(), data["why_old"].strip()),
        *(
            Wrong(w.text, entry["misconception"].strip() or w.misconception, entry["why"].strip() or w.why, w.quote)
            for w, entry in zip(texts, data["wrong"], strict=True)
            if w in others
        ),
    )  # fmt: skip
    planned = item.brief.quote
    twin = replace(
        item, stem=stem, key=promoted.text, why_key=data["why_key"].strip(), wrong=wrong, model=model, request=request,
        quotes=(quote,) if quote.clause == planned.clause else (planned, quote),
        passes={name: item.passes[name] for name in ("plan", "repeats") if name in item.passes}, marks={},
    )  # fmt: skip
    return first, twin, own is None


def _settled(work: Work, items: Sequence[Item], drafts: Sequence[_Draft]) -> list[Item]:
    """The items with the twins that stand; a first question whose twin falls is as it was before, with the reason."""
    checked = check(work, solve(work, [draft.twin for draft in drafts]))
    again = [replace(draft.first, wrong=draft.first.wrong[: SHARED - 1]) for draft in drafts if draft.fresh]
    firsts = iter(check(work, again))
    done: list[list[Item]] = [[item] for item in items]
    for draft, twin in zip(drafts, checked, strict=True):
        first = next(firsts) if draft.fresh else draft.first
        was = items[draft.place]
        waiting = next((one for one in (twin, first) if one.state == "pending"), None)
        if waiting is not None:
            done[draft.place] = [
                replace(was, state="pending", kind=waiting.kind, reason=f"{NAME}: {waiting.reason}")
            ]
        elif why := _falls(twin, first):
            done[draft.place] = [was.noted(NAME, "failed", why_not=why)]
        else:
            done[draft.place] = _pair(was, draft, twin)
    return [item for group in done for item in group]


def _falls(twin: Item, first: Item) -> str:
    """Why a twin does not stand, empty when it does: it needs every option of the first question to be plainly wrong or right."""
    if not twin.live:
        return f"the twin: {twin.reason}"
    if not first.live:
        return f"the first question with the new option: {first.reason}"
    return (
        "an option is not the same for both"
        if len(twin.wrong) != SHARED - 1 or len(first.wrong) < SHARED - 1
        else ""
    )


def _pair(was: Item, draft: _Draft, twin: Item) -> list[Item]:
    """The two questions, marked as a pair; what the options alone give away is settled by their design."""
    name = short_id("pair", was.stem, twin.stem)
    first = replace(draft.first, pair=name).noted(NAME, "passed")
    if "options-only" in was.passes and was.passes["options-only"] != "skipped":
        found = was.marks.get("options-only")
        marks = dict(found) if isinstance(found, dict) else {}
        first = first.noted("options-only", "passed", **marks, shared=True)
        twin = twin.noted("options-only", "passed", shared=True)
    return [first, replace(twin, pair=name, first=first).noted(NAME, "passed")]
