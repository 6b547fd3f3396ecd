"""The words that only one text of a pair has, for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.contrast import words
from curation.dedup.contrast.words import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))


@dataclass(frozen=True)
class Rest:
    """The words that only one text of a pair has, by pair, side and place."""

    pair: NDArray[np.int64]
    side: NDArray[np.int64]
    at: NDArray[np.int64]
    """Place among the tokens."""
    word: NDArray[np.uint64]
    capital: NDArray[np.bool_]

    def where(self, mask: NDArray[np.bool_]) -> Rest:
        """The part of it."""
        return Rest(self.pair[mask], self.side[mask], self.at[mask], self.word[mask], self.capital[mask])


def trimmed(tokens: words.Tokens, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many words the texts of each pair begin and end with in common."""
    first, last = tokens.bounds[:-1], tokens.bounds[1:]
    room = np.minimum(last[0::2] - first[0::2], last[1::2] - first[1::2])
    head = _agreeing(tokens.word, first[0::2], first[1::2], room)
    room = room - head
    back = len(tokens.word) - last
    tail = _agreeing(tokens.word[::-1], back[0::2], back[1::2], room)
    return head, tail


def _agreeing(
    word: NDArray[np.uint64], a: NDArray[np.int64], b: NDArray[np.int64], room: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many of the next `room` words from `a` and from `b` are the same before the first that is not."""
    pair = np.repeat(np.arange(len(room)), room)
    differ = np.flatnonzero(word[ranges(a, room)] != word[ranges(b, room)])
    begin = np.cumsum(room) - room
    agreeing = room.copy()
    at = pair[differ]
    first = np.concatenate(([True], at[1:] != at[:-1])) if len(at) else np.zeros(0, bool)
    agreeing[at[first]] = differ[first] - begin[at[first]]
    return agreeing


def rest_of(
    tokens: words.Tokens, head: NDArray[np.int64], tail: NDArray[np.int64], n: int
) -> tuple[Rest, NDArray[np.bool_]]:
    """The words that only one text has, and the pairs to be judged one by one."""
    bounds = tokens.bounds
    parts = []
    for k in (0, 1):
        start = bounds[k:-1:2] + head
        count = bounds[k + 1 :: 2] - tail - start
        parts.append((ranges(start, count), np.repeat(np.arange(n), count)))
    at = np.concatenate([part[0] for part in parts])
    pair = np.concatenate([part[1] for part in parts])
    side = np.repeat([0, 1], [len(part[0]) for part in parts])
    by_hand = np.zeros(n, bool)
    if not len(at):
        return Rest(pair, side, at, tokens.word[at], tokens.capital[at]), by_hand
    key = keyed(tokens.word[at], pair)
    order = np.argsort(key, kind="stable")
    key = key[order]
    begin = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    surplus = np.add.reduceat(1 - 2 * side[order], begin)
    capital = np.logical_or.reduceat(tokens.capital[at[order]], begin)
    # Of a word that the second text has more of, the first of that text: within a run, the first text's come first.
    later = np.add.reduceat(1 - side[order], begin)
    one = order[begin + np.where(surplus < 0, later, 0)]
    keep = surplus != 0
    by_hand[pair[one[np.abs(surplus) > 1]]] = True
    one, capital = one[keep], capital[keep]
    place = np.lexsort((at[one], side[one], pair[one]))
    one, capital = one[place], capital[place]
    difference = Rest(pair[one], side[one], at[one], tokens.word[at[one]], capital)
    by_hand[_compounds(tokens, difference)] = True
    return difference, by_hand


def keyed(word: NDArray[np.uint64], label: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for a word with a label: equal for equal ones, and by accident for one in 10^19 others."""
    keys = (word ^ (word >> np.uint64(32))) * _ODD[0] + label.astype(np.uint64) * _ODD[1]
    keys ^= keys >> np.uint64(29)
    keys *= _ODD[0]
    return keys


def _compounds(tokens: words.Tokens, rest: Rest) -> NDArray[np.int64]:
    """The pairs where two words that follow each other on one side are one word on the other."""
    label = rest.pair * 2 + rest.side
    first = np.flatnonzero(label[1:] == label[:-1])
    if not len(first):
        return first
    length = (tokens.stop - tokens.start)[rest.at]
    together = keyed(words.joined(rest.word[first], length[first], rest.word[first + 1]), label[first] ^ 1)
    return rest.pair[first[np.isin(together, keyed(rest.word, label))]]
