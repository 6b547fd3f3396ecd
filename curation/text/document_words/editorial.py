"""Words and patterns: what the publisher of a law writes below its provisions about their history."""

from __future__ import annotations

import re

_PART = r"(?:section|subsection|schedule|part|subpart|heading|regulation|rule|clause|form|preamble|title|long title|cross-?heading|appendix)"
_DONE = r"(?:amended|substituted|inserted|added|replaced|repealed|revoked|omitted|expired|renumbered|corrected|(?:this\s)?\w{1,20}(?:\s\w{1,20}){0,6}\sbrought into force)"
NOTE = re.compile(
    rf"^(?:{_PART}\b[^:;\n]{{0,120}}:\s{{1,3}}{_DONE},\s(?:\([^()]{{1,60}}\)\s)?(?:on|as from|from|by|with effect|pursuant to)\s|compare:\s+\d{{4}}\s+no\.?\s*\d{{1,3}}\b)",
    re.I,
)
"""A note on the history of a provision: `Section 26(2): amended, on 1 July 2030, by …`, `Compare: 1949 No 42 s 26`."""
SERIES = re.compile(
    r"(?<=[A-Za-z)]\s\d{4})(?=(?:Public|Private|Local|Provincial|Imperial)\sAct\s?\d{4}\sNo\s\d{1,3}\b)"
)
"""Where the number of an act is joined to its title: `Kites Act 2030Public Act2030 No 4`."""
