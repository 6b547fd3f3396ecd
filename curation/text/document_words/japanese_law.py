"""Words and patterns: japanese laws in flat text: divisions, articles with their captions, paragraphs by Arabic and items by Chinese numbers."""

from __future__ import annotations

import re

from curation.text.han_numerals import JAPANESE as HAN

ARTICLE = re.compile(rf"^第([{HAN}]+|\d+|[０-９]+)条((?:の[{HAN}]+)*)(?=[\s　]|$|（)[\s　]*")
DIVISION = re.compile(rf"^第([{HAN}]+|\d+)(編|章|節|款|目)((?:の[{HAN}]+)*)(?=[\s　]|$)[\s　]*(.*)$")

SUPPLEMENT = re.compile(r"^附[\s　]*則(?=[\s　（]|$)")
ANNEX = re.compile(rf"^(別表|様式|別記|別図|付録)(?:第([{HAN}]+))?(?:の[{HAN}]+)?(?=[\s　（]|$)")
KINDS = {
    "編": ("part", "part"),
    "章": ("chapter", "chp"),
    "節": ("division", "sec"),
    "款": ("division", "subsec"),
    "目": ("division", "div"),
}
ANNEXES = {"別表": "annex", "様式": "form", "別記": "annex", "別図": "figure", "付録": "app"}
