"""Agreement between reviewers, each coefficient with the items and pairs it rests on and an interval.

With missing ratings alpha and AC1 use what is there; Fleiss' kappa needs the same number of ratings on every item
and Cohen's needs two reviewers, so both are undefined otherwise. A coefficient corrected for chance has no value where
nothing varies: that is said, never shown as 0 or 1. Intervals are of items: Wilson's
for raw agreement, a jackknife with a few made-up items for the others (`_figure`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from curation.stats.gwet import Coefficient, Weights, gwet_of, ratio, standard_error
from curation.stats.ratings import Floats, Ints, Patterns, Ratings, patterns

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")

RESAMPLES = 2000
SEED = 0


@dataclass(frozen=True)
class Figure:
    """A coefficient, or why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n_items: int = 0
    n_pairs: int = 0
    why: str = ""
    standard_error: float | None = None
    """Where there is a formula for it: AC1 and AC2."""

    def as_json(self) -> dict[str, Any]:
        """`{value, low, high, n_items, n_pairs}`, or `{value: null, why}`."""
        if self.value is None:
            return {"value": None, "why": self.why}
        shown: dict[str, Any] = {"value": self.value, "low": self.low, "high": self.high}
        if self.standard_error is not None:
            shown["standard_error"] = self.standard_error
        if self.low is None and self.why:
            shown["why"] = self.why
        return shown | {"n_items": self.n_items, "n_pairs": self.n_pairs}


@dataclass(frozen=True)
class Agreement:
    """Every coefficient side by side, with the prevalence of the labels that makes them readable."""

    raw: Figure
    cohen_kappa: Figure
    fleiss_kappa: Figure
    krippendorff_alpha: dict[Level, Figure]
    gwet_ac1: Figure
    gwet_ac2: Figure
    prevalence: dict[str, float]
    n_items: int
    n_reviewers: int
    n_ratings: int

    def as_json(self) -> dict[str, Any]:
        """The machine form that `curation agreement --json` prints."""
        return {
            "raw": self.raw.as_json(),
            "cohen_kappa": self.cohen_kappa.as_json(),
            "fleiss_kappa": self.fleiss_kappa.as_json(),
            "krippendorff_alpha": {k: v.as_json() for k, v in self.krippendorff_alpha.items()},
            "gwet_ac1": self.gwet_ac1.as_json(),
            "gwet_ac2": self.gwet_ac2.as_json(),
            "prevalence": self.prevalence,
            "n_items": self.n_items,
            "n_reviewers": self.n_reviewers,
            "n_ratings": self.n_ratings,
        }


def _raw(rows: Ints, weights: Floats) -> Floats:
    m = rows.sum(1)
    agreeing = (rows * (rows - 1)).sum(1)
    return ratio(weights @ agreeing.astype(float), weights @ (m * (m - 1)).astype(float))


def _distance(level: Level, values: Floats, marginals: Floats) -> Floats:
    """The squared difference of each two labels, `(draws, labels, labels)` (Krippendorff 2011)."""
    a, b = values[:, None], values[None, :]
    if level == "nominal":
        return np.broadcast_to(1.0 - np.eye(len(values)), (len(marginals), len(values), len(values)))
    if level == "interval":
        return np.broadcast_to((a - b) ** 2, (len(marginals), len(values), len(values)))
    if level == "ratio":
        total = np.where(a + b == 0, 1.0, a + b)
        return np.broadcast_to(((a - b) / total) ** 2, (len(marginals), len(values), len(values)))
    upto = np.cumsum(marginals, axis=1) - marginals / 2
    return np.asarray((upto[:, :, None] - upto[:, None, :]) ** 2)


def alpha_of(level: Level, values: Floats) -> Coefficient:
    """Krippendorff's alpha at a level of measurement: 1 - observed / expected disagreement."""

    def coefficient(rows: Ints, weights: Floats) -> Floats:
        m = rows.sum(1)
        used = rows[m >= 2].astype(float)
        w = weights[:, m >= 2]
        share = 1.0 / (m[m >= 2] - 1)
        marginals = w @ used
        n = marginals.sum(1)
        out = np.empty(len(w))
        for start in range(0, len(w), 256):
            part = slice(start, start + 256)
            delta = _distance(level, values, marginals[part])
            scaled = (w[part] * share)[:, :, None] * used[None]
            coincidence = np.einsum("bpc,pk->bck", scaled, used, optimize=True)
            # The diagonal of the coincidences needs no correction: a label's distance to itself is 0.
            observed = (coincidence * delta).sum((1, 2))
            expected = np.einsum("bc,bk,bck->b", marginals[part], marginals[part], delta, optimize=True)
            out[part] = 1.0 - ratio(observed * (n[part] - 1), expected)
        return out

    return coefficient


def _fleiss(rows: Ints, weights: Floats) -> Floats:
    m = int(rows.sum(1)[0])
    observed = _raw(rows, weights)
    share = weights @ rows.astype(float) / (weights.sum(1) * m)[:, None]
    expected = (share**2).sum(1)
    return ratio(observed - expected, 1.0 - expected)


def _cohen(k: int) -> Coefficient:
    """Cohen's kappa; a row is the one-hot pair of labels, first reviewer's `k` columns then the second's."""

    def coefficient(rows: Ints, weights: Floats) -> Floats:
        first, second = rows[:, :k].astype(float), rows[:, k:].astype(float)
        n = weights.sum(1)
        observed = weights @ (first * second).sum(1) / n
        expected = ((weights @ first) * (weights @ second)).sum(1) / n**2
        return ratio(observed - expected, 1.0 - expected)

    return coefficient


AGREEING, DIFFERING, VARIED, LEAST = 2.0, 2.5, 3, 5
"""Made-up items added for an interval (so many that agree, so many that differ), the fewest items that have a rating other
than the most frequent one, and the fewest items."""
_STEP = 256

Made = Callable[[Ints, Floats], tuple[Floats, Floats, int]]
"""Rows and weights to made-up rows, their weights, and how many items have another rating than the most frequent one."""


def _made_up(rows: Ints, weights: Floats) -> tuple[Floats, Floats, int]:
    """The made-up items of a table of counts: labels agree by their share, and differ by the product of their shares.

    An item on which one of `people` differs holds 2 / `people` of the disagreement of one on which two differ, so there are as
    many times more of them: without that the lower bounds of three people's AC1 cover 88 % at ten items.
    """
    totals = weights @ rows
    share = totals / totals.sum()
    used = np.flatnonzero(totals)
    people = int(rows.sum(1).max())
    eye = np.eye(rows.shape[1])
    pairs = [(i, j) for n, i in enumerate(used) for j in used[n + 1 :]]
    product = np.array([share[i] * share[j] for i, j in pairs])
    added = [people * eye[i] for i in used] + [(people - 1) * eye[i] + eye[j] for i, j in pairs]
    differing = DIFFERING * people / 2
    heavy = [*(AGREEING * share[used]), *(differing * product / max(product.sum(), 1e-300))]
    varied = int(weights[rows.sum(1) > rows[:, int(np.argmax(totals))]].sum())
    return np.array(added), np.array(heavy), varied


def _made_up_pairs(k: int) -> Made:
    """The same for the one-hot pairs that Cohen's kappa is computed from."""

    def made(rows: Ints, weights: Floats) -> tuple[Floats, Floats, int]:
        both = rows[:, :k] + rows[:, k:]
        _, heavy, varied = _made_up(both, weights)
        used = np.flatnonzero(weights @ both)
        eye = np.eye(k)
        pairs = [(i, j) for n, i in enumerate(used) for j in used[n + 1 :]]
        added = [np.concatenate([eye[i], eye[j]]) for i, j in [*((i, i) for i in used), *pairs]]
        turned = [np.concatenate([eye[j], eye[i]]) for i, j in pairs]
        tail = heavy[len(used) :] / 2
        return np.array([*added, *turned]), np.concatenate([heavy[: len(used)], tail, tail]), varied

    return made


def _figure(
    found: Patterns,
    coefficient: Coefficient,
    n_items: int,
    n_pairs: int,
    intervals: bool,
    why: str,
    made: Made = _made_up,
) -> Figure:
    """The value over all items and its interval, or why there is none.

    The standard error is the jackknife's over items, taken with a few made-up items that agree and differ (as Agresti and
    Coull 1998 do for a rate), so that it is never zero; the lower bound starts from the value with the made-up items, the
    upper bound from the plain one; Student's t with n - 2 degrees. `benchmarks/agreement.py` measures the coverage. Too few
    items, or too few with a rating other than the most frequent one, give no interval.
    """
    weights = found.weights.astype(float)
    value = float(coefficient(found.rows, weights[None])[0])
    if np.isnan(value):
        return Figure(None, why=why)
    if not intervals:
        return Figure(value, None, None, n_items, n_pairs)
    if n_items < LEAST:
        return Figure(value, None, None, n_items, n_pairs, f"no interval: fewer than {LEAST} items")
    added, heavy, varied = made(found.rows, weights)
    if varied < VARIED:
        few = f"no interval: fewer than {VARIED} items have a rating other than the most frequent one"
        return Figure(value, None, None, n_items, n_pairs, few)
    rows = np.concatenate([found.rows, np.round(added).astype(np.int64)])
    every = np.concatenate([weights, heavy])
    center = float(coefficient(rows, every[None])[0])
    left = np.empty(len(weights))
    for start in range(0, len(weights), _STEP):
        part = np.arange(start, min(start + _STEP, len(weights)))
        without = np.repeat(every[None], len(part), 0)
        without[np.arange(len(part)), part] -= 1.0
        with np.errstate(invalid="ignore", divide="ignore"):
            left[part] = coefficient(rows, without)
    n = weights.sum()
    spread = float(weights @ (left - weights @ left / n) ** 2)
    half = float(t_quantile(n_items - 2) * np.sqrt((n + heavy.sum() - 1) / n * spread))
    return Figure(value, min(value, center - half), min(1.0, max(value, center) + half), n_items, n_pairs)


def t_quantile(degrees: int) -> float:
    """The 97.5 % point of Student's t (Cornish and Fisher's expansion, within 0.01 from 3 degrees on)."""
    z, d = 1.959963984540054, float(max(3, degrees))
    return (
        z
        + (z**3 + z) / (4 * d)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * d**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * d**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * d**4)
    )


def _raw_figure(rows: Ints, n_items: int, n_pairs: int, intervals: bool) -> Figure:
    """The share of agreeing pairs with the score interval of Wilson over items, which is never a point.

    An item of more than two ratings agrees by a share; its variance is at most that of a yes or no with the same mean.
    """
    distinct = patterns(rows)
    value = float(_raw(distinct.rows, distinct.weights[None].astype(float))[0])
    if not intervals:
        return Figure(value, None, None, n_items, n_pairs)
    z2 = 1.959963984540054**2
    middle = (value + z2 / (2 * n_items)) / (1 + z2 / n_items)
    half = np.sqrt(z2 * (value * (1 - value) / n_items + z2 / (4 * n_items**2))) / (1 + z2 / n_items)
    return Figure(value, max(0.0, float(middle - half)), min(1.0, float(middle + half)), n_items, n_pairs)


def _held(figure: Figure, raw: Figure, by_chance: float) -> Figure:
    """A coefficient (raw - chance) / (1 - chance) whose lower bound is at most what the lower bound of raw agreement gives.

    Where nearly all items agree the jackknife has little to go by and its lower bound alone covers 89 % (AC1 of three labels
    at 17 items); Wilson's bound of the raw agreement at the chance agreement `by_chance` of the same ratings holds there.
    """
    if figure.low is None or raw.low is None or by_chance >= 1.0:
        return figure
    return replace(figure, low=min(figure.low, (raw.low - by_chance) / (1.0 - by_chance)))


def measure(data: Ratings, resamples: int = RESAMPLES, seed: int = SEED) -> Agreement:
    """Every coefficient of `data` with 95 % intervals; with `resamples` 0 the values alone (nothing is drawn: `seed` is kept
    for callers of version 0.1)."""
    counts = data.counts()
    m = counts.sum(1)
    pairable = counts[m >= 2]
    n_items = len(pairable)
    n_pairs = int((m * (m - 1) // 2).sum())
    prevalence = {x: float(c) for x, c in zip(data.labels, counts.sum(0) / max(1, m.sum()), strict=True)}
    values = data.values

    def one(rows: Ints, coefficient: Coefficient, why: str) -> Figure:
        if n_items == 0:
            return Figure(None, why="no item has two ratings")
        return _figure(patterns(rows), coefficient, n_items, n_pairs, resamples > 0, why)

    raw = (
        _raw_figure(pairable, n_items, n_pairs, resamples > 0)
        if n_items
        else Figure(None, why="no item has two ratings")
    )
    share = counts.sum(0) / max(1, m.sum())
    q = max(2, len(data.labels))
    ranks = np.arange(len(data.labels), dtype=np.float64)
    same = (
        "no variation: every rating is the same label, so agreement by chance cannot be told from agreement"
    )
    alphas = {x: _alpha_figure(x, values, ranks, pairable, one, same) for x in LEVELS}
    ac1 = _gwet_figure("identity", ranks, counts, one, same)
    return Agreement(
        raw=raw,
        cohen_kappa=_cohen_figure(data, resamples > 0, same),
        fleiss_kappa=_fleiss_figure(counts, n_items, n_pairs, resamples > 0, same),
        krippendorff_alpha={**alphas, "nominal": _held(alphas["nominal"], raw, float((share**2).sum()))},
        gwet_ac1=_held(ac1, raw, float((share * (1 - share)).sum() / (q - 1))),
        gwet_ac2=_gwet_figure("linear", values, counts, one, same),
        prevalence=prevalence,
        n_items=len(data.items),
        n_reviewers=len(data.reviewers),
        n_ratings=int(m.sum()),
    )


def _alpha_figure(
    level: Level,
    values: Floats | None,
    ranks: Floats,
    rows: Ints,
    one: Callable[[Ints, Coefficient, str], Figure],
    same: str,
) -> Figure:
    if level == "nominal":
        return one(rows, alpha_of(level, ranks), same)
    if values is None:
        return Figure(None, why="labels are not numbers")
    if level == "ratio" and values.min(initial=0.0) < 0:
        return Figure(None, why="ratio needs labels of 0 or more")
    merged, folded = _merge_equal(values, rows)
    return one(folded, alpha_of(level, merged), same)


def _gwet_figure(
    kind: Weights,
    values: Floats | None,
    counts: Ints,
    one: Callable[[Ints, Coefficient, str], Figure],
    same: str,
) -> Figure:
    if values is None:
        return Figure(None, why="labels are not numbers")
    coefficient = one(counts, gwet_of(kind, values), same)
    if coefficient.value is None:
        return coefficient
    error = standard_error(counts, kind, values)
    return coefficient if np.isnan(error) else replace(coefficient, standard_error=error)


def _merge_equal(values: Floats, rows: Ints) -> tuple[Floats, Ints]:
    """Labels written differently but equal as numbers (`1`, `1.0`) are one value at the metric levels."""
    distinct, inverse = np.unique(values, return_inverse=True)
    folded = np.zeros((len(rows), len(distinct)), dtype=np.int64)
    for old, new in enumerate(inverse):
        folded[:, new] += rows[:, old]
    return distinct, folded


def _cohen_figure(data: Ratings, intervals: bool, same: str) -> Figure:
    if len(data.reviewers) != 2:
        return Figure(None, why=f"needs exactly two reviewers, there are {len(data.reviewers)}")
    both = data.codes[(data.codes >= 0).all(1)]
    if len(both) == 0:
        return Figure(None, why="no item has two ratings")
    k = len(data.labels)
    eye = np.eye(k, dtype=np.int64)
    rows = np.concatenate([eye[both[:, 0]], eye[both[:, 1]]], axis=1)
    return _figure(patterns(rows), _cohen(k), len(both), len(both), intervals, same, _made_up_pairs(k))


def _fleiss_figure(counts: Ints, n_items: int, n_pairs: int, intervals: bool, same: str) -> Figure:
    if n_items == 0:
        return Figure(None, why="no item has two ratings")
    sizes = np.unique(counts.sum(1))
    if len(sizes) > 1:
        return Figure(
            None,
            why=f"needs the same number of ratings on every item, there are {sizes[0]} to {sizes[-1]}; use alpha",
        )
    return _figure(patterns(counts), _fleiss, n_items, n_pairs, intervals, same)
