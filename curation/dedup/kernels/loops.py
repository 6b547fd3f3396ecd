"""The loops of the near method as machine code: what the NumPy functions of the same names do, to the bit.

Imported by `curation.dedup.kernels.compiled` alone, which decides when that is worth the second or two that numba takes. Every array
is contiguous; a text is ASCII and, for `bucket_keys` and `jaccard`, at least a shingle long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit, types

from curation.dedup.kernels.constants import BLANK, DROPPED, FIGURE, MIX, ODD, SINGLE, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.int64]
    Halves = NDArray[np.uint32]
    Numbers = NDArray[np.uint64]

_EMPTY = np.uint32(0xFFFFFFFF)
_LOW, _HIGH, _LAST = MIX
_ONE, _OTHER = ODD
_SLOT = np.uint64(0x9E3779B97F4A7C15)
_ZERO, _NINE, _POINT, _COMMA, _COLON = (ord(mark) for mark in "09.,:")
_BYTES = types.Array(types.uint8, 1, "C", readonly=True)
_ENDS = types.Array(types.int64, 1, "C", readonly=True)
_HALVES = types.Array(types.uint32, 1, "C", readonly=True)
_NUMBERS = types.Array(types.uint64, 1, "C", readonly=True)


@njit(types.void(_BYTES, _ENDS, _HALVES, _HALVES, types.uint32[:, ::1]), nogil=True, cache=True)
def bucket_keys(data: Bytes, offsets: Places, odd: Halves, fold: Halves, keys: Halves) -> None:
    """Fills `keys` `(bands, n)`; `odd` and `fold` are the factors of the rows' hashes and of the key.

    Args:
        data: The plain forms of all texts, one behind the other.
        offsets: Where each text begins and the last one ends, `(n + 1,)`.
        odd: `(rows,)`: odd factors by which a shingle is hashed for each row of a band.
        fold: `(rows,)`: factors by which the rows of a band become one key.
        keys: `(bands, n)`, filled with the keys.
    """
    bands, rows = len(keys), len(odd)
    wide = np.uint64(bands)
    least = np.empty(rows * bands, np.uint32)
    for text in range(len(offsets) - 1):
        least[:] = _EMPTY
        # Places are unsigned, since a signed one is looked at for being negative each time.
        start, stop = np.uint64(offsets[text]), np.uint64(offsets[text + 1])
        shingle = np.uint64(0)
        for at in range(start, stop):
            shingle = (shingle >> np.uint64(8)) | (np.uint64(data[at]) << np.uint64(8 * WIDTH - 8))
            if at < start + np.uint64(WIDTH - 1):
                continue
            value = np.uint32(np.uint32(shingle) * _LOW + np.uint32(shingle >> np.uint64(32)) * _HIGH)
            value = np.uint32(value ^ (value >> np.uint32(15)))
            value = np.uint32(value * _LAST)
            value = np.uint32(value ^ (value >> np.uint32(13)))
            for row in range(rows):
                hashed = np.uint32(value * odd[row])
                place = np.uint64(row) * wide + ((np.uint64(hashed) * wide) >> np.uint64(32))
                least[place] = min(least[place], hashed)
        for first in range(0, rows * bands, bands):
            following = _EMPTY
            for cell in range(first, first + bands):
                if least[cell] != _EMPTY:
                    following = least[cell]
                    break
            for cell in range(first + bands - 1, first - 1, -1):
                if least[cell] == _EMPTY:
                    least[cell] = following
                following = least[cell]
        for band in range(bands):
            key = np.uint32(0)
            for row in range(rows):
                key = np.uint32((key ^ least[row * bands + band]) * fold[row])
                key = np.uint32(key ^ (key >> np.uint32(15)))
            key = np.uint32(key * _LAST)
            keys[band, text] = np.uint32(key ^ (key >> np.uint32(16)))


@njit(types.void(_BYTES, _ENDS, types.float64[::1]), nogil=True, cache=True)
def jaccard(data: Bytes, offsets: Places, similarity: NDArray[np.float64]) -> None:
    """Fills `similarity` `(n / 2,)`: the shingles of a pair's first text go into a table, where those of its second are looked up."""
    size = 1024
    table, seen = np.empty(size, np.uint64), np.zeros(size, np.int64)
    for pair in range(len(similarity)):
        first, middle, last = offsets[2 * pair], offsets[2 * pair + 1], offsets[2 * pair + 2]
        while size < 2 * (last - first):
            size *= 2
            table, seen = np.empty(size, np.uint64), np.zeros(size, np.int64)
        mine = 3 * pair + 1  # marks this pair's slots: of the first text, of the second alone, of both
        both = either = 0
        for at in range(first, last - WIDTH + 1):
            second = at >= middle
            if not second and at > middle - WIDTH:
                continue  # no shingle goes on into the next text
            shingle = np.uint64(0)
            for k in range(WIDTH):
                shingle |= np.uint64(data[at + k]) << np.uint64(8 * k)
            slot = np.intp((shingle * _SLOT) >> np.uint64(32)) & (size - 1)
            while seen[slot] >= mine and table[slot] != shingle:
                slot = (slot + 1) & (size - 1)
            if seen[slot] < mine:
                table[slot], seen[slot] = shingle, mine + second
                either += 1
            elif second and seen[slot] == mine:
                seen[slot] = mine + 2
                both += 1
        similarity[pair] = both / either


@njit(nogil=True, inline="always")
def _between_digits(data: Bytes, at: int, start: int, stop: int) -> bool:
    """Whether a place of the text from `start` to `stop` lies between two digits."""
    if at == start or at + 1 == stop:
        return False
    before, after = data[at - 1], data[at + 1]
    return bool(_ZERO <= before <= _NINE and _ZERO <= after <= _NINE)


@njit(types.int64(_BYTES, _ENDS, _BYTES, types.uint8[::1], types.int64[::1]), nogil=True, cache=True)
def plain_form(data: Bytes, offsets: Places, table: Bytes, forms: Bytes, ends: Places) -> int:
    """Fills `forms` with the forms and `ends` `(n + 1,)` with where each ends; how many bytes they are.

    Args:
        data: The bytes of all texts, one behind the other.
        offsets: Where each text begins, `(n + 1,)`.
        table: What is written for each of the 256 bytes; `DROPPED` leaves one out.
        forms: Filled with the plain forms; at least as long as `data`.
        ends: Filled with where each form ends.
    """
    size = 0
    ends[0] = 0
    for text in range(len(offsets) - 1):
        start, stop = offsets[text], offsets[text + 1]
        begin = size
        blank = True  # at the beginning as after a blank
        for at in range(start, stop):
            byte = data[at]
            byte_written = table[byte]
            if byte in (_POINT, _COMMA) and _between_digits(data, at, start, stop):
                byte_written = np.uint8(_POINT)
            if byte_written == DROPPED or (byte_written == BLANK and blank):
                continue
            blank = byte_written == BLANK
            forms[size] = byte_written
            size += 1
        if blank and size > begin:
            size -= 1
        ends[text + 1] = size
    return size


@njit(types.void(_BYTES, _ENDS, types.uint64[::1]), nogil=True, cache=True)
def digests(data: Bytes, offsets: Places, numbers: Numbers) -> None:
    """Fills `numbers` `(n,)` with a number for each text."""
    for text in range(len(offsets) - 1):
        start, stop = offsets[text], offsets[text + 1]
        total = np.uint64(stop - start)
        for part in range(max(1, (stop - start + 7) // 8)):
            value = np.uint64(0)
            for k in range(min(8, stop - start - 8 * part)):
                value |= np.uint64(data[start + 8 * part + k]) << np.uint64(8 * k)
            value += np.uint64(part + 1) * _ONE
            value = (value ^ (value >> np.uint64(31))) * _ONE
            value = (value ^ (value >> np.uint64(31))) * _OTHER
            total += value ^ (value >> np.uint64(29))
        total ^= total >> np.uint64(32)
        numbers[text] = total * _OTHER


@njit(
    types.int64(
        *(_BYTES, _ENDS, _BYTES, _BYTES, _NUMBERS, types.uint64, types.uint64),
        *(types.int64[::1], types.int64[::1], types.uint64[::1], types.int64[::1], types.boolean[::1]),
    ),
    nogil=True,
    cache=True,
)
def read(
    data: Bytes,
    offsets: Places,
    sort: Bytes,
    case: Bytes,
    mixed: Numbers,
    base: np.uint64,
    alone: np.uint64,
    begins: Places,
    ends: Places,
    word: Numbers,
    text: Places,
    capital: NDArray[np.bool_],
) -> int:
    """Fills the last five with the words of the texts; how many there are. `alone` is the word that is a capital by itself.

    Args:
        data: The bytes of all texts, one behind the other.
        offsets: Where each text begins, `(n + 1,)`.
        sort: What each of the 256 bytes is part of: 0 nothing, `FIGURE`, `LETTER` or `SINGLE`.
        case: Bits of each of the 256 bytes: 1 small letter, 2 capital, 4 end of a sentence.
        mixed: The number of each of the 256 bytes, from which words are hashed; a capital has that of its small letter.
        base: The factor of the rolling hash.
        alone: The hash of the word that is a capital by itself.
        begins: Filled with where each word begins, in bytes.
        ends: Filled with where each word ends.
        word: Filled with the hash of each word.
        text: Filled with the number of the text of each word.
        capital: Filled with whether each word counts as capitalised.
    """
    count = 0
    for k in range(len(offsets) - 1):
        start, stop = offsets[k], offsets[k + 1]
        first, begin = count, start
        kind = np.uint8(0)  # of the word or gap that goes on
        every = inside = np.uint8(0)  # the cases of the text, and of the word or gap
        fresh = True
        number, power = np.uint64(0), np.uint64(1)
        for at in range(start, stop + 1):
            byte = data[at] if at < stop else np.uint8(0)  # the end is like a gap
            now = sort[byte]
            if now == 0 and byte in (_POINT, _COMMA, _COLON) and _between_digits(data, at, start, stop):
                now = np.uint8(FIGURE)
            if now != kind or now == SINGLE:
                ended = inside & 4 != 0
                if kind == 0:
                    fresh = fresh or ended
                else:
                    upper = case[data[begin]] & 2 != 0
                    wholly = inside & 1 == 0 and at - begin > 1
                    begins[count], ends[count], word[count], text[count] = begin, at, number, k
                    capital[count] = upper and (wholly or (not fresh and number != alone))
                    fresh = ended
                    count += 1
                kind, begin, inside = now, at, np.uint8(0)
                number, power = np.uint64(0), np.uint64(1)
            every |= case[byte]
            inside |= case[byte]
            number += mixed[byte] * power
            power *= base
        if every & 3 == 2:  # no small letter: all of it is shouted
            capital[first:count] = False
    return count
