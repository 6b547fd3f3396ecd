"""Mapping -> Candidate: the offline template, models, variants and hand-written items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curation.core import lazy_names

if TYPE_CHECKING:
    from curation.generation.authored.items import folder_of as authored_folder
    from curation.generation.run import Generated, generate
    from curation.generation.skip_reasons import REASONS

__all__ = ["REASONS", "Generated", "authored_folder", "generate"]
_HOMES = {
    "REASONS": "curation.generation.skip_reasons:REASONS",
    "Generated": "curation.generation.run:Generated",
    "authored_folder": "curation.generation.authored.items:folder_of",
    "generate": "curation.generation.run:generate",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: the settings of this step need none of its code."""
    return lazy_names.load(__name__, _HOMES, name)
