"""What a command does: a participle such as `prohibited` forbids, `required` obliges, and a negation turns the effect.

The tables of participles and verbs are in the English pack.
"""

from __future__ import annotations

import re
from functools import lru_cache

from curation.core.records import Modality
from curation.text.phrases import alternatives, table
from curation.text.rule_words import command_effects as wording

FLAVOURS = {
    "be_prohibition": "prohibition", "be_obligation": "obligation", "be_permission": "permission",
    "be_recommendation": "recommendation", "be_exemption": "exemption", "be_penalty": "penalty",
}  # fmt: skip


@lru_cache(maxsize=8)
def _flavour(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(*table("en", name)) + "$")


@lru_cache(maxsize=4096)
def flavour(participle: str) -> Modality | None:
    """What `is <participle>` does: `prohibited` forbids, `required` obliges; None for any other word."""
    for name, modality in FLAVOURS.items():
        if _flavour(name).match(participle):
            return modality  # type: ignore[return-value]
    return None


# --- what a command does ------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _begins(name: str) -> re.Pattern[str]:
    return re.compile(wording.ANY_ADVERB + alternatives(*table("en", name)) + r"(?![\w-])")


def begins(name: str, predicate: str) -> bool:
    """Whether a predicate begins with a phrase of a table of the English pack."""
    return _begins(name).match(predicate) is not None


@lru_cache(maxsize=1)
def _deemed() -> re.Pattern[str]:
    return re.compile(
        rf"\s*be\s+(?:{wording.ADVERB}\s+)*" + alternatives(*table("en", "be_deeming")) + r"(?![\w-])"
    )


def is_deeming(predicate: str) -> bool:
    """Whether a predicate says what something counts as: `be deemed`, `be considered`, `be construed`."""
    return _deemed().match(predicate) is not None


def be_flavour(predicate: str) -> tuple[Modality | None, int]:
    """What the participle of `be <participle>` does, and where the action behind it begins."""
    match = wording.BE_WITH_PARTICIPLE.match(predicate)
    if match is None:
        return None, 0
    word = match.group("part").split()[0]
    found = flavour(match.group("part")) or flavour(word)
    if found is None:
        return None, 0
    return found, match.end() if match.group("prep") else match.end("part")


_NEGATED: dict[Modality, Modality] = {
    "prohibition": "permission", "obligation": "exemption", "permission": "prohibition", "recommendation": "other",
    "exemption": "obligation", "penalty": "exemption",
}  # fmt: skip


def negate(modality: Modality) -> Modality:
    """What the negation of a word of this modality does: not required is exempt, not permitted is forbidden."""
    return _NEGATED.get(modality, modality)
