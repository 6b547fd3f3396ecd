"""The tests and intervals behind every statement about a change: paired, clustered, corrected for many comparisons.

Pure numpy and math; the tests hold each of them against scipy or statsmodels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from curation.stats.intervals import Rate, binomial_cdf, wilson

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Estimate:
    """A number with its interval; `n` items in `clusters` independent groups. None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    clusters: int
    method: str

    def as_dict(self) -> dict[str, float | int | str | None]:
        """The fields as JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class McNemar:
    """The exact test of a paired change: items lost (1 then 0), won (0 then 1), and the two-sided p value."""

    lost: int
    won: int
    p: float


def mcnemar(lost: int, won: int) -> McNemar:
    """The exact two-sided McNemar test: the discordant pairs against a fair coin (McNemar 1947)."""
    n = lost + won
    return McNemar(lost, won, 1.0 if n == 0 else min(1.0, 2.0 * binomial_cdf(min(lost, won), n, 0.5)))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values adjusted for their number by Holm's step-down rule (1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: (p_values[i], i))
    adjusted = [0.0] * len(p_values)
    running = 0.0
    for rank, index in enumerate(order):
        running = max(running, min(1.0, (len(order) - rank) * p_values[index]))
        adjusted[index] = running
    return adjusted


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_cdf(1.0 - x, b, a)
    front = (
        math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
        / a
    )
    tiny = 1e-300
    f, c, d = 1.0, 1.0, 0.0
    for i in range(500):
        m = i // 2
        if i == 0:
            term = 1.0
        elif i % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 / (1.0 + term * d or tiny)
        c = 1.0 + term / c or tiny
        f *= c * d
        if i and abs(1.0 - c * d) < 1e-15:
            break
    return front * (f - 1.0)


def student_cdf(t: float, df: float) -> float:
    """P(T <= t) for Student's t with `df` degrees of freedom."""
    tail = 0.5 * beta_cdf(df / (df + t * t), df / 2.0, 0.5)
    return 1.0 - tail if t > 0 else tail


def student_quantile(p: float, df: float) -> float:
    """The `p` quantile of Student's t, by bisection; `p` in (0, 1)."""
    if p < 0.5:
        return -student_quantile(1.0 - p, df)
    low, high = 0.0, 2.0
    while student_cdf(high, df) < p:
        high *= 2.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if student_cdf(middle, df) < p else (low, middle)
        if high - low < 1e-13 * max(1.0, high):
            break
    return high


def _groups(clusters: Sequence[object] | None, n: int) -> tuple[NDArray[np.int64], int]:
    """The group number of each item and the number of groups; every item its own when there are no clusters."""
    import numpy as np

    if clusters is None:
        return np.arange(n), n
    numbers: dict[object, int] = {}
    codes = np.fromiter((numbers.setdefault(c, len(numbers)) for c in clusters), dtype=np.int64, count=n)
    return codes, len(numbers)


def clustered_mean(
    values: ArrayLike, clusters: Sequence[object] | None = None, confidence: float = 0.95
) -> Estimate:
    """The mean with a cluster-robust t interval (sandwich with the G/(G-1) correction, G-1 degrees of freedom).

    Undefined bounds with fewer than two clusters.
    """
    import numpy as np

    x = np.asarray(values, dtype=float)
    n = len(x)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "clustered t")
    codes, groups = _groups(clusters, n)
    mean = float(x.mean())
    if groups < 2:
        return Estimate(mean, None, None, n, groups, "clustered t")
    sums = np.bincount(codes, weights=x - mean, minlength=groups)
    error = math.sqrt(groups / (groups - 1) * float((sums**2).sum())) / n
    half = student_quantile(0.5 + confidence / 2, groups - 1) * error
    return Estimate(mean, mean - half, mean + half, n, groups, "clustered t")


def clustered_rate(
    hits: Sequence[bool], clusters: Sequence[object] | None = None, confidence: float = 0.95
) -> tuple[Rate, float]:
    """The Wilson interval of a rate on the effective sample size, and the design effect (>= 1) that shrinks it.

    The design effect is the cluster-robust variance over the binomial one (Korn and Graubard 1998 do the same for Clopper-Pearson);
    with one item a cluster it is 1 and the interval is Wilson's own.
    """
    import numpy as np

    n, k = len(hits), int(sum(hits))
    plain = wilson(k, n, confidence)
    if clusters is None or k in (0, n):
        return plain, 1.0
    codes, groups = _groups(clusters, n)
    if groups == n or groups < 2:
        return plain, 1.0
    p = k / n
    sums = np.bincount(codes, weights=np.asarray(hits, dtype=float) - p, minlength=groups)
    robust = groups / (groups - 1) * float((sums**2).sum()) / n**2
    effect = max(1.0, robust / (p * (1 - p) / n))
    t_ratio = (
        student_quantile(0.5 + confidence / 2, groups - 1) / NormalDist().inv_cdf(0.5 + confidence / 2)
    ) ** 2
    m = n / (effect * t_ratio)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle = (p + z * z / (2 * m)) / (1 + z * z / m)
    half = z / (1 + z * z / m) * math.sqrt(p * (1 - p) / m + z * z / (4 * m * m))
    return Rate(p, max(0.0, middle - half), min(1.0, middle + half), k, n), effect


def paired_change(before: Sequence[float], after: Sequence[float], confidence: float = 0.95) -> Estimate:
    """The change `mean(after) - mean(before)` of paired 0/1 values with the adjusted Wald interval of Bonett and Price (2012)."""
    n = len(before)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "bonett-price")
    won = sum(1 for b, a in zip(before, after, strict=True) if a > b)
    lost = sum(1 for b, a in zip(before, after, strict=True) if a < b)
    p_won, p_lost = (won + 1) / (n + 2), (lost + 1) / (n + 2)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle = p_won - p_lost
    half = z * math.sqrt((p_won + p_lost - middle**2) / (n + 2))
    return Estimate((won - lost) / n, max(-1.0, middle - half), min(1.0, middle + half), n, n, "bonett-price")


def paired_bootstrap(
    before: ArrayLike,
    after: ArrayLike,
    clusters: Sequence[object] | None = None,
    rounds: int = 4000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Estimate:
    """The change of the mean of paired values with a percentile bootstrap interval, whole clusters drawn with replacement.

    Clusters with the same size and the same sum of differences are exchangeable, so a round draws how often each such kind occurs
    (multinomial): the same distribution as drawing clusters one by one, at a cost that does not grow with their number. The percentiles
    are widened by t(G-1)/z for few clusters (Hesterberg 2015).
    """
    import numpy as np

    d = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    n = len(d)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "cluster bootstrap")
    codes, groups = _groups(clusters, n)
    value = float(d.mean())
    if groups < 2:
        return Estimate(value, None, None, n, groups, "cluster bootstrap")
    table = np.stack(
        [np.round(np.bincount(codes, weights=d, minlength=groups), 9), np.bincount(codes, minlength=groups)],
        axis=1,
    )
    kinds, counts = np.unique(table, axis=0, return_counts=True)
    random = np.random.default_rng(seed)
    draws = random.multinomial(groups, counts / groups, size=rounds) @ kinds
    means = draws[:, 0] / draws[:, 1]
    z = NormalDist()
    widened = z.cdf(student_quantile(0.5 + confidence / 2, groups - 1) * math.sqrt(groups / (groups - 1)))
    low, high = np.quantile(means, [1 - widened, widened])
    return Estimate(value, float(low), float(high), n, groups, "cluster bootstrap")


def change(
    before: Sequence[float],
    after: Sequence[float],
    clusters: Sequence[object] | None = None,
    rounds: int = 4000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Estimate:
    """The change with the interval that holds its level: Bonett-Price for single 0/1 items, else the cluster bootstrap."""
    single = clusters is None or len(set(clusters)) == len(before)
    if single and {*before, *after} <= {0, 1}:
        return paired_change(before, after, confidence)
    return paired_bootstrap(before, after, clusters, rounds, seed, confidence)


def cohen_kappa(a: Sequence[object], b: Sequence[object]) -> float | None:
    """Cohen's kappa (1960) of two raters of the same items; None when it is undefined (chance agreement is 1)."""
    n = len(a)
    if n == 0:
        return None
    labels = {*a, *b}
    observed = sum(x == y for x, y in zip(a, b, strict=True)) / n
    left, right = list(a), list(b)
    chance = sum(left.count(c) / n * (right.count(c) / n) for c in labels)
    return None if chance >= 1.0 else (observed - chance) / (1.0 - chance)


def at_k(successes: int, samples: int, k: int) -> float:
    """The probability that k of an item's samples, drawn without replacement, are all successes: C(c, k) / C(n, k)."""
    if not 1 <= k <= samples or not 0 <= successes <= samples:
        raise ValueError(
            f"needs 0 <= successes <= samples and 1 <= k <= samples, got {successes}, {samples}, {k}"
        )
    return math.comb(successes, k) / math.comb(samples, k)


def rogan_gladen(
    positive: int, n: int, hits: int, sick: int, passes: int, well: int, confidence: float = 0.95
) -> Estimate:
    """The true rate behind an imperfect judge that called `positive` of `n` positive (Rogan and Gladen 1978).

    The judge's sensitivity is `hits / sick` and its specificity `passes / well`, both measured against people. The interval is that of
    Lang and Reiczigel (2014), which counts the uncertainty of all three. Undefined when the judge is no better than chance.
    """
    if min(n, sick, well) == 0:
        return Estimate(None, None, None, n, n, "rogan-gladen")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    z2 = z * z
    apparent = (positive + z2 / 2) / (n + z2)
    sensitivity, specificity = (hits + 1) / (sick + 2), (passes + 1) / (well + 2)
    raw = hits / sick + passes / well - 1
    youden = sensitivity + specificity - 1
    if youden <= 0 or raw <= 0:
        return Estimate(None, None, None, n, n, "rogan-gladen")
    value = (positive / n + passes / well - 1) / raw
    middle = (apparent + specificity - 1) / youden
    shift = (
        2
        * z2
        * (
            middle * sensitivity * (1 - sensitivity) / (sick + 2)
            - (1 - middle) * specificity * (1 - specificity) / (well + 2)
        )
    )
    half = (
        z
        / youden
        * math.sqrt(
            apparent * (1 - apparent) / (n + z2)
            + (1 - middle) ** 2 * specificity * (1 - specificity) / (well + 2)
            + middle**2 * sensitivity * (1 - sensitivity) / (sick + 2)
        )
    )
    low, high = middle + shift - half, middle + shift + half
    return Estimate(
        min(1.0, max(0.0, value)), min(1.0, max(0.0, low)), min(1.0, max(0.0, high)), n, n, "rogan-gladen"
    )
