"""Rules of languages without a grammar here: what a sentence does by its pack's phrases, its exceptions, conditions and values."""

from __future__ import annotations

import re

from curation.rules import subjects
from curation.rules.drafts import BEARER, Draft, Role, Span, trimmed
from curation.text.modality import of_folded, phrases
from curation.text.phrases import fold, hide_asides

BINDS = ("obligation", "prohibition", "permission", "recommendation")
"""What is said of somebody."""


def _packed(text: str) -> str:
    """Text with runs of spaces as one."""
    return re.sub(r" {2,}", " ", text)


def read(text: str, start: int, end: int, language: str) -> list[Draft]:
    """What a sentence demands; empty when no phrase of its language says anything, or the language has no phrases."""
    folded = hide_asides(fold(text[start:end]))
    main = subjects.main_clause(folded, language)
    kind, certainty = of_folded(_packed(main), language), 0.7
    bound: Span | None = None
    if kind == "other" and (told := subjects.by_tense(main, language)) is not None:
        kind, bound = told
        certainty = 0.6
    if kind == "other":
        return []
    draft = Draft(kind, start, end, certainty, action=trimmed(text, start, end), word=kind)
    if kind in BINDS:
        command = phrases(language, kind) if bound is None else None
        if command is not None and (word := command.search(main)):
            named = subjects.subject(main, language, word.start())
            bound = named.span if named else None
        if bound is not None:
            draft.bearer = trimmed(text, start + bound[0], start + bound[1])
        elif subjects.mentions(main, language):
            draft.unparsed.append(BEARER)
    for name, parts in (("exceptive", draft.exceptions), ("conditional", draft.conditions)):
        found = phrases(language, name)
        if found is None:
            continue
        place = 0
        while match := found.search(folded, place):
            behind = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip(" ,\uff0c"))
            stop = _clause_end(folded, behind)
            span = trimmed(text, start + match.start(), start + stop)
            if span is not None and span[1] - start > match.end():
                parts.append(span)
            place = max(stop, match.end())
    draft.opens = _role(folded, language)
    return [draft]


_END = re.compile(r"[,;:\uff0c\uff1b\uff1a\u3001]")


def _clause_end(folded: str, place: int) -> int:
    match = _END.search(folded, place)
    return match.start() if match else len(folded)


def _role(folded: str, language: str) -> Role:
    return tail_role(folded, language) or "element"


def tail_role(text: str, language: str) -> Role:
    """What the last operator of a lead-in opens for the list below it; empty when nothing is open."""
    folded = fold(text)
    last: tuple[int, Role] = (-1, "")
    for name, role in (("exceptive", "exception"), ("conditional", "condition"), ("purpose", "purpose")):
        found = phrases(language, name)
        for match in found.finditer(folded) if found is not None else ():
            open_still = "," not in folded[match.end() :].rstrip(" :,") and ";" not in folded[match.end() :]
            if open_still and match.start() > last[0]:
                last = match.start(), role  # type: ignore[assignment]
    return last[1]
