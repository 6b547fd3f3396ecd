"""What options measure: quantities, whatever their units, and whether two options say one quantity or ranges that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.item_words.options import (
    ABOVE,
    BELOW,
    DEGREES,
    HALF,
    NO_UNIT,
    OR_BEYOND,
    PER_MILLION,
    RANGE,
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
    measured = []
    text = PER_MILLION.sub(" ppm", text)
    for match in _QUANTITY.finditer(DEGREES.sub(lambda m: f" \u00b0{m[1][0].upper()}", _with_halves(text))):
        unit = unit_of(match[2]) if match[2] else None
        if match[2] and match[2][0] == "\u00b0":
            size = _number(match[1])
            measured.append(("temperature", round(size if match[2][1] in "Cc" else (size - 32) / 1.8, 1)))
        elif unit is not None:
            measured.append((unit[0], round(_number(match[1]) * unit[1], 9)))
    return measured


def same_in_other_units(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that say one quantity in two units: `60 minutes` and `1 hour`."""
    said: dict[tuple[str, float, tuple[str, ...]], int] = {}
    for i, option in enumerate(item.options):
        measured = quantities(option)
        if len(measured) != 1:
            continue
        rest = tuple(
            w
            # What is no measured quantity stays: "6 millisieverts a year" and "20 millisieverts a year" differ.
            for w in words_of(
                _QUANTITY.sub(
                    lambda m: " " if m[2] and (m[2][0] == "\u00b0" or unit_of(m[2])) else m[0],
                    _with_halves(PER_MILLION.sub(" ppm", option)),
                )
            )
            if w not in NO_UNIT
        )
        key = (*measured[0], rest)
        other = said.get(key)
        if other is None:
            other = next((j for known, j in said.items() if _about_equal(key, known) and _units_differ(item.options, i, j)), None)  # fmt: skip
        if other is not None and words_of(option) != words_of(item.options[other]):
            yield Hit(
                f"options[{i}]",
                f"says the same quantity as option {LETTERS[other]} in another unit; replace one of them",
            )
        said.setdefault(key, i)


_ROUNDED = 0.025
"""Share by which a quantity in other units may be off where it was rounded: `10 feet` and `3 metres`."""


def _about_equal(one: tuple[str, float, tuple[str, ...]], two: tuple[str, float, tuple[str, ...]]) -> bool:
    return (one[0], one[2]) == (two[0], two[2]) and abs(one[1] - two[1]) <= _ROUNDED * abs(two[1])


def _units_differ(options: Sequence[str], i: int, j: int) -> bool:
    names = [{m[2].lower().rstrip("s") for m in _QUANTITY.finditer(options[k]) if m[2]} for k in (i, j)]
    return names[0] != names[1]


def _as_number(text: str) -> float:
    """A number with its thousands set apart by commas, or with a decimal comma."""
    return float(
        text.replace(",", "")
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)
        else text.replace(",", ".")
    )


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


def _interval(option: str) -> tuple[float, float, bool] | None:
    """Low end, high end, and whether both ends are given; None for an option that is no range."""
    if len(option.split()) > 9:
        return None
    option = digits_of(option)
    if match := RANGE.search(option):
        if " and " in match[0] and not re.search(r"\bbetween\b", option, re.I):
            return None  # `10 minutes and 20 minutes` are two times
        low, high = _as_number(match["low"]), _as_number(match["high"])
        of_low, of_high = (unit_of(match[name]) if match[name] else None for name in ("of_low", "of_high"))
        if of_high and (of_low is None or of_low[0] == of_high[0]):
            low, high = low * (of_low or of_high)[1], high * of_high[1]
        return (low, high, True) if low < high else None
    if match := BELOW.search(option):
        return -1e18, _as_number(match[1]), False
    if match := ABOVE.search(option):
        return _as_number(match[1]), 1e18, False
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
    if len(ranges) < 2 or not (nested or any(r[2] for _, r in ranges)):
        return
    for (i, a), (j, b) in combinations(ranges, 2):
        # `5 to 10` and `10 to 15` both hold 10.
        if min(a[1], b[1]) > max(a[0], b[0]) or (a[2] and b[2] and min(a[1], b[1]) == max(a[0], b[0])):
            yield Hit(
                f"options[{j}]",
                f"overlaps the range of option {LETTERS[i]}; make the ranges exclude each other",
            )
            return
