"""Words that begin, join and describe the requests of a prompt."""

from __future__ import annotations

import re

from curation.text.function_words import FINITE as VERBS
from curation.text.request_words import TASK_VERBS
from curation.text.stems import content_stems

OPENER = re.compile(
    r"^(?:[\W_]+|(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-h]|[ivx]{1,4})[.)]\s|(?:hi|hello|hey|dear [^,:;.!?]{1,40}|good (?:morning|afternoon|evening|day)|so|ok|okay|now|then|and|also|but|well|please|kindly|next|first|second|third|finally|lastly|afterwards"
    r"|instead|just|again|however|therefore|thus|otherwise|if (?:you can|possible)|for (?:this|that)|in \w+ words|secondly|firstly|thirdly|step \w+|task|request|question)\b[\s,:;.\u2013\u2014-]*)+",
    re.I,
)
QUESTION = re.compile(
    r"^(?:how|what|which|why|who|whom|whose|where|what's|how's|who's|whats|hows|when (?:is|are|was|were|do|does|did|will|can|should|must|may))\b"
    r"|^(?:is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|am) (?:i|we|you|he|she|it|they|there|this|that|the|an?|my|our|your|his|her|their|any|one|all|every|people|[a-z]+s)\b",
    re.I,
)
PIECE = re.compile(r"[,;:\u2013\u2014]\s+|\s-+\s|\b(?:and|then|but|or|so)\s+", re.I)
FINITE = frozenset({*VERBS.split("|"), "might"} - {"have"})
NO_ORDERS = frozenset(
    """
    i thanks thank water people time business yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday cheers may march like as
    being last better best still well down even back
    """.split()
)
"""Words that begin statements although they are base forms of verbs too."""


OBJECT_STARTS = frozenset(
    """
    a an the my me us it him her them this that these those your our his its their how what why who which where when if whether to in on with for at from
    about out up down off one two three four five ten all some any each every no not as like only just then into everything something nothing both exactly
    also myself yourself
    """.split()
)
"""Words with which the object of an order often begins."""


PARTICLES = ("out", "on", "with", "through", "up", "down")
BARE_ORDERS = ("don't", "do", "let", "let's", "never")
PERSONS = ("i", "we", "you", "they", "he", "she")


PLEASE = re.compile(r"\b(?:please|pls|plz|kindly)\b", re.I)


AND_VERB = re.compile(r"\b(?:and|or|then) ([a-z]+)")
THEN = re.compile(r"(?:so|then|now|thus|therefore)\b", re.I)


INTRODUCES = re.compile(
    r"^\W*(?:as|with|without|using|given|to|for|based|according|considering|assuming|supposing|imagining|bearing|regarding|concerning|following|building|drawing|speaking|writing|acting|working"
    r"|if|when|whenever|while|whilst|where|wherever|since|because|before|after|once|although|though|unless|until|now that|seeing|in case|in order)\b",
    re.I,
)
"""Words that open an introduction, behind which an order stands: `As customers complain, write a notice`."""
LISTED = re.compile(
    r"(?:\b(?:to|can|could|will|would|must|may|might|shall|should|not|they|we|i|you|who|that|which|people|children)|(?:^\W{0,9}|\b(?:the|our|my|your|his|her|their|these|those|all|some|many|most|two|three|four|five) )[a-z]{2,30}s) {1,9}(?P<verb>[a-z]{1,30})(?: [^,;:]{0,200})?[,;:] {1,9}$",
    re.I,
)
"""A verb directly behind `to`, a modal or a plural subject, with which a list of verbs begins."""


TASK = re.compile(
    rf"^(?:(?:can|could|would|will) you |i (?:want|need|would like) you to )?(?:{TASK_VERBS})\b", re.I
)
ANAPHOR = re.compile(
    r"\b(?:it|its|them|they|their|theirs|this|these|those|he|she|him|her|his|ones|such|same|both|each|the (?:first|second|former|latter|other)|there|above|answer|one(?! [a-z])|that(?= (?:is|was|one|way|case|list|text)\b|[.?!,;]|$))\b",
    re.I,
)


OF_ANYTHING = content_stems(
    "first second third last next new old good best better time thing way people much many long short", "en"
)
"""Words that two requests may share although they are about different things."""


EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:true|legal|possible|allowed|normal|safe|right|ok|okay|really)\b|\bit takes\b|\bis there\b|\bare there\b",
    re.I,
)


ASIDES = ("by the way", "btw", "separately", "apart from that", "besides that")
"""Words that go over to another matter only where a sentence begins with them."""
CLAUSE = re.compile(
    rf"(?:,|;| and| or|, and|, or|,? then|,? also)\s+(?=(?:(?:what|how|which|why|who|where|when)(?: [a-z]+)?|which(?: [\w'-]+){{1,4}}) (?:is|are|was|were|do|does|did|can|could|should|must|will|would|may|to)\b|which [a-z]+ [a-z]+s\b"
    rf"|(?:may|can|could|is|are|do|does|did|should|must|will) (?:i|we|you|he|she|they|the|an?|my|our|your|his|her|their|[a-z]+s)\b|(?:{TASK_VERBS})\b)",
    re.I,
)
