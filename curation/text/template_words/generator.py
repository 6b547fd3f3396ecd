"""Words and patterns: the offline generator: questions from single rules, prompts and authoring briefs, the same to the byte every time."""

from __future__ import annotations

import re

ALTERNATIVES = re.compile(r"\b(?:or|and/or)\b")
TERSE = re.compile(
    r"\b(?:on|of|from|at|in|to|near|above|below|outside|inside) (?:end|centre|center|side|top|bottom|rim|face|edge|rail|car|deck|floor|roof)s?\b(?! to\b)"
)
"""Words of a provision that leaves its articles out."""

POINTS = re.compile(r"\bsuch (?!as\b)|\barranges to be\b")
"""Words of a stem that point at what it does not say, or that were not put together well."""
