"""What the audit made of what was generated: kept, edited, rejected, by generator, category and reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import JsonValue

from curation.core.records import Candidate, Decision, ReviewItem
from curation.review.decisions.items import is_base
from curation.text import worddiff

Fate = Literal["kept", "edited", "rejected", "pending"]
By = Literal["generator", "category", "reason", "dataset"]


@dataclass(frozen=True)
class Yield:
    """How many items of one sort were kept as they were, edited, rejected, or wait."""

    by: By
    name: str
    kept: int
    edited: int
    rejected: int
    pending: int

    @property
    def decided(self) -> int:
        """Items decided, the number that a share refers to."""
        return self.kept + self.edited + self.rejected

    def as_json(self) -> dict[str, Any]:
        """The line of a report."""
        return asdict(self) | {"decided": self.decided}


@dataclass(frozen=True)
class Edit:
    """An accepted revision with what it changed."""

    subject: str
    dataset: str
    fields: dict[str, str]
    """Word diff by field."""
    reasons: tuple[str, ...]


def fate(decision: Decision, item: ReviewItem | None) -> Fate:
    """What became of an item; an accepted one whose main category was changed counts as edited."""
    if decision.outcome == "pending":
        return "pending"
    if decision.outcome == "reject":
        return "rejected"
    shown = item.shown.get("categories") if item is not None else None
    moved = bool(decision.labels and isinstance(shown, list) and shown and decision.labels[0] != shown[0])
    return "edited" if decision.outcome == "revise" or moved else "kept"


def shown_items(items: Sequence[ReviewItem]) -> dict[tuple[str, str], ReviewItem]:
    """The item that was first put before people, by dataset and subject; no gold."""
    found: dict[tuple[str, str], ReviewItem] = {}
    for item in sorted(items, key=lambda i: (not is_base(i), i.batch, i.id)):
        if item.gold is None:
            found.setdefault((item.dataset, item.subject), item)
    return found


def count(
    decisions: Sequence[Decision],
    items: Sequence[ReviewItem],
    generators: Mapping[str, str],
    only: set[tuple[str, str]] | None = None,
) -> list[Yield]:
    """The yield by dataset, generator, category and reason, sorted; mappings count under the generator `mapping`.

    `generators` is the generator by candidate id; `only` restricts it to some `(dataset, subject)`, as the random
    share whose rates hold for the whole queue.
    """
    seen = shown_items(items)
    tally: dict[tuple[By, str], Counter[Fate]] = defaultdict(Counter)
    for decision in decisions:
        key = (decision.dataset, decision.subject)
        if only is not None and key not in only:
            continue
        item = seen.get(key)
        became = fate(decision, item)
        shown = item.shown.get("categories") if item is not None else None
        main = str(shown[0]) if isinstance(shown, list) and shown else "none"
        maker = "mapping" if decision.kind == "mapping" else generators.get(decision.subject, "unknown")
        sorts: list[tuple[By, str]] = [
            ("dataset", decision.dataset), ("generator", maker), ("category", main),
            *(("reason", r) for r in decision.reasons),
        ]  # fmt: skip
        for sort in sorts:
            tally[sort][became] += 1
    return [
        Yield(by, name, n["kept"], n["edited"], n["rejected"], n["pending"])
        for (by, name), n in sorted(tally.items())
    ]


def generators(candidates: Sequence[Candidate]) -> dict[str, str]:
    """The generator by candidate id; a revision counts for the people who made it."""
    return {c.id: c.origin.generator for c in candidates}


def edits(decisions: Sequence[Decision], items: Sequence[ReviewItem]) -> list[Edit]:
    """Every accepted revision with its word diff, sorted by dataset and subject."""
    seen = shown_items(items)
    found = []
    for decision in sorted(decisions, key=lambda d: (d.dataset, d.subject)):
        item = seen.get((decision.dataset, decision.subject))
        if decision.outcome != "revise" or not decision.edited or item is None:
            continue
        before: dict[str, JsonValue] = dict(item.shown)
        diff = worddiff.fields(before, decision.edited)
        found.append(Edit(decision.subject, decision.dataset, diff, tuple(decision.reasons)))
    return found
