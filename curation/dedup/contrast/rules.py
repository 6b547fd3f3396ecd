"""Why two similar texts are not the same: the rules that keep a pair apart whatever its similarity.

Two texts are compared by the words that only one of them has. What is left is named by the first rule that holds:
number, unit, negation, antonym, modality, quantity, scope, entity, valence, swap, question, order. A contrast is not proof that the two
mean different things; it is the reason why no machine merges them and a person may look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from curation.dedup.contrast import lexicon as lx
from curation.dedup.contrast import words
from curation.dedup.kernels.shingles import flat
from curation.text.prefixes import PREFIX_PAIRS, PREFIXES
from curation.text.stems import inflected_forms, inflection_stem

Kind = Literal[
    "",
    "number",
    "unit",
    "negation",
    "antonym",
    "modality",
    "quantity",
    "scope",
    "entity",
    "order",
    "valence",
    "swap",
    "question",
]

Count = Callable[[str], int]
"""How often a word occurs in the whole set."""
COMMON = 3
"""A word that occurs so often may be a word and not a slip …"""
RARE = 50
"""… unless the word that it would be a slip of occurs so many times as often: many make the same slip in a frequent word."""


@dataclass(frozen=True)
class Contrast:
    """What keeps a pair apart; `kind` is empty when nothing does."""

    kind: Kind
    evidence: str = ""
    """The differing words: `two | three`, an absent side shown as `-`."""
    minimal: bool = False
    """Whether one content word stands for one other: the shape of a contrast rather than of a paraphrase."""


BEGINNINGS = frozenset(p[:2] for p in (*PREFIXES, *(p for pair in PREFIX_PAIRS for p in pair)) if len(p) > 1)
"""First two letters of the prefixes that make a word its opposite."""
SHIFTS = tuple(sorted({len(p) for p in PREFIXES if len(p) > 1}))
"""Lengths of the negating prefixes."""


@dataclass(frozen=True)
class Words:
    """A text as the rules see it."""

    words: tuple[str, ...]
    """Words in lower case, contractions opened, in order."""
    capital: tuple[bool, ...]
    """Whether each stands with a capital where no sentence begins, or wholly in capitals."""


SAME = Contrast("")
ADDED = 0.2
"""Largest share of content words, of the shorter text's, that one text may have more before it asks for something else."""


def read(text: str) -> Words:
    """The words of a text."""
    import polars as pl

    return taken(words.read(flat(pl.Series([text]))), 0)


def taken(tokens: words.Tokens, text: int) -> Words:
    """The words of one of the texts that were read together."""
    at = range(int(tokens.bounds[text]), int(tokens.bounds[text + 1]))
    return Words(tuple(tokens.spelt(at)), tuple(tokens.capital[at.start : at.stop].tolist()))


@lru_cache(maxsize=200_000)
def opposed(a: str, b: str) -> bool:
    """Whether two words are known opposites, or one is the other with a negating prefix or ending."""
    if (a, b) in lx.OPPOSITES or (inflection_stem(a), inflection_stem(b)) in _STEMMED:
        return True
    for x, y in ((a, b), (b, a)):
        if len(x) >= 3 and any(
            y == prefix + x or inflection_stem(y) == prefix + inflection_stem(x)
            for prefix in PREFIXES
            if len(prefix) > 1
        ):
            return True
        if x.endswith("ful") and y == x[:-3] + "less":
            return True
        for p, q in PREFIX_PAIRS:
            if x.startswith(p) and y.startswith(q) and len(x) - len(p) >= 3 and x[len(p) :] == y[len(q) :]:
                return True
    return False


_STEMMED = frozenset((inflection_stem(a), inflection_stem(b)) for a, b in lx.OPPOSITES)
_SYNONYM = {inflection_stem(word): group for word, group in lx.SYNONYMS.items()}


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Every form of the words that have listed opposites or synonyms."""
    roots = {inflection_stem(word) for pair in lx.OPPOSITES for word in pair} | set(_SYNONYM)
    return frozenset(word for root in roots for word in inflected_forms(root))


def number(word: str) -> float | None:
    """The value of a number in digits or words, None when it is none."""
    if word[0].isdigit():
        plain = (
            word.replace(",", "")
            if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word)
            else word.replace(",", ".")
        )
        try:
            return float(plain)
        except ValueError:
            return float(hash_free(plain))
    value = lx.NUMBERS.get(word)
    return None if value is None else float(value)


def hash_free(word: str) -> int:
    """A number that stands for a figure with several points (a version, a time), equal for equal figures."""
    return int.from_bytes(word.encode()[:12].rjust(12, b"\0"), "big")


@lru_cache(maxsize=100_000)
def misspelt(a: str, b: str) -> bool:
    """Whether two words are within one edit of each other (two from eight letters on), an exchange of neighbours being one."""
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 2 or a[0] not in b[:2] or b[0] not in a[:2]:
        return False  # few slips hit the first letter, and most short words one letter apart are two words
    return edits(a, b) <= (2 if min(len(a), len(b)) >= 8 else 1)


def edits(a: str, b: str) -> int:
    """Insertions, deletions, replacements and exchanges of neighbours from `a` to `b` (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def judge(a: Words, b: Words, count: Count = lambda word: 0) -> Contrast:
    """What keeps two texts apart. `count` tells words from slips."""
    head = _common(a.words, b.words)
    room = min(len(a.words), len(b.words)) - head
    tail = _common(a.words[::-1][:room], b.words[::-1][:room])
    middle = [side.words[head : len(side.words) - tail] for side in (a, b)]
    left, right = map(Counter, middle)
    only_a, only_b = list((left - right).elements()), list((right - left).elements())
    if not only_a and not only_b:
        return _order(*middle)
    only_a, only_b = _compounds(only_a, only_b)
    capitals = {
        word
        for side in (a, b)
        for word, capital in list(zip(side.words, side.capital, strict=True))[head : len(side.words) - tail]
        if capital
    }
    size = min(sum(map(_content, side.words)) for side in (a, b))
    return _residual(tuple(only_a), tuple(only_b), capitals & {*only_a, *only_b}, count, size)


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two texts begin with in common."""
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _compounds(only_a: list[str], only_b: list[str]) -> tuple[list[str], list[str]]:
    """Without the words that are merely written together on one side: `data base` and `database`."""
    for one, other in ((only_a, only_b), (only_b, only_a)):
        for i in range(len(one) - 1):
            if i + 1 < len(one) and (joined := one[i] + one[i + 1]) in other and len(joined) > 3:
                other.remove(joined)
                del one[i : i + 2]
    return only_a, only_b


def _residual(
    only_a: Sequence[str], only_b: Sequence[str], capitals: Collection[str], count: Count, size: int
) -> Contrast:
    both = (only_a, only_b)
    shown = f"{' '.join(only_a) or '-'} | {' '.join(only_b) or '-'}"
    values = [Counter(v for w in side if (v := number(w)) is not None) for side in both]
    if values[0] != values[1]:
        for k in (0, 1):  # `one` counts only against another number
            values[k].update(
                float(lx.MAYBE_NUMBERS[w]) for w in both[k] if w in lx.MAYBE_NUMBERS and values[1 - k]
            )
        if values[0] != values[1]:
            return Contrast("number", shown)
    only_a, only_b = ([w for w in side if number(w) is None] for side in both)
    only_a, only_b = _unlike(only_a, only_b, count)
    units = [
        {lx.UNITS[w] for w in side if (w in lx.UNITS and len(w) > 1) or w in "%$€£¥‰"}
        for side in (only_a, only_b)
    ]
    if units[0] and units[1] and units[0] != units[1]:
        return Contrast("unit", shown)
    negations = [sum(w in lx.NEGATION for w in side) % 2 for side in (only_a, only_b)]
    if negations[0] != negations[1]:
        return Contrast("negation", shown)
    if any(opposed(x, y) for x in only_a for y in only_b):
        return Contrast("antonym", shown)
    for table, kind in ((lx.MODALITY, "modality"), (lx.QUANTITY, "quantity")):
        groups = [{table[w] for w in side if w in table} for side in (only_a, only_b)]
        if groups[0] and groups[1] and not groups[0] & groups[1]:
            return Contrast(kind, shown)  # type: ignore[arg-type]
    if any(w in lx.SCOPE for w in (*only_a, *only_b)):
        return Contrast("scope", shown)
    content = [[w for w in side if _content(w)] for side in (only_a, only_b)]
    names = [{w for w in side if w in capitals or w in lx.NAMES} for side in content]
    if names[0] or names[1]:
        return Contrast("entity", shown)
    if any(lx.SELF & {*x} and lx.DONE & {*y} for x, y in ((only_a, only_b), (only_b, only_a))):
        return Contrast("question", shown)  # how I do it, how it was done
    swapped = (content[0] and content[1]) or (len(only_a) == len(only_b) == 1 and (content[0] or content[1]))
    if swapped and bool(lx.VALENCE & {*only_a}) != bool(lx.VALENCE & {*only_b}):
        return Contrast("valence", shown)
    if content[0] and content[1]:
        return Contrast("swap", shown, max(map(len, content)) == 1)
    if len(only_a) == len(only_b) == 1 and (content[0] or content[1]):
        return Contrast("swap", shown, True)
    added = content[0] or content[1]
    other = only_b if content[0] else only_a
    if added and (lx.ASKING & {*only_a, *only_b} or lx.HELPING.intersection(other)):
        return Contrast("question", shown)  # another question is asked of the same words
    placed = any(w in lx.PLACING for w in (only_a if content[0] else only_b))
    if added and (placed or len(added) > ADDED * size):
        return Contrast("scope", shown)
    return SAME


def _content(word: str) -> bool:
    return word not in lx.FUNCTION and word not in lx.FILLER


def _unlike(a: Sequence[str], b: Sequence[str], count: Count) -> tuple[list[str], list[str]]:
    """The words left when forms of one word, synonyms and misspellings on the two sides have been paired off."""
    rest = list(b)
    left: list[str] = []
    for word in a:
        match = next((other for other in rest if alike(word, other, count)), None)
        if match is None:
            left.append(word)
        else:
            rest.remove(match)
    return left, rest


def two_words(a: int, b: int) -> bool:
    """Whether words that occur so often are two words, rather than one and a slip of it."""
    return min(a, b) >= COMMON and min(a, b) * RARE >= max(a, b)


def alike(a: str, b: str, count: Count) -> bool:
    """Whether two words are forms of one word, known synonyms, or one a slip of the other."""
    if opposed(a, b):
        return False
    if inflection_stem(a) == inflection_stem(b) or (
        (group := _SYNONYM.get(inflection_stem(a))) is not None and group == _SYNONYM.get(inflection_stem(b))
    ):
        return True
    if (a in lx.NAMES and b in lx.NAMES) or (_grammar(a) and _grammar(b)) or two_words(count(a), count(b)):
        return False
    return misspelt(a, b)


def _grammar(word: str) -> bool:
    return word in lx.FUNCTION or word in lx.NEGATION or word in lx.MODALITY or word in lx.QUANTITY


def _order(a: Sequence[str], b: Sequence[str]) -> Contrast:
    """A contrast when two words have changed places across a word of direction: who does what to whom."""
    moved = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(moved) == 2 and moved[1] - moved[0] > 1:
        x, y = a[moved[0]], a[moved[1]]
        if x not in lx.FUNCTION and y not in lx.FUNCTION:
            return Contrast("order", f"{x} {y} | {y} {x}")
    return SAME
