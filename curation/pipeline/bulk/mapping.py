"""Clauses mapped in parts of a fixed size, in processes of an engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder, Engine
    from curation.mapping.settings import Settings as MapSettings
    from curation.taxonomy import Taxonomy

PART = 8_192
"""Clauses that are mapped in one piece: the taxonomy is made ready once for each, which takes about a second."""


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
