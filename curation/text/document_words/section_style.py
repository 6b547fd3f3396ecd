"""Words and patterns: how the sections of a part of a document are numbered, decided for each part where it stands."""

from __future__ import annotations

import re

WORDS = {
    "attachment": "att", "addendum": "att", "appendix": "app", "annex": "annex", "exhibit": "exh", "schedule": "sch", "anhang": "annex",
    "anlage": "annex", "bijlage": "annex", "annexe": "annex", "anexo": "annex", "allegato": "annex", "appendice": "app", "apéndice": "app",
}  # fmt: skip

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
ORDINAL = re.compile(rf"^({'|'.join(ORDINALS)})\s+(schedule|annex|appendix)\b(.{{0,100}})$", re.I)
"""`SECOND SCHEDULE`, as acts of the Commonwealth call theirs."""

WORDED = re.compile(
    r"^(?P<word>section|sec\.|article|art\.|artikel|artículo|articolo|artigo|clause|rule|§)\s*(?P<number>\d{1,4}[A-Za-z]?(?:[.-]\d{1,4})*(?:-[A-Za-z](?![\w]))?(?:\s[a-z](?=\s?[.:]))?|(?-i:[IVXLC]{1,7})(?=[.:\s–—-]|$)|(?-i:[ivxlc]{1,5})(?=\.\s(?-i:[A-Z])))\b"
    r"(?P<end>\s*[.:–—-](?!\d)|\s*$|\s+(?=(?-i:[A-Z\[(])))",
    re.I,
)
"""A section that says what it is: `Section 2. Definitions`, `Article 5`, `§ 12-3 Title`."""

CONTAINER = re.compile(
    r"^(?P<word>article|chapter|part|title)\s+(?P<number>\d{1,3}|(?-i:[IVXLC]{1,7}))"
    r"(?=\s*[.:–—-](?!\d)|\s*$|\s+(?-i:[A-Z\[(]))",
    re.I,
)
"""A part that may number its sections anew: `CHAPTER II Town meetings`, and no sentence (`Part 2 of the Code applies`)."""
