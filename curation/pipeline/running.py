"""Running the steps, and saying what is missing or stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from curation.core import stage
from curation.core.errors import StateError
from curation.core.stage import Artifact
from curation.pipeline import composition, config, keys
from curation.pipeline.run_tables import kept
from curation.pipeline.step_table import WORK
from curation.pipeline.steps.duplicates import dedup_items
from curation.pipeline.workspace_run import (
    MAIN_TABLE,
    ROUTE,
    STAGES,
    Adapters,
    Run,
    Watch,
    documents,
    migrated,
    steps_folder,
    unwatched,
)

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "MAIN_TABLE",
    "ROUTE",
    "STAGES",
    "Adapters",
    "Run",
    "Standing",
    "Watch",
    "dedup_items",
    "documents",
    "execute",
    "fresh",
    "kept",
    "last_table",
    "look",
    "migrated",
    "open_run",
    "unwatched",
]  # fmt: skip

State = Literal["fresh", "stale", "missing", "waits"]


@dataclass(frozen=True)
class Standing:
    """How a step stands: fresh, stale (with the parts of its key that changed), missing, or waiting for another."""

    step: str
    state: State
    why: Sequence[str]
    artifact: Artifact | None


_TOLD: Mapping[str, str] = {
    "authored": "imported items changed",
    "code": "the program changed",
    "completer": "the language model or its settings changed",
    "datasets": "the datasets in the settings changed",
    "documents": "the documents changed",
    "editions": "an edition was added or changed",
    "embedder": "the embedding model changed",
    "frozen": "a batch was frozen",
    "items": "a batch was frozen",
    "judgements": "a batch was frozen, or people judged",
    "libraries": "a library changed",
    "pictures": "pictures changed",
    "plugins": "a plugin changed",
    "schemas": "a file of schemas changed",
    "settings": "the settings changed",
    "taxonomies": "a taxonomy changed",
    "weights": "the weights of the mapping changed",
}
"""What is said of the parts of a key; a part of another name is told by it."""


def reasons(why: Sequence[str]) -> list[str]:
    """Why a step is stale, in words, each once: the parts of its key that changed."""
    told = (
        f"step {name.removeprefix('input:')} gave something else"
        if name.startswith("input:")
        else _TOLD.get(name, name)
        for name in why
    )
    return list(dict.fromkeys(told))


def not_fresh(standing: Standing) -> StateError:
    """The error of a command that needs a step which is not up to date; it names the reason and the command that cures it."""
    because = f" ({'; '.join(reasons(standing.why))})" if standing.why else ""
    return StateError(f"step {standing.step} is {standing.state}{because}; run: curation run")


def open_run(workspace: Path, adapters: Adapters | None = None) -> Run:
    """A run on the workspace, nothing done yet: what the command line opens too.

    It has the embedder, the language model and the plugins that the settings name, or the `adapters` given in their place.

    Raises: ConfigError when the settings are wrong; MissingExtra when what they name is not installed.
    """
    if adapters is not None:
        return Run(workspace, config.load(workspace), adapters)
    return composition.open_run(workspace)


def execute(
    run: Run,
    until: str = "route",
    tell: Callable[[str, Artifact, bool], None] = lambda *_: None,
) -> Run:
    """Runs what is missing or stale, up to and including the step `until`.

    `tell(step, artifact, whether it was reused)` is called after each step, the adapters' `watch` before it, and their
    `warn` with one line for an artifact that is not what was written and is made again.

    Raises: InputError with every finding when the data is wrong; what earlier steps made is kept.
    """
    if until not in STAGES:
        raise StateError(f"there is no step {until!r}; the steps are {', '.join(STAGES)}")
    for number, (name, step) in enumerate(STAGES.items()):
        run.adapters.watch(f"step {name}", number, len(STAGES))
        parts = keys.parts(run, step)
        key = stage.key_of(step, parts)
        last = stage.find(run.root, step, key)
        reused = last is not None and not last.pending
        if last is None and (fault := stage.damage(run.root, step, key)):
            run.adapters.warn(f"step {name} is made again: of what it kept, {fault}")
        run.made[name] = stage.run(run.root, step, parts, lambda name=name: WORK[name](run))  # type: ignore[misc]
        tell(name, run.made[name], reused)
        if name == until:
            break
    return run


def look(run: Run) -> list[Standing]:
    """How every step stands, without running any; fresh artifacts are taken up into the run."""
    standings: list[Standing] = []
    for name, step in STAGES.items():
        last = stage.latest(run.root, step)
        if any(need not in run.made for need in step.needs):
            standings.append(
                Standing(name, "missing" if last is None else "waits", ["an earlier step"], last)
            )
            continue
        parts = keys.parts(run, step)
        key = stage.key_of(step, parts)
        if artifact := stage.find(run.root, step, key):
            run.made[name] = artifact
            pending = [f"pending: {words}" for _, words in sorted(artifact.pending.items())]
            standings.append(Standing(name, "stale" if pending else "fresh", pending, artifact))
        elif fault := stage.damage(run.root, step, key):
            standings.append(Standing(name, "stale", [f"damaged: {fault}"], None))
        elif last is None:
            standings.append(Standing(name, "missing", [], None))
        else:
            standings.append(Standing(name, "stale", stage.stale_because(last, parts), last))
    return standings


def last_table(workspace: Path, step: str, name: str | None = None) -> pl.DataFrame | None:
    """A table of the most recent finished run of `step`, stale or not; None when the step never ran here.

    `name` is the table, by default the step's main one.

    Raises: InputError when the file is not such a table.
    """
    name = name or MAIN_TABLE[step]
    artifact = stage.latest(steps_folder(workspace), STAGES[step])
    return None if artifact is None else artifact.table(name, STAGES[step].records[name])


def fresh(workspace: Path, until: str = "route", adapters: Adapters | None = None) -> Run:
    """A run whose steps up to `until` are all fresh.

    Raises: StateError naming the command that makes them so.
    """
    run = open_run(workspace, adapters)
    for standing in look(run):
        if standing.state != "fresh":
            raise not_fresh(standing)
        if standing.step == until:
            break
    return run
