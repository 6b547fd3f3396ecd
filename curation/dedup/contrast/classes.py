"""What the contrast rules know of words, as tables by the numbers of the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.contrast import lexicon as lx
from curation.dedup.contrast import rules, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

(
    NUMBER,
    MAYBE,
    NEGATION,
    SCOPE,
    FUNCTION,
    FILLER,
    NAME,
    ASKING,
    HELPING,
    PLACING,
    LISTED,
    SELF,
    DONE,
    VALENCE,
) = (1 << k for k in range(14))


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of words, by their numbers."""

    word: NDArray[np.uint64]
    flags: NDArray[np.int64]
    unit: NDArray[np.int64]
    modality: NDArray[np.int64]
    quantity: NDArray[np.int64]

    def find(self, word: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The place of each word, that of the last, an unknown one, where there is none."""
        at = np.searchsorted(self.word[:-1], word)
        at[at == len(self.word) - 1] = 0
        entries: NDArray[np.int64] = np.where(self.word[at] == word, at, len(self.word) - 1)
        return entries


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables of `curation.dedup.contrast.lexicon` by number."""
    sets = (
        (lx.NUMBERS, NUMBER), (lx.MAYBE_NUMBERS, MAYBE), (lx.NEGATION, NEGATION), (lx.SCOPE, SCOPE),
        (lx.FUNCTION, FUNCTION), (lx.FILLER, FILLER), (lx.NAMES, NAME), (lx.ASKING, ASKING),
        (lx.HELPING, HELPING), (lx.PLACING, PLACING), (lx.MODALITY, 0), (lx.QUANTITY, 0), (lx.UNITS, 0),
        (rules.listed(), LISTED), (lx.SELF, SELF), (lx.DONE, DONE), (lx.VALENCE, VALENCE),
    )  # fmt: skip
    flags: dict[str, int] = {}
    for members, flag in sets:
        for word in members:
            flags[word] = flags.get(word, 0) | flag
    spelt = np.array(sorted(flags))
    numbers = words.numbers([str(word) for word in spelt])
    order = np.argsort(numbers)
    known = [str(word) for word in spelt[order]]

    def bits(groups: dict[str, int]) -> NDArray[np.int64]:
        return np.array([1 << groups[word] if word in groups else 0 for word in known] + [0], np.int64)

    units = {word: group for word, group in lx.UNITS.items() if len(word) > 1 or word in "%$€£¥‰"}
    return Lexicon(
        np.append(numbers[order], np.uint64(0)),
        np.array([flags[word] for word in known] + [0], np.int64),
        bits(units),
        bits(lx.MODALITY),
        bits(lx.QUANTITY),
    )
