"""Words and patterns: how a provision is cited in running text, with the number that its document prints."""

from __future__ import annotations

import re

OFFICIAL = re.compile(
    r"(?:section|sec\.|s\.|s(?= \d)|art\.?|article|rule|regulation|reg\.|clause|\u00a7|paragraph|para\.?|schedule|annex|appendix|part|chapter|standard)\s*+(?:[^\s\d]{0,40}+\d|[IVXLC]{1,7}\b)",
    re.I,
)
UNOFFICIAL = re.compile(
    r",?\s*\b(?:item|heading|row|text|unnumbered paragraph|final words|definition|para\.|paragraph|recital|entry|note|list|bullet|point)\s[^,]*$",
    re.I,
)
SCHEDULE = re.compile(r"(?:schedule|annex|appendix)\b", re.I)
TITLE_LESS = re.compile(
    r"^(?:para|item|section|art|annex|appendix|attachment|heading|recital|row|contents|schedule|part|chapter)\b",
    re.I,
)
SECTION_HEADING = re.compile(
    r"^(?:[Ss]ection |\u00a7 ?)?(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}[A-Z]?)(?:[.:]?\s+\S|$)"
)

ISSUER = re.compile(
    r"(?:the )?(?:Ministry|Department|Government|Republic|Parliament|Office|Bureau|Secretariat|State) of\b",
    re.I,
)
"""A title page that begins with who issued it: `Ministry of Labour` is no law."""
HEADING = re.compile(
    r"(?:application|interpretations?|definitions?|historical note|related provisions|short title|title|general|preliminary|purpose|scope|overview|introduction|contents|provisions|table of contents|amendments? not in force)(?: and (?:application|interpretation|definitions?|scope|purpose))?",
    re.I,
)
"""The first heading of a text whose title was lost."""

TARGET = r"(?:(?:[Ss]ections?|[Pp]arts?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Cc]hapters?|[Rr]egulations?|[Rr]ules?) [\dIVX][\dIVX.]{0,6}[A-Z]?(?:\([\w.]{1,6}\)){0,4}|(?:[Ss]ub)?(?:sections?|paragraphs?) \d[\d.]{0,6}[A-Z]?(?:\([\w.]{1,6}\)){1,4}|\u00a7{1,2} ?\d[\d.]{0,8}(?:\([\w.]{1,6}\)){0,4})"
NUMBERED = re.compile(
    r",? ?\b(?:referred to in|mentioned in|made under|given under|served under|under|of|in|to|by|with|pursuant to|in accordance with|for the purposes? of|required by|described in|specified in|set out in|listed in|prescribed by) "
    rf"{TARGET}(?:(?:,| and| or| to) (?:{TARGET}|[\dIVX][\d.IVX]{{0,6}}[A-Z]?(?:\([\w.]{{1,6}}\)){{0,4}})){{0,6}}(?: of (?:this Act|the Act|Article \d{{1,4}}|section \d{{1,4}}))?"
)
"""A reference by number to another section, `under section 5` or `subsection 30(1)`: what is asked is the same whatever stands there.
`Subsection (2)` says too little."""

TITLED = re.compile(
    r"\b(?:acts?|regulations?|code|rules|order|by-?laws?|ordinance|statutes?|CFR|directives?|polic(?:y|ies)|standards?|manual|guidelines?)\b",
    re.I,
)
"""A law or another document that lays down rules, by a name that can be looked up."""
LEGAL = re.compile(r"\b(?:acts?|regulations?|code|rules|order|by-?laws?|ordinance|statutes?)\b", re.I)
TAKES_ARTICLE = re.compile(
    r"\b(?:act|regulations?|code|rules?|order|law|by-law|directive|standard|policy|convention|agreement|guidelines?|manual|licence|license|terms)\b",
    re.I,
)

LETTER = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,6}|\d{1,2}(?:\.\d{1,2})?)\)")
"""The marker of a paragraph or a subparagraph as a citation prints it: `(b)`, `(iv)`, `(2.1)`."""

PLACE = re.compile(r" unnumbered paragraph \d+$")

QUIET = {"of", "the", "and", "on", "for", "in", "to", "a", "an", "by", "with"}
