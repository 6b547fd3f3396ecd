"""Questions about a provision of which one figure is left out: of four other figures, which is the last that keeps to it, or the first that breaks it.

The words of the provision stay as they are printed, and no case is told. None of the four figures is the limit, one at least keeps to
it and one at least breaks it, none is rounder than the others, and the key has each place among them equally often.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from curation.core.items.derivation import within
from curation.generation.template.cases import bounds
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.worth_asking import unfit
from curation.generation.template.questions import gap_items
from curation.generation.template.questions.gap_texts import GAP, alone, of_treaty, shown
from curation.generation.template.questions.limit_figures import usual_values
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text.grammar import upper_first
from curation.text.template_words.questions import gap_items as gap_wording
from curation.text.template_words.questions import nearest_items as wording
from curation.text.template_words.questions.gap_texts import SUBJECT_UNNAMED


def nearest(printed: Norm) -> Iterator[QuestionDraft | str]:
    """The question about the only limit of a provision, or the code of a reason why there is none."""
    norm = alone(printed)
    if of_treaty(norm) or not shown(norm) or norm.rule.exceptions or gap_wording.OPEN.search(norm.provision):
        return
    if SUBJECT_UNNAMED.match(norm.provision):
        return
    text = norm.provision.rstrip(" .")
    for bound, _, _ in gap_items.limits(norm):
        if (why := unfit(norm, bound.written.unit)) != "":
            yield why
            return
        written = bound.written
        behind = text[written.end :].removeprefix(bound.per)
        if behind.lstrip().startswith("("):
            # "10 km/h (6 mph)": the figure is told a second time.
            return
        gapped = f"{text[: written.start]}{GAP}{behind}"
        drafts = list(_question(norm, bound, gapped))
        yield from drafts
        if not drafts:
            yield "no-slot"
        return


def _question(norm: Norm, bound: bounds.Bound, gapped: str) -> Iterator[QuestionDraft]:
    number, unit, write = _scale(bound)
    whole, usual = unit is not None, usual_values(unit or bound.written.unit.partition("|")[0])
    if not whole and number < _SHORT and wording.OF_FEET.match(bound.written.unit.partition("|")[0]):
        # Of inches and pounds there are fractions, and no tenths.
        return
    found = figures(number, f"{norm.rule.id}|nearest", whole=whole, usual=usual)
    if found is None:
        return
    values, key, below = found
    time = gap_wording.TIME.match(bound.written.unit) is not None
    limit = f"{bound.written.shown}{bound.per}"
    most = "most" if bound.side == "upper" else "least"
    said = f"The provision says that {limit} is the {most} that is allowed."
    # Of the figures below the limit the last is asked for, of those above it the first: it keeps to the limit or breaks it by the side.
    asked: bounds.Side = "upper" if below else "lower"
    breach = asked != bound.side
    better = write(values[key])
    rows = []
    for value in [values[key], *(v for i, v in enumerate(values) if i != key)]:
        text = write(value)
        ok = within(value, number, bound.side, False)
        why, name = said, ""
        if value != values[key]:
            name = _mistake(ok, breach)
            does = "keeps to it" if ok else "breaks it"
            why = (
                f"{upper_first(text)} {does}: {limit} is the {most} that is allowed."
                if ok == breach
                else f"{upper_first(text)} {does}, but {better} does so too and comes nearer to the limit."
            )
        rows.append(OptionDraft(text, {"value": value}, why, name, value))
    if len({row.text for row in rows}) < len(rows):
        return
    place = norm.place
    stem = wording.STEMS[pick(f"{norm.rule.id}|stem", len(wording.STEMS))].format(
        Place=upper_first(place), place=place, text=gapped, asks=_asked(norm, bound, time, asked)
    )
    # What is asked for lies on this side; of the figures that break the provision the limit itself is none.
    facts = {
        "planned": number, "bound": number, "side": asked, "strict": breach, "slots": [bound.written.shown],
    }  # fmt: skip
    form = "nearest-time" if time else "nearest-limit"
    yield QuestionDraft(form, norm, "value", stem, tuple(rows), "application", True, "nearest", facts)


def _mistake(ok: bool, breach: bool) -> str:
    """What somebody takes for right who chooses a wrong figure, by whether the figure keeps to the limit and whether breaches are asked for."""
    if ok:
        return (
            "a tighter limit is remembered" if breach else "a figure on the safe side is taken for the limit"
        )
    return "a figure well past the limit is taken for the first" if breach else "a looser limit is remembered"


def _asked(norm: Norm, bound: bounds.Bound, time: bool, asked: bounds.Side) -> str:
    """What is asked for, by the name that the provision gives to what it measures."""
    does = wording.BREAKS if asked != bound.side else wording.KEEPS
    if time:
        return wording.ASKS[asked].format(does=does)
    noun, most, least = quantity(norm, bound) or ("figure", "greatest", "smallest")
    return wording.ASKS_MEASURE.format(degree=most if asked == "upper" else least, noun=noun, does=does)


_SLASHED = re.compile(r"/[a-zA-Z]{1,3}\b")


def _time(bound: bounds.Bound) -> bool:
    return gap_wording.TIME.match(bound.written.unit) is not None


def quantity(norm: Norm, bound: bounds.Bound) -> tuple[str, str, str] | None:
    """What a provision measures, with the words for the most and the least of it: `distance`, `longest`, `shortest`; None without a name."""
    text = norm.provision
    before, behind = (
        text[max(0, bound.written.start - 70) : bound.written.start],
        text[bound.written.end :][:25],
    )
    unit = f"{bound.written.unit.partition('|')[0]}{bound.per or (slash[0] if (slash := _SLASHED.match(behind)) else '')}"
    fits = next((nouns for of, nouns in wording.NOUNS_OF if of.match(unit)), None)
    named = [
        m[0].lower() for m in wording.MEASURED.finditer(before) if fits is None or fits.match(m[0].lower())
    ]
    noun = named[-1] if named else ""
    if (by := wording.MEASURED_BY.match(behind)) is not None:
        noun = wording.NOUN_OF[by["how"].lower()]
    elif not noun and wording.WITHIN.search(before) and not _time(bound):
        noun = "distance"
    elif not noun:
        noun = next((name for of, name in wording.OF_UNIT if of.match(unit)), "")
    if not noun:
        return None
    most, least = next((pair for nouns, pair in wording.DEGREES if noun in nouns), ("greatest", "smallest"))
    return noun, most, least


_SHORT = 6
"""Below how many of its unit a time is told in a smaller one."""


def _scale(bound: bounds.Bound) -> tuple[float, str | None, Callable[[float], str]]:
    """The number of a limit, its unit where there is no half of it, and how another number is written."""
    unit, per = bound.written.unit.partition("|")[0], bound.per
    single = unit.removesuffix("s")
    if single in wording.CALENDAR and bound.number < _SHORT:
        smaller, times = wording.CALENDAR[single]
        return bound.number * times, smaller, lambda n: f"{n:g} {smaller}{'s' if n != 1 else ''}{per}"
    counted = unit if wording.COUNTED.match(unit) else None
    if bound.written.shown[0].isdigit():
        return bound.number, counted, lambda n: f"{bound.written.write(n)}{per}"
    gap = bound.written.unit.split("|")[1]
    return bound.number, counted, lambda n: f"{n:g}{gap}{unit if n != 1 else single}{per}"


def figures(
    number: float, seed: str, *, whole: bool, usual: Sequence[float] = ()
) -> tuple[list[float], int, bool] | None:
    """Four figures about a limit in rising order, none of them the limit: one, two or three lie below it, each as often.

    Between any two neighbours lies one usual value, of which the limit is one, so that neither the steps nor a usual value that is
    missing betrays where it lies. The figure asked for is the last below the limit or the first above it, which is drawn so that
    each of the four places is as likely.

    Args:
        number: The limit.
        seed: What decides where the limit lies and on which side of it the key.
        whole: Whether only whole numbers are figures.
        usual: Usual values of the unit in rising order; without any, round numbers.

    Returns: The figures, the place of the key, and whether it lies below the limit; None where not every place can be had.
    """
    if number <= 0:
        return None
    ladders = [_ladder(number, usual)]
    if number <= _FEW and whole:
        # Of so small a number the usual values lie side by side; of every second one each has a neighbour that is no usual one.
        ladders.append([number + 2 * k for k in range(-3, 4) if number + 2 * k >= 0])
    for ladder in ladders:
        rungs = _rungs(number, ladder, seed, whole)
        found = [_between(rungs[3 - cut : 8 - cut], seed, whole) for cut in (1, 2, 3)] if rungs else [None]
        cut = 1 + pick(f"{seed}|cut", 3)
        if all(found) and (values := found[cut - 1]) is not None:
            below = pick(f"{seed}|asked", 4) < 4 - cut
            return values, cut - 1 if below else cut, below
    return None


_FEW = 12
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
"""The first digits of round numbers."""
_APART = (1.2, 1.5)
"""How many times as great as its neighbour a usual value is at the least; which of the two is drawn, so that the steps are uneven."""


def _ladder(number: float, usual: Sequence[float]) -> list[float]:
    """Usual values about a limit, the limit among them."""
    if not usual:
        power = math.floor(math.log10(number))
        usual = [round(digit * 10.0**k, 9) for k in range(power - 1, power + 3) for digit in _ROUND]
    return sorted({*usual, number})


def _rungs(number: float, ladder: Sequence[float], seed: str, whole: bool) -> list[float]:
    """Three usual values below a limit, the limit, and three above it; empty where there are too few."""
    drawn = [_APART[pick(f"{seed}|apart{i}", 2)] for i in range(6)]
    for apart in (drawn, [_APART[0]] * 6, [1.0] * 6):
        found = [number]
        for sign, side in ((-1, reversed(ladder)), (1, ladder)):
            at, taken = number, 0
            for value in side:
                near, far = sorted((at, value))
                enough = far >= near * apart[taken + 3 * (sign > 0)] if taken < 3 else False
                if enough and (value - at) * sign > (1 if whole else 0):
                    found, at, taken = [*found, value], value, taken + 1
        if len(found) == 7:
            return sorted(found)
    return []


def _between(rungs: Sequence[float], seed: str, whole: bool) -> list[float] | None:
    """A figure between any two neighbours, all of as many digits and none of them round; None where there is none."""
    power = math.floor(math.log10(rungs[-1]))
    for unit in (10.0**k for k in range(power, power - 4, -1)):
        if whole and unit < 1:
            break
        chosen = []
        for low, high in pairwise(rungs):
            every = range(math.floor(low / unit) + 1, math.ceil(high / unit))
            inside = [n for n in every if n % 5]
            if not inside and whole and unit == 1:
                inside = [*every]
            margin = _MARGIN * (high - low)
            middle = [n for n in inside if low + margin <= n * unit <= high - margin] or inside
            if not middle:
                break
            chosen.append(round(middle[pick(f"{seed}|{low}", len(middle))] * unit, 9))
        if len(chosen) == len(rungs) - 1:
            return chosen
    return None


_MARGIN = 0.2
"""How far a figure keeps from the usual values beside it where it can, as a share of their distance."""
