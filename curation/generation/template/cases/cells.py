"""The cases of a rule with a circumstance: its act done, left undone or done in part, its circumstance met, not met, or met too late.

Each case is told in the words of the rule, in a form that grammar gives; what cannot be told so is left out. Whether a case breaks
its rule follows from the truth table of the rule and is computed in `core.derivation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core.derivation import applies, complies
from curation.generation.template.cases.acts import Case, case_of
from curation.generation.template.cases.plain_words import introduced
from curation.generation.template.cases.telling import Actor, done, own_words, some, undone
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import Turn
from curation.generation.template.provisions.points import Elements, Points
from curation.text import cut_off, grammar, whole
from curation.text.stems import content_stems
from curation.text.template_words import cases as case_wording
from curation.text.template_words import two_cases as wording
from curation.text.template_words.parsing import TIME_WORDS
from curation.text.verbs import base, singular, third_person

Way = Literal["bare", "late", "part", "slow", "free", "kept", "one", "other", "missing", "lacking", "all", "none"]
"""How a case stands to its rule: the rule holds and its act is missing (`bare`), its circumstance is met too late (`late`), its act is
done in part (`part`) or too late (`slow`); the rule does not hold (`free`); or it is kept (`kept`). Of a list of points: one is met
(`one`, `other`), one is not met (`missing`, `lacking`), `all` or `none` are."""

_FACT = 30
"""Most words of a circumstance."""


@dataclass(frozen=True)
class Cell:
    """One case."""

    way: Way
    act: str
    """What is done or not done, without a full stop."""
    fact: str
    """What is so of its circumstance; of one that is not met its contrary, empty where that cannot be said."""
    positive: bool
    """Whether the fact is the circumstance itself, met in time or late, and not its contrary."""
    facts: tuple[tuple[str, bool], ...]
    """`met` and `done` in the terms of `core.derivation`."""

    @property
    def why(self) -> str:
        """What decides the case."""
        return self.act if self.way in ("part", "kept") else self.fact


@dataclass(frozen=True)
class Table:
    """The cases of one rule."""

    norm: Norm
    needs: Literal["met", "denied"]
    """Whether the rule holds where its circumstance is met, or unless it is."""
    act_first: bool
    """Whether the act is told before the circumstance."""
    cells: tuple[Cell, ...]
    pairs: tuple[tuple[Way, Way], ...]
    """Cases that stand beside each other in a question."""


_OF_EXCEPTION: tuple[tuple[Way, Way], ...] = (("late", "free"), ("bare", "late"), ("bare", "free"))
_OF_CONDITION: tuple[tuple[Way, Way], ...] = (
    ("bare", "free"),
    ("free", "kept"),
    ("part", "kept"),
    ("slow", "kept"),
    ("part", "free"),
    ("slow", "free"),
    ("part", "bare"),
    ("slow", "bare"),
)
"""Nobody can tell which of the two is a breach without the circumstance, the whole of the act or its time."""


def table_of(norm: Norm) -> Table | None:
    """The cases of a rule with one circumstance; None where they cannot be told."""
    turns: list[tuple[Turn, Literal["met", "denied"]]] = [
        *((turn, "denied") for turn in norm.exceptions),
        *((turn, "met") for turn in norm.conditions),
    ]
    if len(turns) != 1 or norm.lead:
        return None
    turn, needs = turns[0]
    case = case_of(norm)
    if case is None or not turn.clause or turn.word in TIME_WORDS or wording.JUDGED.search(turn.body):
        return None
    said = facts_of(norm, turn, case)
    if said is None:
        return None
    yes, no = said
    act_first = needs == "denied" or not _shared(norm.action, norm, turn)
    if _clumsy(norm, case):
        return None
    if needs == "met" and (norm.force == "ban" or turn.body not in norm.provision):
        # Nobody would call "a healthy person handles food" a breach: only the act itself is asked about.
        pairs = tuple(pair for pair in _OF_CONDITION if "free" not in pair)
    else:
        pairs = _OF_EXCEPTION if needs == "denied" else _OF_CONDITION
    return Table(norm, needs, act_first, tuple(_cells(norm, turn, needs, case, yes, no)), pairs)


def _clumsy(norm: Norm, case: Case) -> bool:
    """Whether an act lost a conjunction when one of its ways was chosen: `issues a key a code`, `climbs a tower, an antenna`."""
    acts = f"{case.done}. {case.undone or ''}"
    return (wording.TWO_OBJECTS.search(acts) is not None and not wording.TWO_OBJECTS.search(norm.action)) or (
        " or " in norm.action and wording.COMMA_OBJECT.search(acts) is not None
    )


def facts_of(norm: Norm, turn: Turn, case: Case) -> tuple[str, str | None] | None:
    """A circumstance as a clause about one case, and its contrary where it has one that can be said; None where it cannot be told."""
    body = turn.body.strip(" ,.;")
    if (
        len(body.split()) > _FACT
        or case_wording.STARTS_WITH_PRONOUN.match(body) is not None and not body.lower().startswith("they ")
        or wording.DEMANDS.search(body)
        or ("," in body and case_wording.JOINED_BY_COMMA.search(body))
        or cut_off.stops(body)
        or not whole.balanced(body)
        or whole.points_away(body, norm.provision)
    ):
        return None
    if wording.SUBJECTLESS.match(body) and not wording.FINITE.search(body):
        body = f"{case.who.again} {case.who.be} {body}"
    if case.who.person:
        body = wording.THAT_PERSON.sub(case.who.words, body)
    if (named_body := _no_pronoun(body, norm, case.who)) is None:
        return None
    body = _again(named_body, norm, case)
    no = grammar.denied(body)
    return own_words(some(body)), own_words(some(no)) if no else None


def _no_pronoun(body: str, norm: Norm, who: Actor) -> str | None:
    """`the person holds a licence` of `they hold a licence`, where one acts; None where `they` may be somebody or something else."""
    match = wording.THEY.match(body)
    if match is None or who.many:
        return body
    if match["who"].lower() == "they" and any(
        singular(word) not in (None, word) for word in re.findall(r"[a-z]+", norm.action)
    ):
        return None
    verb = {"are": "is", "have": "has", "were": "was", "do": "does"}.get(match["verb"], match["verb"])
    if verb == match["verb"] and base(verb) == verb:
        verb = third_person(verb)
    return f"{who.again} {match['adverb'] or ''}{verb}{body[match.end() :]}"


def _again(body: str, norm: Norm, case: Case) -> str:
    """A circumstance in which whoever acts is known: `the employer` of `an employer`."""
    body = grammar.lower_first(wording.EACH.sub("the ", body))
    if case.who.person:
        return body
    bare = re.sub(r"^(?:an?|the) ", "", case.who.words)
    return re.sub(rf"^(?:an?|the) {re.escape(bare)}\b", f"the {bare}", body)


def _shared(action: str, norm: Norm, turn: Turn) -> bool:
    """Whether the act names, as known, a thing that the circumstance brings in."""
    body = content_stems(turn.body) - content_stems(norm.subject)
    return any(
        content_stems(match["noun"]) & body for match in wording.KNOWN.finditer(f"{norm.subject} {action}")
    ) or wording.IT.search(action) is not None


def _leans(norm: Norm, turn: Turn) -> bool:
    """Whether the act needs a thing that is there only where the circumstance is met: without vermin nobody eliminates them."""
    front = case_wording.FIRST_FINITE_VERB.split(turn.body)[0].strip()
    if re.match(r"the ", front, re.I) and not re.search(r"\bonly\b", turn.body):
        return False
    brought = content_stems(turn.body) - content_stems(norm.subject)
    return bool(brought & content_stems(norm.action)) or wording.IT.search(norm.action) is not None


def _cells(
    norm: Norm, turn: Turn, needs: Literal["met", "denied"], case: Case, yes: str, no: str | None
) -> Iterator[Cell]:
    ban = norm.force == "ban"
    broken = case.done if ban else case.undone
    met = needs == "met"
    holding, lifting = (yes, no or "") if met else (no or "", yes)
    if not broken:
        return
    yield Cell("bare", broken, holding, met, (("met", met), ("done", ban)))
    if not ban and case.done:
        yield Cell("kept", case.done, holding, met, (("met", met), ("done", True)))
        if (part := _part(norm, case)) is not None:
            yield Cell("part", part, holding, met, (("met", met), ("done", False)))
        if (slow := _slow(norm, case)) is not None:
            yield Cell("slow", slow, holding, met, (("met", met), ("done", False)))
    if needs == "denied" and (late := late_of(yes)) is not None:
        yield Cell("late", broken, late, True, (("met", False), ("done", ban)))
    if needs == "denied" or not _leans(norm, turn):
        yield Cell("free", broken, lifting, not met, (("met", not met), ("done", ban)))


def broken(norm: Norm, needs: str, cell: Cell) -> bool:
    """Whether a case breaks its rule."""
    facts = dict(cell.facts)
    return not complies(norm.force, facts["done"], applies(needs, facts["met"]))


def late_of(fact: str) -> str | None:
    """A circumstance that comes only after the act: `the card is activated, but only on the next day`; None where it is no event."""
    match = wording.PERFECT.search(fact)
    if " and " in fact or " or " in fact or "," in fact:
        return None
    if match is None or match["have"] == "have" or not grammar.participle(match["done"]):
        return f"{fact}{wording.LATE_STATE}"
    if wording.FINITE.search(match["rest"]):
        return None
    if match["been"]:
        return f"{fact[: match.start()]}is {match['done']}{match['rest']}{wording.LATE}"
    root = base(match["done"])
    if root is None:
        return None
    return f"{fact[: match.start()]}{third_person(root)}{match['rest']}{wording.LATE}"


def _slow(norm: Norm, case: Case) -> str | None:
    """An act that has to be done at once, done late: `the operator notifies the Minister, but only a week later`."""
    action = wording.AT_ONCE.sub("", norm.action)
    if action == norm.action or " and " in action:
        return None
    yes = done(norm, case.who, action)
    return None if yes is None else f"{yes}, but only a week later"


def _part(norm: Norm, case: Case) -> str | None:
    """The first of two acts done and the second left out: `the employer fits a guard, but does not test it`."""
    match = wording.SECOND_ACT.search(norm.action)
    if match is None or norm.action.startswith("be ") or base(match["verb"]) != match["verb"]:
        return None
    behind = match["second"].removeprefix("also ")[len(match["verb"]) :]
    if wording.OBJECT.match(behind) is None or norm.action.count(" and ") > 1:
        return None
    first = norm.action[: match.start()]
    if len(first.split()) < 3 or cut_off.stops(first) or wording.RELATIVE.search(first):
        return None
    yes = done(norm, case.who, first)
    no = undone(norm, case.who, match["second"])
    if yes is None or no is None or not no.startswith(case.who.words):
        return None
    return f"{yes}, but{no[len(case.who.words) :]}"


def told(cell: Cell, act_first: bool) -> str:
    """A case as a clause."""
    joint = ", and " if "," not in cell.act and "," not in cell.fact else "; "
    parts = (cell.act, cell.fact) if act_first else (introduced(cell.fact), cell.act)
    return grammar.lower_first(f"{parts[0]}{joint}{parts[1]}")


# --- lists of points --------------------------------------------------------------------------------------------------


def table_of_points(points: Points) -> Table | None:
    """The cases of a rule whose condition or exception is a list of points; None where none of them can be told."""
    norms = [norm for norm in points.norms if norm is not None]
    case = next((one for norm in norms if (one := case_of(norm)) is not None), None)
    if case is None or norms[0].lead or _clumsy(norms[0], case):
        return None
    act = case.done if norms[0].force == "ban" else case.undone
    if not act:
        return None
    told_points = [
        (place, *facts)
        for place, norm in enumerate(points.norms)
        if norm is not None
        and not wording.JUDGED.search(_turn(norm).body)
        and (facts := facts_of(norm, _turn(norm), case)) is not None
    ]
    needs: Literal["met", "denied"] = "denied" if points.lifts else "met"
    size = len(points.norms)
    cells = list(_point_cells(points.joint, size, act, told_points, norms[0].force == "ban"))
    pairs: tuple[tuple[Way, Way], ...] = (
        (("one", "other"), ("one", "none"))
        if points.joint == "or"
        else (("missing", "lacking"), ("missing", "all"))
    )
    return Table(norms[0], needs, True, tuple(cells), pairs)


def _turn(norm: Norm) -> Turn:
    return (*norm.exceptions, *norm.conditions)[0]


def _point_cells(
    joint: str, size: int, act: str, told_points: Sequence[tuple[int, str, str | None]], ban: bool
) -> Iterator[Cell]:
    others = wording.OTHER_POINT if size == 2 else wording.OTHER_POINTS
    if joint == "or":
        ways: tuple[Way, ...] = ("one", "other")
        for way, (_, yes, _) in zip(ways, told_points, strict=False):
            yield Cell(way, act, wording.POINTS_ONE.format(yes=yes, others=others), True, (("met", True), ("done", ban)))
        yield Cell("none", act, wording.POINTS_NONE, True, (("met", False), ("done", ban)))
        return
    ways = ("missing", "lacking")
    for way, (place, _, no) in zip(ways, told_points, strict=False):
        lacks = no or wording.POINT_NOT.format(letter=chr(97 + place))
        yield Cell(way, act, wording.POINTS_BUT.format(no=lacks, others=others), True, (("met", False), ("done", ban)))
    yield Cell("all", act, wording.POINTS_ALL, True, (("met", True), ("done", ban)))


def table_of_elements(elements: Elements) -> Table | None:
    """The cases of a duty or a ban that is a list: all of it done, one element left out or done; None where none can be told."""
    told_elements: list[Case] = []
    first: Norm | None = None
    for norm in elements.norms:
        if norm is None or norm.lead or norm.conditions or norm.exceptions or wording.CONTENTS.match(norm.action):
            continue
        case = case_of(norm)
        if case is None or _clumsy(norm, case):
            continue
        first = first or norm
        told_elements.append(case)
    if first is None or (first.force == "ban" and elements.joint == "and") or " and " in first.subject:
        return None
    cells = list(_element_cells(first, elements.joint, len(elements.norms), told_elements))
    pairs: tuple[tuple[Way, Way], ...] = (
        (("missing", "lacking"), ("missing", "all")) if elements.joint == "and" else (("one", "other"), ("one", "none"))
    )
    return Table(first, "met", True, tuple(cells), pairs)


def _element_cells(norm: Norm, joint: str, size: int, told_elements: Sequence[Case]) -> Iterator[Cell]:
    other = wording.OTHER_ELEMENT if size == 2 else wording.OTHER_ELEMENTS
    if joint == "and":
        ways: tuple[Way, ...] = ("missing", "lacking")
        for way, case in zip(ways, [one for one in told_elements if one.undone], strict=False):
            yield Cell(way, wording.ELEMENT_NOT.format(act=case.undone, other=other), "", True, (("met", True), ("done", False)))
        yield Cell("all", wording.ELEMENTS_ALL, "", True, (("met", True), ("done", True)))
        return
    ban = norm.force == "ban"
    only = wording.BANNED_ONLY if ban else wording.ELEMENT_ONLY
    ways = ("one", "other")
    for way, case in zip(ways, [one for one in told_elements if one.done], strict=False):
        yield Cell(way, only.format(act=case.done, other=other), "", True, (("met", True), ("done", True)))
    nothing = wording.BANNED_NONE if ban else wording.ELEMENTS_NONE
    yield Cell("none", nothing, "", True, (("met", True), ("done", False)))
