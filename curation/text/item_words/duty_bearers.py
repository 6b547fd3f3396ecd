"""Words by which an item says who bears a duty."""

from __future__ import annotations

import re

WORKS = r"\b{noun} (?:that|which) (?!is\b|has\b|was\b)(?P<verb>[a-z]{{2,20}}s)\b"
"""How a provision says what a thing that `noun` names does."""
ASKS_DUTY_OF = re.compile(
    r"\bwhat (?:must|shall|should) (?:the|an?|every|each|any) ((?:[\w'’-]+ ){0,3}?[\w'’-]+) (?:do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry)\b",
    re.I,
)
HAS_DUTY = re.compile(
    r"\b(?:which|what) (?:dut(?:y|ies)|obligations?|tasks?) (?:does|do|has|have) (?:the|an?|every|each) (?P<who>[\w'\u2019-]+(?: [\w'\u2019-]+){0,3}?) (?:have|bear|owe|got|towards|under|in|on|when|before|after)\b",
    re.I,
)
"""A stem that says who has the duty for which it asks."""
DOES_WHAT = re.compile(
    r"\b(?:must|shall|should|has to|have to) (?P<who>(?:the|an?|every|each) (?:(?!be |not |have )[\w'\u2019-]{1,30} ){0,3}?(?!be\b|not\b|have\b)[\w'\u2019-]{2,30}) (?P<verb>(?!be\b|not\b|have\b|do\b|of\b|in\b|on\b|for\b|with\b|at\b|under\b|who\b|which\b|that\b|whose\b)[a-z]{3,20})\b(?= (?:the|an?|its|his|her|their|each|every|any|to|for|at|in|on|with|all|no|it|them)\b|[?,])",
    re.I,
)
"""A question for a deed of somebody."""
BEHIND_PREPOSITION = re.compile(
    r"\b(?:of|with|for|to|in|on|at|from|against|under|near|into|through) (?:(?:the|an?|each|every|any|its|their|his|her) )?(?:[\w'\u2019-]{1,30} ){0,2}$",
    re.I,
)
"""What stands before a noun that is dealt with."""
IS_USED = re.compile(
    r"\b(?:(?P<tool>with|through|using|uses?)|by|into|of) (?:(?:the|an?|each|every|any|its|their|such) )?(?:[\w'\u2019-]{1,30} ){0,2}$",
    re.I,
)
"""What stands before the name of a tool."""
ACTS = r"(?<!\bof )(?<!\bto )(?<!\bin )(?<!\bon )(?<!\bfor )(?<!\bwith )(?<!\bby )(?<!\bfrom )(?<!\bat )(?<!\bunder )(?<!\bagainst )\b(?:an?|the|each|every|any|no|all) (?:[\w-]{{1,30}} ){{0,3}}?{noun}\b[^.;]{{0,120}}? (?:shall|must|has to|is to|may)(?: not)? (?!be\b|receive\b|have\b)"
"""How a provision lays something on what `noun` names; to receive is no duty."""
DOES = (
    "do|ensure|provide|keep|report|maintain|submit|record|note|notify|establish|carry out|carry|write|enter|inform|consult|check|inspect|train|appoint|apply|pay|answer|sign|decide|file|send|hand over|name|draw up|put up|store|label|verify|examine|investigate|order|request|"
    "obtain|seek|give notice|arrange|take care|see to|issue|warn|tell|instruct|assess|review|approve|allow|permit|refuse|make sure|see that|comply|document|publish|disclose|delete|return|register|test|measure|wear|stop work"
)
MUST_DO = re.compile(
    rf"\b(?:must|shall|should|has to|have to|is (?:required|obliged) to|are (?:required|obliged) to)(?: (?:the|an?|every|each|any) (?P<inverted>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+)(?: (?:whose|which|that) [^,?]{{3,60}}?)?)? (?:{DOES})\b|(?<!for )(?<!of )(?<!in )(?<!on )(?<!by )(?<!with )(?<!to )(?<!at )(?<!from )(?<!under )\b(?:the|an?|every|each) (?P<plain>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+) (?:must|shall|has to|have to|is (?:required|obliged) to) (?:{DOES})\b|\b(?:is|are) (?P<bound>(?:the|an?|every|each) (?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+) (?:obliged|bound|under a duty)\b|(?:^|[,.] )(?P<bare>[^,.?]{{3,90}}?) (?:is|are) (?:obliged|bound|under a duty) to (?:{DOES})\b",
    re.I,
)
WHO = re.compile(
    r"^\W*(?:[^?]{0,90}, )?(?:who|whom|which (?:person|body|party|role|officer|authority)|by whom|name the (?:person|body|party))\b",
    re.I,
)
"""A question for a person or a body."""
LAID_ON = re.compile(
    r"\b(?:dut(?:y|ies)|obligations?|tasks?|responsibilit(?:y|ies))\b[^?.]{0,120}?\b(?:on|upon) (?P<on>(?:the|an?|every|each) [\w'\u2019-]+(?: [\w'\u2019-]+){0,3})|\bwhat (?:dut(?:y|ies)|obligations?) (?:does|do|has|have) (?P<has>(?:the|an?|every|each) [\w'\u2019-]+(?: [\w'\u2019-]+){0,2}) (?:have|bear|owe)\b",
    re.I,
)


ANSWERABLE = re.compile(r"\b(?:responsible|answerable|in charge)\b", re.I)


THING_ENDS = (
    "room",
    "store",
    "box",
    "book",
    "board",
    "line",
    "plant",
    "ware",
    "gear",
    "graph",
    "meter",
    "scope",
    "lock",
    "phone",
)


BEARS = re.compile(
    rf"^(?:the|an?|every|each) ((?:[\w'’-]+ ){{0,2}}?[\w'’-]+) (?:(?:must|shall|has to|is to) (?:{DOES}|seek|agree|consent|confirm|acknowledge|ask|consult|make certain|judge|determine)|may (?:order|decide|approve|authori[sz]e|permit|refuse|waive|grant|agree|consent))\b",
    re.I,
)
"""An option that lays an act of somebody on what it begins with."""
MAY_ORDER = re.compile(
    r"\b(?:the|an?) (?P<who>[\w'\u2019-]+(?: [\w'\u2019-]+)?)(?: (?:on|at|in|of) the [\w-]+(?: [\w-]+)?)? may (?:order|decide|approve|authori[sz]e|permit|refuse|waive|grant)\b",
    re.I,
)
"""A stem that gives somebody a power."""
LEARNS = re.compile(
    r"\b(?:must|shall|should) the (?P<who>[\w'\u2019-]+(?: [\w'\u2019-]+){0,2}), (?:once|when|after|if|as soon as) it [^,?]{3,80}, (?:report|notify|inform|tell|ask|record|enter|check|ensure|stop|delete|send|sign)\b",
    re.I,
)
"""A stem that lays a duty on what it speaks of as `it`."""


NOUN_PHRASE = re.compile(r"^(?:the|an?|every|each|its)\b", re.I)
OF_PREDICATE = re.compile(
    r"\b(?:must|shall|should|has to|have to|is (?:responsible|required|obliged)|bears?|responsible|duty)\b",
    re.I,
)

NO_NOUN = re.compile(r"\b(?:be|not)\b")
"""Words of a predicate: what holds one of these is no noun phrase that names a thing."""
