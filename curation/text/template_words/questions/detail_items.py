"""Words and patterns: cases in which a detail of a duty is right or wrong: how many of something there are, or how often something is done."""

from __future__ import annotations

import re

from curation.text.numerals import SMALL

COUNT = re.compile(
    rf"\b(?P<number>{'|'.join(SMALL[2:7])}) (?P<noun>(?:[a-z-]+ ){{0,3}}?[a-z]{{3,}}s)(?! (?:of age|before|after|prior|or more))(?=\s|,|$)"
)

MEASURES = re.compile(
    r"(?:seconds|minutes|hours|days|weeks|months|years|thirds|times|metres|meters|feet|inches|degrees|copies(?: of)?)$"
)

OFTEN = {
    "daily": (1, "every day"),
    "weekly": (7, "every week"),
    "monthly": (30, "every month"),
    "quarterly": (91, "every three months"),
    "semi-annually": (182, "every six months"),
    "semiannually": (182, "every six months"),
    "annually": (365, "every year"),
    "yearly": (365, "every year"),
}
EVERY = ((1, "every day"), (7, "every week"), (14, "every two weeks"), (30, "every month"), (91, "every three months"), (182, "every six months"), (365, "every year"), (730, "every two years"), (1095, "every three years"), (1460, "every four years"), (1825, "every five years"), (2555, "every seven years"), (3650, "every ten years"))  # fmt: skip
FREQUENCY = re.compile(
    rf"(?:at least )?(?:at )?(?P<word>{'|'.join(OFTEN)})(?: intervals)?(?=$|[ ,])|(?:at least )?once (?:every|each|a|per|in every) (?P<unit>day|week|month|year)(?=$|[ ,])",
    re.I,
)

YEARLY = re.compile(
    r"\b(?:statements?|reports?|audit\w*|accounts?|accounting|meet|meets|meeting|meetings|conference|budgets?|returns?|reviews?|reviewed|plans?|fiscal|financial|session|sessions|inventor(?:y|ies))\b",
    re.I,
)
"""What is done every year almost everywhere, so that nobody has to know the law to say so."""

NO_EXACT_COUNT = re.compile(
    r"\b(?:who|which|that|between|if|more than|exceeding|most|up to|not more|larger|smaller|greater|longer|one of|of the|least|less than)\b"
)

ARTICLE_END = re.compile(r"\b(?:a|an|the) $")
