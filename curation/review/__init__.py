"""Clusters to review items, to people, to judgements, to decisions."""

from __future__ import annotations

from curation.review import batches
from curation.review.decide import decide
from curation.review.revise import revisions
from curation.review.route import route
from curation.review.shown import reworded

__all__ = ["batches", "decide", "revisions", "reworded", "route"]
