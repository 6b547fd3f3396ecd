"""The contrast rules for many pairs of texts at once: the same judgement as `contrast.judge`, over arrays.

Words are numbers, so that what only one of two texts has, and what class each of these words is of, come from sorting and
from tables. The few pairs that the tables do not decide (a word several times, two words against one, a word with several
likenesses) go to `contrast.judge` itself. A test holds the two to the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from curation.dedup.contrast import rules, words
from curation.dedup.contrast.classes import (
    ASKING,
    DONE,
    FILLER,
    FUNCTION,
    HELPING,
    MAYBE,
    NAME,
    NEGATION,
    NUMBER,
    PLACING,
    SCOPE,
    SELF,
    VALENCE,
    lexicon,
)
from curation.dedup.contrast.likeness import likenesses
from curation.dedup.contrast.token_difference import Rest, keyed, rest_of, trimmed
from curation.dedup.contrast.words import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from curation.dedup.kernels.shingles import Flat

KINDS: tuple[str, ...] = get_args(rules.Kind)


@dataclass(frozen=True)
class Judgements:
    """What keeps each pair of a job apart."""

    kind: NDArray[np.int8]
    """Place in `KINDS`; 0 when nothing does."""
    minimal: NDArray[np.bool_]
    """Whether one content word stands for one other."""
    evidence: list[str]
    """The differing words, empty when nothing keeps the pair apart."""


def judge(texts: Flat, counts: words.Counts) -> Judgements:
    """The judgements of texts 0 and 1, 2 and 3, …; `counts` tell words from slips."""
    tokens = words.read(texts)
    n = (len(texts.offsets) - 1) // 2
    head, tail = trimmed(tokens, n)
    rest, by_hand = rest_of(tokens, head, tail, n)
    kind, minimal = np.zeros(n, np.int8), np.zeros(n, bool)
    _decide(tokens, rest, kind, minimal, by_hand, counts)
    changed = np.zeros(n, bool)
    changed[rest.pair] = True
    moved = _moved(tokens, head, tail, ~changed & ~by_hand)
    kind[list(moved)] = KINDS.index("order")
    evidence = _evidence(tokens, rest, (kind > 0) & ~by_hand & changed, n)
    for pair, shown in moved.items():
        evidence[pair] = shown
    often = counts.of(tokens.word) if by_hand.any() else np.zeros(0, np.int64)
    for pair in np.flatnonzero(by_hand).tolist():
        a, b = rules.taken(tokens, 2 * pair), rules.taken(tokens, 2 * pair + 1)
        span = slice(tokens.bounds[2 * pair], tokens.bounds[2 * pair + 2])
        count = dict(zip(a.words + b.words, often[span].tolist(), strict=True))
        contrast = rules.judge(a, b, count.__getitem__)
        kind[pair], minimal[pair], evidence[pair] = (
            KINDS.index(contrast.kind),
            contrast.minimal,
            contrast.evidence,
        )
    return Judgements(kind, minimal, evidence)


def _decide(
    tokens: words.Tokens,
    rest: Rest,
    kind: NDArray[np.int8],
    minimal: NDArray[np.bool_],
    by_hand: NDArray[np.bool_],
    counts: words.Counts,
) -> None:
    """Sets the kinds of the pairs that differ by words, rule after rule, and marks more pairs for judging one by one."""
    n = len(kind)
    table = lexicon()
    open_ = np.zeros(n, bool)
    open_[rest.pair] = True
    open_ &= ~by_hand

    def name(kind_: str, where: NDArray[np.bool_]) -> None:
        here = where & open_
        kind[here] = KINDS.index(kind_)
        open_[here] = False

    entry = table.find(rest.word)
    digits = words.figures(tokens, rest.at)
    is_number = digits | ((table.flags[entry] & NUMBER) > 0)
    worth = np.zeros(len(rest.word), np.uint64)
    worth[is_number] = _values(tokens, rest.at[is_number])
    totals = _sums(rest, worth, n)
    differ = totals[0] != totals[1]
    maybe = np.zeros(n, bool)
    maybe[rest.pair[(table.flags[entry] & MAYBE) > 0]] = True
    by_hand |= differ & maybe & open_
    open_ &= ~by_hand
    name("number", differ)

    alive = open_[rest.pair] & ~is_number
    rest, entry = rest.where(alive), entry[alive]
    gone, opposed, unsure = likenesses(tokens, rest, entry, counts, n)
    by_hand |= unsure & open_
    open_ &= ~by_hand
    name("unit", _unlike(_bits(rest, table.unit[entry] * ~gone, n), same=True))
    negations = _sums(rest, ((table.flags[entry] & NEGATION) > 0) & ~gone, n)
    name("negation", (negations[0] % 2) != (negations[1] % 2))
    name("antonym", opposed)
    for rule, groups in (("modality", table.modality), ("quantity", table.quantity)):
        name(rule, _unlike(_bits(rest, groups[entry] * ~gone, n), same=False))
    flags = table.flags[entry] * ~gone
    scoped, asked = (_any(rest, (flags & flag) > 0, n) for flag in (SCOPE, ASKING))
    name("scope", scoped[0] | scoped[1])
    content = ((table.flags[entry] & (FUNCTION | FILLER)) == 0) & ~gone
    named = _any(rest, content & (rest.capital | ((flags & NAME) > 0)), n)
    name("entity", named[0] | named[1])
    mine, done = (_any(rest, (flags & flag) > 0, n) for flag in (SELF, DONE))
    name("question", (mine[0] & done[1]) | (mine[1] & done[0]))
    many = _sums(rest, content, n)
    left = _sums(rest, ~gone, n)
    both = (many[0] > 0) & (many[1] > 0)
    one = (left[0] == 1) & (left[1] == 1) & ((many[0] > 0) | (many[1] > 0))
    taken = _any(rest, (flags & VALENCE) > 0, n)
    name("valence", (both | one) & (taken[0] != taken[1]))
    minimal |= open_ & np.where(both, np.maximum(many[0], many[1]) == 1, one)
    name("swap", both | one)
    more = np.where(many[0] > 0, 0, 1)
    row = np.arange(n)
    added = (many[0] > 0) | (many[1] > 0)
    helped, placed = (_any(rest, (flags & flag) > 0, n) for flag in (HELPING, PLACING))
    name("question", added & (asked[0] | asked[1] | helped[1 - more, row]))
    size = _content_words(tokens, open_ & added)
    name("scope", added & (placed[more, row] | (many[more, row] > rules.ADDED * size)))


def _values(tokens: words.Tokens, at: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for the value of each figure or number word, equal for equal values and never 0."""
    word, back = np.unique(tokens.word[at], return_inverse=True)
    first = np.zeros(len(word), np.int64)
    first[back] = at
    value = np.array([rules.number(spelt) for spelt in tokens.spelt(first)], np.float64)
    return keyed(value.view(np.uint64), np.ones(len(value), np.int64))[back]


def _sums(rest: Rest, value: NDArray[np.generic], n: int) -> NDArray[np.uint64]:
    """The sums of a value by side and pair, `(2, n)`."""
    sums = np.zeros(2 * n, np.uint64)
    np.add.at(sums, rest.side * n + rest.pair, value.astype(np.uint64))
    return sums.reshape(2, n)


def _bits(rest: Rest, value: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """The bits of a value that some word has, by side and pair."""
    bits = np.zeros(2 * n, np.int64)
    np.bitwise_or.at(bits, rest.side * n + rest.pair, value)
    return bits.reshape(2, n)


def _any(rest: Rest, value: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    holds = np.zeros((2, n), bool)
    holds[rest.side[value], rest.pair[value]] = True
    return holds


def _unlike(bits: NDArray[np.int64], same: bool) -> NDArray[np.bool_]:
    """Whether both sides have groups, and not the same ones (`same`) or none in common."""
    unlike: NDArray[np.bool_] = (
        (bits[0] != 0) & (bits[1] != 0) & ((bits[0] != bits[1]) if same else ((bits[0] & bits[1]) == 0))
    )
    return unlike


def _content_words(tokens: words.Tokens, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The content words of the shorter text of each wanted pair."""
    pairs = np.flatnonzero(wanted)
    texts = np.column_stack((2 * pairs, 2 * pairs + 1)).ravel()
    count = np.diff(tokens.bounds)[texts]
    at = ranges(tokens.bounds[texts], count)
    table = lexicon()
    is_content = (table.flags[table.find(tokens.word[at])] & (FUNCTION | FILLER)) == 0
    per_text = np.bincount(np.repeat(np.arange(len(texts)), count), is_content, len(texts))
    counts = np.zeros(len(wanted), np.int64)
    counts[pairs] = np.minimum(per_text[0::2], per_text[1::2])
    return counts


def _moved(
    tokens: words.Tokens, head: NDArray[np.int64], tail: NDArray[np.int64], same: NDArray[np.bool_]
) -> dict[int, str]:
    """Of the pairs with the same words, those where two of them have changed places: the pair and the evidence."""
    bounds = tokens.bounds
    lengths = np.diff(bounds)[0::2]
    pairs = np.flatnonzero(same & (lengths - head - tail > 2))
    first, last = head[pairs], lengths[pairs] - tail[pairs] - 1
    a, b = bounds[2 * pairs], bounds[2 * pairs + 1]
    middle = last - first - 1
    equal = tokens.word[ranges(a + first + 1, middle)] == tokens.word[ranges(b + first + 1, middle)]
    changes = np.bincount(np.repeat(np.arange(len(pairs)), middle), ~equal, len(pairs))
    table = lexicon()
    plain = [(table.flags[table.find(tokens.word[place])] & FUNCTION) == 0 for place in (a + first, a + last)]
    chosen = np.flatnonzero((changes == 0) & plain[0] & plain[1])
    x, y = tokens.spelt((a + first)[chosen]), tokens.spelt((a + last)[chosen])
    return {int(pairs[k]): f"{p} {q} | {q} {p}" for k, p, q in zip(chosen.tolist(), x, y, strict=True)}


def _evidence(tokens: words.Tokens, rest: Rest, wanted: NDArray[np.bool_], n: int) -> list[str]:
    """The differing words of the wanted pairs, those of the first text, a bar, those of the second."""
    part = rest.where(wanted[rest.pair])
    spelt = tokens.spelt(part.at)
    bounds = np.searchsorted(part.pair * 2 + part.side, np.arange(2 * n + 1)).tolist()
    evidence = [""] * n
    for pair in np.flatnonzero(wanted).tolist():
        a, b, c = bounds[2 * pair : 2 * pair + 3]
        evidence[pair] = f"{' '.join(spelt[a:b]) or '-'} | {' '.join(spelt[b:c]) or '-'}"
    return evidence
