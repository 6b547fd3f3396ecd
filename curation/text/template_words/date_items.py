"""Words and patterns: questions about the last day of a deadline, computed from the day of its event."""

from __future__ import annotations

import re

HEARD_OF = re.compile(
    r"\b(?:revocation|suspension|cancellation|refusal|publication|decision|death|accident|occurrence|expiry|amendment)\b",
    re.I,
)
"""Events that come from others, so that whoever has the duty may hear of them later."""
ON_WHICH = re.compile(r"the (?:day|date) (?:on which|when|that) (?P<what>.+)$", re.I)

EVENT_CLAUSE = re.compile(r"^(?:the|an?|any|each|every) .+? (?:is|are|has been|have been|was|were) \w+", re.I)

HAPPENS = re.compile(
    r"(?:tion|sion|ment|ing|sal|val|ure|ance|move|change|sale|export|import|accident|spill|release|visit|test|purchase|transfer|incident|death|shipment|harvest)$"
)

DATE_THAT_THEIR = re.compile(r"^(?:that|their|its) (?=[a-z]+ (?:is|was|has)\b)")

DATE_IT_THEY = re.compile(
    r"\b(?:it|they|he|she|them|its|their|year|month|week|period|term)\b|^(?:that|this|those|these|such)\b"
)

DATE_AND_OR = re.compile(r"\s*(?:,|and\b|or\b)")

DATE_WITHIN_NOT = re.compile(
    r"(?<![ ,])[ ,]*+(?:within|not later than|no later than|(?:for )?(?:a period of )?at least|for a (?:minimum |period )of|for|not less than|not more than|at most)?$"
)

DATE_AFTER_BEFORE = re.compile(r"^(?:after|before|of|from|following)\b,? ?")

DATE_IF_UNLESS = re.compile(r"\b(?:if|unless|except|but|year|month|days?)\b")

TOLD_EVENT_THE_DATE = re.compile(r"the (?:[a-z]+ )?date\b")

TOLD_EVENT_THE_DAY = re.compile(r"the day of (?=the )")
