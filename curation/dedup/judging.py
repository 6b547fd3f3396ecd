"""Verified pairs to edges: what holds between two similar items."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup import contrast
from curation.dedup.corpus import Pairs, Tools, chunks
from curation.dedup.exact import edge_frame

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

COMMON = 3
"""A word of this many items is taken for a word and not for a slip."""
SHARD = 5_000


def union(
    found: Mapping[str, Pairs],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], list[str]]:
    """The pairs of all methods, each once under the first method that has it, sorted."""
    names = list(found)
    left = np.concatenate([found[name].left for name in names])
    right = np.concatenate([found[name].right for name in names])
    score = np.concatenate([found[name].score for name in names])
    by = np.repeat(np.arange(len(names)), [len(found[name].left) for name in names])
    order = np.lexsort((by, right, left))
    left, right, score, by = left[order], right[order], score[order], by[order]
    new = np.ones(len(left), bool)
    new[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return left[new], right[new], score[new], [names[k] for k in by[new]]


def common_words(normal: pl.Series) -> frozenset[str]:
    """The words of at least `COMMON` of the texts."""
    import polars as pl

    words = normal.to_frame("t").lazy().select(pl.col("t").str.split(" ").list.unique().explode().alias("w"))
    return frozenset(
        words.group_by("w").len().filter(pl.col("len") >= COMMON).collect()["w"].drop_nulls().to_list()
    )


def read_apart(job: tuple[list[str], list[str]], known: frozenset[str]) -> list[contrast.Contrast]:
    """The judgement of each pair of texts."""
    return [contrast.judge(contrast.read(a), contrast.read(b), known) for a, b in zip(*job, strict=True)]


def judged(alive: pl.DataFrame, found: Mapping[str, Pairs], tools: Tools) -> pl.DataFrame:
    """Edges (a_row, b_row, method, score, relation, evidence) of the pairs of rows of `alive`, one a pair."""
    left, right, score, by = union(found)
    settings = tools.settings
    if "exact" in settings.methods and len(left):
        normal = alive["normal"]
        new = (normal.gather(left) != normal.gather(right)).to_numpy()  # the others have their edge already
        left, right, score, by = left[new], right[new], score[new], list(np.array(by)[new])
    # The lesser id first, so that the evidence reads in the order of the edge's ends.
    turned = (alive["id"].gather(left) > alive["id"].gather(right)).to_numpy()
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    labels, families = alive["label"].to_list(), alive["family"].to_list()
    texts = alive["text"]
    verdicts = [contrast.SAME] * len(left)
    if settings.contrast and len(left):
        work = partial(read_apart, known=common_words(alive["normal"]))
        sides = [
            (texts.gather(left[a:b]).to_list(), texts.gather(right[a:b]).to_list())
            for a, b in chunks(len(left), SHARD)
        ]
        verdicts = [verdict for part in tools.engine.map(work, sides) for verdict in part]
    cosine = _cosines(texts, left, right, score, by, verdicts, tools)
    relation, evidence = [], []
    for k, (a, b, verdict) in enumerate(zip(left.tolist(), right.tolist(), verdicts, strict=True)):
        if families[a] is not None and families[a] == families[b]:
            outcome = ("family", "")
        elif labels[a] is not None and labels[b] is not None and labels[a] != labels[b]:
            outcome = ("contrast", f"label: {labels[a]} | {labels[b]}")
        elif verdict.kind and not _forgiven(verdict, cosine[k], tools):
            outcome = ("contrast", f"{verdict.kind}: {verdict.evidence}")
        else:
            outcome = ("duplicate", "")
        relation.append(outcome[0])
        evidence.append(outcome[1])
    rows = alive["row"]
    return edge_frame(
        rows.gather(left).to_list(), rows.gather(right).to_list(), by, score.tolist(), relation, evidence
    )


def _forgiven(verdict: contrast.Contrast, cosine: float, tools: Tools) -> bool:
    """Whether the vectors say that swapped words mean the same. No other contrast is forgiven."""
    least = tools.settings.swap_threshold if verdict.minimal else tools.settings.semantic_threshold
    return verdict.kind == "swap" and cosine >= least


def _cosines(
    texts: pl.Series,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    score: NDArray[np.float64],
    by: list[str],
    verdicts: list[contrast.Contrast],
    tools: Tools,
) -> NDArray[np.float64]:
    """The cosine of the pairs where it matters: semantic ones, and those that differ by swapped words (0 without vectors)."""
    found = np.where(np.array(by) == "semantic", score, 0.0) if by else np.zeros(0)
    asked = [k for k, v in enumerate(verdicts) if v.kind == "swap" and by[k] != "semantic"]
    if asked and tools.embedder is not None and "semantic" in tools.settings.methods:
        rows, where = np.unique(np.concatenate((left[asked], right[asked])), return_inverse=True)
        vectors = tools.embedder.embed(texts.gather(rows).to_list())
        n = len(asked)
        found[asked] = np.einsum("ij,ij->i", vectors[where[:n]], vectors[where[n:]], dtype=np.float64)
    return found
