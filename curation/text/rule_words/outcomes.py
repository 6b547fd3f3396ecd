"""Words and patterns: what a standard states as done instead of demanding it: `Policies are in place`, `The organization documents its controls.`."""

from __future__ import annotations

import re

from curation.text.function_words import AUXILIARIES

SPEAKS = re.compile(r"\b(?:we|our|ours|us|you|your|yours|i|my)\b")
POINTS = re.compile(
    r"\W*(?:these|those|such|this|that|it|they|other|many|some|most|several|few|various|both|the following|the (?:above|same))\b"
)

ON_RULES = re.compile(r"\b(?:roles?|responsibilit(?:y|ies)|duties|polic(?:y|ies)|procedures?|controls?)\b")

HOLDS = frozenset(AUXILIARIES.split("|"))
OBJECT_ENDS = re.compile(
    r"[.,;:()\u2014]|\b(?:for|of|in|to|from|with|by|on|at|that|which|who|when|if|where|as|every|each|before|after|during|within|under|so|arising|associated|related|relating|using|posed|identified|presented|across|between|among|through|annually|regularly|periodically)\b"
)

COUNTED = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "several",
        "some",
        "most",
    }
)
TELLS = re.compile(
    r"\b(?:often|usually|typically|commonly|sometimes|currently|already|recently|increasingly|rarely|mostly|today|now|nowadays|yesterday|ago|at random|randomly|worldwide"
    r"|in (?:the|this|a) (?:game|film|movie|play|story|novel|experiment|pilot|world)|last (?:year|month|week)|(?:since|in|until) (?:1[89]|20)\d\d|million|billion|across (?:websites|the (?:world|country|web)))\b|[$\u20ac\u00a3]"
)
"""What only reports have: a day or a year that is past, money, what happens usually or in a game."""

DONE_BY = re.compile(r"\s+(?:(?:also|then|[a-z]+ly)\s+)?(?P<verb>[a-z-]+)")

STATE_OPENS = r"\b(?:is|are)(?P<not>\s+not(?! limited))?(?:\s+(?:also|all|each|both|then|well|[a-z]+ly|at least [a-z]+)){0,3}"
"""The verb before a state that is reached, with what may stand between."""
DETERMINER = r"(?:(?:the|each|every|an?) )?"
OF_WHAT = r"(?: (?:of|for|within) (?:the |an? |its )?[a-z-]+)?"
"""What may stand before and behind a name of somebody who acts."""
