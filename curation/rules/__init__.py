"""Clause → Rule: what a provision demands of whom, when, and unless what.

    rules = extract(clauses)          # records, in the order of the text
    labelled = relabel(clauses, rules)  # the clauses with the modality that their rules say

English is read with a grammar (`commands`, `operators`, `decision`, `english`), other languages by the phrases of their packs
(`languages`). `composition` joins chapeaux, items and closing words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from curation.core.records import Clause, Modality, Rule
from curation.rules.composition import SILENT, compose
from curation.rules.shown import apart, cells, row

__all__ = ["SILENT", "apart", "cells", "extract", "modalities", "modalities_of", "relabel", "row"]

_STRONG: tuple[Modality, ...] = (
    "prohibition",
    "obligation",
    "permission",
    "recommendation",
    "exemption",
    "penalty",
)


def extract(clauses: Iterable[Clause]) -> list[Rule]:
    """The rules of clauses, in the order of the text.

    Args:
        clauses: Clauses in document order, each holding its own words (scope `own`), of one or more documents.
    """
    return compose(clauses)


def modalities(rules: Iterable[Rule]) -> dict[str, Modality]:
    """What each clause that takes part in a rule does, by clause id.

    A clause with rules of its own does what the first of them does that commands, forbids, permits or exempts; an element of a
    list does what the rule above it does; a condition or an exception alone does nothing of its own.
    """
    return modalities_of(
        (rule.id, rule.modality, [element.model_dump() for element in rule.elements]) for rule in rules
    )


def modalities_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, Modality]:
    """The same from rows of a table of rules: id, modality, elements."""
    own: dict[str, Modality] = {}
    part: dict[str, Modality] = {}
    for identity, modality, elements in rows:
        home = identity.rpartition("!")[0]
        if modality == "other":
            continue  # sets a measure or a condition and does nothing by itself
        if home not in own or (own[home] not in _STRONG and modality in _STRONG):
            own[home] = modality
        for element in elements:
            part.setdefault(element["clause"], modality)
    return {**part, **own}


def relabel(clauses: Sequence[Clause], rules: Sequence[Rule]) -> list[Clause]:
    """The clauses with the modality that their rules say; `other` for a clause without a rule."""
    known = modalities(rules)
    return [
        clause
        if clause.modality == (kind := known.get(clause.id, "other"))
        else clause.model_copy(update={"modality": kind})
        for clause in clauses
    ]
