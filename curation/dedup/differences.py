"""The contrast rules for many pairs of texts at once: the same judgement as `contrast.judge`, over arrays.

Words are numbers, so that what only one of two texts has, and what class each of these words is of, come from sorting and
from tables. The few pairs that the tables do not decide (a word several times, two words against one, a word with several
likenesses) go to `contrast.judge` itself. A test holds the two to the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

import numpy as np

from curation.dedup import contrast, words
from curation.dedup import lexicon as lx
from curation.dedup.words import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from curation.dedup.shingles import Flat

KINDS: tuple[str, ...] = get_args(contrast.Kind)
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
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_NEVER = -1


@dataclass(frozen=True)
class Judgements:
    """What keeps each pair of a job apart."""

    kind: NDArray[np.int8]
    """Place in `KINDS`; 0 when nothing does."""
    minimal: NDArray[np.bool_]
    """Whether one content word stands for one other."""
    evidence: list[str]
    """The differing words, empty when nothing keeps the pair apart."""


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
        found: NDArray[np.int64] = np.where(self.word[at] == word, at, len(self.word) - 1)
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables of `curation.dedup.lexicon` by number."""
    sets = (
        (lx.NUMBERS, NUMBER), (lx.MAYBE_NUMBERS, MAYBE), (lx.NEGATION, NEGATION), (lx.SCOPE, SCOPE),
        (lx.FUNCTION, FUNCTION), (lx.FILLER, FILLER), (lx.NAMES, NAME), (lx.ASKING, ASKING),
        (lx.HELPING, HELPING), (lx.PLACING, PLACING), (lx.MODALITY, 0), (lx.QUANTITY, 0), (lx.UNITS, 0),
        (contrast.listed(), LISTED), (lx.SELF, SELF), (lx.DONE, DONE), (lx.VALENCE, VALENCE),
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


def judge(texts: Flat, counts: words.Counts) -> Judgements:
    """The judgements of texts 0 and 1, 2 and 3, …; `counts` tell words from slips."""
    tokens = words.read(texts)
    n = (len(texts.offsets) - 1) // 2
    head, tail = _trimmed(tokens, n)
    rest, by_hand = _rest(tokens, head, tail, n)
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
        a, b = contrast.taken(tokens, 2 * pair), contrast.taken(tokens, 2 * pair + 1)
        span = slice(tokens.bounds[2 * pair], tokens.bounds[2 * pair + 2])
        count = dict(zip(a.words + b.words, often[span].tolist(), strict=True))
        found = contrast.judge(a, b, count.__getitem__)
        kind[pair], minimal[pair], evidence[pair] = KINDS.index(found.kind), found.minimal, found.evidence
    return Judgements(kind, minimal, evidence)


def _trimmed(tokens: words.Tokens, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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
    found = room.copy()
    at = pair[differ]
    first = np.concatenate(([True], at[1:] != at[:-1])) if len(at) else np.zeros(0, bool)
    found[at[first]] = differ[first] - begin[at[first]]
    return found


def _rest(
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
    key = _keyed(tokens.word[at], pair)
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
    found = Rest(pair[one], side[one], at[one], tokens.word[at[one]], capital)
    by_hand[_compounds(tokens, found)] = True
    return found, by_hand


def _keyed(word: NDArray[np.uint64], label: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for a word with a label: equal for equal ones, and by accident for one in 10^19 others."""
    found = (word ^ (word >> np.uint64(32))) * _ODD[0] + label.astype(np.uint64) * _ODD[1]
    found ^= found >> np.uint64(29)
    found *= _ODD[0]
    return found


def _compounds(tokens: words.Tokens, rest: Rest) -> NDArray[np.int64]:
    """The pairs where two words that follow each other on one side are one word on the other."""
    label = rest.pair * 2 + rest.side
    first = np.flatnonzero(label[1:] == label[:-1])
    if not len(first):
        return first
    length = (tokens.stop - tokens.start)[rest.at]
    together = _keyed(words.joined(rest.word[first], length[first], rest.word[first + 1]), label[first] ^ 1)
    return rest.pair[first[np.isin(together, _keyed(rest.word, label))]]


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
    gone, opposed, unsure = _likenesses(tokens, rest, entry, counts, n)
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
    name("scope", added & (placed[more, row] | (many[more, row] > contrast.ADDED * size)))


def _values(tokens: words.Tokens, at: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for the value of each figure or number word, equal for equal values and never 0."""
    word, back = np.unique(tokens.word[at], return_inverse=True)
    first = np.zeros(len(word), np.int64)
    first[back] = at
    value = np.array([contrast.number(spelt) for spelt in tokens.spelt(first)], np.float64)
    return _keyed(value.view(np.uint64), np.ones(len(value), np.int64))[back]


def _sums(rest: Rest, value: NDArray[np.generic], n: int) -> NDArray[np.uint64]:
    """The sums of a value by side and pair, `(2, n)`."""
    found = np.zeros(2 * n, np.uint64)
    np.add.at(found, rest.side * n + rest.pair, value.astype(np.uint64))
    return found.reshape(2, n)


def _bits(rest: Rest, value: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """The bits of a value that some word has, by side and pair."""
    found = np.zeros(2 * n, np.int64)
    np.bitwise_or.at(found, rest.side * n + rest.pair, value)
    return found.reshape(2, n)


def _any(rest: Rest, value: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    found = np.zeros((2, n), bool)
    found[rest.side[value], rest.pair[value]] = True
    return found


def _unlike(bits: NDArray[np.int64], same: bool) -> NDArray[np.bool_]:
    """Whether both sides have groups, and not the same ones (`same`) or none in common."""
    found: NDArray[np.bool_] = (
        (bits[0] != 0) & (bits[1] != 0) & ((bits[0] != bits[1]) if same else ((bits[0] & bits[1]) == 0))
    )
    return found


def _content_words(tokens: words.Tokens, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The content words of the shorter text of each wanted pair."""
    pairs = np.flatnonzero(wanted)
    texts = np.column_stack((2 * pairs, 2 * pairs + 1)).ravel()
    count = np.diff(tokens.bounds)[texts]
    at = ranges(tokens.bounds[texts], count)
    table = lexicon()
    is_content = (table.flags[table.find(tokens.word[at])] & (FUNCTION | FILLER)) == 0
    per_text = np.bincount(np.repeat(np.arange(len(texts)), count), is_content, len(texts))
    found = np.zeros(len(wanted), np.int64)
    found[pairs] = np.minimum(per_text[0::2], per_text[1::2])
    return found


def _likenesses(
    tokens: words.Tokens, rest: Rest, entry: NDArray[np.int64], counts: words.Counts, n: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words have their like on the other side, which pairs hold opposites, and which need judging one by one."""
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
        found: NDArray[np.uint64] = (letters[0] << np.uint64(32)) | letters[1]
        found[length < shift + 2] = 0
        return found

    first = two(0)
    turned = (first << np.uint64(32)) | (first >> np.uint64(32))
    initial = first >> np.uint64(32)
    near = (np.abs(length[left] - length[right]) <= 2) & (np.minimum(length[left], length[right]) >= 4)
    alike: NDArray[np.bool_] = (first[left] == first[right]) | (
        near & ((initial[left] == initial[right]) | (first[left] == turned[right]))
    )
    begun = np.isin(first, [(ord(x) << 32) | ord(y) for x, y in map(tuple, contrast.BEGINNINGS)])
    against: NDArray[np.bool_] = begun[left] & begun[right]
    for shift in contrast.SHIFTS:
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
    key = _keyed(rest.word[left], np.zeros(len(left), np.int64)) + rest.word[right]
    _, first, back = np.unique(key, return_index=True, return_inverse=True)
    a, b = rest.at[left[first]], rest.at[right[first]]
    often = counts.of(tokens.word[a]), counts.of(tokens.word[b])
    least, most = np.minimum(*often), np.maximum(*often)
    two = (least >= contrast.COMMON) & (least * contrast.RARE >= most)
    slip, short, begin = words.one_slip(tokens, a, b)
    like = plain[first] & slip & ~two
    against = np.zeros(len(first), bool)
    spell = np.flatnonzero(~like & ~(plain[first] & short & ~begin))
    x, y = tokens.spelt(a[spell]), tokens.spelt(b[spell])
    count = dict(zip(x + y, [*often[0][spell].tolist(), *often[1][spell].tolist()], strict=True))
    for k, one, other in zip(spell.tolist(), x, y, strict=True):
        against[k] = contrast.opposed(one, other)
        like[k] = not against[k] and contrast.alike(one, other, count.__getitem__)
    return like[back], against[back]


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
    found = [""] * n
    for pair in np.flatnonzero(wanted).tolist():
        a, b, c = bounds[2 * pair : 2 * pair + 3]
        found[pair] = f"{' '.join(spelt[a:b]) or '-'} | {' '.join(spelt[b:c]) or '-'}"
    return found
