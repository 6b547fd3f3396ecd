"""Questions about a provision whose time is left out: before or after its event, how long, at once or as soon as can be.

A case says when the act was done, as `this is done five days afterwards`; nothing of the act is told anew. Each option gives
the verdict with a reading of the time, and two of the four readings allow the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.core.items.derivation import part_kept
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.left_out import cut, draft_of, stem_of
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text.numerals import SMALL
from curation.text.template_words.questions import time_items as wording
from curation.text.template_words.questions.left_out import ASKS
from curation.text.times import DAYS, Span

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


_Window = tuple[float | None, float | None, int]
"""The earliest and the latest day, and how many units the number of the reading has."""


def when(norm: Norm, time: Span) -> Iterator[QuestionDraft | str]:
    """A case before or after the event, and four readings of when the act is due: two allow it and two do not."""
    text = norm.provision.rstrip(" .")
    if time.high == 0:
        # Whether something comes before or after its event, the rest of a sentence hardly ever leaves open.
        yield "trivial-rule"
        return
    if time.at_once:
        # Alone among numbers `immediately` is the odd one: blind readers took it for the key in each of six sets.
        yield "no-slot"
        return
    unit = time.unit
    seed = f"{norm.rule.id}|when"
    set_of = _windows(time, unit, seed)
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
    told = f"this is done {_amount(abs(at), unit)} {_about(text, time, at > 0)}"
    stem = stem_of(norm, "time", cut(text, [time]), told, ASKS[pick(f"{seed}|asks", len(ASKS))])
    yield draft_of("part-time", norm, "value", stem, rows, case, [time])


def how_soon(norm: Norm, time: Span) -> Iterator[QuestionDraft | str]:
    """A case of something that could, or could not, have been done sooner, and readings with and without a latest day."""
    seed = f"{norm.rule.id}|soonest"
    own = round((time.high or 0.0) / DAYS[time.unit])
    idle = pick(seed, 2) == 0
    set_of = _speeds(own, time.unit, idle) if own else None
    if set_of is None:
        # Alone among numbers `as soon as possible` is the odd one, and what else comes near it means the same.
        yield "no-slot"
        return
    yield from _soon(norm, time, set_of[0], set_of[1], idle, seed)


def _soon(
    norm: Norm, time: Span, at: int, readings: Sequence[_Speed], idle: bool, seed: str
) -> Iterator[QuestionDraft | str]:
    text, unit = norm.provision.rstrip(" ."), time.unit
    case = {"time": at * DAYS[unit], "speed": "later" if idle else "soonest"}
    words = text[time.start : time.end]
    soonest = time.words.lower()
    rows = []
    for i, (asks_soonest, n) in enumerate(readings):
        parts = {
            "time": {"low": 0.0, "high": time.high if i == 0 else n * DAYS[unit]},
            "speed": {"accepts": ["soonest"] if asks_soonest else ["soonest", "later"]},
        }
        limit = f"within {_amount(n, unit)} afterwards"
        said = f"{soonest}, and {limit} at the latest" if asks_soonest else limit
        wrong = (
            "how soon it is due is misread" if asks_soonest else "the latest day is taken for all that binds"
        )
        rows.append(_choice(parts, case, f"it has to be done {said}", words, wrong if i else ""))
    if not balanced(rows):
        yield "no-slot"
        return
    known = "though it could have been done sooner" if idle else "and it could not be done sooner"
    told = f"this is done {_amount(at, unit)} {_about(text, time, True)}, {known}"
    stem = stem_of(norm, "time", cut(text, [time]), told, ASKS[pick(f"{seed}|asks", len(ASKS))])
    yield draft_of("part-soonest", norm, "value", stem, rows, case, [time])


_Speed = tuple[bool, int]
"""Whether a reading asks for as soon as can be, and its latest day, 0 for none."""


def _speeds(own: int, unit: str, idle: bool) -> tuple[int, list[_Speed]] | None:
    """When the case is, and two latest days, each with and without that it is asked for as soon as can be; None where none can be had."""
    scale = _SCALES[_LIKE.get(unit, unit)]
    up, down = [n for n in scale if n > own], [n for n in scale if 2 < n < own]
    if not up or not down:
        return None
    longer = up[1] if len(up) > 1 else up[-1]
    # In time, but not at once: what asks for the soonest day forbids it. Too late, but not sooner: the latest day does.
    at = _between(2, down[-1]) if idle else _between(own, longer)
    return None if at is None else (at, [(True, own), (False, own), (True, longer), (False, longer)])


_EVENT_WORDS = 12


def _about(text: str, time: Span, after: bool) -> str:
    """What a day is counted from, as a case says it: `after receipt of the request`; `afterwards` where the text does not part it off."""
    plain = "afterwards" if after else "beforehand"
    if wording.COUNTED.search(text[: time.end]) is None:
        return plain
    behind = text[time.end :].strip()
    whole_front = time.start == 0 or text[: time.start].rstrip().endswith(",")
    event = behind.partition(",")[0] if whole_front and "," in behind else behind if "," not in behind and not whole_front else ""  # fmt: skip
    if not event or len(event.split()) > _EVENT_WORDS or wording.ABOUT.search(event):
        return plain
    return f"{'after' if after else 'before'} {event}"


def _choice(
    parts: Mapping[str, Any], case: Mapping[str, Any], reading: str, words: str, misconception: str
) -> OptionDraft:
    """One option: the verdict that follows from a reading, and the reading."""
    ok = all(part_kept(part, case[name]) for name, part in parts.items())
    why = f"The provision says \u201c{words}\u201d" + (
        "." if not misconception else f", and not that {reading}."
    )
    return OptionDraft(
        f"{'Yes' if ok else 'No'}, as {reading}", {"complies": ok, "parts": parts}, why, misconception
    )


def balanced(rows: Sequence[OptionDraft]) -> bool:
    """Whether two of four readings allow the case and all are told apart."""
    return (
        sum(bool(row.claim["complies"]) for row in rows) == 2
        and len({row.text for row in rows}) == len(rows) == 4
    )


def _windows(time: Span, unit: str, seed: str) -> tuple[int, list[_Window]] | None:
    """When the case is, in units, and the four readings, that of the provision first; None where no four can be had.

    Four lengths after the event, or before it, of which that of the provision has any place. Whether it is before or after is no
    question: the rest of the sentence tells it.
    """
    day, scale = DAYS[unit], _SCALES[_LIKE.get(unit, unit)]
    own = round(abs(time.high or 0.0) / day)
    lengths = _four(own, scale, seed)
    at = _between(lengths[1], lengths[2]) if lengths else None
    if lengths is None or at is None:
        return None
    ordered = (own, *(n for n in lengths if n != own))
    if time.low is None:
        return -at, [(None, -n * day, n) for n in ordered]
    return at, [(0.0, n * day, n) for n in ordered]


def _four(own: int, scale: Sequence[int], seed: str) -> list[int] | None:
    """Four lengths in rising order, in which that of the provision has any place; None where there are too few.

    Between the second and the third lies another number, for the case.
    """
    down, up = [n for n in scale if n < own][::-1], [n for n in scale if n > own]
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


def time_in_words(time: Span) -> str | None:
    """A time as an option names it: `within ten days`, `as soon as practicable`; None for one that cannot be named alone."""
    if time.words:
        return None if time.soonest and time.high else time.words.lower()
    if time.high is None or not time.high or (time.low is not None and time.low < 0):
        return None
    amount = _amount(round(abs(time.high) / DAYS[time.unit]), time.unit)
    return f"at least {amount}" if time.low is None else f"within {amount}"


def another_time(time: Span, seed: str) -> str | None:
    """Another time of the same kind that the provision could have set; None where there is none."""
    if time.words:
        return ("within 30 days", "within seven days", "within ten days", "within 14 days")[pick(seed, 4)]
    own = round(abs(time.high or 0.0) / DAYS[time.unit])
    scale = _SCALES[_LIKE.get(time.unit, time.unit)]
    # Half or twice as long, so that neither is the odd one.
    near = [n for n in scale if n != own and n > 1 and own / 3.5 <= n <= own * 3.5]
    if not near or own < 1:
        return None
    amount = _amount(near[pick(seed, len(near))], time.unit)
    return f"at least {amount}" if time.low is None else f"within {amount}"
