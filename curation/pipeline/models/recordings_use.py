"""Which recorded answers the present settings still ask for, and which answers are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from curation.core.errors import StateError
from curation.core.files import disk
from curation.core.files.io import part_of
from curation.pipeline import composition, config, running
from curation.pipeline.workspace_run import Run

if TYPE_CHECKING:
    from curation.services.recordings import Recording

LAST = "generate"
"""The last step that asks a model."""


@dataclass(frozen=True)
class Use:
    """How the recordings of a workspace stand beside what its settings ask for."""

    used: tuple[Recording, ...]
    stale: tuple[Recording, ...]
    """Recordings that no request asks for any more."""
    missing: tuple[tuple[str, str], ...]
    """Requests without a recording: the digest, and what the request is for."""


def use(workspace: Path) -> Use:
    """What a replay of the steps up to `generate` asks for, beside what is recorded. Nothing is sent, and nothing is changed.

    The steps run in a copy without the journal of finished jobs, so that every request is asked for.

    Raises: StateError when no model is set; InputError for recordings that cannot be read.
    """
    from curation.services import recordings
    from curation.services.model_router import Router

    known = recordings.load(workspace)
    with _copy(workspace) as copy:
        settings = config.load(copy)
        models = settings.models.model_copy(update={"recording": "replay"})
        run = Run(copy, settings.model_copy(update={"models": models}))
        run = Run(copy, run.settings, composition.adapters(copy, run.settings))
        if run.adapters.completer is None:
            raise StateError(
                "no model is set: models.completer and models.model in curation.toml say which is asked"
            )
        running.execute(run, LAST)
        router = run.adapters.completer()
        kept = router.own.recordings if isinstance(router, Router) else None
        asked = {} if kept is None else dict(kept.asked)
    return Use(
        tuple(r for key, r in sorted(known.items()) if key in asked),
        tuple(r for key, r in sorted(known.items()) if key not in asked),
        tuple((key, purpose) for key, purpose in sorted(asked.items()) if key not in known),
    )


@contextmanager
def _copy(workspace: Path) -> Iterator[Path]:
    """A copy of what the steps read, by links where the file system has them; it is gone at the end.

    Files of a workspace are replaced whole and never written in place, so that a link keeps what was there.
    """
    place = part_of(workspace / ".curation" / "recordings")
    disk.folder(place)
    try:
        for part in (config.FILE, "raw", "schemas"):
            source = workspace / part
            if source.exists():
                disk.shared(source, place / part)
        read = workspace / ".curation" / "steps" / "ingest"
        if read.is_dir():
            disk.shared(read, place / ".curation" / "steps" / "ingest")
        yield place
    finally:
        disk.folder_removed(place)


def prune(workspace: Path, stale: tuple[Recording, ...]) -> None:
    """Takes the stale recordings out of their files."""
    from curation.core.files.io import locked
    from curation.services import recordings

    gone = {recording.digest for recording in stale}
    with locked(workspace):
        known = recordings.load(workspace)
        kept = {key: recording for key, recording in known.items() if key not in gone}
        recordings.write(workspace, kept, {recording.asked for recording in stale})
