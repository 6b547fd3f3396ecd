"""Questions about the number that a rule sets: a plan with another number, the least change to it, and a computed date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curation.core.derivation import shifted, within
from curation.core.records import Value
from curation.generation.template import people
from curation.generation.template.norms import Norm
from curation.generation.template.numeric_distractors import Value as Written
from curation.generation.template.numeric_distractors import values
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.wording import judge, plan, planned, shown, verdict
from curation.text import whole
from curation.text.grammar import upper_first

Side = Literal["upper", "lower"]


@dataclass(frozen=True)
class Bound:
    """What a rule allows of a number."""

    side: Side
    strict: bool
    number: float
    noun: str
    """What the number measures: `interval`, `period`, `notice`."""
    long: bool
    """Whether it is long and short, or high and low."""
    written: Written

    def reading(self, side: str) -> str:
        """The bound in words, read as `upper`, `lower`, `exact` or `advice`."""
        shown = self.written.shown
        if side == "exact":
            return f"it has to be {shown} exactly"
        if side == "advice":
            return f"{shown} is only a guide"
        return f"{shown} is the {'most' if side == 'upper' else 'least'} that is allowed"


_SCOPE_BEFORE = re.compile(
    r"\b(?:who|which|that|where|if|when|whose|containing|with a capacity of|exceeding|weighing|measuring|having)\b",
    re.I,
)
_RATE = re.compile(r"\s*(?:/|per\b|by\b|x\b|of age\b|and \d|or \d|to \d|\()", re.I)
_ONLY_SO_OFTEN = re.compile(
    r"\b(?:not|no) more (?:often )?than once\b|\bat most once\b|\bno more often\b|\bonly once\b", re.I
)
_LOWER = re.compile(
    r"^(?:at least|not less than|no less than|not fewer than|no fewer than|a minimum of|minimum of|for a minimum of)\b",
    re.I,
)
_UPPER = re.compile(
    r"^(?:within|not more than|no more than|at most|a maximum of|maximum of|up to|no later than|not later than|no longer than|not longer than)\b",
    re.I,
)
_EVERY = re.compile(
    r"(?:every|each|intervals? of|once (?:in )?(?:every|per|a)|intervals not exceeding|intervals of not more than)\s*$",
    re.I,
)


def bound_of(norm: Norm) -> Bound | None:
    """The bound that a duty sets with its only number; None where the number may say to what the duty applies instead."""
    value = norm.value
    if norm.force == "ban":
        return _banned(norm)
    if value is None or value.upper is not None or _ONLY_SO_OFTEN.search(norm.action):
        return None
    written = [w for w in values(norm.action) if w.number == value.number and w.unit != "frequency"]
    if len(written) != 1 or len(list(values(norm.action))) != 1:
        return None
    if _SCOPE_BEFORE.search(norm.action[: written[0].start]) or _RATE.match(norm.action[written[0].end :]):
        return None
    kind = value.kind
    if kind == "frequency":
        return Bound("upper", False, value.number, "interval", True, written[0])
    side: Side | None = "lower" if _LOWER.match(value.text) else "upper" if _UPPER.match(value.text) else None
    if side is None:
        return None
    noun = {
        "deadline": "notice" if _direction(norm) < 0 else "time taken",
        "duration": "period",
        "count": "number",
        "limit": "figure",
        "age": "age",
    }[kind]
    if kind == "deadline" and (_direction(norm) < 0) != (side == "lower"):
        return None
    return Bound(side, False, value.number, noun, kind in ("deadline", "duration"), written[0])


_BEYOND = re.compile(
    r"\b(?:more than|exceed|exceeding|in excess of|over|above|beyond|greater than|longer than|higher than)\s*$",
    re.I,
)
_SHORT_OF = re.compile(r"\b(?:less than|fewer than|below|under|shorter than|lower than)\s*$", re.I)


def _banned(norm: Norm) -> Bound | None:
    """The bound that a ban sets: what it forbids to exceed is the most that is allowed."""
    written = [w for w in values(norm.action) if w.unit != "frequency"]
    if (
        len(written) != 1
        or _SCOPE_BEFORE.sub("", norm.action[: written[0].start]).count("who")
        or _RATE.match(norm.action[written[0].end :])
    ):
        return None
    before = norm.action[: written[0].start]
    side: Side | None = "upper" if _BEYOND.search(before) else "lower" if _SHORT_OF.search(before) else None
    if side is None or re.search(r"\b(?:who|which|that|where|if|when|whose|not)\b", before):
        return None
    return Bound(side, False, written[0].number, "figure", False, written[0])


def _direction(norm: Norm) -> int:
    """1 for a period after its event, -1 for one before it."""
    value = norm.value
    if value is None:
        return 1
    at = norm.action.lower().find(value.text.lower())
    behind = norm.action[at + len(value.text) :] if at >= 0 else ""
    return -1 if re.match(r"\s*(?:,\s*)?(?:before|prior to|in advance|preceding)\b", behind, re.I) else 1


def replaced(bound: Bound, norm: Norm, number: float) -> str:
    """The action with another number; a plan says what is done, so words such as `at least` go."""
    w = bound.written
    before, behind = norm.action[: w.start], norm.action[w.end :]
    if norm.force == "ban":
        before = re.sub(r"\bexceed\s*$", "be ", before)
        return f"{_SHORT_OF.sub('', _BEYOND.sub('', before))}{w.write(number)}{behind}".replace("  ", " ")
    before = re.sub(
        r"\b(?:of )?(?:at least|not less than|no less than|not fewer than|no fewer than|(?:a )?minimum of|not more than|no more than|at most|(?:a )?maximum of|up to|not exceeding|no longer than|not longer than)\s*$",
        lambda m: "of " if m[0].lower().startswith("of ") or re.search(r"intervals\s*$", before[: m.start()], re.I) else "", before, flags=re.I,
    )  # fmt: skip
    before = re.sub(r"\bat least (?=(?:once )?(?:every|each)\s*$)", "", before, flags=re.I)
    before = re.sub(r"\bat least once (?=(?:every|in every)\s*$)", "", before, flags=re.I)
    return re.sub(
        r"\s+(?:or more|at the latest|at least|or less|at a minimum)\b",
        "",
        f"{before}{w.write(number)}{behind}",
    )


def other_number(norm: Norm, bound: Bound, *, broken: bool) -> float | None:
    """A number near the bound that breaks or keeps it; None where the scale of its unit has none."""
    numbers = _steps(bound)[0 if broken else 1]
    return numbers[min(1, len(numbers) - 1)] if numbers else None


def _steps(bound: Bound) -> tuple[list[float], list[float]]:
    """Numbers that break the bound and numbers that keep it, each from the nearest on."""
    near = [
        s
        for s in bound.written.steps
        if s != bound.number and s <= 4 * bound.number and bound.number <= 6 * s
    ]
    broken = sorted(
        (s for s in near if not within(s, bound.number, bound.side, bound.strict)),
        key=lambda s: abs(s - bound.number),
    )
    kept = sorted(
        (s for s in near if within(s, bound.number, bound.side, bound.strict)),
        key=lambda s: abs(s - bound.number),
    )
    return broken, kept


_TURNED = {
    "upper": "the highest figure allowed is taken for the lowest",
    "lower": "the lowest figure allowed is taken for the highest",
}


def limit(norm: Norm) -> Iterator[Draft]:
    """A plan with another number: does it comply, and why."""
    bound = bound_of(norm)
    if bound is None:
        return
    broken, kept = _steps(bound)
    breach = bool(broken) and (not kept or pick(f"{norm.rule.id}|limit", 2) == 0)
    if not broken and not kept:
        return
    number = (broken if breach else kept)[min(1, len(broken if breach else kept) - 1)]
    other: Side = "lower" if bound.side == "upper" else "upper"
    told = bound.written.write(number)
    rule = bound.reading(bound.side)
    choices = [
        Choice(verdict(not breach, rule), {"complies": not breach, "side": bound.side, "bound": bound.number},
               f"The plan has {told}, and {rule}, so it {'is outside' if breach else 'stays inside'} what is allowed."),
        Choice(verdict(breach, bound.reading(other)), {"complies": breach, "side": other, "bound": bound.number},
               f"That {bound.reading(other)} turns the provision round: {rule}.", _TURNED[bound.side]),
        Choice(verdict(False, bound.reading("exact")), {"complies": False, "side": "exact", "bound": bound.number},
               f"The provision sets a limit for the {bound.noun} and no exact figure.", "a limit is taken for an exact figure"),
        Choice(verdict(True, bound.reading("advice")), {"complies": True, "side": "advice", "bound": bound.number},
               "The provision says what must be done and leaves no choice about the number.", "a duty is taken for advice"),
    ]  # fmt: skip
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": bound.strict}
    stem = f"{shown(norm)} {plan(norm, planned(norm, replaced(bound, norm, number)))} {judge(norm)}"
    yield Draft("plan-limit", norm, "value", stem, tuple(choices), "application", True, "limit", facts)


def nearest(norm: Norm) -> Iterator[Draft]:
    """The smallest change of a number that makes a plan lawful."""
    bound = bound_of(norm)
    if bound is None:
        return
    broken, kept = _steps(bound)
    # How many options are still outside decides the place of the key, so it is drawn.
    outside = pick(f"{norm.rule.id}|nearest", 4)
    if len(broken) < outside + 1 or len(kept) < 3 - outside:
        return
    number = broken[outside]
    write = bound.written.write
    told, limit_shown = write(number), bound.written.shown
    rule = bound.reading(bound.side)

    def choice(value: float, why: str, misconception: str = "") -> Choice:
        return Choice(write(value), {"value": value}, why, misconception, value)

    choices = (
        choice(bound.number, f"{upper_first(rule)}, so no smaller change is enough."),
        *(choice(n, f"{upper_first(write(n))} is nearer to the provision than {told}, but still outside it: {rule}.", "a step towards the limit is taken for enough") for n in broken[:outside]),
        *(choice(n, f"{upper_first(write(n))} complies, but it changes more than is needed: {limit_shown} is enough.", "more is asked for than the provision asks") for n in kept[: 3 - outside]),
    )  # fmt: skip
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": bound.strict}
    stem = f"{shown(norm)} {plan(norm, planned(norm, replaced(bound, norm, number)))} Instead of {told}, which figure makes it comply with the smallest change?"
    yield Draft("least-change", norm, "value", stem, choices, "application", True, "nearest", facts)


_UNITS = {"day": "day", "calendar day": "day", "week": "week", "month": "month", "year": "year"}
_EVENT_CLAUSE = re.compile(
    r"^(?:the|an?|any|each|every) .+? (?:is|are|has been|have been|was|were) \w+", re.I
)


def date(norm: Norm) -> Iterator[Draft]:
    """The last day of a deadline, computed from the day of its event."""
    value = norm.value
    if value is None or norm.force != "duty" or value.kind != "deadline" or not value.counted_from:
        return
    bound = bound_of(norm)
    if bound is None or value.unit not in _UNITS or value.number != int(value.number) or value.number < 2:
        return
    direction, unit = _direction(norm), _UNITS[value.unit]
    event = " ".join(value.counted_from.split()).strip(" ,;.")
    behind = norm.action.lower().partition(event.lower())[2]
    if whole.fault(event) or len(event.split()) > 14 or re.match(r"\s*(?:,|and\b|or\b)", behind):
        return
    start = people.day(f"{norm.rule.id}|start")
    happens = f"Suppose that {event} {'on' if _EVENT_CLAUSE.match(event) else 'is'} {people.shown(start)}"
    if not _EVENT_CLAUSE.match(event) and not re.match(r"the (?:day|date)\b", event):
        happens = f"Suppose that the day of {event} is {people.shown(start)}"
    key = shifted(start.isoformat(), value.number, unit, direction)
    wrong = _wrong_dates(norm, value, start.isoformat(), unit, direction)
    options = [(d, why, name) for d, why, name in wrong if d != key]
    if len({d for d, _, _ in options}) < 3:
        return
    period = bound.written.shown
    choices = [
        Choice(
            people.shown(key),
            {"date": key},
            f"{upper_first(period)} counted {'from' if direction > 0 else 'back from'} {people.shown(start)} end on {people.shown(key)}.",
            size=_ordinal(key),
        )
    ]
    seen = {key}
    for d, why, name in options:
        if d not in seen and len(choices) < 4:
            seen.add(d)
            choices.append(Choice(people.shown(d), {"date": d}, why, name, _ordinal(d)))
    learned = shifted(start.isoformat(), 9, "day", 1)
    hears = (
        f" {upper_first(norm.subject)} {'first hear' if norm.many else 'first hears'} of it on {people.shown(learned)}."
        if direction > 0 and norm.agent
        else ""
    )
    stem = f"{shown(norm)} {upper_first(happens)}.{hears} Which is the last day on which the duty can be met in time?"
    facts = {"start": start.isoformat(), "number": value.number, "unit": unit, "direction": direction}
    yield Draft("last-day", norm, "value", stem, tuple(choices), "application", True, "date", facts)


def _ordinal(iso: str) -> float:
    import datetime

    return float(datetime.date.fromisoformat(iso).toordinal())


def _wrong_dates(
    norm: Norm, value: Value, start: str, unit: str, direction: int
) -> Iterator[tuple[str, str, str]]:
    """Dates of named misreadings, the most likely first."""
    n = value.number
    if direction > 0 and norm.agent:
        learned = shifted(start, 9, "day", 1)
        yield (
            shifted(learned, n, unit, 1),
            "This counts from the day of hearing of it; the period runs from the event that the provision names.",
            "the period is counted from the wrong event",
        )
    if unit == "month":
        yield (
            shifted(start, 28 * n, "day", direction),
            "This takes a month for four weeks; months end on the day of the same number.",
            "a month is taken for four weeks",
        )
    if unit == "day":
        yield (
            shifted(start, n, "week", direction)
            if n <= 10
            else shifted(start, round(n / 5 * 7), "day", direction),
            "This counts weeks or working days; the provision says days.",
            "the unit is misread",
        )
    if unit in ("week", "year"):
        yield (
            shifted(start, n, {"week": "month", "year": "quarter"}[unit], direction),
            f"This counts in another unit; the provision says {value.unit}s.",
            "the unit is misread",
        )
    yield (
        shifted(start, n - 1, unit, direction),
        f"This is one {unit} short; {value.text} is what the provision allows.",
        "the period is one unit short",
    )
    yield (
        shifted(start, 2 * n, unit, direction),
        "This counts the period twice; it runs once.",
        "the period is counted twice",
    )
    yield (
        shifted(start, n + 1, unit, direction),
        f"This is one {unit} too long.",
        "the period is one unit too long",
    )
