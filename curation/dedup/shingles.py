"""Texts as sets of character 5-grams, each a 40-bit number, for many texts at once.

A shingle of five code points below 256 is those five bytes, so for Latin text the number *is* the shingle. Any other is
hashed to 40 bits: two of 100 shingles of a pair then coincide by accident with a probability of about 10^-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 5
BITS = 40
_GAP = "\0" * WIDTH  # a window that begins in a text, even an empty one, ends before the next
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD)


def _windows(points: NDArray[np.uint8] | NDArray[np.uint32]) -> NDArray[np.uint64]:
    n = len(points) - WIDTH + 1
    wide = points.astype(np.uint64)
    packed = wide[:n].copy()
    for k in range(1, WIDTH):
        packed <<= np.uint64(8)
        packed |= wide[k : k + n]
    if points.dtype == np.uint8:
        return packed
    with np.errstate(over="ignore"):
        mixed = np.zeros(n, np.uint64)
        for k, odd in enumerate(_ODD):
            mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(odd) + wide[k : k + n] * np.uint64(_ODD[0])
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(_ODD[4])
    highest = points[:n].copy()
    for k in range(1, WIDTH):
        np.maximum(highest, points[k : k + n], out=highest)
    return np.where(highest < 256, packed, mixed >> np.uint64(64 - BITS))


def shingles(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The shingles of `texts`, one text after the other and with repeats, and where each text's begin (n + 1 offsets).

    A text shorter than five code points has one shingle: itself, padded. No text has none.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    joined = _GAP.join(texts) + _GAP
    if joined.isascii():
        values = _windows(np.frombuffer(joined.encode("ascii"), np.uint8))
    else:
        values = _windows(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32))
    counts = np.maximum(lengths - (WIDTH - 1), 1)
    starts = np.concatenate(([0], np.cumsum(lengths + WIDTH)[:-1])) if len(texts) else np.zeros(0, np.int64)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return values[ranges(starts, counts)], offsets


def shingle_sets(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """As `shingles`, each text's sorted and without repeats."""
    values, offsets = shingles(texts)
    row = np.repeat(np.arange(len(texts), dtype=np.uint64), np.diff(offsets))
    keyed = np.sort((row << np.uint64(BITS)) | values)
    if len(keyed):
        keyed = keyed[np.concatenate(([True], keyed[1:] != keyed[:-1]))]
    counts = np.bincount((keyed >> np.uint64(BITS)).astype(np.int64), minlength=len(texts))
    return keyed & np.uint64((1 << BITS) - 1), np.concatenate(([0], np.cumsum(counts)))


def ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`start, start + 1, …` of each range, one after the other."""
    shift = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    found: NDArray[np.int64] = np.arange(len(shift), dtype=np.int64) + shift
    return found


def jaccard(
    sets: tuple[NDArray[np.uint64], NDArray[np.int64]], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """|A n B| / |A u B| of each pair of rows of `sets`, `(n,) float64` in [0, 1]."""
    values, offsets = sets
    sizes = np.diff(offsets)
    if not len(left):
        return np.zeros(0)
    pair = np.arange(len(left), dtype=np.uint64) << np.uint64(BITS)
    both = np.concatenate(
        [np.repeat(pair, sizes[rows]) | values[ranges(offsets[rows], sizes[rows])] for rows in (left, right)]
    )
    both.sort()
    same = both[1:][both[1:] == both[:-1]] >> np.uint64(BITS)
    shared = np.bincount(same.astype(np.int64), minlength=len(left))
    found: NDArray[np.float64] = shared / (sizes[left] + sizes[right] - shared)
    return found
