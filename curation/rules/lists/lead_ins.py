"""What the words of a clause say of a list: whether they open one, close one, or are a title in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curation.core.records import Clause, Conjunction
from curation.rules.english.bearers import agentive
from curation.rules.english.imperatives import goes_on
from curation.rules.english.operators import operators
from curation.rules.english.verb_forms import is_base, third_person
from curation.rules.lists import headings
from curation.rules.lists.own_words import own_words
from curation.rules.numbers.values import numbers
from curation.rules.parts.building import Lead
from curation.rules.parts.drafts import Draft, Span, trimmed
from curation.text.packs import primary
from curation.text.phrases import fold, pattern
from curation.text.phrases import words as words_of
from curation.text.rule_words import headings as heading_wording
from curation.text.rule_words import lead_ins as wording
from curation.text.verbs import base

_WORD = re.compile(r"[A-Za-z]+")


def run_in_title(clause: Clause, spans: Sequence[Span], drafts: Sequence[Sequence[Draft]]) -> bool:
    """Whether the first sentence is a short title in front of a conduct that no command is read of: "Bots. Use scrapers …"."""
    first = _WORD.match(clause.text, spans[1][0]) if len(spans) > 1 else None
    return (
        first is not None
        and base(first[0].lower()) == first[0].lower()
        and not drafts[0]
        and not drafts[1]
        and len(clause.text[spans[0][0] : spans[0][1]].split()) <= 5
    )


def titled(clause: Clause, spans: Sequence[Span], drafts: Sequence[Sequence[Draft]]) -> bool:
    """Whether the first sentence is a short title in front of sentences that state rules."""
    words = clause.text[spans[0][0] : spans[0][1]].split()
    return len(words) <= 8 and len(spans) > 1 and any(drafts[1:])


def this_includes(text: str, start: int, end: int) -> bool:
    """Whether a lead-in goes on with the rule before it: "This includes:"."""
    return wording.THIS_INCLUDES.match(text, start, end) is not None


def gives_examples(text: str, start: int, end: int) -> bool:
    """Whether a lead-in announces examples: "Examples include the following:"."""
    return wording.EXAMPLES.match(text, start, end) is not None


def may_include(text: str, start: int, end: int) -> bool:
    """Whether a lead-in announces what may be among something: "An agenda might include:"."""
    return wording.MAY_INCLUDE.search(text, start, end) is not None


def opens_list(words: str) -> bool:
    """Whether words end in a colon or a dash, typed as two or three hyphens too; a row of hyphens parts pages."""
    return words.endswith((":", "\u2014", "\u2013")) or wording.TYPED_DASH.search(words[-5:]) is not None


def proviso_alone(words: str) -> bool:
    """Whether a lead-in is nothing but the words that open a proviso: `Provided that---`."""
    return wording.PROVISO.fullmatch(words) is not None


def actor_alone(clause: Clause, spans: Sequence[Span]) -> Span | None:
    """Where somebody is named who is all that an English lead-in says: `The organization:`, `Managers:`; None for others."""
    if len(spans) != 1 or primary(clause.language or "en") != "en":
        return None
    start, end = spans[0]
    printed = clause.text[start:end].rstrip()
    if not opens_list(printed) or len(printed.split()) > 8:
        return None
    named = trimmed(clause.text, start, start + len(printed.rstrip(":\u2014\u2013-")))
    folded = fold(clause.text[slice(*named)]) if named is not None else ""
    if '"' in folded or "''" in folded or folded.startswith("'") or not agentive(folded):
        return None
    return named if not operators(folded) and wording.DEFINES.search(folded) is None else None


def says_what_is_done(text: str) -> bool:
    """Whether an item begins with a verb, so that somebody who stands alone above it does what it says: `Reviews accounts.`."""
    first = _WORD.search(text)
    if first is None:
        return False
    word = first[0].lower()
    if word in wording.NO_DEED:
        return False
    return (third_person(word) and is_base(base(word) or "")) or word in words_of("en", "imperatives")


def named_in_row(clause: Clause) -> Span | None:
    """Where an English row names who acts, in a cell below `Who` or right before the cell that begins with a verb; None without one."""
    if primary(clause.language or "en") != "en" or " | " not in clause.text:
        return None
    cells = [(match.start(), match.end()) for match in wording.CELL.finditer(clause.text)]
    heads = [fold(cell).strip(" *_:.") for cell in clause.path[-1].split("|")] if clause.path else []
    if len(heads) == len(cells):
        for head, span in zip(heads, cells, strict=True):
            named = trimmed(clause.text, *span)
            if (
                heading_wording.WHO_ACTS.fullmatch(head)
                and named is not None
                and clause.text[named[0]].isalpha()
            ):
                return named
    for before, span in pairwise(cells):
        named = trimmed(clause.text, *before)
        if (
            named is not None
            and says_what_is_done(clause.text[slice(*span)])
            and agentive(fold(clause.text[slice(*named)]))
        ):
            return named
    return None


def first_letter(clause: Clause) -> str:
    """The first letter of a clause's own words; empty without any."""
    span = own_words(clause)
    return clause.text[span[0]] if span else ""


_RUN_IN = re.compile(r"\s*[A-Z][^.!?:\n]{2,60}\.\s+[A-Z]")


def conduct_alone(clause: Clause) -> bool:
    """Whether a paragraph is nothing but a conduct: "Generating spam" below "Prohibited uses", "Deception. Images of …" right below it."""
    if wording.GERUND.match(clause.text) or wording.CONTENT_THAT.match(clause.text):
        return True
    title = _RUN_IN.match(clause.text)
    return (
        title is not None
        and len(title[0].split()) <= 8
        and wording.VERB.search(title[0]) is None
        and bool(clause.path)
        and headings.polarity(clause.path[-1])[0] == "prohibition"
    )


def closing(clause: Clause) -> bool:
    """Whether a clause holds the words behind a list."""
    return clause.eid.rpartition("__")[2].startswith("wrapup")


def ends_open(words: str) -> bool:
    """Whether words end without a mark that ends a sentence, or announce a list."""
    return not words.endswith((".", "!", "?", ";", "\u3002")) or words.lower().endswith("the following.")


def conjunction(text: str) -> Conjunction:
    """`and` or `or` where an item ends with one of them; empty otherwise."""
    match = wording.LAST_CONJUNCTION.search(text.rstrip(" ;,."))
    if match is None:
        return ""
    return "and" if match[1].lower() in wording.WORDS_FOR_AND else "or"


_LABEL = re.compile(r"(?:[A-Za-z'-]+ ){0,2}[A-Za-z'-]+\s?:\s+\S")


def labelled(lead: Lead, text: str) -> Lead:
    """The lead-in of an item, with what its label says where that takes the item out of a list of bans: `Allowed: test messages`."""
    if lead.modality != "prohibition" or (label := _LABEL.match(text)) is None:
        return lead
    said, _ = headings.polarity(label[0][:-1])
    return replace(lead, modality=said) if said in ("permission", "exemption") else lead


def _measured(printed: str) -> bool:
    """Whether an item names a measure (`% of faults closed in time`) or is the head of a table: `Clause Number | Document Section`."""
    if wording.METRIC.match(fold(printed)):
        return True
    cells = printed.split("|")
    words = [word for cell in cells for word in cell.split()]
    return (
        len(cells) > 1
        and (len(words) > len(cells) or len(cells) > 3)
        and all(word[0].isupper() or word[0].isdigit() for word in words)
    )


def _names_only(folded: str) -> bool:
    """Whether a row behind a number or a code holds names alone, no cell that says something: `7.13 | Physical | Upkeep of lifts`."""
    cells = [cell.strip() for cell in folded.split("|")]
    return (
        len(cells) > 1
        and wording.CODED.match(folded) is not None
        and not numbers(folded, "en")
        and not any(
            len(cell.split()) > _NAME
            or (" " in cell and says_what_is_done(cell))
            or wording.VERB.search(cell)
            for cell in cells
        )
    )


_NAME = 4
"""Words of the longest cell that is a name."""


def _title_alone(clause: Clause, span: Span, folded: str) -> bool:
    """Whether an item below a heading that only speaks of rules is a name alone: `Sick-day guide` below `Procedures`.

    A verb, a state that is reached (`Logs kept for a year`), a figure or a word of demand makes it more; below "Requirements" a name is
    what is required, but in a row of three cells and more.
    """
    cells = folded.count("|") + 1 if clause.kind == "row" else 1
    if cells > 1 and headings.steps(clause.path):
        return False
    if (
        opens_list(folded.rstrip())
        or goes_on(folded)
        or wording.DEMANDED.search(folded)
        or (wording.VERB.search(folded) and cells == 1)
    ):
        return False  # "At containment level 2:" hands on what the heading says
    folded = wording.BRACKETS.sub(" ", folded)
    if numbers(folded, "en") or any(says_what_is_done(cell) for cell in folded.split("|")):
        return False
    if any(len(cell.split()) > _TITLE for cell in folded.split("|")):
        return False
    firm = headings.firm(clause.path)
    if cells > _CELLS:
        return not (firm and "|" in clause.path[-1])
    return not firm and wording.DONE.search(folded) is None


_TITLE = 10
"""Words of the longest title of a piece."""
_CELLS = 2
"""Cells of the longest row that may name what is required."""


_DEMANDS = ("obligation", "recommendation")


def _tells(clause: Clause, span: Span, folded: str) -> bool:
    """Whether an item below words that demand nothing themselves is a name in a table, a measure or a sentence that tells."""
    if clause.kind == "row" and _names_only(folded):
        return True
    return _measured(clause.text[span[0] : span[1]]) or (
        not wording.OPENS_WITH_LIMIT.match(folded) and wording.SAYS.match(folded) is not None
    )


def aside(clause: Clause, span: Span, lead: Lead) -> bool:
    """Whether an item below a heading is a sentence about something else: "We review every appeal."."""
    if wording.TABLE_HEAD.fullmatch(clause.text[span[0] : span[1]].strip()) is not None:
        return True
    silent = lead.title or (lead.built is None and lead.modality in _DEMANDS)
    if not silent and lead.modality != "prohibition":
        return False
    folded = fold(clause.text[span[0] : span[1]])
    if silent and lead.modality in _DEMANDS and _tells(clause, span, folded):
        return True
    if lead.title and lead.modality == "obligation" and _title_alone(clause, span, folded):
        return True
    if lead.title and (wording.EMPTY.fullmatch(folded) or folded.rstrip().endswith("?")):
        return True
    found = pattern("en", "not_conduct")
    return found is not None and found.match(fold(clause.text[span[0] : span[1]])) is not None
