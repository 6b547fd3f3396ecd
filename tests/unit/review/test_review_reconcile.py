"""What the server believes beside what counts, and what mends it."""

from curation.core.ports import TaskState
from curation.review.settings import Reviewer, Settings
from curation.review.standing import reconcile
from curation.review.standing.evidence import Evidence

from review_world import item, judgement, prompt

PEOPLE = Settings(reviewers=tuple(Reviewer(name=n) for n in "abc"))


def of(number=1):
    return item(prompt(number), reviewers=["a", "b"])


def compared(items, judgements, states):
    evidence = Evidence(items, judgements, PEOPLE)
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


def test_a_task_that_is_gone_though_it_was_judged_is_told():
    one = of()
    found, mend = compared([one], [judgement(one, "a"), judgement(one, "b")], [])
    assert found == [("task-gone", "", "none")]
    assert mend == reconcile.Mend()
