"""Rules read in parts, each of whole documents, in processes of an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curation.core import tables
from curation.core.records import Clause, Rule

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Engine

RULED = 20_000
"""Clauses of small documents whose rules are read in one piece; a larger document is one piece by itself."""


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
