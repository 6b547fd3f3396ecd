"""Words and patterns: questions that name what a printed provision leaves out: who, to whom, by whom, in what form, when, one part or two at once."""

from __future__ import annotations

import re

from curation.text.function_words import DETERMINERS

PRONOUNS = re.compile(r"\b(?:his|her|hers|their|theirs|its|they|he|she|it|them|him)\b", re.I)

DONE_TO = re.compile(
    r"(?:not )?(?:[\w -]{0,60}, )?(?:also |only |each |all )?(?:be\b|have (?:the |a )?(?:right|power|discretion|authority|option|opportunity)\b)"
)
"""The subject of such a verb is not the one who acts, does not act at all, or is free to."""
ONE = re.compile(r"(?:the|an?|every|each|any) (?!(?:other|such|said|same)\b)(?!.*\b(?:and|or)\b)", re.I)

PAPERWORK = frozenset(
    [
        "file",
        "give",
        "keep",
        "maintain",
        "make",
        "notify",
        "prepare",
        "provide",
        "record",
        "report",
        "retain",
        "return",
        "send",
        "submit",
    ]
)
"""Acts that are asked of everybody: whoever has to do one of them is a likely one for another."""

BETWEEN = re.compile(r"\b(?:who|which|whose|that|right|may|if|where|when|whether)\b", re.I)
FOLLOWED = re.compile(r" (?:who|that|which|whose|or|in charge|and/or|and (?:other|any|all))\b|, [A-Z]")

BEARER = re.compile(r"(?:that|such|this|those|other|its|their|his|her)\b", re.I)

ANY_DETERMINER = re.compile(rf"(?:{DETERMINERS}) ", re.I)

LEADING_DETERMINER = re.compile(rf"^(?:{DETERMINERS}) ", re.I)

FORM = re.compile(r"\b(?:oral|orally|verbal|verbally|electronic\w*)\b")

TIME = re.compile(r" (?:after|following|from|of|before|prior to|in advance of)$")
