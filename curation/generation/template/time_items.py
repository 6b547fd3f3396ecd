"""Questions about a provision whose time is left out: before or after its event, how long, at once or as soon as can be.

A case says when the act was done, as `this is done five days afterwards`; nothing of the act is told anew. Each option gives
the verdict with a reading of the time, and two of the four readings allow the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.core.derivation import part_kept
from curation.generation.template.left_out import ASKS, cut, draft_of, stem_of
from curation.generation.template.norms import Norm
from curation.generation.template.parsing import MODAL
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.text.numerals import SMALL
from curation.text.times import DAYS, SOON, Span

_FORMAL = re.compile(
    r"^(?:[, ]*(?:in writing|also|first|then|not|promptly))*[, ]*(?:be )?(?:notif(?:y|ied)|inform(?:ed)?|advised?|report(?:ed)?|submit(?:ted)?|sen[dt]|filed?|appl(?:y|ied)|provided?|furnish(?:ed)?|given?|deliver(?:ed)?|forward(?:ed)?|transmit(?:ted)?|publish(?:ed)?|register(?:ed)?|record(?:ed)?|return(?:ed)?|request(?:ed)?|consult(?:ed)?|made?|make (?:a|an|the) (?:application|report|request|return|notification)|pay|paid|post(?:ed)?|conclude|enter into|designated?)\b",
    re.I,
)
"""Acts of which common sense does not say whether they come before or after their event."""


_SCALES = {
    "hour": (1, 2, 4, 8, 12, 24, 48, 72, 96, 120),
    "day": (2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 270, 365),
    "week": (1, 2, 3, 4, 6, 8, 10, 12, 16),
    "month": (1, 2, 3, 4, 6, 9, 12, 18, 24),
    "year": (1, 2, 3, 4, 5, 6, 8, 10, 12),
}  # fmt: skip
_LIKE = {"working day": "day", "business day": "day"}


def _amount(n: int, unit: str) -> str:
    number = SMALL[n] if 0 < n < 11 else str(n)
    return f"{number} {unit}{'s' if n != 1 else ''}"


def _reading(low: float | None, high: float | None, n: int, unit: str) -> str:
    """What has to be so: `it has to be done within ten days afterwards`."""
    if low is None:
        return (
            "it has to be done beforehand, with no minimum period"
            if high == 0
            else f"it has to be done at least {_amount(n, unit)} beforehand"
        )
    return f"it has to be done within {_amount(n, unit)} afterwards"


_TRIGGERS = re.compile(
    r"\b(?:becom\w+ aware|receiv\w+|receipt|discover\w*|request\w*|accidents?|incidents?|occur\w*|end of|expir\w*|date|day on which|day of|fail\w*|ceas\w*|loss|theft|death|detect\w*|learn\w*|notified|informed|is modified|decision|decides|determin\w*|revo\w+|suspen\w+|emergenc\w+|releases?|spills?|damage\w*|injur\w+|illness|fires?|explosions?|breach\w*)\b",
    re.I,
)
"""Events that come by themselves: nobody could do something before them."""
_Window = tuple[float | None, float | None, int]
"""The earliest and the latest day, and how many units the number of the reading has."""


def when(norm: Norm, time: Span) -> Iterator[Draft | str]:
    """A case before or after the event, and four readings of when the act is due: two allow it and two do not."""
    text = norm.provision.rstrip(" .")
    unmeasured = time.high == 0 or time.at_once
    if (time.high == 0 and time.low is not None) or (unmeasured and not _formal(text, time)):
        yield "trivial-rule"
        return
    unit = "day" if unmeasured else time.unit
    seed = f"{norm.rule.id}|when"
    by_itself = time.low is not None and _TRIGGERS.search(text[time.end :].split(",")[0]) is not None
    if time.at_once:
        yield from at_once(norm, time)
        return
    if by_itself and pick(f"{seed}|beside", 2):
        # The readings of a time without a number stand beside a number too, so that they do not tell the key.
        speeds = _beside(round((time.high or 0.0) / DAYS[unit]), unit, seed)
        if speeds is not None:
            yield from _soon(norm, time, *speeds, seed)
            return
    set_of = _windows(time, unit, by_itself, seed)
    if set_of is None:
        yield "no-slot"
        return
    at, windows = set_of
    case = {"time": at * DAYS[unit]}
    words = text[time.start : time.end]
    rows = [
        _choice({"time": {"low": low, "high": high}}, case, _reading(low, high, n, unit), words, "" if not i else _misread(time, low))
        for i, (low, high, n) in enumerate(windows)
    ]  # fmt: skip
    if not balanced(rows):
        yield "no-slot"
        return
    told = f"this is done {_amount(abs(at), unit)} {'afterwards' if at > 0 else 'beforehand'}"
    stem = stem_of(norm, "time", cut(text, [time]), told, ASKS[pick(f"{seed}|asks", len(ASKS))])
    yield draft_of("part-time", norm, "value", stem, rows, case, [time])


def how_soon(norm: Norm, time: Span) -> Iterator[Draft | str]:
    """A case of something that could, or could not, have been done sooner, and readings with and without a latest day."""
    seed = f"{norm.rule.id}|soonest"
    own = round((time.high or 0.0) / DAYS[time.unit])
    idle = pick(seed, 2) == 0
    set_of = _speeds(own, time.unit, idle) if own else (5, _UNLIMITED[idle])
    if set_of is None:
        yield "no-slot"
        return
    yield from _soon(norm, time, set_of[0], set_of[1], idle, seed)


def _beside(own: int, unit: str, seed: str) -> tuple[int, list[_Speed], bool] | None:
    """When the case is, a number and a longer one beside the readings without a number, and whether it could have been sooner."""
    ladder = _SCALES[_LIKE.get(unit, unit)]
    up, down = [n for n in ladder if n > own], [n for n in ladder if 1 < n < own]
    idle = pick(f"{seed}|idle", 2) == 0
    if len(up) < 2 or own * DAYS[unit] <= SOON:
        # `Within one hour` and `immediately` are one length: neither is a wrong reading of the other.
        return None
    if down and pick(f"{seed}|once", 2):
        at = _between(down[-1], own)
        return (
            None
            if at is None
            else (at, [(False, own), (False, _NOW), (False, down[-1]), (False, up[1])], True)
        )
    at = _between(1, own) if idle else _between(own, up[1])
    return None if at is None else (at, [(False, own), (True, 0), (False, _NOW), (False, up[1])], idle)


def at_once(norm: Norm, time: Span) -> Iterator[Draft | str]:
    """A case of something that is due at once and was done later than it could have been.

    `As soon as possible` does not stand beside it: it means nearly the same.
    """
    readings = [(False, _NOW), (False, 2), (False, 7), (False, 30)]
    yield from _soon(norm, time, 5, readings, True, f"{norm.rule.id}|soonest")


def _soon(
    norm: Norm, time: Span, at: int, readings: Sequence[_Speed], idle: bool, seed: str
) -> Iterator[Draft | str]:
    text, unit = norm.provision.rstrip(" ."), time.unit
    case = {"time": at * DAYS[unit], "speed": "later" if idle else "soonest"}
    words = text[time.start : time.end]
    soonest = time.words.lower() if time.soonest else _SOONEST[pick(f"{seed}|words", len(_SOONEST))]
    once = [words for words in _AT_ONCE if not time.soonest or "delay" not in words]
    now = time.words if time.at_once else once[pick(f"{seed}|once", len(once))]
    rows = []
    for i, (asks_soonest, n) in enumerate(readings):
        high = SOON if n == _NOW else n * DAYS[unit] if n else None
        parts = {
            "time": {"low": 0.0, "high": time.high if i == 0 else high},
            "speed": {"accepts": ["soonest"] if asks_soonest else ["soonest", "later"]},
        }
        limit = now if n == _NOW else f"within {_amount(n, unit)} afterwards"
        said = (
            limit if not asks_soonest else soonest if n == 0 else f"{soonest}, and {limit} at the latest"
        )  # fmt: skip
        wrong = (
            "how soon it is due is misread"
            if asks_soonest or n == _NOW
            else "the latest day is taken for all that binds"
        )
        rows.append(_choice(parts, case, f"it has to be done {said}", words, wrong if i else ""))
    if not balanced(rows):
        yield "no-slot"
        return
    known = "though it could have been done sooner" if idle else "and it could not be done sooner"
    told = f"this is done {_amount(at, unit)} afterwards"
    # Whether five days are a delay depends on whether it could have been done sooner; they are not immediate in any case.
    if any(asks_soonest for asks_soonest, _ in readings) or "delay" in now:
        told += f", {known}"
    stem = stem_of(norm, "time", cut(text, [time]), told, ASKS[pick(f"{seed}|asks", len(ASKS))])
    yield draft_of("part-soonest", norm, "value", stem, rows, case, [time])


_NOW = -1
"""The latest day of a reading that says `immediately`."""
_SOONEST = ("as soon as possible", "as soon as practicable", "as soon as feasible")
_AT_ONCE = ("immediately", "without delay", "forthwith")
_Speed = tuple[bool, int]
"""Whether a reading asks for as soon as can be, and its latest day, 0 for none."""
_UNLIMITED: Mapping[bool, list[_Speed]] = {
    True: [(True, 0), (False, _NOW), (False, 7), (False, 30)],
    False: [(True, 0), (False, _NOW), (False, 2), (False, 10)],
}
"""The readings of a case that is done five days later, by whether it could have been done sooner."""


def _speeds(own: int, unit: str, idle: bool) -> tuple[int, list[_Speed]] | None:
    """When the case is, and two latest days, each with and without that it is asked for as soon as can be; None where none can be had."""
    ladder = _SCALES[_LIKE.get(unit, unit)]
    up, down = [n for n in ladder if n > own], [n for n in ladder if 2 < n < own]
    if not up or not down:
        return None
    longer = up[1] if len(up) > 1 else up[-1]
    # In time, but not at once: what asks for the soonest day forbids it. Too late, but not sooner: the latest day does.
    at = _between(2, down[-1]) if idle else _between(own, longer)
    return None if at is None else (at, [(True, own), (False, own), (True, longer), (False, longer)])


def _formal(text: str, time: Span) -> bool:
    """Whether the act is one of which common sense does not say if it comes before or after its event."""
    modal = MODAL.search(text)
    acts = modal.end() if modal else 0
    if time.low == 0.0:
        act = text[acts : time.start] + text[time.end :]
    elif time.end <= acts or time.start > acts + 2:
        act = text[acts:]
    else:
        act = text[time.end :].partition(",")[2]
    return _FORMAL.match(act.strip()) is not None


def _choice(
    parts: Mapping[str, Any], case: Mapping[str, Any], reading: str, words: str, misconception: str
) -> Choice:
    """One option: the verdict that follows from a reading, and the reading."""
    ok = all(part_kept(part, case[name]) for name, part in parts.items())
    why = f"The provision says \u201c{words}\u201d" + (
        "." if not misconception else f", and not that {reading}."
    )
    return Choice(
        f"{'Yes' if ok else 'No'}, as {reading}", {"complies": ok, "parts": parts}, why, misconception
    )


def balanced(rows: Sequence[Choice]) -> bool:
    """Whether two of four readings allow the case and all are told apart."""
    return (
        sum(bool(row.claim["complies"]) for row in rows) == 2
        and len({row.text for row in rows}) == len(rows) == 4
    )


def _windows(time: Span, unit: str, by_itself: bool, seed: str) -> tuple[int, list[_Window]] | None:
    """When the case is, in units, and the four readings, that of the provision first; None where no four can be had.

    Two sets only, so that which readings stand together does not tell which of them is the provision's: four lengths after an
    event that comes by itself, or before one, of which that of the provision has any place; and two readings before and two after.

    Args:
        by_itself: Whether the event comes by itself, so that nothing can be done before it.
        seed: What decides between the places and the sides.
    """
    day, ladder = DAYS[unit], _SCALES[_LIKE.get(unit, unit)]
    own = round(abs(time.high or 0.0) / day)
    if by_itself:
        lengths = _four(own, ladder, seed)
        at = _between(lengths[1], lengths[2]) if lengths else None
        return (
            None
            if lengths is None or at is None
            else (at, [(0.0, n * day, n) for n in (own, *(n for n in lengths if n != own))])
        )
    if time.low is None and own:
        # Before or after is no question where a notice has to come so long before: four lengths stand beside each other.
        lengths = _four(own, ladder, seed)
        at = _between(lengths[1], lengths[2]) if lengths else None
        return (
            None
            if lengths is None or at is None
            else (-at, [(None, -n * day, n) for n in (own, *(n for n in lengths if n != own))])
        )
    sizes = (
        [n for n in (7, 10, 14, 15, 30, 60) if n != own]
        if unit == "day"
        else [n for n in ladder[1:] if n != own]
    )
    if len(sizes) < 3:
        return None
    start = pick(f"{seed}|sizes", len(sizes) - 2)
    one, two, three = sizes[start : start + 3]
    before: _Window = (None, 0.0, 0)
    if time.low is None and not own:
        windows: list[_Window] = [
            before,
            (None, -one * day, one),
            (0.0, two * day, two),
            (0.0, three * day, three),
        ]
    else:
        windows = [(0.0, own * day, own), before, (None, -one * day, one), (0.0, two * day, two)]
    least = max(n for low, _, n in windows if low is None)
    soonest = min(n for low, _, n in windows if low is not None)
    # Long enough before for both readings that ask for it before, or early enough after for both others.
    at = -(least + max(1, least // 3)) if pick(f"{seed}|side", 2) else max(1, soonest - max(1, soonest // 4))
    return at, windows


def _four(own: int, ladder: Sequence[int], seed: str) -> list[int] | None:
    """Four lengths in rising order, in which that of the provision has any place; None where there are too few.

    Between the second and the third lies another number, for the case.
    """
    down, up = [n for n in ladder if n < own][::-1], [n for n in ladder if n > own]
    ways = [
        [*down[:below][::-1], own, *up[: 3 - below]]
        for below in range(4)
        if len(down) >= below and len(up) >= 3 - below
    ]
    ways = [way for way in ways if _between(way[1], way[2]) is not None]
    return ways[pick(f"{seed}|place", len(ways))] if ways else None


def _between(low: int, high: int) -> int | None:
    """A number between two, a round one where there is one; None where there is none."""
    inside = range(low + 1, high)
    round_ones = [n for n in inside if n % 10 == 0] or [n for n in inside if n % 5 == 0] or list(inside)
    return round_ones[len(round_ones) // 2] if round_ones else None


def _misread(time: Span, low: float | None) -> str:
    return (
        "before and after are confused"
        if (low is None) != (time.low is None)
        else "another time is remembered"
    )
