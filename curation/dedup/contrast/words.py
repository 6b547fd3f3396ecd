"""The words of many texts at once, each a 64-bit number, for the contrast rules.

A word is a run of letters, a figure (`1,000.5`), one of a few signs, or a single Chinese or Japanese character. `n't` and
`cannot` are opened: `is not`, `can not`. The number of a word is a polynomial of its characters in lower case, so that the
number of two words written together follows from theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.kernels import compiled
from curation.dedup.kernels.constants import FIGURE, LETTER, SINGLE
from curation.text.contrasts import CONTRACTION_PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from numpy.typing import NDArray

    from curation.dedup.kernels.shingles import Flat

SIGNS = "%‰$€£¥°<>=+@#&"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BASE = 0xD1342543DE82EF95
_INVERSE = pow(_BASE, -1, 1 << 64)
KEPT = 1 << 21
_PLANE = 1 << 16
"""Characters beyond are rare scripts, taken for letters from the third plane on, and pictures, passed over."""


@dataclass(frozen=True)
class Tokens:
    """The words of texts, one after the other."""

    word: NDArray[np.uint64]
    """The number of each."""
    bounds: NDArray[np.int64]
    """Where the words of each text begin, n + 1."""
    capital: NDArray[np.bool_]
    """Whether it stands with a capital where no sentence begins, or wholly in capitals."""
    start: NDArray[np.int64]
    """Its first character in `points`."""
    stop: NDArray[np.int64]
    points: NDArray[np.uint8] | NDArray[np.uint32]
    """The texts in lower case, as code points."""

    @cached_property
    def text(self) -> str:
        """`points` as a string."""
        return self.points.tobytes().decode("latin-1" if self.points.dtype == np.uint8 else "utf-32-le")

    def spelt(self, at: Sequence[int] | NDArray[np.int64]) -> list[str]:
        """The words at some places, in letters."""
        at = np.asarray(at, np.int64)
        spelt_words = [
            self.text[a:b] for a, b in zip(self.start[at].tolist(), self.stop[at].tolist(), strict=True)
        ]
        for number, spelt in ((_NOT, "not"), (_WILL, "will")):
            for k in np.flatnonzero(self.word[at] == number).tolist():
                spelt_words[k] = spelt
        return spelt_words


@dataclass(frozen=True)
class Counts:
    """How often words occur, by their numbers, which are sorted."""

    word: NDArray[np.uint64]
    count: NDArray[np.int64]

    def of(self, word: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How often each of some words occurs, 0 for one that is not among them."""
        if not len(self.word):
            return np.zeros(len(word), np.int64)
        at = np.minimum(np.searchsorted(self.word, word), len(self.word) - 1)
        occurrences: NDArray[np.int64] = np.where(self.word[at] == word, self.count[at], 0)
        return occurrences


@lru_cache(maxsize=2)
def _classes(size: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32], NDArray[np.uint8]]:
    """By code point: what it is part of, its lower case, and whether it is lower (1), upper (2) or the end of a sentence (4)."""
    sort, low, case = np.zeros(size, np.uint8), np.arange(size, dtype=np.uint32), np.zeros(size, np.uint8)
    for point in range(size):
        char = chr(point)
        if char.isdecimal():
            sort[point] = FIGURE
        elif _CJK.match(char) or char in SIGNS:
            sort[point] = SINGLE
        elif char.isalnum():
            sort[point] = LETTER
        if len(char.lower()) == 1:
            low[point] = ord(char.lower())
        case[point] = char.islower() + 2 * char.isupper() + 4 * (char in '.!?:\n"“')
    return sort, low, case


@lru_cache(maxsize=1)
def _plain() -> tuple[bytes, bytes, bytes]:
    """The same for ASCII, as tables for `bytes.translate`."""
    sort, low, case = (table.astype(np.uint8).tobytes() for table in _classes(128))
    return sort.ljust(256, b"\0"), low.ljust(256, b"\0"), case.ljust(256, b"\0")


def _powers(count: int, base: int = _BASE) -> NDArray[np.uint64]:
    """The powers of `base` from 0 to `count`, a power of two; kept, but for those of very long texts."""
    return _made_powers(count, base) if count <= KEPT else _made_powers.__wrapped__(count, base)


@lru_cache(maxsize=64)  # all of them take twice what the largest does
def _made_powers(count: int, base: int) -> NDArray[np.uint64]:
    factors = np.full(count + 1, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _mixed(points: NDArray[np.generic]) -> NDArray[np.uint64]:
    """A random-looking number for each character."""
    mixed: NDArray[np.uint64] = (points.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


@lru_cache(maxsize=1)
def _mixed_bytes() -> NDArray[np.uint64]:
    return _mixed(np.arange(256))


def joined(
    first: NDArray[np.uint64], length: NDArray[np.int64], second: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """The numbers of two words written together, the first being of `length` characters."""
    powers = _powers(1 << max(6, int(length.max(initial=0)).bit_length()))
    numbers: NDArray[np.uint64] = first + powers[length] * second
    return numbers


def numbers(words: Sequence[str]) -> NDArray[np.uint64]:
    """The numbers of words given in letters, in lower case."""
    lengths = np.array([len(word) for word in words], np.int64)
    points = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return _numbers(points, starts[:-1], starts[1:])


def _numbers(
    points: NDArray[np.uint8] | NDArray[np.uint32], start: NDArray[np.int64], stop: NDArray[np.int64]
) -> NDArray[np.uint64]:
    if not len(start):
        return np.zeros(0, np.uint64)
    return spans(_mixed_bytes().take(points) if points.dtype == np.uint8 else _mixed(points), start, stop)


def spans(value: NDArray[np.uint64], start: NDArray[np.int64], stop: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The number of the values from each start to its stop: a polynomial with the values as its coefficients."""
    # With the powers counted from the beginning of all, which the inverse takes back for each span: sums of whole arrays.
    size = 1 << len(value).bit_length()
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(value * _powers(size)[: len(value)])))
    numbers: NDArray[np.uint64] = (total[stop] - total[start]) * _powers(size, _INVERSE)[start]
    return numbers


_NOT, _WILL, _CAN, _WON, _CANNOT, _T, _I = numbers(CONTRACTION_PARTS)


def read(texts: Flat) -> Tokens:
    """The words of `texts`."""
    if (loops := compiled.loaded_loops()) and texts.ascii:
        return _read_compiled(texts, loops)
    points: NDArray[np.uint8] | NDArray[np.uint32]
    if texts.ascii:
        points, offsets = texts.data, texts.offsets
        raw = points.tobytes()
        kind, lower, letter = (np.frombuffer(raw.translate(table), np.uint8) for table in _plain())
        kind = kind.copy()  # to be written to
    else:
        points = np.frombuffer(texts.data.tobytes().decode("utf-8").encode("utf-32-le"), np.uint32)
        offsets = np.concatenate(([0], np.cumsum((texts.data & 0xC0) != 0x80)))[texts.offsets]
        sort, low, case = _classes(_PLANE)
        near = np.minimum(points, _PLANE - 1)
        kind, letter = sort[near], case[near]
        lower = np.where(points < _PLANE, low[near], points)
        kind[points >= 2 * _PLANE] = SINGLE
    kind = _figures(kind, points, offsets)
    begins, ends = _runs(kind, offsets)
    start, stop = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    word = _numbers(lower, start, stop)
    counts = np.diff(np.searchsorted(start, offsets))
    text = np.repeat(np.arange(len(counts)), counts)
    capital = _capitals(letter, (start, stop, word, text), offsets)
    start, stop, word, text, capital = _opened(points, start, stop, word, text, capital)
    bounds = np.searchsorted(text, np.arange(len(offsets)))
    return Tokens(word, bounds, capital, start, stop, lower)


def _read_compiled(texts: Flat, loops: ModuleType) -> Tokens:
    """The words of ASCII texts, by the loops."""
    data, offsets = texts.data, texts.offsets
    sort, low, case = (np.frombuffer(table, np.uint8) for table in _plain())
    room = len(data)
    start, stop, text = np.empty((3, room), np.int64)
    word: NDArray[np.uint64] = np.empty(room, np.uint64)
    capital: NDArray[np.bool_] = np.empty(room, bool)
    tables = sort, case, _mixed_bytes()[low], np.uint64(_BASE), _I
    n = loops.read(data, offsets, *tables, start, stop, word, text, capital)
    lower = np.frombuffer(data.tobytes().translate(low.tobytes()), np.uint8)
    start, stop, word, text, capital = _opened(
        data, start[:n].copy(), stop[:n].copy(), word[:n].copy(), text[:n].copy(), capital[:n].copy()
    )
    return Tokens(word, np.searchsorted(text, np.arange(len(offsets))), capital, start, stop, lower)


def ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`start, start + 1, …` of each range, one after the other."""
    shift = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    values: NDArray[np.int64] = np.arange(len(shift), dtype=np.int64) + shift
    return values


def one_slip(
    tokens: Tokens, a: NDArray[np.int64], b: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Of words at two lists of places, each with each: whether they are one slip apart, are short, and begin alike.

    A slip is a letter more, less or another, or an exchange of neighbours, in words of four letters on and not at their
    first. In short words (one of them below eight letters) more than one is not taken for a slip.
    """
    length = tokens.stop - tokens.start
    x, y = length[a], length[b]
    least = np.minimum(x, y)
    reach = np.arange(min(32, max(1, int(least.max(initial=0)))))

    def letters(at: NDArray[np.int64], step: int) -> NDArray[np.uint32]:
        begin = tokens.start[at] if step > 0 else tokens.stop[at] - 1
        place = np.clip(begin[:, None] + step * reach, 0, len(tokens.points) - 1)
        points: NDArray[np.uint32] = tokens.points[place].astype(np.uint32)
        return points

    def common(step: int) -> NDArray[np.int64]:
        same = letters(a, step) == letters(b, step)
        same &= reach < least[:, None]
        return np.where(same.all(axis=1), same.shape[1], np.argmin(same, axis=1))

    head, tail = common(1), common(-1)
    row = np.arange(len(a))
    forward, back = letters(a, 1), letters(b, 1)
    p, q = np.minimum(head, forward.shape[1] - 1), np.minimum(head + 1, forward.shape[1] - 1)
    turned = (forward[row, p] == back[row, q]) & (forward[row, q] == back[row, p]) & (head + tail == x - 2)
    near = np.where(x == y, (head + tail >= x - 1) | turned, (np.abs(x - y) == 1) & (head + tail >= least))
    one, two = (tokens.points[tokens.start[at]] for at in (a, b))
    after_one, after_two = (
        tokens.points[np.minimum(tokens.start[at] + 1, len(tokens.points) - 1)] for at in (a, b)
    )
    begun = ((one == two) | (one == after_two)) & ((two == one) | (two == after_one))
    slip: NDArray[np.bool_] = near & begun & (least >= 4) & (np.maximum(x, y) < 32)
    return slip, least < 8, (one == two) & (after_one == after_two)


def figures(tokens: Tokens, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the words at some places are figures."""
    first = np.minimum(tokens.points[tokens.start[at]].astype(np.uint32), _PLANE - 1)
    sort, _, _ = _classes(128 if tokens.points.dtype == np.uint8 else _PLANE)
    are_figures: NDArray[np.bool_] = sort[first] == FIGURE
    return are_figures


def _figures(
    kind: NDArray[np.uint8], points: NDArray[np.uint8] | NDArray[np.uint32], offsets: NDArray[np.int64]
) -> NDArray[np.uint8]:
    """The kinds, with the points, commas and colons between two digits taken for digits."""
    marks = np.flatnonzero((points == ord(".")) | (points == ord(",")) | (points == ord(":")))
    marks = marks[(marks > 0) & (marks + 1 < len(points))]
    marks = marks[(kind[marks - 1] == FIGURE) & (kind[marks + 1] == FIGURE)]
    text = np.searchsorted(offsets, marks, side="right")
    inside = (np.searchsorted(offsets, marks - 1, side="right") == text) & (
        np.searchsorted(offsets, marks + 1, side="right") == text
    )
    kind[marks[inside]] = FIGURE
    return kind


def _runs(kind: NDArray[np.uint8], offsets: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where words begin and where they end."""
    edge = np.ones(len(kind) + 1, bool)
    np.not_equal(kind[1:], kind[:-1], out=edge[1:-1])
    edge[offsets] = True
    some, single = kind > 0, kind == SINGLE
    return some & (edge[:-1] | single), some & (edge[1:] | single)


def _capitals(
    letter: NDArray[np.uint8],
    tokens: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]],
    offsets: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Whether each word stands with a capital where no sentence begins, or wholly in capitals."""
    start, stop, word, text = tokens
    small = np.zeros(len(letter) + 1, np.int32)
    np.cumsum(letter & 1, out=small[1:])
    large = np.flatnonzero(letter & 2)
    capitals = np.diff(np.searchsorted(large, offsets))
    shouted = (small[offsets[1:]] == small[offsets[:-1]]) & (capitals > 0)
    marks = np.flatnonzero(letter & 4)
    passed = np.searchsorted(marks, start)
    fresh = np.ones(len(start), bool)
    fresh[1:] = (text[1:] != text[:-1]) | (passed[1:] > passed[:-1])
    first = (letter[start] & 2) > 0
    wholly = first & (small[stop] == small[start]) & (stop - start > 1)
    found: NDArray[np.bool_] = ((first & ~fresh & (word != _I)) | wholly) & ~shouted[text]
    return found


def _opened(
    points: NDArray[np.uint8] | NDArray[np.uint32],
    start: NDArray[np.int64],
    stop: NDArray[np.int64],
    word: NDArray[np.uint64],
    text: NDArray[np.int64],
    capital: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64], NDArray[np.bool_]]:
    """The words with `n't` and `cannot` as two."""
    tails = np.flatnonzero((word[1:] == _T) & (text[1:] == text[:-1]) & (start[1:] == stop[:-1] + 1)) + 1
    mark, last = points[stop[tails - 1]], points[stop[tails - 1] - 1]
    tails = tails[
        ((mark == ord("'")) | (mark == ord("’")))
        & ((last == ord("n")) | (last == ord("N")))
        & (stop[tails - 1] - start[tails - 1] > 1)
    ]
    if len(tails):
        heads = tails - 1
        length = stop[heads] - start[heads] - 1
        powers = _powers(1 << max(6, int(length.max()).bit_length()))
        shorter = word[heads] - powers[length] * _mixed(np.array([ord("n")], np.uint8))
        plain = word[heads] != _CAN
        stop[heads[plain]] -= 1
        word[heads[plain]] = np.where(word[heads] == _WON, _WILL, shorter)[plain]
        word[tails] = _NOT
    two = np.flatnonzero(word == _CANNOT)
    if len(two):
        stop[two], word[two] = start[two] + 3, _CAN
        start, stop = np.insert(start, two + 1, start[two] + 3), np.insert(stop, two + 1, start[two] + 6)
        word, text = np.insert(word, two + 1, _NOT), np.insert(text, two + 1, text[two])
        capital = np.insert(capital, two + 1, False)
    return start, stop, word, text, capital
