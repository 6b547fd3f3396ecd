"""Tables that follow from those of the steps: clauses with their modality, candidates that passed, and those that are kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from curation.core.records import (
    Picture,
)
from curation.editions import migration
from curation.pipeline import losses
from curation.pipeline.workspace_run import Run, documents

if TYPE_CHECKING:
    import polars as pl


def labelled(run: Run) -> pl.DataFrame:
    """The clauses, each with the modality that its rules say; steps `ingest` and `rules` must have run."""
    import polars as pl

    from curation import rules

    clauses, found = run.table("ingest"), run.table("rules")
    said = rules.modalities_of(found.select("id", "modality", "elements").iter_rows())
    return clauses.with_columns(
        modality=pl.col("id").replace_strict(said, default="other", return_dtype=pl.String)
    )


def unmapped(run: Run, mapped: Collection[str]) -> pl.DataFrame:
    """`clause` and `reason` of every clause that is not among `mapped`; needs the clauses."""
    clauses, present = run.table("ingest"), documents(run)
    named = losses.named_documents(run.settings.dataset, {d.slug for d in present})
    in_force = migration.in_force(clauses, present)["id"].to_list()
    return losses.unmapped(clauses, in_force, named, mapped, run.settings.map.skip_kinds)


def pictures_of(candidates: pl.DataFrame) -> list[Picture]:
    """The pictures that candidates show, each digest once, in order of the digests."""
    shown = candidates["pictures"].explode(empty_as_null=False, keep_nulls=False).to_list()
    known = {one["sha256"]: one for one in shown}
    return [Picture.model_validate(known[digest]) for digest in sorted(known)]


def passed(run: Run) -> pl.DataFrame:
    """The candidates without an error finding."""
    import polars as pl

    findings = run.table("lint")
    stopped = findings.filter(pl.col("severity") == "error")["candidate"].to_list()
    return run.table("generate").filter(~pl.col("id").is_in(stopped))


def kept(run: Run) -> pl.DataFrame:
    """The candidates that passed every check, are no duplicate and were not replaced by a revision."""
    import polars as pl

    candidates = run.table("generate")
    replaced = candidates.filter(pl.col("variant") == "revision")["parent"].drop_nulls().to_list()
    dropped = run.table("dedup")["member"].to_list() + replaced
    return passed(run).filter(~pl.col("id").is_in(dropped))
