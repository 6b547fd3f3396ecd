"""What the check found a rubric to lack is written once, and the whole rubric is checked again with it.

The model that checks did not write the task, so this pass notices a demand which no point names. The task never gets
worse: when the longer rubric does not hold, the task stays as it was, and reviewers are told what it may lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curation.core.ports import Completion
from curation.generation.model.check_options import NAME as CHECK
from curation.generation.model.check_options import check
from curation.generation.model.items import ModelItem
from curation.generation.model.task_rubric import POINT, lacking, with_more
from curation.generation.model.work import Work, listed, obj, pending, unsettled

NAME = "complete"
MORE = obj(points=listed(POINT, 0, 6))


def complete(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The tasks after the pass, in order; anything else, and a task that lacks nothing, as it is."""
    wanted = [i for i, item in enumerate(items) if item.live and lacking(item)]
    done = list(items)
    if not work.passes.rewrites:
        for i in wanted:
            done[i] = items[i].noted(NAME, "skipped")
        return done
    asks = [work.ask("complete-task", MORE, _values(work, items[i]), work.passes.writer) for i in wanted]
    answers = work.asker.batch(NAME, asks)
    for i, answer in zip(wanted, answers, strict=True):
        done[i] = _longer(items[i], answer)
    fresh = [i for i in wanted if done[i].live and done[i].points != items[i].points]
    for i, checked in zip(fresh, check(work, [done[i] for i in fresh]), strict=True):
        done[i] = _kept(items[i], checked)
    return done


def _values(work: Work, item: ModelItem) -> dict[str, str | int]:
    return {
        "pack": work.packs.law(item.brief.section),
        "situation": item.text.replace('"""', "'''"),
        "instruction": item.instruction.replace('"""', "'''"),
        "points": "\n".join(f"- {point.role}: {point.text}" for point in item.points),
        "missing": lacking(item).replace('"""', "'''"),
    }


def _longer(item: ModelItem, answer: Completion) -> ModelItem:
    """The task with the new points that rest on words of the section."""
    if unsettled([answer]):
        return pending(item, NAME, answer)
    if answer.status != "ok":
        return item.noted(NAME, "skipped", not_done=f"{answer.status}: {answer.error}")
    longer = with_more(item, answer.data["points"])
    added = len(longer.points) - len(item.points)
    return longer.noted(NAME, "passed" if added else "failed", added=added, lacked=lacking(item))


def _kept(before: ModelItem, checked: ModelItem) -> ModelItem:
    """The longer task where it holds, the one of before where it does not, both with what came of the pass."""
    if checked.state == "pending":
        return replace(before, state="pending", kind=checked.kind, reason=f"{NAME}: {checked.reason}")
    if checked.live and checked.passes.get(CHECK) != "passed":
        # Nobody judged the longer rubric; the one of before was judged.
        marks = checked.marks.get(CHECK)
        said = marks.get("not_done") if isinstance(marks, dict) else ""
        return before.noted(NAME, "skipped", not_done=f"the check of the longer rubric: {said}")
    if not checked.live or len(checked.points) <= len(before.points):
        return before.noted(NAME, "failed", added=0, lacked=lacking(before))
    return checked
