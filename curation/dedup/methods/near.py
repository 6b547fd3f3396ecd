"""Texts that share most of their character 5-grams: MinHash proposes, the true Jaccard decides.

A pair of Jaccard J lands in a common bucket with probability 1 - (1 - J^rows)^bands (Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, ch. 3): .64 at .5, .93 at .6, .996 at .7 and 1 - 5e-7 at .8 for 32 bands of 5 rows, where the texts have more shingles than
bands; of texts of a few words, whose bands share their values, more are missed (of 8 characters a quarter at .7).
One pass over the shingles makes a signature value of every band (Li, Owen, Zhang, One Permutation Hashing, 2012), so
the rows of a band cost one pass each; a band without a shingle takes the value of the next (Shrivastava, Li, 2014).
Whatever is proposed is verified on the whole shingle sets, so nothing is merged on an estimate.
"""

from __future__ import annotations

import tempfile
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from curation.dedup.batching import portions
from curation.dedup.corpus import Corpus, Pairs, Parts, Tools, chunks, text_pairs
from curation.dedup.kernels import buckets, compiled
from curation.dedup.kernels.constants import MIX
from curation.dedup.kernels.shingles import Flat, by_script, flat, hashes, jaccard, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl
    from numpy.typing import NDArray

SHARD = 512  # texts at a time: their working set stays in the cache
TASK = 8_192  # texts a task
PAIRS = 4_000  # pairs a verification task
GROUP = 64  # sketch tasks whose results are held at a time
SPILL = 1 << 30
BLOCK = 50_000  # pairs whose signatures are compared at a time
CROWD = 2
"""Proposals a text from which on signatures are compared first: with fewer, verifying the pairs costs less."""
_EMPTY = np.uint32(0xFFFFFFFF)


def signatures(texts: Flat, bands: int, rows: int, seed: int) -> NDArray[np.uint32]:
    """MinHash values `(rows, n, bands)` of `padded` texts: of each row's hash the least value in each of `bands` ranges."""
    values, offsets = hashes(texts)
    n = len(offsets) - 1
    cell = np.repeat(np.arange(n, dtype=np.uint32) * np.uint32(bands), np.diff(offsets))
    least = np.full((rows, n * bands), _EMPTY, np.uint32)
    place = np.empty(len(values), np.intp)
    for row, odd in enumerate(_odd(rows, seed)):
        value = values * odd
        place[:] = _range(value, bands) + cell
        np.minimum.at(least[row], place, value)
    return _filled(least.reshape(rows, n, bands))


def _range(value: NDArray[np.uint32], bands: int) -> NDArray[np.uint32]:
    """In which of `bands` equal ranges each value lies: the high half of `value * bands`."""
    if bands & (bands - 1) == 0:
        return value >> np.uint32(33 - bands.bit_length()) if bands > 1 else np.zeros_like(value)
    return ((value.astype(np.uint64) * np.uint64(bands)) >> np.uint64(32)).astype(np.uint32)


def _odd(count: int, seed: int) -> NDArray[np.uint32]:
    return np.random.default_rng(seed).integers(0, 1 << 31, count, np.uint32) * np.uint32(2) + np.uint32(1)


def _filled(least: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The values with each empty range's taken from the next that is not, around the end."""
    bands = least.shape[2]
    empty = np.flatnonzero(least == _EMPTY)
    filled = least.copy() if len(empty) else least
    for step in range(1, bands):
        if not len(empty):
            break
        text, band = np.divmod(empty, bands)
        least.ravel()[empty] = filled.ravel()[text * bands + (band + step) % bands]
        empty = empty[least.ravel()[empty] == _EMPTY]
    return least


def bucket_keys(texts: Flat, bands: int, rows: int, seed: int) -> NDArray[np.uint32]:
    """The bucket of each `padded` text in each band, `(bands, n)`: a hash of the band's values."""
    keys = np.empty((bands, len(texts.offsets) - 1), np.uint32)
    loops = compiled.loaded_loops()
    for at, part in by_script(texts, SHARD):
        if loops and part.ascii:
            some = np.empty((bands, len(at)), np.uint32)
            loops.bucket_keys(part.data, part.offsets, _odd(rows, seed), _odd(rows, seed + 1), some)
            keys[:, at] = some
            continue
        key = np.zeros((len(at), bands), np.uint32)
        for values, odd in zip(signatures(part, bands, rows, seed), _odd(rows, seed + 1), strict=True):
            key ^= values
            key *= odd
            key ^= key >> np.uint32(15)
        key *= MIX[2]
        key ^= key >> np.uint32(16)
        keys[:, at] = key.T
    return keys


def estimators(texts: Flat, bands: int, rows: int, seed: int) -> NDArray[np.uint8]:
    """Eight bits of each value of the signatures of `padded` texts, `(n, rows * bands)`.

    They estimate as well as all: two values that differ agree in them once in 256 times.
    """
    sketch = np.empty((len(texts.offsets) - 1, rows, bands), np.uint8)
    for at, part in by_script(texts, SHARD):
        sketch[at] = signatures(part, bands, rows, seed).astype(np.uint8).transpose(1, 0, 2)
    return sketch.reshape(len(sketch), rows * bands)


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All proposed pairs whose true Jaccard of character 5-grams is at least `near_threshold`."""
    settings, engine = tools.settings, tools.engine
    if len(corpus.normal) < 2:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), {})
    texts = padded(corpus.normal)
    packed, large = buckets.proposals(_keys(texts, tools), settings.bucket, engine, corpus.split)
    figures = {"proposed": float(len(packed)), "large_buckets": float(large)}
    left, right = buckets.unpack(likely(packed, texts, tools))
    figures["verified"] = float(len(left))

    order, parts = text_pairs(texts, left, right, PAIRS)
    score = np.zeros(len(left))
    score[order] = np.concatenate([*engine.map(jaccard, parts), np.zeros(0)])
    keep = score >= settings.near_threshold
    return Pairs(left[keep], right[keep], score[keep], figures)


def _keys(texts: pl.Series, tools: Tools) -> NDArray[np.uint32]:
    """The bucket keys of all texts, `(bands, n)`."""
    keys: NDArray[np.uint32] = room((tools.settings.bands, len(texts)), np.uint32)
    for (a, b), part in _sketched(bucket_keys, texts, tools):
        keys[:, a:b] = part
    return keys


def _sketched(
    work: Callable[..., NDArray[Any]], texts: pl.Series, tools: Tools
) -> Iterator[tuple[tuple[int, int], NDArray[Any]]]:
    """What `work` makes of all texts, by ranges of rows, few of them held at a time."""
    settings = tools.settings
    work = partial(work, bands=settings.bands, rows=settings.rows, seed=settings.seed)
    ends = portions(texts.str.len_bytes().to_numpy(), TASK)
    for at in range(0, len(ends), GROUP):
        some = ends[at : at + GROUP]
        results = tools.engine.map(work, Parts(some, lambda a, b: flat(texts[a:b])))
        yield from zip(some, results, strict=True)


def likely(packed: NDArray[np.uint64], texts: pl.Series, tools: Tools) -> NDArray[np.uint64]:
    """The proposals that can reach the threshold; where they are many, judged by the whole signatures of their texts.

    A pair at the threshold is dropped when its estimate is four standard errors low: about 3 in 100,000.
    """
    settings = tools.settings
    width, threshold = settings.bands * settings.rows, settings.near_threshold
    least = threshold * width - 4 * np.sqrt(width * threshold * (1 - threshold))
    if least <= 0 or len(packed) <= CROWD:
        return packed
    left, right = buckets.unpack(packed)
    met = np.zeros(len(texts), bool)
    met[left] = met[right] = True
    rows = np.flatnonzero(met)
    if len(packed) <= CROWD * len(rows):
        return packed
    likely_pairs: NDArray[np.uint8] = room((len(rows), width), np.uint8)
    for (a, b), part in _sketched(estimators, texts.gather(rows), tools):
        likely_pairs[a:b] = part
    place = np.cumsum(met) - 1
    keep = [
        np.count_nonzero(likely_pairs[place[left[a:b]]] == likely_pairs[place[right[a:b]]], axis=1) >= least
        for a, b in chunks(len(packed), BLOCK)
    ]
    chosen: NDArray[np.uint64] = packed[np.concatenate(keep)]
    return chosen


def room(shape: tuple[int, int], kind: Any) -> Any:
    """An array to be filled; one beyond `SPILL` bytes lies in a nameless file, from which the system pages it in and out."""
    if shape[0] * shape[1] * np.dtype(kind).itemsize <= SPILL:
        return np.empty(shape, kind)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, kind, "w+", shape=shape)
