"""Words and patterns: from a tree of parts to the canonical text and its clauses."""

from __future__ import annotations

import re

NAME_OF_A_LAW = re.compile(
    r"^[A-Z].{20,}\b(?:Act|Regulations?|Rules|Code|Order|By-laws?|Ordinance)(?:,? \d{4})?(?: \(No\. ?\d{1,3}\))?$"
)
"""A heading that ends as the name of an English law does: cut, nobody finds it."""
NOTICE = re.compile(r"\d{1,2}[./ ]|\b(?:updated|version|effective|draft|revised|as amended|stand)\b", re.I)
