"""Who is right on gold items, whose answer is known: the one place where a gold answer is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from curation.core.records import Judgement, ReviewItem
from curation.review.decisions.statements import objects, statement
from curation.review.standing.evidence import ReviewEvidence

FAULT = "fault"
"""In a gold answer: the sort of fault that was planted. Finding any fault at all is right."""


@dataclass(frozen=True)
class GoldScore:
    """How often one reviewer was right on gold items."""

    right: int
    n: int
    faults_found: int
    faults: int
    """Gold items that hold a fault: planted, or rejected by decision."""
    passed: int
    sound: int
    """Gold items without a fault."""
    by_fault: Mapping[str, tuple[int, int]]
    """`(found, met)` by the sort of the fault."""


def is_right(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether a judgement of a gold item is the known answer.

    Of a faulty item any objection is right, whatever it is called. Of a sound one: no objection, the known answer, and
    the known categories in any order.
    """
    known = item.gold or {}
    if faulty(known):
        return objects(item, judgement)
    if not statement(judgement, item).accepts:
        return False
    labels = known.get("labels")
    if isinstance(labels, list) and labels and set(map(str, labels)) != set(judgement.labels):
        return False
    return "answer" not in known or known["answer"] == judgement.answer


def faulty(known: Mapping[str, JsonValue]) -> bool:
    """Whether a gold answer says that the item must not be accepted as it stands."""
    return bool(known.get(FAULT)) or known.get("verdict") in ("reject", "revise")


def scores(
    evidence: ReviewEvidence, batch: str | None = None, dataset: str | None = None
) -> dict[str, GoldScore]:
    """Each reviewer's gold score over a batch, a dataset or everything, by pseudonym; who met no gold is left out."""
    met: dict[str, list[tuple[ReviewItem, bool]]] = {}
    for item in evidence.items:
        if item.gold is None or batch not in (None, item.batch) or dataset not in (None, item.dataset):
            continue
        for judgement in evidence.on_item.get(item.id, ()):
            met.setdefault(judgement.reviewer, []).append((item, is_right(item, judgement)))
    return {who: _score(seen) for who, seen in sorted(met.items())}


def _score(seen: list[tuple[ReviewItem, bool]]) -> GoldScore:
    bad = [(item, right) for item, right in seen if faulty(item.gold or {})]
    good = [right for item, right in seen if not faulty(item.gold or {})]
    sorts: dict[str, tuple[int, int]] = {}
    for item, right in bad:
        name = str((item.gold or {}).get(FAULT) or "rejected")
        found, n = sorts.get(name, (0, 0))
        sorts[name] = (found + right, n + 1)
    return GoldScore(
        right=sum(right for _, right in seen), n=len(seen), faults_found=sum(right for _, right in bad), faults=len(bad),
        passed=sum(good), sound=len(good), by_fault=dict(sorted(sorts.items())),
    )  # fmt: skip
