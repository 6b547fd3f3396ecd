"""Words and patterns: what an English sentence demands: its commands, whom they bind, when they hold and unless what."""

from __future__ import annotations

import re

from curation.text.function_words import FINITE

CONJUNCTION = re.compile(
    r"(?<!\s)\s*+[;:]\s*+(?:(?:and|but|or|nor)\s*+)?|,\s*+(?:and|but|or|nor)\s++|(?<!\s)\s++(?:and|but|nor)\s++"
)

CLAUSE_VERB = re.compile(rf"\b(?:{FINITE}|might|cannot)\b")
NO_SUBJECT = re.compile(r"\s*(?:and|or|but|nor|who|which|whose|that|whereas|[a-z]+ing)\b")

FRONT_COLON = re.compile(
    r"\W{0,8}(?:(?:when|whenever|if|before|after|while|during|where)\s[^,;:.?]{3,90}|for the period [^;:.?]{3,90}):(?=\s[a-z])"
)

OPENING = re.compile(
    r"\W*(?:(?P<why>(?:and )?whereas\b(?!.*\b(?:now,? therefore|hereby|agree as follows)\b))|provided(?:,? (?:further|also|always|however|nevertheless|and|be it)){0,3},? that,?\s+(?=[a-z]))",
    re.S,
)
"""A sentence that is a recital, or a proviso that stands by itself: `Provided further that the Board may waive the fee.`."""

THAT = re.compile(r"[^,;:]{0,60}?\b(?:that|for)\s+(?=[a-z])")
VERB_WITH_NOUN = re.compile(
    r"(?:Use|Report|Display|Document|Record|Store|Lock|Label|Log|Test|Request|Return|Limit|Control|Support|Handle|Sign|Shut|Scan|Secure|Share|Review|Check|Change|Place|Start|Stop|Clean|Cover|Guard|Search|Track|Update|Upgrade|Audit|Monitor|Name|Seal|Tag|Transfer|Transport|Separate|Set|Pay|Wash|Wear)"
    r" (?!(?:cases?|templates?|forms?|lists?|logs?|requests?|numbers?|dates?|types?|levels?|points?|times?|periods?|systems?|records?|reports?|schedules?|officers?|offices?|teams?|histor(?:y|ies)|status|owners?|plans?|process(?:es)?|procedures?|polic(?:y|ies)|"
    r"management|control|controls|rights?|trails?|results?|environments?|data|tools?|services?|desk|staff|boards?|committees?|cycles?|notes?|criteria|scope|frequency|guidelines?|standards?|requirements?|categor(?:y|ies)|description|details?|name|title|areas?|sheets?|books?|cards?|units?|of|and|or|is|are|was|were|has|have|shall|must|may|should|will|can|by|up|out|in|on|at|to|from|with)\b)[a-z]{2,30}(?:(?: or| and|,)? [a-z'-]{1,30}){2,40}[.;]?\s*$"
)
"""An item that begins with a verb which may be a noun, and has its object right behind it: `Report lost badges at once`."""
CONTRACTED = re.compile(r"(?<=\byou)'(?=(?:re|ll) )|(?<=\bwe)'(?=(?:re|ll) )|(?<=\bthey)'(?=(?:re|ll) )")
"""The mark in `you're` and `we'll`, which joins a subject and its verb."""
OBJECT_AND_CASE = re.compile(
    r" (?!(?:of|and|or|to|for|in|on|at|by|with|from|is|are|was|were|has|have|may|can|must|shall|should|will|rights?|as|process|procedures?|form|forms|list|management|period|date)\b)(?:(?!(?:is|are|was|were|has|have|may|can|must|shall|should|will|that|which|who|of|:)\b)[a-z'/-]+ ){1,7}(?:when|before|after|if|prior to|upon|until|unless|as soon as|whenever|(?:immediately|promptly|annually|daily|weekly|monthly|quarterly|regularly|periodically)(?=\.?\s*$)) ?[^:;|]{0,200}\.?\s*$"
)
"""What stands behind a word that is a verb and no noun: an object, and when it is done."""
WITHDRAWN = re.compile(r"\[(?:Withdrawn|Repealed|Reserved|Rescinded|Superseded)\b[^\[\]]{0,200}\]\.?\s*$")
"""What ends a provision that is gone: `MEDIA USE | PROHIBIT USE [Withdrawn: Incorporated into MP-7.]`."""
UNDERGOES = re.compile(
    r"\s+(?:should |must )?(?:be|is|are) (?:not |[a-z]+ly )?(?!(?:required|obliged|entitled|allowed|permitted|encouraged|prepared|trained|informed|supported|equipped|involved|engaged)\b)[a-z]+(?:ed|en)\b"
)
"""What happens to somebody, who then does nothing: `recommends that women be screened`."""
NO_OBJECT = re.compile(r"\s+(?:to|of|for|and|or|in)\b|\W*$")
"""What follows a noun and no verb at the start of a title."""
NO_VERB = frozenset(
    {
        "of",
        "in",
        "for",
        "and",
        "or",
        "to",
        "on",
        "at",
        "with",
        "who",
        "which",
        "that",
        "from",
        "by",
        "responsible",
    }
)

INTERRUPTED = re.compile(r"\b(?:shall|must|may|should|will),")

ADVISES = frozenset(
    {
        "recommends",
        "recommend",
        "suggests",
        "suggest",
        "advises",
        "advise",
        "urges",
        "urge",
        "requires",
        "require",
    }
)
MODALS = frozenset({"shall", "must", "may", "should", "is to", "will", "have to"})
FOR_WHOM = re.compile(r"\s*(?P<who>[a-z][^,;:]{1,80}?)\s+to\s+(?=[a-z])")

OF_A_TEXT = re.compile(r"(?i:for (?:the )?purposes? of)\b")
ASKS_WHETHER = re.compile(r"[a-z]+ (?:out )?(?:if|whether)\b")
"""A command to find out, whose question may hold a verb of its own: `see if you can share it`."""
STATEMENT = re.compile(
    r"\W{0,9}[<\[](?:enter|insert|describe|add|specify|fill|name|list|your|replace)\b[^<>\[\]]{0,200}[>\]]\W{0,9}$|\W{0,9}(?:an? |the |your |any )?(?:[a-z-]+ ){0,2}(?:statement|declaration|affirmation|acknowledge?ment|assurance|certification|confirmation|representation|affidavit|attestation) (?:by you |from you |signed by [a-z ]{2,40} |under penalty of perjury )?,?\s*that\b(?!.*\b(?:shall|must) (?:be|accompany|contain|include|state|also)\b)",
    re.S,
)
"""An item that names a statement with what it says: `A statement that you are authorized to act.`."""
AHEAD = re.compile(r"\W{0,9}(?:(?:even|and|but|so|then|now|or)\s)?\W{0,9}")
"""What may stand before the condition that a sentence begins with: `Even when tired, keep calm.`."""
FRONT_END = re.compile(
    r"\W*(?:to|for|in|at|on|under|from|within|through|using|during|rather than|instead of|by|with|as) [^,;:]{3,120},\s+"
)

ABOUT_SUBJECT = re.compile(r"\b(?:to|from|that)$")

THIRD_PERSON = ("he", "she", "it")
"""Pronouns before a verb in the third person."""
CLAUSE_COMPLEMENTS = ("to", "from", "that")
"""Words behind a participle of command that open a clause with the act."""

DEMANDING_MODALS = ("shall", "must", "should", "have to")
"""Modal verbs that demand or advise also in a remark."""
BEARER_MODALS = ("shall", "must", "may", "is to")
"""Modal verbs whose bearer a later sentence may take over."""
OFFERING_WORDS = ("imperative", "may", "can")
"""Commands that in a remark tell and offer, and demand nothing."""
