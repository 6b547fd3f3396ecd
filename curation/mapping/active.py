"""What to ask people next: which clauses teach most, and which categories to offer for one clause, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from curation.taxonomy import NONE, Taxonomy

if TYPE_CHECKING:
    import polars as pl


def priority(mappings: pl.DataFrame) -> pl.DataFrame:
    """`clause`, `taxonomy` and `score` for every clause of a frame of `Mapping`, the most telling first.

    The score is the summed binary entropy of the probabilities proposed, in bits: 0 where the mapper is sure of everything,
    highest where several categories could each be right or wrong (uncertainty sampling, Lewis and Gale 1994). A clause of
    `none` counts what is left for its best category. Clauses that people judged, and kinds that are never mapped, score 0.
    """
    import polars as pl

    none = pl.col("category").str.ends_with(f":{NONE}")
    chance = pl.when(none).then(1 - pl.col("score")).otherwise(pl.col("score"))
    settled = pl.col("method").is_in(["judged", "kind"])
    rows = mappings.select(
        "clause",
        taxonomy=pl.col("category").str.replace(r":[^:]*$", ""),
        chance=pl.when(settled).then(0.0).otherwise(chance),
    )
    bits = entropy(rows["chance"].to_numpy())
    return (
        rows.with_columns(score=pl.Series(bits, dtype=pl.Float64))
        .group_by("clause", "taxonomy")
        .agg(pl.col("score").sort().sum())
        .sort(["score", "clause", "taxonomy"], descending=[True, False, False])
    )


def entropy(chance: NDArray[np.floating]) -> NDArray[np.float64]:
    """Binary entropy in bits of each probability."""
    p = np.clip(np.asarray(chance, np.float64), 1e-12, 1 - 1e-12)
    return np.asarray(-(p * np.log2(p) + (1 - p) * np.log2(1 - p)) * (np.abs(p - 0.5) < 0.5 - 1e-9))


@dataclass(frozen=True)
class Offer:
    """A group to decide on first, then its leaves."""

    group: str
    """Qualified code of the category above the leaves."""
    leaves: tuple[str, ...]
    """Qualified codes proposed in it, best first."""
    siblings: tuple[str, ...]
    """The other active leaves of the group: what to look at when one of `leaves` is accepted."""
    score: float
    """Probability that any of `leaves` is right, taken as the best of them: leaves of one group are far from independent."""


def offers(proposed: Sequence[tuple[str, float]], taxonomy: Taxonomy) -> list[Offer]:
    """What to offer for one clause, the likeliest group first.

    `proposed` are qualified codes with their probabilities, in any order; `none` and codes of other taxonomies are left out.
    """
    best_groups: dict[str, list[tuple[float, str]]] = {}
    for category, score in proposed:
        owner, _, code = category.rpartition(":")
        if owner == taxonomy.id and code != NONE and code in taxonomy:
            parent = taxonomy[code].parent or code
            best_groups.setdefault(parent, []).append((score, code))
    offered = []
    for group, members in best_groups.items():
        ranked = [code for _, code in sorted(members, key=lambda each: (-each[0], each[1]))]
        offered.append(
            Offer(
                taxonomy.qualified(group),
                tuple(map(taxonomy.qualified, ranked)),
                tuple(
                    taxonomy.qualified(code) for code in _leaves_under(taxonomy, group) if code not in ranked
                ),
                max(score for score, _ in members),
            )
        )
    return sorted(offered, key=lambda offer: (-offer.score, offer.group))


def after_accepting(category: str, taxonomy: Taxonomy) -> list[str]:
    """The siblings to offer once the leaf `category` (a qualified code) is accepted; those that share a factor come first.

    Two thirds of what mappers miss are siblings of something they found. For "disclosure of health data" the other data
    disclosed and the other acts on health data stand before the rest of the group.
    """
    code = category.rpartition(":")[2]
    own = taxonomy.factors(code)
    siblings = [c.code for c in taxonomy.siblings(code)]

    def shared(other: str) -> int:
        pair = taxonomy.factors(other)
        return 0 if own is None or pair is None else sum(a == b for a, b in zip(own, pair, strict=True))

    return [taxonomy.qualified(other) for other in sorted(siblings, key=lambda other: -shared(other))]


def _leaves_under(taxonomy: Taxonomy, group: str) -> list[str]:
    below = [c.code for c in taxonomy.children(group) if c.status == "active"]
    return below or [group]
