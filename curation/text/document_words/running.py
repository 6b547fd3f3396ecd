"""Words and patterns: running heads, feet and page numbers: lines at the edge of many pages, in the same place, print and words but for a page number."""

from __future__ import annotations

import re

NUMBER_ALONE = re.compile(
    r"^(?:page|seite|p[aá]gina|sayfa|strona|sida|p\.|p [aá] g (?:i n a|e)|s e i t e)?\s*+(?:\|\s*+)?(?:[-–—]\s*+)?(?P<number>\d{1,6}|[ivxlc]{1,6})\s*+[-–—]?(?P<of>\s*(?:of|von|van|de|sur|/|\|)\s*\d{1,4})?\s*(?:\|\s*page)?$",
    re.I,
)

NAMES_PAGE = re.compile(r"(?:page|seite|pagina|p\.|[-–—|/])\s*$", re.I)
"""What stands before the number of a page within a line."""
