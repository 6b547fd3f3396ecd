"""Whatever people and accidents do between two pulls, every judgement is there once and says what its maker last said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from curation import taxonomy
from curation.core import tables
from curation.core.errors import ServiceError
from curation.review.board import layout, pull, push
from curation.review.judgements import batches
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from review_world import MemoryBoard, item, prompt, result

TREE = taxonomy.load("lab-safety")
SCREEN = layout.build("prompt", TREE)
LEAVES = {c.code: c.code for c in TREE.leaves()}
PEOPLE = st.sampled_from(["ann", "bob", "eve"])
ITEMS = st.integers(0, 2)
VERDICTS = st.sampled_from(["accept", "reject", "unsure"])


class Broken(MemoryBoard):
    """A board whose listing may break off."""

    breaks = False

    def annotations(self, project):
        for n, one in enumerate(self._annotations(project)):
            if self.breaks and n == 1:
                raise ServiceError("cut off")
            yield one


class Review(RuleBasedStateMachine):
    """People judge, change, withdraw; tasks vanish; pushes and pulls happen whole, twice, or are cut off."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.place = Path(self.folder.name)
        self.board = Broken()
        made = [item(prompt(n), "b") for n in (1, 2, 3)]
        self.head = batches.freeze(self.place, "b", made, SCREEN, TREE.id)
        self.items = batches.items(self.place, "b")
        self.clock = 0
        self.recorded = {}
        self.project = push.push(self.board, self.head, self.items, SCREEN).project

    def teardown(self):
        self.folder.cleanup()

    def now(self):
        self.clock += 1
        return f"2026-01-01T00:{self.clock // 60:02}:{self.clock % 60:02}Z"

    def tasks(self):
        return self.board.projects[self.project]["tasks"]

    def task(self, number):
        wanted = self.items[number].id
        return next(((t, v) for t, v in self.tasks().items() if v["data"]["item_id"] == wanted), None)

    @rule(number=ITEMS, who=PEOPLE, verdict=VERDICTS)
    def judge(self, number, who, verdict):
        if self.task(number):
            extra = {"reasons": "duplicate"} if verdict == "reject" else {}
            one = self.items[number]
            self.board.annotate(self.project, one, who, result(one, verdict, **extra), self.now())

    @rule(place=st.integers(0, 8))
    def withdraw(self, place):
        there = [(t["annotations"], key) for t in self.tasks().values() for key in t["annotations"]]
        if there:
            annotations, key = there[place % len(there)]
            del annotations[key]

    @rule(number=ITEMS)
    def lose_task(self, number):
        if found := self.task(number):
            del self.tasks()[found[0]]

    @rule()
    def push_again(self):
        push.push(self.board, self.head, self.items, SCREEN)

    @rule(lost=st.integers(1, 2))
    def push_with_lost_answers(self, lost):
        self.board.lose_answers = lost
        push.push(self.board, self.head, self.items, SCREEN)
        self.board.lose_answers = 0

    @rule()
    def pull_cut_off(self):
        self.board.breaks = True
        try:
            self.take()
        except ServiceError:
            pass
        else:
            self.note()
        self.board.breaks = False

    @rule(times=st.integers(1, 2))
    def pull_whole(self, times):
        for _ in range(times):
            self.take()
        self.note()

    @precondition(lambda self: (self.place / "raw/review/b/judgements.jsonl").exists())
    @rule()
    def tear_the_log(self):
        with (self.place / "raw/review/b/judgements.jsonl").open("ab") as file:
            file.write(b'{"id": "j-to')

    def take(self):
        found = pull.pull(
            self.board, self.project, self.head, self.items, batches.log(self.place, "b"), str,
            {"duplicate": "duplicate"}, LEAVES,
        )  # fmt: skip
        tables.append_jsonl(self.place / "raw/review/b/judgements.jsonl", found.new)

    def note(self):
        """What a whole pull must have learnt: what stands on each task now; a lost task keeps what was known."""
        there = self.tasks()
        self.recorded = {k: v for k, v in self.recorded.items() if k[0] not in there}
        for task, entry in there.items():
            for given in entry["annotations"].values():
                verdict = given["result"][0]["value"]["choices"][0]
                key = (task, entry["data"]["item_id"], given["reviewer"])
                self.recorded[key] = (given["made"], verdict)
        want = {}
        for (_, one, who), said in sorted(self.recorded.items(), key=lambda x: x[1]):
            want[one, who] = said[1]
        now = [j for j in batches.judgements(self.place, "b") if j.status == "active"]
        assert len(now) == len({(j.item, j.reviewer) for j in now})
        assert {(j.item, j.reviewer): j.verdict for j in now} == want

    @invariant()
    def one_task_an_item_at_most(self):
        copies = self.board.tasks(self.project)
        assert all(len(found) == 1 for found in copies.values())


pytestmark = pytest.mark.slow
TestReview = Review.TestCase
TestReview.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
