"""Gwet's AC1 and AC2, which stay readable where nearly everything is one label, and their standard error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from curation.stats.ratings import Floats, Ints

Weights = Literal["identity", "linear", "quadratic", "ordinal"]
Coefficient = Callable[[Ints, Floats], Floats]
"""`(patterns, labels)` rows and `(draws, patterns)` weights -> `(draws,)` values, NaN where undefined."""


def ratio(top: Floats, bottom: Floats) -> Floats:
    """`top / bottom`, NaN where the bottom is 0."""
    defined = np.abs(bottom) > 1e-12
    return np.where(defined, top / np.where(defined, bottom, 1.0), np.nan)


def gwet_of(kind: Weights, values: Floats) -> Coefficient:
    """Gwet's AC1 (identity weights) or AC2; missing ratings as in Gwet 2014, chapter 4."""
    weight = agreement_weights(kind, values)
    q = len(values)

    def coefficient(rows: Ints, weights: Floats) -> Floats:
        r = rows.sum(1)
        shared = r >= 2
        scored = (rows * ((rows @ weight) - 1.0)).sum(1)[shared] / (r * (r - 1.0))[shared]
        observed = ratio(weights[:, shared] @ scored, weights[:, shared].sum(1))
        rated = r >= 1
        share = weights[:, rated] @ (rows[rated] / r[rated, None]) / weights[:, rated].sum(1)[:, None]
        if q < 2:
            return np.full(len(weights), np.nan)
        expected = weight.sum() / (q * (q - 1)) * (share * (1 - share)).sum(1)
        return ratio(observed - expected, 1.0 - expected)

    return coefficient


def agreement_weights(kind: Weights, values: Floats) -> Floats:
    """`(labels, labels)` weights of partial agreement in [0, 1], 1 on the diagonal (Gwet 2014, chapter 3)."""
    q = len(values)
    if kind == "identity" or q < 2:
        return np.eye(q)
    if kind == "ordinal":
        i = np.arange(q)
        between = np.abs(i[:, None] - i[None, :]) + 1
        pairs = between * (between - 1) / 2
        return np.asarray(1.0 - pairs / pairs.max())
    gap = np.abs(values[:, None] - values[None, :]) / (values.max() - values.min())
    return np.asarray(1.0 - (gap if kind == "linear" else gap**2))


def standard_error(rows: Ints, kind: Weights, values: Floats) -> float:
    """The standard error of AC1 or AC2 over items drawn from a large population (Gwet 2014, chapter 5).

    `rows` is `(items, labels)`, one row an item with at least one rating. NaN where the coefficient is undefined.
    """
    weight = agreement_weights(kind, values)
    n, q = rows.shape
    r = rows.sum(1)
    if n < 2 or q < 2:
        return float("nan")
    shared = r >= 2
    scored = np.where(
        shared, (rows * ((rows @ weight) - 1.0)).sum(1) / np.where(shared, r * (r - 1.0), 1.0), 0.0
    )
    observed = scored[shared].mean()
    share = (rows / r[:, None]).mean(0)
    scale = weight.sum() / (q * (q - 1))
    expected = scale * (share * (1 - share)).sum()
    value = (observed - expected) / (1 - expected)
    own = n / shared.sum() * np.where(shared, scored - expected, 0.0) / (1 - expected)
    by_chance = scale * (rows @ (1 - share)) / r
    pulls = own - 2 * (1 - value) * (by_chance - expected) / (1 - expected)
    return float(np.sqrt(((pulls - value) ** 2).sum() / (n * (n - 1))))
