"""Whoever pulls, however often and on which machine: the joined logs say the same as one machine that pulled once at the end.

People who are asked and outsiders judge, edit the words, change their minds, skip, take back, and are changed by others. Two
clones of a repository pull at moments of their own and join their logs as git does, in both orders.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from curation import taxonomy
from curation.core.records import Judgement
from curation.review.board import layout, pull, push
from curation.review.judgements import batches
from curation.review.settings import Settings
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.state import decisions
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from review_world import MemoryBoard, item, prompt, result

TREE = taxonomy.load("lab-safety")
SCREEN = layout.build("prompt", TREE)
LEAVES = {c.code: c.code for c in TREE.leaves()}
ASKED, OUTSIDERS = ["ann", "bob"], ["eve"]
PEOPLE = st.sampled_from([*ASKED, *ASKED, *OUTSIDERS])
ITEMS = st.integers(0, 1)
SAID = st.sampled_from(["accept", "accept", "reject", "unsure", "edit"])
MACHINE = st.integers(0, 1)


class TwoMachines(RuleBasedStateMachine):
    """A board, two clones that each hold a log, and what a third would learn from the board alone."""

    def __init__(self) -> None:
        super().__init__()
        with tempfile.TemporaryDirectory() as folder:
            asked = [item(prompt(n), "b", reviewers=ASKED) for n in (1, 2)]
            self.head = batches.freeze(Path(folder), "b", asked, SCREEN, TREE.id)
            self.items = batches.items(Path(folder), "b")
        self.board = MemoryBoard()
        self.project = push.push(self.board, self.head, self.items, SCREEN).project
        self.logs: list[list[Judgement]] = [[], []]
        self.clock = 0

    def now(self) -> str:
        self.clock += 1
        return f"2026-01-01T00:{self.clock // 60:02}:{self.clock % 60:02}Z"

    def take(self, log: list[Judgement]) -> list[Judgement]:
        found = pull.pull(
            self.board, self.project, self.head, self.items, log, str, {"duplicate": "duplicate"}, LEAVES
        )
        return [*log, *found.new]

    def annotations(self) -> list[tuple[dict, str]]:
        tasks = self.board.projects[self.project]["tasks"].values()
        return [(task["annotations"], key) for task in tasks for key in task["annotations"]]

    @rule(number=ITEMS, who=PEOPLE, said=SAID)
    def judge(self, number, who, said) -> None:
        of = self.items[number]
        more = (
            {"reasons": "duplicate"}
            if said == "reject"
            else {"text_edit": f"Words {self.clock}."}
            if said == "edit"
            else {}
        )
        self.board.annotate(
            self.project, of, who, result(of, "revise" if said == "edit" else said, **more), self.now()
        )

    @rule(number=ITEMS, who=PEOPLE)
    def skip(self, number, who) -> None:
        self.board.annotate(self.project, self.items[number], who, [], self.now(), cancelled=True)

    @rule(place=st.integers(0, 5))
    def take_back(self, place) -> None:
        if there := self.annotations():
            annotations, key = there[place % len(there)]
            del annotations[key]

    @rule(place=st.integers(0, 5), who=PEOPLE)
    def change_somebody_elses(self, place, who) -> None:
        if there := self.annotations():
            annotations, key = there[place % len(there)]
            if annotations[key]["reviewer"] != who:
                annotations[key] |= {"edited_by": who, "updated": self.now()}

    @rule(machine=MACHINE)
    def pull(self, machine) -> None:
        self.logs[machine] = self.take(self.logs[machine])

    @rule(machine=MACHINE)
    def join(self, machine) -> None:
        """What git makes of two logs that only grew: the lines of both, each once."""
        self.logs[machine] = self.joined(machine)

    def joined(self, first: int) -> list[Judgement]:
        one, other = self.logs[first], self.logs[1 - first]
        return [*one, *(line for line in other if line not in one)]

    def standing(self, log: list[Judgement]) -> tuple[set, list]:
        """What counts, by who said it of which item, and what is decided."""
        resolved = batches.resolve(log)
        active = {(j.item, j.reviewer, j.verdict, str(j.edited)) for j in resolved if j.status == "active"}
        found = decisions(ReviewEvidence(self.items, resolved, Settings(overlap=2)))
        return active, sorted((d.subject, d.outcome, d.rule) for d in found)

    @invariant()
    def both_orders_of_joining_say_the_same(self) -> None:
        assert self.standing(self.joined(0)) == self.standing(self.joined(1))

    @invariant()
    def who_pulled_does_not_matter_once_somebody_pulled_at_the_end(self) -> None:
        for first in (0, 1):
            last = self.take(self.joined(first))
            assert self.take(last) == last  # the same board once more adds nothing
            if not self.trusted():
                continue
            assert self.standing(last) == self.standing(self.take([]))

    def trusted(self) -> bool:
        """Nobody changed another's annotation: then what was pulled before the change stays, which a late machine never saw."""
        return not any(annotations[key].get("edited_by") for annotations, key in self.annotations())


def test_a_verdict_that_is_given_again_after_a_skip_counts_on_every_machine():
    """One machine saw the first verdict, the other the skip: the same words again are no news to the first line of the log."""
    histories = TwoMachines()
    histories.judge(number=0, who="bob", said="accept")
    histories.pull(machine=1)
    histories.skip(number=0, who="bob")
    histories.pull(machine=0)
    histories.judge(number=0, who="bob", said="accept")
    histories.who_pulled_does_not_matter_once_somebody_pulled_at_the_end()


@pytest.mark.slow
class TestAFewHistories(TwoMachines.TestCase):
    settings = settings(max_examples=8, stateful_step_count=12, deadline=None)


@pytest.mark.slow
class TestManyHistories(TwoMachines.TestCase):
    settings = settings(max_examples=120, stateful_step_count=16, deadline=None)
