"""Words by which an explanation rules an option out, and by which it says what decides the case."""

from __future__ import annotations

import re

CALLS_RIGHT = r"\b(?:(?:option|answer) (?:is )?[(\"\u201c]?{letter}\b[^.]{{0,30}}\b(?:correct|right|best)|(?:correct|right|best|final) (?:answer|option|choice)(?: is)?:? ?[(\"\u201c]?{letter}\b)"
"""How an explanation calls an option right by its letter."""
NEXT_PART = re.compile(
    r",\s+(?:and|but|while|whereas|as|since|for|so that|which|because|though|although|not)\s+|;\s+|:\s+"
)
"""Where a sentence goes on to another statement."""
RULES_OUT = re.compile(
    r"\b(?:wrong|incorrect|mistaken|mistakes?|would|too (?:short|long|much|little|many|few|late|early|high|low|strict|lenient|wide|narrow|far|soon|weak)"
    r"|another matter|not enough|insufficient|(?:does|do|did) not (?:suffice|replace|meet|help|matter|count|apply|reach|go far enough|satisfy|comply|follow|change)|(?:is|are) not (?:what|asked|required|needed|enough|named|mentioned|dealt|the|sufficient|called for|among|covered)|nowhere|no (?:part|role|basis|mention|such|rule|provision)"
    r"|goes? (?:further|beyond)|needless\w*|unnecessar\w*"
    r"|instead|rather than|unlike|confus\w*|overlooks?|ignores?|misreads?|forgets?|leaves? out|doubles?|halves|stops short|falls short|at best|merely)",
    re.I,
)
"""Words that take an option for wrong, or for the answer to something else."""
DENIES = re.compile(
    r"\b(?:not|no|never|neither|nor|nothing|none|without|only|cannot|unless|except)\b|n't\b", re.I
)
"""Words that deny something, be it the option or what it is measured by."""
IS_FOR_ELSE = re.compile(
    r"\b(?:(?:is|are) (?:for|about|meant for|another|the (?:time|period|limit|value|rate|date|term|interval|figure|amount|number|place|task|job|duty) (?:for|of|in|when))|belongs?|concerns?|relates? to|refers? to|applies to|apply to"
    r"|only (?:notes?|writes?|receives?|hears?|reads?|decides?|comes?|has|gets|does|helps?|sets?|deals?|follows?|matters?|arranges?))\b",
    re.I,
)
"""Words behind which it is said of what else an option is the answer."""
APPLIES_HERE = re.compile(
    r"\b(?:applies here|apply here|is what counts|is what (?:applies|matters|is asked)|(?:is|are) decisive|governs here|decides here|counts here|holds here|is (?:therefore|thus|hence) (?:the|what|right|correct|due|needed)|is the (?:right|correct) (?:answer|option|one)|is (?:right|correct)\b)",
    re.I,
)
"""Words that say which value or party decides the case."""
