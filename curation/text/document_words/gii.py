"""Words and patterns: the XML of gesetze-im-internet.de: German federal laws and ordinances, a `norm` for each section, division and annex."""

from __future__ import annotations

import re

SIGNS = re.compile(r"^§§?\s*(\d+[a-z]*)|^(?:art(?:ikel|\.)?)\s*(\d+[a-z]*)", re.I)
ANNEX = re.compile(r"^(anlage|anhang|anlagenteil)\w*+\s*+([\dIVX]++[a-z]?)?", re.I)
SAID = re.compile(r"eingangsformel|präambel", re.I)

NOT_LAW_INHALTS_BERSICHT = re.compile(r"inhalts|übersicht", re.I)

NOT_LAW_SCHLU_SS = re.compile(r"schlu(?:ss|ß)", re.I)

ANNEX_PART = re.compile(r"(?:Teil|Abschnitt|Kapitel)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,5})(?![\w.])")
"""The title of a part of an annex: `Teil B – Zeugnisse`."""
PARTS = {"Teil": "part", "Abschnitt": "chp", "Kapitel": "chp"}
"""The segment of each sort of part."""
