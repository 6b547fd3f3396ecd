"""Words and patterns: the XML of the Department of Justice of Canada: consolidated and annual statutes, regulations and bills, in English and French."""

from __future__ import annotations

ENGLISH, FRENCH = (
    ("part", "division", "subdivision", "chapter"),
    ("partie", "section", "sous-section", "chapitre"),
)
