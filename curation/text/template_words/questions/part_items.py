"""Words and patterns: which part of a printed provision is left out: its time in a case, or who, to whom, by whom, how or when in a direct question."""

from __future__ import annotations

import re

ASIDE = re.compile(r"\b(?:who|which|whose|if|where|when|whether|(?<!ensure )(?<!ensures )that)\b", re.I)
"""Words behind which a clause of its own begins."""
