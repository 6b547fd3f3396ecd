"""Words and patterns: the least or the most that a rule allows of a number, as it is written, and an act with another number in its place."""

from __future__ import annotations

import re

SCOPE_BEFORE = re.compile(
    r"\b(?:who|which|that|where|if|when|whose|containing|with a capacity of|exceeding|weighing|measuring|having)\b",
    re.I,
)
RATE = re.compile(r"\s{0,3}(?:/|per\b|by\b|x\b|of age\b|and \d|or \d|to \d|\()", re.I)
ONLY_SO_OFTEN = re.compile(
    r"\b(?:not|no) more (?:often )?than once\b|\bat most once\b|\bno more often\b|\bonly once\b", re.I
)
LOWER = re.compile(
    r"^(?:at least|not less than|no less than|not fewer than|no fewer than|a minimum of|minimum of|for a minimum of)\b",
    re.I,
)
UPPER = re.compile(
    r"^(?:within|not more than|no more than|at most|a maximum of|maximum of|up to|no later than|not later than|no longer than|not longer than)\b",
    re.I,
)
EVERY = re.compile(
    r"(?:every|each|intervals? of|once (?:in )?(?:every|per|a)|intervals not exceeding|intervals of not more than)\s*$",
    re.I,
)

BEYOND = re.compile(
    r"\b(?:more than|exceed|exceeding|in excess of|over|above|beyond|greater than|longer than|higher than)\s*$",
    re.I,
)
SHORT_OF = re.compile(r"\b(?:less than|fewer than|below|under|shorter than|lower than)\s*$", re.I)

MEASURED = re.compile(
    r"\b(?:speed|depth|height|length|width|breadth|weight|mass|rate|draught|draft|capacity|distance|voltage|pressure|temperature|concentration|level|dose|period|load|volume)\s+$",
    re.I,
)
"""What is measured: `a speed of 5 knots` of `a speed exceeding 5 knots`."""
NEARER = re.compile(r"\b(?:within|closer than|nearer than)\s*$", re.I)

WITHIN = re.compile(r"\b(?:within|not later than|no later than)\s*$", re.I)

COMPARED = re.compile(
    r"(?:(?P<lower>at least|not less than|no less than|not fewer than|no fewer than|(?:a )?minimum of)|(?P<upper>not more than|no more than|at most|not exceeding|not to exceed|(?:a )?maximum of|no longer than|not longer than|no higher than|not greater than|up to))\s+$",
    re.I,
)

BEHIND = re.compile(
    r"^\s+(?:(?P<lower>or more|or over|or greater|or longer)|(?P<upper>or less|or fewer|or under|or shorter))\b",
    re.I,
)
KEEPS = re.compile(r"^(?:be )?(?:retain(?:ed)?|keep|kept|maintain(?:ed)?|preserve[d]?|stor(?:e|ed))\b", re.I)
FOR = re.compile(r"\bfor (?:a (?:period|minimum) of )?$", re.I)
NARROWS = re.compile(
    r"\b(?:who|where|if|when|whose|containing|exceeding|weighing|more than|less than|other than|except)\b",
    re.I,
)
"""Words that say to what a rule applies: a number behind them sets no bound."""
PER = re.compile(
    r"^(?:/[a-zA-Z0-9]{1,4}\b| per (?:minute|hour|second|day|week|month|year|person|occupant|employee|worker)\b)"
)

SUBORDINATE_OR_NEGATED = re.compile(r"\b(?:who|which|that|where|if|when|whose|not)\b")
"""A relative clause, a circumstance or a denial before a number: the number is then no bound of the ban."""

UNITS_OF_TIME = ("hours", "days", "minutes", "weeks", "months", "years")
"""Ends of the units of time: `within two days` is no distance that a ban keeps clear."""

EVENT_DIRECTION = re.compile(r"\s*(?:,\s*)?(?:before|prior to|in advance|preceding)\b", re.I)

COMPARISON_BEFORE_NUMBER = re.compile(
    r"\b(?:of )?(?:at least|not less than|no less than|not fewer than|no fewer than|(?:a )?minimum of|not more than|no more than|at most|(?:a )?maximum of|up to|not exceeding|no longer than|not longer than)\s*$",
    re.I,
)
"""Words of a comparison before a number, which a case with an exact number leaves out."""

EVENT_PREPOSITION = re.compile(r"\s*(?:after|before|of|from|following)\b")
"""The preposition of the event from which a period is counted."""

STARTS_LATER = re.compile(r"^\s*(?:of|from|following)\b")

AT_LEAST_BEFORE_FREQUENCY = re.compile(r"\bat least (?=(?:once )?(?:every|each)\s*$)", re.I)
"""`at least` in front of a frequency; a case leaves it out."""

AT_LEAST_ONCE_BEFORE_FREQUENCY = re.compile(r"\bat least once (?=(?:every|in every)\s*$)", re.I)
"""`at least once` in front of a frequency; a case leaves it out."""

COMPARISON_BEHIND_NUMBER = re.compile(r"(?<!\s)\s++(?:or more|at the latest|at least|or less|at a minimum)\b")
"""Words of a comparison behind a number, which a case with an exact number leaves out."""

MEASURES = re.compile(r"\b(?:that|which|or)\b")
