"""Words and patterns: the word that makes an English sentence a rule: a modal verb, a phrase such as `is prohibited`, `no person shall`."""

from __future__ import annotations

import re

from curation.text.rule_words.command_effects import ADVERB

MODAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<refuse>(?:(?:do|does)(?: not|n't)) (?:allow|permit|tolerate|accept(?! (?:any |all )?(?:responsibility|liability)\b)|authori[sz]e|condone)|(?:(?:will|shall|can) not|won't|can't|cannot) (?:tolerate|condone))"
    r"|(?P<modal>shall|must|may|should|ought to|cannot|can't|can|could|will|ll|would|might|needn't|need not|won't|mustn't|shouldn't|shan't)"
    r"|(?P<have>(?:has|have) (?:the |an? |no )?(?:[a-z]+ )?(?:duty|obligation|responsibility) to|(?:is|are) (?:not )?under (?:an? |the |no )?(?:[a-z]+ )?(?:duty|obligation) to|(?:has|have|bears?) the burden of|(?:has|have) to|needs? to|(?:has|have|retains?) (?:the|a) (?:[a-z]+ )?right (?:of [a-z]+ )?to|reserves? the (?:sole |absolute )?right(?:\s*\(\s*\))?(?:,[^,;:]{3,60},)?(?: (?:at any time|in (?:our|its|their) (?:sole )?discretion))? to)"
    rf"|(?P<be>is|are|re|was|were|be|being|been|remains?)(?P<beadv>(?:\s+{ADVERB}){{0,3}})\s+(?P<part>PARTS)(?:\s+(?P<prep>to|from|for|that)(?![\w-]))?"
    r"|(?P<isto>(?:is|are)(?: not)? to(?! (?:the|that|those|these|this|an?|any|such|its|their|sections?|subsections?|paragraphs?|articles?|parts?|schedules?)\b)(?= [a-z]+))"
    r"|(?P<noneed>(?:do|does)(?: not|n't) (?:[a-z]+ly )?need(?! to\b)(?= [a-z]))"
    r"|(?P<dont>(?:do|does|did)(?: not|n't)(?! (?:[a-z]+ly )?(?:need|have) to\b))"
    r"|(?P<verb>prohibits?|forbids?|bans?|disallows?|requires?(?= (?:that|the|an?|all|any|each|every|you|users?|employers?)\b)|(?P<addressed>requires?|instructs?|obliges?)(?= (?:(?!(?:before|after|when|if|for|by|in|on|with|from|prior|access|attention|relation|response|reference|compared|according|due|up|related|relating|respect|changes?|order|not)\b)[a-z'-]+ ){1,5}?(?:not )?to (?!(?:the|their|its|an?|this|these|that|our|your|all|any)\b)[a-z]+)|requires(?= (?:prior|written|two|multi|mfa|approval|consent|authori[sz]ation|explicit|at least)\b)|encourages?(?= )|(?:recommends?|suggests?|advises?)(?: against)?(?= )|urges?(?= (?:all|the|every|each|member|governments?|users?))|commits? an offen[cs]e|agrees? not to|undertakes? not to|agrees? to(?! (?:the|this|these|our|be bound|all|its|those|any|terms|such)\b)|undertakes? to|refrain from|refrains from)"
    r")(?![\w-])"
)

NEGATION = re.compile(r"\b(?:not|never|under no circumstances|in no (?:case|event|circumstances)|neither)\b")

ONLY_BEHIND = re.compile(
    r"^[^,;:]{0,90}?\bonly\b(?=\s+(?:[a-z-]+ ){0,3}?(?:if|when|where|by|after|with|in|for|to|under|on|upon|during|at|as|from|through|within|those|such|the)\b)"
)

MONTH = re.compile(r"\d(?:st|nd|rd|th)?\s+$")
MONTH_AHEAD = re.compile(r"\s+(?:\d{1,2},?\s+)?(?:19|20)\d{2}\b")
"""What stands behind the name of a month: `Version 4, May 2000`, `May 5, 2001`."""
MAIN = re.compile(
    r",\s+(?:the|an?|each|every|any|either|neither|both|no|all|it|they|he|she|you|we|nobody|such)\s"
    r"|,\s+(?!(?:and|or|but|nor|then|also|who|which|that)\s)[a-z]+ (?:can|may|must|shall|should|will)\s"
)

STARTS = frozenset(
    [
        "shall",
        "must",
        "may",
        "should",
        "ought",
        "cannot",
        "can't",
        "can",
        "could",
        "will",
        "ll",
        "re",
        "would",
        "might",
        "needn't",
        "need",
        "won't",
        "mustn't",
        "shouldn't",
        "shan't",
        "has",
        "have",
        "needs",
        "retain",
        "retains",
        "reserve",
        "reserves",
        "is",
        "are",
        "was",
        "were",
        "be",
        "being",
        "been",
        "bear",
        "bears",
        "remain",
        "remains",
        "do",
        "does",
        "did",
        "prohibit",
        "prohibits",
        "forbid",
        "forbids",
        "ban",
        "bans",
        "disallow",
        "disallows",
        "require",
        "requires",
        "instruct",
        "instructs",
        "oblige",
        "obliges",
        "encourage",
        "encourages",
        "suggest",
        "suggests",
        "advise",
        "advises",
        "urge",
        "urges",
        "recommend",
        "recommends",
        "commit",
        "commits",
        "agree",
        "agrees",
        "undertake",
        "undertakes",
        "refrain",
        "refrains",
        "don't",
        "doesn't",
        "didn't",
    ]
)
"""The words that a command can begin with."""

ADVISING = re.compile(r"(?:suggest|advise|urge)s?\b")
ADVISER = re.compile(
    r"(?:(?:therefore|however|accordingly|also|and),? )?(?:we|(?:the )?(?:who|cdc|fda|ema|epa|ecdc|nhs|nice|osha|nist|cisa|enisa|unesco|unicef|iaea|fao|ilo|oecd)"
    r"|(?:the |this |our |an? )?(?:(?!(?:shall|must|may|should|will|can|is|are|was|were|has|have|who|which|that)\b)[a-z-]+ ){0,6}?"
    r"(?:organi[sz]ation|agency|authority|board|commission|committee|council|department|ministry|government|office|bureau|institute|association|society|federation|academy"
    r"|administration|inspectorate|regulator|task force|working group|panel|police|university|company|union)(?: (?:of|for|on) [a-z ]{2,50})?)"
    r"(?: (?:also|strongly|further|therefore|now|[a-z]+ly))?\s*"
)
ADVISED_TO = re.compile(
    r"\s+(?:strongly )?(?:that\b|[a-z]{2,}ing\b|(?:(?!(?:on|about|in|of|with|regarding|relating|concerning|as|at|from|by|for|to|and)\b)[a-z'-]+ ){0,7}?(?:not )?to (?P<verb>[a-z-]+))"
)

RIGHT_TO = re.compile(r"\s+(?:not )?(?P<verb>[a-z-]+)")

BECAUSE = re.compile(
    r"(?<=[a-z)] )because (?!of\b)(?:(?! and (?:the|an?|any|all|each|every)\b)[^,;:]){0,80}$"
)
"""A clause behind another that says why, up to its verb."""
SUCH_AS = re.compile(
    r"\bsuch\b[^,;:]{1,50}\bas (?:(?!(?:to|a|an|and|or|it|they|he|she|you|we|considers?|thinks?|deems?)\b)[a-z'-]+ ){1,4}$"
)
"""What a thing is named by that somebody else settles: `such other conditions as the board`."""

NO_DUTY = re.compile(r"(?:has|have) no\b|(?:is|are) (?:not under|under no)\b")
DENIED_HAVE = re.compile(r"\b(?:do|does|did|will|would)(?: not|n't)(?: [a-z]+ly)?\s+$")

FRONT_NO = re.compile(
    r"(?:^|[,;:\u2014]\s*|\b(?:and|but|or)\s+|^in (?:these|such|those|all other) (?:cases|circumstances|situations) )(?P<neg>no|none of|neither|nothing in|nothing|nobody|no one|in no case|in no event|under no circumstances|at no time|on no account)(?![\w-])"
)
NOT_NO = re.compile(
    r"^\s+(?:later|longer|more|less|fewer|earlier|greater|higher|lower|\d|smaller|other|matter|doubt)\b"
)

IMPERATIVE_DONT = re.compile(r"(?:^|[,;:] ?)(?:please|you|and|but|so|users?|employees?|staff)$")

TOLD_OF_MANY = re.compile(r"\b(?:and|but|or)\s*$")

COMMAND = re.compile(r"\b(?:not|never|n't|without)\s*$")

NEGATED_MODALS = ("cannot", "can't", "needn't", "need not", "won't", "mustn't", "shouldn't", "shan't")

FORMS_OF_BE = ("be", "being", "been", "was", "were")
"""Forms of `be` before the participle of a modal verb (`shall be prohibited`), and those of a report of the past."""
