"""Learning the mapper's weights: listwise softmax with shrinkage, and a logistic curve. Numpy only, seconds on a CPU."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from curation.mapping.features import Space
from curation.mapping.weights import CLAUSE, Weights, curve_inputs, vector

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

STEPS = 250
RATE = 0.05
"""Adam (Kingma and Ba 2015) with these two reaches the optimum of this convex loss to three digits."""
SHRINK = 1e-3
SHRINK_BIAS = 0.005
"""Ridge on the biases: a leaf, its act, its thing and its group share one, so that what is seen of one helps the rest."""
CANDIDATES = 20
"""Leaves a clause that the curve is fitted on, best first."""


CEILINGS = (1.0, 0.95, 0.9, 0.85, 0.8)
"""Greatest probabilities tried: reviewers differ and labels have gaps, so that even the plainest match is no certainty."""


def sharing(space: Space) -> Floats:
    """`(leaves, parts)` of 0 and 1: the parts (leaf, act, thing, group, tier above) that a leaf's bias is the sum of."""
    blocks = [np.arange(len(space.leaves)), space.act, space.thing, space.group, space.above]
    return np.concatenate([np.eye(int(b.max()) + 1, dtype=np.float32)[b] for b in blocks], 1)


def rank_weights(
    space: Space,
    inputs: Floats,
    wanted: Bools,
    start: Weights | None = None,
    biased: bool = True,
    importance: Floats | None = None,
) -> Weights:
    """The weights that put the wanted leaves of each clause first, shrunk towards `start`.

    `inputs` is `(clauses, leaves, features)`, `wanted` `(clauses, leaves)` with at least one leaf a clause.
    """
    names = space.names
    origin = np.zeros(len(names), np.float32) if start is None else vector(start.features, names)
    offset = (
        np.zeros(len(space.leaves), np.float32)
        if start is None
        else vector(start.bias, tuple(c.code for c in space.leaves))
    )
    target = (wanted / wanted.sum(1, keepdims=True)).astype(np.float32)
    share = (
        np.full(len(inputs), 1 / len(inputs), np.float32)
        if importance is None
        else importance / importance.sum()
    )
    parts = sharing(space)
    ridge = (
        SHRINK if start is None else 20 * SHRINK
    )  # Few judgements move what many labels taught only a little.
    weights = [origin.copy(), np.zeros(parts.shape[1], np.float32)]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, STEPS + 1):
        scores = inputs @ weights[0] + offset + parts @ weights[1]
        scores -= scores.max(1, keepdims=True)
        chance = np.exp(scores)
        chance /= chance.sum(1, keepdims=True)
        error = (chance - target) * share[:, None]
        slope = [
            np.tensordot(error, inputs, ([0, 1], [0, 1])) + 2 * ridge * (weights[0] - origin),
            error.sum(0) @ parts + 2 * SHRINK_BIAS * weights[1] if biased else np.zeros_like(weights[1]),
        ]
        for k in range(2):
            first[k] = 0.9 * first[k] + 0.1 * slope[k]
            second[k] = 0.99 * second[k] + 0.01 * slope[k] ** 2
            unbiased = first[k] / (1 - 0.9**step)
            weights[k] = weights[k] - RATE * unbiased / (np.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
    bias = offset + parts @ weights[1]
    solution = {c.code: float(b) for c, b in zip(space.leaves, bias, strict=True)} if biased or start else {}
    return Weights(
        dict(zip(names, map(float, weights[0]), strict=True)), solution, {} if start is None else start.curve
    )


def scores_of(space: Space, inputs: Floats | Sequence[Floats], weights: Weights) -> Floats:
    """`(clauses, leaves)`: the ranking score. `inputs` is `(clauses, leaves, features)` or one array for each feature."""
    bias = vector(weights.bias, tuple(c.code for c in space.leaves))
    each = vector(weights.features, space.names)
    if isinstance(inputs, np.ndarray):
        return np.asarray(inputs @ each + bias, np.float32)
    total = np.repeat(bias[None, :], len(inputs[0]), 0)
    for weight, column in zip(each, inputs, strict=True):
        if weight:
            total += weight * column
    return total


def curve(scores: Floats, clause: Floats, wanted: Bools) -> dict[str, float]:
    """The curve from scores to acceptance over the best leaves of each clause: a logistic one below a ceiling; rows
    without a wanted leaf teach what `none` looks like.

    The ceiling is the most likely of `CEILINGS`. The weight of `share` is kept positive, so that order is never turned round.
    """
    inputs = curve_inputs(scores, clause)
    best = np.argsort(-scores, 1, kind="stable")[:, :CANDIDATES]
    rows: Doubles = np.take_along_axis(inputs, best[..., None], 1).reshape(-1, len(CLAUSE)).astype(np.float64)
    accepted = np.take_along_axis(wanted, best, 1).reshape(-1).astype(np.float64)
    spread = np.maximum(rows.std(0), 1e-3)
    spread[-1] = 1.0
    start: Doubles = np.zeros(len(CLAUSE), np.float64)
    coefficients: list[tuple[float, float, Doubles]] = []
    for ceiling in CEILINGS:
        loss, start = _below(ceiling, rows / spread, accepted, start)
        coefficients.append((loss, ceiling, start / spread))
    _, ceiling, weights = min(coefficients, key=lambda each: (each[0], -each[1]))
    weights[0] = max(weights[0], 1e-3)
    return dict(zip(CLAUSE, map(float, weights), strict=True)) | {"ceiling": ceiling}


def _below(ceiling: float, rows: Doubles, accepted: Doubles, start: Doubles) -> tuple[float, Doubles]:
    """Loss and weights of `ceiling x logistic(rows @ weights)`: Fisher scoring with a small ridge, from `start`."""
    ridge = np.full(rows.shape[1], 1e-3 * len(rows))
    ridge[[0, -1]] = 1e-6 * len(rows)

    def loss(weights: Doubles) -> float:
        chance = np.clip(ceiling * _logistic(rows @ weights), 1e-9, 1 - 1e-9)
        told = accepted * np.log(chance) + (1 - accepted) * np.log(1 - chance)
        return float(0.5 * (ridge * weights**2).sum() - told.sum())

    weights, now = start, loss(start)
    for _ in range(100):
        inner = _logistic(rows @ weights)
        chance = np.clip(ceiling * inner, 1e-9, 1 - 1e-9)
        steep = ceiling * inner * (1 - inner)
        known = chance * (1 - chance)
        slope = rows.T @ ((chance - accepted) * steep / known) + ridge * weights
        move = np.linalg.solve((rows * (steep**2 / known)[:, None]).T @ rows + np.diag(ridge + 1e-9), slope)
        length = 1.0
        while (after := loss(weights - length * move)) > now and length > 1e-3:
            length /= 2
        if after > now - 1e-7:
            break
        weights, now = weights - length * move, after
    return now, weights


def _logistic(values: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))
