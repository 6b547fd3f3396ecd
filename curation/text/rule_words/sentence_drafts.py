"""Words and patterns: from a clause to the drafts of its sentences, in the language that it is written in."""

from __future__ import annotations

import re

STATES = re.compile(r"\b(?:shall|must|may|should|is|are|does not|do not|applies|apply|means|will|cannot)\b")
FRESH = re.compile(
    r";\s+(?=(?:this|these|those|such|the|it|they|that|in|however|where|if|any|an?|no|for|nothing|all|each)\b)",
    re.I,
)

CONCEDES = re.compile(r"(?:While|Whilst)\b")
"""What a sentence begins with that sets one thing against another."""

TELLS_WHERE = re.compile(
    r"(?:where|wherever|whereby)\b(?! (?:possible|necessary|applicable|appropriate|required|relevant|practicable|feasible|they apply)\b)"
)
"""What goes on to tell of a place or a thing, within a sentence that demands nothing."""
