"""Questions in two tasks: the key comes to the board when every answer that is waited for is recorded, and not before."""

from __future__ import annotations

import pytest
from curation import taxonomy
from curation.core import tables
from curation.review.board import layout, pull, push, stages
from curation.review.judgements import batches
from curation.review.standing import plan
from curation.review.standing.evidence import ReviewEvidence

from review_world import MemoryBoard, item, question, result

TREE = taxonomy.load("lab-safety")
LEAVES = {c.code: c.code for c in TREE.leaves()}
MORE = {"duplicate": "duplicate"}


def part(name, *values):
    return {"from_name": name, "to_name": "subject", "type": "choices", "value": {"choices": list(values)}}


def answer(of, closed, opened, **more):
    stamp = {
        "from_name": "seen_rev",
        "to_name": "subject",
        "type": "textarea",
        "value": {"text": [of.revision]},
    }
    return [
        part("answer", closed),
        part("answer_open", opened),
        stamp,
        *(part(k, v) for k, v in more.items()),
    ]


class Desk:
    """A batch in two stages on a board in memory, driven as the commands drive it."""

    def __init__(self, folder, people=("r-ann", "r-bob"), left=()):
        self.folder, self.left, self.board = folder, left, MemoryBoard()
        made = [item(question(n), "b1", reviewers=list(people)) for n in (1, 2)]
        self.layout = layout.build("question", TREE, screen="verdict")
        self.blind_layout = layout.build("question", TREE, screen="blind")
        self.head = batches.freeze(folder, "b1", made, self.layout, TREE.id, blind=self.blind_layout)
        self.items = batches.items(folder, "b1")
        self.blind = push.push(self.board, self.head, self.items, self.blind_layout, stage="blind").project
        self.verdicts = self.open().project

    def open(self):
        ready = stages.answered(self.items, batches.judgements(self.folder, "b1"), self.left)
        return stages.open_verdicts(self.board, self.head, self.items, ready, self.layout)

    def pull(self):
        issues = []
        for project, asked, when in (
            (self.blind, "blind", stages.shown_at(self.board, self.verdicts)),
            (self.verdicts, "verdict", None),
        ):
            found = pull.pull(
                self.board, project, self.head, self.items, batches.log(self.folder, "b1"), lambda who: f"r-{who}",
                MORE, LEAVES, asked, when,
            )  # fmt: skip
            tables.append_jsonl(batches.folder(self.folder, "b1") / "judgements.jsonl", found.new)
            issues += found.issues
            if asked == "blind":
                self.open()
        return issues

    def judgements(self):
        return batches.judgements(self.folder, "b1")

    def shown(self):
        return sorted(self.board.tasks(self.verdicts))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_the_verdict_task_is_made_when_both_have_answered(desk):
    first = desk.items[0]
    assert desk.shown() == []
    desk.board.annotate(desk.blind, first, "ann", answer(first, "A", "B"))
    desk.pull()
    assert desk.shown() == []
    desk.board.annotate(desk.blind, first, "bob", answer(first, "C", "none"))
    assert desk.pull() == []
    assert desk.shown() == [first.id]
    kept = {j.reviewer: (j.stage, j.verdict, j.answers, j.answer) for j in desk.judgements()}
    assert kept == {
        "r-ann": ("open", "none", {"closed": 0, "open": 1}, 1),
        "r-bob": ("open", "none", {"closed": 2, "open": -1}, -1),
    }
    # Again and again the same: nothing new, no second task.
    assert desk.pull() == [] and desk.shown() == [first.id] and len(desk.judgements()) == 2


def test_a_verdict_stands_beside_the_answer_and_replaces_it_not(desk):
    first = desk.items[0]
    for who in ("ann", "bob"):
        desk.board.annotate(desk.blind, first, who, answer(first, "B", "B", difficulty="hard"))
    desk.pull()
    judged = [part("explanation_judged", "wrong"), part("also_right", "A", "C")]
    desk.board.annotate(desk.verdicts, first, "ann", result(first, "reject", reasons="duplicate") + judged)
    assert desk.pull() == []
    mine = [j for j in desk.judgements() if j.reviewer == "r-ann"]
    assert sorted((j.stage, j.status) for j in mine) == [("open", "active"), ("verdict", "active")]
    (verdict,) = [j for j in mine if j.stage == "verdict"]
    assert (verdict.verdict, verdict.explanation, verdict.also_right) == ("reject", "wrong", [0, 2])
    assert [j.difficulty for j in mine if j.stage == "open"] == ["hard"]


def test_a_verdict_that_counts_carries_the_answers_that_its_maker_gave_before(desk):
    first = desk.items[0]
    for who in ("ann", "bob"):
        desk.board.annotate(desk.blind, first, who, answer(first, "B", "A"))
    desk.pull()
    desk.board.annotate(desk.verdicts, first, "ann", result(first, "accept"))
    desk.pull()
    told = ReviewEvidence(desk.items, desk.judgements()).with_answers
    assert [(j.stage, j.reviewer) for j in told] == [(j.stage, j.reviewer) for j in desk.judgements()]
    (verdict,) = [j for j in told if j.stage == "verdict"]
    assert (verdict.answers["closed"], verdict.answer) == (1, 0)


def test_an_answer_changed_after_the_key_was_shown_leaves_the_first_one_and_is_told(desk):
    first = desk.items[0]
    for who in ("ann", "bob"):
        desk.board.annotate(desk.blind, first, who, answer(first, "A", "A"))
    desk.pull()
    # The board stamps its tasks with `t…`: any time after that is later than the key.
    desk.board.annotate(desk.blind, first, "ann", answer(first, "B", "B"), "z-later")
    assert [i.code for i in desk.pull()] == ["answer-late"]
    active = {j.reviewer: j.answer for j in desk.judgements() if j.status == "active"}
    assert active == {"r-ann": 0, "r-bob": 0}


def test_an_answer_first_given_after_the_key_was_shown_is_no_blind_answer(desk):
    first = desk.items[0]
    for who in ("ann", "bob"):
        desk.board.annotate(desk.blind, first, who, answer(first, "A", "A"))
    desk.pull()
    desk.board.annotate(desk.blind, first, "eve", answer(first, "B", "B"), "z-later")
    assert "answer-late" in [i.code for i in desk.pull()]
    assert [j.status for j in desk.judgements() if j.reviewer == "r-eve"] == ["invalid"]


def test_a_skip_says_why_and_the_others_are_not_kept_waiting(desk):
    first = desk.items[0]
    stamp = answer(first, "A", "A")[2]
    desk.board.annotate(desk.blind, first, "bob", [part("skip", "not-my-field"), stamp])
    desk.pull()
    (skip,) = desk.judgements()
    assert (skip.status, skip.skip, skip.verdict, skip.answers) == ("skipped", "not-my-field", "none", {})
    assert desk.shown() == []
    desk.board.annotate(desk.blind, first, "ann", answer(first, "B", "B"))
    desk.pull()
    assert desk.shown() == [first.id]


def test_nobody_waits_for_somebody_who_left(tmp_path):
    desk = Desk(tmp_path, left=("r-bob",))
    first = desk.items[0]
    desk.board.annotate(desk.blind, first, "ann", answer(first, "B", "B"))
    desk.pull()
    assert desk.shown() == [first.id]


def test_where_anybody_may_answer_as_many_are_waited_for_as_are_planned(tmp_path):
    desk = Desk(tmp_path, people=())
    first = desk.items[0]
    desk.board.annotate(desk.blind, first, "ann", answer(first, "B", "B"))
    desk.pull()
    assert desk.shown() == []
    desk.board.annotate(desk.blind, first, "cyd", answer(first, "B", "B"))
    desk.pull()
    assert desk.shown() == [first.id]


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts",
    [
        lambda i: answer(i, "A", "A")[1:],
        lambda i: [answer(i, "A", "A")[0], answer(i, "A", "A")[2]],
        lambda i: answer(i, "E", "A"),
        lambda i: answer(i, "A", "9"),
        lambda i: answer(i, "A", "A", skip="because"),
        lambda i: answer(i, "A", "A", difficulty="perhaps"),
    ],
)
def test_an_answer_that_does_not_fit_is_kept_apart_and_opens_nothing(desk, parts):
    first = desk.items[0]
    desk.board.annotate(desk.blind, first, "ann", parts(first))
    desk.board.annotate(desk.blind, first, "bob", answer(first, "A", "A"))
    assert [i.code for i in desk.pull()] == ["annotation-invalid"]
    assert desk.shown() == []


def test_a_verdict_of_somebody_who_never_answered_does_not_count_and_is_told(desk):
    first = desk.items[0]
    for who in ("ann", "bob"):
        desk.board.annotate(desk.blind, first, who, answer(first, "B", "B"))
    desk.pull()
    for who in ("ann", "eve"):
        desk.board.annotate(desk.verdicts, first, who, result(first, "accept"))
    desk.pull()
    # Nobody is named, as on a server where everybody sees every task.
    items = [i.model_copy(update={"reviewers": []}) for i in desk.items]
    seen = ReviewEvidence(items, desk.judgements(), heads=[desk.head])
    assert seen.judged(first.id) == {"r-ann"}
    assert [i.code for i in plan.held(seen)] == ["no-own-answer"]
