"""Words and patterns: from a tree of parts to the canonical text and its clauses."""

from __future__ import annotations

import re

NOTICE = re.compile(r"\d{1,2}[./ ]|\b(?:updated|version|effective|draft|revised|as amended|stand)\b", re.I)
