"""Laws of the verdict machine over random histories: who says what, in which order it is pulled, what is taken back.

A history is a set of judgements on one question: by annotators, auditors and adjudicators, some withdrawn or replaced.
After every event the decision is looked at as a reader of a release would.
"""

from __future__ import annotations

import random

import pytest
from curation.core.records import Judgement
from curation.review.decisions.machine import TRANSITIONS, rule
from curation.review.decisions.statements import objects, statement
from curation.review.judgements import batches
from curation.review.settings import Settings
from curation.review.standing.audit import _outcome
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.state import decisions
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition
from hypothesis.stateful import rule as step

from review_world import LEAF, item, judgement, question

OTHER = "lab-safety@1.0:2.1"
ANNOTATORS, AUDITORS, ADJUDICATORS = "abc", "uvw", "xyz"
KEY = question().answer

SAYINGS = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(["accept", "accept", "revise", "reject", "unsure"]),
        "labels": st.sampled_from([[LEAF], [LEAF], [OTHER], []]),
        "answer": st.sampled_from([KEY, KEY, KEY, 3, -1, None]),
        "reasons": st.sampled_from(
            [[], [], ["wrong-category"], ["hazardous-detail"], ["wrong-category", "language"]]
        ),
        "edited": st.sampled_from([{}, {}, {}, {"stem": "Another stem?"}, {"answer": 2}]),
        "also_right": st.sampled_from([[], [], [], [2]]),
        "explanation": st.sampled_from(["", "", "right", "wrong"]),
    }
)
"""Anything that a log may hold, contradictions included: an acceptance with a reason, a revision without words."""


def pure_category_change(of, said: Judgement) -> bool:
    """The law's own words, apart from the product's: other labels, and nothing else to say."""
    return (
        bool(said.labels)
        and said.labels != of.shown["categories"]
        and not said.edited
        and not said.also_right
        and said.explanation != "wrong"
        and (said.reasons == ["wrong-category"] or (said.verdict == "accept" and not said.reasons))
    )


def is_objection(of, said: Judgement) -> bool:
    """The law's own words: reject, revise, any reason, another right option, a wrong explanation."""
    says_wrong = (
        said.verdict in ("reject", "revise")
        or bool(said.reasons)
        or bool(said.also_right)
        or said.explanation == "wrong"
        or bool(said.edited)
    )
    return says_wrong and not pure_category_change(of, said)


class History(RuleBasedStateMachine):
    """One question with an annotators' item, an audit item and two adjudicators' items."""

    @initialize(overlap=st.integers(1, 3), overrule=st.booleans())
    def start(self, overlap: int, overrule: bool) -> None:
        plain = item(question(), "b1", overlap=overlap)
        self.items = [
            plain,
            item(question(), "b2", overlap=1, why=["audit"]),
            *(item(question(), name, overlap=1, why=["adjudication"]) for name in ("b3", "b4")),
        ]
        self.settings = Settings(overlap=overlap)
        self.overrule = overrule
        self.log: list[Judgement] = []
        self.clock = 0
        self.before = "waiting"

    def moment(self) -> str:
        self.clock += 1
        return f"2026-01-01T00:00:{self.clock:02d}Z" if self.clock < 60 else f"2026-01-02T00:00:{self.clock}Z"

    def add(self, of, who: str, said: dict, role: str = "annotator") -> None:
        source = f"{of.id}/{who}"
        earlier = [j for j in self.log if j.source == source]
        more = {"supersedes": earlier[-1].id} if earlier else {}
        self.log.append(judgement(of, who, role=role, made=self.moment(), source=source, **said, **more))

    def look(self, event: str) -> None:
        after = self.state()
        if event != "withdrawn" and not self.replaced:
            assert after in TRANSITIONS[self.before, event], (self.before, event, after)
        self.before = after

    @property
    def evidence(self) -> ReviewEvidence:
        return ReviewEvidence(self.items, batches.resolve(self.log), self.settings)

    def state(self) -> str:
        return rule(self.evidence.case(("question", "lab", "q1"))).state

    @step(who=st.sampled_from(ANNOTATORS), said=SAYINGS)
    def annotate(self, who, said) -> None:
        self.replaced = any(j.source == f"{self.items[0].id}/{who}" for j in self.log)
        self.add(self.items[0], who, said)
        self.look("annotator")

    @step(who=st.sampled_from(AUDITORS + "c"), said=SAYINGS)
    def audit(self, who, said) -> None:
        self.replaced = any(j.source == f"{self.items[1].id}/{who}" for j in self.log)
        self.add(self.items[1], who, said)
        self.look("auditor")

    @step(place=st.integers(2, 3), who=st.sampled_from(ADJUDICATORS), said=SAYINGS)
    def adjudicate(self, place, who, said) -> None:
        self.replaced = any(j.reviewer == who for j in self.log)
        self.add(self.items[place], who, said, "adjudicator")
        self.look("adjudicator")

    @precondition(lambda self: bool(getattr(self, "log", [])))
    @step(data=st.data())
    def withdraw(self, data) -> None:
        last = data.draw(st.sampled_from([j for j in self.log if j.status == "active"]))
        self.replaced = True
        note = {"id": f"{last.id}-gone", "status": "deleted", "supersedes": last.id, "made": self.moment()}
        self.log.append(last.model_copy(update=note))
        self.look("withdrawn")

    @invariant()
    def an_objection_is_never_accepted(self) -> None:
        if not getattr(self, "items", None):
            return
        (decision,) = decisions(self.evidence)
        if decision.outcome != "accept":
            return
        seen = self.evidence
        counted = {j.id: j for given in seen.on_item.values() for j in given}
        behind = [counted[id] for id in decision.judgements]
        against = [j for j in behind if is_objection(self.items[0], j)]
        if decision.rule != "adjudicated":
            assert not against
            assert all(j.answer == KEY for j in behind if j.role == "annotator")
            assert len({j.reviewer for j in behind}) >= self.settings.overlap
            return
        final = behind[-1]
        assert not is_objection(self.items[0], final)
        assert final.reviewer not in {j.reviewer for j in behind[:-1]}
        doubted = [
            j for j in behind if seen.by_id[j.item].why == ["audit"] and is_objection(self.items[0], j)
        ]
        assert all(final.made > j.made for j in doubted)
        others = [
            j
            for j in counted.values()
            if j.role == "adjudicator" and j.made > max((d.made for d in doubted), default="")
        ]
        asked = [j for j in others if j.reviewer not in {b.reviewer for b in behind[:-1]}]
        last = {j.reviewer: j for j in sorted(asked, key=lambda j: j.made)}
        assert not any(is_objection(self.items[0], j) for j in last.values())

    @invariant()
    def an_objection_is_never_a_clean_audit(self) -> None:
        if not getattr(self, "items", None):
            return
        seen = self.evidence
        audited = self.items[1]
        said = seen.on_item.get(audited.id, [])
        result = _outcome(audited, seen, self.overrule)
        if any(is_objection(audited, j) for j in said) and not self.overrule:
            assert result in ("error", "disputed")
        if any(objects(audited, j) for j in said):
            assert result is not None
            if result == "clean":
                assert any(
                    j.role == "adjudicator" and j.verdict != "unsure"
                    for given in seen.on_item.values()
                    for j in given
                )

    @invariant()
    def the_order_of_the_log_is_nothing(self) -> None:
        if not getattr(self, "log", None):
            return
        shuffled = self.log[:]
        random.Random(len(self.log)).shuffle(shuffled)
        other = ReviewEvidence(self.items[::-1], batches.resolve([*shuffled, *self.log[:2]]), self.settings)
        assert decisions(other) == decisions(self.evidence)


QUICK, LONG = 12, 300


@pytest.mark.slow
class TestAFewHistories(History.TestCase):
    settings = settings(max_examples=QUICK, stateful_step_count=12, deadline=None)


@pytest.mark.slow
class TestManyHistories(History.TestCase):
    settings = settings(max_examples=LONG, stateful_step_count=14, deadline=None)


@given(SAYINGS)
def test_a_statement_accepts_only_what_the_law_calls_no_objection(said):
    of = item(question())
    one = judgement(of, "a", **said)
    read = statement(one, of)
    if read.accepts:
        assert not is_objection(of, one) and one.verdict in ("accept", "revise")
    if is_objection(of, one) and one.verdict not in ("unsure", "none"):
        assert read.objects
        assert objects(of, one)
