"""Which judgements enter agreement and in which field, and who waits for what, on evidence in memory."""

from types import SimpleNamespace

import pytest
from curation import review
from curation.review.settings import Reviewer, Settings
from curation.review.standing import ratings, state
from curation.review.standing.evidence import ReviewEvidence

from review_world import clause, item, judgement, prompt, question

NO = {"verdict": "reject", "reasons": ["duplicate"]}


def seen(items, judgements, **more):
    return ReviewEvidence(items, judgements, Settings(), **more)


def test_each_field_has_the_ratings_of_annotators_who_gave_it():
    one, two = item(question(1)), item(prompt(2), "b2")
    label = one.shown["categories"][0]
    given = [
        judgement(one, "a", answer=1, answers={"closed": 2}, labels=[label]), judgement(one, "b", labels=[], **NO),
        judgement(two, "a"), judgement(two, "x", role="adjudicator"), judgement(two, "y", role="author"),
        judgement(two, "z", "none", status="skipped", skip="not-my-field"),
    ]  # fmt: skip
    told = ratings.by_field(seen([one, two], given))
    assert told["question", "verdict", ""] == [(one.id, "a", "accept"), (one.id, "b", "reject")]
    assert told["question", "verdict", label] == told["question", "verdict", ""]
    assert told["question", "answer", ""][0] == (one.id, "a", "1")
    assert told["question", "closed", ""] == [(one.id, "a", "2")]
    assert told["question", "category", ""] == [(one.id, "a", label)]
    assert told["prompt", "verdict", ""] == [(two.id, "a", "accept")]
    assert ("prompt", "answer", "") not in told


def test_gold_other_batches_and_other_datasets_are_left_out():
    one, two = item(prompt(1)), item(prompt(2), "b2")
    known = item(prompt(3), gold={"verdict": "accept"})
    other = item(prompt(4), "b2").model_copy(update={"dataset": "lawn"})
    every = seen([one, two, known, other], [judgement(i, "a") for i in (one, two, known, other)])
    assert [t[0] for t in ratings.verdicts(every)] == sorted([one.id, two.id, other.id])
    assert [t[0] for t in ratings.verdicts(every, "lawn")] == [other.id]
    in_one = ratings.by_field(every, ["b1"])
    assert in_one["prompt", "verdict", ""] == [(one.id, "a", "accept")]
    assert ratings.by_field(every, ["b1"], "lawn") == {}
    assert set(ratings.units(every)) == {j.id for j in every.judgements if j.item != known.id}


def test_the_categories_of_clauses_have_a_verdict_and_no_rating_of_the_dataset():
    mapping = item(prompt(1)).model_copy(update={"kind": "mapping", "subject": clause(1).id})
    told = ratings.by_field(seen([mapping], [judgement(mapping, "a", labels=["t@1:a"])]))
    assert told["mapping", "verdict", ""] == [(mapping.id, "a", "accept")]
    assert ("mapping", "category", "") not in told
    assert ratings.verdicts(seen([mapping], [judgement(mapping, "a")])) == []


def test_an_item_that_was_given_again_counts_as_the_one_it_stands_for():
    first = item(prompt(1))
    again = first.model_copy(update={"id": "again", "batch": "b2", "why": [f"replaces:{first.id}"]})
    both = seen([first, again], [judgement(first, "a"), judgement(again, "b")])
    assert ratings.verdicts(both) == [(first.id, "a", "accept"), (first.id, "b", "accept")]
    assert set(ratings.units(both).values()) == {first.id}


@pytest.mark.parametrize(
    ("answered", "people", "want"),
    [
        ([], ["a", "b"], "answer"),
        (["a"], ["b"], "answer"),
        (["a", "b"], [], "judgement"),
        (["a", "b"], ["c"], "answer"),  # another person has to answer before the key as well
    ],
)
def test_an_item_in_two_stages_waits_for_answers_until_all_who_are_left_gave_one(answered, people, want):
    one = item(question(1), reviewers=["a", "b"])
    given = {one.id: dict.fromkeys(answered, 0)}
    evidence = SimpleNamespace(stages={"b1": "separate"}, answered=given, planned={one.id: 2})
    assert state._want(one, evidence, people) == want
    assert state._want(one, seen([one], []), people) == "judgement"
    for why, who in (("writing", "author"), ("adjudication", "adjudicator"), ("audit", "auditor")):
        assert state._want(one.model_copy(update={"why": [why]}), evidence, people) == who


def test_what_a_batch_has_and_wants_counts_no_other_batch_and_no_judgement_too_many():
    one, two = item(prompt(1)), item(prompt(2))
    other = item(prompt(3), "b2")
    given = [*(judgement(one, r) for r in "abc"), judgement(two, "a"), judgement(other, "a")]
    evidence = seen([one, two, other], given)
    assert state.done(evidence, "b1") == (3, 4)
    assert state.done(evidence, "b2") == (1, 2)
    assert [(w.item, w.missing, w.people, w.stuck) for w in state.waiting(evidence)] == [
        (two.id, 1, (), False), (other.id, 1, (), False),
    ]  # fmt: skip


def test_a_frozen_revision_is_open_again_as_soon_as_its_parent_is_decided_otherwise():
    of = item(prompt(1))
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    revise = [judgement(of, r, "revise", **edit) for r in "ab"]
    (child,) = state.revisions(seen([of], revise, candidates=[prompt(1)]))
    frozen = item(child, "b2")
    accepted = [judgement(frozen, r) for r in "cd"]
    whole = [prompt(1), child]

    def of_child(given):
        decided = {
            d.subject: d for d in review.decisions(seen([of, frozen], [*given, *accepted], candidates=whole))
        }
        return decided[child.id].outcome, decided[child.id].rule

    assert of_child(revise)[0] == "accept"
    assert of_child([judgement(of, r) for r in "ab"]) == ("pending", "abandoned")
    other = [judgement(of, r, "revise", **(edit | {"edited": {"text": "Quite other words."}})) for r in "ab"]
    assert of_child(other) == ("pending", "abandoned")
    assert of_child([]) == ("pending", "abandoned")
    # A variant that a machine made of a prompt is no edit: it stands without its parent.
    variant = prompt(5).model_copy(update={"parent": "c1", "variant": "persona"})
    shown = item(variant, "b3")
    decided = review.decisions(
        seen([of, shown], [judgement(shown, r) for r in "cd"], candidates=[prompt(1), variant])
    )
    assert {d.subject: d.outcome for d in decided}[variant.id] == "accept"


def test_everybody_who_had_a_hand_in_a_subject_is_named_and_who_took_it_back_is_not():
    of = item(prompt(1))
    given = [
        judgement(of, who, status=status)
        for who, status in (
            ("a", "active"),
            ("b", "stale"),
            ("c", "superseded"),
            ("d", "deleted"),
            ("e", "invalid"),
        )
    ]
    assert state.hands(seen([of], given)) == {of.subject: ["a", "b", "c"]}


def test_the_authors_of_a_revision_are_those_whose_words_it_and_its_ancestors_hold():
    of = item(prompt(1))
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    given = [
        judgement(of, "a", "revise", **edit),
        judgement(of, "b"),
        judgement(of, "c", "revise", status="stale", **edit),
    ]
    parents = {"c1-2": of.subject, "c1-3": "c1-2", "x": "y", "y": "x"}
    assert state.authors(seen([of], given), parents) == {"c1-2": ["a"], "c1-3": ["a"]}


def test_items_that_somebody_left_are_given_again_once_with_the_number_that_is_missing():
    left = Settings(reviewers=(Reviewer(name="a", left=True), Reviewer(name="b"), Reviewer(name="c")))
    one, two = item(prompt(1), reviewers=["a", "b"]), item(prompt(2), reviewers=["b", "c"])
    evidence = ReviewEvidence([one, two], [], left)
    assert [(i.id, n) for i, n in state.stuck(evidence)] == [(one.id, 1)]
    assert state.stuck(ReviewEvidence([one, two], [judgement(one, "a"), judgement(one, "b")], left)) == []
    both = Settings(reviewers=(Reviewer(name="a", left=True), Reviewer(name="b", left=True)))
    assert [(i.id, n) for i, n in state.stuck(ReviewEvidence([one], [], both))] == [(one.id, 2)]


def test_an_edit_that_its_own_authors_may_accept_is_decided_with_their_reasons_and_judgements():
    of = item(prompt(1))
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    given = [judgement(of, r, "revise", **edit) for r in "ab"]

    def of_child(rule):
        evidence = ReviewEvidence([of], given, Settings(self_agreed=rule), candidates=[prompt(1)])
        (child,) = [d for d in review.decisions(evidence) if d.subject != "c1"]
        return child

    accepted, waits = of_child(True), of_child(False)
    assert (accepted.outcome, accepted.rule, accepted.labels) == (
        "accept",
        "self_agreed",
        prompt(1).categories,
    )
    assert accepted.judgements == [j.id for j in given] and accepted.reasons == ["language"]
    assert (waits.outcome, waits.rule, waits.labels, waits.judgements, waits.reasons, waits.agreement) == (
        "pending", "insufficient", [], [], [], None,
    )  # fmt: skip


def test_an_adjudication_of_an_item_that_somebody_left_is_not_given_again_as_the_item_is():
    left = Settings(
        reviewers=(Reviewer(name="a", left=True), Reviewer(name="b"), Reviewer(name="c", left=True))
    )
    one = item(prompt(1), reviewers=["b", "d"])
    case = one.model_copy(update={"id": "case", "why": ["adjudication"], "reviewers": ["c"]})
    assert state.stuck(ReviewEvidence([one, case], [], left)) == []
