"""Where a taxonomy and the documents miss each other: leaves that no clause speaks of, and clauses that fit no leaf."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from curation.mapping.terms import terms
from curation.taxonomy import NONE, Taxonomy

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from curation.core.ports import Embedder

NEAR = 0.5
"""Cosine of two vectors from which clauses speak of one thing."""
NEAR_WORDS = 0.25
"""The same for vectors of rare stems, where no model is asked: these have fewer words in common than they have meaning."""
MOST = 3_000
"""Clauses that are clustered at most, those with the least digests: the pairs of more would not fit in memory."""
WORDS = 6
"""Words that a cluster is named by."""
NORMATIVE = ("obligation", "prohibition", "permission", "recommendation")


@dataclass(frozen=True)
class GapCluster:
    """Clauses that fit no leaf and are about one thing: a leaf may be missing."""

    words: tuple[str, ...]
    """What they share, the most telling first."""
    clauses: tuple[str, ...]
    """Their ids, the most central first."""


@dataclass(frozen=True)
class Gaps:
    """What taxonomy and documents do not have of each other."""

    unused: tuple[str, ...]
    """Codes of leaves that no clause is mapped to, in the taxonomy's order."""
    leaves: int
    unwanted: int
    """Clauses that command, forbid, permit or recommend and are mapped to no leaf."""
    normative: int
    """All such clauses that were looked at."""
    clusters: tuple[GapCluster, ...]
    """Of the unwanted clauses, those that are near two others or more, the largest cluster first."""


def gaps(
    clauses: pl.DataFrame, mappings: pl.DataFrame, taxonomy: Taxonomy, embedder: Embedder | None
) -> Gaps:
    """The gaps between `taxonomy` and a frame of `Clause` with its frame of `Mapping`."""
    import polars as pl

    own = mappings.filter(pl.col("category").str.starts_with(f"{taxonomy.id}:"))
    used = {category.rpartition(":")[2] for category in own["category"].unique().to_list()}
    leaves = taxonomy.leaves()
    binding = clauses.filter(pl.col("modality").is_in(NORMATIVE)).sort("sha256", "id")
    none = own.filter((pl.col("category") == f"{taxonomy.id}:{NONE}") & (pl.col("method") != "kind"))
    looked_at = binding.filter(pl.col("id").is_in(own["clause"].unique().to_list()))
    left = binding.filter(pl.col("id").is_in(none["clause"].to_list()))
    part = left.head(MOST)
    clusters = _clusters(part["id"].to_list(), part["text"].to_list(), embedder)
    unused = tuple(leaf.code for leaf in leaves if leaf.code not in used)
    return Gaps(unused, len(leaves), left.height, looked_at.height, clusters)


def _clusters(ids: list[str], texts: list[str], embedder: Embedder | None) -> tuple[GapCluster, ...]:
    """Groups around the clause with most neighbours, then around the next of what is left; a clause is in one group."""
    if len(ids) < 3:
        return ()
    stems = [[token.word for token in terms(text)] for text in texts]
    vectors = _by_words(stems) if embedder is None else embedder.embed(texts)
    near = (vectors @ vectors.T) >= (NEAR_WORDS if embedder is None else NEAR)
    open_ = np.ones(len(ids), bool)
    frequency = Counter(stem for each in stems for stem in set(each))
    clusters = []
    while True:
        counts = (near & open_).sum(1) * open_
        middle = int(counts.argmax())
        if counts[middle] < 3:
            break
        members = np.flatnonzero(near[middle] & open_)
        order = members[np.argsort(-(vectors[members] @ vectors[middle]), kind="stable")]
        clusters.append(GapCluster(_shared(texts, stems, order, frequency), tuple(ids[i] for i in order)))
        open_[members] = False
    return tuple(sorted(clusters, key=lambda cluster: (-len(cluster.clauses), cluster.clauses)))


def _by_words(stems: list[list[str]]) -> NDArray[np.float32]:
    """Vectors of length 1 of the clauses' stems, the rarer the heavier; zeros where there is none."""
    frequency = Counter(stem for each in stems for stem in set(each))
    column = {stem: i for i, stem in enumerate(sorted(frequency))}
    table = np.zeros((len(stems), max(1, len(column))), np.float32)
    for row, each in enumerate(stems):
        for stem in set(each):
            table[row, column[stem]] = np.log(1 + len(stems) / frequency[stem])
    length = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(np.divide(table, length, out=np.zeros_like(table), where=length > 0), np.float32)


def _shared(
    texts: list[str], stems: list[list[str]], rows: NDArray[np.int64], frequency: Counter[str]
) -> tuple[str, ...]:
    """Words of a cluster that most of its clauses have and few others; each as it stands in a clause."""
    inside = Counter(stem for row in rows for stem in set(stems[row]))
    weight = {stem: n * np.log(1 + len(texts) / frequency[stem]) for stem, n in inside.items() if n > 1}
    best = sorted(weight, key=lambda stem: (-weight[stem], stem))[:WORDS]
    forms: dict[str, str] = {}
    for row in rows:
        for token in terms(texts[row]):
            forms.setdefault(token.word, texts[row][token.start : token.end].casefold())
    return tuple(forms[stem] for stem in best)
