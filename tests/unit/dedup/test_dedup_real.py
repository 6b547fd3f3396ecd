"""On prompts that people wrote: safe and unsafe twins are never merged."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from curation.dedup import deduplicate
from curation.dedup.contrast import differences
from curation.dedup.contrast.words import Counts
from curation.dedup.corpus import normal_form
from curation.dedup.kernels.shingles import flat, jaccard, padded
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


def test_no_safe_prompt_is_merged_with_an_unsafe_one(prompts: pl.DataFrame) -> None:
    assert crossing(prompts, Settings()) == 0


@pytest.mark.slow
def test_the_rules_keep_every_twin_apart_however_it_was_found(prompts: pl.DataFrame) -> None:
    text, label = prompts["prompt"], prompts["label"].to_list()
    crossed = [(i, j) for i, j in itertools.combinations(range(len(text)), 2) if label[i] != label[j]]
    rows = np.array(crossed).ravel()
    normal = padded(normal_form(text))
    shared = np.concatenate(
        [jaccard(flat(normal.gather(rows[k : k + 20_000]))) for k in range(0, len(rows), 20_000)]
    )
    near = np.flatnonzero(shared >= 0.15)
    assert len(near) > 500
    none = Counts(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    found = differences.judge(flat(text.gather(rows.reshape(-1, 2)[near].ravel())), none)
    assert int((found.kind == 0).sum()) == 0


@pytest.mark.model
@pytest.mark.slow
def test_nor_by_what_the_vectors_say(prompts: pl.DataFrame) -> None:
    pytest.importorskip("sentence_transformers")
    from curation.services import embeddings

    assert crossing(prompts, Settings(methods=("exact", "near", "semantic")), embeddings.load("minilm")) == 0
