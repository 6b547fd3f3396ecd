"""Questions about the last day of a deadline, computed from the day of its event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from curation.core.items.derivation import shifted
from curation.core.records import Value
from curation.generation.template.cases import people
from curation.generation.template.cases.bounds import bound_of, event_direction, measures
from curation.generation.template.cases.plain_words import introduced
from curation.generation.template.cases.telling import Actor, actor, named, setting
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import grammar, whole
from curation.text.grammar import upper_first
from curation.text.template_words.cases.bounds import KEEPS
from curation.text.template_words.questions import date_items as wording

_UNITS = {"day": "day", "calendar day": "day", "week": "week", "month": "month", "year": "year"}


def date(norm: Norm) -> Iterator[QuestionDraft]:
    """The last day of a deadline, computed from the day of its event."""
    value = norm.value
    if value is None or norm.force != "duty" or not value.counted_from or norm.exceptions:
        return
    keeps = KEEPS.match(norm.action) is not None
    if value.kind != ("duration" if keeps else "deadline"):
        return
    bound = next((one for one, _ in measures(norm) if one.long), None) if keeps else bound_of(norm)
    if bound is None or value.unit not in _UNITS or value.number != int(value.number) or value.number < 2:
        return
    direction, unit = event_direction(norm), _UNITS[value.unit]
    event = " ".join(value.counted_from.split()).strip(" ,;.")
    on = wording.DAY_OF_EVENT.match(event)
    if on is not None:
        event = wording.POINTING_DETERMINER.sub("the ", on["what"])
    if wording.NO_SINGLE_DAY.search(event):
        # A year or a period has no one day from which could be counted.
        return
    behind = norm.action.lower().partition(event.lower())[2]
    whole_event = " ".join(value.counted_from.lower().split())
    if whole.fault(event) or len(event.split()) > 14 or wording.EVENT_GOES_ON.match(behind):
        return
    at = norm.action.lower().find(value.text.lower())
    act = wording.COMPARISON_AT_END.sub("", norm.action[:at].rstrip()) if at > 0 else ""
    left = norm.action[at + len(value.text) :].lower().replace(whole_event, "").strip(" ,")
    left = wording.EVENT_PREPOSITION_AT_START.sub("", left).strip(" ,")
    who = actor(norm) or (Actor(norm.subject, norm.many, False) if norm.subject.startswith("the ") else None)
    if direction < 0 and unit == "day":
        # Laws differ in whether both ends are counted in days before an event.
        return
    if (
        who is None or len(who.words.split()) > 9 or len(act.split()) < 2 or whole.fault(act) or len(left.split()) > 10
        or wording.CHANGES_DEADLINE.search(left)
    ):  # fmt: skip
        return
    act = f"{act.rstrip(' ,')} {left}".strip()
    found = _plain_days(norm, value.number, unit, direction)
    told = _told_event(event, on is not None)
    where = setting(norm)
    if found is None or told is None or where is None:
        return
    start, key = found
    where = named(where, who)
    if who.person and who.words not in where:
        return
    happens = introduced(f"{where}{upper_first(told)} {people.shown(start)}")
    wrong = _wrong_dates(norm, value, event, start.isoformat(), unit, direction, keeps)
    options = [(d, why, name) for d, why, name in wrong if d != key]
    if len({d for d, _, _ in options}) < 3:
        return
    period = bound.written.shown
    choices = [
        OptionDraft(
            people.shown(key),
            {"date": key},
            f"{upper_first(period)} counted {'from' if direction > 0 else 'back from'} {people.shown(start)} end on {people.shown(key)}.",
            size=_ordinal(key),
        )
    ]
    chosen = _around(
        key, list({d: (d, why, name) for d, why, name in reversed(options)}.values())[::-1], norm
    )
    choices += [OptionDraft(people.shown(d), {"date": d}, why, name, _ordinal(d)) for d, why, name in chosen]
    learned = shifted(start.isoformat(), 9, "day", 1)
    hears = (
        f" {upper_first(who.again)} {'first hear' if who.many else 'first hears'} of it on {people.shown(learned)}."
        if direction > 0 and norm.agent and not keeps and wording.HEARD_OF.search(event)
        else ""
    )
    asks = "until what day at least" if keeps else "by when at the latest"
    stem = f"{upper_first(happens)}.{hears} Under {norm.place}, {asks} must {who.again} {act}?"
    facts = {"start": start.isoformat(), "number": value.number, "unit": unit, "direction": direction}
    yield QuestionDraft("last-day", norm, "value", stem, tuple(choices), "application", False, "date", facts)


def _plain_days(norm: Norm, number: float, unit: str, direction: int) -> tuple[datetime.date, str] | None:
    """A first and a last day that are plain working days, so that no rule about holidays moves the last one."""
    for attempt in range(40):
        start = people.day(f"{norm.rule.id}|start|{attempt}")
        key = shifted(start.isoformat(), number, unit, direction)
        if people.plain_day(start) and people.plain_day(datetime.date.fromisoformat(key)):
            return start, key
    return None


def _told_event(event: str, clause: bool) -> str | None:
    """The beginning of a sentence that gives an event its date: `the vacancy occurred on`, `the date of the move is`; None where it cannot be told."""
    if clause or wording.EVENT_CLAUSE.match(event):
        return f"{event} on"
    if wording.DATE_AS_EVENT.match(event):
        return f"{event} is"
    if wording.DAY_OF_BEFORE_EVENT.match(event):
        return f"the date of {event[len('the day of ') :]} is"
    if not event.startswith("the ") or grammar.plural(event):
        return None
    return f"{event} takes place on" if wording.HAPPENS.search(grammar.head(event)) else None


def _around(key: str, wrong: Sequence[tuple[str, str, str]], norm: Norm) -> list[tuple[str, str, str]]:
    """Three wrong dates, of which none to three lie before the key as the rule's digest decides: so no place is the likely one."""
    before, after = [w for w in wrong if w[0] < key], [w for w in wrong if w[0] > key]
    early = min(pick(f"{norm.rule.id}|early", 4), len(before))
    early = max(early, 3 - len(after))
    return [*before[:early], *after[: 3 - early]]


def _ordinal(iso: str) -> float:
    return float(datetime.date.fromisoformat(iso).toordinal())


def _wrong_dates(
    norm: Norm, value: Value, event: str, start: str, unit: str, direction: int, keeps: bool
) -> Iterator[tuple[str, str, str]]:
    """Dates of named misreadings, the most likely first."""
    n = value.number
    if direction > 0 and norm.agent and not keeps and wording.HEARD_OF.search(event):
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
    if n >= 4:
        yield (
            shifted(start, n // 2, unit, direction),
            "This is half of the period.",
            "half of the period is taken for the whole",
        )
    if n >= 3:
        yield (
            shifted(start, n - 2, unit, direction),
            f"This is two {unit}s short; {value.text} is what the provision allows.",
            "the period is two units short",
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
