"""Words and patterns: chinese laws in flat text: chapters, articles, unnumbered paragraphs, items."""

from __future__ import annotations

import re

from curation.text.han_numerals import CHINESE as HAN

ARTICLE = re.compile(
    rf"^第[ 　]?([{HAN}\d]+)[ 　]?[条條](?:[ 　]?之[ 　]?([一二三四五六七八九十\d]+))?[\s　]*"
)
DIVISION = re.compile(rf"^第[ 　]?([{HAN}\d]+)[ 　]?(分编|[编章节編節])(?=[\s　]|$)[\s　]*(.*)$")

ANNEX = re.compile(r"^附(?:件|录|表|则)\s*([\d一二三四五六七八九十]*)(?=[\s　：:]|$)[\s　：:]*(.*)$")
CONTENTS = re.compile(r"^目[\s　]*[录次][\s　]*$")

SIMPLE = {"編": "编", "節": "节"}
"""Sorts of divisions in traditional characters, and in simplified ones."""
RANKS = {"节": 0, "章": 1, "分编": 2, "编": 3}

READ = re.compile(r"附[件录表则]\s*[\d一二三四五六七八九十]*")
