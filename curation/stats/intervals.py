"""Intervals of a proportion: pure numpy and math, used wherever a rate is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist


@dataclass(frozen=True)
class Rate:
    """A proportion with the count it rests on and its interval."""

    value: float | None
    low: float | None
    high: float | None
    k: int
    n: int

    def __str__(self) -> str:
        if self.value is None:
            return f"undefined (n={self.n})"
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] (n={self.n})"


@lru_cache(maxsize=64)
def _normal_quantile(p: float) -> float:
    return NormalDist().inv_cdf(p)


def wilson(k: int, n: int, confidence: float = 0.95) -> Rate:
    """The Wilson score interval of `k` of `n` (Wilson 1927). `n = 0` is undefined, not zero."""
    if not 0 <= k <= n:
        raise ValueError(f"k must be in 0..n, got k={k}, n={n}")
    if n == 0:
        return Rate(None, None, None, 0, 0)
    z = _normal_quantile(0.5 + confidence / 2)
    p = k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return Rate(
        p, 0.0 if k == 0 else max(0.0, middle - half), 1.0 if k == n else min(1.0, middle + half), k, n
    )


def binomial_cdf(k: int, n: int, p: float) -> float:
    """P(X <= k) for X ~ Binomial(n, p), in [0, 1], summed in log space; 0 for `k < 0` and 1 for `k >= n`.

    Raises: ValueError for `n < 0`.
    """
    if n < 0:
        raise ValueError(f"n must not be negative, got n={n}")
    if k < 0:
        return 0.0
    if k >= n:
        return 1.0
    if p <= 0.0:
        return 1.0
    if p >= 1.0:
        return 0.0
    logs = [
        math.lgamma(n + 1)
        - math.lgamma(i + 1)
        - math.lgamma(n - i + 1)
        + i * math.log(p)
        + (n - i) * math.log1p(-p)
        for i in range(k + 1)
    ]
    top = max(logs)
    return min(1.0, math.exp(top) * math.fsum(math.exp(x - top) for x in logs))


def clopper_pearson_upper(k: int, n: int, confidence: float = 0.95) -> float:
    """The exact one-sided upper bound of a rate after `k` errors in `n` (Clopper and Pearson 1934), by bisection."""
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"needs 0 <= k <= n and n > 0, got k={k}, n={n}")
    if k == n:
        return 1.0
    low, high = k / n, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if binomial_cdf(k, n, middle) > 1 - confidence else (low, middle)
    return high


def clopper_pearson(k: int, n: int, confidence: float = 0.95) -> Rate:
    """The exact two-sided interval of `k` of `n` (Clopper and Pearson 1934). `n = 0` is undefined, not zero."""
    if not 0 <= k <= n:
        raise ValueError(f"k must be in 0..n, got k={k}, n={n}")
    if n == 0:
        return Rate(None, None, None, 0, 0)
    each = 0.5 + confidence / 2
    return Rate(k / n, 1.0 - clopper_pearson_upper(n - k, n, each), clopper_pearson_upper(k, n, each), k, n)
