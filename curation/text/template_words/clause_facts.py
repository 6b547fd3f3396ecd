"""Words and patterns: what a clause is by its words: English, a heading, a definition."""

from __future__ import annotations

import re

QUOTED = re.compile(
    r"[\u2018\u201c\"'](?P<term>[^\u2018\u2019\u201c\u201d\"]{2,60})[\u2019\u201d\"']\s+(?:means|shall mean|is defined as|refers to)\s*,?\s+(?!of\b|to\b|by\b|for\b)(?P<meaning>.+)",
    re.S,
)
BARE = re.compile(
    r"^\s*(?P<term>[A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,4}) (?:means|is defined as)(?:\s*,(?=\s+(?:in|with|for|when|as|unless)\b))?\s+(?!of\b|to\b|by\b|for\b)(?P<meaning>.+)",
    re.S,
)

JOINT_AT_END = re.compile(r"(?<![;,.:\s])[;,.:\s]++(?:(?:and|or)[;,.:\s]*+)?$")
"""Marks at the end of a definition, with the conjunction to the next one."""
