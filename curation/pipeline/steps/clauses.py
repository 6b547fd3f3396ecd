"""The steps that make clauses, rules and mappings: `ingest`, `rules`, `map`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from curation.core import pending, tables
from curation.core.errors import InputError, Issue
from curation.core.records import (
    Clause,
    Document,
    Dropped,
    Failure,
    Placement,
    Rule,
)
from curation.core.records import Mapping as ClauseMapping
from curation.core.stage import Loss, Output
from curation.editions import migration
from curation.pipeline import losses
from curation.pipeline.models import judging
from curation.pipeline.run_tables import labelled, unmapped
from curation.pipeline.workspace_run import Run, documents, review_evidence

if TYPE_CHECKING:
    from curation.core.remote.asking import Asker
    from curation.pipeline.bulk.documents import ReadDocument
    from curation.sources.manifest import Source


def ingest(run: Run) -> Output:
    """The clauses of the listed documents, with what was left out and where each stands.

    Raises: InputError with what forbids it, document by document.
    """
    from curation.pipeline import bulk
    from curation.sources import manifest

    listed = manifest.entries(run.workspace)
    issues: list[Issue] = list(manifest.verify(run.workspace))
    read: list[tuple[Document, ReadDocument]] = []
    if not any(i.severity == "error" for i in issues):
        for source, outcome in zip(listed, _readings(run, listed), strict=True):
            slug = source.document.slug
            if isinstance(outcome, list):
                issues += [Issue(f"{slug} > {i.where}", i.code, i.message, i.severity) for i in outcome]
                continue
            read.append((source.document, outcome))
            issues += [
                Issue(source.key if i.where == slug else f"{source.key} > {i.where}", i.code, i.message)
                for i in outcome.refusals
            ]
    run.adapters.watch("reading documents", len(listed), len(listed))
    if any(i.severity == "error" for i in issues):
        raise InputError(issues)
    per_document: dict[str, int] = {}
    for document, content in read:
        per_document[document.slug] = per_document.get(document.slug, 0) + content.clauses.height
    clauses = bulk.joined([tables.frame([], Clause), *(content.clauses for _, content in read)])
    accounts = {f"{document.slug}@{document.edition}": content.account for document, content in read}
    return Output(
        {
            "clauses": clauses,
            "failures": tables.frame([], Failure),
            "dropped": bulk.joined([tables.frame([], Dropped), *(content.dropped for _, content in read)]),
            "placements": bulk.joined(
                [tables.frame([], Placement), *(content.placements for _, content in read)]
            ),
        },
        Loss(len(listed), clauses.height),
        {
            "clauses": per_document,
            "words": {
                name: {"visible": a.visible, "kept": a.kept, "left_out": a.left_out, "line": str(a)}
                for name, a in accounts.items()
            },
        },
    )


def _readings(run: Run, listed: Sequence[Source]) -> Iterable[ReadDocument | list[Issue]]:
    """What each document gave, or the issues that forbid it, one after the other or by an engine that works in other processes."""
    from curation.pipeline import bulk
    from curation.pipeline.bulk import documents as in_parts

    files = in_parts.Files(run.workspace, listed)
    engine = run.adapters.engine
    if engine is not None and bulk.leaves_process(engine):
        yield from in_parts.readings(files, run.settings.ingest, engine)
        return
    for number, source in enumerate(listed):
        run.adapters.watch(f"reading {source.document.slug}", number, len(listed))
        yield in_parts.reading(files[number], run.settings.ingest)


def read_rules(run: Run) -> Output:
    """What the clauses demand; a model is asked about the doubtful ones where the settings say so."""
    import polars as pl

    from curation import rules
    from curation.pipeline.bulk import ruling

    clauses = run.table("ingest")
    present = clauses.filter(~pl.col("kind").is_in(sorted(rules.SILENT)))
    stated_rules = ruling.rules(clauses, run.adapters.engine)
    asks = _asker(run, "rules") if run.settings.rules.ask_model else None
    if asks is not None:
        chosen = run.settings.rules
        known = list(tables.rows(clauses, Clause))
        read = judging.rules_read(
            list(tables.rows(stated_rules, Rule)), known, asks, chosen.ask_below, chosen.model
        )
        stated_rules = tables.frame(read, Rule)
    stated = set(stated_rules["clauses"].explode().drop_nulls().to_list())
    lost = {"states no rule": present.filter(~pl.col("id").is_in(sorted(stated))).height}
    lost["a heading, a recital or a part without words of its own"] = clauses.height - present.height
    kept_clauses = clauses.height - sum(lost.values())
    kinds: dict[str, int] = dict(stated_rules["modality"].value_counts().iter_rows())
    return Output(
        {"rules": stated_rules},
        Loss(clauses.height, kept_clauses, {why: n for why, n in lost.items() if n}),
        {"rules": dict(sorted(kinds.items()))},
        _unanswered(asks, "rules"),
    )


def _asker(run: Run, step: str) -> Asker | None:
    """What asks the language model for a step; None without one."""
    if run.adapters.completer is None:
        return None
    keep = run.settings.models.recording == "off"
    return judging.asker(run.workspace, step, run.adapters.completer(), run.adapters.watch, keep)


def _unanswered(asks: Asker | None, step: str) -> dict[str, str]:
    """What a step still waits for, by kind of failure."""
    return {} if asks is None else pending.of(asks.failures(step))


def map_clauses(run: Run) -> Output:
    """The categories of each clause in force."""
    import polars as pl

    from curation.pipeline import bulk
    from curation.pipeline.bulk import mapping as in_parts
    from curation.pipeline.models import ranking_of
    from curation.review.standing import state

    known, present = labelled(run), documents(run)
    clauses = migration.in_force(known, present)
    embedder = run.adapters.embedder() if run.adapters.embedder else None
    held = migration.judged(state.of_clauses(review_evidence(run)), known, present)
    chosen = run.settings.map
    asks = _asker(run, "map") if chosen.judge or chosen.ranker else None
    mapped_parts = []
    for each in run.taxonomies():
        wanted = {
            d
            for s in run.settings.dataset
            if s.taxonomy in (each.name, each.id)
            for d in (s.documents or clauses["document"].unique().to_list())
        }
        part = clauses.filter(pl.col("document").is_in(sorted(wanted)))
        engine, opener = run.adapters.engine, run.adapters.in_worker
        if held or asks is not None:
            mapped_part = ranking_of.mapped(part, each, chosen, embedder, held, asks)
        elif bulk.leaves_process(engine) and (embedder is None or opener is not None):
            mapped_part = in_parts.mappings(part, each, chosen, opener, engine)
        else:
            mapped_part = in_parts.mappings(part, each, chosen, run.adapters.embedder)
        if asks is not None and chosen.judge:
            mapped_part = judging.judged(
                mapped_part, part, each, asks, chosen.judge_below, chosen.judge_model
            )
        mapped_parts.append(mapped_part)
    mappings = pl.concat(mapped_parts) if mapped_parts else tables.frame([], ClauseMapping)
    real = mappings.filter(~pl.col("category").str.ends_with(":none"))
    mapped = set(real["clause"].to_list())
    reasons = losses.counts(unmapped(run, mapped)["reason"])
    return Output(
        {"mappings": mappings},
        Loss(known.height, len(mapped), reasons),
        {"mappings": real.height},
        _unanswered(asks, "map"),
    )
