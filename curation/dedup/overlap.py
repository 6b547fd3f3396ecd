"""Texts that share runs of words: one inside the other, as a benchmark's question inside a longer prompt.

The score is the share of the shorter text's word n-grams that the longer one has too (containment; Broder 1997). A text
of fewer words than the n-gram is one n-gram by itself, so the option of a multiple-choice question is not passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from curation.dedup.corpus import Corpus, Pairs, Tools

COMMON = 1000
"""An n-gram of more texts than this is a phrase of the set, not a sign of copying; such n-grams are counted, not used."""


def grams(words: Sequence[str], n: int) -> frozenset[str]:
    """The word n-grams of a text; the text itself when it has fewer words."""
    if len(words) <= n:
        return frozenset([" ".join(words)])
    return frozenset(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All pairs that share at least `overlap_threshold` of the shorter text's word n-grams."""
    texts = [grams(text.split(), tools.settings.ngram) for text in corpus.normal.to_list()]
    holders: dict[str, list[int]] = {}
    for row, found in enumerate(texts):
        for gram in found:
            holders.setdefault(gram, []).append(row)
    split = len(texts) if corpus.split is None else corpus.split
    shared = {
        (a, b)
        for rows in holders.values()
        if 1 < len(rows) <= COMMON
        for k, a in enumerate(rows)
        if a < split
        for b in rows[k + 1 :]
    }
    made = []
    for a, b in sorted(shared):
        score = len(texts[a] & texts[b]) / min(len(texts[a]), len(texts[b]))
        if score >= tools.settings.overlap_threshold:
            made.append((a, b, score))
    left, right, score_ = (np.array([row[k] for row in made]) for k in range(3))
    common = sum(len(rows) > COMMON for rows in holders.values())
    return Pairs(
        left.astype(np.int64),
        right.astype(np.int64),
        score_.astype(np.float64),
        {"common_ngrams": float(common)},
    )
