"""Words and patterns: whom an English sentence binds and what it is about: subject, bearer and object."""

from __future__ import annotations

import re

from curation.text.function_words import DETERMINERS

LAST_NAMED = re.compile(
    r" (?P<who>(?:the|an?|every|any|each) (?:(?!(?:the|an?|every|any|each|of|to|in|and|or)\b)[a-z-]{1,30} ){0,2}[a-z-]{1,30})\s*$"
)
"""The noun phrase that words end with."""
TAKES_NOUN = frozenset(
    "of by to for from with in on under and or at upon between against as into over".split()
)
"""Words that a noun phrase behind them belongs to."""
INTRO = re.compile(
    r"^\W*(?:and |but |or )?(?:however|therefore|additionally|moreover|furthermore|accordingly|thus|consequently|hence|nevertheless|in addition|in particular|as a minimum|at a minimum|in general|generally|finally|also|similarly|likewise|otherwise"
    r"|for|in|under|pursuant|with|by|on|at|to|without|apart from|aside from|leaving aside|saving|excepting|notwithstanding|having|as|following|based|depending|using|within|from|through|except|unless|if|when|whenever|where|wherever|before|after|prior|upon|until|while|during|once|subject|regardless|irrespective"
    r"|provided|so far|so long|absent|barring|failing|throughout|(?:immediately|shortly|directly|promptly) (?:before|after|upon|prior|following)|because|since|taking|considering|further|first|second|third|instead|whether|whatever|although|though|even|not(?=\s+later)|no later|every (?:day|year|month|week|time)|each (?:day|year|month|week|time)|unlike|save|other than|given|despite|whereas|including|especially|only (?:if|when|after|where))\b"
)

AGREED = re.compile(
    r"(?:^|.*\b)(?:you|users?|customers?|licensees?|recipients?)\s+(?:\w+ly\s+)?(?:agree|acknowledge|understand|undertake|confirm|warrant|represent)(?:\s+and\s+\w+)?(?:\s+that)?\s+(?=\w)"
)

DOING = re.compile(
    r"\s{0,9}(?:by|when|upon|before|after|in) [a-z]{2,}ing\b[^,;:]{0,80}\s(?P<who>you|we|they)\s*$"
)
"""A front without a comma: `by using the service you`."""

TOLD = re.compile(r"\b(?:is|are)\b")

SECOND = re.compile(r"(?:the|an?|each|every|any|no)\s[^,;:]+$")
"""A sentence with `is` to which one with a command is joined: `fumes are a hazard and the employer must`."""

MARK = re.compile(
    r"\s*(?:(?:\([a-z]{1,4}\)|\(\d{1,3}\)){1,3}|\d{1,3}(?:\.\d{1,3}){1,4}\.?|(?:article|section|rule|clause|regulation|\u00a7) ?\d+(?:[.-]\d+)*[a-z]?\s*[:.\u2014-])\s+"
)

ENDS_LIST = re.compile(
    r"\s*(?!(?:the|an?|each|every|any|no|all|its|their|it|they)\s)[a-z-]+ (?:and|or) [a-z]"
)

DETERMINED = re.compile(rf"\s*(?:{DETERMINERS})\s")

BY = re.compile(
    r"\bby\s+(?P<who>(?:the |a |an |any |each |every |its |their |such |his |her |one or more |at least \w+ )?[a-z][a-z' -]*)"
)

NOUN_END = re.compile(
    r"(?<!\s)\s++(?:in|at|on|to|for|with|within|from|after|before|if|when|where|who|which|that|unless|until|during|under|and|or|as|using|through|upon|prior|immediately|promptly|every|without|not|no|by|of)\b"
)

HELD = re.compile(
    r"\bbe\s+(?:\w+ly\s+)?(?:entitled|authori[sz]ed|empowered|permitted|allowed|required|obliged|obligated)\s+to\s*$"
)
"""A passive whose subject is the one who may or must: `shall be entitled to`."""

DEMANDS = frozenset(
    "prohibit prohibits forbid forbids ban bans disallow disallows require requires instruct instructs oblige obliges encourage encourages urge urges do does don't doesn't".split()
)
"""Verbs whose subject is who demands and not who is bound: `We prohibit`, `The act requires`, `We do not allow`."""
REFUSES = re.compile(r"\b(?:tolerate|condone)$")
NEEDS = re.compile(
    r"(?:requires?|must require)\s(?:an?\s|the\s|prior\s|written\s|valid\s|special\s){0,4}(?:permits?|licen[cs]es?|approval|consent|permission|authori[sz]ation|clearance|visa|insurance|registration)\b"
)
"""What its subject needs: `A driver requires a permit`, where `The board requires proof` says who demands."""
ADDRESSED = re.compile(r"\s{0,9}(?P<who>(?!that\b)[a-z][^,;:]{0,80}?)\s+(?:not to|to|from)\s+(?=[a-z])")

OFFICE = re.compile(r"(?:[Tt]he|[Ee]ach|[Ee]very|[Aa]n?) [A-Z]{2,6}")
RULES = re.compile(
    r"\s*(?:also |promptly |then )?(?:determine|decide|approve|appoint|consult|consent|hire|employ|pay|agree|convene|authori[sz]e|delegate|require|request|grant|sign|investigate|recommend)\b"
)
"""What only people and bodies do, and no system that initials may stand for."""
DEED = re.compile(
    r"\s*(?:also |promptly |immediately |not )?(?:notify|inform|provide|pay|submit|ensure|disclose|obtain|deliver|indemnify|reimburse|consult|appoint|cooperate|comply|consent|employ|hire|train|maintain|report|inspect|sign|refrain|use its|log|keep|review|approve|decide|determine|request|issue|establish|publish|monitor|record|document|assess|perform|conduct|implement|retain|delete|respond|enforce|assign|grant|send|collect|suspend|terminate|remove|investigate|require|appoint|consider)\b"
)

NOUN_START = re.compile(r"\s*(?:the|an?|any|each|every|another|such)\s+(?=[a-z])")

OBJECT_END = re.compile(
    r"(?<!\s)\s++(?:in accordance|in order|to|with|for|by|from|in|on|within|at|into|under|through|before|after|if|when|where|unless|without|as|pursuant|against|that|which|who|until|upon|during)\b|[,;:(]"
)

NOMINAL = re.compile(r"\s*(?:and|or)\b")

OBJECT_OF = re.compile(
    r"\s*(?:[a-z]+ly\s+)?[a-z'-]+(?:(?:,\s*|\s+(?:and|or)\s+|,\s*(?:and|or)\s+)[a-z'-]+(?=(?:,|\s+(?:and|or|the|a|an|any|all|its|their|each|every|such)\b)))*"
)
WHOSE_CLAUSE = re.compile(
    r"(?:the|an?|any|all|each|every|no|its|their|our|his|her|your|these|those|such|both|either|neither|you|we|they|he|she|it|failure|breach|non-compliance|[a-z]{1,40}(?<!s)s)\b"
)
"""What a clause begins with behind the conjunction `that`; behind the `that` which points at somebody stands one noun."""

ORDERS = ("imperative", "do not")
"""Commands that name no subject: they are addressed to whoever reads."""
