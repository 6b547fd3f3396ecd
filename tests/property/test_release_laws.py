"""Laws of releases: splits never cut a family, diffs of any two versions add up, rows keep their digest through Parquet."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import pytest
from curation.release.contents import checks, rows, splits
from curation.release.files import parquet
from curation.release.publication import changes
from hypothesis import given
from hypothesis import strategies as st

from release_world import clause, question, words, world

IDS = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=20, unique=True)


@pytest.mark.slow
@given(IDS, st.data())
def test_a_family_is_never_split_and_no_order_of_the_links_matters(ids, data):
    links = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=20))
    shares = {"dev": 0.3, "test": 0.7}
    family = splits.families(ids, links)
    split = splits.assign("d", family, shares, {})
    assert all(split[a] == split[b] for a, b in links)
    shuffled = [(b, a) for a, b in data.draw(st.permutations(links))]
    assert splits.families(reversed(ids), shuffled) == family


@given(IDS)
def test_a_family_stays_where_it_was(ids):
    family = {i: i for i in ids}
    before = dict.fromkeys(ids, "test")
    assert splits.assign("d", family, {"dev": 0.9, "test": 0.1}, before) == before


def built(numbers: dict[int, str]) -> pl.DataFrame:
    on = {n: clause("store", n, words(n)) for n in numbers}
    inputs = world(
        0, clauses=list(on.values()), candidates=[question(n, on[n], stem=s) for n, s in numbers.items()]
    )
    chosen = rows.select(inputs, preview=True)
    family = {row: row for row in chosen.candidates}
    return rows.build(inputs, chosen, dict.fromkeys(chosen.candidates, "test"), family)


SETS = st.dictionaries(st.integers(0, 12), st.sampled_from(["How many?", "How much?", "Which?"]), max_size=8)


@pytest.mark.slow
@given(SETS, SETS)
def test_every_row_of_two_versions_is_counted_once(old, new):
    found = changes.compare(built(old), built(new))
    counts = found.counts
    assert counts["removed"] == len(old.keys() - new.keys())
    assert counts["added"] == len(new.keys() - old.keys())
    assert counts["reworded"] == sum(old[n] != new[n] for n in old.keys() & new.keys())
    assert counts["same"] + sum(v for k, v in counts.items() if k not in ("same", "added")) == len(old)
    assert found.rows.height == sum(v for k, v in counts.items() if k != "same")


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            TEXT, st.lists(TEXT, max_size=4), st.none() | st.integers(0, 9), st.none() | st.floats(0, 1)
        ),
        max_size=6,
    )
)
def test_a_row_has_the_same_digest_before_and_after_parquet(values):
    schema = {"text": pl.String, "options": pl.List(pl.String), "answer": pl.Int64, "agreement": pl.Float64}
    data = pl.DataFrame(values, schema=schema, orient="row")
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "a.parquet"
        parquet.write(data, path, {})
        assert parquet.row_digests(parquet.read(path)) == parquet.row_digests(data)


@given(st.text("ab ", max_size=8), st.permutations(["one", "two", "three"]))
def test_the_order_of_the_options_makes_no_other_question(stem, options):
    assert checks.content_key("question", "", stem, options) == checks.content_key(
        "question", "", stem, sorted(options)
    )
