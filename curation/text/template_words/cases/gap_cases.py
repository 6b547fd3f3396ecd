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
    r"[^,]{0,200}, (?:an?|the|any|each|every|all|his|her|its|their|to|that|such|with|copies|notice|written|details|particulars|information)\b",
    re.I,
)
"""What is said of a number between two commas, and behind it an object of the verb before it."""
A_NUMBER = re.compile(r"^an? (?=(?:number|total|sum|amount|quantity|percentage|proportion) of\b)")
"""`The number of tubers` is one number, and no number of several."""
NOT_TOLD = re.compile(
    r"\bensures? that (?:in )?\d|\b(?:shall|must|may|not|no|nor|only|any|every|each|such|either|least|unless)\b|, [^,]*\bor\b"
)
"""Words of a rule that a case cannot keep, and a choice of several things: a case has one."""

LIMIT_OF_BAN = re.compile(r"\b(?:before|until|unless)\b")
"""A limit in time of a ban: its number is then not what is forbidden."""

NEGATED_OR_EXCEED = re.compile(r"not |exceed")
"""The start of `not …` or `exceed …` behind the modal verb."""

SECOND_VERB_OF_PAIR = re.compile(r"^(\w+ and \w+) or \w+ (?=an? |any )")
"""`mark and store or move a …`: the verbs before `or` are kept."""

SUBJECT_POINTS_BACK = re.compile(r"\b(?:they|he|she|it|such|this|these|those)\b")
"""A subject with a pronoun whose noun stands elsewhere."""

SPEEDS_BEFORE_NUMBER = re.compile(r"\bat speeds of (?=\d)")
"""`at speeds of` before a number; one case has one speed."""

STARTS_WITH_PREPOSITION = re.compile(
    r"(?:in|on|at|for|from|upon|with|within|under|by|to|of|there|if|where|when)\b", re.I
)
"""Words before the modal verb that begin with a preposition or a circumstance are no subject."""

RELATIVE_CLAUSE = re.compile(r" (?:that|which|who) .+$")
"""The relative clause at the end of a subject."""

ADVERB_BEFORE_VERB = re.compile(r"^(?:not|at all times|also) (?=be |exceed|[a-z]+)")
"""A denial or an adverb in front of the verb, which a case leaves out."""

EXCEED = re.compile(r"(?:not (?:to )?)?exceed")
"""The comparison `exceed`, with or without a denial."""

LATEST_TIME = re.compile(r"(?:within|(?:not|no) later than)")
"""Words that set a latest time."""

AUXILIARY_AT_END = re.compile(r"\b(?P<does>does|do) $")
"""`does` or `do` before a denied comparison: `the interval does not exceed`."""

A_TIME = re.compile(r"\b(?:second|minute|hour|day|week|month|year)s?$")
"""A number of a unit of time."""

JOINT_BEFORE_FREQUENCY = re.compile(r"(?:,? at least|,? and|,)\s*$")
"""What is left at the end of an act when its frequency was taken out."""

SECOND_CLAUSE = re.compile(r"\b(?:shall|must)\b|, |\bthat$")
"""Signs of a second clause in an act."""

STARTS_WITH_BE = ("be ", "not be ", "no be ")
"""Starts of a comparison that has its verb: `be at least`, `not be less than`."""
STARTS_WITH_VERB_OR_PREPOSITION = ("in ", "to ", "is ", "are ")
"""Starts of a comparison whose first word stays in the case."""

DISTANCE = re.compile(r"(?:within|(?:closer|nearer) than)\b")
"""Comparisons of a distance that has to be kept."""
OF_A_THING = re.compile(
    r"(?:longer|shorter|heavier|lighter|wider|narrower|deeper|thicker|larger|smaller|older|taller|higher|lower) than\b"
)
"""Comparisons of a thing that is named right before: `a rope longer than`."""
QUALIFIES = re.compile(r" (?:tall|old|of age|high|long|wide|deep|in height|in length) to [a-z]+\b")
"""A measure and what it entitles to: `135 cm tall to use`."""
FROM_WHAT = re.compile(r"^ (?:of|to)\b")
"""What joins a distance to the place it is kept from: `closer than 5 m to`, and in a case `at a distance of 5 m from`."""
