"""What the board believes beside what counts: where the two differ, and what mends it. Pure; the board says its part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from curation.core.ports import TaskState
from curation.core.records import Judgement
from curation.review.standing.evidence import Evidence

Sort = Literal["skipped", "stale", "invalid", "outsider", "unassigned", "blocked", "task-gone"]
Cure = Literal["reassign", "withdraw", "requeue", "none"]
CURES: dict[Sort, Cure] = {
    "skipped": "reassign", "stale": "withdraw", "invalid": "withdraw", "outsider": "requeue", "unassigned": "reassign",
    "blocked": "requeue", "task-gone": "none",
}  # fmt: skip


@dataclass(frozen=True)
class Mismatch:
    """One thing that the board and the evidence see differently."""

    sort: Sort
    batch: str
    item: str
    reviewer: str = ""
    """Whose annotation or skip it is; empty where it is nobody's."""
    why: str = ""
    """The reason of a skip, or what is wrong."""
    task: str = ""
    """The server's id of the task; empty where there is none."""
    source: str = ""
    """The annotation on the server."""

    @property
    def cure(self) -> Cure:
        """What mends it: give the item to others, take the annotation back, offer the task again, or nothing."""
        return CURES[self.sort]


@dataclass(frozen=True)
class Mend:
    """What is to be done on the board for a list of mismatches; items to reassign are planned as a batch of their own."""

    requeue: dict[str, int] = field(default_factory=dict)
    """By task how many people it must be offered to in all."""
    withdraw: list[str] = field(default_factory=list)
    """Annotations to take back, so that their makers are offered the task again."""
    reassign: list[str] = field(default_factory=list)
    """Items to give to others."""


def compare(evidence: Evidence, batch: str, states: Sequence[TaskState]) -> list[Mismatch]:
    """Where the board and the evidence of one batch differ, sorted by item.

    Only what keeps an item from being finished is listed: an item that has what it wants needs no mending, but a task that is
    gone though it was judged is always told.
    """
    tasks: dict[str, list[TaskState]] = defaultdict(list)
    for state in states:
        tasks[state.item].append(state)
    aside: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in evidence.judgements:
        if judgement.batch == batch and judgement.stage == "verdict":
            aside[judgement.item].append(judgement)
    found: list[Mismatch] = []
    for item in sorted((i for i in evidence.items if i.batch == batch), key=lambda i: i.id):
        there = tasks.get(item.id, [])
        task = there[0].task if there else ""
        judged = evidence.judged(item.id)
        if not there and judged:
            found.append(
                Mismatch("task-gone", batch, item.id, why="the task was removed; its judgements count")
            )
        missing = evidence.planned[item.id] - len(judged)
        if missing <= 0:
            continue
        found += [
            Mismatch("skipped", batch, item.id, who, skip.skip, task, skip.source)
            for who, skip in sorted(evidence.skipped.get(item.id, {}).items())
        ]
        found += [m for j in aside[item.id] if (m := _aside(j, evidence, task, judged)) is not None]
        open_ = set(item.reviewers) - judged - evidence.away(item)
        if item.reviewers and not open_:
            found.append(
                Mismatch("unassigned", batch, item.id, why="nobody is left who was assigned", task=task)
            )
        elif there and all(state.done for state in there):
            found.append(Mismatch("blocked", batch, item.id, why="the board offers it to nobody", task=task))
    return found


def _aside(judgement: Judgement, evidence: Evidence, task: str, judged: set[str]) -> Mismatch | None:
    """A judgement that takes a place on the board without counting."""
    item = evidence.by_id[judgement.item]
    who = judgement.reviewer
    if judgement.status == "active" and item.reviewers and who not in item.reviewers:
        return Mismatch("outsider", item.batch, item.id, who, "was not assigned", task, judgement.source)
    if who in judged or judgement.status not in ("stale", "invalid"):
        return None
    why = "of another wording or layout" if judgement.status == "stale" else "cannot be read or trusted"
    sort: Sort = "stale" if judgement.status == "stale" else "invalid"
    return Mismatch(sort, item.batch, item.id, who, why, task, judgement.source)


def mend(evidence: Evidence, mismatches: Sequence[Mismatch], states: Sequence[TaskState]) -> Mend:
    """What mends a list of mismatches: every task that still wants somebody is offered again, wide enough for those who took
    a place without counting."""
    overlap = {state.task: state.overlap for state in states}
    outsiders: dict[str, set[str]] = defaultdict(set)
    for one in mismatches:
        if one.sort == "outsider" and one.task:
            outsiders[one.task].add(one.reviewer)
    requeue = {
        one.task: overlap.get(one.task, evidence.by_id[one.item].overlap) + len(outsiders[one.task])
        for one in mismatches
        if one.cure == "requeue" and one.task
    }
    withdraw = sorted({one.source for one in mismatches if one.cure == "withdraw" and one.source})
    reassign = sorted({one.item for one in mismatches if one.cure == "reassign"})
    return Mend(requeue, withdraw, reassign)
