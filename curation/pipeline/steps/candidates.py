"""The steps that make, check and route candidates: `generate`, `lint`, `route`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from curation.core import pending, tables
from curation.core.records import (
    Candidate,
    CategoryDrop,
    Failure,
    Finding,
    ReviewItem,
    Skip,
)
from curation.core.stage import Loss, Output
from curation.editions import migration
from curation.pipeline.run_tables import kept, labelled, pictures_of
from curation.pipeline.steps import generating
from curation.pipeline.workspace_run import Run, documents, items, migrated, review_evidence

if TYPE_CHECKING:
    import polars as pl


def material(run: Run) -> generating.GenerationMaterial:
    """What the generate step works with; steps `ingest`, `rules` and `map` must have run."""
    return generating.GenerationMaterial(
        workspace=run.workspace,
        settings=run.settings,
        clauses=migration.in_force(labelled(run), documents(run)),
        all_clauses=run.table("ingest"),
        mappings=run.table("map"),
        rules=run.table("rules"),
        documents=documents(run),
        evidence=partial(review_evidence, run),
        completer=run.adapters.completer() if run.adapters.completer else None,
        watch=run.adapters.watch,
        refused=run.adapters.refused,
    )


def generate(run: Run) -> Output:
    """The candidates of every dataset: those that people saw as they saw them, new drafts, and revisions."""
    import polars as pl

    from curation import review
    from curation.mapping import confirm

    mappings = run.table("map")
    made: list[pl.DataFrame] = []
    failed: list[pl.DataFrame] = []
    skipped: list[pl.DataFrame] = []
    quota: dict[str, list[dict[str, object]]] = {}
    asked: dict[str, dict[str, dict[str, int]]] = {}
    for name, result in generating.results(material(run)):
        made.append(result.candidates)
        failed.append(result.failures)
        skipped.append(_skipped(result.skipped, name))
        quota[name] = result.quota
        asked[name] = {stage: vars(tally) for stage, tally in result.asked.items()}
    drafted = pl.concat(made) if made else tables.frame([], Candidate)
    drafted, unconfirmed = confirm.second_categories(drafted, run.taxonomies())
    failures = pl.concat(failed) if failed else tables.frame([], Failure)
    gave_nothing = pl.concat(skipped) if skipped else tables.frame([], Skip)
    # What people judged stays a candidate as they saw it, even when a newer generator would word it otherwise.
    frozen = tables.frame(migrated(run).candidates, Candidate)
    candidates = pl.concat([frozen, _not_frozen(drafted, frozen)])
    revised = review.revisions(review_evidence(run))
    fresh = tables.frame(revised, Candidate).filter(~pl.col("id").is_in(frozen["id"].to_list()))
    candidates = pl.concat([candidates, fresh]).sort("id")
    mapped = mappings.filter(~pl.col("category").str.ends_with(":none"))["clause"].n_unique()
    return Output(
        {
            "candidates": candidates,
            "failures": failures,
            "skipped": gave_nothing,
            "dropped_categories": tables.frame(unconfirmed, CategoryDrop),
        },
        Loss(mapped, candidates.height, _why_nothing(gave_nothing, candidates)),
        {
            "quota": quota,
            "diversity": _diversity(candidates),
            "revisions": len(revised),
            "failures": failures.height,
            "dropped_categories": len(unconfirmed),
            "asked": asked,
        },
        pending.of(tables.rows(failures, Failure)) if run.settings.generate.unanswered == "wait" else {},
    )


def _not_frozen(drafted: pl.DataFrame, frozen: pl.DataFrame) -> pl.DataFrame:
    """The drafts that no frozen candidate is: neither by id, nor by content, which a new edition gives another id, nor by the fact
    that an offline question asks for: people have it before them in other words already.
    """
    import polars as pl

    from curation.generation.quota import asked_already

    same = drafted.join(frozen, on=["dataset", "fingerprint"], how="anti", maintain_order="left")
    new = same.filter(~pl.col("id").is_in(frozen["id"].to_list()))
    again = asked_already(tables.rows(new, Candidate), tables.rows(frozen, Candidate))
    return new.filter(~pl.col("id").is_in(again))


def _diversity(candidates: pl.DataFrame) -> dict[str, dict[str, dict[str, float | int | None]]]:
    """How varied the wording of each dataset is, by dataset and kind."""
    from curation.generation import diversity

    figures = diversity.by_dataset(tables.rows(candidates, Candidate))
    return {name: {kind: one.to_json() for kind, one in kinds.items()} for name, kinds in figures.items()}


def _skipped(found: pl.DataFrame, dataset: str) -> pl.DataFrame:
    import polars as pl

    from curation import generation

    words = pl.col("reason").replace_strict(generation.REASONS, default="", return_dtype=pl.String)
    return found.select(
        pl.lit(dataset).alias("dataset"), "clause", "generator", "reason", words.alias("message")
    )


def _why_nothing(skipped: pl.DataFrame, candidates: pl.DataFrame) -> dict[str, int]:
    """How many clauses gave no candidate at all, by the reason of the first dataset and generator that was asked."""
    used = candidates["clauses"].explode().unique().to_list()
    lost = skipped.filter(~skipped["clause"].is_in(used)).unique("clause", keep="first", maintain_order=True)
    counts = lost.group_by("message").len().sort("len", "message", descending=[True, False])
    return {f"clauses: {message}": n for message, n in counts.iter_rows()}


def lint(run: Run) -> Output:
    """What the checks found."""
    import polars as pl

    from curation import checks
    from curation.pictures import files as pictures
    from curation.pipeline.provisions import rules_of

    candidates = run.table("generate")
    # Of two that say the same, the first stays: what people saw or wrote comes before what was drafted.
    seen = pl.col("id").is_in(sorted({i.subject for i in items(run)}))
    written = pl.col("origin").struct.field("generator").is_in(["author", "review"])
    candidates = candidates.sort(~seen, ~written, "id")
    looks = pictures.looks(run.workspace, pictures_of(candidates))
    findings = checks.lint(candidates, run.table("ingest"), run.settings.lint, looks, rules_of)
    errors = findings.filter((pl.col("severity") == "error") & (pl.col("candidate") != ""))
    stopped = errors["candidate"].n_unique()
    first = errors.sort("candidate", "check").group_by("candidate", maintain_order=True).first()
    reasons = {
        r["check"]: r["len"] for r in first.group_by("check").len().sort("check").iter_rows(named=True)
    }
    return Output(
        {"findings": findings},
        Loss(candidates.height, candidates.height - stopped, reasons),
        {"findings": findings.height},
    )


def route(run: Run) -> Output:
    """The candidates that people are asked about next, in order, with the reason of each."""
    import polars as pl

    from curation import review
    from curation.mapping import active

    candidates = kept(run)
    frozen, moves, seen = items(run), migrated(run).suspect, review_evidence(run)
    again = {d.subject for d in review.decisions(seen) if d.rule == "suspect"}
    already = sorted({i.subject for i in frozen} - again)
    waiting = candidates.filter(~pl.col("id").is_in(already))
    written = waiting.filter(pl.col("variant") == "revision").select("id", "parent")
    moved = {child: moves[parent] for child, parent in written.iter_rows() if parent in moves}
    doubts = [
        *(migration.finding(name, moves.get(name, ())) for name in sorted(again)),
        # New words that rest on a clause that changed or went away since the old ones were judged.
        *(migration.finding(name, moved[name]) for name in sorted(moved.keys() - again)),
    ]
    mappings = run.table("map").filter(~pl.col("clause").is_in(already))
    telling = {(clause, tax): score for clause, tax, score in active.priority(mappings).iter_rows()}
    queue = review.route(
        waiting,
        pl.concat([run.table("lint"), tables.frame(doubts, Finding)]),
        run.table("dedup"),
        labelled(run),
        mappings,
        run.settings.review,
        run.taxonomies(),
        telling,
        run.table("rules"),
    )
    queued = [
        review.reworded(
            i, migration.again(i, moves.get(i.subject, ()), frozen, seen.contents.get(i.subject, ""))
        )
        if i.subject in again
        else i
        for i in tables.rows(queue, ReviewItem)
    ]
    queue = tables.frame(queued, ReviewItem)
    asked = queue.filter(pl.col("kind") != "mapping")["subject"].to_list()
    lost = {
        "already in a batch": candidates.height - waiting.height,
        "a brief, to be written out by an author": waiting.filter(
            (pl.col("status") == "needs_authoring") & ~pl.col("id").is_in(asked)
        ).height,
    }
    left = candidates.height - len(asked) - sum(lost.values())
    lost["not chosen by the settings of review"] = left
    clauses = queue.height - len(asked)
    return Output(
        {"items": queue},
        Loss(candidates.height, len(asked), {why: n for why, n in lost.items() if n}),
        {"clauses_to_map": clauses, "clause_changed": len(again & set(asked))},
    )
