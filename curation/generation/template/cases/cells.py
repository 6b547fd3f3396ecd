"""The cases of a rule with a circumstance: its act done, left undone or done in part, its circumstance met, not met, or met too late.

Each case is told in the words of the rule, in a form that grammar gives; what cannot be told so is left out. Whether a case breaks
its rule follows from the truth table of the rule and is computed in `core.items.derivation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from curation.core.items.derivation import applies, complies
from curation.generation.template.cases.acts import Case, case_of
from curation.generation.template.cases.plain_words import introduced
from curation.generation.template.cases.telling import Actor, done, own_words, some, undone
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import Turn
from curation.text import cut_off, grammar, whole
from curation.text.stems import content_stems
from curation.text.template_words.cases import acts as case_wording
from curation.text.template_words.cases import two_cases as wording
from curation.text.template_words.provisions.parsing import FINITE_VERB, MODAL, TIME_WORDS
from curation.text.verbs import base, inflect, third_person

Way = Literal[
    "bare",
    "early",
    "late",
    "asked",
    "oral",
    "part",
    "slow",
    "free",
    "kept",
    "one-point",
    "other-point",
    "one-missing",
    "other-missing",
    "all-points",
    "no-point",
]
"""How a case stands to its rule: the rule holds and its act is missing (`bare`), its circumstance is met before the act (`early`) or too late (`late`), is only
applied for (`asked`) or lacks its form (`oral`), its act is done in part (`part`) or too late (`slow`); the rule does not hold
(`free`); or it is kept (`kept`). Of a list: one point is met (`one-point`, `other-point`), one is not met (`one-missing`, `other-missing`), `all-points` or `no-point`."""

_FACT = 30
"""Most words of a circumstance."""


@dataclass(frozen=True)
class RuleCase:
    """One case."""

    way: Way
    act: str
    """What is done or not done, without a full stop."""
    fact: str
    """What is so of its circumstance; empty where the act alone tells the case."""
    why: str
    """What decides it, as a clause that names the word or the part of the rule on which it turns."""
    met: bool
    """Whether the circumstance of its rule is met."""
    done: bool
    """Whether the act of its rule is done."""


@dataclass(frozen=True)
class CaseTable:
    """The cases of one rule."""

    norm: Norm
    needs: Literal["met", "denied"]
    """Whether the rule holds where its circumstance is met, or unless it is."""
    act_first: bool
    """Whether the act is told before the circumstance."""
    cells: tuple[RuleCase, ...]
    pairs: tuple[tuple[Way, Way], ...]
    """Cases that stand beside each other in a question."""


_NEAR_MISSES: tuple[Way, ...] = ("late", "asked", "oral")
_OF_EXCEPTION: tuple[tuple[Way, Way], ...] = (
    *((miss, "free") for miss in _NEAR_MISSES),
    *((miss, "early") for miss in _NEAR_MISSES),
    ("late", "asked"),
    ("late", "oral"),
    ("asked", "oral"),
)
_OF_CONDITION: tuple[tuple[Way, Way], ...] = (
    ("part", "kept"),
    ("slow", "kept"),
    ("part", "free"),
    ("slow", "free"),
    ("part", "bare"),
    ("slow", "bare"),
)
"""Cases that stand beside each other. A circumstance and its mere denial do not: the words of the provision would give the answer."""


def table_of(norm: Norm) -> CaseTable | None:
    """The cases of a rule with one circumstance; None where they cannot be told."""
    turns: list[tuple[Turn, Literal["met", "denied"]]] = [
        *((turn, "denied") for turn in norm.exceptions),
        *((turn, "met") for turn in norm.conditions),
    ]
    if len(turns) != 1 or norm.lead:
        return None
    turn, needs = turns[0]
    case = told_case(norm)
    if case is None or not turn.clause or turn.word in TIME_WORDS or wording.JUDGED.search(turn.body):
        return None
    if turn.word == "where" and wording.IN_PLACE.search(norm.provision) is not None:
        # "In walkways where passengers pass": a place, and no circumstance.
        return None
    said = facts_of(norm, turn, case)
    if said is None:
        return None
    yes, no = said
    if clumsy(norm, case):
        return None
    if needs == "denied":
        cells = tuple(_of_exception(norm, turn, case, yes, no))
        return CaseTable(norm, needs, True, cells, _OF_EXCEPTION)
    cells = tuple(_of_condition(norm, turn, case, yes, no))
    pairs = _OF_CONDITION
    if norm.force == "ban" or turn.body not in norm.provision:
        # Nobody would call "a healthy person handles food" a breach: only the act itself is asked about.
        pairs = tuple(pair for pair in pairs if "free" not in pair)
    return CaseTable(norm, needs, not _shared(norm.action, norm, turn), cells, pairs)


def told_case(norm: Norm) -> Case | None:
    """The act of a rule, with the name of whoever acts wherever it speaks of that person."""
    if wording.EMPTY.match(norm.action) or wording.OR_OTHERWISE.search(norm.action):
        return None
    case = case_of(norm)
    if case is None:
        return None
    return replace(case, done=_of_one(case.done, case), undone=_of_one(case.undone or "", case) or None)


def _of_one(act: str, case: Case) -> str:
    """An act of one person: `another person` for `any other person`, and `he or she` for whoever acts."""
    act = own_words(wording.ANY_OTHER.sub("another person", act))
    return wording.THAT_PERSON.sub("he or she", act) if case.who.person else act


def clumsy(norm: Norm, case: Case) -> bool:
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
        or (case_wording.STARTS_WITH_PRONOUN.match(body) is not None and not body.lower().startswith("they "))
        or wording.DEMANDS.search(body)
        or ("," in body and case_wording.JOINED_BY_COMMA.search(body))
        or cut_off.stops(body)
        or not whole.balanced(body)
        or whole.points_away(body, norm.provision)
    ):
        return None
    if wording.SUBJECTLESS.match(body) and not FINITE_VERB.search(wording.TO_DO.sub("", body)):
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
    if match["who"].lower() == "they" and re.search(r"[a-z](?<!s)s\b", norm.action):
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
    bare = wording.ARTICLE.sub("", case.who.words)
    article = wording.ARTICLE.match(body)
    behind = "" if article is None else body[article.end() :]
    return f"the {behind}" if re.match(rf"{re.escape(bare)}\b", behind) else body


def _shared(action: str, norm: Norm, turn: Turn) -> bool:
    """Whether the act names, as known, a thing that the circumstance brings in."""
    body = content_stems(turn.body) - content_stems(norm.subject)
    return (
        any(
            content_stems(match["noun"]) & body
            for match in wording.KNOWN.finditer(f"{norm.subject} {action}")
        )
        or wording.IT.search(action) is not None
    )


def _leans(norm: Norm, turn: Turn) -> bool:
    """Whether the act needs a thing that is there only where the circumstance is met: without vermin nobody eliminates them."""
    named = content_stems(turn.body)
    if wording.IT.search(norm.action) is not None or any(
        content_stems(match["noun"]) & named for match in wording.THAT_ONE.finditer(norm.action)
    ):
        return True
    front = case_wording.FIRST_FINITE_VERB.split(turn.body)[0].strip()
    if re.match(r"the ", front, re.I) and not re.search(r"\bonly\b", turn.body):
        return False
    brought = content_stems(turn.body) - content_stems(norm.subject)
    return bool(brought & content_stems(norm.action)) or wording.IT.search(norm.action) is not None


def _of_exception(norm: Norm, turn: Turn, case: Case, yes: str, no: str | None) -> Iterator[RuleCase]:
    """The cases of a rule that is lifted where its circumstance is met."""
    ban = norm.force == "ban"
    act = case.done if ban else case.undone
    if not act:
        return
    opening = wording.LIFTING.search(norm.provision)
    word = "prior" if wording.PRIOR.search(norm.provision) else opening[0].lower() if opening else turn.word
    yield RuleCase("free", act, yes, wording.WHY_LIFTED.format(fact=yes, norm=norm.force), True, ban)
    if no:
        yield RuleCase("bare", act, no, wording.WHY_NOT_LIFTED.format(fact=no, norm=norm.force), False, ban)
    if (early := early_of(yes)) is not None:
        yield RuleCase("early", act, early, wording.WHY_LIFTED.format(fact=early, norm=norm.force), True, ban)
    for way, fact, why in near_misses(yes):
        yield RuleCase(way, act, fact, why.format(word=word, fact=fact), False, ban)


def _of_condition(norm: Norm, turn: Turn, case: Case, yes: str, no: str | None) -> Iterator[RuleCase]:
    """The cases of a rule that holds where its circumstance is met."""
    ban = norm.force == "ban"
    act = case.done if ban else case.undone
    if not act:
        return
    slow = None if ban else _slow(norm, case)
    bare = act
    if slow is not None:
        bare = undone(norm, case.who, wording.AT_ONCE.sub("", norm.action)) or act
    yield RuleCase(
        "bare", bare, yes, wording.WHY_BROKEN.format(fact=yes, act=bare, norm=norm.force), True, ban
    )
    # "… shall be tested and the result shall be recorded": the act is not the whole of what is asked.
    whole_duty = len(MODAL.findall(norm.provision)) == 1
    if not ban and case.done and whole_duty:
        yield RuleCase("kept", case.done, yes, wording.WHY_KEPT.format(act=case.done), True, True)
        if (part := _part(norm, case)) is not None:
            yield RuleCase("part", part, yes, wording.WHY_PART.format(act=part), True, False)
        if slow is not None:
            yield RuleCase("slow", slow[0], yes, wording.WHY_SLOW.format(word=slow[1]), True, False)
    if no and not _leans(norm, turn):
        yield RuleCase("free", act, no, wording.WHY_FREE.format(fact=no, yes=yes), False, ban)


def broken(norm: Norm, needs: str, cell: RuleCase) -> bool:
    """Whether a case breaks its rule."""
    return not complies(norm.force, cell.done, applies(needs, cell.met))


def near_misses(yes: str) -> Iterator[tuple[Way, str, str]]:
    """A circumstance that is nearly met: too late, only applied for, or without its form.

    Args:
        yes: The circumstance.

    Yields:
        The way, the circumstance as it is, and the reason why that is not enough, with places for `{word}` and `{fact}`.
    """
    if "," in yes or " or " in yes or wording.SECOND_CLAUSE.search(yes):
        return
    if (late := late_of(yes)) is not None:
        yield "late", late, wording.WHY_LATE
    for pattern, asked in (
        (wording.GIVEN, wording.ASKED_FOR),
        (wording.HELD, wording.APPLIED_FOR),
        (wording.COVERED, wording.PERMIT_ASKED),
    ):
        if (match := pattern.match(yes)) is not None:
            yield "asked", asked.format(**match.groupdict()), wording.WHY_ASKED
            break
    if yes.endswith(" in writing"):
        yield "oral", f"{yes.removesuffix(' in writing')}{wording.ORALLY}", wording.WHY_ORAL


def _event(fact: str) -> tuple[str, str, str, str] | None:
    """A circumstance in the perfect as its subject, `been` or nothing, its participle and the rest; None for a state."""
    match = wording.PERFECT.search(fact)
    if match is None or match["have"] == "have" or not grammar.participle(match["done"]):
        return None
    return fact[: match.start()], match["been"] or "", match["done"], match["rest"]


def late_of(fact: str) -> str | None:
    """A circumstance that comes only after the act: `the card is activated only on the next day`; None for a state."""
    if (held := wording.HELD.match(fact)) is not None:
        return f"{held['who']} receives {held['what']}{wording.LATE}"
    event = _event(fact)
    if event is None or FINITE_VERB.search(event[3]):
        return None
    subject, been, done_, rest = event
    root = base(done_)
    if been:
        return f"{subject}is {done_}{rest}{wording.LATE}"
    return None if root is None else f"{subject}{third_person(root)}{rest}{wording.LATE}"


def early_of(fact: str) -> str | None:
    """A circumstance that was there before the act: `the card was activated on the day before`; None for a state."""
    event = _event(fact)
    if event is None or FINITE_VERB.search(event[3]) or "," in fact or " or " in fact or " and " in fact:
        return None
    subject, been, done_, rest = event
    root = base(done_)
    if been:
        return f"{subject}was {done_}{rest}{wording.EARLY}"
    return None if root is None else f"{subject}{inflect(root, 'VBD')}{rest}{wording.EARLY}"


def _slow(norm: Norm, case: Case) -> tuple[str, str] | None:
    """An act that has to be done at once, done late, and the word for at once; None for another act."""
    found = wording.AT_ONCE.search(norm.action)
    if found is None or " and " in norm.action:
        return None
    yes = done(norm, case.who, wording.AT_ONCE.sub("", norm.action))
    return None if yes is None else (f"{yes}{wording.SLOW}", found[0].strip(" ,"))


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


def told(cell: RuleCase, act_first: bool) -> str:
    """A case as a clause."""
    joint = ", and " if "," not in cell.act and "," not in cell.fact else "; "
    parts = (cell.act, cell.fact) if act_first else (introduced(cell.fact), cell.act)
    return grammar.lower_first(f"{parts[0]}{joint}{parts[1]}")
