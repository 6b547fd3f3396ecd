"""What an item is about, below its category: the matter that the heading over its clause names, the same for all items under it."""

from __future__ import annotations

import re

from curation.core.records import Clause
from curation.text import cut_off
from curation.text.grammar import lower_first

_NUMBER = re.compile(
    r"^\s*(?:(?i:section|article|part|chapter|annex|title|rule)\s+(?:\d+[A-Za-z]?(?:[.-]\d+)*|[IVXLC]+|[A-Z])\b[.:)]?"
    r"|\d+[A-Za-z]?(?:[.-]\d+)*[.:)]?|(?:[IVXLC]+|[A-Z])[.:)])\s+"
)
"""The number before a heading; a letter alone is one only with a stop behind it."""
MOST_WORDS = 8
"""Words of a heading beyond which it is a sentence and names no matter."""


def of(clause: Clause) -> str:
    """The matter of a clause's last heading, without its number: `sharps`, `gas cylinders`; empty without one that can be said."""
    heading = _NUMBER.sub("", clause.path[-1]).strip(" .:") if clause.path else ""
    if not heading or len(heading.split()) > MOST_WORDS or not heading[0].isalpha() or cut_off.stops(heading):
        return ""
    first = heading.split()[0]
    return heading if first.isupper() and len(first) > 1 else lower_first(heading)
