"""Words and patterns: provisions that print the number of their section again, or print it before a dash: `5 Fees`, then `5.—(1) A keeper pays …`."""

from __future__ import annotations

SECTIONS = frozenset({"§", "section", "sec", "art", "clause", "rule", "regulation"})
"""Words, beside those for an article, that the number of a provision stands behind; parts and schedules count for themselves."""
