"""What the generate step gives the generators for each dataset, and how much their models have cost so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation import taxonomy
from curation.pipeline.models import prices

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Completer
    from curation.core.records import Candidate, Clause, Document, Failure
    from curation.core.remote.asking import Watch
    from curation.generation.context import Decided
    from curation.generation.run import Generated, Outside
    from curation.generation.settings import Settings as GenerateSettings
    from curation.pipeline.config import Config, Dataset
    from curation.review.standing.evidence import ReviewEvidence


@dataclass(frozen=True)
class GenerationMaterial:
    """What the generate step works with, of all datasets."""

    workspace: Path
    settings: Config
    clauses: pl.DataFrame
    """The clauses of the editions in force, each with its modality."""
    all_clauses: pl.DataFrame
    mappings: pl.DataFrame
    rules: pl.DataFrame
    documents: Sequence[Document]
    evidence: Callable[[], ReviewEvidence]
    """The standing of the review, read when it is needed."""
    completer: Completer | None
    watch: Watch
    refused: Callable[[str, str], bool | None] | None = None
    """Whether an answer (prompt, answer) declines."""


@dataclass(frozen=True)
class GenerationInputs:
    """What the generators of a dataset are given."""

    clauses: pl.DataFrame
    mappings: pl.DataFrame
    taxonomy: taxonomy.Taxonomy
    settings: GenerateSettings


def inputs(material: GenerationMaterial, dataset: Dataset) -> GenerationInputs:
    """The clauses of a dataset's documents with their mappings to its taxonomy."""
    import polars as pl

    wanted = material.clauses
    if dataset.documents:
        wanted = wanted.filter(pl.col("document").is_in(dataset.documents))
    mine = taxonomy.load(dataset.taxonomy, material.workspace)
    of_mine = pl.col("category").str.starts_with(mine.id + ":")
    own = material.mappings.filter(of_mine & pl.col("clause").is_in(wanted["id"].to_list()))
    own_generators = {} if dataset.generators is None else {"generators": dataset.generators}
    settings = material.settings.generate.model_copy(update={"kinds": (dataset.kind,), **own_generators})
    return GenerationInputs(wanted, own, mine, settings)


def results(material: GenerationMaterial, pilot: int | None = None) -> Iterator[tuple[str, Generated]]:
    """What the generators made for each dataset; `pilot` is the most items of a trial, of each dataset."""
    from curation import generation

    for dataset in material.settings.dataset:
        given = inputs(material, dataset)
        journal = material.workspace / ".curation" / "journal" / dataset.name
        yield (
            dataset.name,
            generation.generate(
                given.clauses,
                given.mappings,
                dataset.name,
                given.settings,
                [given.taxonomy],
                material.completer,
                journal,
                generation.authored_folder(material.workspace, dataset.name),
                material.rules,
                outside(material, dataset.name, pilot),
            ),
        )


def outside(material: GenerationMaterial, dataset: str, pilot: int | None = None) -> Outside:
    """What a run of the generators is told besides its tables."""
    from curation import checks
    from curation.generation.run import Outside

    return Outside(
        documents=material.documents,
        decided=decided(material, dataset) if material.completer is not None else (),
        refused=material.refused,
        pilot=pilot,
        watch=material.watch,
        spent=lambda: spent(material),
        keep=material.settings.models.recording == "off",
        faults=checks.warnings_of,
        earlier=earlier(material, dataset),
        follow=partial(followed, material),
    )


def earlier(material: GenerationMaterial, dataset: str) -> dict[str, Clause]:
    """The clauses, by id, of those editions of a dataset's documents that are no longer in force."""
    import polars as pl

    from curation.core import tables
    from curation.core.records import Clause

    (wanted,) = (d.documents for d in material.settings.dataset if d.name == dataset)
    of_mine = pl.col("document").is_in(wanted) if wanted else pl.lit(value=True)
    behind = material.all_clauses.filter(of_mine).join(material.clauses, on="id", how="anti")
    return {clause.id: clause for clause in tables.rows(behind, Clause)}


def followed(material: GenerationMaterial, written: list[Candidate]) -> tuple[list[Candidate], list[Failure]]:
    """Hand-written items on the editions in force, and a failure for each that cites a clause which is no longer there.

    An item keeps its id, so what people said of it stays with it.
    """
    from curation.core.records import Failure
    from curation.editions import migration

    migrated = migration.migrate(written, material.all_clauses, material.documents)
    now = migration.editions(material.documents)
    kept, lost = [], []
    for candidate in migrated.candidates:
        gone = [move.old for move in migrated.suspect.get(candidate.id, ()) if not move.new]
        if not gone:
            kept.append(candidate)
            continue
        said = "; ".join(f"{c.citation} is not in edition {now[c.document]}" for c in gone)
        lost.append(
            Failure(
                step="generate",
                id=candidate.id,
                kind="clause-gone",
                where=f"{candidate.dataset} > {gone[0].id}",
                error=f"the hand-written item cites what is gone: {said}; cite another clause in raw/authored, or remove the line",
            )
        )
    return kept, lost


def decided(material: GenerationMaterial, dataset: str) -> list[Decided]:
    """The candidates of a dataset that people accepted or rejected, with the reasons, as examples for a model."""
    from curation import review
    from curation.generation.context import Decided
    from curation.review.judgements import batches

    known = {candidate.id: candidate for candidate in batches.candidates(material.workspace)}
    if not known:
        return []
    examples = []
    for decision in review.decisions(material.evidence()):
        candidate = known.get(decision.subject)
        if candidate is None or candidate.dataset != dataset or decision.outcome not in ("accept", "reject"):
            continue
        reasons = tuple(code.replace("-", " ") for code in decision.reasons)
        examples.append(Decided(candidate, "accept" if decision.outcome == "accept" else "reject", reasons))
    return examples


def spent(material: GenerationMaterial) -> str:
    """What the models have cost so far, in words: money where every model has a price, else tokens; empty when nothing was paid."""
    used: Mapping[str, Any] = getattr(material.completer, "used", {})
    tokens = {name: (each.input_tokens, each.output_tokens) for name, each in used.items()}
    paid = {name: each for name, each in tokens.items() if any(each)}
    if not paid:
        return ""
    bill = prices.bill(material.settings.models, material.workspace, paid)
    return f"{sum(map(sum, paid.values())):,} tokens" if bill.money is None else bill.told()
