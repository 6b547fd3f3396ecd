"""How long an item takes in each way of asking: in two tasks, in one, and what each stage of the two takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from curation.core.records import Judgement
from curation.stats.intervals import binomial_cdf


@dataclass(frozen=True)
class Median:
    """The median of some times in seconds, how many they are, and its interval where there are enough for one."""

    way: str
    n: int
    seconds: float
    low: float | None
    high: float | None

    def __str__(self) -> str:
        between = "" if self.low is None else f" [{self.low:.0f}, {self.high:.0f}]"
        return f"{self.way}: median {self.seconds:.0f} s{between} (n={self.n})"


def of(way: str, times: Sequence[float], confidence: float = 0.95) -> Median:
    """The median of `times`, with the interval between order statistics that covers it at least that surely.

    The interval holds for any distribution: the k-th smallest of n lies above the median with the probability of fewer than
    k successes in n throws of a fair coin. Below six times no interval reaches 95 %.
    Source: Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2.
    """
    ordered, n = sorted(times), len(times)
    k = 0
    while k + 1 <= n // 2 and 2 * binomial_cdf(k, n, 0.5) <= 1 - confidence:
        k += 1
    low, high = (ordered[k - 1], ordered[n - k]) if k else (None, None)
    return Median(way, n, median(ordered), low, high)


def ways(judgements: Sequence[Judgement], stages: Mapping[str, str]) -> list[Median]:
    """The median time of a question in each way, for those that were asked and whose times are known.

    `stages` says by batch of questions whether the answer and the verdict are two tasks (`separate`) or one (`merged`). Two
    tasks count where one person has done both.
    """
    parts: dict[tuple[str, str], dict[bool, float]] = defaultdict(dict)
    whole: list[float] = []
    for judgement in judgements:
        if judgement.status != "active" or judgement.seconds is None or judgement.role != "annotator":
            continue
        if stages.get(judgement.batch) == "separate":
            parts[judgement.item, judgement.reviewer][judgement.stage == "verdict"] = judgement.seconds
        elif judgement.batch in stages:
            whole.append(judgement.seconds)
    times = {
        "question in two tasks": [p[False] + p[True] for p in parts.values() if len(p) == 2],
        "its answers (closed and open book)": [p[False] for p in parts.values() if False in p],
        "its verdict": [p[True] for p in parts.values() if True in p],
        "question in one task": whole,
    }
    return [of(way, given) for way, given in times.items() if given]
