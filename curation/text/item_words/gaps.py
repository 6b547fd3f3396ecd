"""Words beside which the gap of a template takes one form alone, and ends of a prompt that is open."""

from __future__ import annotations

import re

OPEN_END = re.compile(
    r"\b(?:a|an|the|my|your|our|their|his|its|this|these|every|of|to|for|with|from|by|in|on|at|as|about|into|and|or|but|that|which|who|"
    r"how|why|when|where|what|if|because|than|so|is|are|was|were|be|may|can|must|will|should|has|have|would|could|might|shall|does|did|not|i|we|he|she|they|before|after|without|between|because of"
    r"|unless|until|while|whether|although|during|against|under|over|only|very|such|each|any|some|no)$",
    re.I,
)
"""Words that no sentence ends with in formal English, or hardly any."""


MAY_END = frozenset(["is", "are", "was", "were", "be", "can", "has", "have", "does", "did"])
ASKED_ABOUT = re.compile(
    r"\b(?:what|who|how|where|which|why|when|whose|than|as|whatever)\b[^.?!]{1,100}$", re.I
)
"""A clause may end with its verb: `what the difference is`."""


SURGERY = re.compile(
    r"\b(?:help me|tell me how|show me how|i want|how) to (?:not )?(?:the |an? |any )?(?:content|materials?|activit(?:y|ies)|\w+ing)\b(?! (?:the|their|your|my|our|a)\b)"
    r"|\bto not \w+ing\b|\bhelp me \w+ or \w+ed \w+ing\b"
    r"|\b(?:for|of|with) (?:you|users?|customers?) (?:must|shall|may|should) (?:not\b|never\b)"
    r"|\b(?:help me|show me how to|plan to) (?:must|shall|may) (?:not )?\w+"
    r"|\b(?:how|why|where) (?:do|does|did|can|could|should) (?:i|we|you|they|he|she) (?:\w+ ){0,2}(?:shall|must|may)\b"
    r"|(?<!am )(?<!are )(?<!is )(?<!was )(?<!were )\b(?:i|we|they|he|she) (?:not )?(?!(?:bring|sing|ring|cling|fling|sling|spring|sting|string|swing|wring|king|during|thing)\b)[a-z]{3,}ing (?:to|the|an?|my|our|their|his|her)\b",
    re.I,
)
"""What is left where the words of a rule were cut into a frame: `help me to content that …`, `a plan for you must not …`."""


WITH_GAP = re.compile(
    # An infinitive whose verb is a noun, a ban or a form in -ing.
    r"\b(?:how|want|wants|wish|need|needs|try|trying|plan|able|going|like|fail|refuse|intend|help me|tell me|show me|allow(?:ed)? (?:me|us|you)|want you|ask you) to (?:(?:not )?(?P<ing>[a-z]+ing)\b|(?:no|any|every|a|an) (?:person|one|employer|operator|provider|user|natural person)s?\b|(?:the |an? )?(?:placing|making|provision|sale|supply|keeping|processing|collection|operation|disclosure|use|evaluation|classification) of\b|shall\b|must\b|may\b|is\b|are\b|was\b|it is\b)"
    r"|\b(?:write|draft|create|explain|describe|compose|design|build|prepare) (?:me|us|him|her|them) to [a-z]+"
    # A clause of a rule after the beginning of another sentence.
    r"|\b(?:can|could|should|will|would|to|please|and|how|i|we),? (?:no|any|every|each) (?:[a-z]+ ){1,4}(?:shall|must not|may not)\b"
    r"|\b(?:so that|because|that|which|how|if|where) (?:i|we|you|they) (?:no person|any person|shall be prohibited|it is (?:prohibited|forbidden|an offence|unlawful))\b"
    # Two modals, or a modal with a form that is no infinitive.
    r"|\b(?:i|we|you|they|he|she|it|who|people|customers?|users?|somebody|everybody) (?:can|could|should|would|must|shall|may|might|will) (?:not )?(?:(?P<form>[a-z]+(?:ing|ed))\b|(?:shall|must|may|is|are|was|were|has|had|prohibited|forbidden)\b)"
    r"|\b(?:do|does|did|don't|doesn't|didn't) (?:i|we|you|they|he|she|it|not) (?P<did>[a-z]+(?:ing|ed))\b"
    # A passive with an object.
    r"|\b(?:must|shall|may|should|has to|have to|can|will) (?:not )?be (?P<passive>[a-z]+ed) (?:the|my|our|your|their|any) (?!day|week|month|year|moment|minute|hour|morning|evening|night|afternoon|same|next|last|other|previous|first|whole|entire|second|instant|time|way|more|less|better|sooner|latter|former)"
    # A noun of law with another noun phrase set beside it.
    r"|\b(?!(?:moment|environment|government|apartment|department|document|comment|parliament|station|garment)s?\b)[a-z]{4,}(?:ment|tion|sion|ance|ence|ness) (?:our|my|his|its) [a-z]+(?: [a-z]+)?[,.;!?]",
    re.I,
)
TAKES_TWO = frozenset(
    """
    called named elected considered deemed appointed declared voted labelled labeled termed rated awarded handed offered promised refused served issued
    assigned asked allowed denied charged granted owed allotted allocated supplied provided ordered accorded spared forwarded mailed e-mailed emailed
    texted passed dubbed crowned proclaimed
    """.split()
)
NO_FORMS = frozenset(
    """
    need embed feed exceed proceed bring sing ring cling fling sling spring sting string swing wring succeed breed speed bleed shed seed wed weed heed bed
    red king thing during being naked hundred
    """.split()
)
