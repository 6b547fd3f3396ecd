"""The steps up to the mapping in parts, here or on an engine that works in other processes: a whole code of law on several machines.

Parts are cut by document, or by a fixed number of clauses in the order of their ids, and never by worker or engine; results are
put back in order. So the tables are the same bytes everywhere (`tests/unit/pipeline/test_bulk.py`). Records by the thousand stay
where they are made: what comes back is tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Engine

A = TypeVar("A")
B = TypeVar("B")


def leaves_process(engine: Engine | None) -> bool:
    """Whether an engine works in other processes; threads gain nothing for what is Python's own."""
    return bool(getattr(engine, "in_processes", False))


def mapped(function: Callable[[A], B], items: Sequence[A], engine: Engine | None) -> list[B]:
    """`function` of each item, in the order given: by the engine, or one after the other here where there is none."""
    if engine is None or not leaves_process(engine):
        return [function(items[place]) for place in range(len(items))]
    return engine.map(function, items)


def joined(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Frames one below the other in one piece of memory: its bytes do not tell how many there were."""
    import polars as pl

    return pl.concat(frames, rechunk=True)
