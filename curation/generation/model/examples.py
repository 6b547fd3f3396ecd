"""The examples that a writer is shown: what people decided of this dataset's items, else what is shipped."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from curation.core import resources
from curation.core.files import disk
from curation.core.items import rubric
from curation.core.records import Candidate, CandidateKind
from curation.generation.context import Context, Decided

FILE = "generation/examples.toml"
ACCEPTED, REJECTED = 2, 2
"""How many of each are shown."""


@cache
def shipped() -> Mapping[str, list[dict[str, Any]]]:
    """The examples of the package by kind."""
    return tomllib.loads(disk.text(resources.find(FILE)))


def shown(context: Context, kind: CandidateKind, category: str) -> str:
    """The examples for an item of a kind and a category: decided ones, those of the category first, filled up with shipped ones."""
    lines = []
    for accepted, most in ((True, ACCEPTED), (False, REJECTED)):
        own = [one for one in context.decided if _fits(one, kind, accepted)]
        own.sort(key=lambda one: (category not in one.candidate.categories, one.candidate.id))
        texts = [_told(one) for one in own[:most]]
        texts += [_shipped(one) for one in shipped().get(kind, ()) if bool(one["accepted"]) == accepted]
        lines += texts[:most]
    return "\n\n".join(lines)


def _fits(one: Decided, kind: CandidateKind, accepted: bool) -> bool:
    return one.candidate.kind == kind and (one.outcome == "accept") == accepted


def _told(one: Decided) -> str:
    head = (
        "Accepted by experts"
        if one.outcome == "accept"
        else f"Rejected by experts: {', '.join(one.reasons) or 'no reason given'}"
    )
    return f"{head}\n{_words(one.candidate)}"


def _words(item: Candidate) -> str:
    if item.kind == "prompt":
        return f"{'Lawful' if item.benign else 'Asks for the forbidden'}: {item.text}"
    if item.kind == "task":
        return f"{item.text}\n{item.instruction}\n{rubric.as_text(item.rubric)}"
    key = item.options[item.answer] if item.answer is not None else ""
    wrong = "\n".join(f"Wrong: {option}" for option in item.options if option != key)
    return f"{item.stem}\nRight: {key}\n{wrong}"


def _shipped(one: Mapping[str, Any]) -> str:
    return f"{'Accepted' if one['accepted'] else 'Rejected'}: {one['why']}\n{one['text'].strip()}"
