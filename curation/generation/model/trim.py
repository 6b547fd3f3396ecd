"""Pass 10, trim: details of a question on which neither an option nor a rule depends are taken out.

The check names them (`check_options`). The writer takes them out by the smallest edit, and the shorter question is solved and
checked like any. When it does not hold, no answer judges it, or the writer says that the details are needed, the question stays as
it was, and reviewers are told which details may be idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curation.core.ports import Completion
from curation.generation.model import check_options
from curation.generation.model.check_options import check
from curation.generation.model.items import ModelItem, folded
from curation.generation.model.solve import NAME as SOLVE
from curation.generation.model.solve import solve
from curation.generation.model.work import FLAG, TEXT, Work, not_done, obj, pending, unsettled
from curation.text.worddiff import operations, pieces

NAME = "trim"
TRIMMED = obj(possible=FLAG, why_not=TEXT, stem=TEXT)
ADDED = 6
"""Most words and marks that taking details out may add, to join what is left; more is another question, which nobody planned."""


def trim(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the pass, in order; prompts, tasks and questions without an idle detail as they are."""
    wanted = [i for i, item in enumerate(items) if item.live and item.brief.kind == "question" and idle(item)]
    done = list(items)
    if not wanted:
        return done
    if not work.passes.trim:
        for i in wanted:
            done[i] = items[i].noted(NAME, "skipped")
        return done
    asks = [work.ask("trim-question", TRIMMED, _values(work, items[i]), work.passes.writer) for i in wanted]
    answers = work.asker.batch(NAME, asks)
    for i, answer in zip(wanted, answers, strict=True):
        done[i] = _shorter(items[i], answer)
    edited = [i for i in wanted if done[i].live and done[i].stem != items[i].stem]
    judged = check(work, solve(work, [done[i] for i in edited]))
    for i, item in zip(edited, judged, strict=True):
        done[i] = _settled(items[i], item)
    return done


def idle(item: ModelItem) -> list[str]:
    """The details that the check of a question found idle, in its words."""
    marks = item.marks.get(check_options.NAME)
    found = marks.get("idle") if isinstance(marks, dict) else None
    return [str(words) for words in found] if isinstance(found, list) else []


def _values(work: Work, item: ModelItem) -> dict[str, str | int]:
    return {
        "pack": work.packs.law(item.brief.section),
        "stem": item.stem,
        "key": item.key,
        "wrong": "\n".join(f"- {w.text}" for w in item.wrong),
        "idle": "\n".join(f"- {words}" for words in idle(item)),
    }


def _shorter(item: ModelItem, answer: Completion) -> ModelItem:
    """The question as the writer leaves it; as it was, with the reason, where the edit cannot be used."""
    if unsettled([answer]):
        return pending(item, NAME, answer)
    if answer.status != "ok":
        return not_done(item, NAME, [answer])
    data = answer.data
    stem = data["stem"].strip()
    if not data["possible"]:
        return item.noted(NAME, "failed", why_not=data["why_not"].strip() or "no reason given")
    if why := _unusable(item.stem, stem) or (
        "" if _gone(item, stem) else "none of the details was taken out"
    ):
        return item.noted(NAME, "failed", why_not=f"the edit cannot be used: {why}")
    passes = {name: outcome for name, outcome in item.passes.items() if name not in _AGAIN}
    marks = {name: found for name, found in item.marks.items() if name not in _AGAIN}
    return replace(item, stem=stem, passes=passes, marks=marks)


_AGAIN = (SOLVE, check_options.NAME)
"""What a question that was changed goes through again."""


def _unusable(old: str, new: str) -> str:
    """Why an edit cannot be taken, empty when it can."""
    if not new or folded(old) == folded(new):
        return "nothing was taken out"
    before, after = ([piece for piece in pieces(text) if not piece.isspace()] for text in (old, new))
    added = sum(one.d - one.c for one in operations(before, after) if one.kind != "equal")
    if len(after) >= len(before):
        return "it is no shorter"
    return f"it has {added} words and marks that were not there" if added > ADDED else ""


def _settled(was: ModelItem, now: ModelItem) -> ModelItem:
    """The shorter question where it holds, else the question as it was."""
    if now.state == "pending":
        return replace(was, state="pending", kind=now.kind, reason=f"{NAME}: {now.reason}")
    if not now.live:
        return was.noted(NAME, "failed", why_not=f"without the details: {now.reason}")
    if why := now.unjudged(was, _AGAIN):
        return was.noted(NAME, "skipped", not_done=f"without the details: {why}")
    return now.noted(NAME, "passed", taken_out=list(_gone(was, now.stem)), was=was.stem)


def _gone(item: ModelItem, stem: str) -> list[str]:
    """The idle details of a question that do not stand in `stem`."""
    return [words for words in idle(item) if folded(words) not in folded(stem)]
