"""Whether a key that is a day or a time of the day is reached from the case by a period of the provision."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from curation.checks.items import Hit, Item
from curation.checks.questions.reading import alike, stems_of
from curation.checks.settings import Settings
from curation.core.items.derivation import shifted
from curation.text.document_words.section_style import ORDINALS
from curation.text.function_words import MONTHS
from curation.text.item_words.due import (
    AT_A_TIME,
    CHOOSES,
    COUNTS_OTHERWISE,
    DAY_COUNTED,
    DAY_OF_MONTH,
    EARLIEST,
    EVENT_BEHIND,
    LATER_OF_TWO,
    NEXT_CLAUSE,
    NO_HOLIDAY,
    PERIOD,
    PERIOD_IN_A_WORD,
    REST_DAY_MOVES,
    SOONER_OF_TWO,
)
from curation.text.numerals import from_words
from curation.text.sentences import parts
from curation.text.whole import without_citations

_READ = 4_000
"""Characters of a provision or a stem that are searched."""
_DAY = 1_440
"""Minutes of a day."""
_YEARS = (2023, 2024)
"""A common year and a leap year, for days that are given without one."""
_MOST_PERIODS = 8
_MOST_POINTS = 6
_HOLIDAYS = 4
"""Working days by which holidays may move an end, where nothing is said of them."""


@dataclass(frozen=True)
class _Point:
    """A day, or a time of the day in minutes, and the words of the clause that names it."""

    day: datetime.date | None
    minutes: int | None
    words: frozenset[str]


@dataclass(frozen=True)
class _Period:
    """A period of a provision: how much of what unit, which way it runs, and the words of the event that it runs from."""

    number: int
    unit: str
    working: bool
    ways: tuple[int, ...]
    event: frozenset[str]


def date_unreached(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key that is a day or a time which no period of the provision leads to from the events of the case."""
    if item.key is None or not item.provision or (item.language and not item.language.startswith("en")):
        return
    told = _with_numbers(f"{item.provision} {item.stem}")
    # What moves the end from a day of rest is no other way of counting.
    counted = " ".join(part for part in parts(told, "en", ";") if not REST_DAY_MOVES.search(part))
    if COUNTS_OTHERWISE.search(counted) or CHOOSES.search(item.stem):
        return
    options = [_points(option) for option in item.options]
    kinds = {(one[0].day is not None, one[0].minutes is not None) if len(one) == 1 else None for one in options}  # fmt: skip
    if len(kinds) != 1 or None in kinds or kinds == {(True, True)}:
        return
    days = kinds == {(True, False)}
    starts = [p for p in _points(without_citations(item.stem)) if (p.day if days else p.minutes) is not None]
    periods = _periods(told)
    if not starts or not periods or len(starts) > _MOST_POINTS:
        return
    key = options[item.answer or 0][0]
    if days:
        whole = all(match["y"] for text in (item.stem, *item.options) for match in DAY_OF_MONTH.finditer(text[:_READ]))  # fmt: skip
        ends: set[object] = {_dated(day, whole) for day in _reached_days(item, starts, periods)}
        wanted: object = _dated(key.day, whole)
    else:
        ends, wanted = set(_reached_times(starts, periods)), key.minutes
    if ends and wanted not in ends:
        yield Hit(
            "answer",
            "no period of the provision leads from the events of the case to the key; compute it again",
        )


def _with_numbers(text: str) -> str:
    """A text whose periods have a number and a unit: `1 year` for `annually`."""
    for pattern, period in PERIOD_IN_A_WORD:
        text = pattern.sub(period, text)
    return text


def _dated(day: datetime.date | None, whole: bool) -> object:
    """A day, without its year where not every day of the question has one: of `20 December` and `19 January` nobody says which year is meant."""
    return day if whole or day is None else (day.month, day.day)


def _points(text: str) -> list[_Point]:
    """The days and times of a text, each once, with the words of its clause; a day and its time are one point."""
    found: list[_Point] = []
    for clause in NEXT_CLAUSE.split(text[:_READ]):
        words = stems_of(clause)
        days = [day for match in DAY_OF_MONTH.finditer(clause) for day in _days(match)]
        times = [m for match in AT_A_TIME.finditer(clause) if (m := _minutes(match)) is not None]
        for place in range(max(len(days), len(times))):
            found.append(
                _Point(
                    days[place] if place < len(days) else (days[0] if days else None),
                    times[place] if place < len(times) else (times[0] if times else None),
                    words,
                )
            )
    return found


def _days(match: re.Match[str]) -> Iterator[datetime.date]:
    month = MONTHS.index((match["m"] or match["m2"]).lower()) + 1
    day, year = int(match["d"] or match["d2"]), int(match["y"] or _YEARS[0])
    try:
        yield datetime.date(year, month, day)
    except ValueError:
        return


def _minutes(match: re.Match[str]) -> int | None:
    if match["word"]:
        return 720 if match["word"].lower() == "noon" else 0
    hour, minute = int(match["hour"] or match["h"]), int(match["minute"] or match["mm"] or 0)
    half = (match["half"] or "")[:1].lower()
    if hour > (12 if half else 24) or minute > 59:
        return None
    return ((hour % 12 + (12 if half == "p" else 0) if half else hour % 24) * 60) + minute


def _periods(text: str) -> list[_Period]:
    """The periods of a text in the order in which they stand; none of a text with so many that nobody tries each of them."""
    found: list[_Period] = []
    for match in PERIOD.finditer(text[: 2 * _READ]):
        word = (match["n"] or "").lower()
        number = (
            ORDINALS.index(match["ordinal"].lower()) + 1
            if match["ordinal"]
            else int(word) if word.isdigit() else 1 if word in ("a", "an") else from_words(word) or 0
        )  # fmt: skip
        behind = EVENT_BEHIND.match(text[match.end() : match.end() + 160])
        ways = (1, -1) if behind is None else (-1,) if behind["before"] else (1,)
        event = stems_of(behind["event"]) if behind else frozenset()
        unit = match["unit"].lower()
        if unit == "fortnight":
            number, unit = 14 * number, "day"
        found.append(_Period(number, unit, bool(match["working"]), ways, event))
    return found if len(found) <= _MOST_PERIODS else []


def _from(period: _Period, starts: list[_Point]) -> list[_Point]:
    """The points of a case from which a period runs: those whose clause speaks of its event, where one does more than the others."""
    heard = [sum(alike(one, point.words) for one in period.event) for point in starts]
    most = max(heard, default=0)
    return [point for point, n in zip(starts, heard, strict=True) if n == most] if most else starts


def _reached_days(item: Item, starts: list[_Point], periods: list[_Period]) -> set[datetime.date]:
    told = f"{item.provision} {item.stem}"
    free = 0 if NO_HOLIDAY.search(told) else _HOLIDAYS
    chosen = _whichever(item.provision, starts)
    ends: set[datetime.date] = set()
    for period in periods:
        for start in _from(period, chosen) if chosen == starts else chosen:
            for way in period.ways:
                first = _ends(start.day, period, way, free)
                ends |= first
                for other in periods:
                    if other != period:
                        ends |= {end for day in first for end in _ends(day, other, way, 0)}
    ends |= {point.day for point in [*starts, *_points(item.provision)] if point.day is not None}
    if REST_DAY_MOVES.search(told):
        ends |= {_next_working(day) for day in ends}
    if DAY_COUNTED.search(told) or EARLIEST.search(item.stem):
        ends |= {day + datetime.timedelta(days=n) for day in ends for n in (-1, 1)}
    return ends


def _whichever(provision: str, starts: list[_Point]) -> list[_Point]:
    """The last of the points, where a provision lets a period run from the later of two events; the first for the earlier one."""
    dated = [point for point in starts if point.day is not None]
    if len(dated) > 1 and LATER_OF_TWO.search(provision):
        return [max(dated, key=lambda point: point.day or datetime.date.min)]
    if len(dated) > 1 and SOONER_OF_TWO.search(provision):
        return starts
    return starts


def _ends(start: datetime.date | None, period: _Period, way: int, free: int) -> set[datetime.date]:
    """The days on which a period ends that runs from a day; several where holidays may move its end."""
    if start is None or period.number > 5_000:
        return set()
    if period.unit in ("hour", "minute"):
        hours = period.number if period.unit == "hour" else period.number / 60
        return {start + datetime.timedelta(days=way * n) for n in {int(hours // 24), int(-(-hours // 24))}}
    if not period.working or period.unit != "day":
        return {datetime.date.fromisoformat(shifted(start.isoformat(), period.number, period.unit, way))}
    if start.year in _YEARS:
        free = _HOLIDAYS + 2  # the day of the week is not known
    ends, day, left = set(), start, period.number
    while left > -free - 1:
        if left <= 0:
            ends.add(day)
        if left == -free:
            break
        day += datetime.timedelta(days=way)
        while day.weekday() > 4:
            day += datetime.timedelta(days=way)
        left -= 1
    return ends


def _next_working(day: datetime.date) -> datetime.date:
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    return day


def _reached_times(starts: list[_Point], periods: list[_Period]) -> set[int]:
    ends: set[int] = set()
    for period in periods:
        size = {"minute": 1, "hour": 60}.get(period.unit)
        if size is None:
            continue
        for point in _from(period, starts):
            ends |= {((point.minutes or 0) + way * size * period.number) % _DAY for way in period.ways}
    for one, two in combinations([p for p in periods if p.unit in ("minute", "hour")], 2):
        size = sum({"minute": 1, "hour": 60}[p.unit] * p.number for p in (one, two))
        ends |= {((point.minutes or 0) + size) % _DAY for point in starts}
    return ends | {point.minutes for point in starts if point.minutes is not None} if ends else set()
