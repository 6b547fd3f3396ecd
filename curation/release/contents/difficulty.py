"""How hard an item is without its provision: a question by what people answered closed-book, else by what models did, a task by
what the answers of models made of its rubric."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from curation.core.records import Difficulty

LEAST = 2
"""Fewest answers that say anything."""
EASY = 0.75
"""Share of right answers, or score of the answers to a task, from which an item is easy; a question is hard up to the share that
guessing finds."""
HARD = 0.25
"""Score of the answers to a task up to which it is hard: without the provision they make a quarter of what is required."""


def of(candidate: Mapping[str, Any], people: Sequence[int]) -> Difficulty:
    """The difficulty of a candidate; empty where fewer than two people and fewer than two models answered without the provision.

    People come first, since the level is meant for people without training; where too few of them answered, the models of the
    closed-book pass stand in (`derivation.passes.closed-book`). Nobody asks people for an answer to a task.
    """
    if candidate["kind"] == "task":
        marks = _closed_book(candidate.get("derivation"))
        score, answers = marks.get("score"), marks.get("of")
        if not isinstance(score, int | float) or not isinstance(answers, int) or answers < LEAST:
            return ""
        return "easy" if score >= EASY else "hard" if score <= HARD else "medium"
    if candidate["kind"] != "question" or candidate["answer"] is None:
        return ""
    right, n = sum(choice == candidate["answer"] for choice in people), len(people)
    if n < LEAST:
        right, n = _models(candidate.get("derivation"))
    if n < LEAST:
        return ""
    share, chance = right / n, 1 / max(len(candidate["options"]), 2)
    return "easy" if share >= EASY else "hard" if share <= chance else "medium"


def _closed_book(derivation: object) -> Mapping[str, Any]:
    """What the closed-book pass found of a candidate; empty where it did not go through it."""
    value = json.loads(derivation) if isinstance(derivation, str) and derivation else derivation
    for name in ("passes", "closed-book"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _models(derivation: object) -> tuple[int, int]:
    """How many models answered right without the provision, of how many."""
    value = _closed_book(derivation)
    right, of_all = value.get("right"), value.get("of")
    return (right, of_all) if isinstance(right, int) and isinstance(of_all, int) else (0, 0)
