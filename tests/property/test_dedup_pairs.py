"""Laws of pairs: both sides stay or both go, and whoever goes has a duplicate that stays, its own or its other side's."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from curation.dedup import Result, deduplicate
from curation.dedup.settings import Settings
from hypothesis import given
from hypothesis import strategies as st
from test_dedup_laws import WORDS

SETTINGS = Settings(methods=("exact", "near"))
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=9)
SHAPE = {
    "id": pl.String, "text": pl.String, "label": pl.String, "family": pl.String, "pair": pl.String, "rank": pl.Int64,
}  # fmt: skip
SHED = "How does a keeper open the red shed by the lake at noon"
SLIP = "How does a keeper open the red shed by the lkae at noon"
BOATS = "Which of the boats may leave the harbour after dusk"


def table(rows: list[tuple[str, str, str | None]]) -> pl.DataFrame:
    """Items of id, text and pair; the sides of a pair are one family, as the product makes them."""
    full = [(i, text, None, pair, pair, 0) for i, text, pair in rows]
    return pl.DataFrame(full, SHAPE, orient="row")


@st.composite
def items(draw: st.DrawFn) -> pl.DataFrame:
    """Items of which some stand in pairs, some of these with a variant, and some repeat the words of others."""
    texts = draw(TEXTS)
    names = st.sampled_from([None, "", "p", "q", "r", "s"])
    pairs = draw(st.lists(names, min_size=len(texts), max_size=len(texts)))
    ranks = draw(st.lists(st.integers(0, 2), min_size=len(texts), max_size=len(texts)))
    rows = [
        (f"i{k}", text, None, pair or None, pair, rank)
        for k, (text, pair, rank) in enumerate(zip(texts, pairs, ranks, strict=True))
    ]
    return pl.DataFrame(rows, SHAPE, orient="row")


def joined(result: Result) -> set[frozenset[str]]:
    """The pairs of ids that a duplicate edge joins."""
    return {
        frozenset(ends) for ends in result.edges.filter(relation="duplicate").select("a", "b").iter_rows()
    }


@pytest.mark.slow
@given(items())
def test_a_pair_is_kept_or_dropped_whole_and_says_why(data: pl.DataFrame) -> None:
    result = deduplicate(data, SETTINGS)
    pair = dict(data.select("id", "pair").iter_rows())
    kept, edges = set(result.kept), joined(result)
    assert sorted([*result.kept, *result.clusters["member"]]) == sorted(data["id"])
    for name in {p for p in pair.values() if p}:
        sides = {i for i, p in pair.items() if p == name}
        assert sides <= kept or not sides & kept
    for row in result.clusters.iter_rows(named=True):
        path = row["path"]
        assert (path[0], path[-1]) == (row["member"], row["kept"])
        assert row["kept"] in kept
        if row["method"] == "pair":
            assert pair[path[0]] == pair[path[1]] != ""
            path = path[1:]
        assert all(frozenset(step) in edges for step in pairwise(path))


@pytest.mark.slow
@given(items())
def test_no_two_that_stay_are_duplicates_of_each_other(data: pl.DataFrame) -> None:
    result = deduplicate(data, SETTINGS)
    pair = dict(data.select("id", "pair").iter_rows())
    for a, b in map(sorted, joined(result)):
        assert not {a, b} <= set(result.kept) or (pair[a] and pair[a] == pair[b])


@pytest.mark.slow
@given(items())
def test_pairs_of_one_side_change_nothing(data: pl.DataFrame) -> None:
    alone = data.with_columns(pair=pl.col("id"))
    plain = deduplicate(data.drop("pair"), SETTINGS)
    result = deduplicate(alone, SETTINGS)
    assert result.kept == plain.kept
    assert result.clusters.select("kept", "member").equals(plain.clusters.select("kept", "member"))


@pytest.mark.slow
@given(items(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_to_pairs(data: pl.DataFrame, random: object) -> None:
    rows = data.rows()
    random.shuffle(rows)  # type: ignore[attr-defined]
    shuffled = deduplicate(pl.DataFrame(rows, SHAPE, orient="row"), SETTINGS)
    result = deduplicate(data, SETTINGS)
    assert result.clusters.equals(shuffled.clusters)


def test_the_other_side_goes_with_the_duplicate_and_names_it() -> None:
    data = table([("a", SHED, None), ("b", SLIP, "p"), ("c", BOATS, "p")]).with_columns(
        rank=pl.Series([0, 1, 1])
    )
    result = deduplicate(data, SETTINGS)
    assert result.kept == ["a"]
    rows = {row["member"]: row for row in result.clusters.iter_rows(named=True)}
    assert (rows["b"]["method"], rows["b"]["path"]) == ("near", ["b", "a"])
    assert (rows["c"]["method"], rows["c"]["path"]) == ("pair", ["c", "b", "a"])


def test_what_would_have_gone_for_a_side_stays_when_its_pair_goes() -> None:
    copy = BOATS + "?"
    data = table([("a", SHED, None), ("b", SLIP, "p"), ("c", BOATS, "p"), ("d", copy, None)])
    result = deduplicate(data.with_columns(rank=pl.Series([0, 1, 1, 2])), SETTINGS)
    assert result.kept == ["a", "d"]


def test_a_higher_threshold_keeps_pairs_whole_too() -> None:
    data = table([("a", SHED, None), ("b", SLIP, "p"), ("c", BOATS, "p")])
    assert deduplicate(data, SETTINGS).at(near=1.0).kept == ["a", "b", "c"]
