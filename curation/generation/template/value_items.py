"""Questions about the number that a rule sets: a plan with another number, the least change to it, and a computed date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curation.core.derivation import shifted, within
from curation.core.records import Value
from curation.generation.template import people
from curation.generation.template.cases import scene, verdict
from curation.generation.template.norms import Norm
from curation.generation.template.numeric_distractors import Value as Written
from curation.generation.template.numeric_distractors import values
from curation.generation.template.plain_words import introduced
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.telling import Actor, actor, done, named, sentence, setting
from curation.text import grammar, whole
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
    per: str = ""
    """What it is measured by: ` per minute`."""
    guessable: bool = True
    """Whether anybody can guess if it is the least or the most: of a speed, but not of the mesh of a net."""

    def write(self, number: float) -> str:
        """A number in the unit of the bound."""
        return f"{self.written.write(number)}{self.per}"

    def reading(self, side: str) -> str:
        """The bound in words, read as `upper`, `lower`, `exact` or `advice`."""
        shown = f"{self.written.shown}{self.per}"
        if side == "exact":
            return f"it has to be {shown} exactly"
        if side == "advice":
            return f"{shown} is only a guide"
        return f"{shown} is the {'most' if side == 'upper' else 'least'} that is allowed"


_SCOPE_BEFORE = re.compile(
    r"\b(?:who|which|that|where|if|when|whose|containing|with a capacity of|exceeding|weighing|measuring|having)\b",
    re.I,
)
RATE = re.compile(r"\s{0,3}(?:/|per\b|by\b|x\b|of age\b|and \d|or \d|to \d|\()", re.I)
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
    if _SCOPE_BEFORE.search(norm.action[: written[0].start]) or RATE.match(norm.action[written[0].end :]):
        return None
    kind = value.kind
    if kind == "frequency":
        return Bound("upper", False, value.number, "interval", True, written[0])
    side: Side | None = "lower" if _LOWER.match(value.text) else "upper" if _UPPER.match(value.text) else None
    if side is None or (side == "upper" and value.text.lower().startswith("within") and kind != "deadline"):
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


_MEASURED = re.compile(
    r"\b(?:speed|depth|height|length|width|breadth|weight|mass|rate|draught|draft|capacity|distance|voltage|pressure|temperature|concentration|level|dose|period|load|volume)\s+$",
    re.I,
)
"""What is measured: `a speed of 5 knots` of `a speed exceeding 5 knots`."""
_NEARER = re.compile(r"\b(?:within|closer than|nearer than)\s*$", re.I)


def _banned(norm: Norm) -> Bound | None:
    """The bound that a ban sets: what it forbids to exceed is the most that is allowed."""
    written = [w for w in values(norm.action) if w.unit != "frequency"]
    if (
        len(written) != 1
        or _SCOPE_BEFORE.sub("", norm.action[: written[0].start]).count("who")
        or (RATE.match(norm.action[written[0].end :]) and not PER.match(norm.action[written[0].end :]))
    ):
        return None
    before = norm.action[: written[0].start]
    side: Side | None = (
        "upper"
        if _BEYOND.search(before)
        else "lower"
        if _SHORT_OF.search(before) or _NEARER.search(before)
        else None
    )
    if side is None or re.search(r"\b(?:who|which|that|where|if|when|whose|not)\b", before):
        return None
    if _NEARER.search(before) and written[0].unit.partition("|")[0].endswith(
        ("hours", "days", "minutes", "weeks", "months", "years")
    ):
        return None
    per = PER.match(norm.action[written[0].end :])
    return Bound(side, False, written[0].number, "figure", False, written[0], per[0] if per else "")


def _direction(norm: Norm) -> int:
    """1 for a period after its event, -1 for one before it."""
    value = norm.value
    if value is None:
        return 1
    at = norm.action.lower().find(value.text.lower())
    behind = norm.action[at + len(value.text) :] if at >= 0 else ""
    return -1 if re.match(r"\s*(?:,\s*)?(?:before|prior to|in advance|preceding)\b", behind, re.I) else 1


_WITHIN = re.compile(r"\b(?:within|not later than|no later than)\s*$", re.I)


def replaced(bound: Bound, norm: Norm, number: float) -> str:
    """The action with another number; a plan says what is done, so words such as `at least` go."""
    w = bound.written
    before, behind = norm.action[: w.start], norm.action[w.end :]
    if norm.force == "ban":
        before = re.sub(r"\bexceed\s*$", "be ", before)
        if (near := _WITHIN.search(before)) and (of := re.match(r"\s*of\b", behind)):
            # "Within 255 m" may be nearer still: a case is at one place.
            return f"{before[: near.start()]}at {w.write(number)} from{behind[of.end() :]}".replace("  ", " ")
        before = _SHORT_OF.sub(
            "", _BEYOND.sub(lambda m: "of " if _MEASURED.search(before[: m.start()]) else "", before)
        )
        return f"{before}{w.write(number)}{behind}".replace("  ", " ")
    before = re.sub(
        r"\b(?:of )?(?:at least|not less than|no less than|not fewer than|no fewer than|(?:a )?minimum of|not more than|no more than|at most|(?:a )?maximum of|up to|not exceeding|no longer than|not longer than)\s*$",
        lambda m: "of " if m[0].lower().startswith("of ") or re.search(r"intervals\s*$", before[: m.start()], re.I) else "", before, flags=re.I,
    )  # fmt: skip
    if (near := _WITHIN.search(before)) is not None:
        # "Within 20 days" may be within 15 as well: a case is on one day.
        event = re.match(r"\s*(?:after|before|of|from|following)\b", behind)
        before = before[: near.start()] + ("" if event else "in ")
        behind = re.sub(r"^\s*(?:of|from|following)\b", " after", behind)
    before = re.sub(r"\bat least (?=(?:once )?(?:every|each)\s*$)", "", before, flags=re.I)
    before = re.sub(r"\bat least once (?=(?:every|in every)\s*$)", "", before, flags=re.I)
    return re.sub(
        r"(?<!\s)\s++(?:or more|at the latest|at least|or less|at a minimum)\b",
        "",
        f"{before}{w.write(number)}{behind}",
    )


def other_number(norm: Norm, bound: Bound, *, broken: bool) -> float | None:
    """A number near the bound that breaks or keeps it; None where the scale of its unit has none."""
    numbers = steps(bound)[0 if broken else 1]
    return numbers[min(1, len(numbers) - 1)] if numbers else None


def steps(bound: Bound) -> tuple[list[float], list[float]]:
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


TURNED = {
    "upper": "the highest figure allowed is taken for the lowest",
    "lower": "the lowest figure allowed is taken for the highest",
}


_COMPARED = re.compile(
    r"(?:(?P<lower>at least|not less than|no less than|not fewer than|no fewer than|(?:a )?minimum of)|(?P<upper>not more than|no more than|at most|not exceeding|not to exceed|(?:a )?maximum of|no longer than|not longer than|no higher than|not greater than|up to))\s+$",
    re.I,
)


def _told(norm: Norm, bound: Bound, number: float) -> str | None:
    """The act with another number in the place of the bound; None where it cannot be told."""
    who = actor(norm)
    return None if who is None else done(norm, who, replaced(bound, norm, number))


_BEHIND = re.compile(
    r"^\s+(?:(?P<lower>or more|or over|or greater|or longer)|(?P<upper>or less|or fewer|or under|or shorter))\b",
    re.I,
)
_KEEPS = re.compile(r"^(?:be )?(?:retain(?:ed)?|keep|kept|maintain(?:ed)?|preserve[d]?|stor(?:e|ed))\b", re.I)
_FOR = re.compile(r"\bfor (?:a (?:period|minimum) of )?$", re.I)
_NARROWS = re.compile(
    r"\b(?:who|where|if|when|whose|containing|exceeding|weighing|more than|less than|other than|except)\b",
    re.I,
)
"""Words that say to what a rule applies: a number behind them sets no bound."""
PER = re.compile(
    r"^(?:/[a-zA-Z0-9]{1,4}\b| per (?:minute|hour|second|day|week|month|year|person|occupant|employee|worker)\b)"
)


def _measures(norm: Norm) -> Iterator[tuple[Bound, str]]:
    """The numbers in action and subject that are said to be the least or the most, and in which of the two each stands."""
    if norm.force != "duty":
        return
    for place, text in (("action", norm.action), ("subject", norm.subject)):
        for written in values(text):
            before, behind = text[: written.start], text[written.end :]
            compared = _COMPARED.search(before) or (place == "action" and _BEHIND.match(behind)) or None
            keeps = (
                place == "action"
                and _KEEPS.match(text) is not None
                and _FOR.search(_COMPARED.sub("", before)) is not None
            )
            if (
                (compared is None and not keeps)
                or written.unit == "frequency"
                or (RATE.match(behind) and not PER.match(behind))
                or _NARROWS.search(before[:-12] if compared else before)
                or (place == "subject" and re.search(r"\b(?:that|which|or)\b", before))
                or re.search(
                    r"\bor (?:[a-z]+ )?$",
                    before[: compared.start()] if compared and compared.string == before else "",
                )
            ):
                continue
            side: Side = "lower" if compared is None or compared["lower"] else "upper"
            per = PER.match(behind)
            noun = "period" if keeps else "figure"
            yield Bound(side, False, written.number, noun, keeps, written, per[0] if per else ""), place


def _changed(norm: Norm, bound: Bound, place: str, number: float) -> str | None:
    text = norm.action if place == "action" else norm.subject
    before = re.sub(r"\bintervals $", "intervals of ", _COMPARED.sub("", text[: bound.written.start]))
    behind = _BEHIND.sub("", text[bound.written.end :])
    words = f"{before}{bound.written.write(number)}{behind}"
    swapped = replace(norm, action=words) if place == "action" else replace(norm, subject=words)
    who = actor(swapped)
    return None if who is None else done(swapped, who, swapped.action)


def limit(norm: Norm) -> Iterator[Draft]:
    """A case with another number: does it comply, and with which limit."""
    where = setting(norm)
    # Of "a lock or approach wharf" one cannot be taken without knowing which words belong to both.
    if (
        where is None
        or norm.exceptions
        or norm.elements
        or re.search(r"\bor\b(?! (?:more|less)\b)", norm.action)
    ):
        return
    bound = bound_of(norm)
    if bound is not None:
        yield from _limit(norm, bound, where, "")
        return
    for measure, place in _measures(norm):
        drafts = list(_limit(norm, measure, where, place))
        yield from drafts
        if drafts:
            return


def _limit(norm: Norm, bound: Bound, where: str, place: str) -> Iterator[Draft]:
    shown = readings(bound, scale_of(bound), norm.rule.id)
    if shown is None:
        return
    number, rows = shown
    act = _changed(norm, bound, place, number) if place else _told(norm, bound, number)
    if re.search(
        r"\bfailing which\b|\bsuch (?!as\b)|\bof (?:every|each|any)\b|\b[Aa] person\b", f"{where}{act}"
    ):
        return
    if act is None or whole.fault(upper_first(act), norm.lead) or bound.written.write(number) not in act:
        # Of two ways to do something the first is told, and the number may stand in the second.
        return
    if (who := actor(norm)) is not None:
        where = named(where, who)
    if _tells(f"{where}{norm.lead} {act}", bound, number):
        return
    rule = bound.reading(bound.side)
    choices = []
    for side, figure, name in rows:
        ok = within(number, figure, side, bound.strict)
        text = f"{verdict(norm, ok)}, as {bound.write(figure)} is the {'most' if side == 'upper' else 'least'} that is allowed"
        why = f"The provision says that {rule}."
        choices.append(Choice(text, {"complies": ok, "side": side, "bound": figure}, why, name))
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": bound.strict}
    case = f"{where}{sentence(norm, act)}"
    yield Draft(
        "case-limit", norm, "value", scene(norm, case), tuple(choices), "application", False, "limit", facts
    )  # fmt: skip


def _tells(case: str, bound: Bound, number: float) -> bool:
    """Whether a case names the bound itself, or a second measure of its unit, so that the options could mean either."""
    others = [w for w in values(case) if w.number != number]
    unit = bound.written.unit.partition("|")[0]
    return (
        any(w.unit.partition("|")[0] == unit for w in others)
        or re.search(rf"(?<![\d.,]){re.escape(bound.written.shown)}(?![\d])", case) is not None
    )


Row = tuple[Side, float, str]
"""One reading of a limit: its side, its figure, and the name of the misreading; no name for the limit as it is."""


def readings(bound: Bound, numbers: Sequence[float], seed: str) -> tuple[float, list[Row]] | None:
    """The number of a case, and the limit with three misreadings of it, the limit first; two readings give either verdict.

    No figure tells the key. Where everybody can guess the direction, four figures are shown once each, two on either side of
    the case. Elsewhere two figures are shown, each once as the least and once as the most. Which place the
    limit has among the figures and the case, the text of `seed` decides. Returns None where the scale lacks numbers.

    Args:
        numbers: The scale that the bound is on, itself among them.
    """
    scale = sorted({*numbers, bound.number})
    at = scale.index(bound.number)
    turned: Side = "lower" if bound.side == "upper" else "upper"

    def wider(figure: float) -> str:
        return "wider" if (figure > bound.number) == (bound.side == "upper") else "tighter"

    if bound.guessable:
        places = [place for place in (0, 1, 3, 4) if at - place >= 0 and at - place + 5 <= len(scale)]
        if not places:
            return None
        first = at - places[pick(f"{seed}|place", len(places))]
        window = scale[first : first + 5]
        others = [n for i, n in enumerate(window) if i != 2 and n != bound.number]
        one_way: list[Row] = [(bound.side, n, f"a {wider(n)} limit is remembered") for n in others]
        return window[2], [(bound.side, bound.number, ""), *one_way]
    orders = [(b, case) for b in range(3) for case in range(3) if b != case and 0 <= at - b <= len(scale) - 3]
    if not orders:
        return None
    place, case = orders[pick(f"{seed}|place", len(orders))]
    other = scale[at - place + 3 - place - case]
    two_ways: list[Row] = [
        (turned, bound.number, TURNED[bound.side]),
        (bound.side, other, f"a {wider(other)} limit is remembered"),
        (turned, other, f"{TURNED[bound.side]}, and another figure is remembered"),
    ]
    return scale[at - place + case], [(bound.side, bound.number, ""), *two_ways]


def scale_of(bound: Bound) -> list[float]:
    """The numbers near a bound that a case or an option may have, itself among them."""
    broken, kept = steps(bound)
    return sorted({*broken, *kept, bound.number})


_HEARD_OF = re.compile(
    r"\b(?:revocation|suspension|cancellation|refusal|publication|decision|death|accident|occurrence|expiry|amendment)\b",
    re.I,
)
"""Events that come from others, so that whoever has the duty may hear of them later."""
_ON_WHICH = re.compile(r"the (?:day|date) (?:on which|when|that) (?P<what>.+)$", re.I)
_UNITS = {"day": "day", "calendar day": "day", "week": "week", "month": "month", "year": "year"}
_EVENT_CLAUSE = re.compile(
    r"^(?:the|an?|any|each|every) .+? (?:is|are|has been|have been|was|were) \w+", re.I
)


def date(norm: Norm) -> Iterator[Draft]:
    """The last day of a deadline, computed from the day of its event."""
    value = norm.value
    if value is None or norm.force != "duty" or not value.counted_from or norm.exceptions:
        return
    keeps = _KEEPS.match(norm.action) is not None
    if value.kind != ("duration" if keeps else "deadline"):
        return
    bound = next((one for one, _ in _measures(norm) if one.long), None) if keeps else bound_of(norm)
    if bound is None or value.unit not in _UNITS or value.number != int(value.number) or value.number < 2:
        return
    direction, unit = _direction(norm), _UNITS[value.unit]
    event = " ".join(value.counted_from.split()).strip(" ,;.")
    on = _ON_WHICH.match(event)
    if on is not None:
        event = re.sub(r"^(?:that|their|its) (?=[a-z]+ (?:is|was|has)\b)", "the ", on["what"])
    if re.search(
        r"\b(?:it|they|he|she|them|its|their|year|month|week|period|term)\b|^(?:that|this|those|these|such)\b",
        event,
    ):
        # A year or a period has no one day from which could be counted.
        return
    behind = norm.action.lower().partition(event.lower())[2]
    whole_event = " ".join(value.counted_from.lower().split())
    if whole.fault(event) or len(event.split()) > 14 or re.match(r"\s*(?:,|and\b|or\b)", behind):
        return
    at = norm.action.lower().find(value.text.lower())
    act = (
        re.sub(
            r"(?<![ ,])[ ,]*+(?:within|not later than|no later than|(?:for )?(?:a period of )?at least|for a (?:minimum |period )of|for|not less than|not more than|at most)?$",
            "",
            norm.action[:at].rstrip(),
        )
        if at > 0
        else ""
    )
    left = norm.action[at + len(value.text) :].lower().replace(whole_event, "").strip(" ,")
    left = re.sub(r"^(?:after|before|of|from|following)\b,? ?", "", left).strip(" ,")
    who = actor(norm) or (Actor(norm.subject, norm.many, False) if norm.subject.startswith("the ") else None)
    if direction < 0 and unit == "day":
        # Laws differ in whether both ends are counted in days before an event.
        return
    if (
        who is None or len(who.words.split()) > 9 or len(act.split()) < 2 or whole.fault(act) or len(left.split()) > 10
        or re.search(r"\b(?:if|unless|except|but|year|month|days?)\b", left)
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
        Choice(
            people.shown(key),
            {"date": key},
            f"{upper_first(period)} counted {'from' if direction > 0 else 'back from'} {people.shown(start)} end on {people.shown(key)}.",
            size=_ordinal(key),
        )
    ]
    chosen = _around(
        key, list({d: (d, why, name) for d, why, name in reversed(options)}.values())[::-1], norm
    )
    choices += [Choice(people.shown(d), {"date": d}, why, name, _ordinal(d)) for d, why, name in chosen]
    learned = shifted(start.isoformat(), 9, "day", 1)
    hears = (
        f" {upper_first(who.again)} {'first hear' if who.many else 'first hears'} of it on {people.shown(learned)}."
        if direction > 0 and norm.agent and not keeps and _HEARD_OF.search(event)
        else ""
    )
    asks = "until what day at least" if keeps else "by when at the latest"
    stem = f"{upper_first(happens)}.{hears} Under {norm.place}, {asks} must {who.again} {act}?"
    facts = {"start": start.isoformat(), "number": value.number, "unit": unit, "direction": direction}
    yield Draft("last-day", norm, "value", stem, tuple(choices), "application", False, "date", facts)


def _plain_days(norm: Norm, number: float, unit: str, direction: int) -> tuple[datetime.date, str] | None:
    """A first and a last day that are plain working days, so that no rule about holidays moves the last one."""
    for attempt in range(40):
        start = people.day(f"{norm.rule.id}|start|{attempt}")
        key = shifted(start.isoformat(), number, unit, direction)
        if people.plain_day(start) and people.plain_day(datetime.date.fromisoformat(key)):
            return start, key
    return None


_HAPPENS = re.compile(
    r"(?:tion|sion|ment|ing|sal|val|ure|ance|move|change|sale|export|import|accident|spill|release|visit|test|purchase|transfer|incident|death|shipment|harvest)$"
)


def _told_event(event: str, clause: bool) -> str | None:
    """The beginning of a sentence that gives an event its date: `the vacancy occurred on`, `the date of the move is`; None where it cannot be told."""
    if clause or _EVENT_CLAUSE.match(event):
        return f"{event} on"
    if re.match(r"the (?:[a-z]+ )?date\b", event):
        return f"{event} is"
    if re.match(r"the day of (?=the )", event):
        return f"the date of {event[len('the day of ') :]} is"
    if not event.startswith("the ") or grammar.plural(event):
        return None
    return f"{event} takes place on" if _HAPPENS.search(grammar.head(event)) else None


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
    if direction > 0 and norm.agent and not keeps and _HEARD_OF.search(event):
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
