"""Words and patterns: questions about the number that a rule sets: a plan with another number, and the limit with three misreadings of it."""

from __future__ import annotations

import re

TURNED = {
    "upper": "the highest figure allowed is taken for the lowest",
    "lower": "the lowest figure allowed is taken for the highest",
}

LIMIT = re.compile(r"\bor\b(?! (?:more|less)\b)")

NEEDS_CONTEXT = re.compile(r"\bfailing which\b|\bsuch (?!as\b)|\bof (?:every|each|any)\b|\b[Aa] person\b")
