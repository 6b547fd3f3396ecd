"""Words and patterns: a finished rule as a record, with the values that its words set and the clauses that they name."""

from __future__ import annotations

import re

ADVISED_AGAINST = re.compile(r"\b(?:should|ought) (?:not|never)\b", re.I)
EXCUSED = re.compile(r"without\s+(?:a\s+)?(?:reasonable|lawful|just|proper|sufficient|good)\b", re.I)
