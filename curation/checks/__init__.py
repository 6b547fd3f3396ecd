"""Candidate -> Finding: checks of questions, of prompts and of the whole set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curation.core import lazy_names

if TYPE_CHECKING:
    from curation.checks.run import lint, lint_records, warnings_of

__all__ = ["lint", "lint_records", "warnings_of"]
_HOMES = {
    "lint": "curation.checks.run:lint",
    "lint_records": "curation.checks.run:lint_records",
    "warnings_of": "curation.checks.run:warnings_of",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: the settings of this step need none of its code."""
    return lazy_names.load(__name__, _HOMES, name)
