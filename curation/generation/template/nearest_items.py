"""Questions about a provision of which one figure is left out: of four other figures, which is the last that still keeps to it.

The words of the provision stay as they are printed, and no case is told. None of the four figures is the limit, one at least breaks it,
none is rounder than the others, and the key has any place among them, so that the options alone tell nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from curation.core.derivation import within
from curation.generation.template import bounds, gap_items
from curation.generation.template.gap_texts import GAP, alone, of_treaty, shown
from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text.grammar import upper_first
from curation.text.stems import content_stems
from curation.text.template_words import gap_items as gap_wording
from curation.text.template_words import nearest_items as wording
from curation.text.template_words.citing import LEGAL
from curation.text.template_words.gap_texts import SUBJECT_UNNAMED
from curation.text.template_words.parsing import MODAL

_LONGEST = 55
"""Most words of a provision that is shown."""


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


def unfit(norm: Norm, unit: str = "") -> str:
    """Why a strict reader would not ask about a provision, as a code of `skip_reasons`; empty where nothing is found.

    Args:
        norm: The provision.
        unit: The unit of the figure that it would be asked for.
    """
    if not LEGAL.search(norm.place) or wording.SCHEDULED.search(norm.place):
        return "no-title"
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    front = text[: modal.start()] if modal is not None else text
    physical = gap_wording.PHYSICAL.match(unit.partition("|")[0]) is not None
    if wording.BUSINESS.search(f"{text} {' '.join(norm.home.path[-1:])}"):
        return "not-safety"
    subject = front.rpartition(",")[2]
    if wording.STATE.search(subject) and not wording.REGULATED.search(subject):
        return "not-safety"
    if not physical and not wording.REGULATED.search(front):
        return "not-safety"
    if len(text.split()) > _LONGEST or wording.PLACES.search(text):
        return "points-elsewhere"
    if (
        wording.POINTED.search(text)
        or wording.THEM.search(text)
        or wording.OTHERS.search(text)
        or unintroduced(text)
    ):
        return "unnamed-thing"
    return ""


def unintroduced(text: str) -> str:
    """The first thing that a text calls known and that it has not named before; empty for none. Roles and times need no introduction."""
    for match in wording.DEFINITE.finditer(text):
        if wording.ROLES.search(match["noun"]) or wording.REGULATED.search(match["phrase"]):
            continue
        if not content_stems(match["noun"], "en") & content_stems(text[: match.start()], "en"):
            return f"the {match['phrase']}"
    for match in wording.PAPER.finditer(text):
        if not content_stems(match["noun"], "en") & content_stems(text[: match.start()], "en"):
            return match[0].lower()
    return ""


def _question(norm: Norm, bound: bounds.Bound, gapped: str) -> Iterator[QuestionDraft]:
    number, unit, write = _scale(bound)
    if unit is None and number < _SHORT and wording.OF_FEET.match(bound.written.unit.partition("|")[0]):
        # Of inches and pounds there are fractions, and no tenths.
        return
    found = figures(number, bound.side, f"{norm.rule.id}|nearest", whole=unit is not None)
    if found is None:
        return
    values, key = found
    time = gap_wording.TIME.match(bound.written.unit) is not None
    limit = f"{bound.written.shown}{bound.per}"
    most = "most" if bound.side == "upper" else "least"
    said = f"The provision says that {limit} is the {most} that is allowed."
    rows = []
    for value in [values[key], *(v for i, v in enumerate(values) if i != key)]:
        text = write(value)
        ok = within(value, number, bound.side, False)
        why, name = said, ""
        if value != values[key]:
            better = write(values[key])
            name = (
                "a figure on the safe side is taken for the limit" if ok else "a looser limit is remembered"
            )
            why = (
                f"{upper_first(text)} keeps to it, but {better} does so too and comes nearer to the limit."
                if ok
                else f"{upper_first(text)} breaks it: {limit} is the {most} that is allowed."
            )
        rows.append(OptionDraft(text, {"value": value}, why, name, value))
    if len({row.text for row in rows}) < len(rows):
        return
    place = norm.place
    stem = wording.STEMS[pick(f"{norm.rule.id}|stem", len(wording.STEMS))].format(
        Place=upper_first(place), place=place, text=gapped, asks=_asked(norm, bound, time)
    )
    facts = {
        "planned": number, "bound": number, "side": bound.side, "strict": False, "slots": [bound.written.shown],
    }  # fmt: skip
    form = "nearest-time" if time else "nearest-limit"
    yield QuestionDraft(form, norm, "value", stem, tuple(rows), "application", True, "nearest", facts)


def _asked(norm: Norm, bound: bounds.Bound, time: bool) -> str:
    """What is asked for, by the name that the provision gives to what it measures."""
    if time:
        return wording.ASKS[bound.side]
    text = norm.provision
    before, behind = (
        text[max(0, bound.written.start - 70) : bound.written.start],
        text[bound.written.end :][:25],
    )
    named = [m[0].lower() for m in wording.MEASURED.finditer(before)]
    noun = named[-1] if named else ""
    if (by := wording.MEASURED_BY.match(behind)) is not None:
        noun = wording.NOUN_OF[by["how"].lower()]
    elif not noun:
        noun = next(
            (name for unit, name in wording.OF_UNIT if unit.match(bound.written.unit.partition("|")[0])),
            "figure",
        )
    most, least = next((pair for nouns, pair in wording.DEGREES if noun in nouns), ("greatest", "smallest"))
    return wording.ASKS_MEASURE.format(degree=most if bound.side == "upper" else least, noun=noun)


_SHORT = 8
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


def figures(number: float, side: bounds.Side, seed: str, *, whole: bool) -> tuple[list[float], int] | None:
    """Four figures about a limit in rising order, none of them the limit, and the place of the last that keeps to it.

    Args:
        number: The limit.
        side: Whether it is the most or the least.
        seed: What decides the place of the key.
        whole: Whether only whole numbers are figures.

    Returns: None where not every place can be had.
    """
    if number <= 0:
        return None
    unit = 10.0 ** (math.floor(math.log10(number)) - 1)
    if whole:
        unit = max(1.0, unit)
    below, above = _about(number, unit, seed)
    at = number / unit
    below = [n - 1 if n == at else n for n in below]
    above = [n + 1 if n == at else n for n in above]
    if len({*below, *above}) < 8 or min(below) < 1:
        return None
    kept = _KEPT[pick(f"{seed}|place", len(_KEPT))]
    if side == "upper":
        chosen = sorted([*below[:kept], *above[: 4 - kept]])
        key = kept - 1
    else:
        chosen = sorted([*above[:kept], *below[: 4 - kept]])
        key = 4 - kept
    even = [_less_round(n, at) for n in chosen]
    if even != sorted(set(even)) or at in even:
        return None
    return [round(n * unit, 9) for n in even], key


_OFFSETS = (
    (0.09, 0.26, 0.45, 0.6),
    (0.16, 0.3, 0.52, 0.64),
    (0.07, 0.34, 0.48, 0.66),
    (0.21, 0.29, 0.55, 0.7),
)
"""How far four figures lie from a limit, as shares of it. They are uneven, so that no regular steps betray the limit between them."""


def _about(number: float, unit: float, seed: str) -> tuple[list[int], list[int]]:
    """Four figures below a limit and four above it, in units, the nearest first: uneven ones, or even ones where the limit is small."""
    down = _OFFSETS[pick(f"{seed}|down", len(_OFFSETS))]
    up = _OFFSETS[pick(f"{seed}|up", len(_OFFSETS))]
    step = max(0.2 * number, unit)
    even = [step * (k + 0.5) for k in range(4)]
    found: tuple[list[int], list[int]] = ([], [])
    for offsets, places, sign in ((down, 0, -1), (up, 1, 1)):
        for far in ([share * number for share in offsets], even):
            exact = [round((number + sign * f) / unit, 6) for f in far]
            ints = [math.floor(n) if sign < 0 else math.ceil(n) for n in exact]
            if len(set(ints)) == 4:
                break
        found[places].extend(ints)
    return found


_KEPT = (1, 1, 2, 3, 3)
"""How many of the four figures keep to the limit. One at least breaks it; over both sides the key has each place about as often."""


def _less_round(n: int, limit: float) -> int:
    """A figure that stands out by no round ending: 16 in the place of 15 or 20."""
    return n + (1 if n > limit else -1) if n % 5 == 0 and n > 5 else n
