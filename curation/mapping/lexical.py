"""Word evidence for a category: BM25 over what the taxonomy says of it, and cue phrases found whole.

BM25 after Robertson and Zaragoza (2009), with the fields weighted before saturation (BM25F). The clause is the query, so
everything about a category can be computed once: a clause is scored by adding the rows of its stems.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.mapping.terms import term_stems

K1 = 1.2
B = 0.5
"""Length normalisation, weaker than the usual 0.75: a leaf with many cues is not less relevant for it."""
PHRASE = 4
"""Longest cue phrase looked for, in stems."""

Floats = NDArray[np.float32]


_Start = tuple[int, Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]]
_NOTHING: _Start = (-1, {})


@dataclass(frozen=True)
class LexicalIndex:
    """What words say for each of `n` targets."""

    rows: Mapping[str, int]
    """Row of each stem."""
    weights: Floats
    """`(stems, n)`: BM25 contribution of a stem to a target."""
    phrases: Mapping[tuple[str, ...], int]
    """Row of each cue phrase, as its stems in order."""
    starts: Mapping[str, _Start]
    """By first stem: the row of that stem as a phrase by itself (-1 for none); by second stem, the stems behind these two and the row."""
    hits: Floats
    """`(phrases, n)`: weight of a cue phrase for a target; rarer over the targets weighs more."""


def build(fields: Sequence[Sequence[tuple[float, str]]], cues: Sequence[Sequence[str]]) -> LexicalIndex:
    """The lexicon of targets given as weighted texts and cue phrases."""
    counts: list[Counter[str]] = []
    for texts in fields:
        count: Counter[str] = Counter()
        for weight, text in texts:
            for token in term_stems(text):
                count[token] += weight  # type: ignore[assignment]
        counts.append(count)
    vocabulary = sorted({token for count in counts for token in count})
    rows = {token: i for i, token in enumerate(vocabulary)}
    n = len(fields)
    weights = np.zeros((len(rows), n), np.float32)
    lengths = [sum(count.values()) for count in counts]
    mean = max(1.0, sum(lengths) / max(1, n))
    frequency = Counter(token for count in counts for token in count)
    for column, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        norm = K1 * (1 - B + B * length / mean)
        for token, tf in count.items():
            idf = math.log(1 + (n - frequency[token] + 0.5) / (frequency[token] + 0.5))
            weights[rows[token], column] = idf * tf * (K1 + 1) / (tf + norm)
    phrases, hits = _phrases(cues)
    return LexicalIndex(rows, weights, phrases, _starts(phrases), hits)


def _starts(phrases: Mapping[tuple[str, ...], int]) -> dict[str, _Start]:
    longer: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = defaultdict(dict)
    for phrase, row in phrases.items():
        if len(phrase) > 1:
            longer[phrase[0]].setdefault(phrase[1], []).append((phrase[2:], row))
    return {
        first: (
            phrases.get((first,), -1),
            {second: tuple(rest) for second, rest in longer.get(first, {}).items()},
        )
        for first in {phrase[0] for phrase in phrases}
    }


def _phrases(cues: Sequence[Sequence[str]]) -> tuple[dict[tuple[str, ...], int], Floats]:
    owners: dict[tuple[str, ...], set[int]] = {}
    for column, texts in enumerate(cues):
        for text in texts:
            phrase = tuple(term_stems(text))
            if 0 < len(phrase) <= PHRASE:
                owners.setdefault(phrase, set()).add(column)
    ordered = sorted(owners)
    hits = np.zeros((len(ordered), len(cues)), np.float32)
    for row, phrase in enumerate(ordered):
        # A phrase of two stems is worth more than either word; one that many targets share, less.
        weight = (1.0 + 0.5 * (len(phrase) - 1)) * math.log(1 + len(cues) / len(owners[phrase]))
        for column in owners[phrase]:
            hits[row, column] = weight
    return {phrase: row for row, phrase in enumerate(ordered)}, hits


def score(lexicon: LexicalIndex, clauses: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
    """BM25 and summed cue weights of clauses given as stems: two arrays `(clauses, n)`; every stem counts once."""
    rows = lexicon.rows
    words = [sorted({rows[token] for token in clause if token in rows}) for clause in clauses]
    return _summed(lexicon.weights, words), _summed(lexicon.hits, [phrases_in(lexicon, c) for c in clauses])


def _summed(table: Floats, chosen: Sequence[Sequence[int]]) -> Floats:
    """For each clause the sum of its rows of `table`, zeros where it has none; clauses with as many rows are summed together."""
    totals = np.zeros((len(chosen), table.shape[1]), np.float32)
    by_size: dict[int, list[int]] = defaultdict(list)
    for clause, rows in enumerate(chosen):
        by_size[len(rows)].append(clause)
    for size, clauses in by_size.items():
        for first in range(0, len(clauses) if size else 0, _TOGETHER):
            some = clauses[first : first + _TOGETHER]
            wanted = np.array([chosen[clause] for clause in some], np.int64).T
            totals[some] = _sum_in_order([table.take(rows, 0) for rows in wanted])
    return totals


_TOGETHER = 128
"""Clauses summed at a time: what is added stays in the processor's cache."""
_LONG = 129
"""From so many terms on they are added in two halves."""


def _sum_in_order(terms: list[Floats]) -> Floats:
    """The sum of `terms` in the order in which NumPy's `add.reduceat` adds: the first to the sum of the rest, and the rest in
    eight strands where they are many. The order decides the last digits, and so the tables that were made before.
    """
    first, rest = terms[0], terms[1:]
    return first + _strands(rest) if rest else first


def _strands(terms: list[Floats]) -> Floats:
    """The sum of `terms` as NumPy's pairwise summation gives it."""
    if len(terms) < 8:
        return _one_by_one(terms)
    if len(terms) >= _LONG:
        half = len(terms) // 2
        half -= half % 8
        return _strands(terms[:half]) + _strands(terms[half:])
    whole = len(terms) - len(terms) % 8
    strand = [_one_by_one(terms[place:whole:8]) for place in range(8)]
    total = ((strand[0] + strand[1]) + (strand[2] + strand[3])) + (
        (strand[4] + strand[5]) + (strand[6] + strand[7])
    )
    return _one_by_one([total, *terms[whole:]])


def _one_by_one(terms: list[Floats]) -> Floats:
    total = terms[0]
    for number, term in enumerate(terms[1:]):
        total = np.add(total, term, out=total if number else None)
    return total


def phrases_in(lexicon: LexicalIndex, clause: Sequence[str]) -> list[int]:
    """Rows of the cue phrases that stand in a clause given as stems, sorted."""
    starts = lexicon.starts
    places = [place for place, stem in enumerate(clause) if stem in starts]
    return sorted({row for place in places for _, row in phrases_at(lexicon, clause, place)})


def phrases_at(lexicon: LexicalIndex, clause: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
    """Length in stems and row of each cue phrase that begins at a place of a clause given as stems, in the order of the rows."""
    alone, longer = lexicon.starts.get(clause[place], _NOTHING)
    if alone >= 0:
        yield 1, alone
    if longer and place + 1 < len(clause):
        for rest, row in longer.get(clause[place + 1], ()):
            if not rest or tuple(clause[place + 2 : place + 2 + len(rest)]) == rest:
                yield 2 + len(rest), row
