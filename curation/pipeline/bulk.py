"""The steps up to the mapping in parts on an engine that works in other processes: a whole code of law on several cores or machines.

Parts are cut by document, or by a fixed number of clauses in the order of their ids, and never by worker; results are put back
in order. So the tables are the same bytes as those of one process (`tests/unit/pipeline/test_bulk.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from curation.core import tables
from curation.core.errors import InputError, Issue
from curation.core.records import Clause, Rule

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from curation.core.ports import Embedder, Engine
    from curation.core.records import Document
    from curation.mapping.settings import Settings as MapSettings
    from curation.readers import Reading
    from curation.readers.settings import Settings as IngestSettings
    from curation.taxonomy import Taxonomy

PART = 8_192
"""Clauses that are mapped in one piece: the taxonomy is made ready once for each, which takes about a second."""
RULED = 20_000
"""Clauses of small documents whose rules are read in one piece; a larger document is one piece by itself."""


def leaves_process(engine: Engine | None) -> bool:
    """Whether an engine works in other processes; threads gain nothing for what is Python's own."""
    return bool(getattr(engine, "in_processes", False))


# --- documents ------------------------------------------------------------------------------------------------------


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


# --- rules ----------------------------------------------------------------------------------------------------------


def rules(clauses: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """A frame of `Rule`, as `rules.extract` gives them: documents and editions in the order in which they first stand."""
    import polars as pl

    documents = clauses.partition_by(["document", "edition"], maintain_order=True)
    parts: list[list[pl.DataFrame]] = [[]]
    for document in documents:
        if parts[-1] and sum(d.height for d in parts[-1]) + document.height > RULED:
            parts.append([])
        parts[-1].append(document)
    frames = engine.map(_rules, [pl.concat(part) for part in parts if part])
    return pl.concat(frames) if frames else tables.frame([], Rule)


def _rules(clauses: pl.DataFrame) -> pl.DataFrame:
    from curation.rules import extract

    return tables.frame(extract(tables.rows(clauses, Clause)), Rule)


# --- mapping --------------------------------------------------------------------------------------------------------


def mappings(
    clauses: pl.DataFrame,
    taxonomy: Taxonomy,
    settings: MapSettings,
    embedder: Callable[[], Embedder] | None,
    engine: Engine,
    part: int = PART,
) -> pl.DataFrame:
    """A frame of `Mapping`, as `mapping.map_clauses` gives it for clauses that nobody judged.

    Each different text is embedded once: clauses with one text and the same headings are mapped in one part, where the
    embedder's own cache serves them. `embedder` gives the embedder inside a worker, so it must be importable.
    """
    import polars as pl

    ordered = clauses.sort("id")
    pieces = [ordered.slice(first, part) for first in range(0, ordered.height, part)]
    work = partial(_mappings, taxonomy=taxonomy, settings=settings, embedder=embedder)
    frames = engine.map(work, pieces or [ordered])
    return pl.concat(frames)


def _mappings(
    clauses: pl.DataFrame, taxonomy: Taxonomy, settings: MapSettings, embedder: Callable[[], Embedder] | None
) -> pl.DataFrame:
    from curation import mapping

    return mapping.map_clauses(clauses, [taxonomy], settings, embedder() if embedder is not None else None)
