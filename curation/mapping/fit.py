"""Learning the mapper's weights: listwise softmax with shrinkage, and a logistic curve. Numpy only, seconds on a CPU."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from curation.mapping.features import Space
from curation.mapping.weights import CLAUSE, MappingWeights, curve_inputs, vector

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

STEPS = 80
"""Most steps; the loss is convex and smooth, and a step fewer than these ends it nearly always."""
MEMORY = 8
"""Steps whose curvature is remembered."""
FLAT = 1e-6
"""Relative gain of a step below which the optimum is reached, to three digits of every weight."""
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
    start: MappingWeights | None = None,
    biased: bool = True,
    importance: Floats | None = None,
) -> MappingWeights:
    """The weights that put the wanted leaves of each clause first, shrunk towards `start`.

    `inputs` is `(clauses, leaves, features)`, `wanted` `(clauses, leaves)` with at least one leaf a clause.

    Args:
        space: The taxonomy, made ready.
        inputs: `(clauses, leaves, features)`.
        wanted: `(clauses, leaves)`, at least one true in each row.
        start: What the weights start from and are drawn to; None takes 0.
        biased: Whether leaves have constants of their own.
        importance: `(clauses,)`, how much each clause counts; None counts all alike.
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
    flat = np.ascontiguousarray(inputs, np.float32).reshape(-1, len(names))
    count = len(names)

    def loss(values: Doubles) -> tuple[float, Doubles]:
        """The loss and its slope, both of the features' weights followed by the parts' biases."""
        moved, own = values[:count].astype(np.float32), values[count:].astype(np.float32)
        scores = (flat @ moved).reshape(target.shape) + (offset + parts @ own)
        scores -= scores.max(1, keepdims=True)
        chance = np.exp(scores)
        total = chance.sum(1, keepdims=True)
        told = -float(((scores - np.log(total)) * target).sum(1) @ share)
        error = (chance / total - target) * share[:, None]
        slope = np.zeros(len(values))
        slope[:count] = error.reshape(-1) @ flat + 2 * ridge * (moved - origin)
        if biased:
            slope[count:] = error.sum(0) @ parts + 2 * SHRINK_BIAS * own
        penalty = ridge * float(((moved - origin) ** 2).sum()) + SHRINK_BIAS * float((own**2).sum())
        return told + penalty, slope

    best = minimum(loss, np.concatenate([origin, np.zeros(parts.shape[1])]).astype(np.float64))
    weights = [best[:count].astype(np.float32), best[count:].astype(np.float32)]
    bias = offset + parts @ weights[1]
    solution = {c.code: float(b) for c, b in zip(space.leaves, bias, strict=True)} if biased or start else {}
    return MappingWeights(
        dict(zip(names, map(float, weights[0]), strict=True)), solution, {} if start is None else start.curve
    )


def minimum(loss: Callable[[Doubles], tuple[float, Doubles]], start: Doubles) -> Doubles:
    """Where a smooth convex function is least, from `start`: limited-memory BFGS (Nocedal 1980) with backtracking.

    `loss` gives the value and the slope at a point.
    """
    point = start
    value, slope = loss(point)
    moves: list[tuple[Doubles, Doubles, float]] = []
    for _ in range(STEPS):
        way = slope.copy()
        factors = []
        for step, change, scale in reversed(moves):
            factor = scale * float(step @ way)
            factors.append(factor)
            way -= factor * change
        if moves:
            step, change, _ = moves[-1]
            way *= float(step @ change) / float(change @ change)
        else:
            way /= max(1.0, float(np.abs(slope).sum()))
        for (step, change, scale), factor in zip(moves, reversed(factors), strict=True):
            way += (factor - scale * float(change @ way)) * step
        fall = float(slope @ way)
        length, after = 1.0, (value, slope)
        while length > 1e-4:
            after = loss(point - length * way)
            if after[0] <= value - 1e-4 * length * fall:
                break
            length /= 2
        else:
            return point
        step, change = -length * way, after[1] - slope
        gain = value - after[0]
        point, value, slope = point + step, after[0], after[1]
        if (bend := float(step @ change)) > 1e-12:
            moves = [*moves[1 - MEMORY :], (step, change, 1 / bend)]
        if gain < FLAT * max(1.0, abs(value)):
            break
    return point


def scores_of(space: Space, inputs: Floats | Sequence[Floats], weights: MappingWeights) -> Floats:
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
