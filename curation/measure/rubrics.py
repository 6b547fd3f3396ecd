"""Answers to open tasks judged by their rubrics, point by point: by the code where words tell, by a model, or as people said.

A point that nobody could judge stays open: it is neither made nor missed, and the score of the answer has a lower and an upper bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curation.core.errors import InputError, Issue
from curation.core.items import rubric, rubric_judge
from curation.core.items.rubric_judge import Made, said
from curation.core.records import Row, RubricPoint
from curation.measure.release import ReleaseFolder
from curation.measure.responses.response_text import response_text
from curation.measure.samples import ModelRun, Sample, names_of
from curation.measure.settings import Settings
from curation.stats.intervals import wilson
from curation.stats.paired import clustered_mean, clustered_rate, cohen_kappa
from curation.text import point_words

MATCH = "match"
"""The judge that is the code: words to match, in one sentence, in any form."""


def ask(row: Row) -> str:
    """The task as it is put to a model."""
    return f"{row.text}\n\n{row.instruction}"


def matched(row: Row, answer: str) -> dict[str, bool | None]:
    """What the code can tell of each point; None for a point without words to match, and where a sentence denies them."""
    return {point.id: point_words.makes(answer, point.match, row.language) for point in row.rubric}


def ticket(row: Row, answer: str) -> str:
    """16 hex digits that name this one judgement; they depend on the answer itself, so no answer can hold them."""
    return rubric_judge.ticket(row.fingerprint, answer)


def request(row: Row, answer: str) -> str:
    """The text put before a judge model."""
    return rubric_judge.request(ticket(row, answer), ask(row), row.rubric, answer)


def verdict(row: Row, answer: str, reply: str) -> dict[str, bool | None] | None:
    """The verdicts in a judge's reply; None where it cannot be used."""
    return rubric_judge.verdict(ticket(row, answer), (point.id for point in row.rubric), reply)


@dataclass(frozen=True)
class Judged:
    """One answer with what it makes of each point."""

    sample: Sample
    row: Row
    made: dict[str, bool | None]
    judge: str
    """`match`, or `given` where the answers came with verdicts."""

    @property
    def score(self) -> rubric.Score:
        """What the answer gets."""
        return rubric.score(self.row.rubric, self.made)


def judged(run: ModelRun, release: ReleaseFolder) -> list[Judged]:
    """The answers to the tasks of a release, in the order of the run; verdicts that came with them stay, the others are the code's.

    An answer without words is left out: it is no answer, and is counted by `summary`.

    Raises: InputError for verdicts on points that the rubric does not have, and when the release holds no task.
    """
    rows = {row.id: row for row in release.rows() if row.kind == "task"}
    if not rows:
        raise InputError.one(str(release.bound), "tasks-missing", "the release holds no task")
    judgeds: list[Judged] = []
    issues: list[Issue] = []
    for sample in run.samples:
        row = rows.get(sample.id)
        if row is None or not (sample.response or "").strip():
            continue
        points = {point.id for point in row.rubric}
        if sample.points:
            if unknown := sorted(set(sample.points) - points):
                message = f"has a verdict on {unknown[0]!r}, which its rubric does not have"
                issues.append(Issue(f"{run.where} > {sample.id}", "point-unknown", message))
            made = {name: sample.points.get(name) for name in points}
            judgeds.append(Judged(sample, row, made, "given"))
        else:
            judgeds.append(Judged(sample, row, matched(row, sample.response or ""), MATCH))
    if issues:
        raise InputError(issues)
    return judgeds


def summary(run: ModelRun, release: ReleaseFolder, settings: Settings) -> dict[str, Any]:
    """The results of a run on the tasks of a release: the score, complete answers, and the rates of points by role, clause and point.

    Raises: InputError as `judged`.
    """
    every = judged(run, release)
    tasks = {row.id for row in release.rows() if row.kind == "task"}
    asked = [s for s in run.samples if s.id in tasks]
    result: dict[str, Any] = {
        "release": release.bound.title,
        "content_sha256": release.bound.content_sha256,
        "model": run.model,
        "judges": sorted({one.judge for one in every}),
        "asked": len(asked),
        "answered": len(every),
        "items": {"k": len({one.row.id for one in every}), "n": len(tasks)},
        "overall": figures(every, settings),
        "by_role": {
            role: _rate([p for p in points_of(every) if p.point.role == role], settings)
            for role in rubric.ROLES
        },
        "by_clause": {name: _rate(points, settings) for name, points in _by_clause(every)},
        "by_point": [_point(points, settings) for points in _by_point(every)],
        "by": {
            kind: {n: figures(g, settings) for n, g in _groups(every, kind, settings.tier)}
            for kind in settings.by
        },
        "notes": list(run.notes),
    }
    if MATCH in result["judges"]:
        result["notes"].append(
            "Points were judged by their words alone: this misses a point said in other words, and takes a point for made that is only named. "
            "Check it on answers that people judged: curation measure validate --rubric."
        )
    return result


def figures(every: Sequence[Judged], settings: Settings) -> dict[str, Any]:
    """The mean score of the answers that are judged on all that counts, with the bounds that open points leave, and complete answers."""
    scores = [(one, one.score) for one in every]
    settled = [(one, s.value) for one, s in scores if s.value is not None]
    mean = clustered_mean(
        [value for _, value in settled], [one.sample.group for one, _ in settled], settings.confidence
    )
    told = [(one, s.complete) for one, s in scores if s.complete is not None]
    complete, _ = clustered_rate(
        [bool(c) for _, c in told], [one.sample.group for one, _ in told], settings.confidence
    )
    return {
        "score": mean.as_dict(),
        "open": len(every) - len(settled),
        "bounds": [_mean([s.low for _, s in scores]), _mean([s.high for _, s in scores])],
        "complete": _plain(complete),
        "n": len(every),
        "n_families": len({one.sample.group for one in every}),
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


@dataclass(frozen=True)
class Point:
    """What one answer makes of one point."""

    judged: Judged
    point: RubricPoint

    @property
    def made(self) -> bool | None:
        """Whether the answer makes the point."""
        return self.judged.made.get(self.point.id)

    @property
    def right(self) -> bool | None:
        """Whether that is as it should be: a required or an optional point made, a mistake not made."""
        return None if self.made is None else self.made != (self.point.role == "mistake")


def points_of(every: Iterable[Judged]) -> list[Point]:
    """Every point of every answer."""
    return [Point(one, point) for one in every for point in one.row.rubric]


def _rate(points: Sequence[Point], settings: Settings) -> dict[str, Any]:
    """Of the points that could be judged the share that is as it should be; families move together."""
    told = [p for p in points if p.right is not None]
    rate, _ = clustered_rate(
        [bool(p.right) for p in told], [p.judged.sample.group for p in told], settings.confidence
    )
    return {**_plain(rate), "open": len(points) - len(told)}


def _by_clause(every: Iterable[Judged]) -> Iterator[tuple[str, list[Point]]]:
    """The required points and the mistakes by the clause that they rest on, under its citation."""
    groups: dict[str, list[Point]] = {}
    for one in points_of(every):
        named = dict(zip(one.judged.row.clauses, one.judged.row.citations, strict=False))
        for clause in one.point.clauses if one.point.role != "optional" else ():
            groups.setdefault(named.get(clause) or clause, []).append(one)
    yield from sorted(groups.items())


def _by_point(every: Iterable[Judged]) -> list[list[Point]]:
    groups: dict[tuple[str, str], list[Point]] = {}
    for one in points_of(every):
        groups.setdefault((one.judged.row.id, one.point.id), []).append(one)
    return list(groups.values())


def _point(points: Sequence[Point], settings: Settings) -> dict[str, Any]:
    first = points[0]
    return {
        "item": first.judged.row.id, "point": first.point.id, "role": first.point.role, "weight": first.point.weight,
        "clauses": list(first.point.clauses), **_rate(points, settings),
    }  # fmt: skip


def _groups(every: Sequence[Judged], by: str, tier: int) -> Iterator[tuple[str, list[Judged]]]:
    groups: dict[str, list[Judged]] = {}
    for one in every:
        for name in names_of(one.sample, by, tier):
            groups.setdefault(name, []).append(one)
    yield from sorted(groups.items())


def _plain(rate: Any) -> dict[str, Any]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "k": rate.k, "n": rate.n}


def validate(
    rows: Sequence[Mapping[str, Any]], judge: str, human: str, where: str, release: ReleaseFolder | None = None, confidence: float = 0.95
) -> dict[str, Any]:  # fmt: skip
    """A judge of points against people: of the points both judged the shares that agree, that were found and that were rightly left.

    The columns `judge` and `human` hold verdicts by the id of the point. The judge `match` is the code; it needs the release.
    Points of one answer move together, so intervals count answers as families.

    Args:
        rows: one mapping an answer, with the id of its item.
        judge: The column of the judge's verdicts, or `match`.
        human: The column of the verdicts of people.
        where: The name of the file, for messages.
        release: Needed by the judge `match`.
        confidence: The level of the intervals, between 0 and 1.

    Raises: InputError listing rows without an id of the release, without such verdicts, or when no point has both.
    """
    tasks = {row.id: row for row in release.rows() if row.kind == "task"} if release is not None else {}
    issues: list[Issue] = []
    pairs: list[tuple[str, bool, bool]] = []
    open_ = left_out = 0
    for number, row in enumerate(rows, 1):
        place = f"{where} > row {number}"
        theirs = said(row.get(human))
        ours = _of_judge(row, judge, tasks, place, issues)
        if theirs is None:
            issues.append(Issue(place, "points-missing", f"the column {human!r} holds no verdicts by point"))
        if ours is None or theirs is None:
            left_out += 1
            continue
        for name in sorted(set(ours) & set(theirs)):
            a, b = ours[name], theirs[name]
            if a is None or b is None:
                open_ += 1
            else:
                pairs.append((str(row.get("id") or number) + "|" + str(number), a, b))
    if issues:
        raise InputError(issues[:50])
    if not pairs:
        raise InputError.one(where, "rows-missing", f"no point has a verdict in both {judge!r} and {human!r}")
    families = [family for family, _, _ in pairs]

    def share(chosen: Callable[[bool, bool], bool], right: Callable[[bool, bool], bool]) -> dict[str, Any]:
        kept = [(f, a, b) for f, a, b in pairs if chosen(a, b)]
        rate, _ = clustered_rate([right(a, b) for _, a, b in kept], [f for f, _, _ in kept], confidence)
        return _plain(rate) if kept else _plain(wilson(0, 0))

    return {
        "n": len(pairs),
        "answers": len(set(families)),
        "open": open_,
        "left_out": left_out,
        "accuracy": share(lambda a, b: True, lambda a, b: a == b),
        "sensitivity": share(lambda a, b: b, lambda a, b: a),
        "specificity": share(lambda a, b: not b, lambda a, b: not a),
        "kappa": cohen_kappa([str(a) for _, a, _ in pairs], [str(b) for _, _, b in pairs]),
        "confusion": [
            [sum(1 for _, a, b in pairs if (b, a) == (row, column)) for column in (True, False)]
            for row in (True, False)
        ],
    }


def _of_judge(
    row: Mapping[str, Any], judge: str, tasks: Mapping[str, Row], place: str, issues: list[Issue]
) -> Made | None:  # fmt: skip
    if judge != MATCH:
        found = said(row.get(judge))
        if found is None:
            issues.append(Issue(place, "points-missing", f"the column {judge!r} holds no verdicts by point"))
        return found
    task = tasks.get(str(row.get("id")))
    if task is None:
        issues.append(
            Issue(place, "id-unknown", "its id is no task of the release; name the release with --release")
        )
        return None
    return matched(task, response_text(row.get("response", row.get("completion"))) or "")
