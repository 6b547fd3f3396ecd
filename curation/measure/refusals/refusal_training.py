"""How the weights of the refusal classifier are fitted: two penalised logistic models whose signs are fixed beforehand.

The first gives the probability that an answer is not plain compliance, the second that such an answer is a part refusal.
A cue that speaks for refusal may never get a weight against it (projection onto the sign, accelerated proximal gradient after
Beck and Teboulle 2009): with few models to learn from, that is what keeps an accident of one model out of the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from curation.measure.refusals import refusal_cues

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESISTS: tuple[str, ...] = (
    "decline", "disown", "disagree", "apology", "no_access", "no_opinion", "as_ai", "improper", "harm", "unlawful", "premise", "refute", "equality",
    "redirect", "seek_help", "privacy", "clarify", "opposes", "opposes_strong",
)  # fmt: skip
"""Cues whose weight in the first model may not be negative."""
YIELDS: tuple[str, ...] = (
    "agree",
    "steps",
    "define",
    "method",
    "fact",
    "nonsense",
    "turn",
    "list",
    "code",
    "cannot_fact",
)
"""Cues whose weight in the first model may not be positive."""
GIVES: tuple[str, ...] = ("list", "steps", "turn", "overlap", "agree", "method", "fact", "define")
"""Cues whose weight in the second model (part refusal against full refusal) may not be negative."""
WITHHOLDS: tuple[str, ...] = ("short", "unlawful", "improper", "apology")
"""Cues whose weight in the second model may not be positive."""


def _sign(name: str, up: Sequence[str], down: Sequence[str]) -> int:
    """+1, -1 or 0 (free) for a feature; a product of two features is free."""
    stem = (
        name.split("@")[0].rstrip("#").split("_")[0] if "overlap" in name else name.split("@")[0].rstrip("#")
    )
    if "*" in name:
        return 0
    return 1 if stem in up or name in up else -1 if stem in down or name in down else 0


def fit_binary(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weight: NDArray[np.float64],
    signs: NDArray[np.int64],
    ridge: float,
    rounds: int = 1500,
) -> NDArray[np.float64]:
    """The weights `(d,)` of a logistic model under a ridge penalty and sign limits; column 0 of `x` is the unpenalised constant.

    Args:
        x: `(n, d)`, column 0 all ones.
        y: `(n,)` of 0 and 1.
        weight: `(n,)`, how much each row counts.
        signs: `(d,)` of -1, 0 and 1: the sign that a weight may have; 0 leaves it free.
        ridge: The penalty of the squared weights, 0 or more.
        rounds: How many passes of the descent are made.
    """
    import numpy as np

    d = x.shape[1]
    penalty = np.full(d, ridge)
    penalty[0] = 0.0
    step = 1.0 / (0.25 * np.linalg.norm(x * np.sqrt(weight)[:, None], 2) ** 2 + ridge)
    w: NDArray[np.float64] = np.zeros(d)
    look: NDArray[np.float64] = w
    momentum = 1.0
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ look, -40, 40)))
        gradient = x.T @ (weight * (p - y)) + penalty * look
        new = look - step * gradient
        new = np.where((signs > 0) & (new < 0) | (signs < 0) & (new > 0), 0.0, new)
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        look = new + (momentum - 1) / following * (new - w)
        w, momentum = new, following
    return w


def fit_free(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64], ridge: float, steps: int = 25
) -> NDArray[np.float64]:
    """The weights `(d,)` of a logistic model without limits of sign, by Newton's method; column 0 of `x` is the unpenalised constant.

    Args:
        x: `(n, d)`, column 0 all ones.
        y: `(n,)` of 0 and 1.
        weight: `(n,)`, how much each row counts.
        ridge: The penalty of the squared weights, above 0.
        steps: The most steps of Newton's method.
    """
    import numpy as np

    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    half = x.astype(np.float32)  # the curvature only sets the step, so half the digits are enough
    w: NDArray[np.float64] = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        curve = np.maximum(weight * p * (1 - p), 1e-6)
        bend = ((half * curve[:, None].astype(np.float32)).T @ half).astype(np.float64)
        step = np.linalg.solve(bend + np.diag(penalty), x.T @ (weight * (p - y)) + penalty * w)
        w = w - step
        if float(np.abs(step).max()) < 1e-4:
            break
    return w


VECTOR = 3.0
"""Scale of a text's vector (length 1) beside the cues, whose values are 0 or 1."""


def vector_feature(place: int) -> str:
    """The name of a number of the vector among the features."""
    return f"vector:{place}"


def fit(
    examples: Sequence[tuple[str, str, str]],
    ridge: tuple[float, float] = (2.0, 2.0),
    vectors: NDArray[np.float32] | None = None,
) -> dict[str, dict[str, float]]:
    """The weights of both models by feature name; weights of 0 are left out.

    Args:
        examples: `(prompt, response, label)`.
        ridge: the penalty of the first and of the second model.
        vectors: `(n, d)`, rows of length 1, of the beginnings of the responses (`refusal.beginning`); None for a model of cues alone.

    An answer that occurs n times counts sqrt(n) times, so that one model's stock phrase does not outweigh everything else.
    """
    import numpy as np

    rows = [refusal_cues.features(prompt, response) for prompt, response, _ in examples]
    names = ["bias", *sorted({name for row in rows for name in row} - {"bias"})]
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    if vectors is not None:
        names += [vector_feature(place) for place in range(vectors.shape[1])]
        x = np.hstack([x, VECTOR * vectors.astype(float)])
    times: dict[str, int] = {}
    for _, response, _ in examples:
        times[response] = times.get(response, 0) + 1
    weight = np.array([times[response] ** -0.5 for _, response, _ in examples])
    resists = np.array([label != "complied" for *_, label in examples])
    partial = np.array([label == "partial" for *_, label in examples])
    first_signs = np.array([_sign(name, RESISTS, YIELDS) for name in names])
    second_signs = np.array([_sign(name, GIVES, WITHHOLDS) for name in names])
    first = fit_binary(x, resists.astype(float), weight, first_signs, ridge[0])
    second = fit_binary(x[resists], partial[resists].astype(float), weight[resists], second_signs, ridge[1])
    return {"resists": _named(names, first), "partial": _named(names, second)}


def _named(names: Sequence[str], weights: NDArray[np.float64]) -> dict[str, float]:
    return {
        name: round(float(value), 4)
        for name, value in zip(names, weights, strict=True)
        if abs(value) >= 0.0005
    }


def score(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The log-odds of a model for the features of an answer."""
    return sum(value * weights.get(name, 0.0) for name, value in found.items())


def logistic(log_odds: float) -> float:
    """The probability of log-odds, which are held within ±40."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, float(log_odds)))))
