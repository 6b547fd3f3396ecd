"""Which words of a clause speak for a category."""

from __future__ import annotations

from collections.abc import Sequence

from curation.mapping.features import Space
from curation.mapping.lexical import phrases_at
from curation.mapping.terms import terms

GAP = 12
"""Most code points between two telling words of one span."""
_ENDS = ".;:!?。；！？\n"


def span(
    ready: Space, text: str, leaf: int, words: Sequence[tuple[str, int, int]] | None = None
) -> tuple[int, int]:
    """Start and end (code points) of the words that speak for leaf column `leaf`: the run of telling words with the greatest
    weight, widened to whole words of the phrase around it; the whole text when no single word tells.

    `found` are the tokens of `text` when they are known. `0 <= start < end <= len(text)` for any text that is not empty.
    """
    words = terms(text) if words is None else words
    weights = [0.0] * len(words)
    lexicon = ready.words
    for i, (token, _, _) in enumerate(words):
        row = lexicon.rows.get(token)
        if row is not None:
            weights[i] = float(lexicon.weights[row, leaf])
    names = [token for token, _, _ in words]
    for i in range(len(names)):
        for size, row in phrases_at(lexicon, names, i):
            if (hit := float(lexicon.hits[row, leaf])) > 0:
                for j in range(i, i + size):
                    weights[j] += hit / size
    if not any(weights):
        return 0, len(text)
    best = (0.0, 0, 0)
    total, first, last = 0.0, -1, -1
    for i, weight in enumerate(weights):
        if weight <= 0:
            continue
        near = first >= 0 and _joined(text, words[last][2], words[i][1])
        if not near:
            total, first = 0.0, i
        total += weight
        last = i
        if total > best[0]:
            best = (total, words[first][1], words[i][2])
    return best[1], best[2]


def _joined(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) <= GAP and not any(c in _ENDS for c in between)
