"""Words and patterns: labels of sections at the margin, and names of documents over several lines."""

from __future__ import annotations

import re

LABEL = re.compile(
    r"(?:section|sec\.|article|art\.|clause|rule|artikel|artículo|artigo|articolo|§)\s*(?:\d{1,3}[a-z]?|[IVXLC]{1,7})\s?[:.]",
    re.IGNORECASE,
)
"""The label of a section that stands beside its words."""

LINK = re.compile(
    r"of|for|on|des?|du|della?|dello|do|da|der|van|von|för|for|og|och|pour|para|para|per|zur|zum|über",
    re.IGNORECASE,
)
"""A word that the name of a document goes on behind."""
_LINKS = r"of|for|des?|du|della?|dello|do|da|der|van|voor|von|für|pour|para|per"
LINKED = re.compile(rf"(?:{_LINKS}|{_LINKS.upper()})\b(?!\s+\d)|[dD]['’](?=\w)")
"""How a line begins that goes on with the name above it: `des Vereins`, `of the Kite Club`."""
ABBREVIATED = re.compile(r"\b(?:e\. ?V|Inc|Ltd|Co|Corp|S\. ?A)\.$")
"""The end of the name of an organisation."""
