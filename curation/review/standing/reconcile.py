"""The state of the board compared with what counts: where the two differ, and what mends it. The functions read no board; they are given its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from curation.core.ports import TaskState
from curation.core.records import Judgement, ReviewItem
from curation.review.standing.evidence import ReviewEvidence

Sort = Literal["skipped", "stale", "invalid", "outsider", "unassigned", "blocked", "task-gone", "not-pulled"]
Stage = Literal["answer", "verdict"]
Cure = Literal["reassign", "withdraw", "requeue", "pull", "none"]
CURES: dict[Sort, Cure] = {
    "skipped": "reassign", "stale": "withdraw", "invalid": "withdraw", "outsider": "requeue", "unassigned": "reassign",
    "blocked": "requeue", "task-gone": "none", "not-pulled": "pull",
}  # fmt: skip


@dataclass(frozen=True)
class Mismatch:
    """One thing that the board and the evidence see differently."""

    sort: Sort
    batch: str
    item: str
    reviewer: str = ""
    """Whose annotation or skip it is; empty where the account is gone."""
    why: str = ""
    """The reason of a skip, or what is wrong."""
    task: str = ""
    """The server's id of the task; empty where there is none."""
    source: str = ""
    """The annotation on the server."""
    stage: Stage = "verdict"
    """In which of the two tasks of a question: `answer` before the key is shown."""

    @property
    def cure(self) -> Cure:
        """What mends it: give the item to others, take the annotation back, offer the task again, pull, or nothing."""
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


def compare(
    evidence: ReviewEvidence,
    batch: str,
    states: Sequence[TaskState],
    answers: Sequence[TaskState] | None = None,
    pulled: bool = False,
) -> list[Mismatch]:
    """Where the board and the evidence of one batch differ, sorted by item.

    `states` are of the tasks for verdicts, `answers` of those for the answers before the key is shown (None where there are
    none): an item is compared there until its verdict task is made. Only what keeps an item from being finished is listed: an
    item that has what it wants needs no mending, but a task that is gone though it was judged is always told. What the board
    holds and the log does not comes first: nobody can tell what such an item wants. `pulled` says that the log is up to date,
    so what it lacks has no account (the skip of somebody whose account was removed).

    Args:
        evidence: That of the whole workspace.
        batch: The name of the batch.
        states: Of the verdict tasks on the board.
        answers: Of the tasks without the key; None where there are none.
        pulled: Whether the log is up to date with the board.
    """
    verdicts, blind = _by_item(states), _by_item(answers or ())
    aside: dict[tuple[str, Stage], list[Judgement]] = defaultdict(list)
    for judgement in evidence.judgements:
        if judgement.batch == batch:
            stage: Stage = "verdict" if judgement.stage == "verdict" else "answer"
            aside[judgement.item, stage].append(judgement)
    mismatches: list[Mismatch] = []
    for item in sorted((i for i in evidence.items if i.batch == batch), key=lambda i: i.id):
        if answers is None or item.id in verdicts or evidence.judged(item.id):
            given = aside[item.id, "verdict"]
            mismatches += _of_item(
                evidence, item, "verdict", verdicts.get(item.id, []), evidence.judged(item.id), given, pulled
            )
        else:
            given = aside[item.id, "answer"]
            answered = set(evidence.answered.get(item.id, ()))
            mismatches += _of_item(evidence, item, "answer", blind.get(item.id, []), answered, given, pulled)
    return mismatches


def _by_item(states: Sequence[TaskState]) -> dict[str, list[TaskState]]:
    tasks: dict[str, list[TaskState]] = defaultdict(list)
    for state in states:
        tasks[state.item].append(state)
    return dict(tasks)


def _of_item(
    evidence: ReviewEvidence,
    item: ReviewItem,
    stage: Stage,
    there: Sequence[TaskState],
    judged: set[str],
    aside: Sequence[Judgement],
    pulled: bool,
) -> Iterator[Mismatch]:
    """The mismatches of an item at the stage that it is in; `judged` are those who are done with that stage."""
    task = there[0].task if there else ""

    def one(sort: Sort, who: str = "", why: str = "", source: str = "") -> Mismatch:
        return Mismatch(sort, item.batch, item.id, who, why, task, source, stage)

    if not there and judged:
        yield one("task-gone", why="the task was removed; its judgements count")
    if evidence.planned[item.id] <= len(judged):
        return
    known = {j.source for j in aside if j.status != "deleted"}
    if not pulled and sum(state.given for state in there) > len(known):
        yield one("not-pulled", why="the board holds annotations that are not in the log yet")
        return
    for who, skip in sorted(evidence.skipped.get(item.id, {}).items()):
        yield one("skipped", who, skip.skip, skip.source)
    for judgement in aside:
        if told := _aside(judgement, item, judged):
            yield one(told[0], judgement.reviewer, told[1], judgement.source)
    if item.reviewers and not set(item.reviewers) - judged - evidence.away(item):
        yield one("unassigned", why="nobody is left who was assigned")
    elif there and all(state.done for state in there):
        yield one("blocked", why="the board offers it to nobody")


def _aside(judgement: Judgement, item: ReviewItem, judged: set[str]) -> tuple[Sort, str] | None:
    """What is wrong with a judgement that takes a place on the board without counting, and the words for it."""
    who = judgement.reviewer
    if judgement.status == "active" and item.reviewers and who not in item.reviewers:
        return "outsider", "was not assigned"
    if who in judged or judgement.status not in ("stale", "invalid"):
        return None
    stale = judgement.status == "stale"
    return ("stale", "of another wording or layout") if stale else ("invalid", "cannot be read or trusted")


def mend(evidence: ReviewEvidence, mismatches: Sequence[Mismatch], states: Sequence[TaskState]) -> Mend:
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
