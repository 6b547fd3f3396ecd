"""Mapping -> Candidate: the offline template, models, variants and hand-written items."""

from curation.generation.authored.items import folder_of as authored
from curation.generation.run import Generated, generate
from curation.generation.skip_reasons import REASONS

__all__ = ["REASONS", "Generated", "authored", "generate"]
