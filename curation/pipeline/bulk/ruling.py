"""Rules read in parts, each of whole documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curation.core import cycle_search, tables
from curation.core.records import Clause, Rule
from curation.pipeline import bulk

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Engine

RULED = 4_000
"""Clauses of small documents whose rules are read in one piece; a larger document is one piece by itself."""


@dataclass(frozen=True)
class _Parts(Sequence["pl.DataFrame"]):
    """Parts of a table of clauses, each cut out when it is asked for."""

    clauses: pl.DataFrame
    rows: Sequence[Sequence[tuple[int, int]]]
    """First row and number of rows of each document of each part."""

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> pl.DataFrame:  # type: ignore[override]
        return bulk.joined([self.clauses.slice(first, height) for first, height in self.rows[place]])


def rules(clauses: pl.DataFrame, engine: Engine | None = None) -> pl.DataFrame:
    """A frame of `Rule`, as `rules.extract` gives them: documents and editions in the order in which they first stand."""
    frames = bulk.mapped(_rules, _Parts(clauses, _documents(clauses)), engine)
    return bulk.joined(frames) if frames else tables.frame([], Rule)


def _documents(clauses: pl.DataFrame) -> list[list[tuple[int, int]]]:
    """The rows of whole documents, put together until a part holds `RULED` clauses."""
    runs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    first = 0
    for document, edition, height in _runs(clauses).iter_rows():
        runs.setdefault((document, edition), []).append((first, height))
        first += height
    parts: list[list[tuple[int, int]]] = []
    held = 0
    for rows in runs.values():
        size = sum(height for _, height in rows)
        if not parts or held + size > RULED:
            parts.append([])
            held = 0
        parts[-1] += rows
        held += size
    return parts


def _runs(clauses: pl.DataFrame) -> pl.DataFrame:
    """`document`, `edition` and height of each run of rows of one document."""
    import polars as pl

    names = ["document", "edition"]
    changes = pl.any_horizontal((pl.col(name) != pl.col(name).shift()).fill_null(False) for name in names)
    numbered = clauses.select(*names, changes.cum_sum().alias("run"))
    return numbered.group_by("run", *names, maintain_order=True).len().select(*names, "len")


def _rules(clauses: pl.DataFrame) -> pl.DataFrame:
    from curation.rules import extract

    with cycle_search.put_off():
        return tables.frame(extract(tables.rows(clauses, Clause)), Rule)
