"""A workspace: run it, cut a release, verify one. The same doors as the commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.core.errors import Issue
    from curation.pipeline.workspace_run import Adapters, Run

Tell = Callable[[str, int, int], None]


def open(workspace: str | Path, adapters: Adapters | None = None, *, progress: Tell | None = None) -> Run:
    """A run on the workspace in a folder, with the models and plugins that its settings name; no step has run yet.

    Args:
        workspace: a folder with `curation.toml`.
        adapters: an embedder, a completer and an engine in the place of those that the settings name.
        progress: called with what is being done, how many parts are done and how many there are.

    Raises: ConfigError when the settings are wrong; MissingExtra when what they name is not installed.
    """
    from curation.pipeline import composition, running

    place = Path(workspace)
    if adapters is not None or progress is None:
        return running.open_run(place, adapters)
    return composition.open_run(place, watch=progress)


def run_workspace(workspace: str | Path | Run, until: str = "route", *, progress: Tell | None = None) -> Run:
    """The run after all steps up to `until` are up to date: those that were missing or stale have run.

    Raises: InputError with every finding; what earlier steps made is kept.
    """
    from curation.pipeline import running

    asked = open(workspace, progress=progress) if isinstance(workspace, str | Path) else workspace
    return running.execute(asked, until)


def cut_release(workspace: str | Path | Run, dataset: str, version: str, *, preview: bool = False) -> Path:
    """The folder of a release that is cut from what the workspace holds now.

    Raises: GateError with all that forbids it and how far off it is.
    """
    from curation.pipeline import assembly

    asked = open(workspace) if isinstance(workspace, str | Path) else workspace
    return assembly.cut(asked, dataset, version, preview)


def verify_release(folder: str | Path) -> list[Issue]:
    """The differences between a release and what was cut, as issues; empty when there are none."""
    from curation import release

    return release.verify(Path(folder))
