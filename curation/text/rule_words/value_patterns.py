"""Words and patterns: what a number with its unit looks like in each language, and the words that compare it, as compiled patterns."""

from __future__ import annotations

import re

SCALE = r"millions?|billions?|million(?:en)?|millones|mio\.?|miljoen|miljard|milliards?|milion[ie]|miliard(?:y|i|a|ów)?|milhão|milhões|milionów|milion(?:y|ów)?|tys\.|mln|mld"

MONEY = re.compile(
    rf"(?P<money>(?:us\$|can\$|r\$(?=\s?\d)|[$\u20ac\u00a3\u00a5\u20a9])\s*+(?P<sum>(?!0)\d{{1,3}}(?:[ ,.\u202f']\d{{3}}){{1,6}}(?:[.,]\d{{2}}(?!\d))?|\d{{1,20}}(?:[.,]\d{{1,4}})?)(?:\s+(?P<times>{SCALE}))?)"
)

NOUN_CLOSED = r"\s*+(?:$|[,.;:()])|\s(?:of|in|on|at|for|to|from|with|by|per|and|or|is|are|was|must|shall|may|should|will|can|has|have|who|that|which|during|within|each|every|before|after|when|if|unless)\b"
"""What closes an English noun phrase in the singular: `one share is`, and not `one good reason`."""
AGE_OF = r"(?<!average )(?<!mean )(?<!median )\bage of "
OF = r"(?:(?:de|d'|von|van)\s*+)?"
BETWEEN = r"(?:a|an|the|every|of|once every|once in|period of|about|is|be|shall be|than|\w+ of|,)"
"""What may stand between a comparator and its number."""
