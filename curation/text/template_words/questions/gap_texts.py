"""Words and patterns: a provision of which one part is left out, and the words of the question about it."""

from __future__ import annotations

import re

NEEDS_MORE = re.compile(
    r"\b(?:subject to|notwithstanding|despite|without limiting|for the purposes? of (?:this )?(?:sub)?(?:section|paragraph|article|part|schedule|regulation)s?|referred to|mentioned in|set out in|specified in|described in|following|such (?!as\b)|this (?:section|subsection|paragraph|part|schedule)|these (?!regulations\b|rules\b)|those|said|aforesaid|thereof|therein|thereto|hereby|herein|above|the foregoing|as the case may be|paragraphs?|subsections?|items? \d|columns?)\b|;|:|\|",
    re.I,
)
"""Words with which a sentence rests on others, and marks of a list."""

STEMS = (
    "{Place} says, with its {part} left out: \u201c{text}.\u201d Suppose that {told}. {asks}",
    "\u201c{text}.\u201d This is {place} without its {part}. Suppose that {told}. {asks}",
    "In {place} the {part} is left out here: \u201c{text}.\u201d In one case, {told}. {asks}",
    "Read {place}, here without its {part}: \u201c{text}.\u201d In one case, {told}. {asks}",
)

SUBJECT_UNNAMED = re.compile(
    r"^The (?:vehicle|machine|machinery|equipment|device|unit|system|tank|building|structure|vessel|container|label|mark|sign|opening|door|test|sample|product|material|substance|load|light|line|work|space|area|room|sale|distance|height|width)s? (?:must|shall|is|are|may)\b"
    r"|^(?:Doors?|Edges?|Hinges?|Walls?|Roofs?|Floors?|Ceilings?|Foundations?|Locks?|Bolts?|Covers?|Lids?|Windows?|Steps?|Treads?|Rungs?|Rails?|Posts?|Joints?|Seams?|Letters?|Figures?|Claims?)\b[^,]{0,40}? (?:must|shall)\b"
)
"""A subject that is a part of something that only the heading or another provision names."""
SCHEDULED = re.compile(r"\bof ((?:Schedule|Annex|Appendix)\b[^,]*?) to the ", re.I)
TREATY = re.compile(
    r"\b(?:convention|treaty|protocol|constitution|covenant|charter|articles of (?:agreement|association)|agreement)\b",
    re.I,
)

SHOWN = re.compile(r"(?:In|On|At|For|During) [a-z ]+ (?:all|every|each|any|no) ")

OF_TREATY = re.compile(r"\b(?:schedule|annex|appendix)\b", re.I)
