"""A picture of each reviewer: Dawid and Skene's error rates as a diagnostic, pace, and agreement with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from curation.stats.ratings import Floats, Ratings


@dataclass(frozen=True)
class Skene:
    """Estimates of Dawid and Skene (1979)."""

    priors: Floats
    """`(labels,)`: prevalence of each true label."""
    errors: Floats
    """`(reviewers, labels, labels)`: P(says column | truth is row); rows sum to 1."""
    posterior: Floats
    """`(items, labels)`: probability of each true label."""
    rounds: int


def dawid_skene(counts: Floats, smoothing: float = 0.0, rounds: int = 200, tolerance: float = 1e-6) -> Skene:
    """Maximum likelihood error rates by EM, started from the share of votes.

    `counts` is `(items, reviewers, labels)`, how often each reviewer gave each item each label. A diagnostic, never
    the label of a release: with up to three ratings an item it is no better than the majority.
    """
    posterior = counts.sum(1)
    posterior = posterior / posterior.sum(1, keepdims=True)
    last = -np.inf
    done = 0
    while done < rounds:
        done += 1
        priors = posterior.mean(0)
        errors = np.einsum("ij,irk->rjk", posterior, counts) + smoothing
        total = errors.sum(2, keepdims=True)
        errors = np.where(total > 0, errors / np.where(total > 0, total, 1), 1.0 / counts.shape[2])
        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(errors, 1e-300))
            scores = np.einsum("irk,rjk->ij", counts, logs) + np.log(np.maximum(priors, 1e-300))
        top = scores.max(1, keepdims=True)
        likely = np.exp(scores - top)
        posterior = likely / likely.sum(1, keepdims=True)
        value = float((np.log(likely.sum(1)) + top[:, 0]).sum())
        if value - last < tolerance:
            break
        last = value
    return Skene(posterior.mean(0), errors, posterior, done)


def votes(data: Ratings) -> Floats:
    """`(items, reviewers, labels)` counts of a table with one rating for each reviewer and item."""
    table = np.zeros((*data.codes.shape, len(data.labels)))
    rows, columns = np.nonzero(data.codes >= 0)
    table[rows, columns, data.codes[rows, columns]] = 1.0
    return table


def with_others(data: Ratings) -> dict[str, tuple[int, int]]:
    """For each reviewer how many pairs with others agree, and of how many: `(agreeing, pairs)`."""
    counts = data.counts()
    m = counts.sum(1)
    agreeing_pairs: dict[str, tuple[int, int]] = {}
    for column, name in enumerate(data.reviewers):
        code = data.codes[:, column]
        rated = np.flatnonzero(code >= 0)
        agreeing = int((counts[rated, code[rated]] - 1).sum())
        agreeing_pairs[name] = (agreeing, int((m[rated] - 1).sum()))
    return agreeing_pairs


def pace(seconds: list[float]) -> float | None:
    """The median time of a judgement in seconds (a lunch break is an outlier, not a rate); None without any."""
    return float(np.median(seconds)) if seconds else None


SMOOTHING = 0.5
"""Added to every cell of a reviewer's table, so that a handful of ratings claims no certainty."""


def portrait(data: Ratings) -> dict[str, dict[str, Any]]:
    """By reviewer: ratings given, agreement with the others, and how often right by Dawid and Skene's estimate.

    `accuracy` is the chance to say the true label, over the estimated prevalence; `errors` has a row for each true
    label. A diagnostic: who is worth a talk, not who is to be believed. Empty with fewer than two reviewers or labels.
    """
    if len(data.reviewers) < 2 or len(data.labels) < 2:
        return {}
    estimate = dawid_skene(votes(data), SMOOTHING)
    together = with_others(data)
    return {
        name: {
            "ratings": int((data.codes[:, column] >= 0).sum()),
            "agreeing": together[name][0],
            "pairs": together[name][1],
            "accuracy": float(estimate.priors @ np.diag(estimate.errors[column])),
            "errors": {
                truth: dict(zip(data.labels, estimate.errors[column, row].round(4).tolist(), strict=True))
                for row, truth in enumerate(data.labels)
            },
        }
        for column, name in enumerate(data.reviewers)
    }
