"""Words and patterns: labels that standards put in front of a sentence: `GOVERN 1.1:`, `PR.AC-1:`, `Goal A1:`, `Requirement:`, `Discussion:`."""

from __future__ import annotations

import re

MARKS = r"[\s>*_|\u2022\u25aa\u00b7-]{0,30}(?:o\s{1,3}(?=[A-Z]))?(?:\d{1,4}\s?\|\s?)?"
"""Marks in front of a label, and the number of a row of a table."""

HAS_VERB = re.compile(r"\W*[A-Z][a-z]+ (?:shall|must|may|should|will|can|cannot|is|are|was|were|has|have)\b")
HAS_MODAL = re.compile(r"\W*[A-Z][a-z]+ (?:shall|must|may|should|will|can|cannot)\b")

PATTERNS = re.compile(
    rf"{MARKS}(?P<demand>[A-Z][A-Za-z-]{{1,30}}(?: (?:[A-Z][A-Za-z-]{{1,30}}|and|of|for|the|to|in|or|with|on|a|from|by)){{1,9}}) ?[\u2014\u2013]\s?(?=[A-Z])"
)

LABEL_NOUNS = r"(?P<demand>goal|requirement)|(?P<advice>recommendation)"
"""Nouns of a label that stands without a colon: `Requirement 4 The register is kept`."""
