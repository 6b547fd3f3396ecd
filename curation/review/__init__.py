"""Clusters to review items, to people, to judgements, to decisions."""

from __future__ import annotations

from curation.review.board.presentation import reworded
from curation.review.judgements import batches
from curation.review.planning.route import route
from curation.review.standing.state import decide, decisions, revisions

__all__ = ["batches", "decide", "decisions", "revisions", "reworded", "route"]
