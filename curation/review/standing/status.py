"""How a batch stands: what is done, what waits, what is in dispute, how fast it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from curation.core.records import Judgement
from curation.review.decisions.items import key_of
from curation.review.standing import gold, plan, state
from curation.review.standing.evidence import ReviewEvidence


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
    skipped: int = 0
    """Items skipped and not judged after all."""


@dataclass(frozen=True)
class Status:
    """A batch in numbers."""

    batch: str
    kind: str
    purpose: str
    items: int
    judgements: int
    """Those that count, people beyond the plan included."""
    planned: int
    complete: int
    """Items with as many judgements as planned."""
    waiting: int
    """Items that want more judgements."""
    disagreements: int
    not_counted: dict[str, int]
    """Judgements that do not count, by the reason."""
    people: tuple[Person, ...]
    seconds_left: float | None
    """Work left at the median pace, in seconds of one person."""
    violations: tuple[str, ...]
    """Where the plan was not held."""
    stuck: int = 0
    """Items that wait for people who left or skipped them, with nobody else to take them."""


def status(evidence: ReviewEvidence, batch: str) -> Status:
    """The standing of one batch."""
    (head,) = [b for b in evidence.heads if b.name == batch]
    items = {i.id: i for i in evidence.items if i.batch == batch}
    given = [j for id in items for j in evidence.on_item.get(id, ())]
    waits = [w for w in state.waiting(evidence) if w.batch == batch]
    differing = {
        (d.kind, d.dataset, d.subject) for d in state.decisions(evidence) if d.rule == "disagreement"
    }
    aside: Counter[str] = Counter()
    counted = {j.id for j in given}
    for judgement in evidence.judgements:
        if judgement.batch == batch and judgement.stage == "verdict" and judgement.id not in counted:
            aside["not-assigned" if judgement.status == "active" else judgement.status] += 1
    paces = [j.seconds for j in given if j.seconds is not None]
    missing = sum(w.missing for w in waits)
    return Status(
        batch, head.kind, head.purpose, len(items), len(given), sum(evidence.planned[id] for id in items),
        len(items) - len(waits), len(waits), len({key_of(i) for i in items.values() if i.gold is None} & differing),
        dict(sorted(aside.items())), tuple(_people(evidence, batch, given)),
        missing * median(paces) if paces else None,
        tuple(str(i) for i in plan.held(evidence, batch)), sum(w.stuck for w in waits),
    )  # fmt: skip


def _people(evidence: ReviewEvidence, batch: str, given: list[Judgement]) -> list[Person]:
    items = [i for i in evidence.items if i.batch == batch]
    assigned = {name for i in items for name in i.reviewers}
    verdicts: dict[str, list[tuple[str, str]]] = {}
    for judgement in given:
        verdicts.setdefault(judgement.item, []).append((judgement.reviewer, judgement.verdict))
    skips = Counter(name for i in items for name in evidence.skipped.get(i.id, ()))
    scores = gold.scores(evidence, batch)
    people = []
    for name in sorted(assigned | {j.reviewer for j in given} | skips.keys()):
        own = [j for j in given if j.reviewer == name]
        pace = _pace(own)
        waiting = (
            sum(
                name in i.reviewers and name not in evidence.judged(i.id) | evidence.away(i)
                for i in items
                if evidence.planned[i.id] > len(evidence.judged(i.id))
            )
            if assigned
            else None
        )
        others = [(j.verdict, v) for j in own for who, v in verdicts[j.item] if who != name]
        score = scores.get(name)
        people.append(
            Person(
                name, len(own), waiting, pace, waiting * pace if waiting is not None and pace is not None else None,
                score.right if score else 0, score.n if score else 0, sum(a == b for a, b in others), len(others),
                skips[name],
            )
        )  # fmt: skip
    return people


def _pace(given: list[Judgement]) -> float | None:
    paces = [j.seconds for j in given if j.seconds is not None]
    return median(paces) if paces else None
