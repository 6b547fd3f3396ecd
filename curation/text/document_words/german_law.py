"""Words and patterns: german laws and ordinances in flat text: §§, Absätze, numbers and letters, annexes."""

from __future__ import annotations

import re

CHAPTER = re.compile(
    r"^(?:(Abschnitt|Unterabschnitt|Kapitel|Teil|Buch|Titel)\s+([\dIVX]+[a-z]?)|(\w+er|\w+es)\s+(Abschnitt|Unterabschnitt|Kapitel|Teil|Buch|Titel)"
    r"|(\d+)\.\s+(Abschnitt|Unterabschnitt|Kapitel|Teil|Buch|Titel))\b",
    re.I,
)
RANKS = {"buch": 0, "teil": 1, "kapitel": 2, "abschnitt": 3, "unterabschnitt": 4, "titel": 5}
SEGMENTS = {
    "buch": "book",
    "teil": "part",
    "kapitel": "chp",
    "abschnitt": "chp",
    "unterabschnitt": "subchp",
    "titel": "title",
}

ORDINALS = [
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
]

ORDINAL_ENDS = re.compile(r"(er|es)$")
"""Ends of an ordinal that its noun asks for: `zweiter`, `zweites`."""
