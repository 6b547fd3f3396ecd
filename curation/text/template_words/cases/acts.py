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

STARTS_WITH_PRONOUN = re.compile(r"(?:it|they|he|she|this|that|these|those|not)\b", re.I)
"""A circumstance that begins with a pronoun or a denial cannot be told alone."""

NEEDS_ITS_RULE = re.compile(r"\b(?:shall|must|such|it|its|their|they|them|therein|thereof)\b")
"""Modal verbs, and pronouns that point back into the rule: a circumstance with these cannot be told alone."""

JOINED_BY_COMMA = re.compile(r", (?:and|or|but)\b")
"""A further clause or list member behind a comma."""

FIRST_FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|may|does|do)\b")
"""The finite verb behind the subject of a circumstance."""

INDEFINITE_START = re.compile(r"(?:an?|any)\b", re.I)
"""An indefinite determiner at the start: the circumstance introduces a thing."""
