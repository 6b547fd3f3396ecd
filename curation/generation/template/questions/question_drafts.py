"""A question as a form makes it: what is asked, what each option claims, and why it is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curation.core.digests import sha256
from curation.core.records import Level
from curation.generation.template.provisions.norms import Norm


@dataclass(frozen=True)
class OptionDraft:
    """One option."""

    text: str
    claim: Mapping[str, Any]
    """What it says, in the terms of `core.items.derivation`."""
    why: str
    """Why it is right or wrong, as a whole sentence."""
    misconception: str = ""
    """The name of the misreading that leads to it; empty for the key."""
    size: float | None = None
    """Its place in a rising order; options without one are ordered by digest."""


@dataclass(frozen=True)
class QuestionDraft:
    """A question before its options are put in order. The first choice is the key."""

    form: str
    """The form: `plan-limit`, `condition`, …"""
    norm: Norm
    slot: str
    """The slot of the rule that was changed: `value`, `condition`, `exception`, `bearer`, `elements`, `action`."""
    stem: str
    choices: tuple[OptionDraft, ...]
    level: Level
    open: bool
    """Whether the stem holds the provision."""
    logic: str
    """The form of its derivation in `core.items.derivation`."""
    facts: Mapping[str, Any]
    spare: tuple[str, ...] = ()
    """Further wrong options, best first."""
    covers: tuple[str, ...] = ()
    """Ids of the rules that it is about; empty for the one of its provision."""
    printed: tuple[str, ...] = ()
    """Ids of the clauses that are printed whole; empty for those of its rule."""


def pick(seed: str, n: int) -> int:
    """A number from 0 to n - 1 that the text of `seed` decides."""
    return int(sha256(seed)[:8], 16) % n
