"""The tests and intervals behind every statement about a change: paired, clustered, corrected for many comparisons.

Pure numpy and math; the tests hold each of them against scipy or statsmodels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
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


@lru_cache(maxsize=4096)
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


def _groups(clusters: Sequence[object] | NDArray[np.int64] | None, n: int) -> tuple[NDArray[np.int64], int]:
    """The group number of each item and the number of groups; every item its own when there are no clusters."""
    import numpy as np

    if clusters is None:
        return np.arange(n), n
    if isinstance(clusters, np.ndarray):
        if n and np.issubdtype(clusters.dtype, np.integer) and clusters.min() >= 0 and clusters.max() < 4 * n:
            # Small numbers are counted; sorting them costs more than all the rest of a rate.
            there = np.bincount(clusters) > 0
            return (np.cumsum(there) - 1)[clusters], int(there.sum())
        names, places = np.unique(clusters, return_inverse=True)
        return places.astype(np.int64), len(names)
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


def _effective(values: NDArray[np.float64], codes: NDArray[np.int64], groups: int, informative: int) -> float:
    """The number of independent items that `values` are worth, between the number of families and the number of items.

    The design effect is the cluster-robust variance over that of independent items. It gives the correlation within families, which few
    informative families estimate badly: it is drawn towards 1 with the weight of two families (`informative` against 2), so that values
    without any variation count one item a family.
    """
    import numpy as np

    n = len(values)
    if groups >= n or groups < 2:
        return float(min(n, groups))
    sizes = np.bincount(codes, minlength=groups)
    spread = float((sizes.astype(float) ** 2).sum() / n)
    centred = values - values.mean()
    naive = float((centred**2).mean())
    if naive > 0:
        sums = np.bincount(codes, weights=centred, minlength=groups)
        effect = groups / (groups - 1) * float((sums**2).sum()) / n / naive
        correlation = min(1.0, max(0.0, (effect - 1) / (spread - 1)))
    else:
        correlation, informative = 1.0, 0
    correlation += (1 - correlation) * 2.0 / (informative + 2.0)
    return n / (1 + (spread - 1) * correlation)


def clustered_rate(
    hits: ArrayLike, clusters: Sequence[object] | NDArray[np.int64] | None = None, confidence: float = 0.95
) -> tuple[Rate, float]:
    """The Wilson interval of a rate on the effective number of items, and the design effect that gives it.

    Args:
        hits: `(n,)`, each 0 or 1, or a share in [0, 1] (the mean of an item's samples).
        clusters: `(n,)`, the family of each item; None when all are independent.
        confidence: the level, in (0, 1).

    With families the quantile is Student's with one degree of freedom less than there are families (as Korn and Graubard 1998 do for
    Clopper-Pearson), and a rate of 0 or 1 rests on the number of families. With one item a family it is Wilson's own interval.
    """
    import numpy as np

    x = np.asarray(hits, dtype=float)
    n, total = len(x), float(x.sum())
    k = round(total)
    codes, groups = _groups(clusters, n)
    if groups == n and n and bool(((x == 0.0) | (x == 1.0)).all()):
        return wilson(k, n, confidence), 1.0
    if n == 0:
        return wilson(0, 0, confidence), 1.0
    p = total / n
    sums = np.bincount(codes, weights=x if p <= 0.5 else 1 - x, minlength=groups)
    effective = _effective(x, codes, groups, int((sums > 0).sum()))
    if groups < 2:
        return Rate(p, None, None, k, n), n / effective
    z = (
        student_quantile(0.5 + confidence / 2, groups - 1)
        if groups < n
        else NormalDist().inv_cdf(0.5 + confidence / 2)
    )
    middle = (p + z * z / (2 * effective)) / (1 + z * z / effective)
    half = z / (1 + z * z / effective) * math.sqrt(p * (1 - p) / effective + z * z / (4 * effective**2))
    low, high = 0.0 if p == 0 else max(0.0, middle - half), 1.0 if p == 1 else min(1.0, middle + half)
    return Rate(p, low, high, k, n), n / effective


def change(
    before: ArrayLike,
    after: ArrayLike,
    clusters: Sequence[object] | NDArray[np.int64] | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """The change `mean(after) - mean(before)` of paired values in [0, 1], with an interval that never has zero width.

    It is the adjusted Wald interval of Bonett and Price (2012) on the effective number of items: two imagined items, one lost and one won,
    are added before the variance is taken. `benchmarks/measure_statistics.py` shows its coverage. Bounds are None with fewer than two families.
    """
    import numpy as np

    d = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    n = len(d)
    if n == 0:
        return Estimate(None, None, None, 0, 0, "bonett-price")
    codes, groups = _groups(clusters, n)
    value = float(d.mean())
    if groups < 2:
        return Estimate(value, None, None, n, groups, "bonett-price, families")
    changed = np.bincount(codes, weights=np.abs(d), minlength=groups)
    effective = float(n) if groups == n else _effective(d, codes, groups, int((changed > 0).sum()))
    quantile = (
        NormalDist().inv_cdf(0.5 + confidence / 2)
        if groups == n
        else student_quantile(0.5 + confidence / 2, groups - 1)
    )
    middle = value * effective / (effective + 2)
    square = (float((d**2).mean()) * effective + 2) / (effective + 2)
    half = quantile * math.sqrt(max(0.0, square - middle**2) / (effective + 2))
    method = "bonett-price" if groups == n else "bonett-price, families"
    return Estimate(value, max(-1.0, middle - half), min(1.0, middle + half), n, groups, method)


EXACT_FAMILIES = 16
"""Up to so many families with a change, every pattern of signs is counted; beyond, patterns are drawn."""


def sign_flip(
    before: ArrayLike,
    after: ArrayLike,
    clusters: Sequence[object] | NDArray[np.int64] | None = None,
    rounds: int = 9_999,
    seed: int = 0,
) -> float:
    """The two-sided p value of no change, families as units: the sum of differences against random signs of the families' sums.

    Under the hypothesis that before and after are exchangeable within each family every pattern of signs is equally probable, whatever
    the correlation within families (Fisher 1935; Winkler et al. 2014 for sign-flips of blocks). Families of one item with values 0 and 1
    give the exact McNemar test. The p value is exact where the families' sums lie on a lattice (shares of a few answers do); else, beyond
    `EXACT_FAMILIES` changed families, `rounds` patterns are drawn and the observed one counts too, so that p is at least 1 / (rounds + 1):
    too coarse for a correction over more hypotheses than a twentieth of that.

    Args:
        before: Values `(n,)`, one an item.
        after: Values `(n,)` of the same items.
        clusters: The family of each item; without it each item is a family.
        rounds: Patterns of signs that are drawn where not all can be counted.
        seed: Of the patterns.
    """
    import numpy as np

    d = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    codes, groups = _groups(clusters, len(d))
    if len(d) == 0:
        return 1.0
    sums = np.bincount(codes, weights=d, minlength=groups)
    sums = sums[np.abs(sums) > 1e-12]
    if len(sums) == 0:
        return 1.0
    sizes, counts = np.unique(np.round(np.abs(sums), 9), return_counts=True)
    if len(sizes) == 1:
        return mcnemar(int((sums < 0).sum()), int((sums > 0).sum())).p
    observed = abs(float(sums.sum())) - 1e-9
    if len(sums) <= EXACT_FAMILIES:
        patterns = (np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums))) & 1
        totals = np.abs((2 * patterns - 1) @ sums)
        return float((totals >= observed).mean())
    exact = _lattice_p(sizes, counts, observed)
    if exact is not None:
        return exact
    random = np.random.default_rng(seed)
    totals = np.abs((2 * random.binomial(counts, 0.5, size=(rounds, len(sizes))) - counts) @ sizes)
    return float((1 + (totals >= observed).sum()) / (rounds + 1))


_STEPS = tuple(range(1, 13))
_LATTICE = 200_000
"""Most steps of the lattice on either side of 0."""


def _lattice_p(sizes: NDArray[np.float64], counts: NDArray[np.int64], observed: float) -> float | None:
    """The exact p value where all sizes are multiples of 1, 1/2, … 1/12; None otherwise.

    The sum of `counts[j]` random signs times `sizes[j]` has the characteristic function prod cos(2 pi k sizes[j] / N) ** counts[j] on a
    lattice of N points; its inverse transform is the distribution.
    """
    import numpy as np

    scale = next((m for m in _STEPS if np.abs(sizes * m - np.round(sizes * m)).max() < 1e-6), None)
    if scale is None:
        return None
    steps = np.round(sizes * scale).astype(np.int64)
    total = int((steps * counts).sum())
    if total > _LATTICE:
        return None
    n = 1 << (2 * total + 1).bit_length()
    k = np.arange(n)
    transform = np.ones(n)
    for step, count in zip(steps, counts, strict=True):
        transform *= np.cos(2 * np.pi * (k * step % n) / n) ** int(count)
    chances = np.fft.ifft(transform).real
    place = np.minimum(k, n - k)
    # Rounding leaves about 1e-15 in each place; a p value below that is given as it, never as 0.
    return float(min(1.0, max(1e-15, chances[place >= observed * scale - 1e-6].sum())))


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
    Lang and Reiczigel (2014), which counts the uncertainty of all three; where all of it lies beyond 0 or 1 it is that of the uncorrected rate, up to
    this end, so that it is never a point. Undefined when the judge is no better than chance.

    Args:
        positive: How many of `n` items the judge called positive.
        n: Items that the judge saw, at least 1.
        hits: How many of `sick` items, positive by people, the judge called positive.
        sick: Items that people called positive.
        passes: How many of `well` items, negative by people, the judge called negative.
        well: Items that people called negative.
        confidence: Of the interval, in (0, 1).
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
    low, high = (min(1.0, max(0.0, end)) for end in (middle + shift - half, middle + shift + half))
    plain = wilson(positive, n, confidence)
    if low == high and plain.low is not None and plain.high is not None:
        # All of it lay beyond an end of [0, 1], and a point would say that the rate is known.
        low, high = (plain.low, 1.0) if high == 1.0 else (0.0, plain.high)
    return Estimate(min(1.0, max(0.0, value)), low, high, n, n, "rogan-gladen")
