"""Words and patterns: numbers, periods and frequencies, and the scales that wrong values are taken from."""

from __future__ import annotations

import re

from curation.text.numerals import SMALL, TENS

SCALES: dict[str, tuple[float, ...]] = {
    "second": (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120),
    "minute": (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120),
    "hour": (1, 2, 4, 6, 8, 12, 24, 36, 48, 72, 96, 120),
    "day": (1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 90, 120, 180, 365),
    "week": (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26),
    "month": (1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 72),
    "year": (1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50),
    "percent": (1, 2, 5, 10, 15, 20, 25, 30, 33, 40, 50, 60, 66, 75, 80, 90, 95),
}
"""Usual values of common units: neighbours on them are what a person would confuse."""

UNITS = (
    r"seconds?|minutes?|hours?|(?:(?:calendar|working|business|consecutive) )?days?|weeks?|(?:calendar )?months?|(?:calendar )?years?|per ?cent|percent|%"
    r"|millimet(?:er|re)s?|centimet(?:er|re)s?|met(?:er|re)s?|kilomet(?:er|re)s?|inch(?:es)?|feet|foot|yards?|miles?|mm|cm|km"
    r"|kilograms?|grams?|kg|mg|pounds?|lit(?:er|re)s?|gallons?|ml|millilit(?:er|re)s?|ppm|m[23\u00b2\u00b3]?|cm[23]|L|kV|kW|MPa|mg|g|t|degrees? (?:Celsius|Fahrenheit)|\u00b0C|\u00b0F|dB|lux|volts?|kilovolts?|amperes?|watts?|kilowatts?|pascals?|kilopascals?|kPa|psig?|tonnes?|(?:cubic|square) (?:met(?:er|re)s?|feet|centimet(?:er|re)s?)|decibels?|millisieverts?|mSv|microns?"
    r"|(?:Imperial )?gallons|persons|people|employees|workers|occupants|passengers|copies"
)
VALUE = re.compile(
    rf"(?P<number>(?<![\w.,/\u2013-])(?<!\d )\d{{1,3}}(?:[ ,]\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(SMALL[1:])}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[1:10])}))?))"
    rf"(?P<gap> ?)(?P<unit>{UNITS})(?![\w-])",
)

FREQUENCY = re.compile(
    r"(?<![\w-])(?P<word>daily|weekly|monthly|quarterly|annually|yearly)(?![\w-])(?=\s*(?:$|[.;,]|and\b|by\b|to\b|for\b|in\b))"
)

FIXED = re.compile(
    r"^(?:%|per ?cent|percent|m[23\u00b2\u00b3]?|cm[23]|L|kV|kW|MPa|g|t|mm|cm|km|kg|mg|ml|ppm|kPa|psig?|mSv|people|\u00b0[CF]|dB|lux|degrees? .*)$"
)

STEPS = re.compile(r"^(?:calendar|working|business|consecutive) ")
