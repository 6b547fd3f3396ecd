"""Numbers, periods and frequencies, and the scales that wrong values are taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from curation.text.numerals import from_words, in_words
from curation.text.template_words.questions import numeric_distractors as wording

FREQUENCIES = ("daily", "weekly", "monthly", "quarterly", "annually")


@dataclass(frozen=True)
class ScaleValue:
    """A value in a sentence: where it stands, and the scale it is on, in rising order, itself among them."""

    start: int
    end: int
    shown: str
    scale: tuple[str, ...]
    number: float
    unit: str
    """What has to be the same for two values to stand side by side as they are: unit and way of writing."""
    steps: frozenset[float] = frozenset()
    """The numbers on its scale."""
    write: Callable[[float], str] = str
    """Another number in the unit and writing of this value."""


def _steps(number: float, unit: str) -> list[float]:
    """At least ten values around `number` in rising order, itself among them."""
    kind = wording.STEPS.sub("", unit.lower())
    kind = "percent" if kind in ("%", "per cent", "percent") else kind.rstrip("s")
    if kind in wording.SCALES:
        steps = set(wording.SCALES[kind]) | {number}
        top = 100.0 if kind == "percent" else float("inf")
        while len([s for s in steps if s <= top]) < 10 or max(steps) < number * 4 <= top:
            steps.add(max(steps) * 2)
        return sorted(s for s in steps if s <= top)
    if kind in ("mm", "millimetre", "millimeter") and (turned := _of_inches(number)) is not None:
        return turned
    if number >= 20 and (step := _grid(number)) is not None:
        return [step * n for n in range(1, round(4 * number / step) + 1)]
    factors = (0.05, 0.1, 0.2, 0.4, 0.5, 0.75, 0.85, 1, 1.15, 1.3, 2, 3, 4, 5, 10, 20)
    if number == int(number):
        near = {number + i for i in range(1, 6)} if number < 20 else set()
        return sorted({float(round(number * f)) for f in factors if round(number * f) >= 1} | near)
    places = len(f"{number:g}".partition(".")[2])
    return sorted({round(number * f, places) for f in factors} - {0.0})


_INCHES = (1/16, 1/8, 3/16, 1/4, 5/16, 3/8, 1/2, 5/8, 3/4, 7/8, 1, 1.25, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 12, 15, 18, 24, 30, 36)  # fmt: skip
"""Usual lengths in inches."""


def _of_inches(number: float) -> list[float] | None:
    """Usual lengths in millimetres where a limit is one that was turned from inches: 6.4 beside 4.8 and 7.9; else None."""
    places = len(f"{number:g}".partition(".")[2])
    if places > 1 or (not places and number % 5 == 0):
        return None
    # Half a tenth goes up, as printers of laws do it: a quarter of an inch is 6.4 mm.
    turned = sorted({int(25.4 * inches * 10**places + 0.5 + 1e-9) / 10**places for inches in _INCHES} - {0.0})
    return turned if number in turned else None


def _grid(number: float) -> float | None:
    """The step of round numbers that a limit is one of: 2,500 for 12,500, 5 for 40; None for a number that is not round."""
    power = 10.0 ** (len(str(int(number))) - 2)
    for step in (5 * power, 2.5 * power, 2 * power, power):
        if step >= 1 and step == int(step) and number % step == 0 and 5 <= number / step <= 12:
            return step
    return None


def _written(number: float, model: str, gap: str, unit: str) -> str:
    whole = number == int(number)
    if not model[0].isdigit() and whole and number < 100:
        figure = in_words(int(number))
    elif whole:
        figure = (
            f"{int(number):,}" if "," in model or (number >= 10000 and " " not in model) else str(int(number))
        )
    else:
        figure = f"{number:g}"
    return f"{figure}{gap}{_inflected(unit, number)}"


def _inflected(unit: str, number: float) -> str:
    if wording.FIXED.match(unit):
        return unit
    irregular = {"feet": "foot", "foot": "foot", "inches": "inch", "inch": "inch"}
    single = irregular.get(unit, unit.removesuffix("s"))
    if number == 1:
        return single
    return {"foot": "feet", "inch": "inches"}.get(single, single + "s")


def values(sentence: str) -> Iterator[ScaleValue]:
    """The values of a sentence that have a scale, from left to right."""
    for match in wording.VALUE.finditer(sentence):
        text = match["number"]
        number = float(re.sub(r"[ ,]", "", text)) if text[0].isdigit() else from_words(text)
        if not number:
            continue
        steps = _steps(number, match["unit"])
        scale = tuple(_written(step, text, match["gap"], match["unit"]) for step in steps)
        shown = _written(number, text, match["gap"], match["unit"])
        if shown == match[0] and shown in scale and len(set(scale)) == len(scale):
            style = "figures" if text[0].isdigit() else "words"
            unit = f"{_inflected(match['unit'], 2)}|{match['gap']}|{style}"
            yield ScaleValue(
                *match.span(),
                shown,
                scale,
                number,
                unit,
                frozenset(steps),
                partial(_written, model=text, gap=match["gap"], unit=match["unit"]),
            )
    for match in wording.FREQUENCY.finditer(sentence):
        word = match["word"]
        scale = tuple("yearly" if f == "annually" and word == "yearly" else f for f in FREQUENCIES)
        last = scale[-1]
        yield ScaleValue(
            *match.span(),
            word,
            (
                *scale[:1],
                "twice a week",
                *scale[1:3],
                "every two months",
                scale[3],
                "twice a year",
                last,
                "every two years",
                "every three years",
                "every five years",
            ),
            float(FREQUENCIES.index("annually" if word == "yearly" else word)) + 1,
            "frequency",
        )
