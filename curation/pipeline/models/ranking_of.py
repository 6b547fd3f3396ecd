"""The map step with a language model that puts the proposals of each clause in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curation import mapping
from curation.mapping import ranking

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder
    from curation.core.records import Judgement
    from curation.core.remote.asking import Asker
    from curation.mapping.settings import Settings
    from curation.taxonomy import Taxonomy


def mapped(
    clauses: pl.DataFrame,
    taxonomy: Taxonomy,
    settings: Settings,
    embedder: Embedder | None,
    held: Sequence[Judgement],
    asks: Asker | None,
) -> pl.DataFrame:
    """A frame of `Mapping` of the clauses, ranked by the language model where the settings ask for that and there is one.

    Args:
        clauses: Rows of `Clause`.
        taxonomy: The taxonomy that is mapped to.
        settings: Method and threshold, and whether a model ranks.
        embedder: Needed by methods with vectors.
        held: What people said of mappings.
        asks: Sends the requests; None where there is no model.
    """
    if asks is None or not settings.ranker:
        return mapping.map_clauses(clauses, [taxonomy], settings, embedder, held)
    wide = settings.model_copy(update={"top": max(ranking.OFFERED, settings.top), "threshold": 0.0})
    proposed = mapping.map_clauses(clauses, [taxonomy], wide, embedder, held)
    texts = dict(clauses.select("id", "text").iter_rows())
    offered = ranking.offered(proposed, settings.ranker_least)
    rankings = ranking.rank(texts, offered, taxonomy, asks, settings.judge_model)
    return ranking.apply(proposed, rankings, settings.top, settings.threshold)
