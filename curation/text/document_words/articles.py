"""Words and patterns: acts in articles as flat text (a PDF or a Word file of an act of the European Union, a treaty, a code)."""

from __future__ import annotations

import re

WHEREAS = re.compile(
    r"^(whereas|having regard|in erwägung|overwegende|considérant|considerando|visto|gezien|gestützt|vu le)\b",
    re.I,
)
RECITES = re.compile(
    r"(?:and\s+)?(?:whereas|in (?:der )?erwägung|overwegende|considérant|considerando|considerato|ritenuto|atendiendo|attendu)\b(?P<said>(?:\W+\w+){3})?",
    re.I,
)
"""The line that opens recitals without numbers, and such a recital where more words are `said` on it."""
ANNOUNCED = re.compile(r"\b(?:whereas|erwägung|overwegende|considérant|considerando)\s*[:.,]?$", re.I)
"""The end of a line below which recitals without numbers stand."""
INSTRUMENT = re.compile(
    r"(?:convention|agreement|treaty|protocol|covenant|statutes?|charter|convenio|convenci[óo]n|acuerdo|tratado|protocolo|estatutos?|reglamento|"
    r"accord|traité|protocole|statuts|règlement|accordo|convenzione|trattato|protocollo|statuto|regolamento|"
    r"acordo|convenção|convénio|convênio|regulamento|abkommen|übereinkommen|vertrag|protokoll|satzung|"
    r"overeenkomst|verdrag|protocol|conveni|acord|tractat|reglament|estatuts)(?!\w)",
    re.I,
)
"""What the title of an agreement or of another act that a law has attached begins with."""
