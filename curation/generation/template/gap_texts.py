"""A provision of which one part is left out, and the words of the question about it."""

from __future__ import annotations

import re
from dataclasses import replace

from curation.generation.template.norms import Norm
from curation.generation.template.parsing import MODAL
from curation.generation.template.plain_words import unnamed
from curation.generation.template.question_drafts import pick
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.phrases import pattern

GAP = "[\u2026]"
"""What stands where a part is left out."""
_WORDS = (8, 75)
"""Fewest and most words of a provision that is shown."""


def shown(norm: Norm) -> bool:
    """Whether a provision can be read by itself: whole, not too long, and without a pointer to other words."""
    text = norm.provision
    return (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and not whole.fault(text.rstrip(" ."))
        and not whole.points_away(text)
        and not _NEEDS_MORE.search(text)
        and text[:1].isupper()
        and (modal := MODAL.search(text)) is not None
        and not modal[0].lower().startswith("may")
        and re.match(r"(?:In|On|At|For|During) [a-z ]+ (?:all|every|each|any|no) ", text) is None
        and not unnamed(text, printed=True)
        and not (
            (state := pattern("en", "process_bearers")) is not None
            and state.search(text[: modal.start()].lower())
        )
    )


_NEEDS_MORE = re.compile(
    r"\b(?:subject to|notwithstanding|despite|without limiting|for the purposes? of (?:this )?(?:sub)?(?:section|paragraph|article|part|schedule|regulation)s?|referred to|mentioned in|set out in|specified in|described in|following|such (?!as\b)|this (?:section|subsection|paragraph|part|schedule)|these (?!regulations\b|rules\b)|those|said|aforesaid|thereof|therein|thereto|hereby|herein|above|the foregoing|as the case may be|paragraphs?|subsections?|items? \d|columns?)\b|;|:|\|",
    re.I,
)
"""Words with which a sentence rests on others, and marks of a list."""


_STEMS = (
    "{Place} says, with its {part} left out: \u201c{text}.\u201d In one case {told}. {asks}",
    "\u201c{text}.\u201d So reads {place} without its {part}. In the case at hand {told}. {asks}",
    "Here is {place}, in which the {part} is missing: \u201c{text}.\u201d Suppose that {told}. {asks}",
    "Of {place} all but the {part} can be read: \u201c{text}.\u201d In a case under review {told}. {asks}",
    "The {part} is cut out of {place}: \u201c{text}.\u201d A report says that {told}. {asks}",
)


def gap_stem(norm: Norm, part: str, gapped: str, told: str, asks: str) -> str:
    """The question, in one of several wordings."""
    form = _STEMS[pick(f"{norm.rule.id}|stem", len(_STEMS))]
    return form.format(
        Place=upper_first(norm.place), place=norm.place, part=part, text=gapped, told=told, asks=asks
    )


def alone(norm: Norm) -> Norm:
    """The provision without its heading. It is quoted, so that `this Act` stays."""
    text = _HEADED.sub("", norm.provision).rstrip(" .")
    return replace(norm, provision=f"{upper_first(text)}.")


_HEADED = re.compile(r"^[A-Z][^.\u2014]{2,80}\.\s?[\u2014\u2013]\s*")
"""A heading that runs into its sentence: `Notice.\u2014 The owner …`."""


SUBJECT_UNNAMED = re.compile(
    r"^The (?:vehicle|machine|machinery|equipment|device|unit|system|tank|building|structure|vessel|container|label|mark|sign|opening|door|test|sample|product|material|substance|load|light|line|work|space|area|room|sale|distance|height|width)s? (?:must|shall|is|are|may)\b"
    r"|^(?:Doors?|Edges?|Hinges?|Walls?|Roofs?|Floors?|Ceilings?|Foundations?|Locks?|Bolts?|Covers?|Lids?|Windows?|Steps?|Treads?|Rungs?|Rails?|Posts?|Joints?|Seams?|Letters?|Figures?|Claims?)\b[^,]{0,40}? (?:must|shall)\b"
)
"""A subject that is a part of something that only the heading or another provision names."""
_SCHEDULED = re.compile(r"\bof ((?:Schedule|Annex|Appendix)\b[^,]*?) to the ", re.I)
_TREATY = re.compile(
    r"\b(?:convention|treaty|protocol|constitution|covenant|charter|articles of (?:agreement|association)|agreement)\b",
    re.I,
)


def of_treaty(norm: Norm) -> bool:
    """Whether a provision stands in a schedule that reproduces a treaty, which may have been amended since."""
    path = " / ".join((*norm.home.path, norm.place))
    # "The Schedule 1 Chemicals Regulations (Chemical Weapons Convention)": its title makes no law a schedule.
    within = " / ".join(
        (*norm.home.path, norm.place.partition(" of the ")[0], *_SCHEDULED.findall(norm.place))
    )
    return re.search(r"\b(?:schedule|annex|appendix)\b", within, re.I) is not None and (
        _TREATY.search(path) is not None
        or re.match(r"The (?:Conference|Assembly|Council|Contracting)\b", norm.provision) is not None
    )
