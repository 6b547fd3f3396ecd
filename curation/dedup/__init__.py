"""Items to clusters of duplicates: exact, near and semantic, never across a contrast."""

from curation.dedup.cascade import Result, deduplicate

__all__ = ["Result", "deduplicate"]
