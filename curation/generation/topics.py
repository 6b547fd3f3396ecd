"""What an item is about, below its category: the matter that the heading over its clause names, the same for all items under it."""

from __future__ import annotations

from curation.core.records import Clause
from curation.text import cut_off
from curation.text.grammar import lower_first
from curation.text.template_words import topics as wording

MOST_WORDS = 8
"""Words of a heading beyond which it is a sentence and names no matter."""


def of(clause: Clause) -> str:
    """The matter of a clause's last heading, without its number: `sharps`, `gas cylinders`; empty without one that can be said."""
    heading = wording.NUMBER.sub("", clause.path[-1]).strip(" .:") if clause.path else ""
    if not heading or len(heading.split()) > MOST_WORDS or not heading[0].isalpha() or cut_off.stops(heading):
        return ""
    first = heading.split()[0]
    return heading if first.isupper() and len(first) > 1 else lower_first(heading)
