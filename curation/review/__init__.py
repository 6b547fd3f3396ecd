"""Clusters to review items, to people, to judgements, to decisions."""

from __future__ import annotations

from curation.review.board.presentation import reworded
from curation.review.decisions.revisions import revisions
from curation.review.decisions.rules import decide
from curation.review.judgements import batches
from curation.review.planning.route import route

__all__ = ["batches", "decide", "revisions", "reworded", "route"]
