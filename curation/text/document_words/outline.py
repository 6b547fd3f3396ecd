"""Words and patterns: from a flat run of blocks to the tree of a law, a licence or a policy."""

from __future__ import annotations

import re

PROMULGATED = re.compile(
    r"^.{0,60}?(?:\d{4}年\d{1,2}月\d{1,2}|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3})日(?=[^\d\s]{2,60}(?:法|办法|条例|规定|细则|规则|决定|规范|指引|准则)$)"
)
"""The signature and the date of the order that puts a Chinese law in force, where they stand on the line of its name."""
EDITION = re.compile(
    r"(?<=\w)\s(?:texto (?:vigente|consolidado)|(?:última|ultima) reforma publicada|nueva ley publicada)\b.*",
    re.I | re.S,
)
"""What says which edition of an act this is, behind its name on the same line."""
CAPTION = re.compile(
    r"(?:(?:table|figure|fig\.|tabelle|abbildung|abb\.|tabel|figuur|tableau|figura|tabla|cuadro|tabella|tabela|таблица|рисунок)\s*|[表図图]\s?)"
    r"(?:[A-Z][.-]?)?\d{1,3}(?:[.-]\d{1,3})*\s*(?:[.:：–—-]|\s(?=\S)|$)",
    re.I,
)

PART = re.compile(
    r"^(?:§|第[〇零一二三四五六七八九十百千两\d]+[条章节编]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s|[IVX]{1,5}\.\s"
    r"|(?:section|sec\.|article|artikel|art\.|chapter|kapitel|part|title|rule|clause|annex|appendix|schedule|exhibit|attachment)\s+[\dIVX]+\b"
    r"|(?:first|second|third|fourth|fifth|sixth)\s+(?:schedule|annex|appendix)\b|(?:schedule|annex)\s*$)",
    re.I,
)
"""A line that names a part of a document and so is not the title of the whole."""

ENACTED = re.compile(
    r"\b(?:act|law|bill|regulations?|rules|order|code|lei|ley|loi|legge|decreto|décret|decree|gesetz|verordnung|wet|besluit)\b",
    re.I,
)
"""What is called by its year: `Kites Act 2019`."""

NO_TITLE_LINE = re.compile(
    r"copyright|©|\(c\)|^(version|section|article)\b|^(?:\w+ ){0,2}(?:number|sponsor|no\.):\s", re.I
)
"""Lines at the head of a document that are no part of its title."""

LONG_TITLE = re.compile(
    r"an (?:act|ordinance|order) (?:further )?(?:to|for|relating|respecting|concerning|providing|amending)\b",
    re.IGNORECASE,
)
"""How an act says what it is for, above or below its name: `An Act to provide for public holidays`."""
SHORT_TITLE = re.compile(
    r"\b(?:may|shall) be (?:called|cited as|known as),?\s+(?:the\s+)?[“\"‘'*]?"
    r"(?P<name>[A-Z][^.;:“”\"]{3,120}?(?:Act|Regulations?|Rules|Orders?|Code|Law|Ordinance|By-?[Ll]aws?|Scheme|Directions)(?:,?\s+(?:of\s+)?\d{4})?)"
    r"(?=[”\"’'.,;]|\s+(?:and|or)\b|$)"
)
"""What an act of the Commonwealth or of the United States says that it is called: `This Act may be called the Kites Act, 2030.`"""
