"""Ratings as a table of items by reviewers, and the count patterns that every coefficient is computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.core.errors import InputError, Issue

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """Who gave which item which label; everything sorted, so that the order of the rows never matters."""

    items: tuple[str, ...]
    reviewers: tuple[str, ...]
    labels: tuple[str, ...]
    """The labels seen; numbers in the order of their value, words in the order of the alphabet."""
    codes: Ints
    """`(items, reviewers)`: index into `labels`, -1 where there is no rating."""

    @property
    def values(self) -> Floats | None:
        """The labels as numbers, None when one of them is not a finite number."""
        numbers = [_number(label) for label in self.labels]
        return None if any(n is None for n in numbers) else np.array(numbers, dtype=np.float64)

    def counts(self) -> Ints:
        """`(items, labels)`: how many reviewers gave each item each label."""
        table = np.zeros((len(self.items), len(self.labels)), dtype=np.int64)
        for column in self.codes.T:
            rated = np.flatnonzero(column >= 0)
            np.add.at(table, (rated, column[rated]), 1)
        return table


@dataclass(frozen=True)
class Patterns:
    """The distinct rows of a count table and how often each occurs.

    Resampling items is the same as drawing pattern frequencies from a multinomial, which makes a bootstrap of
    thousands of items a bootstrap of a few dozen rows.
    """

    rows: Ints
    """`(patterns, labels)`, in lexicographic order."""
    weights: Ints
    """`(patterns,)`: how many items have the pattern."""


def patterns(rows: Ints) -> Patterns:
    """The patterns of a table of small integers."""
    if len(rows) == 0:
        return Patterns(rows, np.zeros(0, dtype=np.int64))
    distinct, weights = np.unique(rows, axis=0, return_counts=True)
    return Patterns(distinct, weights.astype(np.int64))


def _number(label: str) -> float | None:
    try:
        value = float(label)
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def _order(labels: set[str]) -> tuple[str, ...]:
    numbers = {label: _number(label) for label in labels}
    if labels and all(n is not None for n in numbers.values()):
        return tuple(sorted(labels, key=lambda x: (numbers[x], x)))
    return tuple(sorted(labels))


def ratings(triples: Iterable[tuple[str, str, str]], where: str = "ratings") -> Ratings:
    """The table of `(item, reviewer, label)` triples; an empty label is a missing rating.

    Raises: InputError listing every item that one reviewer rated twice.
    """
    ratings = list(triples)
    seen = Counter((item, reviewer) for item, reviewer, _ in ratings)
    twice = sorted(pair for pair, n in seen.items() if n > 1)
    if twice:
        raise InputError(
            Issue(
                f"{where} > item {item} > reviewer {reviewer}",
                "rating-twice",
                f"rated {seen[item, reviewer]} times; keep the rating that counts",
            )
            for item, reviewer in twice
        )
    kept = [(item, reviewer, label) for item, reviewer, label in ratings if label != ""]
    items = tuple(sorted({item for item, _, _ in kept}))
    people = tuple(sorted({reviewer for _, reviewer, _ in kept}))
    labels = _order({label for _, _, label in kept})
    row = {x: i for i, x in enumerate(items)}
    column = {x: i for i, x in enumerate(people)}
    code = {x: i for i, x in enumerate(labels)}
    codes = np.full((len(items), len(people)), -1, dtype=np.int64)
    for item, reviewer, label in kept:
        codes[row[item], column[reviewer]] = code[label]
    return Ratings(items, people, labels, codes)
