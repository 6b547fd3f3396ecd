"""What each step of the flow does. This is where the step packages meet: none of them knows another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curation import taxonomy
from curation.core import pending, tables
from curation.core.errors import InputError, Issue, StateError
from curation.core.records import (
    Candidate,
    CategoryDrop,
    Clause,
    Cluster,
    Document,
    Dropped,
    Edge,
    Failure,
    Finding,
    Judgement,
    Picture,
    Placement,
    ReviewItem,
    Rule,
    Skip,
)
from curation.core.records import Mapping as ClauseMapping
from curation.core.stage import Artifact, Loss, Output, Stage
from curation.editions import migration
from curation.pipeline import config, generating, losses, model_judging

if TYPE_CHECKING:
    import polars as pl

    from curation.core.asking import Asker
    from curation.core.ports import Completer, Embedder, Engine
    from curation.dedup import Result as DedupResult
    from curation.dedup.settings import Settings as DedupSettings
    from curation.pipeline.bulk.documents import ReadDocument
    from curation.review.standing.evidence import Evidence
    from curation.sources.manifest import Source

INGEST = Stage(
    "ingest", 2, {"clauses": Clause, "failures": Failure, "dropped": Dropped, "placements": Placement}, ()
)
RULES = Stage("rules", 1, {"rules": Rule}, ("ingest",))
MAP = Stage("map", 1, {"mappings": ClauseMapping}, ("ingest", "rules"))
GENERATE = Stage(
    "generate",
    1,
    {"candidates": Candidate, "failures": Failure, "skipped": Skip, "dropped_categories": CategoryDrop},
    ("ingest", "rules", "map"),
)
LINT = Stage("lint", 1, {"findings": Finding}, ("ingest", "generate"))
DEDUP = Stage("dedup", 1, {"clusters": Cluster, "edges": Edge}, ("generate", "lint"))
ROUTE = Stage("route", 1, {"items": ReviewItem}, ("ingest", "rules", "map", "generate", "lint", "dedup"))

STAGES: Mapping[str, Stage] = {s.name: s for s in (INGEST, RULES, MAP, GENERATE, LINT, DEDUP, ROUTE)}
"""Every step, in the order in which they run."""

MAIN_TABLE: Mapping[str, str] = {name: next(iter(s.records)) for name, s in STAGES.items()}
"""The table that `curation show STEP` shows."""


def steps_folder(workspace: Path) -> Path:
    """Where the artifacts of a workspace's steps are kept."""
    return workspace / ".curation" / "steps"


Watch = Callable[[str, int, int], None]


def unwatched(what: str, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Adapters:
    """What of the outside world a run may use; made by the command line, which alone chooses."""

    embedder: Callable[[], Embedder] | None = None
    """Loads the embedding model when it is first needed; None for none."""
    embedder_fingerprint: str = "none"
    """Names the weights and runtime without loading them; part of the keys."""
    completer: Callable[[], Completer] | None = None
    """Connects to a language model; None for none."""
    completer_fingerprint: str = "none"
    """Names the model."""
    engine: Engine | None = None
    """Where bulk work runs; decides the speed, never the result."""
    watch: Watch = unwatched
    """Told how far a longer piece of work is: what, how much is done, of how much."""
    warn: Callable[[str], None] = logging.getLogger("curation").warning
    """Told, in one line, of something unusual that does not stop a run; by default Python's log, which writes to stderr."""
    refused: Callable[[str, str], bool | None] | None = None
    """Whether an answer (prompt, answer) declines, for items that models are asked; None where it is not judged."""
    in_worker: Callable[[], Embedder] | None = None
    """Opens the embedder in another process, so it can be pickled; without it the map step stays in this one."""


@dataclass
class Run:
    """One look at a workspace: its settings, its adapters, and the artifacts found or made so far."""

    workspace: Path
    settings: config.Config
    adapters: Adapters = field(default_factory=Adapters)
    made: dict[str, Artifact] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Where artifacts are kept."""
        return steps_folder(self.workspace)

    def table(self, step: str, name: str | None = None) -> pl.DataFrame:
        """A table of a step that has run.

        Raises: StateError naming the steps there are, or the command to run first.
        """
        if step not in STAGES:
            raise StateError(f"there is no step {step!r}; the steps are {', '.join(STAGES)}")
        if step not in self.made:
            raise StateError(f"step {step} has not run on what is here now; run: curation run {step}")
        name = name or MAIN_TABLE[step]
        return self.made[step].table(name, STAGES[step].records[name])

    def taxonomies(self) -> list[taxonomy.Taxonomy]:
        """The taxonomies that the datasets use, each once, in the order of the settings."""
        loaded = [taxonomy.load(d.taxonomy, self.workspace) for d in self.settings.dataset]
        return list({t.id: t for t in loaded}.values())


# --- what is in git -------------------------------------------------------------------------------------------------


def documents(run: Run) -> list[Document]:
    """The documents of the workspace, every edition."""
    from curation.sources import manifest

    return manifest.load(run.workspace)


def judgements(run: Run) -> list[Judgement]:
    """What people have said so far, counted or not."""
    from curation.review.standing import gather

    return gather.record(run.workspace)


def items(run: Run) -> list[ReviewItem]:
    """What has been put before people, every batch."""
    from curation.review.judgements import batches

    return batches.items(run.workspace)


def carried(run: Run) -> migration.Carried:
    """The candidates that were frozen for review, as they rest on the editions in force; needs the clauses."""
    from curation.review.judgements import batches

    return migration.carry(batches.candidates(run.workspace), run.table("ingest"), documents(run))


def review_evidence(run: Run) -> Evidence:
    """Everything that the standing of the review is a function of; needs the clauses where there are documents."""
    import polars as pl

    from curation.review.standing import gather

    if "ingest" not in run.made:
        return gather.gather(run.workspace, run.settings.review)
    known = carried(run)
    wanted = {clause for candidate in known.candidates for clause in candidate.clauses}
    clauses = run.table("ingest").filter(pl.col("id").is_in(sorted(wanted)))
    return gather.gather(
        run.workspace, run.settings.review, partial(_carry, run), {c.id: c for c in tables.rows(clauses, Clause)},
        migration.unexamined(known, items(run)),
    )  # fmt: skip


def _carry(run: Run, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates as they rest on the editions in force."""
    return migration.carry(candidates, run.table("ingest"), documents(run)).candidates


# --- the steps -----------------------------------------------------------------------------------------------------


def _ingest(run: Run) -> Output:
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


def _rules(run: Run) -> Output:
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
        read = model_judging.rules_read(
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
    return model_judging.asker(run.workspace, step, run.adapters.completer(), run.adapters.watch, keep)


def _unanswered(asks: Asker | None, step: str) -> dict[str, str]:
    """What a step still waits for, by kind of failure."""
    return {} if asks is None else pending.of(asks.failures(step))


def labelled(run: Run) -> pl.DataFrame:
    """The clauses, each with the modality that its rules say; steps `ingest` and `rules` must have run."""
    import polars as pl

    from curation import rules

    clauses, found = run.table("ingest"), run.table("rules")
    said = rules.modalities_of(found.select("id", "modality", "elements").iter_rows())
    return clauses.with_columns(
        modality=pl.col("id").replace_strict(said, default="other", return_dtype=pl.String)
    )


def _map(run: Run) -> Output:
    import polars as pl

    from curation.pipeline import bulk, ranking_of
    from curation.pipeline.bulk import mapping as in_parts
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
            mapped_part = model_judging.judged(
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


def unmapped(run: Run, mapped: Collection[str]) -> pl.DataFrame:
    """`clause` and `reason` of every clause that is not among `mapped`; needs the clauses."""
    clauses, present = run.table("ingest"), documents(run)
    named = losses.named_documents(run.settings.dataset, {d.slug for d in present})
    in_force = migration.in_force(clauses, present)["id"].to_list()
    return losses.unmapped(clauses, in_force, named, mapped, run.settings.map.skip_kinds)


def material(run: Run) -> generating.Material:
    """What the generate step works with; steps `ingest`, `rules` and `map` must have run."""
    return generating.Material(
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


def _generate(run: Run) -> Output:
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
    frozen = tables.frame(carried(run).candidates, Candidate)
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
    """The drafts that no frozen candidate is: neither by id nor by content, which a new edition gives another id."""
    import polars as pl

    same = drafted.join(frozen, on=["dataset", "fingerprint"], how="anti", maintain_order="left")
    return same.filter(~pl.col("id").is_in(frozen["id"].to_list()))


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


def pictures_of(candidates: pl.DataFrame) -> list[Picture]:
    """The pictures that candidates show, each digest once, in order of the digests."""
    shown = candidates["pictures"].explode(empty_as_null=False, keep_nulls=False).to_list()
    known = {one["sha256"]: one for one in shown}
    return [Picture.model_validate(known[digest]) for digest in sorted(known)]


def _lint(run: Run) -> Output:
    import polars as pl

    from curation import checks
    from curation.pictures import files as pictures

    candidates = run.table("generate")
    # Of two that say the same, the first stays: what people saw or wrote comes before what was drafted.
    seen = pl.col("id").is_in(sorted({i.subject for i in items(run)}))
    written = pl.col("origin").struct.field("generator").is_in(["author", "review"])
    candidates = candidates.sort(~seen, ~written, "id")
    looks = pictures.looks(run.workspace, pictures_of(candidates))
    findings = checks.lint(candidates, run.table("ingest"), run.settings.lint, looks)
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


def _passed(run: Run) -> pl.DataFrame:
    """The candidates without an error finding."""
    import polars as pl

    findings = run.table("lint")
    stopped = findings.filter(pl.col("severity") == "error")["candidate"].to_list()
    return run.table("generate").filter(~pl.col("id").is_in(stopped))


def _families(candidates: pl.DataFrame) -> dict[str, str]:
    """The first ancestor of every candidate: revisions and variants of one base are one family."""
    parents = dict(zip(candidates["id"], candidates["parent"], strict=True))
    first: dict[str, str] = {}
    for name in parents:
        path = [name]
        while (above := parents.get(path[-1])) is not None and above not in path:
            path.append(above)
        first[name] = path[-1]
    return first


def picture_groups(workspace: Path, candidates: pl.DataFrame) -> dict[str, str]:
    """By candidate with pictures the name of the group of those whose pictures look alike; empty where none shows one."""
    from curation.core.errors import Issue
    from curation.dedup import pictures
    from curation.pictures import files

    looks = files.looks(workspace, pictures_of(candidates))
    shown = {
        name: [one["sha256"] for one in images]
        for name, images in candidates.select("id", "pictures").iter_rows()
        if images
    }
    return pictures.groups(shown, {d: s.look for d, s in looks.items() if not isinstance(s, Issue)})


def deduplicated(
    items: pl.DataFrame, group: Mapping[str, str], settings: DedupSettings, embedder: Embedder | None = None, engine: Engine | None = None
) -> DedupResult:  # fmt: skip
    """The clusters and edges of items (`dedup_items`): two with pictures merge only where these look alike as well."""
    import polars as pl

    from curation import dedup
    from curation.dedup import pictures

    mark = pl.col("id").replace_strict(dict(group), default=None, return_dtype=pl.String)
    label = pl.concat_str("label", (pl.lit(pictures.MARK) + mark).fill_null(""))
    result = dedup.deduplicate(
        items.with_columns(label=label) if group else items, settings, embedder, engine
    )
    return replace(result, edges=pictures.told(result.edges, group, result.kept))


def dedup_items(candidates: pl.DataFrame, frozen: Sequence[str]) -> pl.DataFrame:
    """Candidates in the form the dedup step takes: id, text, label, family, pair, rank. A conversation counts by what the user says.

    Human-written comes before machine-made, then what was put before people (the ids `frozen`) before what was not,
    then more evidence before less.
    """
    import polars as pl

    evidence = pl.col("evidence").list.len().clip(0, 9)
    human = (
        pl.when(pl.col("origin").struct.field("generator").is_in(["author", "review"])).then(0).otherwise(20)
    )
    unseen = pl.when(pl.col("id").is_in(list(frozen))).then(0).otherwise(10)
    return candidates.select(
        "id",
        text=pl.when(pl.col("kind") == "question")
        .then(
            pl.concat_str(
                [
                    pl.col("stem"),
                    pl.col("options").list.get(pl.col("answer"), null_on_oob=True).fill_null(""),
                ],
                separator="\n",
            )
        )
        .when(pl.col("kind") == "task")
        .then(pl.concat_str("text", "instruction", separator="\n"))
        .otherwise("text"),
        label=pl.concat_str(
            [
                pl.col("dataset"),
                pl.col("kind"),
                pl.when("benign").then(pl.lit("benign")).otherwise(pl.lit("unsafe")),
                pl.col("categories").list.first().fill_null(""),
            ],
            separator="|",
        ),
        family=pl.col("id").replace_strict(_families(candidates), return_dtype=pl.String),
        pair="pair",
        rank=(human + unseen - evidence).cast(pl.Int64),
    )


def _dedup(run: Run) -> Output:
    passed = _passed(run)
    embedder = run.adapters.embedder() if run.adapters.embedder else None
    frozen = sorted({i.subject for i in items(run)})
    group = picture_groups(run.workspace, passed)
    settings = run.settings.dedup
    result = deduplicated(dedup_items(passed, frozen), group, settings, embedder, run.adapters.engine)
    reasons = {
        "the other side of its pair goes" if method == "pair" else method: n
        for method, n in result.clusters.group_by("method").len().sort("method").iter_rows()
    }
    contrasts = result.edges.filter(result.edges["relation"] == "contrast").height
    return Output(
        {"clusters": result.clusters, "edges": result.edges},
        Loss(passed.height, passed.height - result.clusters.height, reasons),
        {"contrast_pairs": contrasts},
    )


def kept(run: Run) -> pl.DataFrame:
    """The candidates that passed every check, are nobody's duplicate and were not replaced by a revision."""
    import polars as pl

    candidates = run.table("generate")
    replaced = candidates.filter(pl.col("variant") == "revision")["parent"].drop_nulls().to_list()
    dropped = run.table("dedup")["member"].to_list() + replaced
    return _passed(run).filter(~pl.col("id").is_in(dropped))


def _route(run: Run) -> Output:
    import polars as pl

    from curation import review
    from curation.mapping import active

    candidates = kept(run)
    frozen, moves, seen = items(run), carried(run).suspect, review_evidence(run)
    again = {d.subject for d in review.decisions(seen) if d.rule == "suspect"}
    already = sorted({i.subject for i in frozen} - again)
    waiting = candidates.filter(~pl.col("id").is_in(already))
    doubts = [migration.finding(name, moves.get(name, ())) for name in sorted(again)]
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


WORK: Mapping[str, Callable[[Run], Output]] = {
    "ingest": _ingest,
    "rules": _rules,
    "map": _map,
    "generate": _generate,
    "lint": _lint,
    "dedup": _dedup,
    "route": _route,
}
