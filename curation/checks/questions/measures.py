"""What options measure: quantities, whatever their units, and whether two options say one quantity or ranges that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.item_words.options import (
    ABOVE,
    BELOW,
    CASED_UNIT,
    CASED_UNITS,
    CLOCK_TIME,
    CUBIC,
    DEGREES,
    DOZENS,
    FROM_ON,
    HALF,
    NAMES_MONTH,
    NO_UNIT,
    ONE_WORDING,
    OR_BEYOND,
    PER_MILLION,
    RANGE,
    RATIO,
    SIGNS_OF_WORDING,
    SQUARE,
    STRICT,
    TWO_SIDED,
    UP_TO,
)
from curation.text.question_words import NUMBER_WORDS, UNITS

_QUANTITY = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?|(?:"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r")\b)(?:\s|-)?(%|\u00b0[CF]|[A-Za-z\u00b5\u03bc]+[\u00b2\u00b323]?)?(?![\w%])",
    re.IGNORECASE,
)


def _number(text: str) -> float:
    low = text.lower()
    return NUMBER_WORDS[low] if low in NUMBER_WORDS else float(text.replace(",", ""))


def unit_of(word: str) -> tuple[str, float] | None:
    """The dimension of a unit and its size in the base unit, None for a word that is no unit."""
    low = word.lower()
    return UNITS.get(low) or UNITS.get(low.removesuffix("s")) or UNITS.get(low.removesuffix("es"))


_SIGNS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_FRACTION = re.compile(r"(?<!\d)(\d++)?+\s?([\u00bc-\u00be])")


def _with_halves(text: str) -> str:
    """A text whose halves are written as numbers: `four and a half hours`, `half an hour`."""
    if any(sign in text for sign in _SIGNS):
        text = _FRACTION.sub(lambda match: f"{float(match[1] or 0) + _SIGNS[match[2]]:g}", text)
    if "half" not in text.lower():
        return text
    return HALF.sub(lambda match: f"{_number(match['number']) + 0.5:g}" if match["number"] else "0.5 ", text)


def quantities(text: str) -> list[tuple[str, float]]:
    """The measured quantities in a text, each with its dimension and its size in that dimension's base unit."""
    return list(_quantities(text))


@lru_cache(maxsize=8_192)
def _quantities(text: str) -> tuple[tuple[str, float], ...]:
    measured = []
    text = SQUARE.sub(" m\u00b2", CUBIC.sub(" m\u00b3", PER_MILLION.sub(" ppm", text)))
    for match in _QUANTITY.finditer(DEGREES.sub(lambda m: f" \u00b0{m[1][0].upper()}", _with_halves(text))):
        unit = unit_of(match[2]) if match[2] else None
        if match[2] and match[2][0] == "\u00b0":
            size = _number(match[1])
            measured.append(("temperature", round(size if match[2][1] in "Cc" else (size - 32) / 1.8, 1)))
        elif unit is not None:
            measured.append((unit[0], round(_number(match[1]) * unit[1], 9)))
    return tuple(measured)


def same_in_other_units(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that say one quantity in two ways: `60 minutes` and `1 hour`, `annually` and `every 12 months`, `2 p.m.` and `14:00`."""
    said = [_said(option) for option in item.options]
    for (i, one), (j, two) in combinations(enumerate(said), 2):
        if (
            one is not None
            and two is not None
            and one.others == two.others
            and _alike(one.quantities, two.quantities, item.options[i], item.options[j])
            and words_of(item.options[i]) != words_of(item.options[j])
        ):
            yield Hit(
                f"options[{j}]",
                f"says the same quantity as option {LETTERS[i]} in another unit; replace one of them",
            )
            return


@lru_cache(maxsize=8_192)
def measured_as(text: str) -> frozenset[tuple[str, float]]:
    """The quantities of a text, whatever their wording: frequencies as periods, shares in percent, times of the day in minutes."""
    one_way = _one_way(digits_of(text))
    clocks = {("clock", float(minutes)) for minutes in _CLOCK_READ.findall(one_way)}
    return frozenset({(kind, size) for kind, size in quantities(one_way)} | clocks)


class _Said(NamedTuple):
    """What an option says: its quantities, and its other words with the bounds of the quantities."""

    quantities: tuple[tuple[str, float], ...]
    others: tuple[str, ...]


_LONGEST = 30
"""Words of an option up to which it is read as a quantity."""


def _said(option: str) -> _Said | None:
    """What an option says, whatever its units; None for one without a quantity."""
    if len(option.split()) > _LONGEST:
        return None
    text = _one_way(option)
    measured = [
        ("month", size / _DAY * 12 / days) if kind == "time" and (days := _YEARS.get(size)) else (kind, size)
        for kind, size in quantities(text)
    ]
    clocks = [("clock", float(minutes)) for minutes in _CLOCK_READ.findall(text)]
    if not measured and not clocks:
        return None
    rest = _CLOCK_READ.sub(" ", DEGREES.sub(lambda m: f" \u00b0{m[1][0].upper()}", _with_halves(text)))
    # What is no measured quantity stays: "6 millisieverts a year" and "20 millisieverts a year" differ.
    rest = _QUANTITY.sub(
        lambda m: " " if m[2] and (m[2][0] == "\u00b0" or unit_of(m[2])) else digits_of(m[0]), rest
    )
    return _Said((*measured, *clocks), tuple(word for word in words_of(rest) if word not in NO_UNIT))


_DAY = 86_400.0
_YEARS = {365 * _DAY: 365, 52 * 7 * _DAY: 364}
"""Spans that are a year in other words, in seconds, and the days that they have."""
_CLOCK_READ = re.compile(r"\bclock(\d{1,4})\b")


@lru_cache(maxsize=8_192)
def _one_way(option: str) -> str:
    """An option in small letters, with shares in percent, frequencies as periods, times of the day in minutes and bounds in one wording."""
    text = SQUARE.sub(" m\u00b2", CUBIC.sub(" m\u00b3", PER_MILLION.sub(" ppm", _cased(option)))).lower()
    if any(sign in text for sign in SIGNS_OF_WORDING):
        for pattern, words in ONE_WORDING:
            text = pattern.sub(words, text)
    text = RATIO.sub(lambda m: f"{_of_hundred(m['part'], m['whole'])} %", text)
    text = DOZENS.sub(lambda m: f"{12 * _number(m['n'] or '1'):g}", text)
    return CLOCK_TIME.sub(
        lambda m: f" clock{minutes} " if (minutes := _minutes(m)) is not None else m[0], text
    )


def _of_hundred(part: str, whole: str) -> str:
    return f"{100 * _number(part) / max(1.0, _number(whole)):.4g}"


def _cased(option: str) -> str:
    """An option whose units that differ by the size of a letter alone are written out: `mW`, `MW`."""
    return CASED_UNIT.sub(lambda match: CASED_UNITS[match[0]], option)


def _minutes(match: re.Match[str]) -> int | None:
    """The minutes of a time of the day since midnight, None for what is none."""
    if match["word"]:
        return 720 if match["word"] == "noon" else 0
    hour, minute = int(match["hour"] or match["h"]), int(match["minute"] or match["m"] or 0)
    half = (match["half"] or "")[:1]
    if hour > (12 if half else 24) or minute > 59:
        return None
    return (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute


_ROUNDED = 0.025
"""Share by which a quantity in other units may be off where it was rounded: `10 feet` and `3 metres`."""


def _alike(
    one: Sequence[tuple[str, float]], two: Sequence[tuple[str, float]], first: str, second: str
) -> bool:
    """Whether two options say the same quantities, in other units also such as were rounded."""
    share = _ROUNDED if _units(first) != _units(second) else 1e-9
    return len(one) == len(two) and all(
        kind == other and abs(size - like) <= share * abs(like)
        for (kind, size), (other, like) in zip(one, two, strict=True)
    )


def _units(option: str) -> set[str]:
    return {match[2].lower().rstrip("s") for match in _QUANTITY.finditer(option) if match[2]}


def _as_number(text: str) -> float:
    """A number with its thousands set apart by commas, or with a decimal comma."""
    return float(
        text.replace(",", "")
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)
        else text.replace(",", ".")
    )


@lru_cache(maxsize=8_192)
def digits_of(text: str) -> str:
    """A text with its number words written as digits."""
    return _NUMBER_WORD.sub(lambda match: f"{NUMBER_WORDS[match[0].lower()]:g}", text)


_NUMBER_WORD = re.compile(
    r"\b(?:"
    + "|".join(
        sorted((word for word in NUMBER_WORDS if word not in ("a", "an", "half")), key=len, reverse=True)
    )
    + r")\b",
    re.I,
)


class _Range(NamedTuple):
    """A range: its ends, whether each belongs to it, and the words that say what it bounds."""

    low: float
    high: float
    with_low: bool
    with_high: bool
    kind: str = ""

    @property
    def closed(self) -> bool:
        """Whether both ends are given."""
        return self.low > -_ENDLESS and self.high < _ENDLESS


_ENDLESS = 1e18
_RANGE_WORDS = 9
"""Words of an option up to which it is read as a range."""


def _interval(option: str) -> _Range | None:
    """The range that an option is; None for one that is no range, or whose end comes before its beginning (`20:00 to 08:00`)."""
    if len(option.split()) > _RANGE_WORDS or NAMES_MONTH.search(option):
        return None
    text = _CLOCK_READ.sub(r"\1 clock", _one_way(digits_of(option)))
    if match := RANGE.search(text):
        if " and " in match[0] and not re.search(r"\bbetween\b", text, re.I):
            return None  # `10 minutes and 20 minutes` are two times
        low, high = _as_number(match["low"]), _as_number(match["high"])
        of_low, of_high = (unit_of(match[name]) if match[name] else None for name in ("of_low", "of_high"))
        if of_high and (of_low is None or of_low[0] == of_high[0]):
            low, high = low * (of_low or of_high)[1], high * of_high[1]
        return _Range(low, high, True, True, of_high[0] if of_high else "") if low < high else None
    if match := TWO_SIDED.search(text):
        low, high = _as_number(match["low"]), _as_number(match["high"])
        return _Range(low, high, False, True) if low < high else None
    for pattern, below in ((BELOW, True), (ABOVE, False)):
        if match := pattern.search(text):
            unit = unit_of((re.match(r"\s*([^\W\d]+)", text[match.end() :]) or [""] * 2)[1])
            size = _as_number(match[1]) * (unit[1] if unit else 1)
            ends = STRICT.search(match[0]) is None
            kind = unit[0] if unit else ""
            if below:
                return _Range(-_ENDLESS, size, False, ends, kind)
            return _Range(size, _ENDLESS, ends, False, kind)
    if match := FROM_ON.search(text):
        return _Range(_as_number(match["n"]), _ENDLESS, True, False)
    return None


def ranges_overlap(item: Item, settings: Settings) -> Iterator[Hit]:
    """Ranges that overlap, so that one value makes two options right. Limits alone (`at least 5`) may stand beside each other."""
    ranges = [(i, r) for i, option in enumerate(item.options) if (r := _interval(option))]
    # `Up to 80` holds `up to 50`; of other limits the strictest is meant.
    nested = all(UP_TO.match(item.options[i]) for i, _ in ranges)
    beyond = [OR_BEYOND.match(option) for option in item.options]
    if len(beyond) > 2 and all(beyond) and len({match["way"].lower() for match in beyond if match}) == 1:
        yield Hit("options[1]", "one of these holds the others; write the limits themselves")
        return
    if len(ranges) < 2 or not (nested or any(r.closed for _, r in ranges)):
        return
    for (i, a), (j, b) in combinations(ranges, 2):
        if _overlap(a, b):
            yield Hit(
                f"options[{j}]",
                f"overlaps the range of option {LETTERS[i]}; make the ranges exclude each other",
            )
            return


def _overlap(a: _Range, b: _Range) -> bool:
    """Whether one value is in both ranges: `5 to 10` and `10 to 15` both hold 10."""
    if a.kind and b.kind and a.kind != b.kind:
        return False
    if a.low > b.low or (a.low == b.low and a.high > b.high):
        a, b = b, a
    return a.high > b.low or (a.high == b.low and a.with_high and b.with_low)
