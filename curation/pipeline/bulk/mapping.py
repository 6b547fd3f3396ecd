"""Clauses mapped in parts of a fixed size."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from curation.pipeline import bulk

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder, Engine
    from curation.mapping.settings import Settings as MapSettings
    from curation.taxonomy import Taxonomy

PART = 8_192
"""Clauses that are mapped in one piece. It decides how clauses meet in matrix products, and so the last digits: one value everywhere."""


@dataclass(frozen=True)
class _Parts(Sequence["pl.DataFrame"]):
    """A table in parts, each cut out when it is asked for; one empty part of an empty table."""

    whole: pl.DataFrame
    size: int

    def __len__(self) -> int:
        return max(1, -(-self.whole.height // self.size))

    def __getitem__(self, place: int) -> pl.DataFrame:  # type: ignore[override]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.whole.slice(place * self.size, self.size)


def mappings(
    clauses: pl.DataFrame,
    taxonomy: Taxonomy,
    settings: MapSettings,
    embedder: Callable[[], Embedder] | None,
    engine: Engine | None = None,
    part: int = PART,
) -> pl.DataFrame:
    """A frame of `Mapping`, as `mapping.map_clauses` gives it for clauses that nobody judged.

    Each different text is embedded once: clauses with one text and the same headings are mapped in one part, where the
    embedder's own cache serves them. `embedder` gives the embedder inside a worker, so it must be importable there.

    Args:
        clauses: Rows of `Clause`.
        taxonomy: Whose leaves are the candidates.
        settings: Method and threshold.
        embedder: Makes the embedder; None for methods without vectors.
        engine: Where the work runs; None runs it here.
        part: How many different texts are mapped in one part.
    """
    work = partial(_mappings, taxonomy=pickle.dumps(taxonomy), settings=settings, embedder=embedder)
    return bulk.joined(bulk.mapped(work, _Parts(clauses.sort("id"), part), engine))


def _mappings(
    clauses: pl.DataFrame, taxonomy: bytes, settings: MapSettings, embedder: Callable[[], Embedder] | None
) -> pl.DataFrame:
    from curation import mapping

    opened = embedder() if embedder is not None else None
    return mapping.map_clauses(clauses, [_taxonomy(taxonomy)], settings, opened)


@lru_cache(maxsize=4)
def _taxonomy(pickled: bytes) -> Taxonomy:
    """The taxonomy that a worker was sent, the same object for each part: it is made ready for scoring once."""
    taxonomy: Taxonomy = pickle.loads(pickled)
    return taxonomy
