"""How a batch stands: what is done, what waits, what is in dispute, how fast it goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from curation.core.records import Judgement, ReviewItem
from curation.review.decisions.rules import decide, planned
from curation.review.judgements.batches import Batch
from curation.review.planning import assign
from curation.review.settings import Settings


@dataclass(frozen=True)
class Person:
    """One annotator of a batch."""

    reviewer: str
    done: int
    waiting: int | None
    """Items assigned and not done; None where anyone may take any."""
    pace: float | None
    """Median seconds a judgement (a lunch break is an outlier, not a rate)."""
    seconds_left: float | None
    """Waiting items at that pace."""
    gold_right: int
    gold: int
    agreeing: int
    """Of the pairs with others on the same item, those with the same verdict."""
    pairs: int


@dataclass(frozen=True)
class Status:
    """A batch in numbers."""

    batch: str
    kind: str
    purpose: str
    items: int
    judgements: int
    planned: int
    complete: int
    """Items with as many judgements as planned."""
    waiting: int
    """Items that want more judgements."""
    disagreements: int
    not_counted: dict[str, int]
    people: tuple[Person, ...]
    seconds_left: float | None
    """Work left at the median pace, in seconds of one person."""
    violations: tuple[str, ...]
    """Where the plan was not held."""


def is_right(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether a judgement of a gold item is the known answer in every field the gold names."""
    given = judgement.model_dump(mode="json")
    return all(given.get(name) == value for name, value in (item.gold or {}).items())


def status(
    batch: Batch,
    items: Sequence[ReviewItem],
    judgements: Sequence[Judgement],
    settings: Settings,
    everywhere: Sequence[ReviewItem] = (),
    differing: Collection[str] | None = None,
) -> Status:
    """The standing of a batch from its items and resolved judgements.

    `everywhere` are the items of all batches: what others took over there is not waited for here. `differing` are the
    subjects that people differ on, when judgements in other batches have a part in that.
    """
    known = {i.id: i for i in items}
    active = [j for j in judgements if j.status == "active" and j.item in known]
    by_item: dict[str, int] = {}
    for judgement in active:
        by_item[judgement.item] = by_item.get(judgement.item, 0) + 1
    aside: dict[str, int] = {}
    for judgement in judgements:
        if judgement.status != "active":
            aside[judgement.status] = aside.get(judgement.status, 0) + 1
    wanted = planned(everywhere or items, judgements, settings)
    left = sum(max(0, wanted[i.id] - by_item.get(i.id, 0)) for i in items)
    complete = sum(by_item.get(i.id, 0) >= wanted[i.id] for i in items)
    if differing is None:
        differing = {d.subject for d in decide(items, judgements, settings) if d.rule == "disagreement"}
    paces = [j.seconds for j in active if j.seconds is not None]
    violations = assign.held(items, judgements, {batch.name: batch.excluded})
    return Status(
        batch.name, batch.kind, batch.purpose, len(items), len(active), sum(wanted[i.id] for i in items),
        complete, len(items) - complete,
        len({i.subject for i in items if i.gold is None} & set(differing)),
        dict(sorted(aside.items())), tuple(_people(known, active, settings.left)), left * median(paces) if paces else None,
        tuple(str(i) for i in violations),
    )  # fmt: skip


def _people(known: dict[str, ReviewItem], active: Sequence[Judgement], away: Collection[str]) -> list[Person]:
    assigned = {name for i in known.values() for name in i.reviewers}
    verdicts: dict[str, list[tuple[str, str]]] = {}
    for judgement in active:
        verdicts.setdefault(judgement.item, []).append((judgement.reviewer, judgement.verdict))
    found = []
    for name in sorted(assigned | {j.reviewer for j in active}):
        own = [j for j in active if j.reviewer == name]
        pace = _pace(own)
        gold = [j for j in own if known[j.item].gold is not None]
        right = sum(is_right(known[j.item], j) for j in gold)
        judged = {j.item for j in own}
        waiting = (
            sum(name in i.reviewers and name not in away and i.id not in judged for i in known.values())
            if assigned
            else None
        )
        others = [(j.verdict, v) for j in own for who, v in verdicts[j.item] if who != name]
        found.append(
            Person(
                name, len(own), waiting, pace, waiting * pace if waiting is not None and pace is not None else None,
                right, len(gold), sum(a == b for a, b in others), len(others),
            )
        )  # fmt: skip
    return found


def _pace(given: Sequence[Judgement]) -> float | None:
    paces = [j.seconds for j in given if j.seconds is not None]
    return median(paces) if paces else None
