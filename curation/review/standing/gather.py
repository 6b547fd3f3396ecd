"""The evidence of a workspace, read: the only reader of what people said, apart from the pull that writes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from curation.core.records import Candidate, Clause, Judgement
from curation.review.judgements import batches
from curation.review.settings import Settings
from curation.review.standing.evidence import ReviewEvidence


def gather(
    workspace: Path,
    settings: Settings,
    migrate: Callable[[Sequence[Candidate]], Sequence[Candidate]] = list,
    clauses: Mapping[str, Clause] | None = None,
    suspect: Collection[str] = (),
) -> ReviewEvidence:
    """The evidence of a workspace.

    `migrate` gives candidates as they rest on the editions in force, `clauses` are what they rest on, `suspect` those whose
    clause changed and that nobody was asked about since.

    Args:
        workspace: The folder of the workspace.
        settings: Those of the review.
        migrate: Gives candidates as they rest on the editions in force.
        clauses: The clauses in force by id; None where no step has run.
        suspect: Ids of candidates whose clause changed.
    """
    heads = batches.heads(workspace)
    return ReviewEvidence(
        items=batches.items(workspace),
        judgements=batches.judgements(workspace),
        settings=settings,
        heads=heads,
        candidates=batches.candidates(workspace),
        migrate=migrate,
        clauses=clauses or {},
        suspect=suspect,
        lots={h.name: batches.lot_lines(workspace, h.name) for h in heads if h.purpose == "audit"},
    )


def settled(workspace: Path, batch: str, reviewer: str) -> set[tuple[str, bool]]:
    """What a person has judged or skipped of a batch: item, and whether with the key shown."""
    return {
        (j.item, j.stage == "verdict")
        for j in batches.judgements(workspace, batch)
        if j.reviewer == reviewer and j.status in ("active", "skipped")
    }


def answered(workspace: Path, batch: str, reviewer: str) -> dict[str, dict[str, int]]:
    """The items of a batch that a person has answered without the key, with the answer of each book that stands."""
    return {
        j.item: dict(j.answers)
        for j in batches.judgements(workspace, batch)
        if j.reviewer == reviewer and j.stage != "verdict" and j.status == "active"
    }


def record(workspace: Path, batch: str | None = None) -> list[Judgement]:
    """Everything that people said, of one batch or all, counted or not, each with the status that its log gives it."""
    return batches.judgements(workspace, batch)
