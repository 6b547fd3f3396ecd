"""Open tasks answered by models, with the provision open and without it, each answer judged by the rubric point by point.

With the provision open a complete answer is possible: a required point that no answer makes is told to reviewers, and a task of
whose required points half or more are made by none is rejected, since the rubric asks for something else than the task does. Without the
provision the share of what the answers make is the ease of the task; a point that all of them make is easy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from curation.core.digests import digest
from curation.core.items import rubric, rubric_judge
from curation.core.ports import Completion
from curation.core.records import PassOutcome, RubricPoint
from curation.core.remote.asking import Ask
from curation.generation.model.items import ModelItem
from curation.generation.model.task_rubric import rubric_of, task_of
from curation.generation.model.work import Work, not_done, pending, unsettled

JUDGE = "judge"
"""The stage whose requests put an answer and the rubric before a judge; it is no pass of its own."""
ANSWER_TOKENS, VERDICT_TOKENS = 2048, 2048
"""Most tokens of an answer without the provision, and of a verdict; a model that thinks needs more than the words themselves."""


@dataclass(frozen=True)
class _Judged:
    """The answers to one task."""

    answers: Sequence[Completion]
    made: Sequence[rubric_judge.Made]
    """What each answer makes that the judge could say something of."""
    waiting: Completion | None = None
    """A request that has no answer yet."""
    silent: Sequence[Completion] = ()
    """Replies of the judge that could not be used."""


def solve_tasks(work: Work, items: Sequence[ModelItem], name: str) -> list[ModelItem]:
    """The tasks after they were answered with the provision open, in order; anything else as it is."""
    wanted = _wanted(items)
    if not work.passes.solve:
        return [item.noted(name, "skipped") if i in wanted else item for i, item in enumerate(items)]
    rounds = [(model, n) for model in work.passes.solvers for n in range(work.passes.samples)]
    asks = [[_open(work, items[i], model, n) for model, n in rounds] for i in wanted]
    done = list(items)
    for i, one in zip(wanted, _judged(work, name, [items[i] for i in wanted], asks), strict=True):
        done[i] = _solved(work, items[i], name, one)
    return done


def closed_tasks(work: Work, items: Sequence[ModelItem], name: str) -> list[ModelItem]:
    """The tasks after they were answered without the provision, in order; anything else as it is."""
    wanted = _wanted(items)
    if not work.passes.answered_closed("task"):
        return [item.noted(name, "skipped") if i in wanted else item for i, item in enumerate(items)]
    asks = [
        [work.plain(task_of(items[i]), model, ANSWER_TOKENS) for model in work.passes.closed] for i in wanted
    ]
    done = list(items)
    for i, one in zip(wanted, _judged(work, name, [items[i] for i in wanted], asks), strict=True):
        done[i] = _closed(work, items[i], name, one)
    return done


def _wanted(items: Sequence[ModelItem]) -> list[int]:
    return [i for i, item in enumerate(items) if item.live and item.brief.kind == "task"]


def _open(work: Work, item: ModelItem, model: str, n: int) -> Ask:
    values: dict[str, str | int] = {
        "pack": work.packs.law(item.brief.section),
        "situation": item.text.replace('"""', "'''"),
        "instruction": item.instruction.replace('"""', "'''"),
    }
    return work.ask("solve-task", None, values, model, n)


def _judged(
    work: Work, name: str, items: Sequence[ModelItem], asks: Sequence[Sequence[Ask]]
) -> list[_Judged]:
    """The answers to each task and what they make; the answers are one batch, their judgements another."""
    flat = iter(work.asker.batch(name, [ask for own in asks for ask in own]))
    answers = [[next(flat) for _ in own] for own in asks]
    usable = [
        [a for a in own if a.status == "ok" and a.text.strip() and not _declined(work, item, a)]
        for item, own in zip(items, answers, strict=True)
    ]
    rubrics = [rubric_of(work.context, item) for item in items]
    verdicts = [
        [_verdict_ask(work, item, points, answer.text) for answer in own]
        for item, points, own in zip(items, rubrics, usable, strict=True)
    ]
    replies = iter(work.asker.batch(JUDGE, [ask for own in verdicts for ask in own]))
    judged = []
    for item, points, own, given in zip(items, rubrics, usable, answers, strict=True):
        said = [next(replies) for _ in own]
        made = [_made(item, points, answer.text, reply) for answer, reply in zip(own, said, strict=True)]
        silent = [reply for reply, each in zip(said, made, strict=True) if each is None]
        judged.append(_Judged(given, [m for m in made if m is not None], unsettled([*given, *said]), silent))
    return judged


def _declined(work: Work, item: ModelItem, answer: Completion) -> bool:
    """Whether an answer declines the task: it says nothing of the rubric, and is no answer that makes no point."""
    return work.context.refused is not None and work.context.refused(task_of(item), answer.text) is True


def _mark(item: ModelItem, points: Sequence[RubricPoint], answer: str) -> str:
    return rubric_judge.ticket(digest(task_of(item), [(p.id, p.text) for p in points]), answer)


def _verdict_ask(work: Work, item: ModelItem, points: Sequence[RubricPoint], answer: str) -> Ask:
    text = rubric_judge.request(_mark(item, points, answer), task_of(item), points, answer)
    return work.plain(text, work.passes.judge, VERDICT_TOKENS)


def _made(
    item: ModelItem, points: Sequence[RubricPoint], answer: str, reply: Completion
) -> rubric_judge.Made | None:
    """What an answer makes of each point; None where the judge's reply cannot be used."""
    if reply.status != "ok":
        return None
    return rubric_judge.verdict(_mark(item, points, answer), (point.id for point in points), reply.text)


def _unusable(item: ModelItem, name: str, one: _Judged) -> ModelItem:
    """The task that nobody could answer, or of whose answers no judge could say what they make."""
    if not one.silent:
        if any(answer.status == "ok" and answer.text.strip() for answer in one.answers):
            return item.noted(name, "skipped", not_done="refused: the models decline the task")
        return not_done(item, name, one.answers)
    first = one.silent[0]
    said = (
        f"{first.status}: {first.error}"
        if first.status != "ok"
        else "its reply has no verdict on every point"
    )
    return item.noted(name, "skipped", not_done=f"the judge: {said}")


def _counts(points: Sequence[RubricPoint], one: _Judged) -> dict[str, int]:
    """How many answers make each point, by its id; one that is unclear counts as not made."""
    return {point.id: sum(made.get(point.id) is True for made in one.made) for point in points}


def _score(points: Sequence[RubricPoint], one: _Judged) -> float:
    """The mean of the least scores that the verdicts leave open, in [0, 1]."""
    scores = [rubric.score(points, made).low for made in one.made]
    return round(sum(scores) / len(scores), 3)


def _solved(work: Work, item: ModelItem, name: str, one: _Judged) -> ModelItem:
    if one.waiting is not None:
        return pending(item, name, one.waiting)
    if not one.made:
        return _unusable(item, name, one)
    points = rubric_of(work.context, item)
    counts = _counts(points, one)
    required = [point for point in points if point.role == "required"]
    unmet = [point for point in required if not counts[point.id]]
    if 2 * len(unmet) >= len(required):
        told = "; ".join(point.text for point in unmet[:3])
        return item.rejected(
            name,
            f"of {len(required)} required points {len(unmet)} are made by no answer with the provision open: {told}",
        )
    wrong = [point.id for point in points if point.role == "mistake" and 2 * counts[point.id] > len(one.made)]
    outcome: PassOutcome = "failed" if unmet or wrong else "passed"
    made: dict[str, JsonValue] = dict(counts)
    return item.noted(
        name, outcome, of=len(one.made), made=made, unmet=[point.id for point in unmet], wrong=list(wrong), score=_score(points, one)
    )  # fmt: skip


def _closed(work: Work, item: ModelItem, name: str, one: _Judged) -> ModelItem:
    if one.waiting is not None:
        return pending(item, name, one.waiting)
    if not one.made:
        return _unusable(item, name, one)
    points = rubric_of(work.context, item)
    counts = _counts(points, one)
    easy: list[JsonValue] = [
        point.id for point in points if point.role == "required" and counts[point.id] == len(one.made)
    ]
    score = _score(points, one)
    made: dict[str, JsonValue] = dict(counts)
    return item.noted(
        name, "passed", of=len(one.made), made=made, easy=easy, score=score, difficulty=round(1 - score, 3)
    )
