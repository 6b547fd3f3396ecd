"""Checks of a whole set: what no single item shows.

Key positions and the rate at which the longest option is right are counted over every item. The option-only baseline
trains on options without stems; an accuracy above chance means that the key can be told without the question. `Watch`
keeps counts and 8-byte hashes, and a bounded sample of texts for the baseline.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Literal, NamedTuple

from curation.checks import failures
from curation.checks.items import Item
from curation.checks.settings import Settings
from curation.core.errors import Severity
from curation.core.records import Finding
from curation.stats.intervals import binomial_cdf, wilson
from curation.text.packs import pack
from curation.text.words import grammar_words


class SetCheck(NamedTuple):
    """A check of a whole set: the most severe it gets, and how often that happens to a sound set."""

    version: int
    severity: Severity
    applies: Literal["prompt", "question", "task", "both"]
    base_rate: float
    """Share of sound sets (or, for twins, of sound items) on which it is more than a hint, by the construction of its test."""


SET_CHECKS: dict[str, SetCheck] = {
    "key-position": SetCheck(1, "warn", "question", 0.05),
    "longest-is-right": SetCheck(1, "warn", "question", 0.05),
    "option-only": SetCheck(1, "warn", "question", 0.025),
    "options-recycled": SetCheck(1, "info", "question", 0.0),
    "stem-conflict": SetCheck(2, "warn", "question", 0.0),
    "item-duplicate": SetCheck(2, "error", "both", 0.0),
    "other-side": SetCheck(1, "error", "both", 0.0),
    "option-formats": SetCheck(1, "warn", "question", 0.0),
    "category-coverage": SetCheck(1, "warn", "both", 0.0),
}
"""The checks of a whole set by id. A hint (`info`) tells the measured number also where nothing is wrong."""


def chi_square_p(statistic: float, df: int) -> float:
    """P(X >= statistic) for a chi-square variable of `df` degrees of freedom, by the recurrence of its tail.

    Q(x; 1) = erfc(sqrt(x/2)), Q(x; 2) = exp(-x/2), Q(x; k+2) = Q(x; k) + (x/2)^(k/2) exp(-x/2) / Gamma(k/2 + 1)
    (Abramowitz and Stegun 26.4.4 and 26.4.5).
    """
    if df < 1 or statistic < 0:
        raise ValueError(f"needs df >= 1 and statistic >= 0, got df={df}, statistic={statistic}")
    half = statistic / 2
    if half == 0:
        return 1.0
    tail, k = (math.erfc(math.sqrt(half)), 1) if df % 2 else (math.exp(-half), 2)
    while k < df:
        tail += math.exp(k / 2 * math.log(half) - half - math.lgamma(k / 2 + 1))
        k += 2
    return min(1.0, tail)


def key_positions(counts: Counter[tuple[int, int]]) -> tuple[list[int], float] | None:
    """How often each position is keyed, and the chi-square p-value against even use; None without any key.

    `counts` holds (number of options, keyed position). Questions of different length share a test: the expected count
    of a position is the sum of 1/n over the questions that have it.
    """
    most = max((n for n, _ in counts), default=0)
    total = counts.total()
    if most < 2 or not total:
        return None
    observed = [0] * most
    expected = [0.0] * most
    for (n, position), times in counts.items():
        observed[position] += times
        for j in range(n):
            expected[j] += times / n
    statistic = sum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True))
    return observed, chi_square_p(statistic, most - 1)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def is_longest(sizes: Sequence[int], answer: int) -> bool:
    """Whether the keyed option is longer than every other."""
    return all(sizes[answer] > size for i, size in enumerate(sizes) if i != answer)


def _asked(item: Item) -> str:
    """The words by which two items are the same: all turns of a conversation (of one family, several may share what the user
    says), and of a task the instruction too."""
    if item.pictures:
        return "\n".join([item.words, *(str(one["sha256"]) for one in item.pictures)])
    if item.messages:
        return "\n".join(turn.content for turn in item.messages)
    return f"{item.text}\n{item.instruction}" if item.kind == "task" else item.words


class Watch:
    """Counts over the items that pass by; `findings` tells what they come to."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.positions: Counter[tuple[int, int]] = Counter()
        self.longest = 0
        self.chance = 0.0
        self.layouts: Counter[str] = Counter()
        self.keys: set[int] = set()
        self.wrong: set[int] = set()
        self.seen: dict[int, tuple[str, int]] = {}
        self.bags: dict[int, tuple[str, int]] = {}
        self.categories: Counter[str] = Counter()
        self.twins: list[Finding] = []
        self.sample: list[tuple[int, str, list[str], int]] = []

    def add(self, item: Item) -> None:
        """Takes an item into account. Of one that cannot be counted there is a finding, and the others are counted."""
        with failures.held() as counting:
            self._count(item)
        if counting.error is not None:
            check = "item-duplicate"
            self.twins.append(failures.finding(counting.error, check, SET_CHECKS[check].version, item.id))

    def _count(self, item: Item) -> None:
        words = _plain(_asked(item))
        key = item.key
        self.categories.update(item.categories[:1])
        if words and not item.brief:
            self._twin(item, words, _hash(_plain(key)) if key is not None else 0)
        if item.kind != "question":
            return
        self.layouts[item.layout] += 1
        if item.answer is None or len(item.options) < 2:
            return
        self.positions[len(item.options), item.answer] += 1
        self.longest += is_longest([len(option) for option in item.options], item.answer)
        self.chance += 1 / len(item.options)
        for i, option in enumerate(item.options):
            (self.keys if i == item.answer else self.wrong).add(_hash(_plain(option)))
        entry = (
            -_hash(item.stem + "\n" + "\n".join(sorted(item.options))),
            item.id,
            item.options,
            item.answer,
        )
        # The items of the least digests are a random sample that does not depend on the order of the file.
        if len(self.sample) < self.settings.baseline_items:
            heapq.heappush(self.sample, entry)
        elif entry > self.sample[0]:
            heapq.heapreplace(self.sample, entry)

    def _twin(self, item: Item, words: str, key: int) -> None:
        name = _hash(words)
        first = self.seen.get(name)
        if first is None:
            self.seen[name] = (item.id, key)
            self._near(item, words, key)
            return
        field = "stem" if item.kind == "question" else "text"
        if item.kind == "question" and first[1] != key:
            message = f"asks the same as {first[0]} with another key; one of them is wrong or unclear"
            self.twins.append(_finding("stem-conflict", "warn", message, item.id, field))
        else:
            message = f"says the same as {first[0]}; remove one of them"
            severity: Severity = "warn" if item.kind == "question" else "error"
            self.twins.append(_finding("item-duplicate", severity, message, item.id, field))

    def _near(self, item: Item, words: str, key: int) -> None:
        """A question of the same content words in any order and with any small words between them, but another key."""
        language = item.language or "en"
        if item.pictures:
            return  # the same words over another picture ask for something else
        bag = sorted(set(words.split()) - grammar_words(language) - pack(language).modal_words)
        if item.kind != "question" or len(bag) < 4:
            return
        first = self.bags.setdefault(_hash(" ".join(bag)), (item.id, key))
        if first[0] != item.id and first[1] != key:
            message = (
                f"asks nearly the same as {first[0]} with another key; one of them may be wrong or unclear"
            )
            self.twins.append(_finding("stem-conflict", "warn", message, item.id, "stem"))

    def findings(self) -> Iterator[Finding]:
        """What the whole set shows; findings about a single item's twin carry that item's id."""
        yield from self.twins
        for check, run in self._parts().items():
            yield from failures.findings(run, check, SET_CHECKS[check].version)

    def _parts(self) -> dict[str, Callable[[], Iterator[Finding]]]:
        """What is told of the whole set, by the check that tells it, in the order of the findings."""
        return {
            "key-position": self._positions,
            "longest-is-right": self._longest,
            "option-formats": self._layouts,
            "category-coverage": self._coverage,
            "options-recycled": self._recycled,
            "option-only": self._baseline,
        }

    def _positions(self) -> Iterator[Finding]:
        found = key_positions(self.positions)
        if found is None or self.positions.total() < 20:
            return
        observed, p = found
        shown = ", ".join(f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]} {n}" for i, n in enumerate(observed[:26]))
        if p < self.settings.position_p:
            message = (
                f"the key positions are unbalanced: {shown}; p = {p:.2g}; shuffle the options with a seed"
            )
            yield _finding("key-position", "warn", message, value=p, field="answer")
        else:
            yield _finding(
                "key-position", "info", f"key positions {shown}; p = {p:.2g}", value=p, field="answer"
            )

    def _longest(self) -> Iterator[Finding]:
        n = self.positions.total()
        if n < 20:
            return
        rate = wilson(self.longest, n)
        chance = self.chance / n
        # One-sided exact test: how often chance alone would give at least this many.
        above = 1 - binomial_cdf(self.longest - 1, n, chance) < self.settings.position_p
        yield _finding(
            "longest-is-right",
            "warn" if above else "info",
            f"the key alone is the longest option in {rate} of the questions; by chance {chance:.3f} at most",
            value=rate.value,
            field="options",
        )

    def _layouts(self) -> Iterator[Finding]:
        written = {name: n for name, n in self.layouts.items() if name}
        if len(written) > 1 or (written and self.layouts[""]):
            shown = ", ".join(f"{name or 'list'} {n}" for name, n in sorted(self.layouts.items()) if n)
            message = f"the options are written in {len(self.layouts)} ways: {shown}; keep one"
            yield _finding("option-formats", "warn", message, value=len(self.layouts), field="options")

    def _coverage(self) -> Iterator[Finding]:
        wanted = self.settings.categories
        if not self.categories and not wanted:
            return
        missing = [code for code in wanted if not self.categories[code]]
        counts = sorted((self.categories[code], code) for code in {*self.categories, *wanted})
        least, most = counts[0], counts[-1]
        message = f"{len(self.categories)} categories have items, from {least[0]} ({least[1]}) to {most[0]} ({most[1]})"
        if missing:
            shown = ", ".join(missing[:10]) + (", …" if len(missing) > 10 else "")
            message += (
                f"; {len(missing)} of {len(wanted)} wanted ones have none: {shown}; write items for them"
            )
        severity: Severity = "warn" if missing else "info"
        yield _finding("category-coverage", severity, message, value=len(self.categories), field="categories")

    def _recycled(self) -> Iterator[Finding]:
        both = self.keys & self.wrong
        if both:
            share = len(both) / len(self.keys)
            message = f"{len(both)} keyed texts ({share:.1%}) stand as wrong options of other questions"
            yield _finding("options-recycled", "info", message, value=share, field="options")

    def _baseline(self) -> Iterator[Finding]:
        if len(self.sample) < 60:
            return
        from curation.checks.sets.option_baseline import option_only

        ordered = sorted(self.sample, key=lambda entry: (-entry[0], entry[1]))
        result = option_only([e[2] for e in ordered], [e[3] for e in ordered], self.settings.seed)
        above = result.rate.low is not None and result.rate.low > result.chance
        yield _finding(
            "option-only",
            "warn" if above else "info",
            f"without the stems the key is found in {result.rate}; by chance {result.chance:.3f}",
            value=result.rate.value,
            field="options",
        )


def _finding(
    check: str,
    severity: Severity,
    message: str,
    candidate: str = "",
    field: str = "",
    value: float | None = None,
) -> Finding:
    return Finding(
        candidate=candidate,
        check=check,
        version=SET_CHECKS[check].version,
        severity=severity,
        field=field,
        message=message,
        value=value,
    )
