"""Words that a model quotes, found again in a clause: the evidence is always the clause's own span."""

from __future__ import annotations

from collections.abc import Iterable

from curation.core.records import Clause, Evidence
from curation.generation.context import quoted

LEAST = 3
"""Fewest words of a quotation: fewer stand in almost any text. A clause with fewer is quoted whole."""


def align(clause: Clause, quote: str) -> Evidence | None:
    """The evidence of a quotation; None when its words do not stand in the clause, or when it is shorter than `LEAST` words."""
    found = quoted(clause, quote)
    return found if found and len(found.quote.split()) >= min(LEAST, len(clause.text.split())) else None


def find(clauses: Iterable[Clause], quote: str) -> Evidence | None:
    """The evidence of a quotation in the first of `clauses` that holds it."""
    for clause in clauses:
        if (found := align(clause, quote)) is not None:
            return found
    return None
