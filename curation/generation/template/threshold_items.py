"""Rules that begin above an amount, and a case below or above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from curation.core.derivation import within
from curation.generation.template.cases import case_of, scene, verdict
from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import Choice, Draft, sides
from curation.generation.template.telling import one_case, sentence
from curation.text import numbers, whole
from curation.text.grammar import lower_first, upper_first

_LONGEST = 26
"""Words of a circumstance that a case begins with."""
_SPELT = {
    word: number
    for word, number in numbers.words().items()
    if number in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30)
}
"""The words that amounts are written with."""
_AMOUNT = rf"(?P<amount>\d[\d ,]*(?:\.\d+)?|{'|'.join(_SPELT)}) ?(?P<unit>%|[cdk]?m[23\u00b2\u00b3](?![\w])|[A-Za-z\u00b0\u00b5]+(?:/[a-z0-9]+)?(?: (?:gallons|litres|metres|feet|centimetres|millimetres|inches|pounds|volts|degrees))?)"
_OVER = re.compile(
    rf"(?P<be>\b(?:exceeds|exceed|(?:is|are) (?:more than|greater than|above|over|in excess of))\b|\b(?:of )?(?:more than|greater than|in excess of)\b|\bexceeding\b|\bover\b) {_AMOUNT}"
)


def threshold(norm: Norm, *, other: bool = False) -> Iterator[Draft]:
    """A rule that begins above an amount, in a case below or above it."""
    if norm.exceptions or len(norm.conditions) > 1:
        return
    turn = norm.conditions[0] if norm.conditions else None
    if turn is not None and (not turn.clause or turn.word in ("before", "after", "prior to")):
        return
    text = turn.body if turn is not None else norm.subject
    found = _amount(text)
    if found is None:
        return
    match, bound = found
    above = sides(f"{norm.rule.id}|threshold", other)
    planned = bound * (1.5 if above else 0.75)
    figures = {n: _written(n, match["amount"]) for n in (planned, bound, bound / 2, bound * 2)}
    if None in figures.values() or len(set(figures.values())) < 4:
        return
    unit = _unit(match)
    if planned != int(planned) and len(unit) > 4 and unit.isalpha():
        # There are no 1.5 decks.
        return
    told = _with(text, match, f"{figures[planned]} {unit}")
    case = case_of(norm if turn is not None else replace(norm, subject=told))
    broken = None if case is None else case.done if norm.force == "ban" else case.undone
    if (
        not broken
        or whole.fault(upper_first(told))
        or len(told.split()) > _LONGEST
        or re.search(r"\b(?:shall|must|whichever)\b", told)
    ):
        return
    where = f"{upper_first(one_case(lower_first(told)))}. " if turn is not None else ""
    rows = [
        ("upper", bound, ""),
        ("upper", bound / 2, "a lower threshold is remembered"),
        ("upper", bound * 2, "a higher threshold is remembered"),
        ("lower", bound, "the threshold is turned round")
        if above
        else ("none", 0.0, "the threshold is overlooked"),
    ]
    choices = []
    for side, figure, name in rows:
        kept = side != "none" and within(planned, figure, side, False)
        shown = f"{figures[figure]} {unit}" if figure else ""
        said = {
            "upper": f"begins above {shown}",
            "lower": f"ends above {shown}",
            "none": "holds for any figure",
        }[side]
        choices.append(
            Choice(
                f"{verdict(norm, kept)}, as the {norm.force} {said}",
                {"complies": kept, "side": side, "bound": figure},
                f"The provision begins above {figures[bound]} {unit}, and the case has {figures[planned]} {unit}.",
                name,
            )
        )
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    facts = {"planned": planned, "bound": bound, "side": "upper", "strict": False}
    told_case = f"{where}{sentence(norm, broken)}"
    yield Draft(
        "case-threshold", norm, "condition", scene(norm, told_case), tuple(choices), "application", False, "limit", facts, case=told_case,
    )  # fmt: skip


def _amount(text: str) -> tuple[re.Match[str], float] | None:
    """Where a text says that an amount is exceeded, and the amount; None where it names no such amount or several."""
    matches = list(_OVER.finditer(text))
    if (
        len(matches) != 1
        or re.search(r"\bnot (?:more|greater|exceed)", text)
        or re.match(r"\s*(?:and|or|to|but)\b", text[matches[0].end() :])
    ):
        return None
    match = matches[0]
    number = _plain(match["amount"])
    if number is None or number <= 0:
        return None
    return match, number


def _with(text: str, match: re.Match[str], told: str) -> str:
    """The text with another amount that is there: `is 2 m` of `exceeds 1.5 m`."""
    be = match["be"]
    joint = (
        "is "
        if be.startswith(("exceeds", "is "))
        else "are "
        if be.startswith(("exceed ", "are ")) or be == "exceed"
        else "of "
        if be.startswith(("of ", "exceeding", "over"))
        else ""
    )
    before, behind = text[: match.start()], text[match.end() :]
    if joint == "of " and (
        not before.strip() or re.search(r"\b(?:for|at|than|by|with|to|within|of|when|where|if)\s*$", before)
    ):
        joint = ""
    return f"{before}{joint}{told}{behind}"


def _unit(match: re.Match[str]) -> str:
    unit = match["unit"]
    return f"{unit}s" if len(unit) > 4 and unit.islower() and not unit.endswith(("s", "t", "z")) else unit


def _plain(amount: str) -> float | None:
    low = amount.strip().lower()
    if low in _SPELT:
        return float(_SPELT[low])
    try:
        return float(low.replace(" ", "").replace(",", ""))
    except ValueError:
        return None


def _written(number: float, model: str) -> str | None:
    """A number with at most one more place behind the point than the model has."""
    places = len(model.strip().partition(".")[2])
    number = round(number, max(1, places))
    if number <= 0:
        return None
    text = f"{number:g}" if number < 10_000 else f"{int(number)}"
    if number == int(number) and number >= 1000:
        return (
            f"{int(number):,}"
            if "," in model
            else f"{int(number):,}".replace(",", " ")
            if " " in model
            else str(int(number))
        )
    return text
