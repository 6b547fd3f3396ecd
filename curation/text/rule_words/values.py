"""Words and patterns: the numbers that a rule sets: comparator, number, unit, and whether it is a deadline, a frequency, a duration, a limit, an age or a count."""

from __future__ import annotations

import re

REFERENCE = re.compile(
    r"(?:\b(?:article|articles|art|section|sections|sec|paragraph|paragraphs|para|point|points|annex|annexes|chapter|part|title|regulation|directive|schedule|appendix|table|figure|form|subsection|item|no|rule|version|iso|en|iec"
    r"|artikel|absatz|abs|nummer|nr|anhang|satz|kapitel|artículo|artículos|apartado|lid|bijlage|annexe|paragraphe|step|level|class|category|phase|type|group|note)\.?|§|/|\bcfr|\()\s*$"
)

DATE = re.compile(r"\d{4}\s*年|\d{1,2}\s*月\s*\d{1,2}\s*日")
DATES_IN_WORDS = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和)[元〇零一二三四五六七八九十百\d]{1,6}年(?:[〇一二三四五六七八九十\d]{1,3}月(?:[〇一二三四五六七八九十\d]{1,4}日)?)?)|(?<![\d一二三四五六七八九十])[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
"""A date in an era or in figures of words: `令和元年十一月十九日`."""

COUNTED = ("money", "one", "unit", "count", "of", "part", "bare", "age")
"""Groups of the patterns of numbers that say what is counted."""

IRREGULAR = {"copies": "copy", "feet": "foot", "inches": "inch"}
LONGER_PLURAL = re.compile(r"(?:i|ss|sh|ch|x|z|us)es$")
"""Plurals that lose more than an s, or may: `classes`, `companies`."""

KIND = re.compile(r"[,;.:(]|\b(?:and|or|unless|if|where|whichever|shall|must|may)\b")

BELOW_ZERO = re.compile(r"(?:(?<![\w.])minus\s+|(?<![^\s(])[-\u2212\u2014])$")
"""A sign right before a figure that stands apart from what precedes it."""
DEGREES = re.compile(r"\u00b0|\u2103|deg|grad|grau|stopni")
"""How units begin whose numbers may be below zero."""
