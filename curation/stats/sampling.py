"""What a sample proves of the whole: exact acceptance plans and a test that may be watched as it grows.

The claim is always "the error rate of the lot is below `p`, with `confidence`". The plan (p, confidence, errors allowed,
seed) is written down before the first look; errors found are mended in the release and still count here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from curation.core.digests import digest
from curation.stats.intervals import binomial_cdf

Method = Literal["fixed", "sequential"]
BET = 0.9
"""The share of the wealth staked on each item: certifies 1 % after 335 clean items at 95 %."""


@dataclass(frozen=True)
class Statement:
    """What may be said of the error rate, in numbers and in words."""

    certified: bool
    errors: int
    n: int
    lot: int
    p: float
    confidence: float
    upper: float
    """The exact one-sided upper bound of the lot's error rate."""
    needed: int | None
    """How many more clean items would certify it; 0 when it is certified, None when not even the whole lot would."""
    method: Method = "fixed"
    """A sample of planned size, or the test that may be watched."""

    def __str__(self) -> str:
        counted = f"{self.errors} errors in {self.n} of {self.lot} items"
        if self.certified:
            return f"error rate below {self.p:.2%} with {self.confidence:.0%} confidence ({counted})"
        more = (
            "not even all of them would certify it"
            if self.needed is None
            else f"{self.needed} more items without an error are needed"
        )
        return (
            f"not certified below {self.p:.2%} at {self.confidence:.0%} ({counted}, upper bound {self.upper:.2%}); "
            f"{more}"
        )

    def as_json(self) -> dict[str, Any]:
        """The figure a release carries: `{k, n, lot, p, confidence, upper, certified, needed, method, statement}`."""
        return {
            "k": self.errors, "n": self.n, "lot": self.lot, "p": self.p, "confidence": self.confidence,
            "upper": self.upper, "certified": self.certified, "needed": self.needed, "method": self.method,
            "statement": str(self),
        }  # fmt: skip


def hypergeometric_cdf(k: int, lot: int, bad: int, n: int) -> float:
    """P(at most `k` bad items in a sample of `n` from a lot of which `bad` are bad)."""

    def log_choose(a: int, b: int) -> float:
        return math.lgamma(a + 1) - math.lgamma(b + 1) - math.lgamma(a - b + 1)

    first, last = max(0, n - (lot - bad)), min(k, bad, n)
    if last < first:
        return 0.0
    whole = log_choose(lot, n)
    logs = [log_choose(bad, i) + log_choose(lot - bad, n - i) - whole for i in range(first, last + 1)]
    top = max(logs)
    return min(1.0, math.exp(top) * math.fsum(math.exp(x - top) for x in logs))


def _passes(k: int, n: int, p: float, confidence: float, lot: int | None) -> bool:
    """Whether `k` errors in `n` reject "the rate is `p` or more"."""
    if lot is None:
        return binomial_cdf(k, n, p) <= 1 - confidence + 1e-12
    bad = math.ceil(p * lot - 1e-9)
    return k < bad and hypergeometric_cdf(k, lot, bad, n) <= 1 - confidence + 1e-12


def size(p: float, confidence: float = 0.95, errors: int = 0, lot: int | None = None) -> int | None:
    """The least sample that certifies a rate below `p` with up to `errors` errors; exact for a finite `lot`.

    None when not even the whole lot would do (more errors allowed than the claim itself allows).
    """
    if not (0 < p < 1 and 0 < confidence < 1 and errors >= 0):
        raise ValueError(f"needs 0 < p < 1, 0 < confidence < 1, errors >= 0; got {p}, {confidence}, {errors}")
    low, high = errors, errors + 1
    while not _passes(errors, min(high, lot or high), p, confidence, lot):
        if lot is not None and high >= lot:
            return None
        low, high = high, high * 2
    high = min(high, lot or high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _passes(errors, middle, p, confidence, lot) else (middle, high)
    return high


def upper_bound(errors: int, n: int, lot: int, confidence: float = 0.95) -> float:
    """The exact one-sided upper bound of the error rate of a finite lot after `errors` in `n`: the greatest rate
    that the sample does not reject. With the whole lot seen it is the rate itself."""
    if not 0 <= errors <= n <= lot or lot == 0:
        raise ValueError(f"needs 0 <= errors <= n <= lot and lot > 0, got {errors}, {n}, {lot}")
    low, high = errors, lot - (n - errors)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_cdf(errors, lot, middle, n) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low / lot


def draw(ids: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` of `ids` at random, the same for the same seed whatever the order given; a longer draw extends a shorter."""
    return sorted(set(ids), key=lambda x: digest("sample", seed, x))[:n]


def state(errors: int, n: int, lot: int, p: float, confidence: float = 0.95) -> Statement:
    """What `errors` in a random sample of `n` from `lot` items prove, when `n` was fixed beforehand.

    Args:
        errors: Errors among the `n` judged items.
        n: Judged items, a number that was fixed beforehand.
        lot: Items from which they were drawn.
        p: The error rate to stay below, in (0, 1).
        confidence: How sure the statement is, in (0, 1).
    """
    bound = upper_bound(errors, n, lot, confidence) if n else 1.0
    certified = bound < p
    want = 0 if certified else size(p, confidence, errors, lot)
    return Statement(
        certified, errors, n, lot, p, confidence, bound, None if want is None else max(0, want - n)
    )


def certify(
    outcomes: Sequence[bool],
    lot: int,
    p: float,
    confidence: float = 0.95,
    allowed: int = 0,
    method: Method = "fixed",
) -> Statement:
    """What the judged part of a registered sample proves; `outcomes` (True is an error) stand in the order of the draw.

    `fixed`: certified once the whole planned sample (`size` for `allowed` errors) is judged with at most that many; to
    stop earlier because it looks good would be a second look. `sequential`: certified at the first moment the running
    test says so, and nothing later takes that back.

    Args:
        outcomes: Of each judged item in the order of the draw, whether it is an error.
        lot: Items from which the sample was drawn.
        p: The error rate to stay below, in (0, 1).
        confidence: How sure the statement is, in (0, 1).
        allowed: Errors with which the lot is still certified; `fixed` alone uses it.
        method: `fixed` or `sequential`.
    """
    errors, n = sum(outcomes), len(outcomes)
    bound = upper_bound(errors, n, lot, confidence) if n else 1.0
    if method == "sequential":
        certified = certified_at(outcomes, p, confidence, lot=lot) is not None
        needed = 0 if certified else _further(outcomes, lot, p, confidence)
    else:
        want = size(p, confidence, max(allowed, errors), lot)
        certified = want is not None and errors <= allowed and n >= want
        needed = None if want is None else 0 if certified else max(0, want - n)
    return Statement(certified, errors, n, lot, p, confidence, bound, needed, method)


def _further(outcomes: Sequence[bool], lot: int, p: float, confidence: float) -> int | None:
    """How many further clean items would let the running test certify; None when the lot has not that many."""
    clean = [False] * (lot - len(outcomes))
    certified = certified_at([*outcomes, *clean], p, confidence, lot=lot)
    return None if certified is None else certified - len(outcomes)


def wealth(outcomes: Sequence[bool], p: float, bet: float = BET, lot: int | None = None) -> list[float]:
    """The wealth of a bettor against "the rate is `p` or more" after each outcome (True is an error).

    A nonnegative supermartingale under that claim, so it exceeds 1/a ever with probability at most a (Ville 1939):
    it may be looked at after every item. Certified when it reaches 1 / (1 - confidence). For a finite `lot` drawn
    without replacement the odds follow what the claim leaves in the rest (Waudby-Smith and Ramdas 2020); infinite once
    the rest cannot hold the errors that the claim needs, and 0 once the errors found make the claim true.
    """
    if not (0 < p < 1 and 0 < bet <= 1):
        raise ValueError(f"needs 0 < p < 1 and 0 < bet <= 1, got {p}, {bet}")
    missing = math.inf if lot is None else math.ceil(p * lot - 1e-9)
    capital, path = 1.0, []
    for seen, error in enumerate(outcomes):
        chance = p if lot is None else min(1.0, missing / (lot - seen))
        capital *= 1.0 + bet * (chance - float(error))
        if lot is not None:
            missing -= int(error)
            capital = 0.0 if missing <= 0 else math.inf if missing > lot - seen - 1 else capital
        path.append(capital)
    return path


def certified_at(
    outcomes: Sequence[bool], p: float, confidence: float = 0.95, bet: float = BET, lot: int | None = None
) -> int | None:
    """After how many outcomes the running test certified a rate below `p`; None when it has not.

    Args:
        outcomes: Of each item in the order of the draw, whether it is an error.
        p: The error rate to stay below, in (0, 1).
        confidence: How sure the test is when it certifies, in (0, 1).
        bet: How much of its capital the test stakes on each item, in (0, 1).
        lot: Items from which the sample was drawn; None for an endless lot.
    """
    goal = 1.0 / (1.0 - confidence)
    return next((i for i, w in enumerate(wealth(outcomes, p, bet, lot), 1) if w >= goal), None)
