"""Documents read in parts, each document in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from curation.core.errors import InputError, Issue

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from curation.core.ports import Engine
    from curation.readers.ledger import Account
    from curation.readers.settings import Settings as IngestSettings
    from curation.sources.manifest import Source


@dataclass(frozen=True)
class ReadDocument:
    """What is kept of a document that was read."""

    clauses: pl.DataFrame
    dropped: pl.DataFrame
    placements: pl.DataFrame
    account: Account
    refusals: list[Issue]
    """What stops a run unless the manifest allows it."""


@dataclass(frozen=True)
class Files(Sequence["tuple[Source, bytes | list[Issue]]"]):
    """Entries of a manifest with the bytes of their documents, or why there are none, each read when it is asked for."""

    workspace: Path
    sources: Sequence[Source]

    def __len__(self) -> int:
        return len(self.sources)

    def __getitem__(self, place: int) -> tuple[Source, bytes | list[Issue]]:  # type: ignore[override]
        from curation.sources import manifest

        source = self.sources[place]
        try:
            return source, manifest.bytes_of(self.workspace, source.document)
        except InputError as error:
            return source, list(error.issues)


def readings(
    files: Sequence[tuple[Source, bytes | list[Issue]]], settings: IngestSettings, engine: Engine
) -> list[ReadDocument | list[Issue]]:
    """What each document gave, or the issues that forbid it, in the order given."""
    from curation.pipeline import bulk

    return bulk.mapped(partial(reading, settings=settings), files, engine)


def reading(
    given: tuple[Source, bytes | list[Issue]], settings: IngestSettings
) -> ReadDocument | list[Issue]:
    """What a document gave, or the issues that forbid it."""
    from curation import readers
    from curation.core import tables
    from curation.core.records import Clause, Dropped, Placement
    from curation.readers import ledger

    source, data = given
    if isinstance(data, list):
        return data
    try:
        whole = readers.parse(source.document, data, settings=settings)
    except InputError as error:
        return list(error.issues)
    return ReadDocument(
        tables.frame(whole.clauses, Clause),
        tables.frame(whole.dropped, Dropped),
        tables.frame(whole.placements, Placement),
        ledger.account(whole),
        ledger.refusals(whole, source.allow, source.max_left_out),
    )
