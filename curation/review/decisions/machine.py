"""The states of what is judged, and what moves it from one to another: the only place where a verdict has an effect.

Pure, and a function of the set of judgements alone: the order in which commands ran, logs were pulled or machines wrote
does not enter. Two laws hold (`tests/property/test_review_machine.py` tries them on random histories): words to which a
counting judgement objects are accepted only by an adjudicator who did not object and was asked after the objection; and
new words are accepted only by judgements of those words, or by the named rule `self_agreed`.

`docs/review-states.md` draws the table below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from pydantic import JsonValue

from curation.core.records import Decision, DecisionRule, Judgement, Outcome, ReviewItem
from curation.review.decisions import content
from curation.review.decisions.items import key_of
from curation.review.decisions.statements import JudgementStatement, misses_key, objects, statement

State = Literal["unwritten", "waiting", "disputed", "accepted", "rejected", "revised", "suspect"]
Event = Literal["annotator", "adjudicator", "auditor", "author", "withdrawn", "clause"]
"""What moves a state: a judgement of a person in that role, one withdrawn or replaced, a clause that changed."""

_OPEN: tuple[State, ...] = ("waiting", "disputed", "accepted", "rejected", "revised")
TRANSITIONS: dict[tuple[State, Event], tuple[State, ...]] = {
    ("unwritten", "author"): ("revised",),
    ("unwritten", "annotator"): ("unwritten", "disputed", "rejected", "revised"),
    ("unwritten", "adjudicator"): ("unwritten", "disputed", "rejected", "revised"),
    ("waiting", "annotator"): _OPEN,
    ("waiting", "adjudicator"): ("waiting", "disputed", "accepted", "rejected", "revised"),
    ("waiting", "auditor"): ("waiting", "disputed"),
    ("disputed", "annotator"): ("disputed",),
    ("disputed", "adjudicator"): ("disputed", "accepted", "rejected", "revised"),
    ("disputed", "auditor"): ("disputed",),
    ("accepted", "annotator"): ("accepted", "disputed"),
    ("accepted", "adjudicator"): ("accepted", "disputed", "rejected", "revised"),
    ("accepted", "auditor"): ("accepted", "disputed"),
    ("rejected", "annotator"): ("rejected", "disputed"),
    ("rejected", "adjudicator"): ("accepted", "disputed", "rejected", "revised"),
    ("rejected", "auditor"): ("rejected", "disputed"),
    ("revised", "annotator"): ("revised", "disputed"),
    ("revised", "adjudicator"): ("accepted", "disputed", "rejected", "revised"),
    ("revised", "auditor"): ("revised", "disputed"),
    ("revised", "author"): ("revised",),
}
"""The states that a state may become when one judgement is added. A judgement that is withdrawn or replaced leads back
to what the others say, and a changed clause makes everything `suspect` until people looked again, but a rejection and an item
that was revised: of that one the new words wait."""

OUTCOMES: dict[State, Outcome] = {
    "unwritten": "pending", "waiting": "pending", "disputed": "pending", "accepted": "accept", "rejected": "reject",
    "revised": "revise", "suspect": "pending",
}  # fmt: skip
_WAITING_RULES: dict[State, DecisionRule] = {
    "unwritten": "unwritten", "waiting": "insufficient", "disputed": "disagreement", "suspect": "suspect",
}  # fmt: skip


@dataclass(frozen=True)
class VerdictCase:
    """Everything that decides one subject: its item and the judgements that count, each person's last one."""

    item: ReviewItem
    """The item that annotators (or an author) were given."""
    annotators: tuple[Judgement, ...] = ()
    auditors: tuple[tuple[ReviewItem, Judgement], ...] = ()
    """With the item as the auditor saw it: the category decided is shown there."""
    adjudicators: tuple[Judgement, ...] = ()
    """Only of people who are neither annotators nor auditors of it."""
    authors: tuple[Judgement, ...] = ()
    needed: int = 2
    """How many annotators decide it."""
    self_agreed: bool = False
    """Whether annotators may accept an edit by making the same one."""
    suspect: bool = False
    """Whether the clause is no longer the one that was judged."""

    @property
    def brief(self) -> bool:
        """Whether there are no words yet to judge, only a line that says what to write."""
        return bool(self.item.shown.get("brief"))


@dataclass(frozen=True)
class Ruling:
    """The state of a case, by which rule, and the judgement whose labels and words hold."""

    state: State
    rule: DecisionRule
    final: Judgement | None = None


def rule(case: VerdictCase) -> Ruling:
    """The state of a case."""
    decided = _rule(case)
    if not case.suspect or decided.state == "rejected":
        return decided
    # Of an item that was edited the new words wait for people, and they rest on the clause of today: the item itself asks nobody
    # again, and what its author wrote stays. An edit that nobody else has to judge is looked at again.
    if decided.state == "revised" and decided.rule != "self_agreed":
        return decided
    return Ruling("suspect", "suspect")


def _rule(case: VerdictCase) -> Ruling:
    if case.authors:
        return Ruling("revised", "written", case.authors[0])
    if concerns := [j for item, j in case.auditors if objects(item, j)]:
        asked = max(_moment(j) for j in concerns)
        return _adjudicated(case, [j for j in case.adjudicators if _moment(j) > asked]) or _open("disputed")
    return _adjudicated(case, case.adjudicators) or _annotated(case)


def _adjudicated(case: VerdictCase, adjudicators: Sequence[Judgement]) -> Ruling | None:
    """What the last adjudicator who decides says; None when none does.

    An adjudicator who objects without giving words decides nothing and keeps the others from accepting.
    """
    said = [(j, statement(j, case.item)) for j in adjudicators]
    decisive = [(j, s) for j, s in said if s.says not in ("unsure", "object")]
    objections = any(s.objects for _, s in said)
    if not decisive:
        return _open("disputed") if objections else None
    final, last = decisive[-1]
    if last.accepts and objections:
        return _open("disputed")
    if last.accepts and case.brief:
        return _open("unwritten")
    return Ruling(_state(last), "adjudicated", final)


def _annotated(case: VerdictCase) -> Ruling:
    """What the annotators say together."""
    if len(case.annotators) < max(1, case.needed):
        return _open("unwritten" if case.brief else "waiting")
    said = [statement(j, case.item) for j in case.annotators]
    if len(set(said)) > 1 or said[0].says in ("unsure", "object"):
        return _open("disputed")
    first = case.annotators[0]
    if said[0].accepts:
        if any(misses_key(case.item, j) for j in case.annotators):
            return _open("disputed")
        if case.brief:
            return _open("unwritten")
    agreed: DecisionRule = "single" if case.needed == 1 else "consensus"
    if said[0].says == "edit" and case.self_agreed and len(case.annotators) > 1:
        agreed = "self_agreed"
    return Ruling(_state(said[0]), agreed, first)


def _open(state: State) -> Ruling:
    return Ruling(state, _WAITING_RULES[state])


def _state(said: JudgementStatement) -> State:
    return "accepted" if said.accepts else "rejected" if said.says == "reject" else "revised"


def _moment(judgement: Judgement) -> tuple[str, str]:
    """When a judgement was made, as the server says; its id settles a tie, so that no machine's order matters."""
    return judgement.made, judgement.id


def decision(case: VerdictCase) -> Decision:
    """The decision that the state of a case amounts to, with every judgement that stands behind it."""
    ruling = rule(case)
    final = ruling.final
    behind = [*case.authors, *case.annotators, *(j for _, j in case.auditors)]
    reasons: list[str] = []
    if ruling.rule == "adjudicated" and final is not None:
        behind.append(final)
        reasons = list(final.reasons)
    elif final is not None:
        reasons = sorted({r for j in case.annotators for r in j.reasons})
    item = case.item
    return Decision(
        subject=item.subject, kind=item.kind, dataset=item.dataset, content=content.of_item(item),
        outcome=OUTCOMES[ruling.state], rule=ruling.rule, judgements=[j.id for j in behind],
        agreement=agreement(item, case.annotators), labels=list(final.labels) if final else [], reasons=reasons,
        edited=_edit(final),
    )  # fmt: skip


def _edit(final: Judgement | None) -> dict[str, JsonValue]:
    if final is None:
        return {}
    return dict(final.authored) if final.role == "author" else dict(final.edited)


def agreement(item: ReviewItem, annotators: Sequence[Judgement]) -> float | None:
    """The share of pairs of annotators who say the same, in [0, 1]; None with fewer than two.

    Who rejects agrees with who rejects: the answer that was given before is a part of the reason.
    """
    pairs = list(combinations(annotators, 2))
    if not pairs:
        return None
    same = 0
    for a, b in pairs:
        one, other = statement(a, item), statement(b, item)
        same += one == other and (one.says == "reject" or a.answer == b.answer)
    return same / len(pairs)


def order(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements by the time they were made."""
    return sorted(judgements, key=_moment)


__all__ = [
    "TRANSITIONS",
    "Event",
    "Ruling",
    "State",
    "VerdictCase",
    "agreement",
    "decision",
    "key_of",
    "order",
    "rule",
]
