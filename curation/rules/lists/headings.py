"""What a heading says of the list below it: "Prohibited uses" forbids what stands there, "Responsibilities" demands it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from curation.core.records import Modality
from curation.text.phrases import alternatives, fold, table
from curation.text.rule_words import headings as wording


@lru_cache(maxsize=8)
def _said(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + alternatives(*table("en", name)))


_ORDER: tuple[tuple[str, Modality | None], ...] = (
    ("heading_exemption", "exemption"),
    ("heading_prohibition", "prohibition"),
    ("heading_permission", "permission"),
    ("heading_recommendation", "recommendation"),
    ("heading_neutral_stop", None),
    ("heading_obligation", "obligation"),
)


@lru_cache(maxsize=4096)
def polarity(heading: str) -> tuple[Modality | None, bool]:
    """What a heading gives to its list, and whether it says anything: `(None, True)` ends the search in the headings above."""
    folded = fold(heading)
    if len(folded.split()) > 18:
        return None, False
    if "|" in folded and _columns_report(folded):
        return None, True
    banned = _said("heading_prohibition").search(folded) is not None
    allowed = _said("heading_permission").search(wording.POLARITY.sub("", folded)) is not None
    if banned and allowed:
        return None, True  # "acceptable and unacceptable uses": both stand below
    for name, modality in _ORDER:
        if name == "heading_obligation":
            if _names_duties(folded) or ("|" in folded and _said("heading_firm").search(folded)):
                return modality, True
        elif _said(name).search(folded):
            return modality, True
    return None, False


def _cells(folded: str) -> list[str]:
    return [cell.strip(" *_:.") for cell in folded.split("|")]


def _polar(folded: str) -> bool:
    return any(_said(name).search(folded) for name in ("heading_prohibition", "heading_permission"))


def _columns_report(folded: str) -> bool:
    """Whether the head of a table has a column of findings, which makes it a report: `Control | Status | Gap`."""
    return not _polar(folded) and any(_said("column_telling").match(cell) for cell in _cells(folded))


def _columns_demand(folded: str) -> bool:
    """Whether the head of a table has a column of what is to be done, `Step | Who | What` and not `Event | Owner`, or is a row itself."""
    return (
        any(map(str.isdigit, folded))
        or _polar(folded)
        or any(_said("column_demanding").search(cell) for cell in _cells(folded))
    )


def _names_duties(folded: str) -> bool:
    """Whether a heading is about duties: "Backup requirements", and not "Requirement families", "Complying with requirements"."""
    lead_in = folded.rstrip().endswith(":")
    for match in _said("heading_obligation").finditer(folded):
        if lead_in:
            return True
        if wording.GOES_ON.match(folded, match.end()) or wording.OBJECT_OF.search(folded, 0, match.start()):
            continue
        return True
    return False


def above(path: Sequence[str]) -> Modality | None:
    """What the nearest heading that says something gives to the items below it; None when none does."""
    duty = True
    for heading in reversed(path):
        modality, told = polarity(heading)
        if told:
            return modality if duty or modality != "obligation" else None
        duty = duty and ("|" not in heading or _columns_demand(fold(heading)))
    return None


def firm(path: Sequence[str]) -> bool:
    """Whether the heading that demands the items below stands near them and names duties: "Requirements", and not "Backup procedures".

    Below any other heading that demands (`heading_obligation`) a name alone is a title: "Sick-day guide" below "Guidelines".
    """
    for heading in reversed(path[-_NEAR:]):
        if polarity(heading)[1]:
            cells = heading.split("|")
            return any(
                _said("heading_firm").search(fold(cell)) is not None
                for cell in cells
                if len(cells) == 1 or len(cell.split()) < 3
            )
    return False


def practice(path: tuple[str, ...]) -> bool:
    """Whether the headings above a clause are those of a policy, a standard or a procedure, so that it says what is to be done."""
    return _sort(path) == "practice"


def of_table(heading: str) -> bool:
    """Whether a heading is the head of a table, short names side by side, that demands nothing itself: `Code | Name | State`."""
    cells = heading.split("|")
    return (
        len(cells) > 1
        and all(len(cell.split()) <= _NAME and "." not in cell for cell in cells)
        and polarity(heading)[0] is None
    )


_NAME = 6
"""Words of the longest name of a column."""


def of_definitions(path: Sequence[str]) -> bool:
    """Whether the head of a table announces words and what they mean: `Term | Definition`."""
    cells = _cells(fold(path[-1])) if path and "|" in path[-1] else []
    return any(wording.WORD.fullmatch(cell) for cell in cells) and any(
        wording.MEANING.fullmatch(cell) for cell in cells
    )


def steps(path: Sequence[str]) -> bool:
    """Whether the head of a table says who does what, so that each row is a step: `Step | Who | What`."""
    cells = _cells(fold(path[-1])) if path and "|" in path[-1] else []
    return any(wording.WHO_ACTS.fullmatch(cell) for cell in cells) and any(
        wording.WHAT_IS_DONE.fullmatch(cell) for cell in cells
    )


def glossary(path: Sequence[str]) -> bool:
    """Whether the heading above a clause is that of a list of words, which explains and demands nothing."""
    return any(
        len(heading) < _WORDS and _said("heading_glossary").search(fold(heading)) for heading in path[-_NEAR:]
    )


_WORDS = 60
"""Code points of the longest heading of a list of words."""


def tells(path: tuple[str, ...]) -> bool:
    """Whether the headings above a clause are those of a text that tells and explains: "Background", "What is a kiln?"."""
    return _sort(path) == "telling"


@lru_cache(maxsize=4096)
def _sort(path: tuple[str, ...]) -> Literal["", "practice", "telling"]:
    """What the innermost heading that says something makes of a clause: below "Access Control Standard" stands "Background", which only tells."""
    for depth, heading in enumerate(reversed(path)):
        folded = fold(heading)
        if len(folded.split()) > 14:
            continue
        if folded.rstrip().endswith("?") or _said("heading_telling").search(folded):
            return "telling"
        if _ends_in_practice("heading_practice" if depth < _NEAR else "heading_house_rules").search(folded):
            return "practice"
    return ""


_NEAR = 2
"""Headings right above a clause that count whatever kind of rules they name; those further out only as titles of house rules."""


@lru_cache(maxsize=2)
def _ends_in_practice(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(*table('en', name))}(?:\s*[(|:,\u2014\u2013-].*)?[\s\W]*$")
