"""The option-only baseline: how often the key can be found from the options alone.

A softmax regression over the options of a question, on surface features and hashed words and word pairs, scored by
cross-validation. Questions that share an option text are kept in one fold, as far as that leaves enough to learn from:
otherwise a recycled option is remembered and the accuracy falls below chance or rises above it for the wrong reason.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from curation.stats.intervals import Rate, wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BINS = 1 << 13
_FOLDS = 5
_STEPS = 40
_WORD = re.compile(r"\w+")
_SURFACE = 9


@dataclass(frozen=True)
class Baseline:
    """Accuracy of the baseline over all held-out questions, and what guessing gives."""

    rate: Rate
    chance: float


def _surface(options: Sequence[str]) -> list[list[float]]:
    """Nine features of each option relative to the others: length, rank, digits, case, commas, overlap."""
    sizes = [len(option) for option in options]
    mean = sum(sizes) / len(sizes) or 1.0
    words = [set(_WORD.findall(option.lower())) for option in options]
    shared = [sum(len(w & v) for j, v in enumerate(words) if j != i) for i, w in enumerate(words)]
    top = max(shared) or 1
    return [
        [
            size / mean - 1,
            float(size == max(sizes)),
            float(size == min(sizes)),
            float(any(c.isdigit() for c in option)),
            float(option[:1].isupper()),
            float(option.rstrip().endswith(".")),
            option.count(",") / 3,
            shared[i] / top,
            float("(" in option),
        ]
        for i, (option, size) in enumerate(zip(options, sizes, strict=True))
    ]


def _bins(option: str) -> list[int]:
    words = _WORD.findall(option.lower())
    pairs = [f"{a} {b}" for a, b in itertools.pairwise(words)]
    return sorted({crc32(token.encode()) % _BINS for token in (*words, *pairs)})


def _groups(options: Sequence[Sequence[str]]) -> list[int]:
    """The least index of the questions connected with each one by a shared option text."""
    parent = list(range(len(options)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, texts in enumerate(options):
        for text in texts:
            j = first.setdefault(text.strip().casefold(), i)
            a, b = root(i), root(j)
            parent[max(a, b)] = min(a, b)
    return [root(i) for i in range(len(options))]


def _folds(options: Sequence[Sequence[str]], seed: int) -> NDArray[np.int64]:
    """A fold for each question, groups whole, the largest first into the fold that has the fewest.

    A group of more than a fifth of the questions would leave a fold without enough to learn from: where so much is
    recycled, only questions with the very same options stay together. Parted, they would show which key is still to come.
    """
    groups = _groups(options)
    whole = Counter(groups)
    same: dict[tuple[str, ...], int] = {}
    for i, texts in enumerate(options):
        if whole[groups[i]] * _FOLDS > len(groups):
            groups[i] = same.setdefault(tuple(sorted(t.strip().casefold() for t in texts)), -1 - i)
    whole = Counter(groups)
    groups = [-1 - i if whole[g] * _FOLDS > len(groups) else g for i, g in enumerate(groups)]
    sizes = Counter(groups)
    order = sorted(sizes, key=lambda g: (-sizes[g], crc32(f"{seed}:{g}".encode()), g))
    filled = [0] * _FOLDS
    fold_of: dict[int, int] = {}
    for group in order:
        fold = min(range(_FOLDS), key=lambda f: (filled[f], f))
        fold_of[group] = fold
        filled[fold] += sizes[group]
    return np.array([fold_of[group] for group in groups])


@dataclass(frozen=True)
class _Data:
    surface: NDArray[np.float64]
    """(options, 9)"""
    rows: NDArray[np.int64]
    """Option of each hashed token."""
    columns: NDArray[np.int64]
    """Bin of each hashed token."""
    item: NDArray[np.int64]
    """Question of each option."""
    right: NDArray[np.float64]
    """1 for a keyed option."""


def _data(options: Sequence[Sequence[str]], answers: Sequence[int]) -> _Data:
    surface: list[list[float]] = []
    rows: list[int] = []
    columns: list[int] = []
    item: list[int] = []
    right: list[float] = []
    for number, (texts, answer) in enumerate(zip(options, answers, strict=True)):
        for i, features in enumerate(_surface(texts)):
            tokens = _bins(texts[i])
            rows += [len(item)] * len(tokens)
            columns += tokens
            surface.append(features)
            item.append(number)
            right.append(float(i == answer))
    return _Data(np.array(surface), np.array(rows), np.array(columns), np.array(item), np.array(right))


def _scores(data: _Data, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    dense = data.surface @ weights[:_SURFACE]
    hashed = np.bincount(data.rows, weights=weights[_SURFACE + data.columns], minlength=len(data.item))
    return np.asarray(dense + hashed)


def _fit(data: _Data, train: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights after a fixed number of Adagrad steps on the listwise log-likelihood of the training questions."""
    weights = np.zeros(_SURFACE + _BINS)
    history = np.full_like(weights, 1e-8)
    used = train[data.item]
    for _ in range(_STEPS):
        scores = _scores(data, weights)
        top = np.full(data.item[-1] + 1, -np.inf)
        np.maximum.at(top, data.item, scores)
        odds = np.exp(scores - top[data.item])
        share = odds / np.bincount(data.item, weights=odds)[data.item]
        error = np.where(used, data.right - share, 0.0)
        gradient = (
            np.concatenate(
                [
                    error @ data.surface,
                    np.bincount(data.columns, weights=error[data.rows], minlength=_BINS),
                ]
            )
            - 1.0 * weights
        )
        history += gradient**2
        weights += 0.1 * gradient / np.sqrt(history)
    return weights


def option_only(options: Sequence[Sequence[str]], answers: Sequence[int], seed: int = 0) -> Baseline:
    """Held-out accuracy of finding the key from the options alone, with a 95 % interval, beside chance.

    Ties are shared: of k options with the top score the key counts 1/k, so that a model that learned nothing scores
    exactly at chance.
    """
    data = _data(options, answers)
    folds = _folds(options, seed)
    correct = 0.0
    for fold in range(_FOLDS):
        held = folds == fold
        if not held.any() or held.all():
            continue
        scores = _scores(data, _fit(data, ~held))
        top = np.full(len(options), -np.inf)
        np.maximum.at(top, data.item, scores)
        best = scores >= top[data.item] - 1e-12
        ties = np.bincount(data.item, weights=best)
        hit = np.bincount(data.item, weights=best * data.right) / ties
        correct += float(hit[held].sum())
    n = len(options)
    chance = sum(1 / len(texts) for texts in options) / n
    return Baseline(wilson(round(correct), n), chance)
