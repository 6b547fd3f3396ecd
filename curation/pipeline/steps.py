"""The function of each step. This is where the step packages meet: none of them knows another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from curation.core.stage import Output
from curation.pipeline import candidate_steps, clause_steps, dedup_step
from curation.pipeline.workspace_run import Run

WORK: Mapping[str, Callable[[Run], Output]] = {
    "ingest": clause_steps.ingest,
    "rules": clause_steps.read_rules,
    "map": clause_steps.map_clauses,
    "generate": candidate_steps.generate,
    "lint": candidate_steps.lint,
    "dedup": dedup_step.deduplicate,
    "route": candidate_steps.route,
}
"""By step what it does with a run."""
