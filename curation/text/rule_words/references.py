"""Words and patterns: references of a text to other provisions of its document, resolved to clause ids by the numbers in their identifiers."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+[a-z]{0,2}(?:[.\-]\d+)*|[ivxlc]+|[a-z]{1,2}(?:\.\d{1,2})?)"
UNITS = {
    "art": "articles?|art\\.|artikeln?|artikels|artículos?|arts?\\.",
    "sec": "sections?|sec\\.|§§?|s\\.|ss\\.",
    "annex": "annex(?:es)?|anhang|bijlage|annexes?|anexo|appendix|schedule",
    "chp": "chapters?|kapitel|hoofdstuk|chapitre|capítulo|part|title|subpart",
    "para": "paragraphs?|para\\.|absatz|abs\\.|lid|subsections?|apartados?|paragraphe|subparagraphs?|clauses?",
    "point": "points?|items?|buchstaben?|nummern?|nr\\.|onder|letras?|subparagraph",
}
_WORDS = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
REFERENCE = re.compile(
    rf"(?<![\w-])(?:{_WORDS})\s*(?P<number>(?:\(?{_NUMBER}\)?)(?:\s?\([\da-z.]{{1,5}}\))*)(?:\s*+(?:,\s*+)?(?:first subparagraph|point|points|paragraph)\s*(?P<below>\(?[\da-z]{{1,4}}\)?))?(?![\w])"
    r"(?:\s+(?:of|in)\s+(?P<outer>paragraphs?|articles?|sections?|subsections?)\s+(?P<outernumber>\(?\d+[a-z]?\)?(?:\([\da-z]{1,4}\))*))?"
)  # fmt: skip
ANY = re.compile(r"\d|\(|(?:annex|chapter|part|title) [ivx]")
_LAWS = (
    r"(?:council |commission |implementing |delegated )?(?:regulation|directive|decision|treaty|teu|tfeu|charter|convention|protocol|verordnung|richtlinie|règlement|reglamento|verordening)"
    r"|act(?! (?:of|or)\b)|(?:[\w'\u2019&,-]{1,40} ){1,9}?act\b|[a-z ]{0,20}(?:code|constitution)\b"
    r"|(?:[\w-]{1,40} ){0,3}?[\w-]{0,40}(?:gesetz(?:es)?|gesetzbuch(?:e?s)?|verordnung)\b|[\w-]{1,40}wet\b|wet\b|ley\b|loi\b"
)
"""What names another law right behind `of the`; one that names itself says `this`."""
OUTSIDE = re.compile(
    r"(?:\s{0,3}\([\da-z]{1,4}\)){0,6}(?:,? (?:and|or|to) (?:\(?[\da-z]{1,4}\)?)){0,6}\s{0,3}(?:,? first subparagraph,?\s{0,3})?(?:of|to|in|der|des|van|del?|du|de la)\s{1,3}"
    rf"(?:that |the |de )?(?!th(?:is|ese) |the present )(?:{_LAWS})(?!s)"
)
SAME = re.compile(
    r"\b(?:of|to|in) (?:this|the present) (?:regulation|directive|act|law|policy|section|article|part)"
)
_ONE_MORE = r"(?:\d[\w.\-]{0,6}(?:\([\da-z.]{1,5}\)){0,3}|(?:\([\da-z.]{1,5}\)){1,3})"
MORE = re.compile(
    rf"(?:\s{{0,2}},\s{{1,2}}{_ONE_MORE}){{0,12}}\s{{0,2}},?\s{{1,2}}(?:and|or|und|oder|et|ou|y|en)\s{{1,2}}{_ONE_MORE}(?![\w.]\w)"
)
"""The further numbers of `sections 5, 6 and 7`, right behind the first."""
NUMBERS = re.compile(_ONE_MORE)
STATUTE = re.compile(r"\bc\. ?[\w.-]{1,8}, $")
"""The chapter of another statute: the section behind it is that statute's."""


PRINTED = re.compile(
    r"[(\[]?(?P<number>\d+[a-z]{0,2}(?:[.\-]\d+)*|[a-z]{1,6}(?:\.\d+)?)(?P<end>[)\].])?\.?", re.I
)
"""The number that is printed before a provision, such as `(a)`, `3.` or `(b.1)`."""
OPENING = re.compile(r"\s{0,3}\((?P<number>\d{1,3}|[a-z]{1,4}(?:\.\d+)?)\)\s", re.I)
"""A printed number at the head of the words, where a list gives it a mark of its own."""
