"""Words and patterns: a case of a provision whose number is left out, told with the act itself: `a member is appointed for a term of five years`."""

from __future__ import annotations

import re

BEHIND_ENDS = re.compile(
    r",| (?:and (?:shall|must)|but|unless|except|if|so that|in order|provided|whichever|without|whether|in accordance|pursuant|as (?:required|provided|prescribed))\b"
)
LED = re.compile(
    r"^(?P<lead>(?:if|where|when|whenever|before|after|while|during|in|on|at|for|from|upon|with|within|under|except|once|until)\b[^,]*(?:,[^,]*)??), (?=(?:the|an?|every|each|any|no|all|[a-z]+)\b)",
    re.I,
)
EVENT = re.compile(r"\s*(?:after|before|prior to|of|from|following|preceding)\b")
SIZED = re.compile(
    r"\b(?:intervals?|periods?|terms?|distances?|depths?|heights?|lengths?|widths?|weights?|speeds?|rates?|temperatures?|pressures?|capacity|thickness|diameters?|concentrations?)\s*$",
    re.I,
)
"""A noun that takes `of` before its number: `intervals no greater than five years`, and in a case `intervals of ten years`."""
OBJECT_BEHIND = re.compile(
    r"[^,]{0,200}, (?:an?|the|any|each|every|all|his|her|its|their|to|that|such|copies|notice|written|details|particulars|information)\b",
    re.I,
)
"""What is said of a number between two commas, and behind it an object of the verb before it."""
A_NUMBER = re.compile(r"^an? (?=(?:number|total|sum|amount|quantity|percentage|proportion) of\b)")
"""`The number of tubers` is one number, and no number of several."""
NOT_TOLD = re.compile(
    r"\bensures? that (?:in )?\d|\b(?:shall|must|may|not|no|nor|only|any|every|each|such|either|least|unless)\b|, [^,]*\bor\b"
)
"""Words of a rule that a case cannot keep, and a choice of several things: a case has one."""

TOLD_BEFORE_UNTIL = re.compile(r"\b(?:before|until|unless)\b")

TOLD_NOT_EXCEED = re.compile(r"not |exceed")

TOLD_AND_OR = re.compile(r"^(\w+ and \w+) or \w+ (?=an? |any )")

TOLD_THEY_HE = re.compile(r"\b(?:they|he|she|it|such|this|these|those)\b")

TOLD_SPEEDS_OF = re.compile(r"\bat speeds of (?=\d)")

SUBJECT_IN_ON = re.compile(
    r"(?:in|on|at|for|from|upon|with|within|under|by|to|of|there|if|where|when)\b", re.I
)

SUBJECT_THAT_WHICH = re.compile(r" (?:that|which|who) .+$")

MEASURED_NOT_AT = re.compile(r"^(?:not|at all times|also) (?=be |exceed|[a-z]+)")

MEASURED_NOT_TO = re.compile(r"(?:not (?:to )?)?exceed")

MEASURED_WITHIN_NOT = re.compile(r"(?:within|(?:not|no) later than)")

OFTEN_AT_LEAST = re.compile(r"(?:,? at least|,? and|,)\s*$")

OFTEN_SHALL_MUST = re.compile(r"\b(?:shall|must)\b|, |\bthat$")
