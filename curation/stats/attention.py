"""Signs that somebody did not look: each a count, what a careful person would give, and the chance of as much from such a person.

A sign is a reason to talk to somebody and never a proof. Each is an exact test at `LEVEL`, so that of a hundred careful people
about one is named by it without cause; how often it finds somebody is in `benchmarks/review.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from curation.stats.intervals import binomial_cdf

LEVEL = 0.01
"""Chance that a careful person is named by one sign."""
SCANNING = 600.0
"""Words a minute at which eyes look for a word and do not read: Carver 1992, Journal of Reading 36, 84-95. People read 238 a
minute on average (Brysbaert 2019, Journal of Memory and Language 109, 104047)."""
FAST_SHARE = 0.05
"""Share of judgements that a careful person may give faster than that: a text that they know, a page opened before."""
SAME_MISTAKE = 0.5
"""Chance that two careful people who both miss the key take the same wrong option, where others' mistakes do not tell it."""
LEAST = 10
"""Judgements below which no sign is raised."""


@dataclass(frozen=True)
class Sign:
    """One sign about one person."""

    name: str
    """`speed`, `same-option`, `same-verdict`, `same-mistakes` or `same-words`."""
    k: int
    n: int
    expected: float
    """The share that a careful person would be at, as far as the test knows."""
    chance: float | None
    """The chance of at least as much from a careful person; None where no number can be given."""
    raised: bool
    about: str = ""
    """With whom, or which option or verdict."""

    def __str__(self) -> str:
        what = _WORDS[self.name].format(k=self.k, n=self.n, about=self.about)
        if self.chance is None:
            return what
        return f"{what}; of a careful person at most {self.expected:.0%} are expected, and so many with a probability of {self.chance:.2g}"


_WORDS = {
    "speed": "{k} of {n} judgements faster than their words can be read",
    "same-option": "option {about} in {k} of {n} answers",
    "same-verdict": "{about}: on {k} of {n} items that others judged too",
    "same-mistakes": "the same wrong option {about} in {k} of {n} items that both missed",
    "same-words": "the same long text {about} in {k} of {n} items where both wrote",
}
"""What each sign says of a person."""


def _sign(name: str, k: int, n: int, expected: float, tries: int = 1, about: str = "") -> Sign:
    """The sign of `k` in `n` where a careful person is at `expected` at most; `tries` ways of it were looked at (Bonferroni)."""
    chance = min(1.0, tries * (1.0 - binomial_cdf(k - 1, n, expected)))
    return Sign(name, k, n, expected, chance, n >= LEAST and chance < LEVEL, about)


def speed(seconds: Sequence[float], words: Sequence[float]) -> Sign:
    """Whether too many judgements were given faster than the eyes can pass over their words, at `SCANNING`.

    `seconds` and `words` are the time of each judgement and how many words it asks about.
    """
    fast = sum(s * SCANNING / 60.0 < w for s, w in zip(seconds, words, strict=True))
    return _sign("speed", fast, len(words), FAST_SHARE)


def same_option(answers: Sequence[int], keys: Sequence[int], options: int) -> Sign:
    """Whether one place of the options was chosen more often than the keys explain.

    `answers` and `keys` are places from 0, -1 for no option. A person who is right with chance a gives the place L with
    chance m a + (1 - m)(1 - a)/(options - 1), where m is the share of keys at L; the largest over all a is taken.
    """
    n = len(answers)
    best = Sign("same-option", 0, n, 1.0, 1.0, False, "?")
    for place in sorted(set(answers) - {-1}):
        share = sum(key == place for key in keys) / n
        expected = max(share, (1 - share) / max(1, options - 1))
        sign = _sign(
            "same-option",
            answers.count(place),
            n,
            expected,
            options,
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26],
        )
        best = min(best, sign, key=lambda s: 1.0 if s.chance is None else s.chance)
    return best


def same_verdict(own: Sequence[bool], others: Sequence[bool]) -> Sign:
    """Whether somebody objected to all items or to none while others, on the same items, did otherwise too often for chance.

    `own` and `others` are the objections of the person and of other people on the same items. Fisher's exact test, one side
    each; somebody with both sorts of verdicts is never named: the sign then counts the more frequent sort.
    """
    k, n = sum(own), len(own)
    if not n or 0 < k < n:
        return Sign(
            "same-verdict", max(k, n - k), n, 1.0, 1.0, False, "the more frequent of both sorts of verdict"
        )
    chance = min(1.0, 2 * _all_alike(k, n, sum(others), len(others)))
    share = sum(others) / len(others) if others else float(k > 0)
    expected = share if k else 1 - share
    about = "objects to all" if k else "objects to none"
    return Sign("same-verdict", n, n, expected, chance, n >= LEAST and chance < LEVEL, about)


def _all_alike(k: int, n: int, others: int, m: int) -> float:
    """The chance that `k` (all or none) of one person's `n` verdicts are objections, given all objections in the `n + m`."""
    objections = k + others
    if k:
        return math.comb(objections, n) / math.comb(n + m, n)
    return math.comb(n + m - objections, n) / math.comb(n + m, n)


def same_mistakes(
    same: int, both_wrong: int, others: tuple[int, int] = (0, 0), about: str = "", tries: int = 1
) -> Sign:
    """Whether two people who both missed the key too often took the same wrong option.

    `others` is the same count and total over all other pairs; from twenty on their share is what a careful pair is taken to
    do, where it is above `SAME_MISTAKE`. After Holland 1996 (the K-index, ETS Research Report 96-07), which conditions on
    mistakes: two people who know the answer agree without copying. Ten shared mistakes are needed.

    Args:
        same: Items on which both took the same wrong option.
        both_wrong: Items that both answered wrong.
        others: The same two numbers over all other pairs.
        about: Who the two are, for the sign.
        tries: Pairs that are compared, for which the level is corrected.
    """
    k, n = others
    expected = max(SAME_MISTAKE, k / n) if n >= 20 else SAME_MISTAKE
    return _sign("same-mistakes", same, both_wrong, expected, max(1, tries), about)
