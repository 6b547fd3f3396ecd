"""Mapping -> Candidate: the offline template, models, variants and hand-written items."""

from curation.generate.run import Generated, generate

__all__ = ["Generated", "generate"]
