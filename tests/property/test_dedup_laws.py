"""Laws of dedup: the order of the rows and the threads decide nothing, and whoever goes has a reason."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from curation.dedup import deduplicate
from curation.dedup.clusters import stars
from curation.dedup.settings import Settings
from curation.services.local_engine import LocalEngine
from hypothesis import given
from hypothesis import strategies as st

from lazy_modules import lazily

nx = lazily("networkx")

WORDS = st.sampled_from(
    [
        "shed",
        "lake",
        "key",
        "gate",
        "Oslo",
        "Lisbon",
        "not",
        "may",
        "must",
        "3",
        "4",
        "red",
        "blue",
        "opens",
        "opnes",
        "keeper",
        "please",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=0, max_size=8).map(" ".join), max_size=25)


@pytest.mark.slow
@given(TEXTS, st.randoms(use_true_random=False), st.integers(1, 3))
def test_neither_the_order_of_rows_nor_the_threads_matter(
    texts: list[str], random: object, threads: int
) -> None:
    rows = [
        (f"i{k}", text, ["x", "y", None][k % 3], ["f", None][k % 2], k % 4) for k, text in enumerate(texts)
    ]
    shape = {"id": pl.String, "text": pl.String, "label": pl.String, "family": pl.String, "rank": pl.Int64}
    first = deduplicate(pl.DataFrame(rows, shape, orient="row"), Settings())
    random.shuffle(rows)  # type: ignore[attr-defined]
    second = deduplicate(pl.DataFrame(rows, shape, orient="row"), Settings(), engine=LocalEngine(threads))
    assert first.kept == second.kept
    assert first.clusters.equals(second.clusters)
    assert first.edges.equals(second.edges)


@pytest.mark.slow
@given(TEXTS)
def test_whoever_goes_has_a_path_of_duplicates_to_one_who_stays(texts: list[str]) -> None:
    result = deduplicate(
        pl.DataFrame(
            {"id": [f"i{k}" for k in range(len(texts))], "text": texts}, {"id": pl.String, "text": pl.String}
        ),
        Settings(),
    )
    joined = {
        frozenset(pair) for pair in result.edges.filter(relation="duplicate").select("a", "b").iter_rows()
    }
    assert sorted([*result.kept, *result.clusters["member"]]) == sorted(f"i{k}" for k in range(len(texts)))
    for row in result.clusters.iter_rows(named=True):
        assert row["kept"] in result.kept
        assert row["path"][0] == row["member"]
        assert row["path"][-1] == row["kept"]
        assert all(frozenset(step) in joined for step in zip(row["path"], row["path"][1:], strict=False))


@pytest.mark.slow
@given(st.integers(1, 30), st.data())
def test_stars_are_the_greedy_independent_set(n: int, data: st.DataObject) -> None:
    pairs = data.draw(
        st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1]))
    )
    order = np.array(data.draw(st.permutations(range(n))), np.int64)
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs)
    stays: set[int] = set()
    for node in sorted(range(n), key=lambda k: order[k]):
        if not stays & set(graph[node]):
            stays.add(node)
    listed = sorted(pairs)
    left, right = (np.array([p[k] for p in listed], np.int64) for k in (0, 1))
    kept, by = stars(order, left, right, np.ones(len(listed)))
    assert {k for k in range(n) if kept[k] == k} == stays
    component = {node: k for k, part in enumerate(nx.connected_components(graph)) for node in part}
    for node in range(n):
        assert component[node] == component[int(kept[node])]
        assert (by[node] == -1) == (node in stays)
        assert node in stays or graph.has_edge(node, int(kept[node]))
