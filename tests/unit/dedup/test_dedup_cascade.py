"""What stays, what goes, and what is said of it."""

from __future__ import annotations

import polars as pl
import pytest
from curation.core import installing
from curation.core.errors import ConfigError, InputError, MissingExtra, StateError
from curation.dedup import deduplicate
from curation.dedup.settings import Settings

SHED = "How does a keeper open the red shed by the lake at noon"
SLIP = "How does a keeper open the red shed by the lkae at noon"


def items(*texts: str, **columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame({"id": [f"i{k}" for k in range(len(texts))], "text": list(texts), **columns})


def test_equal_words_are_merged_whatever_their_typography() -> None:
    result = deduplicate(items(SHED, SHED.upper() + "?", "  " + SHED), Settings(methods=("exact",)))
    assert len(result.kept) == 1
    assert result.clusters["method"].to_list() == ["exact", "exact"]


def test_a_slip_is_merged_and_names_what_stays() -> None:
    result = deduplicate(items(SHED, SLIP, rank=[0, 1]), Settings())
    row = result.clusters.row(0, named=True)
    assert (row["kept"], row["member"], row["method"], row["path"]) == ("i0", "i1", "near", ["i1", "i0"])
    assert 0.5 <= row["score"] < 1.0


def test_rank_decides_who_stays() -> None:
    assert deduplicate(items(SHED, SLIP, rank=[1, 0]), Settings()).kept == ["i1"]


def test_a_contrast_keeps_both_and_says_why() -> None:
    result = deduplicate(items(SHED, SHED.replace("noon", "noon not")), Settings())
    assert result.kept == ["i0", "i1"]
    assert result.edges.select("relation", "evidence").row(0) == ("contrast", "negation: - | not")


def test_labels_that_differ_are_never_merged() -> None:
    result = deduplicate(items(SHED, SHED, SLIP, label=["safe", "unsafe", "safe"]), Settings())
    assert result.kept == ["i0", "i1"]
    pairs = {(a, b): kind for a, b, kind in result.edges.select("a", "b", "relation").iter_rows()}
    assert pairs == {("i0", "i1"): "conflict", ("i0", "i2"): "duplicate", ("i1", "i2"): "contrast"}


def test_a_family_is_never_merged_inside() -> None:
    result = deduplicate(items(SHED, SHED, SLIP, family=["f", "f", "f"]), Settings())
    assert result.kept == ["i0", "i1", "i2"]
    assert set(result.edges["relation"]) == {"family"}


def test_a_member_of_a_family_may_go_for_an_item_of_another() -> None:
    result = deduplicate(items(SHED, SHED, SHED, family=["f", "f", "g"], rank=[0, 1, 2]), Settings())
    assert result.kept == ["i0", "i1"]


def test_what_the_others_have_is_dropped_for_theirs() -> None:
    others = pl.DataFrame({"id": ["bench#1", "bench#2"], "text": [SLIP, SLIP]})
    result = deduplicate(items(SHED, "something else about boats"), Settings(), against=others)
    assert result.kept == ["i1"]
    assert result.clusters["kept"].to_list() in (["bench#1"], ["bench#2"])
    assert "bench#1" not in result.clusters["member"].to_list()


def test_a_question_inside_a_longer_text_is_found_by_overlap() -> None:
    question = "which two keepers may open the red shed by the lake when the warden is away"
    longer = (
        "Answer the following with one letter and nothing else in your reply. "
        + question
        + " A first B second C third D none"
    )
    result = deduplicate(items(question, longer), Settings(methods=("exact", "overlap"), contrast=False))
    assert result.clusters["method"].to_list() == ["overlap"]
    assert result.clusters["score"].to_list() == [1.0]


def test_a_higher_threshold_needs_no_second_run() -> None:
    data = items(SHED, SLIP, SHED.replace("noon", "nooon"))
    low = deduplicate(data, Settings())
    high = deduplicate(data, Settings(near_threshold=0.85))
    assert low.at(near=0.85).kept == high.kept
    assert low.at(near=0.85).clusters.equals(high.clusters)


def test_borderline_shows_the_nearest_first() -> None:
    scores = deduplicate(items(SHED, SLIP, SHED + " sharp"), Settings()).borderline(1.0, Settings())["score"]
    assert scores.is_sorted()
    assert len(scores) >= 2


@pytest.mark.parametrize("texts", [[], ["one"], ["same"] * 5, ["", "", "?"], ["a", "b", "c"]])
def test_the_smallest_sets_are_fine(texts: list[str]) -> None:
    data = pl.DataFrame(
        {"id": [str(k) for k in range(len(texts))], "text": texts},
        schema={"id": pl.String, "text": pl.String},
    )
    assert len(deduplicate(data, Settings()).kept) == len(set(texts))


def test_wrong_tables_are_refused_with_every_finding() -> None:
    with pytest.raises(InputError) as caught:
        deduplicate(pl.DataFrame({"x": [1]}), Settings())
    assert [issue.code for issue in caught.value.issues] == ["column-missing", "column-missing"]
    with pytest.raises(InputError, match="id-repeated"):
        deduplicate(pl.DataFrame({"id": ["a", "a"], "text": ["x", "y"]}), Settings())


def test_semantic_without_a_model_names_the_extra_only_where_it_is_missing(monkeypatch) -> None:
    monkeypatch.setattr(installing, "WEIGHTS", "no-such-package-of-weights==1")
    with pytest.raises(MissingExtra, match="embedding"):
        deduplicate(items(SHED, SLIP), Settings(methods=("semantic",)))
    monkeypatch.setattr(installing, "WEIGHTS", "pytest==0")  # a package that is there
    with pytest.raises(StateError, match="embedder=curation") as told:
        deduplicate(items(SHED, SLIP), Settings(methods=("semantic",)))
    assert not isinstance(told.value, MissingExtra)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ConfigError, match="fuzzy"):
        deduplicate(items(SHED), Settings(methods=("fuzzy",)))
