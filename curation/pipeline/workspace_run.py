"""One look at a workspace: its settings, what of the outside world it may use, its tables, and what lies in git."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curation import taxonomy
from curation.core import tables
from curation.core.errors import StateError
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
    Placement,
    ReviewItem,
    Rule,
    Skip,
)
from curation.core.records import Mapping as ClauseMapping
from curation.core.stage import Artifact, Stage
from curation.editions import migration
from curation.pipeline import config

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Completer, Embedder, Engine
    from curation.review.standing.evidence import ReviewEvidence


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


def migrated(run: Run) -> migration.Migrated:
    """The candidates that were frozen for review, as they rest on the editions in force; needs the clauses."""
    from curation.review.judgements import batches

    return migration.migrate(batches.candidates(run.workspace), run.table("ingest"), documents(run))


def review_evidence(run: Run) -> ReviewEvidence:
    """Everything that the standing of the review is a function of; needs the clauses where there are documents."""
    import polars as pl

    from curation.review.standing import gather

    if "ingest" not in run.made:
        return gather.gather(run.workspace, run.settings.review)
    known = migrated(run)
    wanted = {clause for candidate in known.candidates for clause in candidate.clauses}
    clauses = run.table("ingest").filter(pl.col("id").is_in(sorted(wanted)))
    return gather.gather(
        run.workspace, run.settings.review, partial(_migrated, run), {c.id: c for c in tables.rows(clauses, Clause)},
        migration.unexamined(known, items(run)),
    )  # fmt: skip


def _migrated(run: Run, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates as they rest on the editions in force."""
    return migration.migrate(candidates, run.table("ingest"), documents(run)).candidates
