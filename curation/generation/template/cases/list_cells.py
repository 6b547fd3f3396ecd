"""The cases of a rule that is a list: points that lift it or say when it holds, and the elements of a duty or a ban."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from curation.generation.template.cases.acts import Case
from curation.generation.template.cases.cells import CaseTable, RuleCase, Way, clumsy, facts_of, told_case
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import Turn
from curation.generation.template.provisions.points import Elements, Points
from curation.text.template_words.cases import two_cases as wording

_MOST_TOLD = 48
"""Most words of a case that tells every point."""
_ANY: tuple[tuple[Way, Way], ...] = (("one-point", "other-point"), ("one-point", "no-point"))
_EVERY: tuple[tuple[Way, Way], ...] = (("one-missing", "other-missing"), ("one-missing", "all-points"))
"""Cases beside each other where any point is enough, and where every one is needed."""


def table_of_points(points: Points) -> CaseTable | None:
    """The cases of a rule whose condition or exception is a list of points; None where they cannot be told."""
    norms = [norm for norm in points.norms if norm is not None]
    if len(norms) < len(points.norms) or norms[0].lead:
        return None
    case = next((one for norm in norms if (one := told_case(norm)) is not None), None)
    if case is None or clumsy(norms[0], case):
        return None
    ban = norms[0].force == "ban"
    act = case.done if ban else case.undone
    facts = [
        None if wording.JUDGED.search(turn_of(norm).body) else facts_of(norm, turn_of(norm), case)
        for norm in norms
    ]
    if not act or any(fact is None for fact in facts):
        return None
    told = [fact for fact in facts if fact is not None]
    needs: Literal["met", "denied"] = "denied" if points.lifts else "met"
    cells = [RuleCase(way, act, text, why, met, ban) for way, text, why, met in _told(told, points.joint)]
    return CaseTable(norms[0], needs, True, tuple(cells), _ANY if points.joint == "or" else _EVERY)


def turn_of(norm: Norm) -> Turn:
    """The only circumstance of a norm."""
    return (*norm.exceptions, *norm.conditions)[0]


def table_of_elements(elements: Elements) -> CaseTable | None:
    """The cases of a duty or a ban that is a list: all of it done, one element left out or done; None where they cannot be told."""
    norms = [norm for norm in elements.norms if norm is not None]
    if len(norms) < len(elements.norms) or any(_no_element(norm) for norm in norms):
        return None
    cases = [case for norm in norms if (case := told_case(norm)) is not None and not clumsy(norm, case)]
    if len(cases) < len(norms) or any(not case.done or not case.undone for case in cases):
        return None
    ban = norms[0].force == "ban"
    if (
        (ban and elements.joint == "and")
        or " and " in norms[0].subject
        or wording.AMONG.search(elements.provision)
    ):
        return None
    told = [_same_subject(case) for case in cases]
    if ban:
        texts = _of_ban(cases)
    else:
        texts = _told(told, elements.joint)
    cells = [RuleCase(way, text, "", why, True, done) for way, text, why, done in texts]
    return CaseTable(norms[0], "met", True, tuple(cells), _ANY if elements.joint == "or" else _EVERY)


def _no_element(norm: Norm) -> bool:
    return bool(
        norm.lead
        or norm.conditions
        or norm.exceptions
        or wording.CONTENTS.match(norm.action)
        or wording.PERIODIC.search(norm.action)
    )


def _same_subject(case: Case) -> tuple[str, str | None]:
    return case.done, case.undone


def _of_ban(cases: Sequence[Case]) -> Iterator[tuple[Way, str, str, bool]]:
    """Of a ban of several acts: one is done, another is done, none is."""
    ways: tuple[Way, ...] = ("one-point", "other-point")
    for way, case in zip(ways, cases, strict=False):
        yield way, case.done, wording.WHY_ONE_BANNED.format(act=case.done), True
    if len(cases) == 2 and all(case.undone for case in cases):
        text = _joined([case.undone or "" for case in cases])
        yield "no-point", text, wording.WHY_NONE_BANNED, False


def _told(points: Sequence[tuple[str, str | None]], joint: str) -> Iterator[tuple[Way, str, str, bool]]:
    """The cases of points, each told with its contrary: which are met, the text, why it counts, and whether the list is fulfilled."""
    if joint == "or":
        ways: tuple[Way, ...] = ("one-point", "other-point")
        for way, place in zip(ways, range(len(points)), strict=False):
            yes = points[place][0]
            others = [no for other, (_, no) in enumerate(points) if other != place]
            if len(others) == 1 and others[0]:
                yield (
                    way,
                    f"{yes}, but {_again(others[0], yes, bare=True)}",
                    wording.WHY_ONE.format(yes=yes),
                    True,
                )
            elif len(others) > 1:
                yield way, f"{yes}, but nothing else of the list is so", wording.WHY_ONE.format(yes=yes), True
        if len(points) == 2 and all(no for _, no in points):
            yield "no-point", _joined([no or "" for _, no in points]), wording.WHY_NONE, False
        return
    lacking: tuple[Way, ...] = ("one-missing", "other-missing")
    found = [(place, no) for place, (_, no) in enumerate(points) if no]
    for way, (place, no) in zip(lacking, found, strict=False):
        rest = [yes for other, (yes, _) in enumerate(points) if other != place]
        text = f"{_joined(rest)}, but {_again(no, rest[-1], bare=True)}"
        if len(text.split()) <= _MOST_TOLD:
            yield way, text, wording.WHY_MISSING.format(no=no), False
    everything = _joined([yes for yes, _ in points])
    if len(everything.split()) <= _MOST_TOLD:
        yield "all-points", everything, wording.WHY_ALL, True


def _joined(clauses: list[str]) -> str:
    """Clauses in a row, with a subject that they share told once: `the employer fits a guard and tests it`."""
    told = [clauses[0], *(_again(clause, clauses[0], bare=True) for clause in clauses[1:])]
    return (
        told[0] if len(told) == 1 else f"{', '.join(told[:-1])}{',' if len(told) > 2 else ''} and {told[-1]}"
    )


def _again(clause: str, before: str, *, bare: bool = False) -> str:
    """A clause behind another one of the same subject, without the subject where `bare` is set and both have it."""
    first, second = wording.BEFORE_VERB.match(before), wording.BEFORE_VERB.match(clause)
    if bare and first is not None and second is not None and first["who"] == second["who"]:
        return clause[second.end() :]
    return clause
