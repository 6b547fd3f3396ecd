"""The signs of numbers in Chinese characters, as parts of a set of signs in a pattern."""

from __future__ import annotations

CHINESE = "〇零一二三四五六七八九十百千两"
"""Numerals in Chinese laws; `两` stands for two."""
JAPANESE = "〇一二三四五六七八九十百千"
"""Numerals in Japanese laws, which have neither `零` nor `两`."""
