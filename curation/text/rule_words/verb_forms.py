"""Words and patterns: forms of a verb that the rule parser asks for: the third person, a finite form, the base form."""

from __future__ import annotations

import re

MADE_VERB = re.compile(r"[a-z]{4,}(?:is|iz|if(?=i))(?:es|ies)")
"""A verb by its ending that no lexicon has: `sexualises`, `gamifies`."""
