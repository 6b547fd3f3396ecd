"""Words and patterns: web pages of policies and terms: headings, paragraphs, nested lists and accordions, without the site around them."""

from __future__ import annotations

import re

CHANGES = re.compile(
    r"^(change ?log|version history|revision history|document history|update history|recent (changes|updates))\b",
    re.I,
)
