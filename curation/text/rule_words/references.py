"""Words and patterns: references of a text to other provisions of its document, resolved to clause ids by the numbers in their identifiers."""

from __future__ import annotations

import re

NUMBER = r"(?:\d+[a-z]{0,2}(?:[.\-]\d+)*|[ivxlc]+|[a-z]{1,2})"
UNITS = {
    "art": "articles?|art\\.|artikeln?|artikels|artículos?|arts?\\.",
    "sec": "sections?|sec\\.|§§?|s\\.|ss\\.",
    "annex": "annex(?:es)?|anhang|bijlage|annexes?|anexo|appendix|schedule",
    "chp": "chapters?|kapitel|hoofdstuk|chapitre|capítulo|part|title|subpart",
    "para": "paragraphs?|para\\.|absatz|abs\\.|lid|subsections?|apartados?|paragraphe|subparagraphs?|clauses?",
    "point": "points?|items?|buchstaben?|nummern?|nr\\.|onder|letras?|subparagraph",
}
WORDS = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
REFERENCE = re.compile(
    rf"(?<![\w-])(?:{WORDS})\s*(?P<number>(?:\(?{NUMBER}\)?)(?:\s?\([\da-z]{{1,5}}\))*)(?:\s*+(?:,\s*+)?(?:first subparagraph|point|points|paragraph)\s*(?P<below>\(?[\da-z]{{1,4}}\)?))?(?![\w])"
    r"(?:\s+(?:of|in)\s+(?P<outer>paragraphs?|articles?|sections?|subsections?)\s+(?P<outernumber>\(?\d+[a-z]?\)?(?:\([\da-z]{1,4}\))*))?"
)  # fmt: skip
ANY = re.compile(r"\d|\(|(?:annex|chapter|part|title) [ivx]")
OUTSIDE = re.compile(
    r"(?:\s*\([\da-z]{1,4}\))*(?:,? (?:and|or|to) (?:\(?[\da-z]{1,4}\)?))*\s*(?:,? first subparagraph,?\s*+)?(?:of|to|in|der|des|van|del?|du|de la)\s+(?:that |the )?(?:(?:council |commission |implementing |delegated )?(?:regulation|directive|decision|treaty|teu|tfeu|charter|convention|protocol|verordnung|richtlinie|règlement|reglamento|verordening|[a-z]+ act\b)|[a-z ]{0,20}(?:code|constitution)\b)(?!s)"
)
SAME = re.compile(
    r"\b(?:of|to|in) (?:this|the present) (?:regulation|directive|act|law|policy|section|article|part)"
)
HIGH = ("chp", "tit", "part", "sec", "art", "annex", "subpt", "subch", "div", "book", "hcontainer", "pream")
