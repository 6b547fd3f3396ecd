"""Words and patterns: what a number with its unit looks like in each language, and the words that compare it, as compiled patterns."""

from __future__ import annotations

import re

SCALE = r"millions?|billions?|million(?:en)?|millones|mio\.?|miljoen|miljard|milliards?|milliarden?|mrd\.?|tsd\.?|miliardi?o?|mil millones|mil milhões|bilh(?:ão|ões)|milion[ie]|miliard(?:y|i|a|ów)?|milhão|milhões|milionów|milion(?:y|ów)?|tys\.|mln|mld"

MONEY = re.compile(
    rf"(?P<money>(?:us\$|can\$|r\$(?=\s?\d)|[$\u20ac\u00a3\u00a5\u20a9]|(?<![\w.,])(?<!\d\s)(?:eur|usd|gbp|chf|cad|aud|jpy|sek|nok|dkk|pln|cny|inr|brl)(?=\s\d))\s*+(?P<sum>(?!0)\d{{1,3}}(?:[ ,.\u202f']\d{{3}}){{1,6}}(?:[.,]\d{{2}}(?!\d))?|\d{{1,20}}(?:[.,]\d{{1,4}})?)(?:\s+(?P<times>{SCALE}))?)"
)

NOUN_CLOSED = r"\s*+(?:$|[,.;:()])|\s(?:of|in|on|at|for|to|from|with|by|per|and|or|is|are|was|must|shall|may|should|will|can|has|have|who|that|which|during|within|each|every|before|after|when|if|unless)\b"
"""What closes an English noun phrase in the singular: `one share is`, and not `one good reason`."""
AGE_OF = r"(?<!average )(?<!mean )(?<!median )\bage of "
OF = r"(?:(?:de|d'|von|van)\s*+)?"
BETWEEN = r"(?:a|an|the|every|of|once every|once in|period of|about|is|be|shall be|than|jedoch|\w+ of|,)"
"""What may stand between a comparator and its number."""
CURRENCIES = (
    "$", "\u20ac", "\u00a3", "\u00a5", "\u20a9", "eur", "usd", "gbp", "chf", "cad", "aud", "jpy", "sek", "nok", "dkk", "pln", "cny", "inr", "brl",
)  # fmt: skip
"""Signs and codes of currencies that stand before an amount."""
SIGN = r"(?:[$\u20ac\u00a3\u00a5\u20a9]|us\$|r\$)"
YET = r"(?:jedoch|aber|however)"
"""What may stand between a comparator and the second bound: `höchstens jedoch fünf`."""

AGED = r"aged (?:between |from )?"
"""What stands before the age of somebody; a comparator may stand in place of its second word."""
RANGE_OF_AGES = r"(?:to|and|-|\u2014)"
"""What stands between the two ages of a range."""
RANGE_JOINS = ("to", "and", "-", "\u2014")
"""What stands between the two numbers of a range, in a language whose pack names nothing."""
SCALE_OF = r"(?:\s+(?:de|di|von|van)(?=\s)|\s+d')?"
"""What joins a scale to its unit: `3 millions de`."""
NUMBER_SIGNS = "第제"
"""Signs right before an ordinal number in Chinese, Japanese and Korean."""
