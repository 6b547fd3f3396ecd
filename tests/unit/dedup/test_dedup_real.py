"""On prompts that people wrote: safe and unsafe twins are never merged."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from curation.dedup import deduplicate
from curation.dedup.settings import Settings

FILE = Path(__file__).resolve().parents[3] / "../shared/data/duplicates/xstest_prompts.csv"


@pytest.fixture(scope="module")
def prompts() -> pl.DataFrame:
    if not FILE.is_file():
        pytest.skip("the XSTest prompts are not beside the repository")
    return pl.read_csv(FILE).unique("prompt").select(pl.col("id").cast(pl.String), "prompt", "label")


def crossing(prompts: pl.DataFrame, settings: Settings, embedder: object = None) -> int:
    """Merged pairs of a safe and an unsafe prompt, with the labels unseen."""
    run = deduplicate(prompts.select("id", text="prompt"), settings, embedder)
    label = dict(prompts.select("id", "label").iter_rows())
    merged = run.edges.filter(relation="duplicate")
    return sum(label[a] != label[b] for a, b in merged.select("a", "b").iter_rows())


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7])
def test_no_safe_prompt_is_merged_with_an_unsafe_one(prompts: pl.DataFrame, threshold: float) -> None:
    assert crossing(prompts, Settings(near_threshold=threshold)) == 0


@pytest.mark.model
@pytest.mark.slow
def test_nor_by_what_the_vectors_say(prompts: pl.DataFrame) -> None:
    pytest.importorskip("sentence_transformers")
    from curation.adapters import embeddings

    assert crossing(prompts, Settings(methods=("exact", "near", "semantic")), embeddings.load("minilm")) == 0
