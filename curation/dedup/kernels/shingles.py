"""Texts as sets of character 5-grams, each a 40-bit number, for many texts at once.

A shingle of five code points below 256 is those five bytes, so for Latin text the number *is* the shingle. Any other is
hashed to 40 bits: two of 100 shingles of a pair then coincide by accident with a probability of about 10^-8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.batching import portions
from curation.dedup.kernels import compiled
from curation.dedup.kernels.constants import MIX, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl
    from numpy.typing import NDArray

BITS = 40
NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
"""Stands where no shingle begins: in the last four places of a text."""
_LOW = np.uint64((1 << BITS) - 1)
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class Flat:
    """Texts one after the other as UTF-8: text `k` is `data[offsets[k] : offsets[k + 1]]`."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @property
    def ascii(self) -> bool:
        """Whether a byte is a character."""
        return not len(self.data) or int(self.data.max()) < 128

    def between(self, a: int, b: int) -> Flat:
        """Texts a to b."""
        return Flat(self.data[self.offsets[a] : self.offsets[b]], self.offsets[a : b + 1] - self.offsets[a])

    def chosen(self, rows: NDArray[np.int64]) -> Flat:
        """Some of the texts."""
        counts = np.diff(self.offsets)[rows]
        ends = np.concatenate(([0], np.cumsum(counts)))
        place = np.arange(ends[-1]) + np.repeat(self.offsets[rows] - ends[:-1], counts)
        return Flat(self.data[place], ends)


def flat(texts: pl.Series) -> Flat:
    """The bytes of `texts`, which has no nulls."""
    import polars as pl

    array = texts.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = array.buffers()
    if not len(array) or data is None:
        return Flat(np.zeros(0, np.uint8), np.zeros(len(array) + 1, np.int64))
    ends = np.frombuffer(offsets, np.int64, len(array) + 1, array.offset * 8)
    return Flat(np.frombuffer(data, np.uint8, int(ends[-1] - ends[0]), int(ends[0])), ends - ends[0])


def by_script(texts: Flat, size: int) -> Iterator[tuple[NDArray[np.int64], Flat]]:
    """At most `size` of the texts at a time and which they are; those beyond ASCII by themselves, since they take longer."""
    n = len(texts.offsets) - 1
    beyond: NDArray[np.bool_] = np.zeros(n, bool)
    if not texts.ascii:
        passed = np.concatenate(([0], np.cumsum(texts.data >= 128)))
        beyond = np.diff(passed[texts.offsets]) > 0
    for rows in (np.flatnonzero(~beyond), np.flatnonzero(beyond)):
        part = texts if len(rows) == n else texts.chosen(rows)
        for a, b in portions(np.diff(part.offsets), size):
            yield rows[a:b], part.between(a, b)


def padded(texts: pl.Series) -> pl.Series:
    """The texts, those shorter than a shingle filled up: such a text has one shingle, itself."""
    import polars as pl

    if not len(texts) or (texts.str.len_chars() >= WIDTH).all():
        return texts
    short = pl.col("t").str.len_chars() < WIDTH
    return (
        texts.to_frame("t")
        .select(pl.when(short).then(pl.col("t").str.pad_end(WIDTH, "\0")).otherwise("t"))
        .to_series()
    )


def hashes(texts: Flat) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """A 32-bit hash of each shingle of `padded` texts, and where each text's begin: n + 1 offsets.

    It is a function of the shingle's number alone, whatever else the texts have in them.
    """
    if texts.ascii:
        starts, room = texts.offsets, _roomy(texts.data)
        low: NDArray[np.uint32] = np.ndarray((len(texts.data),), "<u4", room, strides=(1,))
        high = room[WIDTH - 1 : WIDTH - 1 + len(low)]
    else:
        values, starts = windows(texts)
        low, high = values.astype(np.uint32), (values >> np.uint64(32)).astype(np.uint8)
    hashed = low * MIX[0]
    hashed += np.multiply(high, MIX[1], dtype=np.uint32)
    hashed ^= hashed >> np.uint32(15)
    hashed *= MIX[2]
    hashed ^= hashed >> np.uint32(13)
    begins = np.ones(len(hashed), bool)
    begins[_ends(starts)] = False
    return hashed[begins], starts - (WIDTH - 1) * np.arange(len(starts))


def _ends(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last places of each text, where no shingle begins."""
    ends: NDArray[np.int64] = (starts[1:, None] - np.arange(1, WIDTH)).ravel()
    return ends


def _roomy(data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The bytes with room for a number of eight bytes at every place."""
    padded_bytes = np.zeros(len(data) + 8, np.uint8)
    padded_bytes[: len(data)] = data
    return padded_bytes


def windows(texts: Flat) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The shingle that begins at each character of `padded` texts, `NONE` where none does, and where each text begins.

    The second array has n + 1 offsets in characters.
    """
    if texts.ascii:
        offsets = texts.offsets
        # Eight bytes from every place on, of which the first five count: on a little-endian machine the low 40 bits.
        eight: NDArray[np.uint64] = np.ndarray((len(texts.data),), "<u8", _roomy(texts.data), strides=(1,))
        shingles = eight.astype(np.uint64)
        shingles &= _LOW
    else:
        points = np.frombuffer(texts.data.tobytes().decode("utf-8").encode("utf-32-le"), np.uint32)
        starts = np.concatenate(([0], np.cumsum((texts.data & 0xC0) != 0x80)))
        offsets = starts[texts.offsets]
        shingles = _wide(points)
    if len(shingles):
        shingles[_ends(offsets)] = NONE
    return shingles, offsets


def _wide(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The windows of texts with characters beyond ASCII."""
    n = len(points)
    wide = np.concatenate((points, np.zeros(WIDTH, np.uint32))).astype(np.uint64)
    packed, mixed = np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    with np.errstate(over="ignore"):
        for k, odd in enumerate(_ODD):
            part = wide[k : k + n]
            packed |= part << np.uint64(8 * k)
            mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(odd) + part * np.uint64(_ODD[0])
        mixed ^= mixed >> np.uint64(31)
        mixed *= np.uint64(_ODD[4])
    highest = np.max([wide[k : k + n] for k in range(WIDTH)], axis=0)
    return np.where(highest < 256, packed & _LOW, mixed >> np.uint64(64 - BITS))


def jaccard(texts: Flat) -> NDArray[np.float64]:
    """|A n B| / |A u B| of `padded` texts 0 and 1, 2 and 3, …: `(n / 2,) float64` in [0, 1]."""
    n = (len(texts.offsets) - 1) // 2
    if not n:
        return np.zeros(0)
    if (loops := compiled.loaded_loops()) and texts.ascii:
        parts = np.empty(n)
        loops.jaccard(texts.data, texts.offsets, parts)
        return parts
    values, offsets = windows(texts)
    text = np.repeat(np.arange(2 * n, dtype=np.uint64), np.diff(offsets))
    # pair | shingle | side: sorted, the equal shingles of a pair's two sides stand next to each other.
    keys = ((text >> np.uint64(1)) << np.uint64(BITS + 1)) | (values << np.uint64(1)) | (text & np.uint64(1))
    keys[values == NONE] = NONE
    keys.sort()
    keys = keys[: len(keys) - 2 * n * (WIDTH - 1)]
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    keys = keys[new]
    pair = (keys >> np.uint64(BITS + 1)).astype(np.int64)
    keys >>= np.uint64(1)
    both = np.bincount(pair[1:][keys[1:] == keys[:-1]], minlength=n)
    similarity: NDArray[np.float64] = both / (np.bincount(pair, minlength=n) - both)
    return similarity
