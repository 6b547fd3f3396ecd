"""Gold items: how many a reviewer got right, and how much that says."""

from __future__ import annotations

from dataclasses import dataclass

from curation.stats.intervals import Rate, binomial_cdf, wilson

GOOD = 0.95
POOR = 0.75
FALSE_FLAG = 0.05


@dataclass(frozen=True)
class FlaggedScore:
    """A reviewer's gold score, whether it is flagged, and the power of that flag."""

    rate: Rate
    flagged: bool
    cut: int
    """Flagged at this many right or fewer; -1 when so few items can never flag anyone."""
    false_flag: float
    """Chance that a good reviewer is flagged."""
    power: float
    """Chance that a poor reviewer is flagged."""


def cut(n: int, good: float = GOOD, false_flag: float = FALSE_FLAG) -> int:
    """The most right answers out of `n` that still flag, keeping the chance to flag a good reviewer within bounds."""
    best = -1
    for k in range(n):
        if binomial_cdf(k, n, good) > false_flag:
            break
        best = k
    return best


def score(
    right: int, n: int, good: float = GOOD, poor: float = POOR, false_flag: float = FALSE_FLAG
) -> FlaggedScore:
    """The score of `right` gold items out of `n` against reviewers who are right `good` or `poor` of the time.

    Args:
        right: Gold items answered right, of `n`.
        n: Gold items answered.
        good: Share of gold items that a good reviewer answers right, in (0, 1).
        poor: Share that a poor reviewer answers right, in (0, `good`).
        false_flag: Share of good reviewers who are flagged.
    """
    limit = cut(n, good, false_flag)
    if limit < 0:
        return FlaggedScore(wilson(right, n), False, -1, 0.0, 0.0)
    return FlaggedScore(
        wilson(right, n), right <= limit, limit, binomial_cdf(limit, n, good), binomial_cdf(limit, n, poor)
    )
