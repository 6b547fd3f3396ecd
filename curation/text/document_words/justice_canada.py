"""Words and patterns: the XML of the Department of Justice of Canada: consolidated and annual statutes, regulations and bills, in English and French."""

from __future__ import annotations

import re

ENGLISH, FRENCH = (
    ("part", "division", "subdivision", "chapter"),
    ("partie", "section", "sous-section", "chapitre"),
)

SCHEDULE_NUMBER = re.compile(r"(?:schedule|annexe|form|formule)\s*([\w.-]*)", re.IGNORECASE)
"""The number of a schedule or a form in its label, in English or French."""
