"""Words with which options begin, and words behind which a stem stays open for them."""

from __future__ import annotations

import re

DETERMINERS = frozenset(
    "the a an its their his her this these those every each any all no both some such one two three four".split()
)
CLAUSE = frozenset("if when where unless because since as while although until so that whether".split())
PREPOSITIONS = frozenset(
    "by with in on at for from under within after before through without during of into upon against only not".split()
)
PRONOUNS = frozenset("it they he she there yes you we i".split())
BEFORE_VERB = re.compile(
    r"\b(?:must|shall|should|may|can|will|has to|have to|is (?:required|obliged|allowed|permitted) to|are (?:required|obliged|allowed|permitted) to|need to|needs to)$",
    re.I,
)
BEFORE_ING = re.compile(r"\b(?:by|without|avoid|recommend|involves?|before|after|when|while|for)$", re.I)
ASKS_FOR_ACT = re.compile(
    r"\b[Ww]hat (?:must|should|shall|does|do|has|have|is|are|may|can) [^?.]{2,120}? (?:do|to do)\b[^?.]{0,120}\?\s*$"
)
"""A question for what somebody does, which a verb answers."""
PHRASES_APART = {
    "det": ("ing", "prep", "to", "clause"),
    "prep": ("det", "to", "ing"),
    "ing": ("det", "prep", "clause"),
    "to": ("det", "prep", "ing", "clause"),
    "clause": ("det", "prep", "ing", "to"),
}
"""Kinds of phrases that cannot stand beside others of one kind: a thing beside ways (`by hand`), a purpose beside things."""
