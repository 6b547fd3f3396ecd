"""Limits that could stand in the place of a limit, as laws set them, and the figure of a case between two of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curation.generation.template.questions.numeric_distractors import ScaleValue
from curation.generation.template.questions.question_drafts import pick
from curation.text.numerals import in_words
from curation.text.template_words.questions import nearest_items as nearest_wording
from curation.text.template_words.questions import numeric_distractors as scales
from curation.text.template_words.questions import verdict_items as wording


def usual_values(unit: str) -> tuple[float, ...]:
    """Usual values of a unit in rising order; none where it has no scale of its own, as metres have none."""
    kind = scales.STEPS.sub("", unit.lower())
    kind = "percent" if kind in ("%", "per cent", "percent") else kind.removesuffix("s")
    found = scales.SCALES.get(kind, ())
    if kind in ("percent",) or not found:
        return found
    return (*found, *(found[-1] * 2**k for k in range(1, 4)))


@dataclass(frozen=True)
class LimitScale:
    """The figures that a limit could be, how they are written, and into how many parts one of the unit is divided for a case."""

    values: tuple[float, ...]
    write: Callable[[float], str]
    parts: int
    """1 where only whole numbers are figures, 2 where halves are."""
    apart: tuple[float, float] = (1.25, 1.6)
    """How many times as great as its neighbour a limit is at the least; drawn for each step, so that the steps are uneven."""


def scale_of(written: ScaleValue, per: str = "") -> LimitScale:
    """The figures that a limit could be instead of the one that is written.

    Args:
        written: The limit as it is printed.
        per: What follows its unit: `/h`, ` per day`.
    """
    unit, gap, style = written.unit.split("|")
    single = unit.removesuffix("s")
    words = style == "words"

    def whole(n: float, name: str) -> str:
        number = in_words(int(n)) if words and n == int(n) and n < 100 else f"{n:g}"
        return f"{number}{gap or ' '}{name}{'' if n == 1 else 's'}{per}"

    if single in wording.SMALLER and written.number <= _SMALL:
        name, times = wording.SMALLER[single]
        smaller = (0.25, 0.5) if single in ("year", "hour", "day") else ()
        values = sorted({*smaller, *usual_values(unit), written.number})

        def natural(n: float) -> str:
            if n == int(n):
                return whole(n, single)
            if words and n * times > _IN_WORDS:  # nobody writes "fifty-four months"
                return f"{in_words(int(n))} and a half{gap or ' '}{single}s{per}"
            return whole(round(n * times, 6), name)

        return LimitScale(tuple(values), natural, 2)
    if wording.ON_A_LEVEL.match(unit) and written.number >= _FINE:
        # Levels and temperatures are told in fives: nobody takes 160 dB for 80.
        near = {float(n) for n in range(5, int(2 * written.number), 5)} | {written.number}
        return LimitScale(tuple(sorted(near)), lambda n: f"{written.write(n)}{per}", 1, (1.06, 1.15))
    if (usual := usual_values(unit)) or nearest_wording.COUNTED.match(unit):
        numbers = {*(usual or _alike(written.number, counted=True)), written.number}
        return LimitScale(tuple(sorted(numbers)), lambda n: f"{written.write(n)}{per}", 1)
    # Of inches and pounds there are fractions, and no tenths; and nobody writes a fraction in words.
    entire = words or nearest_wording.OF_FEET.match(unit) is not None
    values = _alike(written.number, counted=entire)
    return LimitScale(
        tuple(values), lambda n: f"{written.write(n)}{per}", 1 if entire or written.number >= _FINE else 0
    )


_SMALL = 3
"""Up to how many of its unit a time has halves in a smaller one."""
_IN_WORDS = 36
"""Up to how many of a smaller unit a time is told in words: `thirty-six hours`."""
_FINE = 20
"""From which figure on a measure of a case is a whole number."""
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
_FINER = (1.2, 1.4, 1.6, 1.8, 2.2, 2.4, 2.8, 3.2, 3.5, 3.6, 4.5, 4.8, 5.5, 6.5, 7, 7.5, 8.5, 9)
"""First digits of round numbers and of numbers that are less round."""
_SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 1.2, 1.3, 1.5, 1.7, 2, 2.5)
"""How many times a limit that is not round another one is."""


def _alike(number: float, *, counted: bool = False) -> list[float]:
    """Figures as round as a limit, the limit among them."""
    power = 10.0 ** math.floor(math.log10(number))
    digits = round(number / power, 9)
    firsts = _ROUND if digits in _ROUND else _FINER if digits in _FINER else ()
    if firsts:
        values = {round(first * 10.0**k * power, 9) for first in firsts for k in (-1, 0, 1)}
    else:
        places = len(f"{number:g}".partition(".")[2])
        values = {round(number * share, places) for share in _SHARES}
        # None of them is rounder than the limit.
        last = 10.0**-places
        values = {round(v + last, places) if len(f"{v:g}") < len(f"{number:g}") else v for v in values}
    return sorted({number, *(v for v in values if v > 0 and (not counted or v == int(v)))})


def figures(number: float, scale: LimitScale, seed: str) -> tuple[float, list[float]] | None:
    """The figure of a case and four limits in rising order, the limit among them: two below the case and two above it.

    Args:
        number: The limit.
        scale: The figures that it could be.
        seed: What decides which place the limit has among the four.

    Returns: None where the scale lacks figures, so that the limit could have one place only.
    """
    for drawn in (
        [scale.apart[pick(f"{seed}|apart{i}", 2)] for i in range(6)],
        [scale.apart[0]] * 6,
        [scale.apart[1]] * 6,
        [1.01] * 6,
    ):
        low = _steps(number, [v for v in reversed(scale.values) if v < number], drawn[:3])
        high = _steps(number, [v for v in scale.values if v > number], drawn[3:])
        places = [p for p in range(4) if len(low) >= p and len(high) >= 3 - p]
        found = {}
        for place in places:
            four = [*reversed(low[:place]), number, *high[: 3 - place]]
            # "Fifty-four months" only where no whole number lies between.
            planned = _between(four[1], four[2], min(scale.parts, 1), f"{seed}|case")
            if planned is None and scale.parts == 2:
                planned = _between(four[1], four[2], 2, f"{seed}|case")
            if planned is not None:
                found[place] = (planned, four)
        if len(found) >= _PLACES:
            return [*found.values()][pick(f"{seed}|place", len(found))]
    return None


_PLACES = 2
"""Fewest places that a limit could have among the four."""


def _steps(number: float, values: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Three values from the limit outwards, each far enough from the one before."""
    found: list[float] = []
    at = number
    for value in values:
        if len(found) < len(apart) and max(at, value) >= min(at, value) * apart[len(found)]:
            found.append(value)
            at = value
    return found


def _between(low: float, high: float, parts: int, seed: str) -> float | None:
    """A plain figure between two limits, clear of both; None where there is none."""
    step = {0: 10.0 ** math.floor(math.log10(high - low) - 0.5) if high > low else 1.0, 1: 1.0, 2: 0.5}[parts]
    count = int(round((high - low) / step, 6))
    if count > _MANY:
        step *= math.ceil(count / _MANY)
    first = math.floor(low / step + 1e-9) + 1
    inside = [round(n * step, 9) for n in range(first, first + _MANY + 2) if low < round(n * step, 9) < high]
    margin = _MARGIN * (high - low)
    clear = [n for n in inside if low + margin <= n <= high - margin] or inside
    if not clear:
        return None
    plain = min(len(f"{n:g}".rstrip("0")) for n in clear)
    best = [n for n in clear if len(f"{n:g}".rstrip("0")) == plain]
    return best[pick(f"{seed}|{low:g}", len(best))]


_MANY = 40
_MARGIN = 0.2
"""How far a case keeps from the limits beside it where it can, as a share of their distance."""
