"""The types of the stable names, checked by mypy and never run: a change here is a change for everybody's code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import curation
import polars as pl
from curation import checks, dedup, generation, mapping, readers, release, taxonomy
from curation.core import tables
from curation.core.errors import Issue
from curation.core.records import Candidate, Clause, Finding
from curation.dedup.settings import Settings as DedupSettings
from curation.editions import comparison
from curation.generation.settings import Settings as GenerateSettings
from curation.mapping.settings import Settings as MapSettings
from curation.measure import refusal, refusal_rates
from curation.measure.refusals import refusal_verdicts
from curation.stats import agreement, ratings, sampling


def documents(path: Path) -> None:
    clauses = assert_type(readers.clauses_of_file(path), list[Clause])
    assert_type(tables.frame(clauses, Clause), pl.DataFrame)
    assert_type(tables.rows(pl.DataFrame(), Candidate), Iterator[Candidate])
    changes = assert_type(comparison.compare(clauses, clauses), list[comparison.Change])
    assert_type(changes[0].similarity, float)


def steps(clauses: pl.DataFrame) -> None:
    tax = assert_type(taxonomy.load("air-2024"), taxonomy.Taxonomy)
    mapped = assert_type(mapping.map_clauses(clauses, [tax], MapSettings(), None), pl.DataFrame)
    assert_type(mapping.map_texts([""], tax, MapSettings(), None), list[list[dict[str, object]]])
    made = assert_type(
        generation.generate(clauses, mapped, "d", GenerateSettings(), [tax]), generation.Generated
    )
    assert_type(made.candidates, pl.DataFrame)
    assert_type(checks.lint_records([{}]), Iterator[Finding])
    result = assert_type(dedup.deduplicate(made.candidates, DedupSettings()), dedup.Result)
    assert_type(result.clusters, pl.DataFrame)


def audit() -> None:
    measured = assert_type(agreement.measure(ratings.ratings([("1", "a", "x")])), agreement.Agreement)
    assert_type(measured.raw.value, float | None)
    assert_type(sampling.size(0.01), int | None)


def releases(folder: Path) -> None:
    assert_type(release.verify(folder), list[Issue])
    assert_type(release.diff(folder, folder), release.Diff)
    assert_type(release.read_items(folder), pl.DataFrame)


def answers() -> None:
    assert_type(refusal.judge("", None), refusal_verdicts.Verdict)
    assert_type(refusal_rates.rates([""]), dict[str, Any])


def flat_names(path: Path, frame: pl.DataFrame) -> None:
    assert_type(curation.read_clauses(path), pl.DataFrame)
    assert_type(curation.read_rules(path), pl.DataFrame)
    assert_type(curation.compare_editions(path, path), pl.DataFrame)
    assert_type(curation.deduplicate(frame).kept, pl.DataFrame)
    assert_type(curation.deduplicate(["a"]).kept, list[str])
    assert_type(curation.measure_agreement(frame), agreement.Agreement)
    assert_type(curation.compare_runs(frame, frame), dict[str, Any])
    assert_type(curation.load_release(path).items, pl.DataFrame)
    assert_type(curation.cut_release(path, "d", "1.0.0"), Path)
    assert_type(curation.verify_release(path), list[Issue])
