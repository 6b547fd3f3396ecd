"""Which words of two texts are alike or opposed, each two words looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.contrast import rules, words
from curation.dedup.contrast.classes import LISTED, lexicon
from curation.dedup.contrast.token_difference import Rest, keyed
from curation.dedup.contrast.words import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray


def likenesses(
    tokens: words.Tokens, rest: Rest, entry: NDArray[np.int64], counts: words.Counts, n: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words have their like on the other side, which pairs hold opposites, and which need judging one by one.

    Args:
        tokens: The words of all texts, one behind the other.
        rest: The words that only one text of a pair has.
        entry: `(m,) int64`: place in the lexicon of each word of `rest`.
        counts: How often the words that stand often occur.
        n: The number of pairs.
    """
    gone = np.zeros(len(rest.word), bool)
    opposites, unsure = np.zeros(n, bool), np.zeros(n, bool)
    left, right = _across(rest, n)
    if not len(left):
        return gone, opposites, unsure
    listed = (lexicon().flags[entry] & LISTED) > 0
    alike, against = _comparable(tokens, rest.at, left, right)
    both = listed[left] & listed[right]
    some = alike | against | both
    plain = ~against & ~both & (lexicon().flags[entry][left] == 0) & (lexicon().flags[entry][right] == 0)
    left, right, plain = left[some], right[some], plain[some]
    like, against = _compared(tokens, rest, left, right, plain, counts)
    degree = np.bincount(left[like], minlength=len(gone)) + np.bincount(right[like], minlength=len(gone))
    unsure[rest.pair[degree > 1]] = True
    gone[left[like]] = True
    gone[right[like]] = True
    still = against & ~gone[left] & ~gone[right]
    opposites[rest.pair[left[still]]] = True
    return gone, opposites, unsure


def _comparable(
    tokens: words.Tokens, at: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether two words that are not listed can be alike, and can be opposed: most cannot, by their first letters."""
    length = (tokens.stop - tokens.start)[at]

    def two(shift: NDArray[np.int64] | int) -> NDArray[np.uint64]:
        letters = [
            tokens.points[np.minimum(tokens.start[at] + shift + k, len(tokens.points) - 1)].astype(np.uint64)
            for k in (0, 1)
        ]
        letter_pairs: NDArray[np.uint64] = (letters[0] << np.uint64(32)) | letters[1]
        letter_pairs[length < shift + 2] = 0
        return letter_pairs

    first = two(0)
    turned = (first << np.uint64(32)) | (first >> np.uint64(32))
    initial = first >> np.uint64(32)
    near = (np.abs(length[left] - length[right]) <= 2) & (np.minimum(length[left], length[right]) >= 4)
    alike: NDArray[np.bool_] = (first[left] == first[right]) | (
        near & ((initial[left] == initial[right]) | (first[left] == turned[right]))
    )
    begun = np.isin(first, [(ord(x) << 32) | ord(y) for x, y in map(tuple, rules.BEGINNINGS)])
    against: NDArray[np.bool_] = begun[left] & begun[right]
    for shift in rules.SHIFTS:
        after = two(shift)
        against |= begun[left] & (after[left] == first[right]) | begun[right] & (after[right] == first[left])
    last = two(np.maximum(length - 2, 0))
    full, less = last == (ord("u") << 32 | ord("l")), last == (ord("s") << 32 | ord("s"))
    against |= full[left] & less[right] | less[left] & full[right]
    return alike, against


def _across(rest: Rest, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every word of a pair's first side with every one of its second."""
    count = np.bincount(rest.pair * 2 + rest.side, minlength=2 * n)
    begin = np.cumsum(count) - count
    mine = rest.side == 0
    other = count[1::2][rest.pair[mine]]
    left = np.repeat(np.flatnonzero(mine), other)
    return left, ranges(begin[1::2][rest.pair[mine]], other)


def _compared(
    tokens: words.Tokens,
    rest: Rest,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    plain: NDArray[np.bool_],
    counts: words.Counts,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether words are alike and whether they are opposed, each two words looked at once.

    Of two `plain` words, which are in no table and not opposed, the commonest slips are told without spelling them.
    """
    key = keyed(rest.word[left], np.zeros(len(left), np.int64)) + rest.word[right]
    _, first, back = np.unique(key, return_index=True, return_inverse=True)
    a, b = rest.at[left[first]], rest.at[right[first]]
    often = counts.of(tokens.word[a]), counts.of(tokens.word[b])
    least, most = np.minimum(*often), np.maximum(*often)
    two = (least >= rules.COMMON) & (least * rules.RARE >= most)
    slip, short, begin = words.one_slip(tokens, a, b)
    like = plain[first] & slip & ~two
    against = np.zeros(len(first), bool)
    spell = np.flatnonzero(~like & ~(plain[first] & short & ~begin))
    x, y = tokens.spelt(a[spell]), tokens.spelt(b[spell])
    count = dict(zip(x + y, [*often[0][spell].tolist(), *often[1][spell].tolist()], strict=True))
    for k, one, other in zip(spell.tolist(), x, y, strict=True):
        against[k] = rules.opposed(one, other)
        like[k] = not against[k] and rules.alike(one, other, count.__getitem__)
    return like[back], against[back]
