"""The steps up to the mapping in parts on an engine that works in other processes: a whole code of law on several cores or machines.

Parts are cut by document, or by a fixed number of clauses in the order of their ids, and never by worker; results are put back
in order. So the tables are the same bytes as those of one process (`tests/unit/pipeline/test_bulk.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.core.ports import Engine


def leaves_process(engine: Engine | None) -> bool:
    """Whether an engine works in other processes; threads gain nothing for what is Python's own."""
    return bool(getattr(engine, "in_processes", False))
