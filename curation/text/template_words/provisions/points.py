"""Words and patterns: the points of a list that say when a rule holds or is lifted."""

from __future__ import annotations

import re

HEAD = re.compile(
    r"^(?P<base>.{12,400}?),? (?P<word>unless|except where|except if|except when|if|where|when)(?: (?P<stem>(?!the following\b|any of\b|one of\b|all of\b|each of\b)[^,.;:]{2,60}?))?[ :,\u2014\u2013-]*$",
    re.I | re.S,
)
"""The words above the points: a whole rule, and how it goes on in each of them."""
JOINT = re.compile(r"[;,]?\s?\b(?P<joint>or|and)$", re.I)
"""The conjunction behind a point."""
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|can|may|must|shall|will|does|do|and)\b")
CLAUSE = re.compile(
    r"(?:the|an?|it|they|he|she|no|all|any|each|every)\b.*\b(?:is|are|was|were|has|have|can|may|does|do)\b",
    re.I,
)
"""A point that is a clause of its own."""
