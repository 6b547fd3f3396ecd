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
    "In two cases, {act}. In the first, {one}; in the second, {two}.",
    "Suppose that in two cases {act}. In the first, {one}; in the second, {two}.",
)
"""Two cases of one act."""
ONE_FACT = (
    "In two cases, {fact}. In the first, {one}; in the second, {two}.",
    "Suppose that in two cases {fact}. In the first, {one}; in the second, {two}.",
)
"""Two cases of one circumstance."""
APART = (
    "In the first case, {one}. In the second, {two}.",
    "First case: {One}. Second case: {Two}.",
)
"""Two cases of different acts."""
ONE = "The {which} alone, because only there the {norm} holds and is not kept"
BOTH = "Both, because in each the {norm} holds and is not kept"
NEITHER = "Neither, because in each the {norm} is kept or does not hold"

BROKEN = "The {which} case is a breach: {why}."
LAWFUL = "The {which} case is none: {why}."
WHY_LIFTED = "{fact}, and that lifts the {norm}"
WHY_NOT_LIFTED = "{fact}, so nothing lifts the {norm}"
WHY_LATE = "\u201c{word}\u201d asks what is so when the act is done, and {fact}"
WHY_ASKED = (
    "what has only been applied for is not there yet, and \u201c{word}\u201d asks for it when the act is done"
)
WHY_ORAL = "the provision asks for writing, and here nothing is written"
WHY_BROKEN = "{fact}, so the {norm} holds, and {act}"
WHY_KEPT = "the duty is kept, as {act}"
WHY_PART = "the provision asks for two acts, and {act}"
WHY_SLOW = "\u201c{word}\u201d belongs to the duty, and a week later is not that"
WHY_FREE = "the duty holds only where {yes}, and here {fact}"
WHY_ONE = "the points are joined by \u201cor\u201d, so that one is enough, and {yes}"
WHY_NONE = "one point would be enough, and there is none"
WHY_MISSING = "the points are joined by \u201cand\u201d, so that each is needed, and {no}"
WHY_ALL = "the points are joined by \u201cand\u201d, and each of them is there"
WHY_ONE_BANNED = "each act of the list is forbidden by itself, and {act}"
WHY_NONE_BANNED = "no act of the list is done"
"""What decides a case."""
MISSED = (
    "It overlooks the breach in the {which} case: {why}.",
    "It lets the {which} case pass, although {why}.",
    "It passes over the {which} case, although it is a breach: {why}.",
)
ACCUSED = (
    "It takes the {which} case for a breach, although {why}.",
    "Nothing is broken in the {which} case: {why}.",
    "It counts the {which} case as a breach and forgets that {why}.",
)
"""What a wrong answer says of a case."""
LATE = " only on the next day"
EARLY = " on the day before"
PRIOR = re.compile(r"\bprior (?:written )?(?:consent|approval|permission|authori[sz]ation|agreement)\b", re.I)
OR_OTHERWISE = re.compile(r"\bor otherwise\b")
SLOW = " a week later"
ORALLY = ", but only orally"
GIVEN = re.compile(
    r"^(?P<giver>.{3,70}?) (?:has given|gives) (?:an? )?(?P<what>(?:permission|consent|authori[sz]ation|approval|authority|agreement|leave|order))\b"
)
ASKED_FOR = "{giver} has been asked for {what}, but has not answered yet"
HELD = re.compile(
    r"^(?P<who>.{3,60}?)(?: also)? holds (?P<what>an? .{0,80}?(?:licen[cs]e|permit|certificate|authori[sz]ation|approval|registration).*)$",
    re.I,
)
COVERED = re.compile(r"^(?P<what>an? .{3,70}?) covers the act$")
PERMIT_ASKED = "{what} has been applied for, but has not been granted yet"
APPLIED_FOR = "{who} has applied for {what}, but has not received it yet"
PERFECT = re.compile(
    r"\b(?P<have>has|have) (?:first |already |previously )?(?P<been>been )?(?P<done>[a-z]+)\b(?P<rest>.*)$"
)
"""A predicate in the perfect: `has been activated`, `has given notice`."""

AT_ONCE = re.compile(
    r"\b(?:immediately|forthwith|without delay|promptly) |,? (?:immediately|forthwith|without delay|promptly)$"
)
AMONG = re.compile(r"\b(?:including|such as|namely)\W+\(a\)")
"""Words that open examples and no demands."""
EMPTY = re.compile(r"(?:do so|be so|comply)\b|.*\b(?:reasonabl[ey]|practicable|as the case may be)\b")
"""Acts that say nothing by themselves, or whose measure is a judgement."""
PERIODIC = re.compile(
    r"\b(?:at least once|at intervals|every (?:\d|year|month|week|day|two|three|four|five|six))\b"
)
"""How often an act recurs: whether it did so is no fact of one case."""
CONTENTS = re.compile(r"(?:include|contain|state|set out|indicate|specify|show|bear|comprise|consist)\b")
"""Acts of a paper, whose parts are no conduct."""
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
TO_DO = re.compile(r"\bto do\b")
THAT_PERSON = re.compile(r"\b(?:the|that) person\b(?! (?:who|that|to|of|in)\b)")
ANY_OTHER = re.compile(r"\bany (?:other )?person\b")
LIFTING = re.compile(r"\b(?:unless|except|without|other than|otherwise than|save|who is not)\b", re.I)
"""What opens an exception."""
SECOND_CLAUSE = re.compile(r"\b(?:and|or)\b.*\b(?:is|are|has|have|does|do)\b")
IN_PLACE = re.compile(r"^(?!Where\b).*[a-z] where\b")
"""`where` behind a noun."""
TWO_OBJECTS = re.compile(r"\b(?:an?|the) [a-z-]+ (?:an?|the) [a-z]")
COMMA_OBJECT = re.compile(r"\b(?:an?|the) [a-z-]+, (?:an?|the) (?![^.]{0,60} (?:and|or) )[a-z]")
ARTICLE = re.compile(r"^(?:an?|the) ")
BEFORE_VERB = re.compile(r"^(?P<who>.+?) (?=(?:is|are|has|have|does|do|was|were)\b)")
"""A subject before its verb."""
OWN_LAW = re.compile(r"\b(?:this|the|these) (?:Act|Regulations?|Rules|Code)\b(?! \d)")
"""The law that the place of a provision names."""
THEY = re.compile(r"^(?P<who>they|he or she) (?P<adverb>[a-z]+ly |also )?(?P<verb>[a-z]+)\b")
"""A pronoun for whoever acts, and its verb."""
THAT_ONE = re.compile(r"\bthat (?P<noun>[a-z]+)\b")
IT = re.compile(r"(?<!that )\b(?:it|its|them|their)\b")
"""Pronouns for a thing that a circumstance brings in."""
SECOND_ACT = re.compile(r",? and (?P<second>(?:also )?(?P<verb>[a-z]+)\b.+)$")
"""A second act behind the first."""
OBJECT = re.compile(r" (?:the|an?|any|all|each|every|it|them|its|their|that|to|in|on|with|by|for)\b")
"""What stands behind a verb and not behind a noun of the same form."""
RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|if|when)\b")
MISREADINGS = {
    "early": "the rule is taken to hold in every case",
    "bare": "the condition or the exception is overlooked",
    "late": "a circumstance that is met too late counts as met",
    "asked": "an application counts as what is applied for",
    "oral": "the form is forgotten",
    "part": "a part of the act counts as the whole",
    "slow": "an act that comes too late counts as done",
    "free": "the rule is taken to hold in every case",
    "kept": "an act that keeps the rule is taken for a breach",
    "one-point": "points of which one is enough are taken to be needed together",
    "other-point": "points of which one is enough are taken to be needed together",
    "one-missing": "one of several points that are needed together is taken to be enough",
    "other-missing": "one of several points that are needed together is taken to be enough",
    "all-points": "the rule is taken to hold in every case",
    "no-point": "the points are overlooked",
}
"""What leads to a wrong verdict on a case, by how the case stands to its rule."""
