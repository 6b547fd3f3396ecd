"""What a clause is by its words: English, a heading, a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curation.core.records import Clause
from curation.text.language import language_of
from curation.text.packs import primary
from curation.text.sentences import sentences
from curation.text.template_words import clause_facts as wording
from curation.text.words import squeeze_marks


@dataclass(frozen=True)
class Definition:
    """A term and what a clause says it means."""

    clause: Clause
    start: int
    end: int
    term: str
    meaning: str


_MARK = re.compile(r"^\s*(?:\(?[a-z0-9]{1,4}[.)]|\u2022|[-*])\s+", re.I)


def sentences_of(clause: Clause) -> Iterator[tuple[int, int]]:
    """Start and end in the clause's text of each of its sentences, without the clause's own mark."""
    text = clause.text
    lead = len(text) - len(text.lstrip())
    skip = lead
    if clause.marker and text.startswith(clause.marker, lead):
        skip = lead + len(clause.marker)
    else:
        match = _MARK.match(text)
        skip = match.end() if match and clause.marker else lead
    for start, end in sentences(text[skip:], clause.language or "en", semicolons=True):
        yield skip + start, skip + end


def define(clause: Clause) -> Definition | None:
    """The definition that a clause gives; a clause with several sentences is read up to the end of the first."""
    for start, end in sentences_of(clause):
        sentence = clause.text[start:end]
        match = wording.QUOTED.search(sentence) or wording.BARE.match(sentence)
        if match is None:
            return None
        meaning = wording.JOINT_AT_END.sub("", squeeze_marks(match["meaning"]))
        if sentence.rstrip().endswith((":", "\u2014")):
            return None
        return Definition(clause, start, end, squeeze_marks(match["term"]).strip(" ,"), meaning)
    return None


def heading(clause: Clause) -> bool:
    """Whether the clause is only a heading: a name for what stands below it."""
    return clause.kind == "heading" or (
        bool(clause.path) and squeeze_marks(clause.text) == squeeze_marks(clause.path[-1])
    )


def english(clause: Clause) -> bool:
    """Whether a clause is English: by its language, or by its script and words where none is given."""
    return (primary(clause.language) if clause.language else language_of(clause.text, "en")) == "en"
