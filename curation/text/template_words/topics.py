"""Words and patterns: what an item is about, below its category: the matter that the heading over its clause names, the same for all items under it."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"^\s*(?:(?i:section|article|part|chapter|annex|title|rule)\s+(?:\d+[A-Za-z]?(?:[.-]\d+)*|[IVXLC]+|[A-Z])\b[.:)]?"
    r"|\d+[A-Za-z]?(?:[.-]\d+)*[.:)]?|(?:[IVXLC]+|[A-Z])[.:)])\s+"
)
"""The number before a heading; a letter alone is one only with a stop behind it."""
