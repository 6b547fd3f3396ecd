"""Verified pairs to edges: what holds between two similar items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from curation.core.ports import LanguageEmbedder
from curation.dedup.batching import portions
from curation.dedup.contrast import differences, rules, words
from curation.dedup.corpus import Pairs, Parts, Tools, text_pairs
from curation.dedup.kernels.shingles import Flat, by_script, flat
from curation.text import worddiff
from curation.text.language import detect

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from curation.core.ports import Engine

SAMPLE = 50_000
"""Texts among which words are counted."""
TEXTS = 2_000  # texts whose words are counted at a time
PAIRS = 2_000  # pairs a task
SWAP = differences.KINDS.index("swap")

_NUMBER = re.compile(r"\d+")


def union(
    by_method: Mapping[str, Pairs],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.str_]]:
    """The pairs of all methods, each once under the first method that has it, sorted."""
    names = list(by_method)
    left = np.concatenate([by_method[name].left for name in names])
    right = np.concatenate([by_method[name].right for name in names])
    score = np.concatenate([by_method[name].score for name in names])
    by = np.repeat(np.arange(len(names)), [len(by_method[name].left) for name in names])
    order = np.lexsort((by, right, left))
    left, right, score, by = left[order], right[order], score[order], by[order]
    new = np.ones(len(left), bool)
    new[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return left[new], right[new], score[new], np.array(names)[by[new]]


def usual_words(normal: pl.Series, engine: Engine) -> words.Counts:
    """How often the words occur that are in the texts more than once or twice.

    Of many texts every so-manieth is read; they stand in an order of their own, so the choice is the same for any input order.
    """
    normal = normal.gather_every(max(1, len(normal) // SAMPLE))
    ends = portions(normal.str.len_bytes().to_numpy(), TEXTS)
    parts = engine.map(counted, Parts(ends, lambda a, b: flat(normal[a:b])))
    word = np.concatenate([part[0] for part in parts])
    count = np.concatenate([part[1] for part in parts])
    order = np.argsort(word)
    word, count = word[order], count[order]
    begin = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))
    count = np.add.reduceat(count, begin) if len(word) else count
    often = count >= rules.COMMON
    return words.Counts(word[begin][often], count[often]) if len(word) else words.Counts(word, count)


def counted(texts: Flat) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The numbers of the words of some texts, each once, and how often each occurs."""
    word_numbers = [words.read(part).word for _, part in by_script(texts, TEXTS)]
    return np.unique(np.concatenate(word_numbers), return_counts=True)


def judged(alive: pl.DataFrame, by_method: Mapping[str, Pairs], tools: Tools) -> pl.DataFrame:
    """Edges (a_row, b_row, method, score, relation, evidence) of the pairs of rows of `alive`, one a pair."""
    import polars as pl

    left, right, score, by = union(by_method)
    settings = tools.settings
    if "exact" in settings.methods and len(left):
        normal = alive["normal"]
        new = (normal.gather(left) != normal.gather(right)).to_numpy()  # the others have their edge already
        left, right, score, by = left[new], right[new], score[new], by[new]
    # The lesser id first, so that the evidence reads in the order of the edge's ends.
    turned = (alive["id"].gather(left) > alive["id"].gather(right)).to_numpy()
    left, right = np.where(turned, right, left), np.where(turned, left, right)
    verdict = _verdicts(alive, left, right, tools)
    cosine = _cosines(alive["text"], left, right, score, by == "semantic", verdict, tools)
    kept_apart = (verdict.kind > 0) & ~_forgiven(verdict, cosine, tools)
    # Words of two languages cannot be compared: a translation is judged by its vector and its numbers alone.
    kept_apart &= ~_translations(alive["text"], left, right, np.asarray(by) == "semantic", tools)
    # A text that stands whole inside another is a copy of it, whatever else the other says.
    within = np.asarray(by) == "overlap"
    kept_apart &= ~(within & (score >= 1.0))
    runs = _runs(alive["normal"], left, right, within & ~kept_apart)
    sides = {
        f"{name}_{side}": alive[name].gather(rows)
        for name in ("label", "family")
        for side, rows in (("a", left), ("b", right))
    }
    same_family = pl.col("family_a") == pl.col("family_b")
    label = pl.col("label_a") != pl.col("label_b")
    edges = pl.DataFrame(
        {
            "a_row": alive["row"].gather(left),
            "b_row": alive["row"].gather(right),
            "method": by,
            "score": score,
            "apart": kept_apart,
            "kind": pl.Series(differences.KINDS).gather(verdict.kind.astype(np.uint32)),
            "run": runs,
            "shown": pl.Series(verdict.evidence, dtype=pl.String),
            **sides,
        },
        schema_overrides={"method": pl.String},
    )
    relation = (
        pl.when(same_family).then(pl.lit("family")).when(label | pl.col("apart")).then(pl.lit("contrast"))
    )
    evidence = (
        pl.when(same_family)
        .then(pl.lit(""))
        .when(label)
        .then(pl.format("label: {} | {}", "label_a", "label_b"))
        .when("apart")
        .then(pl.format("{}: {}", "kind", "shown"))
    )
    return edges.select(
        *("a_row", "b_row", "method", "score"),
        relation=relation.otherwise(pl.lit("duplicate")),
        evidence=evidence.otherwise("run"),
    )


def _translations(
    texts: pl.Series,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    wanted: NDArray[np.bool_],
    tools: Tools,
) -> NDArray[np.bool_]:
    """Which of the wanted pairs are of two languages and have the same numbers."""
    differs = np.zeros(len(left), bool)
    if not isinstance(tools.embedder, LanguageEmbedder):
        return differs
    for k in np.flatnonzero(wanted).tolist():
        a, b = str(texts[int(left[k])]), str(texts[int(right[k])])
        tongues = {detect(text, "en").language or "en" for text in (a, b)}
        differs[k] = len(tongues) == 2 and sorted(_NUMBER.findall(a)) == sorted(_NUMBER.findall(b))
    return differs


def _runs(
    normal: pl.Series, left: NDArray[np.int64], right: NDArray[np.int64], wanted: NDArray[np.bool_]
) -> list[str]:
    """The longest run of words that the wanted pairs share, empty for the others."""
    shared_runs = [""] * len(left)
    for k in np.flatnonzero(wanted).tolist():
        a, b = normal[int(left[k])].split(), normal[int(right[k])].split()
        start, _, size = worddiff.longest_match(a, b)
        shared_runs[k] = f"shared: {' '.join(a[start : start + size])}"
    return shared_runs


def _verdicts(
    alive: pl.DataFrame, left: NDArray[np.int64], right: NDArray[np.int64], tools: Tools
) -> differences.Judgements:
    """The judgement of each pair; none is kept apart when the rules are off."""
    if not tools.settings.contrast or not len(left):
        nothing = np.zeros(len(left), np.int8)
        return differences.Judgements(nothing, nothing > 0, [""] * len(left))
    work = partial(differences.judge, counts=usual_words(alive["normal"], tools.engine))
    order, jobs = text_pairs(alive["text"], left, right, PAIRS)
    parts = tools.engine.map(work, jobs)
    place = np.argsort(order)
    shown = [shown for part in parts for shown in part.evidence]
    return differences.Judgements(
        np.concatenate([part.kind for part in parts])[place],
        np.concatenate([part.minimal for part in parts])[place],
        [shown[k] for k in place.tolist()],
    )


def _forgiven(
    verdict: differences.Judgements, cosine: NDArray[np.float64], tools: Tools
) -> NDArray[np.bool_]:
    """Whether the vectors say that swapped words mean the same. No other contrast is forgiven."""
    settings = tools.settings
    least = np.where(verdict.minimal, settings.swap_threshold, settings.semantic_threshold)
    forgiven: NDArray[np.bool_] = (verdict.kind == SWAP) & (cosine >= least)
    return forgiven


def _cosines(
    texts: pl.Series,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    score: NDArray[np.float64],
    semantic: NDArray[np.bool_],
    verdict: differences.Judgements,
    tools: Tools,
) -> NDArray[np.float64]:
    """The cosine of the pairs where it matters: semantic ones, and those that differ by swapped words (0 without vectors)."""
    cosines = np.where(semantic, score, 0.0)
    asked = np.flatnonzero((verdict.kind == SWAP) & ~semantic)
    if len(asked) and tools.embedder is not None and "semantic" in tools.settings.methods:
        rows, where = np.unique(np.concatenate((left[asked], right[asked])), return_inverse=True)
        vectors = tools.embedder.embed(texts.gather(rows).to_list())
        n = len(asked)
        cosines[asked] = np.einsum("ij,ij->i", vectors[where[:n]], vectors[where[n:]], dtype=np.float64)
    return cosines
