"""Words and patterns: the lists of a document that a duty asks for in full: their head, their entries, and the paper whose content they give."""

from __future__ import annotations

import re

THING = re.compile(
    r"^(?:the|an?|any|all|each|every|its|their|his|her|name|names|date|dates|number|details|particulars|particulars|information|evidence|proof|cop(?:y|ies)|results?|types?|descriptions?|where|whether|how|[a-z]+(?:ion|ment|ity|ure|ance|ence|ness|ers?|ors?|als?|s)\b)",
    re.I,
)
PAPERS = re.compile(
    r"\b(?P<paper>record|records|report|reports|application|notice|notification|plan|program|programme|label|labels|statement|declaration|register|log|logbook|certificate|manual|procedures?|policy|assessment|document|documents|documentation|licence|license|permit|request|return|invoice|agreement|analysis|study|marking|tag|book|summary|file|submission|study)\b",
    re.I,
)
ASKED = re.compile(
    r"\b(?:contain|contains|include|includes|indicate|indicates|set out|sets out|specify|specifies|state|states|show|shows|consist of|bear|bears|be accompanied by|keep|maintain|record|records|describe|describes|identify|identifies|provide|submit|disclose|set forth|comprise)\b",
    re.I,
)
POINTS = re.compile(
    r"\b(?:such (?!as\b)|paragraphs? \(|subparagraphs?|subsections? \(|clauses? \(|items? \d|this (?:section|subsection|paragraph)|referred to|mentioned in|described in|set out in|specified in|that (?:person|information|record)|those|thereof|above|prescribed|the following)\b|[;|]",
    re.I,
)

ACT_HEAD = re.compile(
    r"(?:\b(?:shall|must)(?: (?:also|at all times))?,?|\b(?:shall|must), (?:in|before|after|on|when|for|with|within|during|if|where|at)\b[^:]*,|\bfollowing (?:[a-z]+ )?(?:steps|measures|actions|duties|functions|tasks|procedures|precautions|obligations)|\bdo (?:all of )?the following)$",
    re.I,
)
"""How the words above a list of acts end."""
CLAUSE_HEAD = re.compile(
    r"\b(?:if|where|when|unless|that|which|who|whether|because|and|or|only|until|before|after|to|not|is|are|be|as|than|any of the following(?: [a-z]+)*|one of the following(?: [a-z]+)*|one or more of the following(?: [a-z]+)*)$",
    re.I,
)
"""How words end behind which clauses stand, or things of which one is enough."""

GOES_ON = re.compile(
    r"\b(?:sets? out|contains?|includes?|including|consists? of|shows?|states?|as follows|expressed|namely)\W*$",
    re.I,
)
"""How an entry ends that goes on in a list of its own."""
NO_ENTRY = frozenset(
    ["if", "where", "when", "in", "has", "is", "was", "does", "whether", "with", "for", "either", "both"]
)

PAPER_END = r"\b(?:following|contain|contains|containing|include|includes|including|indicate|indicating|specify|state|stating|set out|show|showing|of|bear|describe|identify|information|particulars|details|with)\b[^.;:]{0,70}$"
"""How words end behind which the content of a paper stands."""
INSIDE = re.compile(
    r"\b(?:for|of|under|by|in|to|on|from) (?:(?:an?|the|their|its|each|that|this|such|any) )?(?:[a-z-]+ )?$",
    re.I,
)
"""Words before a paper that is named inside a phrase about something else: `the holder of a licence`."""

GRAMMAR_OF = re.compile(r"[a-z]+s (?:the|an?|any|each|all|that|to|how|whether)\b")
