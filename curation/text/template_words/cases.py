"""Words and patterns: the cases of a rule: its act done or left undone, its circumstance met or not, and the words around a case that make it a question."""

from __future__ import annotations

import re

EMPTY = re.compile(
    r"(?:be )?(?:fail|contravene|in contravention|comply with (?:the )?(?:sections?|parts?|this|these|subsections?|regulations?|act|requirements|provisions|conditions)|apply|minus)\b",
    re.I,
)
"""An act that only says that rules are kept."""

EXCEPTION = re.compile(
    r"\b(?:unless|except|excepting|without|other than|may (?:grant|permit|allow|approve|authorize|dispense|waive|exempt|order|direct)|provided that|permission|so far as|as far as|where (?:practicable|necessary|possible|appropriate)|if (?:practicable|necessary|possible|appropriate|required)|need not|does not apply)\b",
    re.I,
)

CIRCUMSTANCE_IT_THEY = re.compile(r"(?:it|they|he|she|this|that|these|those|not)\b", re.I)

CIRCUMSTANCE_SHALL_MUST = re.compile(r"\b(?:shall|must|such|it|its|their|they|them|therein|thereof)\b")

CIRCUMSTANCE_AND_OR = re.compile(r", (?:and|or|but)\b")

LEANS_IS_ARE = re.compile(r"\b(?:is|are|was|were|has|have|can|may|does|do)\b")

LEANS_AN_ANY = re.compile(r"(?:an?|any)\b", re.I)
