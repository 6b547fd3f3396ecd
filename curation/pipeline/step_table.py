"""The function of each step. This is where the step packages meet: none of them knows another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from curation.core.stage import Output
from curation.pipeline.steps import candidates, clauses, duplicates
from curation.pipeline.workspace_run import Run

WORK: Mapping[str, Callable[[Run], Output]] = {
    "ingest": clauses.ingest,
    "rules": clauses.read_rules,
    "map": clauses.map_clauses,
    "generate": candidates.generate,
    "lint": candidates.lint,
    "dedup": duplicates.deduplicate,
    "route": candidates.route,
}
"""By step what it does with a run."""
