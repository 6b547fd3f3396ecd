"""Words and patterns: what questions about a part of a provision share: the provision as it is printed with a gap, a case, and four readings."""

from __future__ import annotations

import re

GAP = "[\u2026]"
"""What stands where a part is left out."""

REFERENCE = re.compile(
    r",? ?\b(?:under|in accordance with|in compliance with|pursuant to|required by|required under|for the purposes? of|set out in|specified in|described in|prescribed (?:by|in|under)|listed in|meets? the requirements of|by|of|in|granted under|issued under|made under)"
    r" (?:[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Pp]arts?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Cc]hapters?|[Rr]egulations?|[Rr]ules?) (?:[\dIVX][\dIVX.]*(?:\([\w.]+\))*)(?:(?:,| and| or| to) [\dIVX][\d.IVX]*(?:\([\w.]+\))*)*(?: (?:of|to) (?:the|this) [A-Z][A-Za-z]*(?: [A-Z][a-z]+)*)?"
)
"""A reference that a reader need not look up to see what is asked: who is bound, to do what, is said without it."""
POINTS = re.compile(
    r"\b(?:subject to|notwithstanding|despite|without limiting|referred to|mentioned in|following|such (?!as\b)|this (?:section|subsection|paragraph|part|schedule)|these (?!regulations\b|rules\b)|that (?:subsection|section|paragraph|person|notice|period|report|case|information|order|application)\b|those|said|aforesaid|thereof|therein|thereto|hereby|herein|above|the foregoing|as the case may be|paragraphs?|subsections?|items? \d|columns?)\b|;|:|\||\bwhere applicable\b",
    re.I,
)
OPEN = re.compile(
    r"\b(?:unless|except|other than|otherwise|or (?:at|within) (?:such|any)|as soon as|or (?:an?y?|such|some|the) (?:longer|shorter|other)|whichever|practicab|reasonabl|feasibl|(?:where|if|when) possible|alternative|if so|at the latest|also|may)\b",
    re.I,
)
"""Words with which a case that misses the part may be lawful after all."""
LIST_OPENS = re.compile(
    r"(?:,? (?:that |which |and )?(?:must |shall )?(?:contain|includ|set|bear|specif|stat|indicat|identif|describ|show|giv|compris)\w*(?: out)?)?(?: at least)?(?: all(?: of)?)?(?: the following(?: [a-z]+){0,4})?$",
    re.I,
)
"""The last words above a list of what a paper holds."""

CLEAR = re.compile(
    r" (?:of that fact|to that effect|(?:when required|authorization|permission|authority|unable|able) to do so|afterwards)\b",
    re.I,
)
"""Words that point at what the same sentence says."""

LAST_CLAUSE = re.compile(r"\b(?:if|where|when|unless|that) (?P<rest>[^,;]{2,200})$")

ASKS = ("Is that in time?", "Is the duty kept?", "Does that meet the provision?")
STEMS = (
    "{Place} says, with its {part} left out: \u201c{text}.\u201d In one case {told}. {asks}",
    "\u201c{text}.\u201d So reads {place} without its {part}. In the case at hand {told}. {asks}",
    "Here is {place} without its {part}: \u201c{text}.\u201d Suppose that {told}. {asks}",
    "Under {place} (its {part} omitted), \u201c{text}.\u201d Now {told}. {asks}",
    "\u201c{text}.\u201d The gap stands for the {part} in {place}. This time {told}. {asks}",
    "But for its {part}, {place} runs: \u201c{text}.\u201d Assume that {told}. {asks}",
    "A gap hides the {part} in {place}: \u201c{text}.\u201d On one occasion {told}. {asks}",
)

CUT = re.compile(rf"\b(?P<modal>shall|must),? {re.escape(GAP)},(?= [a-z])")
