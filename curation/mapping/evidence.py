"""Which words of a clause speak for a category."""

from __future__ import annotations

from curation.mapping.features import Space
from curation.mapping.lexical import PHRASE
from curation.mapping.words import tokens

GAP = 12
"""Most code points between two telling words of one span."""
_ENDS = ".;:!?。；！？\n"


def span(ready: Space, text: str, leaf: int) -> tuple[int, int]:
    """Start and end (code points) of the words that speak for leaf column `leaf`: the run of telling words with the greatest
    weight, widened to whole words of the phrase around it; the whole text when no single word tells.

    `0 <= start < end <= len(text)` for any text that is not empty.
    """
    found = tokens(text)
    weights = [0.0] * len(found)
    lexicon = ready.words
    for i, (token, _, _) in enumerate(found):
        row = lexicon.rows.get(token)
        if row is not None:
            weights[i] = float(lexicon.weights[row, leaf])
    names = [token for token, _, _ in found]
    for size in range(1, PHRASE + 1):
        for i in range(len(names) - size + 1):
            row = lexicon.phrases.get(tuple(names[i : i + size]))
            if row is not None and (hit := float(lexicon.hits[row, leaf])) > 0:
                for j in range(i, i + size):
                    weights[j] += hit / size
    if not any(weights):
        return 0, len(text)
    best = (0.0, 0, 0)
    total, first, last = 0.0, -1, -1
    for i, weight in enumerate(weights):
        if weight <= 0:
            continue
        near = first >= 0 and _joined(text, found[last][2], found[i][1])
        if not near:
            total, first = 0.0, i
        total += weight
        last = i
        if total > best[0]:
            best = (total, found[first][1], found[i][2])
    return best[1], best[2]


def _joined(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) <= GAP and not any(c in _ENDS for c in between)
