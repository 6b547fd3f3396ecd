"""Documents read in parts, each in a process of an engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from curation.core.errors import InputError, Issue

if TYPE_CHECKING:
    from pathlib import Path

    from curation.core.ports import Engine
    from curation.core.records import Document
    from curation.readers import Reading
    from curation.readers.settings import Settings as IngestSettings


@dataclass(frozen=True)
class _Files(Sequence["tuple[Document, bytes]"]):
    """Documents with their bytes, each read when it is asked for."""

    workspace: Path
    documents: Sequence[Document]

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, place: int) -> tuple[Document, bytes]:  # type: ignore[override]
        from curation.sources import manifest

        document = self.documents[place]
        return document, manifest.bytes_of(self.workspace, document)


def readings(
    workspace: Path, documents: Sequence[Document], settings: IngestSettings, engine: Engine
) -> list[Reading | list[Issue]]:
    """What each document gave, or the issues that forbid it, in the order given."""
    return engine.map(partial(_reading, settings=settings), _Files(workspace, documents))


def _reading(given: tuple[Document, bytes], settings: IngestSettings) -> Reading | list[Issue]:
    from curation import readers

    try:
        return readers.parse(given[0], given[1], settings=settings)
    except InputError as error:
        return list(error.issues)
