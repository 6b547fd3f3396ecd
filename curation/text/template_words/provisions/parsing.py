"""Words and patterns: a sentence of a rule taken apart: force, subject, action, and the conditions and exceptions around them."""

from __future__ import annotations

import re

from curation.text.function_words import AUXILIARIES

MODAL = re.compile(
    r"\b(?:(?P<not>(?:shall|must|may|can|should|will) (?:not|never|under no circumstances)|cannot|(?:is|are) (?:prohibited|forbidden|banned) from|(?:is|are) not (?:allowed|permitted) to)(?=,|\s)\s*"
    r"|(?P<must>shall|must|(?:is|are) (?:required|obliged) to|(?:has|have) to|may)(?: (?:also|further|then|at all times|in all cases))?)(?=,|\s)\s*",
    re.I,
)
NEGATIVE_SUBJECT = re.compile(r"^(?:no|no(?=body)|neither|none of) ?(?P<who>.+)$", re.I)
LEAD_WORD = re.compile(
    r"^(?P<word>if|where|when|whenever|wherever|before|after|while|during|upon|prior to|in the event of|in the case of|in case of|unless|until|once|as soon as|for the purposes? of|subject to|notwithstanding|despite|without prejudice to|except)\b\s*",
    re.I,
)
TURNS = (
    "if",
    "where",
    "when",
    "whenever",
    "wherever",
    "before",
    "after",
    "prior to",
    "unless",
    "except where",
    "except if",
    "except when",
    "provided that",
)
STOCK = re.compile(
    r"^(?:applicable|appropriate|necessary|possible|practicable|reasonably practicable|relevant|required|requested|so requested|any|available|needed|in use|not in use|feasible|reasonable|available|desired)\b",
    re.I,
)

FINITE_WORD = re.compile(rf"\b(?:{AUXILIARIES}|can|cannot|may|will|shall|must)\b")

RESERVED = re.compile(
    r"^(?:subject to|notwithstanding|despite|without prejudice to|in addition to) (?:the (?:requirements|provisions) of )?(?:sub)?(?:section|paragraph|article)s? [^,]{1,60}, ",
    re.I,
)
"""A reservation for another provision at the front."""
PLACED = re.compile(
    r"^(?P<lead>(?:in|on|at|during|within|for|throughout|in the case of|in the event of|in case of|on board) (?!this\b|these\b|that\b|the purposes?\b|addition\b|accordance\b|respect\b|relation\b)[^,;]{3,110}), (?=(?:an?|the|every|each|all|any|no|[a-z]+s) )",
    re.I,
)

PREPOSITION = re.compile(
    r"(?:in|on|at|for|under|during|between|with|by|from|to|of|as|upon|within|through|notwithstanding|further)\b",
    re.I,
)

SUBJECT_REFERENCE_TO_RULE = re.compile(
    r",? (?:(?:fitted|provided|installed|required|carried|made|used) )?(?:in (?:compliance|accordance) with|required by|under|pursuant to|for the purposes? of) (?:this (?:section|part|regulation|division|chapter)|these (?:regulations|rules))(?=,| shall| must),?",
    re.I,
)
"""Words behind a subject that only say by what rule it is there."""
SECOND = re.compile(r"(?<!that )(?<!which )(?<!who )(?<!what )(?<!they )(?<!it )\b(?:shall|must)\b", re.I)

RELATIVE = re.compile(
    r"^(?:an?|any|every|each|no) (?P<noun>[a-z-]+(?: [a-z-]+){0,2}) (?P<who>who|which|that) (?P<rest>[^,]{8,120})$",
    re.I,
)
_OF_CONSENT = r"(?:the |an? )?(?:prior |express |previous )?(?:written |oral )?(?P<what>permission|consent|authori[sz]ation|approval|authority|agreement|leave|order)(?P<form>(?:,? (?:in writing|given in writing|in written form),?)?) (?:of|from|by) (?P<giver>(?:the|an?) [^,;]{3,60}?)"
CONSENT = re.compile(
    rf",? (?:without|except (?:with|by|upon|on)|otherwise than (?:with|by)|other than (?:with|by)|save with|unless with|only with) {_OF_CONSENT}$",
    re.I,
)
"""A consent behind an act, without which it is forbidden."""
LEADING_CONSENT = re.compile(
    rf"^(?:without|except (?:with|by|upon|on)|save with|unless with) {_OF_CONSENT}, ", re.I
)
"""The same before the subject."""
_OF_PERMIT = r"(?:in accordance with|in compliance with|under (?:and in accordance with |the authority of )?|pursuant to|by virtue of|as authori[sz]ed by) ?(?P<permit>an? (?:[a-z-]+ ){0,3}(?:permit|licen[cs]e|authori[sz]ation|approval|certificate|registration|exemption)(?: (?:issued|granted|given) (?:by [^,;]{3,50}?|to [^,;]{3,40}?))?)"
PERMIT = re.compile(rf",? (?:except|otherwise than|other than|save)(?: only)? {_OF_PERMIT}$", re.I)
"""A permit behind an act, without which it is forbidden."""
LEADING_PERMIT = re.compile(rf"^(?:except|save) {_OF_PERMIT}, ", re.I)
"""The same before the subject."""
OTHER_THAN = re.compile(
    r"^(?P<who>(?:an?|every|each|any) (?P<noun>[a-z-]+(?: [a-z-]+){0,2}?)),? (?:other than|except|who is not) (?P<other>(?:an?|the) (?:(?! and who\b)[^,]){3,70}?),?$",
    re.I,
)
"""A subject from which somebody is taken out: `a person, other than a pilot`."""
IMPERSONAL = re.compile(
    r"\bit (?:is|shall be) (?:prohibited|forbidden|unlawful|not lawful|not permitted|an offence) for (?P<who>[a-z][^,;]{2,60}?) to (?=[a-z])|\bit shall not be lawful for (?P<whom>[a-z][^,;]{2,60}?) to (?=[a-z])",
    re.I,
)
"""A ban without a modal verb of its own: `it is prohibited for a person to`."""

PARTICIPIAL = re.compile(r"(?:[a-z]+ly )?[a-z]+(?:ing|ed)\b|in\b|on\b|at\b|not\b|under\b|within\b", re.I)
FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|may|must|shall|will|does|do)\b")

RELATED = re.compile(
    r"(?<!ensure )(?<!ensures )(?<!verify )(?<!ascertain )(?<!check )(?<!confirm )(?<!see )(?<!so )\b(?:that|which|who|whose|whereby)\b"
)
INNER = re.compile(
    r"(?:,\s*+|(?<![\s,])\s++)(?P<word>unless|except where|except when|except if|if|where|when|whenever|before|after|prior to|provided that|while|until|as long as|so long as|except|other than|to the extent|only if)\s++",
    re.I,
)

PARSED = re.compile(r"^(?:one|body)\b")

LIST_CONJUNCTION = re.compile(r",? (?:or|and) ")
"""The conjunction of a list."""

CIRCUMSTANCE_WORD = re.compile(r"\b(?:if|when|where|while|unless|notwithstanding|subject to|except)\b", re.I)
"""Words that open a circumstance or an exception."""

CLAUSE_BEHIND_COMMA = re.compile(r", (?:who|which|whose|other than|including)\b")
"""A relative clause or an addition behind a comma."""

CONDITION_SUBJECT = re.compile(
    r"(?:an?|the|any|every|each) (?P<noun>(?!person\b)[a-z-]+(?: [a-z-]+){0,5}?) (?:is|are|has|have|was|exceeds)\b",
    re.I,
)
"""The noun phrase with which a condition begins."""

PLURAL_CONDITION_SUBJECT = re.compile(r"(?P<noun>[a-z-]+s(?: and [a-z-]+s)?) are\b", re.I)
"""A plural without an article with which a condition begins."""

NOUN_WITH_COMPLEMENT = re.compile(r"\b(?:of|or|in|on|that|which|who)\b")
"""Words that join or add to a noun: a pronoun may then stand for either part."""

PARTICIPLE_START = re.compile(r"[a-z]+(?:ed|en)\b(?! (?:is|are|has|have|was|were)\b)")
"""A participle with which a circumstance begins: `fitted in a hold`."""

SUBJECT_DETERMINER = re.compile(r"^(?:an?|every|each|any|all) ")
"""The determiner of a subject that is named again with `the`."""

FIRST_DEMAND = re.compile(r"\s*(?:or|except|unless|provided|other than|but)\b")

SCOPE = re.compile(r"(?:is|are|has|have|was|were|can|may)\b")

IN_RELATIVE = re.compile(r"\b(?:who|which|that|whose|what|where|when|if|as)\b(?P<rest>[^,]*)$")

TURN = re.compile(r"\band (?:that|where|if|when|unless|before|after)\b")

TAILS = (
    "while",
    "until",
    "as long as",
    "so long as",
    "to the extent",
    "only if",
    "except",
    "other than",
)

MEASURED = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|immediately|directly|shortly|long|soon|not later than|no later than|later|earlier|time|first|only|and|or|both)\W*$",
    re.I,
)
_BEHIND_PRONOUN = r" (?=(?:is|are|has|have|was|were|can|may|does|do|[a-z]+s?)\b)"
PERSON_AGAIN = re.compile("(?:they|he or she|he|she)" + _BEHIND_PRONOUN)
THING_AGAIN = re.compile("(?:it|they)" + _BEHIND_PRONOUN)
"""A pronoun for the subject of the rule, before a verb."""

NO_SUBJECT = ("there", "it", "they")
"""Subjects that name nobody."""
DURATION_WORDS = ("during", "while", "until")
"""Words that open how long something goes on."""

TIME_WORDS = ("before", "after", "prior to")
"""Words that open the time of an act and no circumstance of it."""
LIFTING_WORDS = ("unless", "if", "except where", "provided that")
"""Words that open a clause which may lift a rule."""
