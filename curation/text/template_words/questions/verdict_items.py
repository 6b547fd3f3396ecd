"""Words and patterns: a case judged under a provision of which the limit is left out, with four reasoned answers."""

from __future__ import annotations

import re

STEMS = (
    "{Place} says, with its limit left out: \u201c{text}.\u201d {case} Does this comply?",
    "\u201c{text}.\u201d This is {place} without its limit. {case} Does this comply?",
    "In {place} the limit is left out here: \u201c{text}.\u201d {case} Does this comply?",
    "Read {place}, here without its limit: \u201c{text}.\u201d {case} Does this comply?",
)
CASES = ("In one case, {}.", "Suppose that {}.")
"""How a case of an act is told."""
FOUND = ("An inspector finds that {}.", "In one case, {}.", "A measurement shows that {}.")
"""How a case of a measure is told."""

ENSURED = re.compile(r"^.{2,80}? ensures? that (?P<what>(?:the|an?|each|every|no)? ?[a-z].+)$")
"""What somebody makes sure of, which is the case itself: `the interval is 16 hours`."""
NO_SUBJECT = re.compile(r"^(?:it|they|he|she|this|that|there)\b", re.I)

TIME_NAMED = re.compile(
    r"\b(?:intervals?|period of rest|rest period|break|notice(?= of (?:at|not|no) )|life|age|delay|cycle)\b",
    re.I,
)
"""What a time is called in the words before it."""
OF_AGE = re.compile(r"^ (?:old|of age)\b")
"""Words behind a number of years that make it an age."""
OF_NOTICE = re.compile(r"^['\u2019]? (?:prior |advance |written ){0,2}notice\b", re.I)
"""`At least 48 hours notice`."""
FOR_A_TIME = re.compile(r"\bfor (?:a period of )?(?:(?:at least|(?:not|no) less than|a minimum of) )?$", re.I)
"""How long something is done, and not how long before an event: `hold it for at least ten days before`."""
TELLS = re.compile(
    r"\b(?:notif(?:y|ied)|notices?|notification|inform(?:ed)?|tell|told|advise[d]?|warn(?:ed|ing)?|report(?:ed)?|announced?|consult(?:ed)?|give[n]?|submit(?:ted)?|send|sent|appl(?:y|ied)|file[d]?|publish(?:ed)?|post(?:ed)?|request(?:ed)?)\b",
    re.I,
)
"""Verbs of letting somebody know, whose time before an event is a notice."""
AGES = (12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 25, 30, 35, 40, 50, 60, 65, 70, 75)
AGES_APART = (1.1, 1.2)
"""Ages that laws ask for, and how far two of them stand apart."""
EQUIVALENT = re.compile(
    r"(?<=[a-z%\u00b0CF0-9]) \((?:about |approximately |or )?\d[\d.,/ ]{0,9}\s?[a-z\u00b0%]{1,14}\.?(?: ?/ ?[a-z]{1,4})?(?: [a-z]{1,10}){0,2}\)",
    re.I,
)
"""The same measure in another unit: `(6 mph)` behind `9.6 km/h`."""
SLASHED = re.compile(r"^/[a-zA-Z0-9]{1,4}\b")

BEFORE_EVENT = re.compile(r"^(?:,\s?)?\s?(?:before|prior to|in advance|ahead of|preceding)\b", re.I)

COUNTED_NOUN = re.compile(r"(?:persons?|people|passengers?|employees|workers|occupants|copies)$")
"""Units that are things, whose name stays beside the gap."""
CONDITION_BEHIND = re.compile(r"^[^.;]{0,160}?,? (?:if|unless|where|when|whenever|provided|except)\b")
"""A condition that stands behind the limit."""
SECOND_ACT = re.compile(
    r"\band (?:then )?(?:retain|keep|provide|submit|send|give|make|notify|inform|report|file|ensure|maintain|[a-z]+ (?:it|them))\b"
)
"""A second thing that is done: it would be open which of the two a case is about."""
THING_MEASURED = re.compile(
    r"\b(?:an?|any|every|each|no|the) (?P<thing>[a-z-]+(?: (?!(?:that|which|with|of|in|on|and|or|at|by|to|for|from)\b)[a-z-]+){0,4})(?: or [a-z -]{3,30}?)? (?:(?:that|which) (?P<verb>weighs|measures|has|is|exceeds|contains|emits)|with|having|of)(?P<rest>(?: an?)?(?: [a-z-]+){0,3}?) (?:(?:of )?(?:(?:not |no )?(?:less|more|greater|higher|lower|larger|smaller|longer|shorter|fewer) than|at least|at most|in excess of|exceeding)|exceeds) $",
    re.I,
)
"""A thing with a measure, before the limit of it: `any lead sinker that weighs less than`."""
OF_MEASURE = re.compile(
    r"^ (?:in (?:length|width|height|depth|diameter|thickness|weight)|long|wide|high|deep|thick)\b"
)

KEPT = re.compile(r"the (?P<noun>[a-z]+) (?:is|are) kept for ")

AFTER = re.compile(r"^ (?:after|from|following|of)\b")
DOES_SO_AFTER = re.compile(
    r"^ (?P<event>after|following|before|prior to) (?P<what>[^,;]{4,110})(?:$|, (?=[a-z]))"
)
"""The event that a time is counted from, where nothing else follows."""

ON_A_LEVEL = re.compile(r"(?:dBA?|decibels?|\u00b0[CF]|degrees? .*)$")
"""Units whose figures lie close together, as doubling one means another world."""
SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "day": ("hour", 24), "week": ("day", 7)}
"""The unit in which a half of a time is told, and how many of it make one."""

AGREED = re.compile(
    r",? or (?:as|at such|such|by|until|if|otherwise|in accordance|any (?:other|longer|shorter))\b|\b(?:agreed|agreement|arranged|approved|authori[sz]ed|permitted|directed) (?:to )?(?:in writing |otherwise )?(?:by|with|between|upon)\b",
    re.I,
)
"""Another way to comply that stands behind the limit."""
OR_NUMBER = re.compile(
    r"^(?:,? or an?|[^.;]{0,40}?,? or (?:one|two|three|four|five|six|\d[\d.,]{0,9})) [a-z]", re.I
)
"""Another number of something else that is as lawful: `no more than six persons or one vehicle`."""
OTHER_WAY = re.compile(r"(?:,| [a-z]{2,14}ed by [^.;,]{3,60},?) or (?:be )?(?:kept|[a-z]{3,12}ed)\b", re.I)
"""Another way to comply that stands before the limit: `must be separated by a wall, or kept at least`."""
