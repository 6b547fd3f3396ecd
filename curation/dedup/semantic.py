"""Texts whose vectors point the same way: every pair above the threshold, none missed.

For unit vectors split as x = (y, z) by any rotation, <x1, x2> = <y1, y2> + <z1, z2> <= <y1, y2> + |z1| |z2|
(Cauchy and Schwarz). With the rotation of a principal component analysis, y is short and |z| is small, so one matrix
product over y with |z| as one more column leaves few pairs, whose cosine is then taken in full.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.corpus import Corpus, Pairs, Tools, chunks

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 1024  # rows a tile: 1024 x 1024 float32 is 4 MB
KEPT = 64
_SLACK = 1e-4  # above the rounding of float32 products of unit vectors


def bounded(vectors: NDArray[np.float32], kept: int = KEPT) -> NDArray[np.float32]:
    """Rows `(n, kept + 1)` whose products are upper bounds of the cosines of `vectors` `(n, d)`."""
    if vectors.shape[1] <= kept:
        return vectors
    sample = vectors[:: max(1, len(vectors) // 20_000)].astype(np.float64)
    _, axes = np.linalg.eigh(sample.T @ sample)
    short = vectors @ np.ascontiguousarray(axes[:, ::-1][:, :kept], dtype=np.float32)
    rest = np.sqrt(np.maximum(0.0, (vectors * vectors).sum(axis=1) - (short * short).sum(axis=1)))
    return np.column_stack((short, rest)).astype(np.float32)


def tile(
    job: tuple[int, int], vectors: NDArray[np.float32], bounds: NDArray[np.float32], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The pairs at or above `threshold` of the rows of a block with all later rows."""
    start, stop = job
    found = []
    for at, end in chunks(len(bounds), BLOCK):
        if end <= start:
            continue
        high = bounds[start:stop] @ bounds[at:end].T
        rows, columns = np.divmod(np.flatnonzero(high >= threshold - _SLACK), end - at)
        left, right = rows + start, columns + at
        wanted = left < right
        left, right = left[wanted], right[wanted]
        # In double precision and a fixed order, so that no tiling or thread decides a pair at the threshold.
        score = np.einsum("ij,ij->i", vectors[left], vectors[right], dtype=np.float64)
        keep = score >= threshold
        found.append((left[keep], right[keep], score[keep]))
    empty = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    lefts, rights, scores = zip(*found, strict=True) if found else zip(empty, strict=True)
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(scores)


def join(
    vectors: NDArray[np.float32], threshold: float, split: int | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """All pairs `left < right` of rows of `vectors` (`(n, d)`, of length 1) whose cosine is at least `threshold`.

    With `split`, `left` is below it: pairs among the rows from it on are left out.
    """
    bounds = bounded(vectors)
    work = partial(tile, vectors=vectors, bounds=bounds, threshold=threshold)
    # The blocks run one after the other: the matrix product already uses every core.
    parts = [work(block) for block in chunks(len(vectors) if split is None else split, BLOCK)]
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    left, right, score = (np.concatenate([part[k] for part in parts]) for k in range(3))
    order = np.lexsort((right, left))
    return left[order], right[order], np.minimum(score[order], 1.0)


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All pairs of texts whose cosine is at least `semantic_threshold`.

    Raises: MissingExtra when there is no embedder.
    """
    from curation.errors import MissingExtra

    if tools.embedder is None:
        raise MissingExtra("semantic", "the semantic method")
    vectors = np.ascontiguousarray(tools.embedder.embed(corpus.texts.to_list()), dtype=np.float32)
    left, right, score = join(vectors, tools.settings.semantic_threshold, split=corpus.split)
    return Pairs(left, right, score, {"vectors": float(len(vectors))})
