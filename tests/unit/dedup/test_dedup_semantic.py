"""The exact join of vectors, and what vectors decide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from curation.dedup import deduplicate
from curation.dedup.methods.semantic import bounded, join
from curation.dedup.settings import Settings


class Fixed:
    """An embedder that knows the vectors of a few texts."""

    fingerprint = "fixed"

    def __init__(self, vectors: dict[str, tuple[float, float]]) -> None:
        self.vectors = vectors

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        found = np.array([self.vectors[text] for text in texts], np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def clustered(n: int, d: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    found = rng.normal(size=(n // 5, d))[rng.integers(0, n // 5, n)] + rng.normal(size=(n, d)) * 0.4
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "d"), [(3000, 128), (50, 16), (1, 8)])
def test_the_join_finds_every_pair(n: int, d: int) -> None:
    vectors = clustered(max(n, 5), d, 3)[:n]
    left, right, score = join(vectors, 0.8)
    full = vectors.astype(np.float64) @ vectors.T.astype(np.float64)
    want = np.argwhere(np.triu(full >= 0.8, 1))
    assert np.column_stack((left, right)).tolist() == want.tolist()
    assert score == pytest.approx(full[left, right])


def test_the_bound_is_never_below_the_cosine() -> None:
    vectors = clustered(500, 128, 4)
    bounds = bounded(vectors)
    assert (bounds @ bounds.T - vectors @ vectors.T).min() > -1e-4


def test_pairs_among_the_others_are_left_out() -> None:
    vectors = clustered(300, 32, 5)
    left, right, _ = join(vectors, 0.8, split=100)
    every_left, every_right, _ = join(vectors, 0.8)
    mine = every_left < 100
    assert left.tolist() == every_left[mine].tolist()
    assert right.tolist() == every_right[mine].tolist()


A, B, C = (
    "Who mends the broken ladder",
    "Which person fixes a damaged ladder",
    "Who never mends the broken ladder",
)


@pytest.mark.slow
def test_a_paraphrase_is_merged_and_a_negation_is_not() -> None:
    data = pl.DataFrame({"id": ["a", "b", "c"], "text": [A, B, C], "rank": [0, 1, 2]})
    same = Fixed({A: (1, 0), B: (1, 0.1), C: (1, 0.05)})
    result = deduplicate(data, Settings(methods=("semantic",), semantic_threshold=0.9), same)
    relation = {(a, b): r for a, b, r in result.edges.select("a", "b", "relation").iter_rows()}
    assert relation[("a", "c")] == "contrast"
    assert relation[("a", "b")] == "duplicate"


def test_one_swapped_word_needs_the_higher_cosine() -> None:
    x, y = "Who mends the ladder of the school", "Who mends the kettle of the school"
    data = pl.DataFrame({"id": ["a", "b"], "text": [x, y]})
    settings = Settings(methods=("near", "semantic"), near_threshold=0.3)
    assert len(deduplicate(data, settings, Fixed({x: (1, 0), y: (1, 0.4)})).kept) == 2  # cosine .928
    assert len(deduplicate(data, settings, Fixed({x: (1, 0), y: (1, 0.1)})).kept) == 1  # cosine .995
