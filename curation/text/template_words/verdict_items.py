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
    r"\b(?:interval|period of rest|rest period|break|notice|life|age|delay|cycle)\b", re.I
)
"""What a time is called in the words before it."""
EQUIVALENT = re.compile(
    r"^\s?\((?:about |approximately |or )?\d[\d.,/ ]{0,9}\s?(?:[a-z\u00b0%]{1,14}\.?(?: ?/ ?[a-z]{1,4})?(?: [a-z]{1,10}){0,2})\)",
    re.I,
)
"""The same measure in another unit: `(6 mph)` behind `9.6 km/h`."""
SLASHED = re.compile(r"^/[a-zA-Z0-9]{1,4}\b")

BEFORE_EVENT = re.compile(r"^(?:,\s?)?\s?(?:before|prior to|in advance|ahead of|preceding)\b", re.I)

KEPT = re.compile(r"the (?P<noun>[a-z]+) (?:is|are) kept for ")

AFTER = re.compile(r"^ (?:after|from|following|of)\b")
DOES_SO_AFTER = re.compile(
    r"^ (?P<event>after|following|before|prior to) (?P<what>[^,;]{4,110})(?:$|, (?=[a-z]))"
)
"""The event that a time is counted from, where nothing else follows."""

SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "day": ("hour", 24), "week": ("day", 7)}
"""The unit in which a half of a time is told, and how many of it make one."""

AGREED = re.compile(
    r",? or (?:as|at such|such|by|until|if|otherwise|in accordance|any (?:other|longer|shorter))\b|\b(?:agreed|agreement|arranged|approved|authori[sz]ed|permitted|directed) (?:to )?(?:in writing |otherwise )?(?:by|with|between|upon)\b",
    re.I,
)
"""Another way to comply that stands behind the limit."""
OTHER_WAY = re.compile(
    r"\b(?:shall|must|may not|should)\b[^.;]*?(?:,| \w+ed by [^.;,]{3,60},?) or (?:be )?(?:kept|placed|located|stored|separated|installed|[a-z]{3,12}ed)\b[^.;]*$",
    re.I,
)
"""Another way to comply that stands before the limit: `must be separated by a wall, or kept at least`."""
