"""The least or the most that a rule allows of a number, as it is written, and an act with another number in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from curation.core.items.derivation import within
from curation.generation.template.cases.telling import actor, done
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.numeric_distractors import ScaleValue as Written
from curation.generation.template.questions.numeric_distractors import values
from curation.text.template_words.cases import bounds as wording

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


def bound_of(norm: Norm) -> Bound | None:
    """The bound that a duty sets with its only number; None where the number may say to what the duty applies instead."""
    value = norm.value
    if norm.force == "ban":
        return _banned(norm)
    if value is None or value.upper is not None or wording.ONLY_SO_OFTEN.search(norm.action):
        return None
    written = [w for w in values(norm.action) if w.number == value.number and w.unit != "frequency"]
    if len(written) != 1 or len(list(values(norm.action))) != 1:
        return None
    if wording.SCOPE_BEFORE.search(norm.action[: written[0].start]) or wording.RATE.match(
        norm.action[written[0].end :]
    ):
        return None
    kind = value.kind
    if kind == "frequency":
        return Bound("upper", False, value.number, "interval", True, written[0])
    side: Side | None = (
        "lower" if wording.LOWER.match(value.text) else "upper" if wording.UPPER.match(value.text) else None
    )
    if side is None or (side == "upper" and value.text.lower().startswith("within") and kind != "deadline"):
        return None
    noun = {
        "deadline": "notice" if event_direction(norm) < 0 else "time taken",
        "duration": "period",
        "count": "number",
        "limit": "figure",
        "age": "age",
    }[kind]
    if kind == "deadline" and (event_direction(norm) < 0) != (side == "lower"):
        return None
    return Bound(side, False, value.number, noun, kind in ("deadline", "duration"), written[0])


def _banned(norm: Norm) -> Bound | None:
    """The bound that a ban sets: what it forbids to exceed is the most that is allowed."""
    written = [w for w in values(norm.action) if w.unit != "frequency"]
    if (
        len(written) != 1
        or wording.SCOPE_BEFORE.sub("", norm.action[: written[0].start]).count("who")
        or (
            wording.RATE.match(norm.action[written[0].end :])
            and not wording.PER.match(norm.action[written[0].end :])
        )
    ):
        return None
    before = norm.action[: written[0].start]
    side: Side | None = (
        "upper"
        if wording.BEYOND.search(before)
        else "lower"
        if wording.SHORT_OF.search(before) or wording.NEARER.search(before)
        else None
    )
    if side is None or wording.SUBORDINATE_OR_NEGATED.search(before):
        return None
    if wording.NEARER.search(before) and written[0].unit.partition("|")[0].endswith(wording.UNITS_OF_TIME):
        return None
    per = wording.PER.match(norm.action[written[0].end :])
    return Bound(side, False, written[0].number, "figure", False, written[0], per[0] if per else "")


def event_direction(norm: Norm) -> int:
    """1 for a period after its event, -1 for one before it."""
    value = norm.value
    if value is None:
        return 1
    at = norm.action.lower().find(value.text.lower())
    behind = norm.action[at + len(value.text) :] if at >= 0 else ""
    return -1 if wording.EVENT_DIRECTION.match(behind) else 1


def replaced(bound: Bound, norm: Norm, number: float) -> str:
    """The action with another number; a plan says what is done, so words such as `at least` go."""
    w = bound.written
    before, behind = norm.action[: w.start], norm.action[w.end :]
    if norm.force == "ban":
        before = re.sub(r"\bexceed\s*$", "be ", before)
        if (near := wording.WITHIN.search(before)) and (of := re.match(r"\s*of\b", behind)):
            # "Within 255 m" may be nearer still: a case is at one place.
            return f"{before[: near.start()]}at {w.write(number)} from{behind[of.end() :]}".replace("  ", " ")
        before = wording.SHORT_OF.sub(
            "",
            wording.BEYOND.sub(
                lambda m: "of " if wording.MEASURED.search(before[: m.start()]) else "", before
            ),
        )
        return f"{before}{w.write(number)}{behind}".replace("  ", " ")
    before = wording.COMPARISON_BEFORE_NUMBER.sub(lambda m: "of " if m[0].lower().startswith("of ") or re.search(r"intervals\s*$", before[: m.start()], re.I) else "", before)  # fmt: skip
    if (near := wording.WITHIN.search(before)) is not None:
        # "Within 20 days" may be within 15 as well: a case is on one day.
        event = wording.EVENT_PREPOSITION.match(behind)
        before = before[: near.start()] + ("" if event else "in ")
        behind = wording.STARTS_LATER.sub(" after", behind)
    before = wording.AT_LEAST_BEFORE_FREQUENCY.sub("", before)
    before = wording.AT_LEAST_ONCE_BEFORE_FREQUENCY.sub("", before)
    return wording.COMPARISON_BEHIND_NUMBER.sub("", f"{before}{w.write(number)}{behind}")


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


def told_act(norm: Norm, bound: Bound, number: float) -> str | None:
    """The act with another number in the place of the bound; None where it cannot be told."""
    who = actor(norm)
    return None if who is None else done(norm, who, replaced(bound, norm, number))


def measures(norm: Norm) -> Iterator[tuple[Bound, str]]:
    """The numbers in action and subject that are said to be the least or the most, and in which of the two each stands."""
    if norm.force != "duty":
        return
    for place, text in (("action", norm.action), ("subject", norm.subject)):
        for written in values(text):
            before, behind = text[: written.start], text[written.end :]
            compared = (
                wording.COMPARED.search(before)
                or (place == "action" and wording.BEHIND.match(behind))
                or None
            )
            keeps = (
                place == "action"
                and wording.KEEPS.match(text) is not None
                and wording.FOR.search(wording.COMPARED.sub("", before)) is not None
            )
            if (
                (compared is None and not keeps)
                or written.unit == "frequency"
                or (wording.RATE.match(behind) and not wording.PER.match(behind))
                or wording.NARROWS.search(before[:-12] if compared else before)
                or (place == "subject" and wording.MEASURES.search(before))
                or re.search(
                    r"\bor (?:[a-z]+ )?$",
                    before[: compared.start()] if compared and compared.string == before else "",
                )
            ):
                continue
            side: Side = "lower" if compared is None or compared["lower"] else "upper"
            per = wording.PER.match(behind)
            noun = "period" if keeps else "figure"
            yield Bound(side, False, written.number, noun, keeps, written, per[0] if per else ""), place


def changed_act(norm: Norm, bound: Bound, place: str, number: float) -> str | None:
    """The act with another number in the place of the bound, which stands in the action or in the subject; None where it cannot be told."""
    text = norm.action if place == "action" else norm.subject
    before = re.sub(r"\bintervals $", "intervals of ", wording.COMPARED.sub("", text[: bound.written.start]))
    behind = wording.BEHIND.sub("", text[bound.written.end :])
    words = f"{before}{bound.written.write(number)}{behind}"
    swapped = replace(norm, action=words) if place == "action" else replace(norm, subject=words)
    who = actor(swapped)
    return None if who is None else done(swapped, who, swapped.action)


def scale_of(bound: Bound) -> list[float]:
    """The numbers near a bound that a case or an option may have, itself among them."""
    broken, kept = steps(bound)
    return sorted({*broken, *kept, bound.number})
