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
AT_ALL_TIMES = re.compile(
    r"\b(?:at all times|at any time|immediately|promptly|without delay|as soon as|regularly|periodically|at least|no later than|prior to|before (?:use|access|being|they|it|the|any|each))\b"
)
"""When something is done, of what is asked for and not merely told."""
COMMA = re.compile(r",\s+(?=[a-z])")
FINITE = re.compile(
    r"(?<=[a-z\)]) (?:(?:also|then|first|next|always|[a-z]+ly) )?(?P<verb>[a-z-]+)(?= |[,.;:]|$)"
)
"""A word that may be the verb of the words before it."""
OUTSIDERS = re.compile(
    r"\b(?:attackers?|adversar(?:y|ies)|hackers?|criminals?|customers?|consumers?|children|patients?|people|persons?|clients?|researchers?|scientists?|experts?)$"
)
"""People whom a procedure of a house gives nothing to do."""
MEASURES = re.compile(
    r"\W{0,9}(?P<what>(?:(?:the|all|each|every) )?(?:[a-z][a-z-]{0,30} ){0,3}(?:passwords?|passphrases?|pins?|secrets?|keys?|tokens?|codes?|ladders?|guards?|rails?|aisles?|exits?|doors?|signs?|labels?|fonts?|sessions?|certificates?|logs?|backups?)) (?P<is>(?:is|are) )(?=(?:at least|at most|not less than|no less than|not more than|no more than|no longer than|no shorter than|a minimum of|a maximum of|between) \d)"
)
"""A thing that has a measure: `Passwords are at least 14 characters long`."""
RECITAL = re.compile(r"\W*(?:and )?whereas\b")
"""What a sentence begins with that says why."""
GOES_ON = re.compile(
    r"[^a-z]{0,4}(?!(?:that|which|who|whose|of|is|are|was|were|shall|must|may|should|will)\b)[a-z]"
)
"""More words behind a verb."""
QUESTION = re.compile(
    r"\W*(?:is|are|do|does|did|has|have|can|could|will|would|should|was|were|who|what|which|how|why|when is|when are)\s+(?:the|an?|any|all|there|it|they|you|we|your|our|only|each|every|this|these|[a-z]+s)\b"
)
"""What a question begins with, also in a row that cuts it off."""
OBJECT = re.compile(r"\s+(?:the|an?|its|any|all|each|every|it|them|their|his|her|this|these)\b")
"""What a verb has as its object, so that it is no noun: `forwards the report`."""
