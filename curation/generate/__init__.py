"""Mapping -> Candidate: the offline template, models, variants and hand-written items."""

from curation.generate.author import folder_of as authored
from curation.generate.run import Generated, generate
from curation.generate.skips import REASONS

__all__ = ["REASONS", "Generated", "authored", "generate"]
