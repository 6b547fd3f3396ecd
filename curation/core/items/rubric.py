"""The rubric of an open task: what makes it sound, the plain text in which people write it, and the score of an answer.

In that text each point is a line `p1 (required, 2): The answer asks everybody to leave.` Id and weight may be left out, and
after the words the clauses may stand in square brackets, with semicolons between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from curation.core.records import PointRole, RubricPoint

ROLES: tuple[PointRole, ...] = get_args(PointRole)
_LINE = re.compile(
    rf"^\s*(?:(?P<id>[A-Za-z][\w-]{{0,19}})\s++)?\(?(?P<role>{'|'.join(ROLES)})(?:\s*+(?:,\s*+)?(?P<weight>\d++(?:[.,]\d++)?))?\)?\s*+:\s*+(?P<text>\S.*)$",
    re.I,
)
_CLAUSES = re.compile(r"^(?P<text>.*\S)\s*\[(?P<clauses>[^\[\]]+)\]$")
Point = RubricPoint | Mapping[str, Any]


def points(value: Iterable[Point]) -> list[RubricPoint]:
    """The points as records. Raises: pydantic.ValidationError for what is no point."""
    return [point if isinstance(point, RubricPoint) else RubricPoint.model_validate(point) for point in value]


def problems(rubric: Sequence[RubricPoint]) -> list[tuple[str, str]]:
    """Everything that is wrong with a rubric: the id of the point (empty for the whole) and what to do, in words."""
    faults: list[tuple[str, str]] = []
    if not any(point.role == "required" for point in rubric):
        faults.append(("", "has no required point, so every answer would be complete; mark one as required"))
    seen: set[str] = set()
    for number, point in enumerate(rubric, 1):
        name = point.id or f"number {number}"
        if not point.id.strip():
            faults.append((name, "has no id; give it a short name such as p1"))
        elif point.id in seen:
            faults.append((name, "has the id of an earlier point; ids are unique in a rubric"))
        seen.add(point.id)
        if not point.text.strip():
            faults.append((name, "has no words; say what the answer has to say"))
        if not 0 < point.weight <= 100:
            faults.append((name, f"has the weight {point.weight:g}; a weight is above 0 and at most 100"))
    return faults


def as_text(rubric: Iterable[Point]) -> str:
    """The rubric as lines that `from_text` reads back, without the clauses."""
    return "\n".join(f"{p.id} ({p.role}, {p.weight:g}): {' '.join(p.text.split())}" for p in points(rubric))


def from_text(text: str, before: Iterable[Point] = ()) -> list[RubricPoint] | str:
    """The points of lines; what cannot be read is said in words.

    A line with the id of a point of `before` keeps its rules and clauses, and the words to match where its own words are the same.
    """
    known = {point.id: point for point in points(before)}
    made: list[RubricPoint] = []
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        match = _LINE.match(line)
        if match is None:
            return f"line {number} of the rubric is not of the form: p1 (required, 2): what the answer says"
        words, clauses = match["text"].rstrip(), []
        if (cited := _CLAUSES.match(words)) and not known:
            words = cited["text"]
            clauses = [part.strip() for part in cited["clauses"].split(";") if part.strip()]
        name = match["id"] or f"p{number}"
        old = known.get(name)
        weight = float((match["weight"] or "1").replace(",", "."))
        role = match["role"].lower()
        point = RubricPoint.model_validate(
            {"id": name, "text": words, "weight": weight, "role": role, "clauses": clauses}
        )
        if old is not None:
            same = " ".join(old.text.split()) == words
            kept = {"rules": old.rules, "clauses": old.clauses, "match": old.match if same else []}
            point = point.model_copy(update=kept)
        made.append(point)
    return made or "the rubric has no point"


@dataclass(frozen=True)
class Score:
    """What an answer gets by a rubric."""

    value: float | None
    """Weight of the points it makes, without the mistakes, by that of the required points, in [0, 1]; None where a point that
    counts could not be judged."""
    low: float
    """The least value that the points which could not be judged leave open."""
    high: float
    """The greatest one."""
    complete: bool | None
    """Whether it makes every required point and no mistake; None where that is open."""


def score(rubric: Sequence[Point], made: Mapping[str, bool | None]) -> Score:
    """The score of an answer from what is `made` of each point: yes, no, or None for a point that could not be judged."""
    known = points(rubric)
    needed = sum(point.weight for point in known if point.role == "required")
    if not needed:
        return Score(None, 0.0, 1.0, None)

    def value(open_: Mapping[str, bool]) -> float:
        total = 0.0
        for point in known:
            said = made.get(point.id)
            if open_[point.role] if said is None else said:
                total += -point.weight if point.role == "mistake" else point.weight
        return min(1.0, max(0.0, total / needed))

    low = value({"required": False, "optional": False, "mistake": True})
    high = value({"required": True, "optional": True, "mistake": False})
    wanted = [
        made.get(p.id) if p.role == "required" else _not(made.get(p.id))
        for p in known
        if p.role != "optional"
    ]
    complete = False if False in wanted else None if None in wanted else True
    return Score(low if low == high else None, low, high, complete)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
