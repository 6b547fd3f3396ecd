"""Texts that share most of their character 5-grams: MinHash proposes, the true Jaccard decides.

A pair of Jaccard J lands in a common bucket with probability 1 - (1 - J^rows)^bands (Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, ch. 3): .64 at .5, .93 at .6, .996 at .7 and 1 - 5e-7 at .8 for 32 bands of 5 rows.
One pass over the shingles makes a signature value of every band (Li, Owen, Zhang, One Permutation Hashing, 2012), so
the rows of a band cost one pass each; a band without a shingle takes the value of the next (Shrivastava, Li, 2014).
Whatever is proposed is verified on the whole shingle sets, so nothing is merged on an estimate.
"""

from __future__ import annotations

import tempfile
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from curation.dedup import buckets
from curation.dedup.corpus import Corpus, Pairs, Parts, Tools, chunks
from curation.dedup.shingles import NONE, Flat, flat, jaccard, padded, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl
    from numpy.typing import NDArray

SHARD = 256  # texts at a time: their working set stays in the cache
TASK = 8_192  # texts a task
PAIRS = 4_000  # pairs a verification task
GROUP = 64  # sketch tasks whose results are held at a time
SPILL = 1 << 30
BLOCK = 50_000  # pairs whose signatures are compared at a time
_EMPTY = np.uint32(0xFFFFFFFF)
_MIX = np.uint64(0x9FB21C651E98DF25)


def signatures(texts: Flat, bands: int, rows: int, seed: int) -> NDArray[np.uint32]:
    """MinHash values `(rows, n, bands)` of `padded` texts: of each row's hash the least value in each of `bands` ranges."""
    values, offsets = windows(texts)
    n = len(offsets) - 1
    cell = np.repeat(np.arange(n, dtype=np.uint64) * np.uint64(bands), np.diff(offsets))
    outside = np.flatnonzero(values == NONE)
    odd = _odd((rows + 1) // 2, seed)
    found = np.full((rows, n * bands), _EMPTY, np.uint32)
    place = np.empty_like(values)
    mixed = (values ^ (values >> np.uint64(19))) * _MIX
    mixed ^= mixed >> np.uint64(32)
    for row in range(rows):
        if row % 2 == 0:  # a 64-bit hash serves two rows; the next is a product of it
            mixed *= odd[row // 2]
            mixed[outside] = NONE  # the highest value is that of an empty range
        half = mixed.view(np.uint32)[row % 2 :: 2]
        if bands & (bands - 1) == 0:
            np.right_shift(half, np.uint32(32 - (bands.bit_length() - 1)), out=place)
        else:
            np.multiply(half, np.uint64(bands), out=place)
            place >>= np.uint64(32)
        place += cell
        np.minimum.at(found[row], place.view(np.int64), half)
    return _filled(found.reshape(rows, n, bands))


def _odd(count: int, seed: int) -> NDArray[np.uint64]:
    return np.random.default_rng(seed).integers(0, 1 << 62, count, np.uint64) * np.uint64(2) + np.uint64(1)


def _filled(least: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The values with each empty range's taken from the next that is not, around the end."""
    bands = least.shape[2]
    empty = np.flatnonzero(least == _EMPTY)
    given = least.copy() if len(empty) else least
    for step in range(1, bands):
        if not len(empty):
            break
        text, band = np.divmod(empty, bands)
        least.ravel()[empty] = given.ravel()[text * bands + (band + step) % bands]
        empty = empty[least.ravel()[empty] == _EMPTY]
    return least


def sketch(texts: Flat, bands: int, rows: int, seed: int) -> tuple[Any, Any]:
    """Estimators `(n, bands * rows) uint8` and bucket keys `(bands, n) uint32` of `padded` texts."""
    n = len(texts.offsets) - 1
    estimators, keys = np.empty((n, rows, bands), np.uint8), np.empty((n, bands), np.uint32)
    odd = _odd(rows, seed + 1)
    for at, part in _shards(texts):
        values = signatures(part, bands, rows, seed)
        key = np.zeros(values.shape[1:], np.uint64)
        for row in range(rows):
            key ^= key >> np.uint64(31)
            key += values[row]
            key *= odd[row]
        keys[at] = key >> np.uint64(32)
        # Any eight bits of a value estimate as well as all: two values that differ agree in them once in 256 times.
        estimators[at] = ((values >> np.uint32(8)) & np.uint32(0xFF)).transpose(1, 0, 2)
    return estimators.reshape(n, rows * bands), np.ascontiguousarray(keys.T)


def _shards(texts: Flat) -> Iterator[tuple[NDArray[np.int64], Flat]]:
    """A few texts at a time and where they belong; those beyond ASCII by themselves, since they take longer."""
    beyond: NDArray[np.bool_] = np.zeros(len(texts.offsets) - 1, bool)
    if not texts.ascii:
        beyond = np.add.reduceat(texts.data >= 128, texts.offsets[:-1])  # no text is empty: they are padded
    for rows in (np.flatnonzero(~beyond), np.flatnonzero(beyond)):
        part = texts if len(rows) == len(beyond) else texts.chosen(rows)
        for a, b in chunks(len(rows), SHARD):
            yield rows[a:b], part.between(a, b)


def likely(estimators: NDArray[np.uint8], packed: NDArray[np.uint64], threshold: float) -> NDArray[np.uint64]:
    """The proposals that can reach `threshold`, judged by their whole signatures.

    A pair at the threshold is dropped when its estimate is four standard errors low: about 3 in 100,000.
    """
    left, right = buckets.unpack(packed)
    width = estimators.shape[1]
    least = threshold * width - 4 * np.sqrt(width * threshold * (1 - threshold))
    if least <= 0:
        return packed
    same = np.count_nonzero(estimators[left] == estimators[right], axis=1)
    found: NDArray[np.uint64] = packed[same >= least]
    return found


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All proposed pairs whose true Jaccard of character 5-grams is at least `near_threshold`."""
    settings, engine = tools.settings, tools.engine
    if len(corpus.normal) < 2:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), {})
    texts = padded(corpus.normal)
    estimators, keys = _sketches(texts, tools)
    packed, large = buckets.proposals(keys, settings.bucket, engine, corpus.split)
    del keys
    figures = {"proposed": float(len(packed)), "large_buckets": float(large)}
    kept = [likely(estimators, packed[a:b], settings.near_threshold) for a, b in chunks(len(packed), BLOCK)]
    del estimators
    left, right = buckets.unpack(np.concatenate([*kept, np.zeros(0, np.uint64)]))
    figures["verified"] = float(len(left))

    def job(a: int, b: int) -> Flat:
        return flat(texts.gather(np.column_stack((left[a:b], right[a:b])).ravel()))

    score = np.concatenate([*engine.map(jaccard, Parts(chunks(len(left), PAIRS), job)), np.zeros(0)])
    keep = score >= settings.near_threshold
    return Pairs(left[keep], right[keep], score[keep], figures)


def _sketches(texts: pl.Series, tools: Tools) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """The estimators and bucket keys of all texts."""
    settings = tools.settings
    ends = chunks(len(texts), TASK)
    work = partial(sketch, bands=settings.bands, rows=settings.rows, seed=settings.seed)
    estimators: NDArray[np.uint8] = room((len(texts), settings.bands * settings.rows), np.uint8)
    keys: NDArray[np.uint32] = room((settings.bands, len(texts)), np.uint32)
    for at in range(0, len(ends), GROUP):
        some = ends[at : at + GROUP]
        made = tools.engine.map(work, Parts(some, lambda a, b: flat(texts[a:b])))
        for (a, b), (estimator, key) in zip(some, made, strict=True):
            estimators[a:b] = estimator
            keys[:, a:b] = key
    return estimators, keys


def room(shape: tuple[int, int], kind: Any) -> Any:
    """An array to be filled; one beyond `SPILL` bytes lies in a nameless file, from which the system pages it in and out."""
    if shape[0] * shape[1] * np.dtype(kind).itemsize <= SPILL:
        return np.empty(shape, kind)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, kind, "w+", shape=shape)
