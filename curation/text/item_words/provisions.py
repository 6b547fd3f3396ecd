"""Words by which a question asks about a provision, and by which a provision lists, excepts and limits."""

from __future__ import annotations

import re

from curation.text.function_words import SURE_MONTHS, WEEKDAYS
from curation.text.stems import content_stems

ASKS_OTHERWISE = re.compile(
    r"\b(?:not|except|false|incorrect|untrue|missing|lacking|no part|neither|contrary|forbid\w*|violat\w*|breach\w*|wrong|least)\b",
    re.I,
)


HOW_MANY = re.compile(
    r"\bhow many (?:(?:working|business|calendar|school|full|clear) )?(?P<unit>[a-z]+)", re.I
)


DUTY_OF = re.compile(r"\b(?:shall|must|has to|have to|is to|are to|by the|by an?)\b")
NEW_SUBJECT = re.compile(r"(?<=[.;])\s+|,\s+(?=(?:the|an?|each|every) )|\)\s+")


PLAIN_ANSWER = re.compile(
    r"^\W*(?:yes|no|true|false|it|they|none|all|both|always|never|daily|weekly|monthly|yearly|quarterly|annually|once|twice|every|each|immediately|at once)\b",
    re.I,
)


ASKS_FOR_INSTANCE = re.compile(
    r"\b(?:which of (?:these|the following|those)|for whom|whom does|which (?:activity|case|use|act|person|worker|situation|answer|system|practice|example|task|job|message|text|project|machine|room) )",
    re.I,
)
"""A question for one case to which a provision applies, whose words it need not have."""


SAYS_WHEN = re.compile(r"^\W*(?:before|after|once|when|while|until|as soon as|if|because|since)\b", re.I)
"""A key that is a clause of time or reason."""


OF_A_CASE = re.compile(
    rf"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half|double|twice|{SURE_MONTHS}|{WEEKDAYS}|noon|midnight|last|remaining|left|earliest|latest day|in all|in total|altogether)\b",
    re.I,
)


ASKS_FOR_LIST_MEMBER = re.compile(
    r"\b(?:which|what)\b(?: \w+){0,4}? (?:of (?:these|the following)|item|thing|document|information|particular|detail|condition|ground|reason|case|place|measure|step|requirement|entry|piece|point|occasion|time|stage|moment|situation|purpose|event|circumstance|product|animal|area|room|group)\b|\bname one\b|\bone (?:of the|thing|item)\b|\b(?:to|by|from|with|for) whom\b|\bwhom\b (?:must|shall|does|do|has|have|is|are)\b",
    re.I,
)
"""A question that asks for one member of a list."""
ASKS_THE_OTHER = re.compile(
    r"\b(?:left out|leave out|omit\w*|need not|dispens\w*|exempt\w*|not|except|false|incorrect|untrue|missing|neither|nor|least)\b|n't\b",
    re.I,
)
SINGLES_OUT = re.compile(
    r"\b(?:first|last|only|before|after|who|whom|how|most|least|latest|earliest|sole|single|instead|unless|other than|besides|apart)\b",
    re.I,
)


EXCEPTS = re.compile(
    r"\b(?:exception to|nothing in this|falls? away|but not|needs? no|may instead|(?:is|are) outside this|no \w+ is (?:needed|required)|provided always|(?:(?<=:\s)|(?<=;\s)|(?<=\.\s))provided that|(?:does|do|shall) not (?:prevent|prohibit|preclude|forbid|restrict|bar|extend to)|unless|except(?:ing)?(?: (?:that|where|when|if|for|in))?|other than|save (?:that|where|for)|does not apply|do not apply|shall not apply|(?:does|do|shall) not require|is (?:exempt|excepted|not required)|are exempt|need not|needs no|in which case|dispensed with|may be (?:omitted|left out|waived)|is waived|lifted|relieved of|(?<!not )suffices?|is sufficient|where, however|however|by way of derogation|this does not|may, however)\b",
    re.I,
)


LOWER_BOUND = re.compile(
    r"\b(?:at least|not (?:be )?(?:less|lower|shorter|smaller|fewer|earlier) than|no (?:less|fewer|lower|shorter|smaller|earlier) than|(?<!not )(?<!no )(?<!not be )(?:more|higher|longer|greater|larger|older|later|deeper|heavier|warmer|hotter|wider|taller|faster) than|(?<!not )exceed(?:s|ing)?|above|(?<!not )over|or (?:more|above|over|longer)|a minimum of)\b",
    re.I,
)
"""Words of a lower bound before a number."""
UPPER_BOUND = re.compile(
    r"\b(?:at most|no(?! more| higher| longer| greater| later| larger| older)\b[^,.;]{1,40}\b(?:more|higher|longer|greater|larger|older|later|deeper|heavier|warmer|hotter|wider|taller|faster) than|not (?:be )?(?:more|higher|longer|greater|later|larger|older) than|no (?:more|higher|longer|greater|later|larger|older) than|not exceed(?:ing)?|(?<!not )(?<!no )(?<!not be )(?:less|lower|shorter|smaller|fewer|earlier|younger) than|below|under|within|up to|or (?:less|below|under|fewer|shorter)|a maximum of)\b",
    re.I,
)
"""Words by which an exception says from what figure on, or up to which, it holds."""


NEXT_ALTERNATIVE = re.compile(r",? (?:or|nor) (?=where|if|when|for|to|in|by|on|while|a |an )")
NAMED_PLACE = re.compile(r"\b(?:para\w*|point|section|article|rule) (?:\(?\w+\)?)")
VERB_OF_EXCEPTION = re.compile(r"(?:does|do|shall|is|are|need|suffic|this|nothing|may|no )", re.I)
SPEAKS_OF_EXCEPTION = re.compile(
    r"\b(?:(?:exempt|exception|derogation|exclu|excus|free|dispens|waiv|reliev)\w*|falls? away|fell away|lifted|no longer (?:applies|binds|needed))",
    re.I,
)


NEGATES = re.compile(r"\b(?:not|no|neither|without|never|lacks?|none)\b|n't\b", re.I)


NEGATED = re.compile(r"\b(?:not|no|never|without|none|cannot|un\w+)\b|n't", re.I)
DIRECTION = re.compile(
    r"\b(?:before|after|under|over|above|below|from|to|by|if|unless|only|all|any|each|every|more|less|most|least|first|last|in|on|at|with|may|must)\b"
)


SPEAKS_OF_LIMIT = re.compile(
    r"\b(?:at (?:most|least|the latest)|within|must|shall|may|has to|have to|no (?:more|later|less) than|up to|maximum|minimum|limit|gives?|has|have|allows?|grants?|sets?|fix(?:es|ed)|period|deadline|for|every)\b",
    re.I,
)
"""Words with which a sentence sets a limit, a period or a right."""


NAMED_BY_NUMBER = re.compile(
    r"\b(?:the|an?|its|their) (?:\d[\d.,]*|[a-z]+)-(?:second|minute|hour|day|week|month|year|metre|meter|foot|litre|kilogram|percent)s?\b(?: \w+){0,2} (?:rule|limit|period|deadline|requirement|maximum|minimum|duty|interval|allowance|threshold|window|term|standard|rest)\b",
    re.I,
)
"""A rule that is called by its number: `the 12-hour rest rule`."""


UNIT_ASKED = re.compile(
    r"\bhow (?:many|much|long|often|far|high|soon)(?: (?P<unit>(?!is|are|must|may|does|do|should|can)[a-z]+))?\b|\b(?:what|which) (?:\w+ )?(?:period|time|limit|distance|number of (?P<other>[a-z]+))\b",
    re.I,
)
COMPARES = re.compile(
    r"\b(?:exceed\w*|already|only|so far|has been|have been|lasted|took|waited|wants?|plans?|was|were|had|split|instead|another|extra|further|additional|more than)\b",
    re.I,
)

SERIES = re.compile(r"((?:[^,.;:]{2,60}, ){1,12})(?:and |or )?([^,.;:]{2,60}?),? (?:and|or) ([^,.;:]{2,60})")
"""The members of a series: those before the last comma, the last but one, and the last."""

SAY_NOTHING = content_stems(
    "nothing need needs provided provide except exception save however instead apply applies subsection paragraph require required prevents one other",
    "en",
)
"""Words of an exception that say nothing of the case which it is made for."""

SHARE_OF = re.compile(
    r"%|\b(?:per ?cent|half|third|quarter|twice|double|times|proportion\w*|for (?:each|every)|per|a further|additional|plus|more than the)\b",
    re.I,
)
"""Words of a provision whose figures are computed with others."""

MAY_ONLY = re.compile(r"\b(?:may|can)\b[^.;]{0,120}\bonly\b|\bonly\b[^.;]{0,120}\b(?:may|can)\b", re.I)
"""A permission that forbids all else: `may be opened only if`, `only a doctor may`."""
