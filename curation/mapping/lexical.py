"""Word evidence for a category: BM25 over what the taxonomy says of it, and cue phrases found whole.

BM25 after Robertson and Zaragoza (2009), with the fields weighted before saturation (BM25F). The clause is the query, so
everything about a category can be computed once: a clause is scored by adding the rows of its stems.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.mapping.words import stems

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
    hits: Floats
    """`(phrases, n)`: weight of a cue phrase for a target; rarer over the targets weighs more."""


def build(fields: Sequence[Sequence[tuple[float, str]]], cues: Sequence[Sequence[str]]) -> Lexicon:
    """The lexicon of targets given as weighted texts and cue phrases."""
    counts: list[Counter[str]] = []
    for texts in fields:
        count: Counter[str] = Counter()
        for weight, text in texts:
            for token in stems(text):
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
    return Lexicon(rows, weights, phrases, hits)


def _phrases(cues: Sequence[Sequence[str]]) -> tuple[dict[tuple[str, ...], int], Floats]:
    owners: dict[tuple[str, ...], set[int]] = {}
    for column, texts in enumerate(cues):
        for text in texts:
            phrase = tuple(stems(text))
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
    n = lexicon.weights.shape[1]
    bm25 = np.zeros((len(clauses), n), np.float32)
    hits = np.zeros((len(clauses), n), np.float32)
    for i, clause in enumerate(clauses):
        found = [lexicon.rows[token] for token in sorted(set(clause)) if token in lexicon.rows]
        if found:
            bm25[i] = lexicon.weights[found].sum(0)
        if phrases := phrases_in(lexicon, clause):
            hits[i] = lexicon.hits[phrases].sum(0)
    return bm25, hits


def phrases_in(lexicon: Lexicon, clause: Sequence[str]) -> list[int]:
    """Rows of the cue phrases that stand in a clause given as stems, sorted."""
    found = {
        row
        for size in range(1, PHRASE + 1)
        for start in range(len(clause) - size + 1)
        if (row := lexicon.phrases.get(tuple(clause[start : start + size]))) is not None
    }
    return sorted(found)
