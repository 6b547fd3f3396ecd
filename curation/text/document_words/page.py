"""Words and patterns: web pages of policies and terms: headings, paragraphs, nested lists and accordions, without the site around them."""

from __future__ import annotations

import re

CHANGES = re.compile(
    r"^(change ?log|version history|revision history|document history|update history|recent (changes|updates))\b",
    re.I,
)

LIST_STYLES = {"a": "a", "A": "A", "i": "i", "I": "I", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"} | {
    "lower-roman": "i", "upper-roman": "I", "alpha": "a", "roman": "i",
}  # fmt: skip
"""How a page says that a list is numbered, by the first of its numbers."""
LIST_STYLE = re.compile(r"list-style(?:-type)?:([a-z-]+)")
"""The same in the style of an element, written without spaces."""
