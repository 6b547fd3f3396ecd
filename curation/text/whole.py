"""Whether a text is whole: nothing is cut off, nothing is left over, and it points at no words that are not there.

One test for stems, keys and options: the generators ask it before they let an item go, and the checks of items ask it of
every item from elsewhere. Whether a text is cut off is answered in `cut_off`.
"""

from __future__ import annotations

import re

from curation.text.cut_off import may_stop

OUTSIDE = re.compile(
    r"\b(?:this (?:section|paragraph|subsection|article|part|regulation|chapter|schedule|clause)|(?:sub)?(?:section|paragraph) \(\w+\)(?! of)|the said|aforesaid|aforementioned|thereof|hereunder|thereunder|hereof)\b",
    re.I,
)
"""Words that point outside an item, whatever it quotes."""
_UNITS = r"(?:sub)?(?:sections?|paragraphs?|articles?|clauses?|points?|items?|annex(?:es)?|schedules?|tables?|appendix|appendices|chapters?|parts?|divisions?|figures?)"
_PLACES = re.compile(
    rf"\b{_UNITS} (?:\d[\d.]*|[IVX]+\b|\([\da-zA-Z]+\)|[A-Z]\b)|\b(?i:rules?|regulations?|standards?) \d+(?:\.\d+)*\b(?! of)"
    rf"|\u00a7|\b(?i:above(?=[,;.]|$)|below(?=[,;.]|$)|foregoing|aforesaid|aforementioned|hereinafter|hereunder|thereunder|herein|hereof|hereby|hereto|thereto|therein|thereof|thereon|therefrom|thereby|therewith)\b"
    rf"|\b(?i:this|that|these|those) (?i:{_UNITS}|subpart|title)\b|\b(?i:in|under|by|of|with|to) the (?i:section|subsection|paragraph|annex|schedule|table|appendix)\b"
    r"|\b(?i:(?:as|so) (?:specified|prescribed|required|described|applicable|determined)|as the case may be|if any|respectively|the (?:former|latter|same|following)|said)\b"
)
_SUCH = re.compile(r"\bsuch (?!as\b|that\b|a way\b|an extent\b|a manner\b)(?:an? )?(?P<noun>[a-z]+)", re.I)
_POINTING = re.compile(
    r"\b(?:this|these|those (?!who|that|which|of|in|with|without|whose|for|on|at|to|not)) ?(?P<noun>(?!acts?\b|regulations?\b|by-laws?\b|bylaws?\b|directives?\b|codes?\b|standards?\b|polic|agreement|order|law|rules\b|terms\b|manual|guid)[a-z-]{3,})",
    re.I,
)
_THAT_ONE = re.compile(
    r"\b(?:for|of|to|in|on|at|by|with|from|under|within|into|against|between) that (?P<noun>[a-z-]{3,})(?! (?:is|are|was|were|has|have|can|may)\b)",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|him|itself|themselves)\b", re.I)
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|each|every|any|all|no|his|her|its|their|two|three|one) [a-z]", re.I)
_STARTS_BADLY = re.compile(
    r"^\W*(?:and|or|but|nor|then|thus|however|therefore|otherwise|moreover|nevertheless|provided|except|unless|of|which|who|whose|to the extent)\b",
    re.I,
)
_MARKS = re.compile(
    r"[;\u2026|\[\]{}<>*_#^]|\.\.|--|^\W*\(?[a-z0-9]{1,4}\)|\(\s*\)|,\s*[.,]|\b(?:repealed|deleted|reserved|etc)\b",
    re.I,
)
_SHOUTED = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{2,}){2,}")


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks pair up."""
    return (
        text.count("(") == text.count(")")
        and text.count("\u201c") == text.count("\u201d")
        and text.count('"') % 2 == 0
        and text.count("[") == text.count("]")
    )


def fault(text: str, before: str = "") -> str:
    """What keeps a text from being whole, in words; empty when nothing does.

    Args:
        text: A sentence, or a phrase of one.
        before: What the reader has read before it: pronouns and `such` may point there.
    """
    if not text.strip():
        return "is empty"
    if may_stop(text):
        return "stops in the middle"
    if not balanced(text) or _MARKS.search(text) or _SHOUTED.search(text):
        return "has marks that are left over"
    if _STARTS_BADLY.match(text):
        return "begins in the middle"
    return "points at words that are not there" if points_away(text, before) else ""


_HARMLESS = re.compile(
    r"\b(?:in accordance with|in compliance with|under|pursuant to|(?:as )?required by|comply with|complies with|conforms? to|conform with|meets? the (?:requirements|standards) of)(?: the requirements of)?"
    r" (?:[Ss]ections?|[Pp]arts?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Cc]hapters?) (?:[\dIVX][\d.IVX]*(?:\([\w.]+\))*)(?:(?:,| and| or| to) [\dIVX][\d.IVX]*(?:\([\w.]+\))*)*"
)
"""A reference that says by what something is done: a reader need not look it up to see what is demanded."""


def without_references(text: str) -> str:
    """A text without the references that say by what provision something is done."""
    return " ".join(_HARMLESS.sub("", text).split())


def points_away(text: str, before: str = "") -> bool:
    """Whether a text points at words that neither it nor what was read before it holds."""
    text = _HARMLESS.sub("", text)
    if _PLACES.search(text):
        return True
    for pattern in (_SUCH, _POINTING, _THAT_ONE):
        for match in pattern.finditer(text):
            known = f"{before} {text[: match.start()]}".lower()
            if match["noun"].lower().removesuffix("s") not in known:
                return True
    first = _PRONOUN.search(text)
    return first is not None and _NOUN_BEFORE.search(f"{before} {text[: first.start()]}") is None


_CITATION = re.compile(
    r"(?:\b(?i:sub)?(?i:sections?|paragraphs?|articles?|clauses?|points?|items?|annex(?:es)?|schedules?|tables?|chapters?|parts?|rules?|regulations?|reg|art|sec|para|paras|standards?|by-laws?|bylaws?|orders?|nos?|numbers?)\.?|\u00a7{1,3})\s*(?:no\.?\s*)?(?:[A-Z]{0,3}[\dIVX](?:[\w/-]|\.(?=\w))*(?:\s*\(\w{1,4}\))*)(?:(?:,| and| or| to|\u2013)\s*(?:\(\w{1,4}\)|\d(?:\w|\.(?=\w))*(?:\(\w{1,4}\))*))*"
    r"|\b(?i:of|act|regulations?|law|order|code) (?:19|20)\d\d\b|\b\d{1,3}(?:\.\d{1,3}){1,8}(?:\s*\(\w{1,3}\)){0,6}(?= of (?:the|this)\b)"
)


def without_citations(text: str) -> str:
    """A text without the numbers of provisions and the years of acts that it names, each left out with its word."""
    return " ".join(_CITATION.sub(" ", text).split())
