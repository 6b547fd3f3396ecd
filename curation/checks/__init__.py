"""Candidate -> Finding: checks of questions, of prompts and of the whole set."""

from curation.checks.run import lint, lint_records, warnings_of

__all__ = ["lint", "lint_records", "warnings_of"]
