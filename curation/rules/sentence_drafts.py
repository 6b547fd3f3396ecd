"""From a clause to the drafts of its sentences, in the language that it is written in."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.records import Clause
from curation.rules.english import limits as english_limits
from curation.rules.english import roles as english_roles
from curation.rules.english import sentences as english
from curation.rules.english.outcomes import Place
from curation.rules.lists import headings
from curation.rules.numbers.values import numbers
from curation.rules.other_languages import phrases as languages
from curation.rules.parts.drafts import Draft, Role, Span
from curation.text.packs import primary
from curation.text.phrases import fold, pattern
from curation.text.rule_words import sentence_drafts as wording
from curation.text.sentences import sentences


def read(clause: Clause, start: int, end: int) -> list[Draft]:
    """What `clause.text[start:end]` demands, read in the language of the clause."""
    language = primary(clause.language or "en")
    if language == "en" and headings.glossary(clause.path):
        told = english.read(clause.text, start, end, "telling")
        return [draft for draft in told if draft.modality not in _DEMANDS]
    return (
        english.read(clause.text, start, end, _place(clause))
        if language == "en"
        else languages.read(clause.text, start, end, language)
    )


_DEMANDS = ("obligation", "prohibition", "recommendation")
_SHORT = 320
"""Code points of the longest paragraph below the title of a policy that sets practice down; a longer one tells and explains."""


def _place(clause: Clause) -> Place:
    """What an English clause makes of the present tense, by the titles above it."""
    path = tuple(clause.path)
    if headings.tells(path):
        return "telling"
    listed = clause.kind in ("item", "point", "row") or bool(clause.marker)
    return "practice" if (listed or len(clause.text) <= _SHORT) and headings.practice(path) else ""


def asides(clause: Clause, spans: Sequence[Span], drafts: Sequence[Sequence[Draft]]) -> list[Draft]:
    """Sentences that command nothing and still set a measure, an exception or a condition; a lead-in hands its condition down."""
    language = primary(clause.language or "en")
    if language != "en":
        return [
            draft
            for span, told in zip(spans, drafts, strict=True)
            if not told and (draft := languages.aside(clause.text, *span, language)) is not None
        ]
    commanded = any(drafts)
    silent = [span for span, told in zip(spans, drafts, strict=True) if not told]
    read = [english_limits.aside(clause.text, *span) for span in silent]
    for draft in read:
        draft.conditions = [part for part in draft.conditions if not _concedes(clause.text, part, draft)]
    return [
        draft
        for draft in read
        if draft.exceptions
        or (draft.conditions and (commanded or clause.text[: draft.end].endswith(".")))
        or numbers(fold(clause.text[draft.start : draft.end]), "en")
    ]


def _concedes(text: str, part: Span, draft: Draft) -> bool:
    """Whether a part of a sentence that tells is no limit: `While most staff agree, some do not.`, `the shop where staff eat`."""
    in_front = not any(map(str.isalnum, text[draft.start : part[0]]))
    return (wording.CONCEDES if in_front else wording.TELLS_WHERE).match(text, part[0]) is not None


def limits_in(clause: Clause, whole: Span) -> Draft:
    """A draft with the conditions and exceptions that the words of an item have."""
    draft = Draft("other", *whole, 0.0)
    language = primary(clause.language or "en")
    if language == "en":
        english_limits.parts_of(clause.text, *whole, draft)
    else:
        languages.limits(clause.text, *whole, language, draft)
    return draft


_AHEAD = 16
"""Semicolons up to which is read on, to see whether a part states something: else a list of a thousand parts is read a thousand times."""


def sentences_of(clause: Clause, span: Span) -> list[Span]:
    """The sentences of a clause; what follows a semicolon and states something by itself is one of its own."""
    text, language = clause.text, clause.language or "en"
    spans: list[Span] = []
    for first, last in sentences(text[span[0] : span[1]], language):
        start, end = span[0] + first, span[0] + last
        if primary(language) == "en" and ";" in text[start:end]:
            fresh = list(wording.FRESH.finditer(text, start, end))
            stated = max((match.start() for match in wording.STATES.finditer(text, start, end)), default=-1)
            for number, match in enumerate(fresh):
                stop = fresh[number + _AHEAD].start() if number + _AHEAD < len(fresh) else end
                rest = read(clause, match.end(), stop) if stated >= match.end() else []
                if rest and rest[0].word != "imperative":
                    spans.append((start, match.start()))
                    start = match.end()
        spans.append((start, end))
    return spans


def derogates(text: str) -> bool:
    """Whether a condition names what the rule departs from: `despite section 2`."""
    found = pattern("en", "derogative")
    return found is not None and found.match(fold(text)) is not None


def tail_role(clause: Clause, span: Span) -> Role:
    """What the last operator of a lead-in without a command opens; empty when it has none that is open."""
    if primary(clause.language or "en") != "en":
        return languages.tail_role(clause.text[span[0] : span[1]], primary(clause.language))
    return english_roles.tail_role(clause.text, *span)
