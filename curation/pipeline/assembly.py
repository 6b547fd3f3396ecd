"""From steps and evidence to decisions, releases and the impact of a changed regulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation import taxonomy
from curation.core import resources, tables
from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.records import Candidate, Clause, Decision, Document, Judgement, Record, ReviewItem
from curation.core.records import Mapping as ClauseMapping
from curation.editions import migration
from curation.pictures import files as pictures
from curation.pipeline import run_tables, running, workspace_run
from curation.pipeline.running import Run
from curation.pipeline.setup import plugin_list
from curation.pipeline.steps import duplicates

if TYPE_CHECKING:
    import polars as pl

    from curation.editions.comparison import Change
    from curation.release import Inputs
    from curation.review.standing.evidence import ReviewEvidence

# --- decisions and releases ---------------------------------------------------------------------------------------


def evidence(run: Run) -> ReviewEvidence:
    """What the standing of the review is a function of, with the clauses as they are now; reads the documents first."""
    if running.documents(run) and "ingest" not in run.made:
        running.execute(run, "ingest")
    return workspace_run.review_evidence(run)


def decisions(run: Run) -> list[Decision]:
    """What the judgements so far decide, by the rules of the settings.

    What rests on a clause that changed is pending until people have looked at it again.
    """
    from curation import review

    return review.decisions(evidence(run))


def release_inputs(run: Run, name: str, preview: bool = False, previous: Path | None = None) -> Inputs:
    """Everything that decides a release of dataset `name`.

    A release proper rests on what is in git alone: the documents, and the frozen batches with their judgements. No
    model, and no run of the generators, is needed for it. A preview also takes what the steps hold.

    Raises: ConfigError for an unknown dataset; StateError naming the command when a preview's steps are not fresh.
    """
    from curation import release, review
    from curation.review.standing import certificate, ratings
    from curation.sources import manifest

    dataset = run.settings.find(name)
    documents = [
        d for d in manifest.load(run.workspace) if not dataset.documents or d.slug in dataset.documents
    ]
    seen = evidence(run)
    items = [i for i in seen.items if i.dataset == name]
    named = {i.id for i in items}
    judgements = [j for j in seen.with_answers if j.item in named]
    frames = _drafted(run) if preview else _frozen(run)
    return release.Inputs(
        dataset=release.DatasetSettings.model_validate(
            dataset.model_dump(include=set(release.DatasetSettings.model_fields))
        ),
        documents=tables.frame(documents, Document),
        clauses=_only(frames["clauses"], "document", dataset.documents),
        mappings=frames["mappings"],
        candidates=_only(frames["candidates"], "dataset", [name]),
        findings=frames["findings"],
        clusters=frames["clusters"],
        edges=frames["edges"],
        items=tables.frame(items, ReviewItem),
        judgements=tables.frame(judgements, Judgement),
        decisions=tables.frame([d for d in review.decisions(seen) if d.dataset == name], Decision),
        taxonomies=[taxonomy.load(dataset.taxonomy, run.workspace)],
        counted=frozenset(j.id for given in seen.on_item.values() for j in given),
        figures=figures(run, preview),
        units=ratings.units(seen),
        error=certificate.sample(seen, name),
        judging=_scales(run.workspace),
        withdrawals=release.withdrawals(run.workspace, name),
        closed=_closed(seen),
        deleted=migration.deleted(frames["clauses"], running.documents(run)),
        pictures=pictures.held(
            run.workspace, run_tables.pictures_of(_only(frames["candidates"], "dataset", [name]))
        ),
        previous=previous,
    )


def _closed(seen: ReviewEvidence) -> dict[str, list[int]]:
    """By candidate the options that people chose before the provision was shown, of the judgements that count; no gold."""
    found: dict[str, list[int]] = {}
    for name, given in seen.on_item.items():
        item = seen.by_id[name]
        if item.gold is None:
            found.setdefault(item.subject, []).extend(
                j.answers["closed"] for j in given if "closed" in j.answers
            )
    return found


def cut(run: Run, dataset: str, version: str, preview: bool = False) -> Path:
    """The folder of the release that is cut of what the workspace holds, under the lock of the workspace.

    Args:
        run: a run on the workspace.
        dataset: name of the dataset in the settings.
        version: `MAJOR.MINOR.PATCH`.
        preview: skip the gates on people; the version then ends in `-preview`.

    Raises: ConfigError when there is no such dataset; GateError with all that forbids the release and how far off it is.
    """
    from curation import release
    from curation.core.files.io import locked

    run.settings.find(dataset)
    asked = release.versions.parse(version)
    ahead = release.versions.Version(*asked.core, asked.preview or ("preview" if preview else ""))
    with locked(run.workspace):
        previous = release.versions.before(run.workspace / "releases" / dataset, ahead)
        inputs = release_inputs(run, dataset, bool(ahead.preview), previous)
        return release.cut(inputs, version, run.workspace / "releases", preview)


def _drafted(run: Run) -> dict[str, pl.DataFrame]:
    """The tables of the steps, which must be fresh."""
    for standing in running.look(run):
        if standing.state != "fresh":
            raise running.not_fresh(standing)
    return {
        "clauses": run_tables.labelled(run),
        "mappings": run.table("map"),
        "candidates": run.table("generate"),
        "findings": run.table("lint"),
        "clusters": run.table("dedup"),
        "edges": run.table("dedup", "edges"),
    }


def _frozen(run: Run) -> dict[str, pl.DataFrame]:
    """The same tables made from what is in git alone; duplicates are found again without a model."""
    import polars as pl

    from curation import checks, review

    running.execute(run, "ingest")
    running.execute(run, "rules")
    clauses = run_tables.labelled(run)
    known = running.migrated(run).candidates
    revised = review.revisions(evidence(run))
    candidates = tables.frame({c.id: c for c in [*known, *revised]}.values(), Candidate).sort("id")
    looks = pictures.looks(run.workspace, run_tables.pictures_of(candidates))
    findings = checks.lint(candidates, clauses, run.settings.lint, looks)
    stopped = findings.filter(pl.col("severity") == "error")["candidate"].to_list()
    methods = tuple(m for m in run.settings.dedup.methods if m != "semantic")
    passed = candidates.filter(~pl.col("id").is_in(stopped))
    result = duplicates.deduplicated(
        running.dedup_items(passed, passed["id"].to_list()),
        duplicates.picture_groups(run.workspace, passed),
        run.settings.dedup.model_copy(update={"methods": methods}),
    )
    return {
        "clauses": clauses,
        "mappings": tables.frame([], ClauseMapping),
        "candidates": candidates,
        "findings": findings,
        "clusters": result.clusters,
        "edges": result.edges,
    }


def _only(data: pl.DataFrame, column: str, values: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    return data.filter(pl.col(column).is_in(list(values))) if values else data


def _scales(workspace: Path) -> dict[str, str]:
    names = resources.names("judging", ".json", workspace)
    return {n: disk.text(resources.find(f"judging/{n}.json", workspace)) for n in names}


def made_with(run: Run, models: bool) -> dict[str, Any]:
    """What decided a release besides the files of the workspace: each plugin with its version and digest, and with `models`
    (for a preview, which rests on the steps) the embedder and the language model by name and fingerprint.
    """
    documents = running.documents(run)
    plugins = [
        {"kind": p.kind, "name": p.name, "version": p.version, "sha256": p.digest}
        for p in plugin_list.in_use(run.settings, documents)
    ]
    if not models:
        outside = ("embedder", "completer", "generator")
        return {"plugins": [p for p in plugins if p["kind"] not in outside]}
    named = run.settings.models
    return {
        "plugins": plugins,
        "embedder": {"name": named.embedder, "fingerprint": run.adapters.embedder_fingerprint},
        "completer": {"name": named.model, "fingerprint": run.adapters.completer_fingerprint},
    }


def figures(run: Run, models: bool = False) -> dict[str, Any]:
    """The figures of the pipeline that a release carries and nobody can derive again from it: the funnel, and what it was
    made with. With `models` the release rests on the steps, and so on the models that they used.
    """
    funnel = [
        {"step": s, "taken": a.loss.taken, "given": a.loss.given, "lost": dict(a.loss.lost)}
        for s, a in run.made.items()
    ]
    return {"funnel": funnel, "made_with": made_with(run, models)}


def audited(run: Run, dataset: str) -> dict[str, Any] | None:
    """What the audit of a dataset's accepted items proves, with its numbers; None when no sample was ever drawn."""
    from curation.review.standing import certificate

    return certificate.of(evidence(run), dataset)


# --- impact of a changed regulation -------------------------------------------------------------------------------


def editions(run: Run, old: str, new: str) -> tuple[list[Clause], list[Clause]]:
    """The clauses of two editions, each named `slug@edition` or by the path of a file.

    Raises: InputError naming the editions there are.
    """
    from curation import readers
    from curation.sources import manifest

    documents = {f"{d.slug}@{d.edition}": d for d in manifest.load(run.workspace)}

    def clauses(name: str) -> list[Clause]:
        if name in documents:
            return readers.read(
                documents[name], manifest.bytes_of(run.workspace, documents[name]), run.settings.ingest
            )
        if Path(name).is_file():
            return readers.clauses_of_file(Path(name))
        known = ", ".join(documents)
        raise InputError.one(
            name,
            "edition-unknown",
            f"neither a file nor an edition in raw/sources.toml; there are: {known or 'none'}",
        )

    return clauses(old), clauses(new)


def _named(changes: Sequence[Change], before: Sequence[Clause], after: Sequence[Clause]) -> list[Change]:
    """The changes with the ids of the clauses in the place of their eids."""
    old, new = ({c.eid: c.id for c in side} for side in (before, after))
    return [replace(c, old=tuple(old[e] for e in c.old), new=tuple(new[e] for e in c.new)) for c in changes]


def _last(run: Run, step: str, record: type[Record]) -> pl.DataFrame:
    """The main table of the last run of a step, stale or not; empty when it never ran."""
    table = running.last_table(run.workspace, step)
    return tables.frame([], record) if table is None else table


def impact(run: Run, old: str, new: str) -> tuple[list[Change], Any]:
    """What changed between two editions, and what of this workspace rests on the changed clauses.

    The steps are looked at as they last ran: with the new edition listed they are stale, and this is asked before they run.
    """
    import polars as pl

    from curation import release
    from curation.editions import comparison as alignment
    from curation.review.judgements import batches

    before, after = editions(run, old, new)
    changes = _named(alignment.compare(before, after), before, after)
    drafted = _last(run, "generate", Candidate)
    frozen = tables.frame(batches.candidates(run.workspace), Candidate)
    candidates = pl.concat([frozen, drafted.filter(~pl.col("id").is_in(frozen["id"].to_list()))])
    touched = release.impact.walk(
        changes,
        _last(run, "map", ClauseMapping),
        candidates,
        tables.frame(batches.items(run.workspace), ReviewItem),
        release.released_rows(run.workspace),
    )
    return changes, touched
