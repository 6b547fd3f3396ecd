"""Words and patterns: questions which of four figures is the last that keeps to a provision, and of which provisions they are asked."""

from __future__ import annotations

import re

STEMS = (
    "{Place} says, with one figure left out: \u201c{text}.\u201d {asks}",
    "\u201c{text}.\u201d So reads {place}, but for one figure. {asks}",
    "Here is {place}, in which one figure is missing: \u201c{text}.\u201d {asks}",
    "One figure is cut out of {place}: \u201c{text}.\u201d {asks}",
)
KEEPS = "still keeps to it"
BREAKS = "breaks it"
ASKS = {
    "upper": "Of these four, which is the longest time that {does}?",
    "lower": "Of these four, which is the shortest time that {does}?",
}
"""What is asked of a time, by whether the last below the limit or the first above it is asked for."""
ASKS_MEASURE = "Of these four, which is the {degree} {noun} that {does}?"
MEASURED = re.compile(
    r"\b(?:mesh size|width|length|height|depth|distance|weight|mass|speed|level|pressure|temperature|thickness|diameter|clearance|spacing|capacity|volume|concentration|dose|rate|radius|area|voltage|current|slope|angle|proportion|share)\b",
    re.I,
)
"""What a provision measures, by its name."""
MEASURED_BY = re.compile(
    r"^\s?(?:in )?(?P<how>length|width|height|depth|diameter|thickness|weight|long|wide|high|deep|thick|higher|apart|from|away)\b",
    re.I,
)
WITHIN = re.compile(r"\b(?:within|closer than|nearer than)\s*(?:a distance of )?$", re.I)
"""What stands before a distance that has to be kept."""
NOUN_OF = {
    "length": "length", "width": "width", "height": "height", "depth": "depth", "diameter": "diameter", "thickness": "thickness", "weight": "weight",
    "long": "length", "wide": "width", "high": "height", "deep": "depth", "thick": "thickness", "higher": "height", "apart": "distance", "from": "distance", "away": "distance",
}  # fmt: skip
"""What is measured, by the word behind its figure."""
OF_UNIT = (
    (re.compile(r"(?:k?g|mg|kilogram|gram|tonne|pound)s?$", re.I), "weight"),
    (re.compile(r"(?:\u00b0[CF]|degrees?.*)$"), "temperature"),
    (re.compile(r"(?:dB|decibels?)$"), "level"),
    (re.compile(r"(?:km/h|m/s|knots?)$"), "speed"),
    (re.compile(r"(?:[kM]?Pa|psi)$"), "pressure"),
    (re.compile(r"(?:%|per ?cent)$"), "share"),
    (re.compile(r"(?:m?L|litres?|liters?|gallons?)$"), "volume"),
    (
        re.compile(r"(?:persons?|people|passengers?|workers?|employees?|occupants?|animals?|copies)$"),
        "number",
    ),
)
NOUNS_OF = (
    (
        re.compile(
            r"(?:[mck]?m|inch(?:es)?|feet|foot|yards?|miles?|(?:milli|centi|kilo)?met(?:er|re)s?|microns?)$",
            re.I,
        ),
        re.compile(
            r"(?:mesh size|width|length|height|depth|distance|thickness|diameter|clearance|spacing|radius)$"
        ),
    ),
    (
        re.compile(r"(?:persons?|people|passengers?|workers?|employees?|occupants?|animals?|copies)$", re.I),
        re.compile(r"number$"),
    ),
    (
        re.compile(r"(?:k?g|mg|t|(?:kilo|milli)?grams?|tonnes?|pounds?|ounces?)$", re.I),
        re.compile(r"(?:weight|mass|capacity|dose)$"),
    ),
    (
        re.compile(
            r"(?:km/h|m/s|knots?|(?:miles|kilomet(?:er|re)s|met(?:er|re)s) per (?:hour|second))$", re.I
        ),
        re.compile(r"(?:speed|rate)$"),
    ),
    (
        re.compile(r"(?:m?L|ml|(?:milli)?lit(?:er|re)s?|(?:imperial )?gallons?|m3|m\u00b3|cubic .*)$", re.I),
        re.compile(r"(?:volume|capacity|rate)$"),
    ),
    (re.compile(r"(?:\u00b0[CF]|degrees? (?:celsius|fahrenheit))$", re.I), re.compile(r"temperature$")),
    (re.compile(r"(?:[kM]?Pa|psig?|(?:kilo)?pascals?)$", re.I), re.compile(r"pressure$")),
    (re.compile(r"(?:k?V|(?:kilo)?volts?)$"), re.compile(r"voltage$")),
    (re.compile(r"(?:A|amperes?)$"), re.compile(r"current$")),
    (re.compile(r"(?:dBA?|decibels?|lux)$", re.I), re.compile(r"level$")),
    (re.compile(r"(?:m2|m\u00b2|square .*)$", re.I), re.compile(r"area$")),
    (re.compile(r"(?:mSv|millisieverts?)$", re.I), re.compile(r"dose$")),
    (
        re.compile(r"(?:ppm|%|per ?cent)$", re.I),
        re.compile(r"(?:concentration|proportion|share|slope|level|capacity)$"),
    ),
)
"""What a unit can measure, by the names of the measures. A unit that is not listed goes with any name."""
DEGREES = (
    (("distance", "spacing"), ("longest", "shortest")),
    (("length",), ("greatest", "shortest")),
    (
        (
            "level",
            "temperature",
            "pressure",
            "speed",
            "concentration",
            "dose",
            "rate",
            "voltage",
            "current",
            "height",
        ),
        ("highest", "lowest"),
    ),
)
"""The words for the most and the least of what is measured."""
CALENDAR = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60)}
"""The smaller unit into which a short time is turned, and how many of it make one."""
COUNTED = re.compile(
    r"^(?:second|minute|hour|(?:(?:calendar|working|business|clear) )?day|week|month|year|person|passenger|worker|employee|people|animal|item|copy|copies|time)s?$",
    re.I,
)
"""Units of which there is no half."""
OF_FEET = re.compile(
    r"(?:inch(?:es)?|foot|feet|yards?|miles?|pounds?|ounces?|gallons?|in|ft|lb|lbs|oz)$", re.I
)
"""Units that are divided by halves and quarters."""
