"""Words and patterns: what a printed line opens, a heading, an item, a numbered provision, or whether it goes on with the line above it."""

from __future__ import annotations

import re

OPENS = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百千两\d]+[条章节編编]|§+\s*\d+[a-z]?\b|(?:Article|Artikel|Art\.|Artículo|Articolo|Artigo|Section|Sec\.|SECTION|SEC\.|ARTICLE|"
    r"Rule|Regulation|Clause)\s+\d{1,4}[A-Za-z]?(?:[.:–—-](?!\d)|$|\s+[A-Z“\"(])|[（(][一二三四五六七八九十]{1,3}[）)]|(?:MADDE|Madde)\s+\d{1,3}\s?[-–—.]|"
    r"(?:And|AND)?\s*(?:Whereas|WHEREAS)\b|(?:And now|AND NOW|Now|NOW),?\s+(?:therefore|THEREFORE)\b)"
)
"""A line that opens a provision of its own."""

AWAITS = re.compile(
    r"(?:\bU\.?\s?S\.?\s?C\.?|\bC\.?\s?F\.?\s?R\.?|\b(?:of|under|in|to|by|with|and|or|see|per|from|this|the|than|through|that|such|as|nach|gemäß|des|der|und|"
    r"oder|van|en|de|du|et|ou|y|o))$",
    re.I,
)
"""The end of a line whose sentence goes on with what it refers to: `42 U.S.C.`, `pursuant to`."""

NAMES_NUMBER = re.compile(
    r"\b(?:sections?|paragraphs?|articles?|clauses?|parts?|rules?|items?|points?|annex|chapter|table|figure|version|no\.|nr\.|art\.|abs\.|§{1,2}|artikel|"
    r"absatz|nummer|ziffer|artículo|apartado|articolo|comma|artigo|paragraphe|alinéa|lid)$",
    re.I,
)
"""The end of a line whose sentence goes on with a number: `set forth in paragraph`."""

RANGE = re.compile(
    r"\(?[a-z]{1,3}[.)]\s+(?:bis|to|und|and|or|oder|through|et|ou|à|y|e|o|al|en|of|tot|och|i)\s+\(?[a-z]{1,3}[.)]",
    re.I,
)
"""Two letters of a list as a sentence names them: `a) to d)`."""
