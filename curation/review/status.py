"""How a batch stands: what is done, what waits, what is in dispute, how fast it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from curation.records import Judgement, ReviewItem
from curation.review.batches import Batch
from curation.review.decide import decide
from curation.review.settings import Settings


@dataclass(frozen=True)
class Person:
    """One annotator of a batch."""

    reviewer: str
    done: int
    pace: float | None
    """Median seconds a judgement."""
    gold_right: int
    gold: int


@dataclass(frozen=True)
class Status:
    """A batch in numbers."""

    batch: str
    kind: str
    items: int
    judgements: int
    planned: int
    complete: int
    """Items with as many judgements as planned."""
    disagreements: int
    not_counted: dict[str, int]
    people: tuple[Person, ...]
    seconds_left: float | None
    """Work left at the median pace, in seconds of one person."""


def is_right(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether a judgement of a gold item is the known answer in every field the gold names."""
    given = judgement.model_dump(mode="json")
    return all(given.get(name) == value for name, value in (item.gold or {}).items())


def status(
    batch: Batch, items: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> Status:
    """The standing of a batch from its items and resolved judgements."""
    known = {i.id: i for i in items}
    active = [j for j in judgements if j.status == "active" and j.item in known]
    by_item: dict[str, int] = {}
    for judgement in active:
        by_item[judgement.item] = by_item.get(judgement.item, 0) + 1
    aside: dict[str, int] = {}
    for judgement in judgements:
        if judgement.status != "active":
            aside[judgement.status] = aside.get(judgement.status, 0) + 1
    planned = sum(i.overlap for i in items)
    left = sum(max(0, i.overlap - by_item.get(i.id, 0)) for i in items)
    paces = [j.seconds for j in active if j.seconds is not None]
    return Status(
        batch.name, batch.kind, len(items), len(active), planned,
        sum(by_item.get(i.id, 0) >= i.overlap for i in items),
        sum(d.rule == "disagreement" for d in decide(items, judgements, settings)),
        dict(sorted(aside.items())), tuple(_people(known, active)), left * median(paces) if paces else None,
    )  # fmt: skip


def _people(known: dict[str, ReviewItem], active: Sequence[Judgement]) -> list[Person]:
    found = []
    for name in sorted({j.reviewer for j in active}):
        own = [j for j in active if j.reviewer == name]
        paces = [j.seconds for j in own if j.seconds is not None]
        gold = [j for j in own if known[j.item].gold is not None]
        right = sum(is_right(known[j.item], j) for j in gold)
        found.append(Person(name, len(own), median(paces) if paces else None, right, len(gold)))
    return found
