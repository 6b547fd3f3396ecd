"""Words and patterns: questions about the last day of a deadline, computed from the day of its event."""

from __future__ import annotations

import re

HEARD_OF = re.compile(
    r"\b(?:revocation|suspension|cancellation|refusal|publication|decision|death|accident|occurrence|expiry|amendment)\b",
    re.I,
)
"""Events that come from others, so that whoever has the duty may hear of them later."""
DAY_OF_EVENT = re.compile(r"the (?:day|date) (?:on which|when|that) (?P<what>.+)$", re.I)
"""`the day on which …`: what happened on that day is the group `what`."""

EVENT_CLAUSE = re.compile(r"^(?:the|an?|any|each|every) .+? (?:is|are|has been|have been|was|were) \w+", re.I)

HAPPENS = re.compile(
    r"(?:tion|sion|ment|ing|sal|val|ure|ance|move|change|sale|export|import|accident|spill|release|visit|test|purchase|transfer|incident|death|shipment|harvest)$"
)

POINTING_DETERMINER = re.compile(r"^(?:that|their|its) (?=[a-z]+ (?:is|was|has)\b)")
"""A determiner that points back; a told event has `the` in its place."""

NO_SINGLE_DAY = re.compile(
    r"\b(?:it|they|he|she|them|its|their|year|month|week|period|term)\b|^(?:that|this|those|these|such)\b"
)
"""Pronouns, and periods that have no one day from which could be counted."""

EVENT_GOES_ON = re.compile(r"\s*(?:,|and\b|or\b)")
"""A list or a further clause behind the event."""

COMPARISON_AT_END = re.compile(
    r"(?<![ ,])[ ,]*+(?:within|not later than|no later than|(?:for )?(?:a period of )?at least|for a (?:minimum |period )of|for|not less than|not more than|at most)?$"
)
"""Words of a comparison at the end of what stands before the period."""

EVENT_PREPOSITION_AT_START = re.compile(r"^(?:after|before|of|from|following)\b,? ?")
"""The preposition that was left when the period and the event were taken out."""

CHANGES_DEADLINE = re.compile(r"\b(?:if|unless|except|but|year|month|days?)\b")
"""A circumstance or a second period, which may change the last day."""

DATE_AS_EVENT = re.compile(r"the (?:[a-z]+ )?date\b")
"""An event that is a date of its own: `the expiry date`."""

DAY_OF_BEFORE_EVENT = re.compile(r"the day of (?=the )")
"""`the day of` in front of an event."""
