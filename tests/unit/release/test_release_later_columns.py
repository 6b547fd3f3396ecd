"""Columns that came later: a release has them where its rows say something, and earlier releases stay as they are."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from curation import release
from curation.core import tables
from curation.core.items import released
from curation.core.records import Candidate
from curation.release.files import parquet

from release_world import world

ROOT = Path(__file__).resolve().parents[3]


def saying(inputs, **more):
    """The inputs with what their candidates say of level, book and the reasons of their options."""
    told = [one.model_copy(update=more) for one in tables.rows(inputs.candidates, Candidate)]
    return inputs.__class__(**{**vars(inputs), "candidates": tables.frame(told, Candidate)})


def items(folder):
    return pl.read_parquet(folder / "items" / "test-00000-of-00001.parquet")


@pytest.mark.slow
def test_a_release_of_rows_that_say_nothing_has_no_such_column(tmp_path):
    folder = release.cut(world(12), "1.0.0", tmp_path, validate=False)
    assert not set(released.LATER) & set(items(folder).columns)
    assert not set(released.LATER) & set(json.loads((folder / "release.json").read_text())["constant"])


@pytest.mark.slow
def test_levels_and_reasons_are_columns_and_what_is_the_same_stands_once(tmp_path):
    inputs = saying(world(12), level="application", why=["a", "b", "c", "d"], rules=["law@1#art_1!1"])
    folder = release.cut(inputs, "1.0.0", tmp_path, validate=False)
    constant = json.loads((folder / "release.json").read_text())["constant"]
    assert constant["level"] == "application"
    assert constant["why"] == ["a", "b", "c", "d"]
    assert "pair" not in constant
    (split,) = {p.name for p in (folder / "items").iterdir() if p.name.startswith("test")}
    whole = released.read(folder / "items" / split, constant)
    assert whole["level"].to_list() == ["application"] * whole.height
    assert release.verify(folder) == []


def test_a_row_that_says_nothing_has_the_digest_of_a_row_without_the_column():
    row = {"id": "q-1", "fingerprint": "0" * 64, "stem": "Which?"}
    assert parquet.row_digest({**row, **released.LATER}) == parquet.row_digest(row)
    assert parquet.row_digest({**row, "level": "recall"}) != parquet.row_digest(row)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lab-safety", "ai-policy"])
def test_the_bundled_releases_of_before_still_verify(name):
    for folder in (ROOT / "releases" / name).iterdir():
        assert list(release.verify(folder)) == []


@pytest.mark.parametrize("place", [0, 63, 64, 199])
def test_a_column_is_left_out_only_where_no_row_says_another_thing_however_late(place):
    alike = pl.DataFrame({"topic": ["valves"] * 200, "pair": [""] * 200, "kept": ["a", "b"] * 100})
    other = alike.with_row_index().with_columns(
        pl.when(pl.col("index") == place).then(pl.lit("x")).otherwise(pl.col(name)).alias(name)
        for name in ("topic", "pair")
    )
    assert released.constant(alike, "question")["topic"] == "valves"
    assert released.unsaid(alike) == ["pair"]
    assert "topic" not in released.constant(other, "question")
    assert released.unsaid(other) == []
    assert "kept" not in released.constant(alike, "question")
