"""Words and patterns: what a command does: a participle such as `prohibited` forbids, `required` obliges, and a negation turns the effect."""

from __future__ import annotations

import re

ADVERB = (
    r"(?:jointly and severally|also|only|always|at all times|further|furthermore|therefore|thus|likewise|similarly|normally|generally"
    r"|then|still|otherwise|thereby|hereby|strictly|expressly|explicitly|immediately|promptly|duly|jointly|together|instead|either|each|all|both"
    r"|in particular|in addition|additionally|(?:where(?:ver)?|as)(?: otherwise)? (?:applicable|appropriate|available|necessary|needed|possible|practicable|reasonable|relevant|required|requested|feasible|permitted|provided|indicated|specified|prescribed|directed|described|follows|usual|before|such|well)|not|never|under no circumstances|in no (?:case|event|circumstances)|(?!(?:ap|com|sup|re|im|multi|misap)p?ly\b|rely\b|ally\b|fly\b)[a-z]+ly)"
)

BE_WITH_PARTICIPLE = re.compile(
    rf"\s*be\s+(?:{ADVERB}\s+)*(?P<part>[a-z-]+(?: (?:as|to|liberty))?)(?P<prep>\s+(?:to|from|for|that))?"
)
"""`be` and a participle behind a modal verb, with the preposition that follows."""

ADVISED = frozenset({"recommended", "advised", "advisable", "encouraged", "suggested", "desirable"})
"""What is advice when it is denied, too: `is not recommended in pregnancy`."""

ANY_ADVERB = r"\s*+(?:(?!(?:ap|com|sup|re|im)p?ly\b|rely\b)[a-z]+ly\s++)?"
"""An adverb in front; verbs that end in -ly are none."""
