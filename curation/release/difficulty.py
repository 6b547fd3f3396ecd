"""How hard a question is without its provision: from what people answered closed-book, else from what models did."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from curation.core.records import Difficulty

LEAST = 2
"""Fewest answers that say anything."""
EASY = 0.75
"""Share of right answers from which a question is easy; up to the share that guessing finds it is hard."""


def of(candidate: Mapping[str, Any], people: Sequence[int]) -> Difficulty:
    """The difficulty of a candidate; empty where fewer than two people and fewer than two models answered without the provision.

    People come first, since the level is meant for people without training; where too few of them answered, the models of the
    closed-book pass stand in (`derivation.passes.closed-book`).
    """
    if candidate["kind"] != "question" or candidate["answer"] is None:
        return ""
    right, n = sum(choice == candidate["answer"] for choice in people), len(people)
    if n < LEAST:
        right, n = _models(candidate.get("derivation"))
    if n < LEAST:
        return ""
    share, chance = right / n, 1 / max(len(candidate["options"]), 2)
    return "easy" if share >= EASY else "hard" if share <= chance else "medium"


def _models(derivation: object) -> tuple[int, int]:
    """How many models answered right without the provision, of how many."""
    value = json.loads(derivation) if isinstance(derivation, str) and derivation else derivation
    for name in ("passes", "closed-book"):
        value = value.get(name) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping):
        return 0, 0
    right, of_all = value.get("right"), value.get("of")
    return (right, of_all) if isinstance(right, int) and isinstance(of_all, int) else (0, 0)
