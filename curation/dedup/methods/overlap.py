"""Texts that share runs of words: one inside the other, as a benchmark's question inside a longer prompt.

The score is the share of the shorter text's word n-grams that the longer one has too (containment; Broder 1997). A text
of fewer words than the n-gram is one n-gram by itself, so the option of a multiple-choice question is not passed over.
An n-gram is a 64-bit number: of a million texts two different ones are the same by accident with a probability below 10^-5.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.batching import BYTES, portions
from curation.dedup.contrast.token_difference import keyed
from curation.dedup.contrast.words import ranges, spans
from curation.dedup.corpus import Corpus, Pairs, Parts, Tools
from curation.dedup.kernels import buckets
from curation.dedup.kernels.ascii_normalize import digests
from curation.dedup.kernels.shingles import flat

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

COMMON = 1000
"""An n-gram of more texts than this is a phrase of the set, not a sign of copying; such n-grams are counted, not used."""
TEXTS = 20_000  # texts a task
PAIRS = 10_000  # pairs a task


def grams(normal: pl.Series, n: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The numbers of the word n-grams of normal forms, each once a text and in order, and how many each text has."""
    listed = normal.str.split(" ")
    counts = listed.list.len().to_numpy().astype(np.int64)
    size = np.minimum(counts, n)  # of a text's n-grams, in words
    many = counts - size + 1
    text = np.repeat(np.arange(len(counts)), many)
    start = ranges(np.cumsum(counts) - counts, many)
    gram_numbers = keyed(spans(digests(flat(listed.explode())), start, start + size[text]), size[text])
    order = np.lexsort((gram_numbers, text))
    gram_numbers, text = gram_numbers[order], text[order]
    first = np.ones(len(gram_numbers), bool)
    first[1:] = (gram_numbers[1:] != gram_numbers[:-1]) | (text[1:] != text[:-1])
    return gram_numbers[first], np.bincount(text[first], minlength=len(counts))


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All pairs that share at least `overlap_threshold` of the shorter text's word n-grams."""
    normal, engine = corpus.normal, tools.engine
    parts = engine.map(
        partial(grams, n=tools.settings.ngram),
        Parts(portions(normal.str.len_bytes().to_numpy(), TEXTS, 4 * BYTES), lambda a, b: normal[a:b]),
    )
    gram = np.concatenate([*(part[0] for part in parts), np.zeros(0, np.uint64)])
    counts = np.concatenate([*(part[1] for part in parts), np.zeros(0, np.int64)])
    packed, common = _proposed(gram, np.repeat(np.arange(len(counts)), counts), corpus.split)
    left, right = buckets.unpack(packed)
    begin = np.cumsum(counts) - counts

    def job(a: int, b: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        rows = np.column_stack((left[a:b], right[a:b])).ravel()
        pair = np.repeat(np.arange(len(rows)) // 2, counts[rows])
        return gram[ranges(begin[rows], counts[rows])], pair

    ends = portions(counts[left] + counts[right], PAIRS)
    both = np.concatenate([*engine.map(shared, Parts(ends, job)), np.zeros(0, np.int64)])
    score = both / np.minimum(counts[left], counts[right])
    keep = score >= tools.settings.overlap_threshold
    return Pairs(left[keep], right[keep], score[keep], {"common_ngrams": float(common)})


def _proposed(
    gram: NDArray[np.uint64], text: NDArray[np.int64], split: int | None
) -> tuple[NDArray[np.uint64], int]:
    """All pairs of texts with an n-gram in common that is not a phrase of the set, packed, and how many are such phrases."""
    order = np.argsort(gram, kind="stable")
    gram, text = gram[order], text[order]
    starts = (
        np.flatnonzero(np.concatenate(([True], gram[1:] != gram[:-1]))) if len(gram) else np.zeros(0, int)
    )
    sizes = np.diff(np.append(starts, len(gram)))
    usable = np.repeat((sizes > 1) & (sizes <= COMMON), sizes)
    packed = buckets.following(gram[usable], text[usable].astype(np.uint64), COMMON)
    if split is not None:
        packed = packed[buckets.unpack(packed)[0] < split]
    return buckets.distinct(packed), int((sizes > COMMON).sum())


def shared(job: tuple[NDArray[np.uint64], NDArray[np.int64]]) -> NDArray[np.int64]:
    """How many n-grams the two texts of each pair have in common; each has its own once."""
    gram, pair = job
    key = keyed(gram, pair)
    order = np.argsort(key)
    again = key[order][1:] == key[order][:-1]
    return np.bincount(pair[order[1:][again]], minlength=int(pair[-1]) + 1)
