"""Words and patterns: what a strict reader would mark in the words of a told case: things that nobody named, symbols, open alternatives, broken denials."""

from __future__ import annotations

import re

ALTERNATIVE = re.compile(
    r"\bor (?:(?:with|by|in|on|at|from|to|of|for) )?(?:an?y? |some )?(?:other|another|equivalent|similar|otherwise|equally|like)\b|\bor (?:more|less|fewer|any)\b|\band/or\b|\bas the case may be\b|\bother than\b|\bas applicable\b",
    re.I,
)
"""A second way that a duty leaves open: with it the case may be lawful after all."""

AMOUNT = re.compile(
    r"\b(?:is|are|be) an? (?:amount|number|quantity|percentage|sum|distance|depth|height|width|length|period)(?: of)? \d",
    re.I,
)
REQUESTED = re.compile(
    r"\bthe (?:requested|required|prescribed|specified|applicable|relevant|appropriate|following|above|aforesaid|said|same|other|first|second|corresponding|preceding|designated|proposed|resulting|remaining)\b",
    re.I,
)
"""Things that are known only from what stands elsewhere."""
NEITHER = re.compile(r"\b(?:not|no|nobody|never|without)\b(?P<rest>[^.;]*)", re.I)
BUT_ONE = re.compile(
    r"\b(?:is|are) in (?:the case of|any other case)\b|\b(?:Ste|St|No|Mr|Dr|Co|Inc|Ltd)\. (?=[A-Z])|\bor (?:of )?\d|\b(?:rails|parts|works|means) (?:is|has)\b"
)

STOPS = re.compile(
    r"^(?:of|that|which|who|whom|whose|in|on|for|between|under|with|where|when|used|made|issued|found|held|kept|named|carried|given|required|described|attached|fitted|installed|located)$"
)
ENDS = re.compile(
    r"^(?:to|from|at|by|within|into|onto|through|over|above|below|behind|beside|near|around|against|before|after|during|without|for)$"
)
VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "does",
        "do",
        "did",
        "can",
        "may",
        "must",
        "shall",
        "will",
        "be",
        "and",
        "or",
        "but",
        "if",
        "unless",
        "not",
        "nor",
        "than",
        "as",
        "it",
        "they",
        "so",
    ]
)
ONE_OF_ITS_KIND = frozenset(
    [
        "ground",
        "sea",
        "water",
        "air",
        "floor",
        "surface",
        "bottom",
        "top",
        "front",
        "back",
        "side",
        "rear",
        "end",
        "beginning",
        "middle",
        "edge",
        "centre",
        "center",
        "shore",
        "sun",
        "wind",
        "weather",
        "public",
        "environment",
        "government",
        "state",
        "crown",
        "day",
        "night",
        "morning",
        "time",
        "date",
        "year",
        "month",
        "week",
        "inside",
        "outside",
        "interior",
        "exterior",
        "deck",
        "hull",
        "bow",
        "stern",
        "bridge",
        "keel",
        "mast",
        "waterline",
        "atmosphere",
        "sky",
        "earth",
        "world",
        "country",
        "province",
        "territory",
        "north",
        "south",
        "east",
        "west",
        "left",
        "right",
        "minister",
    ]
)

VAGUE = re.compile(
    r"(?:documents?|records?|notices?|reports?|applications?|information|plans?|containers?|certificates?|equipment|devices?|systems?|materials?|products?|substances?|persons?|places?|areas?|tests?|requests?|statements?|responses?|answers?|reply|replies|period|amounts?|sample|samples|action|actions|process|processes|procedures?|data|results?|evidence|copy|copies|objection|decision|change|work|works|activity|activities|operation|facility|site|location|approach|item|items|unit|units|part|parts|goods|article|matter|event|occurrence|declaration|agreement|letter|form|list|program|programme|assessment|evaluation|survey|inspection|examination|course|candidate|party|parties|payment|offer|proposal|documentation|waste|animal|animals)$"
)
"""Nouns that say too little by themselves."""

BADLY_JOINED = re.compile(
    r"\([a-z]{1,3}\)|\b(?:[Ee]very|[Aa]ny|uniformly)\b|\bother\b|\b[Aa]n? (?:of|the|in|that|which|is|are)\b|\bto in\b|^An? [^.]{3,80}? are\b|\b\d+(?:\.\d+)? (?:year|month|week|day|hour|minute|metre|kilogram|litre)\b(?! (?:period|term))"
)
"""What is left where words were not put together well."""
OR_BASE = re.compile(r"\b(?:is|are|was|were) [a-z]+(?:ed|en|t)?,? (?:or|and) (?P<word>[a-z]+)\b")

UNNAMED = re.compile(
    r"[a-z]+(?:est|most)|last|least|whole|entire|only|main|maximum|minimum|total|nearest|inner|outer|upper|lower"
)

DEFINITE_START = re.compile(
    r"The (?P<noun>[a-z-]+(?: [a-z-]+){0,3}?) (?=(?:is|has|does|can|may|was|exceeds|[a-z]+s)\b)"
)
"""A text that begins with `The`, a noun and a finite verb."""

UNIQUE_BY_ADJECTIVE = re.compile(r"\b(?:last|first|only|same|[a-z]+est)\b")
"""Adjectives with which there is only one thing of a kind."""

SECOND_FINITE_VERB = re.compile(r"\b(?:and|or|nor)\b.*\b(?:is|are|has|have|does|do)\b")
"""A conjunction and a finite verb behind a denial."""

JOINED_WORD = re.compile(r"\b(?:and|or|nor) (?P<next>[a-z]+)")

VERB_ENDS = ("ed", "en", "ing")
"""Ends of participles, which may be told from the base form of a verb."""
