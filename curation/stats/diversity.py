"""How varied the wording of a set of texts is: self-BLEU, distinct-2 and the share of different openings.

Sources: self-BLEU is Zhu et al. 2018, *Texygen*: BLEU-4 (Papineni et al. 2002) of each text against all others, averaged;
orders without a match count 0.1 matches (Chen and Cherry 2014, method 1). Distinct-2 is Li et al. 2016.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

Words = Sequence[str]
_ORDERS = 4
_NO_MATCH = 0.1


@dataclass(frozen=True)
class Diversity:
    """The figures of one set. All three are None for a set of fewer than two texts."""

    n: int
    """Texts with at least one word."""
    self_bleu: float | None
    """Mean BLEU-4 of each text against the others, in [0, 1]; 1 where all are the same."""
    distinct_2: float | None
    """Different pairs of neighbouring words among all of them, in (0, 1]."""
    first_words: float | None
    """Different first three words among the texts, in (0, 1]."""

    def to_json(self) -> dict[str, float | int | None]:
        """The figures, rounded to three digits."""
        return {k: round(v, 3) if isinstance(v, float) else v for k, v in asdict(self).items()}


def diversity(texts: Sequence[Words]) -> Diversity:
    """The figures of texts, each given as its words in lower case."""
    kept = [tuple(text) for text in texts if text]
    if len(kept) < 2:
        return Diversity(len(kept), None, None, None)
    pairs = [pair for text in kept for pair in pairwise(text)]
    openings = {text[:3] for text in kept}
    return Diversity(
        len(kept),
        sum(bleus(kept)) / len(kept),
        len(set(pairs)) / len(pairs) if pairs else 1.0,
        len(openings) / len(kept),
    )


def bleus(texts: Sequence[Words]) -> list[float]:
    """BLEU-4 of each text against all others, in the order given; in time linear in the words.

    A text with fewer than four words is scored on the orders that it has.
    """
    counts = [[_grams(text, order) for text in texts] for order in range(1, _ORDERS + 1)]
    best = [_two_largest(of_order) for of_order in counts]
    lengths = sorted(len(text) for text in texts)
    scores = []
    for i, text in enumerate(texts):
        logs = [
            math.log(max(_clipped(counts[k][i], best[k], i), _NO_MATCH) / total)
            for k in range(_ORDERS)
            if (total := counts[k][i].total())
        ]
        scores.append(_brevity(len(text), lengths) * math.exp(sum(logs) / len(logs)) if logs else 0.0)
    return scores


def _grams(text: Words, order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(text[i : i + order]) for i in range(len(text) - order + 1))


def _two_largest(
    counts: Sequence[Counter[tuple[str, ...]]],
) -> dict[tuple[str, ...], tuple[int, int, int]]:
    """For each n-gram: its largest count, the text that has it, and the largest count of any other text."""
    largest: dict[tuple[str, ...], tuple[int, int, int]] = {}
    for i, text in enumerate(counts):
        for gram, count in text.items():
            most, where, second = largest.get(gram, (0, -1, 0))
            largest[gram] = (count, i, most) if count > most else (most, where, max(second, count))
    return largest


def _clipped(
    counts: Counter[tuple[str, ...]], best: dict[tuple[str, ...], tuple[int, int, int]], own: int
) -> int:
    """Matches with the other texts: each n-gram counts as often as the text that has it most often."""
    matches = 0
    for gram, count in counts.items():
        most, where, second = best[gram]
        matches += min(count, second if where == own else most)
    return matches


def _brevity(length: int, lengths: Sequence[int]) -> float:
    """The brevity penalty against the other text whose length is closest; `lengths` are those of all, sorted."""
    own = bisect_left(lengths, length)
    beside = [lengths[place] for place in (own - 1, own + 1) if 0 <= place < len(lengths)]
    closest = min(beside, key=lambda other: (abs(other - length), other))
    return 1.0 if length >= closest else math.exp(1 - closest / length)
