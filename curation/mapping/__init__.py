"""Clauses to categories: lexical, by meaning and learned from judgements, with probabilities and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder
    from curation.core.records import Judgement
    from curation.mapping.settings import Settings
    from curation.taxonomy import Taxonomy


def map_clauses(
    clauses: pl.DataFrame,
    taxonomies: Sequence[Taxonomy],
    settings: Settings,
    embedder: Embedder | None,
    judgements: Sequence[Judgement] = (),
) -> pl.DataFrame:
    """A frame of `Mapping`: see `curation.mapping.clauses.map_clauses`.

    Args:
        clauses: Rows of `Clause`.
        taxonomies: Each is mapped to by itself.
        settings: Method and threshold.
        embedder: Needed by methods with vectors.
        judgements: What people said of mappings; later ones count.
    """
    from curation.mapping import clauses as bulk

    return bulk.map_clauses(clauses, taxonomies, settings, embedder, judgements)


def map_texts(
    texts: Sequence[str], taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None, top: int = 10
) -> list[list[dict[str, object]]]:
    """Candidates of each text: see `curation.mapping.combine.map_texts`.

    Args:
        texts: Any texts, each mapped by itself.
        taxonomy: Whose leaves are the candidates.
        settings: Method and threshold.
        embedder: Needed by methods with vectors.
        top: How many candidates a text gets, 1 or more.
    """
    from curation.mapping import combine

    return combine.map_texts(texts, taxonomy, settings, embedder, top)


def weights_digest() -> str:
    """SHA-256 of the shipped weights: part of the key of the map step."""
    from curation.mapping import weights

    return weights.digest()
