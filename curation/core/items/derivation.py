"""Which options a question's derivation makes right. Generators and checks both compute it with this module.

A derivation is data: the form, the facts of the case, what the rule says of them, and for each option what it claims. An
option is right when what it claims is what the rule says and what follows from it. Forms:

    limit      facts: planned, bound, side (upper, lower), strict; claim: complies, side, bound
    nearest    facts: planned, bound, side, strict;                claim: value, or refused
    scope      facts: force (duty, ban), met, done, needs;         claim: complies, needs
    cell       facts: force, needs, asked (applied, done);        claim: met, done
    order      facts: order (before, after), planned;              claim: complies, order
    list       facts: conjunction (and, or), size, present;        claim: complies, reading (and, or, examples, asked)
    missing    facts: elements, present;                           claim: element
    date       facts: start, number, unit, direction (1, -1);      claim: date
    same       facts: value;                                       claim: value
    findings   facts: asked (breach, lawful);                      claim: the case of an option, as `kept` reads it
    parts      facts: parts, case;                                 claim: complies, parts
    cases      facts: force, needs, cases (met and done of each);  claim: broken (of each case)
    points     facts: joint (and, or), points, present;            claim: lacks, or by (what is met)

A part of a provision is a span of time about an event, `low` and `high` in days (None for no end), or what it `accepts`.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from typing import Any


def right(derivation: Mapping[str, Any], options: Sequence[str]) -> list[int] | None:
    """The indices of the options that the derivation makes right; None where it does not say what each option claims.

    Args:
        derivation: As in `Candidate.derivation`: `form`, `facts`, `claims` by the text of the option.
        options: The options in any order.
    """
    claims, facts, form = derivation.get("claims"), derivation.get("facts"), derivation.get("form")
    if not isinstance(claims, Mapping) or not isinstance(facts, Mapping) or form not in _FORMS:
        return None
    said = [claim for option in options if isinstance(claim := claims.get(option), Mapping)]
    if len(said) < len(options):
        return None
    try:
        return [i for i, claim in enumerate(said) if _FORMS[form](facts, claim, said)]
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def within(value: float, bound: float, side: str, strict: bool) -> bool:
    """Whether a value keeps to a bound: at most it (`upper`) or at least it (`lower`); a strict bound is itself outside."""
    if value == bound:
        return not strict
    return value < bound if side == "upper" else value > bound


def applies(needs: str, met: bool) -> bool:
    """Whether a rule applies: `always`, `never`, when its circumstance is `met`, or unless it is (`denied`)."""
    return {"always": True, "never": False, "met": met, "denied": not met}[needs]


def complies(force: str, done: bool, applied: bool) -> bool:
    """Whether doing or leaving something keeps a duty or a ban, which may not apply."""
    return not applied or done == (force == "duty")


def shifted(start: str, number: float, unit: str, direction: int) -> str:
    """The ISO date that lies `number` units after (1) or before (-1) another; the day it is counted from is not counted.

    Months end on their last day where a day does not exist (31 January and one month is the end of February).
    """
    day = datetime.date.fromisoformat(start)
    n = int(number) * direction
    if unit in ("day", "calendar day"):
        return (day + datetime.timedelta(days=n)).isoformat()
    if unit == "week":
        return (day + datetime.timedelta(weeks=n)).isoformat()
    months = n * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(
        year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1])
    ).isoformat()


def _limit(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    kept = within(facts["planned"], facts["bound"], facts["side"], facts["strict"])
    return bool(
        claim["side"] == facts["side"] and claim["bound"] == facts["bound"] and claim["complies"] == kept
    )


def _nearest(facts: Mapping[str, Any], claim: Mapping[str, Any], said: Sequence[Any]) -> bool:
    kept = [c["value"] for c in said if within(c["value"], facts["bound"], facts["side"], facts["strict"])]
    return bool(kept) and claim["value"] == min(kept, key=lambda value: abs(value - facts["planned"]))


def _scope(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    kept = complies(facts["force"], facts["done"], applies(facts["needs"], facts["met"]))
    return bool(claim["needs"] == facts["needs"] and claim["complies"] == kept)


def _cell(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    asked = facts["asked"]
    return bool(applies(facts["needs"], claim["met"]) == asked["applied"] and claim["done"] == asked["done"])


def _order(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    return bool(
        claim["order"] == facts["order"] and claim["complies"] == (facts["planned"] == facts["order"])
    )


def _list(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    kept = facts["present"] == facts["size"] if facts["conjunction"] == "and" else facts["present"] > 0
    return bool(claim["reading"] == facts["conjunction"] and claim["complies"] == kept)


def _missing(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    return claim["element"] in facts["elements"] and claim["element"] not in facts["present"]


def _date(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    return bool(claim["date"] == shifted(facts["start"], facts["number"], facts["unit"], facts["direction"]))


def kept(case: Mapping[str, Any]) -> bool:
    """Whether a case keeps its rule.

    A case says `planned`, `bound`, `side`, `strict` of a number; `order`, `planned` of two steps; or `force`, `done`, `needs`,
    `met` of an act and its circumstance.
    """
    if "order" in case:
        return bool(case["order"] == case["planned"])
    if "bound" in case:
        return within(case["planned"], case["bound"], case["side"], case["strict"])
    return complies(case["force"], case["done"], applies(case["needs"], case["met"]))


def _findings(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    return kept(claim) == {"breach": False, "lawful": True}[facts["asked"]]


def part_kept(part: Mapping[str, Any], case: Any) -> bool:
    """Whether a case keeps one part of a provision: a day within its span of time, or one of what it accepts.

    The event itself, day 0, is neither before nor after it.
    """
    if "accepts" in part:
        return case in part["accepts"]
    low, high = part["low"], part["high"]
    if low is None:
        return bool(case <= high and case < 0)
    return bool(case > 0 and case >= low and (high is None or case <= high))


def _parts(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    kept_all = all(part_kept(part, facts["case"][name]) for name, part in facts["parts"].items())
    return bool(claim["parts"] == facts["parts"] and claim["complies"] == kept_all)


def _cases(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    broken = [
        not complies(facts["force"], case["done"], applies(facts["needs"], case["met"]))
        for case in facts["cases"]
    ]
    return bool(claim["broken"] == broken)


def _points(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    if facts["joint"] == "or":
        return bool(claim["by"] == facts["present"])
    return bool(claim["lacks"] == [point for point in facts["points"] if point not in facts["present"]])


def _same(facts: Mapping[str, Any], claim: Mapping[str, Any], _: Sequence[Any]) -> bool:
    return bool(claim["value"] == facts["value"])


_FORMS = {"limit": _limit, "nearest": _nearest, "scope": _scope, "cell": _cell, "order": _order, "list": _list, "missing": _missing, "date": _date, "same": _same, "findings": _findings, "parts": _parts, "cases": _cases, "points": _points}  # fmt: skip
