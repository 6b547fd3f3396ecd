"""Texts whose vectors point the same way: every pair above the threshold, none missed.

For unit vectors split as x = (y, z) by any rotation, <x1, x2> = <y1, y2> + <z1, z2> <= <y1, y2> + |z1| |z2|
(Cauchy and Schwarz). With the rotation of a principal component analysis, y is short and |z| is small, so one matrix
product over y with |z| as one more column leaves few pairs, whose cosine is then taken in full.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.core.blas_threads import one_core_each
from curation.core.ports import LanguageEmbedder
from curation.dedup.corpus import Corpus, Pairs, Serial, Tools, chunks
from curation.text.language import detect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from curation.core.ports import Engine

BLOCK = 1024  # rows a task, and a tile: 1024 x 1024 float32 is 4 MB
KEPT = 64
TOGETHER = 4096  # pairs whose vectors are fetched at a time
PLAIN = 0.9  # how sure the detector is of a text that is taken to be in another language than English
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


def block(
    job: tuple[int, int], vectors: NDArray[np.float32], bounds: NDArray[np.float32], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The pairs at or above `threshold` of the rows of a block with all later rows."""
    start, stop = job
    similar = [_verified(np.zeros(0, np.int64), np.zeros(0, np.int64), vectors, threshold)]
    room = np.empty((stop - start) * BLOCK, np.float32)
    for at, end in chunks(len(bounds), BLOCK):
        if end <= start:
            continue
        high = room[: (stop - start) * (end - at)].reshape(stop - start, end - at)
        np.matmul(bounds[start:stop], bounds[at:end].T, out=high)
        rows, columns = np.divmod(_true(high >= threshold - _SLACK), end - at)
        left, right = rows + start, columns + at
        later = left < right
        similar += [
            _verified(left[later][a:b], right[later][a:b], vectors, threshold)
            for a, b in chunks(int(later.sum()), TOGETHER)
        ]
    lefts, rights, scores = zip(*similar, strict=True)
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(scores)


def _true(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where a mask, of which little is true, is true: looked at by eights."""
    flat = mask.ravel()
    whole = len(flat) // 8 * 8
    eights = np.flatnonzero(flat[:whole].view(np.uint64))
    which, bit = np.nonzero(flat[:whole].reshape(-1, 8)[eights])
    return np.concatenate((eights[which] * 8 + bit, np.flatnonzero(flat[whole:]) + whole))


def _verified(
    left: NDArray[np.int64], right: NDArray[np.int64], vectors: NDArray[np.float32], threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The pairs whose cosine is at least `threshold`, and the cosines."""
    near = np.einsum("ij,ij->i", vectors[left], vectors[right]) >= threshold - _SLACK
    left, right = left[near], right[near]
    # In double precision and a fixed order, so that no tiling or thread decides a pair at the threshold.
    score = np.einsum("ij,ij->i", vectors[left], vectors[right], dtype=np.float64)
    keep = score >= threshold
    return left[keep], right[keep], score[keep]


def join(
    vectors: NDArray[np.float32], threshold: float, split: int | None = None, engine: Engine | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """All pairs `left < right` of rows of `vectors` (`(n, d)`, of length 1) whose cosine is at least `threshold`.

    With `split`, `left` is below it: pairs among the rows from it on are left out.
    """
    engine = engine or Serial()
    work = partial(block, vectors=vectors, bounds=bounded(vectors), threshold=threshold)
    jobs = chunks(len(vectors) if split is None else split, BLOCK)
    with one_core_each() if engine.workers > 1 else nullcontext():
        parts = engine.map(work, jobs)
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    left, right, score = (np.concatenate([part[k] for part in parts]) for k in range(3))
    order = np.lexsort((right, left))
    return left[order], right[order], np.minimum(score[order], 1.0)


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All pairs of texts whose cosine is at least `semantic_threshold`.

    With an embedder that has another model for other languages, a pair of which one text is not English is compared by that model,
    at `language_threshold`: a text and its translation are a pair.

    Raises: StateError when no embedder is given; MissingExtra where none is installed.
    """
    from curation.core import installing
    from curation.core.errors import MissingExtra, StateError

    if tools.embedder is None:
        if installing.has_weights():
            raise StateError(
                "the semantic method needs an embedder and was given none: name one in [models] embedder of curation.toml; "
                "from Python pass embedder=curation.services.embeddings.load()"
            )
        raise MissingExtra("embedding", "the semantic method")
    texts = corpus.texts.to_list()
    vectors = np.ascontiguousarray(tools.embedder.embed(texts), dtype=np.float32)
    left, right, score = join(vectors, tools.settings.semantic_threshold, corpus.split, tools.engine)
    figures = {"vectors": float(len(vectors))}
    foreign = _foreign(texts) if isinstance(tools.embedder, LanguageEmbedder) else np.zeros(len(texts), bool)
    if not foreign.any():
        return Pairs(left, right, score, figures)
    assert isinstance(tools.embedder, LanguageEmbedder)
    # English vectors say nothing of another language: pairs with such a text are those of the multilingual model alone.
    other = np.ascontiguousarray(tools.embedder.of("und").embed(texts), dtype=np.float32)
    joined = join(other, tools.settings.language_threshold, corpus.split, tools.engine)
    own = ~(foreign[left] | foreign[right])
    theirs = foreign[joined[0]] | foreign[joined[1]]
    left, right, score = (
        np.concatenate([mine[own], more[theirs]])
        for mine, more in zip((left, right, score), joined, strict=True)
    )
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order], score[order], figures | {"foreign": float(foreign.sum())})


def _foreign(texts: list[str]) -> NDArray[np.bool_]:
    """Which texts are plainly in another language than English."""
    detections = (detect(text, "en") for text in texts)
    return np.array([d.language not in ("", "en") and d.confidence >= PLAIN for d in detections], bool)
