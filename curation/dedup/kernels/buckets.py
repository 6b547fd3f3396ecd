"""From bucket keys to pairs of rows that share a bucket, with a bound on what a crowded bucket may cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.corpus import Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from curation.core.ports import Engine

LEADERS = 4
"""Rows of a crowded bucket, the first in the declared order, that every other row of it meets."""
DEPTH = 3
"""Further bands by which a crowded bucket is divided."""
RANGE = 1 << 20
"""Rows a task: a band of more is divided by ranges of keys, so that the memory of a task stays bounded."""
TOGETHER = 8
"""Bands whose pairs are held before repeated ones are dropped."""
_HALF = np.uint64(32)
_ROW = np.uint64(0xFFFFFFFF)


def unpack(packed: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two rows of each pair `left << 32 | right`."""
    return (packed >> _HALF).astype(np.int64), (packed & _ROW).astype(np.int64)


def proposals(
    keys: NDArray[np.uint32], limit: int, engine: Engine, split: int | None = None
) -> tuple[NDArray[np.uint64], int]:
    """All pairs of rows with a common key in some band of `keys` `(bands, n)`, packed, and how many buckets were crowded.

    In a bucket of more than `limit` rows each row meets the first few rows, and those that share a bucket with it in further
    bands too: the cost is linear in the rows, and the pairs lost are the least alike.
    """
    bands, n = keys.shape
    ranges = -(-n // RANGE)

    def job(band: int, part: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        level = [(band + k) % bands for k in range(min(DEPTH, bands - 1) + 1)]
        if ranges == 1:
            return np.arange(n), keys[level]
        mine = (keys[band].astype(np.uint64) * np.uint64(ranges)) >> np.uint64(32)
        rows = np.flatnonzero(mine == part)
        return rows, np.stack([keys[k][rows] for k in level])

    work = partial(shared, limit=limit, split=split)
    packed_pairs: NDArray[np.uint64] = np.zeros(0, np.uint64)
    large = 0
    for band in range(0, bands, TOGETHER):
        places = [(k, part) for k in range(band, min(band + TOGETHER, bands)) for part in range(ranges)]
        results = engine.map(work, Parts(places, job))
        large += sum(crowded for _, crowded in results)
        packed_pairs = distinct(np.concatenate([packed_pairs, *(packed for packed, _ in results)]))
    return packed_pairs, large


def distinct(packed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The pairs, sorted, each once."""
    packed.sort()
    new = np.ones(len(packed), bool)
    np.not_equal(packed[1:], packed[:-1], out=new[1:])
    unique_pairs: NDArray[np.uint64] = packed[new]
    return unique_pairs


def shared(
    job: tuple[NDArray[np.int64], NDArray[np.uint32]], limit: int, split: int | None = None
) -> tuple[NDArray[np.uint64], int]:
    """The pairs of rows of a band, whose keys are the first row of `keys`; the others divide its crowded buckets."""
    rows, keys = job
    packed = (keys[0].astype(np.uint64) << _HALF) | np.arange(len(rows), dtype=np.uint64)
    packed.sort()
    bucket = packed >> _HALF
    company = _repeated(bucket)
    # Rows by their place in the job, which is in order of the rows; at the end their numbers are put in.
    pairs, large, left = _pairs(bucket[company], packed[company] & _ROW, limit)
    pair_parts = [pairs]
    crowded = large
    for level in keys[1:]:
        if not len(left[0]):
            break
        label, some = left
        pair_parts.append(_led(label, some))
        finer = (label << _HALF) | level[some.astype(np.int64)]
        order = np.lexsort((some, finer))
        finer, some = finer[order], some[order]
        # The labels are numbered anew, so that they leave room for the next band's key.
        numbers = np.cumsum(np.concatenate(([0], finer[1:] != finer[:-1]))).astype(np.uint64)
        twice = _repeated(numbers)
        pairs, _, left = _pairs(numbers[twice], some[twice], limit)
        pair_parts.append(pairs)
    if len(left[0]):
        pair_parts += [_led(*left), following(*left, limit)]
    one, other = unpack(np.concatenate(pair_parts))
    packed = (rows[one].astype(np.uint64) << _HALF) | rows[other].astype(np.uint64)
    if split is not None:
        packed = packed[packed >> _HALF < split]
    return distinct(packed), crowded


def _repeated(bucket: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether a row of sorted buckets has company."""
    same = np.zeros(len(bucket) + 1, bool)
    same[1:-1] = bucket[1:] == bucket[:-1]
    repeated: NDArray[np.bool_] = same[1:] | same[:-1]
    return repeated


def _pairs(
    bucket: NDArray[np.uint64], row: NDArray[np.uint64], limit: int
) -> tuple[NDArray[np.uint64], int, tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """All pairs of the buckets of at most `limit` rows, the number of the others, and the others' own rows."""
    if not len(bucket):
        return np.zeros(0, np.uint64), 0, (bucket, row)
    starts = np.flatnonzero(np.concatenate(([True], bucket[1:] != bucket[:-1])))
    sizes = np.diff(np.append(starts, len(bucket)))
    wide = np.repeat(sizes > limit, sizes)
    number = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
    pairs = following(number[~wide], row[~wide], limit)
    return pairs, int((sizes > limit).sum()), (number[wide], row[wide])


def following(bucket: NDArray[np.uint64], row: NDArray[np.uint64], limit: int) -> NDArray[np.uint64]:
    """Each row with the next `limit` rows of its bucket: distance one, then two, …"""
    pair_parts = []
    alive = np.flatnonzero(bucket[1:] == bucket[:-1])
    for step in range(1, limit + 1):
        if not len(alive):
            break
        pair_parts.append((row[alive] << _HALF) | row[alive + step])
        alive = alive[alive + step + 1 < len(bucket)]
        alive = alive[bucket[alive + step + 1] == bucket[alive]]
    return np.concatenate(pair_parts) if pair_parts else np.zeros(0, np.uint64)


def _led(bucket: NDArray[np.uint64], row: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each row with the first few of its bucket."""
    starts = np.flatnonzero(np.concatenate(([True], bucket[1:] != bucket[:-1])))
    sizes = np.diff(np.append(starts, len(bucket)))
    first = np.repeat(starts, sizes)
    pair_parts = []
    for k in range(LEADERS):
        here = np.flatnonzero(np.arange(len(row)) - first > k)
        pair_parts.append((row[first[here] + k] << _HALF) | row[here])
    return np.concatenate(pair_parts)
