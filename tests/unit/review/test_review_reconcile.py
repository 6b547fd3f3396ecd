"""What the server believes beside what counts, and what mends it."""

import pytest
from curation.core.ports import TaskState
from curation.review.board import pull
from curation.review.judgements import batches
from curation.review.settings import Reviewer, Settings
from curation.review.standing import reconcile
from curation.review.standing.evidence import ReviewEvidence

from review_world import item, judgement, prompt, question

PEOPLE = Settings(reviewers=tuple(Reviewer(name=n) for n in "abc"))


def of(number=1):
    return item(prompt(number), reviewers=["a", "b"])


def compared(items, judgements, states):
    evidence = ReviewEvidence(items, judgements, PEOPLE)
    found = reconcile.compare(evidence, "b1", states)
    return [(m.sort, m.reviewer, m.cure) for m in found], reconcile.mend(evidence, found, states)


def task(one, done=True, overlap=2):
    return TaskState(f"t-{one.id}", one.id, done, overlap)


def test_what_is_finished_or_on_its_way_needs_nothing():
    one = of()
    both = [judgement(one, "a"), judgement(one, "b")]
    assert compared([one], both, [task(one)])[0] == []
    assert compared([one], both[:1], [task(one, done=False)])[0] == []


def test_a_skip_is_told_with_its_maker_and_goes_to_others():
    one = of()
    skip = judgement(one, "a", "none", status="skipped", skip="not-my-field")
    found, mend = compared([one], [skip, judgement(one, "b")], [task(one)])
    assert found == [("skipped", "a", "reassign"), ("unassigned", "", "reassign")]
    assert mend.reassign == [one.id] and not mend.requeue


def test_a_stale_and_an_invalid_annotation_are_taken_back():
    one = of()
    stale = judgement(one, "a", status="stale", source="t/1")
    invalid = judgement(one, "b", status="invalid", source="t/2")
    found, mend = compared([one], [stale, invalid], [task(one)])
    assert sorted(found) == [
        ("blocked", "", "requeue"),
        ("invalid", "b", "withdraw"),
        ("stale", "a", "withdraw"),
    ]
    assert mend.withdraw == ["t/1", "t/2"] and mend.requeue == {f"t-{one.id}": 2}


def test_an_outsider_does_not_keep_those_who_were_assigned_from_their_turn():
    one = of()
    found, mend = compared([one], [judgement(one, "z"), judgement(one, "a")], [task(one)])
    assert ("outsider", "z", "requeue") in found and ("blocked", "", "requeue") in found
    assert mend.requeue == {f"t-{one.id}": 3}


def test_nobody_is_an_outsider_to_an_item_that_everybody_may_judge():
    one = item(prompt(1), reviewers=[])
    assert compared([one], [judgement(one, "z"), judgement(one, "a")], [task(one)])[0] == []
    assert (
        compared(
            [one],
            [judgement(one, "z"), judgement(one, "z", made="2026-05-01T00:00:00Z")],
            [task(one, done=False)],
        )[0]
        == []
    )


def test_a_task_that_is_gone_though_it_was_judged_is_told():
    one = of()
    found, mend = compared([one], [judgement(one, "a"), judgement(one, "b")], [])
    assert found == [("task-gone", "", "none")]
    assert mend == reconcile.Mend()


def test_what_is_not_pulled_yet_is_told_and_nothing_is_concluded_from_it():
    one = of()
    fresh = TaskState(f"t-{one.id}", one.id, True, 2, given=2)
    found, mend = compared([one], [judgement(one, "a")], [fresh])
    assert found == [("not-pulled", "", "pull")] and mend == reconcile.Mend()
    evidence = ReviewEvidence([one], [judgement(one, "a")], PEOPLE)
    assert [m.sort for m in reconcile.compare(evidence, "b1", [fresh], pulled=True)] == ["blocked"]


def test_a_question_is_compared_where_it_is_answered_until_its_verdict_task_is_there():
    one = item(question(1), reviewers=["a", "b"])
    stale = judgement(one, "a", "none", stage="open", status="stale", source="t/1")
    evidence = ReviewEvidence([one], [stale, judgement(one, "b", "none", stage="open")], PEOPLE)
    found = reconcile.compare(evidence, "b1", [], [TaskState("t-a", one.id, True, 2)])
    assert [(m.sort, m.reviewer, m.stage) for m in found] == [
        ("stale", "a", "answer"),
        ("blocked", "", "answer"),
    ]
    ready = ReviewEvidence([one], [judgement(one, w, "none", stage="open") for w in "ab"], PEOPLE)
    assert reconcile.compare(ready, "b1", [], [TaskState("t-a", one.id, True, 2)]) == []
    assert reconcile.compare(ready, "b1", [TaskState("t-v", one.id, True, 2)], [])[0].stage == "verdict"


@pytest.mark.parametrize("status", ["stale", "invalid"])
def test_what_was_taken_back_after_it_did_not_count_is_told_no_more(status):
    one = of()
    bad = judgement(one, "a", status=status, source="t/1")
    log = [bad, pull.gone(bad, "2026-01-03T00:00:00Z")]
    assert [j.status for j in batches.resolve(log)] == ["deleted"]
    found, _ = compared([one], batches.resolve(log), [task(one, done=False)])
    assert found == []


def test_only_annotations_with_an_id_of_the_server_are_taken_back_each_once():
    def one(sort, source):
        return reconcile.Mismatch(sort, "b1", "i1", source=source)

    told = [
        one("stale", "t/2"),
        one("invalid", "t/1"),
        one("stale", ""),
        one("skipped", "t/3"),
        one("stale", "t/2"),
    ]
    mend = reconcile.mend(ReviewEvidence([], []), told, [])
    assert (mend.withdraw, mend.reassign, mend.requeue) == (["t/1", "t/2"], ["i1"], {})


def test_an_annotation_that_was_deleted_is_none_that_the_log_knows():
    """The board holds an annotation; the log has one that was deleted there: the one on the board is still to be pulled."""
    one = of()
    state = TaskState(f"t-{one.id}", one.id, False, 2, given=1)
    for status, sorts in (("deleted", ["not-pulled"]), ("active", [])):
        log = [judgement(one, "a", status=status, source="t/1")]
        evidence = ReviewEvidence([one], log, PEOPLE)
        assert [m.sort for m in reconcile.compare(evidence, "b1", [state])] == sorts
        assert [m.sort for m in reconcile.compare(evidence, "b1", [state], pulled=True)] == []
