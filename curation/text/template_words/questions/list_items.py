"""Words and patterns: questions about a list of a provision: a paper or a set of steps has some of its entries, and one of four others belongs to it."""

from __future__ import annotations

import re

from curation.text.template_words.provisions.listings import PAPERS

OF_PAPERS = (
    "\u201c{head}\u201d, says {place}, and a list follows. Of its entries {paper} holds only these: {held}. Which of the following does the list ask for as well?",
    "In {place} a list stands behind the words \u201c{head}\u201d. An inspector finds {paper} with these entries alone: {held}. Which of the following has to be added?",
    "{Place} lists what is asked for, behind these words: \u201c{head}\u201d. Somebody draws up {paper} that gives {held}. Which other entry does the list hold?",
)
OF_THINGS = (
    "\u201c{head}\u201d, says {place}, and a list follows. So far only these of its entries have been seen to: {held}. Which of the following does the list ask for as well?",
    "In {place} a list stands behind the words \u201c{head}\u201d. A checklist that was made of it names {held}. Which of the following did its author forget?",
    "{Place} lists what is asked for, behind these words: \u201c{head}\u201d. Among its entries are {held}. Which of the following is another?",
)
OF_ACTS = (
    "\u201c{head}\u201d, says {place}, and a list of what is to be done follows. In one case only this is done: {held}. What else does the list ask for?",
    "In {place} a list of what is to be done stands behind the words \u201c{head}\u201d. A checklist that was made of it says: {held}. Which of the following did its author forget?",
    "{Place} lists what is to be done, behind these words: \u201c{head}\u201d. Among its entries are: {held}. Which of the following is another?",
)
IDENTIFIES = re.compile(
    r"^For the purposes? of [^,]{5,90}, |(?<=e|s|d|n) (?:referred|mentioned|described|made|submitted|filed|required|given|issued|requested|prepared|provided)? ?(?:in|under|by|to in) (?:sub)?(?:section|paragraph|[Aa]rticle)s? (?:\d[\d.]*)?(?:\(\w+(?:\.\d+)?\))*(?: (?:or|and) (?:\d[\d.]*)?(?:\(\w+(?:\.\d+)?\))+)?(?: of the Act)?(?=[ ,]|$)"
)
"""A reference that says which paper is meant; the heading says it too."""
BARE = re.compile(rf"The {PAPERS.pattern[2:-2]} (?:shall|must)\b", re.I)
"""A paper that only another provision tells from others: `The notice must include`."""
HEAD_POINTS = re.compile(
    r"\b(?:such (?!as\b)|referred to|mentioned in|subsection|paragraph|this section|that (?:person|notice|report)|those|thereof|aforesaid|the said)\b|;|\|",
    re.I,
)

OF_EVERY_PAPER = re.compile(
    r"(?:(?:an?|the|its|their|his|her|any|each)\b ?)?(?:[a-z-]+[\u2019']s? )?(?:(?:full|legal|business|civic|mailing|street|proposed|contact|registration|licence|serial|identification|model|account) )*(?:names?|address(?:es)?|telephone|phone|e-?mail|signatures?|numbers?|day|time|hour|title|location|identity|contact|details of the person|date)\b(?! of (?:the )?(?:tests?|inspections?|maintenance|repairs?|calibration))",
    re.I,
)
"""What every paper asks for: who, where, when; nobody needs the law for it."""

MISSING = re.compile(r"\bin addition to\b")
ARTICLE_OF_PAPER = r"(?:an?|the) (?:copy of (?:the|an?) )?"
"""The article in front of a paper, with `copy of` where it stands."""

DETERMINERS = ("a", "an", "the", "any", "each")
"""Determiners with which an entry of a list may begin."""
