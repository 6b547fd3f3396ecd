"""Words and patterns: two cases under one provision, and which of them breaks it."""

from __future__ import annotations

import re

STEMS = (
    "{Place} reads: \u201c{text}\u201d {cases} {asks}",
    "\u201c{text}\u201d These are the words of {place}. {cases} {asks}",
    "Take {place}: \u201c{text}\u201d {cases} {asks}",
    "This is {place}: \u201c{text}\u201d {cases} {asks}",
)
ASKS = (
    "Which case is a breach?",
    "In which case is this broken?",
    "Where is there a breach?",
    "Which of the two breaks it?",
)
SHARED = (
    "In two cases, {act}. {facts}",
    "Suppose that in two cases {act}. {facts}",
)
"""Two cases of one act."""
FACTS = "In the first, {one}; in the second, {two}."
"""What differs between two cases."""
FIRST_NOT = "In the second, {two}; in the first, {not_so}."
SECOND_NOT = "In the first, {one}; in the second, {not_so}."
ONE_FACT = (
    "In two cases, {fact}. In the first, {one}; in the second, {two}.",
    "Suppose that in two cases {fact}. In the first, {one}; in the second, {two}.",
)
"""Two cases of one circumstance."""
NOT_SO = "this is not so"
NEVER_SO = "this does not happen at all"
APART = (
    "In the first case, {one}. In the second, {two}.",
    "First case: {One}. Second case: {Two}.",
)
"""Two cases of different acts."""
ONE = "The {which} alone, because only there the {norm} holds and is not kept"
BOTH = "Both, because in each the {norm} holds and is not kept"
NEITHER = "Neither, because in each the {norm} is kept or does not hold"

BROKEN = "In the {which} case {why}, so the {norm} holds and is broken."
FREE = "In the {which} case {why}, so the {norm} does not hold."
KEPT = "In the {which} case {why}, so the {norm} is kept."
MISSED = (
    "It overlooks the breach in the {which} case, where {why}.",
    "It lets the {which} case pass, although {why}.",
    "The {which} case is a breach too: {why}.",
)
ACCUSED = (
    "It takes the {which} case for a breach, although {why}.",
    "Nothing is broken in the {which} case, since {why}.",
    "It counts the {which} case as a breach and forgets that {why}.",
)

LATE = ", but only on the next day"
PERFECT = re.compile(
    r"\b(?P<have>has|have) (?:first |already |previously )?(?P<been>been )?(?P<done>[a-z]+)\b(?P<rest>.*)$"
)
"""A predicate in the perfect: `has been activated`, `has given notice`."""

LATE_STATE = ", but only from the next day on"
AT_ONCE = re.compile(r"\b(?:immediately|forthwith|without delay|promptly) |,? (?:immediately|forthwith|without delay|promptly)$")
POINTS_ALL = "every point is met"
POINTS_NONE = "no point is met"
POINTS_ONE = "{yes}, but {others} not met"
POINTS_BUT = "{no}, but {others} met"
POINT_NOT = "point ({letter}) is not met"
ELEMENT_NOT = "{act}, but {other} kept"
ELEMENT_ONLY = "{act}, and {other} not"
ELEMENTS_ALL = "every point is kept"
ELEMENTS_NONE = "no point is kept"
BANNED_ONLY = "{act}, but nothing else that is listed"
BANNED_NONE = "nothing that is listed is done"
OTHER_ELEMENT = "the other point is"
OTHER_ELEMENTS = "all other points are"
CONTENTS = re.compile(r"(?:include|contain|state|set out|indicate|specify|show|bear|comprise|consist)\b")
"""Acts of a paper, whose parts are no conduct."""
OTHER_POINT = "the other point is"
OTHER_POINTS = "all other points are"
JUDGED = re.compile(
    r"\b(?:reasonabl[ey]|satisfied|opinion|necessary|appropriate|applicable|practicable|requirements?|required|permitted|prescribed|contrary|regulations|these|this(?! act\b))\b",
    re.I,
)
"""A circumstance of judgement or of other rules: whether it is met is no fact that a case can simply tell."""
DEMANDS = re.compile(r"\b(?:shall|must|such|therein|thereof)\b")
"""Words of duty, and words that point back into the rule."""
EACH = re.compile(r"^(?:each|every|any) (?=[a-z])", re.I)
KNOWN = re.compile(r"\b(?:the|that) (?P<noun>[a-z-]+(?: [a-z-]+)?)")
"""A thing that is called known."""
SUBJECTLESS = re.compile(r"(?:not )?[a-z]+(?:ed|en)\b", re.I)
"""A circumstance that begins with a participle: whoever acts is its subject."""
THAT_PERSON = re.compile(r"\b(?:the|that) person\b(?! (?:who|that|to|of|in)\b)")
TWO_OBJECTS = re.compile(r"\b(?:an?|the) [a-z-]+ (?:an?|the) [a-z]")
COMMA_OBJECT = re.compile(r"\b(?:an?|the) [a-z-]+, (?:an?|the) (?![^.]* (?:and|or) )[a-z]")
THEY = re.compile(r"^(?P<who>they|he or she) (?P<adverb>[a-z]+ly |also )?(?P<verb>[a-z]+)\b")
"""A pronoun for whoever acts, and its verb."""
IT = re.compile(r"\b(?:it|its|them|their|there)\b")
"""Pronouns for a thing that a circumstance brings in."""
SECOND_ACT = re.compile(r",? and (?P<second>(?:also )?(?P<verb>[a-z]+)\b.+)$")
"""A second act behind the first."""
OBJECT = re.compile(r" (?:the|an?|any|all|each|every|it|them|its|their|that|to|in|on|with|by|for)\b")
"""What stands behind a verb and not behind a noun of the same form."""
RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|if|when)\b")
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|can|may|must|shall|will|does|do)\b")
MISREADINGS = {
    "bare": "the circumstance is taken for the contrary",
    "late": "a circumstance that is met too late counts as met",
    "part": "a part of the act counts as the whole",
    "free": "the rule is taken to hold in every case",
    "kept": "an act that keeps the rule is taken for a breach",
    "slow": "an act that comes too late counts as done",
    "one": "points of which one is enough are taken to be needed together",
    "other": "points of which one is enough are taken to be needed together",
    "missing": "one of several points that are needed together is taken to be enough",
    "lacking": "one of several points that are needed together is taken to be enough",
    "all": "the rule is taken to hold in every case",
    "none": "the points are overlooked",
}
"""What leads to a wrong verdict on a case, by how the case stands to its rule."""
