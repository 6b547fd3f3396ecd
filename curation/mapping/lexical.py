"""Word evidence for a category: BM25 over what the taxonomy says of it, and cue phrases found whole.

BM25 after Robertson and Zaragoza (2009), with the fields weighted before saturation (BM25F). The clause is the query, so
everything about a category can be computed once: a clause is scored by adding the rows of its stems.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True)
class Lexicon:
    """What words say for each of `n` targets."""

    rows: Mapping[str, int]
    """Row of each stem."""
    weights: Floats
    """`(stems, n)`: BM25 contribution of a stem to a target."""
    phrases: Mapping[tuple[str, ...], int]
    """Row of each cue phrase, as its stems in order."""
    starts: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    """The phrases that begin with a stem, and their rows."""
    hits: Floats
    """`(phrases, n)`: weight of a cue phrase for a target; rarer over the targets weighs more."""


def build(fields: Sequence[Sequence[tuple[float, str]]], cues: Sequence[Sequence[str]]) -> Lexicon:
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
    starts: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for phrase, row in phrases.items():
        starts[phrase[0]].append((phrase, row))
    return Lexicon(rows, weights, phrases, {k: tuple(v) for k, v in starts.items()}, hits)


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


def score(lexicon: Lexicon, clauses: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
    """BM25 and summed cue weights of clauses given as stems: two arrays `(clauses, n)`; every stem counts once."""
    rows = lexicon.rows
    words = [sorted({rows[token] for token in clause if token in rows}) for clause in clauses]
    return _summed(lexicon.weights, words), _summed(lexicon.hits, [phrases_in(lexicon, c) for c in clauses])


def _summed(table: Floats, chosen: Sequence[Sequence[int]]) -> Floats:
    """For each clause the sum of its rows of `table`, zeros where it has none."""
    totals = np.zeros((len(chosen), table.shape[1]), np.float32)
    sizes = np.array([len(each) for each in chosen], np.int64)
    filled = np.flatnonzero(sizes)
    if len(filled):
        flat = np.fromiter((row for each in chosen for row in each), np.int64, int(sizes.sum()))
        starts = np.cumsum(sizes[filled]) - sizes[filled]
        totals[filled] = np.add.reduceat(table[flat], starts, 0)
    return totals


def phrases_in(lexicon: Lexicon, clause: Sequence[str]) -> list[int]:
    """Rows of the cue phrases that stand in a clause given as stems, sorted."""
    rows = set()
    for start, token in enumerate(clause):
        for phrase, row in lexicon.starts.get(token, ()):
            if len(phrase) == 1 or tuple(clause[start : start + len(phrase)]) == phrase:
                rows.add(row)
    return sorted(rows)
