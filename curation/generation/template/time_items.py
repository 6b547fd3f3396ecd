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
from curation.text.numbers import SMALL
from curation.text.times import DAYS, SOON, Span

_FORMAL = re.compile(
    r"^(?:[, ]*(?:in writing|also|first|then|not|promptly))*[, ]*(?:be )?(?:notif(?:y|ied)|inform(?:ed)?|advised?|report(?:ed)?|submit(?:ted)?|sen[dt]|filed?|appl(?:y|ied)|provided?|furnish(?:ed)?|given?|deliver(?:ed)?|forward(?:ed)?|transmit(?:ted)?|publish(?:ed)?|register(?:ed)?|record(?:ed)?|return(?:ed)?|request(?:ed)?|consult(?:ed)?|made?|make (?:a|an|the) (?:application|report|request|return|notification)|pay|paid|post(?:ed)?|conclude|enter into|designated?)\b",
    re.I,
)
"""Acts of which common sense does not say whether they come before or after their event."""


_SCALES = {
    "hour": (1, 2, 4, 8, 12, 24, 48, 72, 96),
    "day": (2, 3, 5, 7, 10, 14, 15, 20, 21, 30, 45, 60, 90, 120, 180),
    "week": (1, 2, 3, 4, 6, 8, 10, 12),
    "month": (1, 2, 3, 4, 6, 9, 12, 18, 24),
    "year": (1, 2, 3, 4, 5, 6, 8, 10),
}  # fmt: skip
_LIKE = {"working day": "day", "business day": "day"}


def _amount(n: int, unit: str) -> str:
    number = SMALL[n] if 0 < n < 11 else str(n)
    return f"{number} {unit}{'s' if n != 1 else ''}"


def _reading(low: float | None, high: float | None, n: int, unit: str) -> str:
    """What has to be so: `it has to be done within ten days afterwards`."""
    if low is None:
        return (
            "it has to be done beforehand"
            if high == 0
            else f"it has to be done at least {_amount(n, unit)} beforehand"
        )
    if high is None:
        return "it may be done at any time afterwards"
    if high == 0:
        return f"it has to be done within the last {_amount(n, unit)} before"
    return f"it has to be done within {_amount(n, unit)} afterwards"


_AT_ONCE = ("immediately afterwards", "immediately", "without delay", "forthwith")
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
    if (time.high == 0 and time.low is not None) or (time.high in (0.0, SOON) and not _formal(text, time)):
        yield "trivial-rule"
        return
    unit = time.unit if time.high not in (0.0, SOON) else "day"
    seed = f"{norm.rule.id}|when"
    by_itself = time.high == SOON or _TRIGGERS.search(text[time.end :].split(",")[0]) is not None
    set_of = _windows(time, unit, by_itself, seed)
    if set_of is None:
        yield "no-slot"
        return
    at, windows = set_of
    case = {"time": at * DAYS[unit]}
    words = text[time.start : time.end]
    # What is due at once is said as the provision says it; where it says another time, in one of the ways of the field.
    said = time.words if time.high == SOON else _AT_ONCE[pick(f"{seed}|once", len(_AT_ONCE))]
    at_once = f"it has to be done {said}"
    rows = [
        _choice({"time": {"low": low, "high": high}}, case, at_once if high == SOON else _reading(low, high, n, unit), words, "" if not i else _misread(time, low))
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
    text = norm.provision.rstrip(" .")
    seed = f"{norm.rule.id}|soonest"
    unit = time.unit
    idle = pick(seed, 2) == 0
    own = round((time.high or 0.0) / DAYS[unit])
    set_of = _speeds(own, unit, idle) if own else (5, _UNLIMITED[idle])
    if set_of is None:
        yield "no-slot"
        return
    at, readings = set_of
    case = {"time": at * DAYS[unit], "speed": "later" if idle else "soonest"}
    words = text[time.start : time.end]
    rows = []
    for i, (at_once, n) in enumerate(readings):
        high = SOON if n == _NOW else n * DAYS[unit] if n else None
        if i == 0:
            high = time.high
        parts = {
            "time": {"low": 0.0, "high": high},
            "speed": {"accepts": ["soonest"] if at_once else ["soonest", "later"]},
        }
        limit = "immediately afterwards" if n == _NOW else f"within {_amount(n, unit)} afterwards"
        soonest = time.words.lower()
        said = (
            limit
            if not at_once
            else f"{soonest}, however long that takes"
            if n == 0
            else f"{soonest}, and {limit} at the latest"
        )
        wrong = (
            "another latest day is remembered" if at_once else "the latest day is taken for all that binds"
        )
        rows.append(_choice(parts, case, f"it has to be done {said}", words, wrong if i else ""))
    if not balanced(rows):
        yield "no-slot"
        return
    known = "though it could have been done sooner" if idle else "and it could not be done sooner"
    told = f"this is done {_amount(at, unit)} afterwards, {known}"
    stem = stem_of(norm, "time", cut(text, [time]), told, ASKS[pick(f"{seed}|asks", len(ASKS))])
    yield draft_of("part-soonest", norm, "value", stem, rows, case, [time])


_NOW = -1
"""The latest day of a reading that says `immediately`."""
_Speed = tuple[bool, int]
"""Whether a reading asks for as soon as can be, and its latest day, 0 for none."""
_UNLIMITED: Mapping[bool, list[_Speed]] = {
    True: [(True, 0), (False, _NOW), (False, 7), (False, 30)],
    False: [(True, 0), (False, _NOW), (False, 2), (False, 10)],
}
"""The readings of a case that is done five days later, by whether it could have been done sooner."""


def _speeds(own: int, unit: str, idle: bool) -> tuple[int, list[_Speed]] | None:
    """When the case is, and four readings of which one asks for as soon as can be and a latest day; None where no four can be had."""
    ladder = _SCALES[_LIKE.get(unit, unit)]
    up, down = [n for n in ladder if n > own], [n for n in ladder if 2 < n < own]
    if not up or not down:
        return None
    longer = up[1] if len(up) > 1 else up[-1]
    # In time, but not at once: only what asks for the soonest day forbids it. Too late, but not sooner: only the latest day does.
    at = _between(2, down[-1]) if idle else _between(own, longer)
    return (
        None
        if at is None
        else (at, [(True, own), (False, own), (True, 0 if idle else longer), (False, longer)])
    )


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

    Args:
        by_itself: Whether the event comes by itself, so that nothing can be done before it.
        seed: What decides between two sets.
    """
    day, ladder = DAYS[unit], _SCALES[_LIKE.get(unit, unit)]
    first = pick(seed, 2) == 0
    if time.low is None and time.high == 0:
        near, far = (7, 30) if pick(f"{seed}|near", 2) else (10, 30)
        if first:
            return 5, [
                (None, 0.0, 0),
                (None, -far * day, far),
                (0.0, near * day, near),
                (0.0, far * day, far),
            ]
        return -near - 5, [
            (None, 0.0, 0),
            (None, -near * day, near),
            (None, -far * day, far),
            (0.0, near * day, near),
        ]
    if time.high == SOON:
        near, far = (7, 30) if pick(f"{seed}|near", 2) else (10, 30)
        other: _Window = (0.0, 2 * day, 2) if by_itself else (None, 0.0, 0)
        return 5, [(0.0, SOON, 0), other, (0.0, near * day, near), (0.0, far * day, far)]
    own = round(abs(time.high or 0.0) / day)
    up, down = [n for n in ladder if n > own], [n for n in ladder if n < own]
    if len(up) < 2 or not down:
        return None
    shorter, longer = down[-2] if len(down) > 1 else down[-1], up[1]
    if time.low is None:
        at = _between(shorter, own) if first else _between(own, longer)
        if at is None:
            return None
        last: _Window = (None, 0.0, 0) if first else (0.0, shorter * day, shorter)
        return -at, [
            (None, -own * day, own),
            (None, -shorter * day, shorter),
            (None, -longer * day, longer),
            last,
        ]
    key: _Window = (0.0, own * day, own)
    if first:
        at = _between(shorter, own)
        sooner: _Window = (0.0, SOON, 0) if by_itself else (None, 0.0, 0)
        return (
            None
            if at is None
            else (at, [key, (0.0, longer * day, longer), (0.0, shorter * day, shorter), sooner])
        )
    at = _between(own, longer)
    last = (0.0, shorter * day, shorter) if by_itself else (None, 0.0, 0)
    later: _Window = (0.0, up[2] * day, up[2]) if by_itself and len(up) > 2 else (0.0, None, 0)
    return None if at is None else (at, [key, (0.0, longer * day, longer), last, later])


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
