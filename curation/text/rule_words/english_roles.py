"""Words and patterns: what a list below an English lead-in holds: whole actions, elements, conditions, exceptions, …"""

from __future__ import annotations

import re

NOTHING = re.compile(
    r"^[\s,:\u2014-]*(?:(?:be|not|also|only|at least|either|both|do|to|be required to|any of|all of|each of|one of|one or more of|undertake|take|perform|carry out|have to|the|these|following|steps?|measures?|actions?|activities|things|use .{0,40}\bto|ensure|at a minimum|in particular)\b[\s,:\u2014-]*)*$"
)

THAT = re.compile(
    r"\b(?:ensure|ensuring|verify|demonstrate|guarantee|confirm|provide|show|require|see to it|that)(?: that)?[\s:\u2014-]*$|\bthat[\s,:\u2014-]*$|\bto[\s,:\u2014-]*$"
)

LISTS = re.compile(
    r"^\W*(?:(?:all|each|any|none|one or more) of )?the following (?!conditions|circumstances|cases|criteria|requirements|situations)[a-z-]+"
    r"|\b(?:any|all|one or more|either) of the following(?: [a-z-]+){0,2},? (?:unless|except|without|if|when|where)\b[^:]{8,}:?\s*$"
)
"""A lead-in whose list is named before its last operator: `The following work must not be done unless the owner allows it:`."""

NAMES_EXCEPTIONS = re.compile(r"\s*(?:the |these )?(?:following )?(?:exceptions|exemptions|exclusions)\b")

ANNOUNCES = re.compile(r"\b(?:is|are|be) (?:the following|as follows)$")
"""What a lead-in ends with whose list says what its subject is: `The period for which it holds is the following:`."""

CLOSED = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:if|where|when|in the event|in case|while|during|before|after)\b(?!\s*,).{12,},\s*$"
)

BY_COLON = re.compile(
    r"^\W*(?:if|where|when|whenever|in the event|in case|while|during|before|after)\b(?!.*\b(?:following|conditions|circumstances|criteria|(?:any|all|one|each|either|both) of)\b)(?P<clause>.{12,}):\s*$",
    re.S,
)
LEFT_OPEN = frozenset(
    "is are has have had was were be been that to of by with for in on at from as than or and shall must may can will should either both not who which".split()
)

STILL_OPEN = re.compile(r"\s*(?:the following|including|namely|in particular|such as|by|and|or)\b")
