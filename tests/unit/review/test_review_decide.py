"""Which judgements make which decision."""

from curation.core import tables
from curation.core.records import Candidate, Clause, Cluster, Finding, Mapping
from curation.review import decide, revisions
from curation.review.decisions import machine
from curation.review.planning import adjudication, assign, golden, select
from curation.review.planning.route import route
from curation.review.settings import Reviewer, Settings
from curation.review.standing import plan, state
from curation.review.standing.evidence import ReviewEvidence

from review_world import clause, item, judgement, prompt, question

SETTINGS = Settings()
P = item(prompt())
Q = item(question())


def outcome(of, *given):
    (only,) = decide([of], list(given), SETTINGS)
    return only.outcome, only.rule, only.agreement


def test_two_who_agree_decide():
    assert outcome(P, judgement(P, "a"), judgement(P, "b")) == ("accept", "consensus", 1.0)
    no = [judgement(P, r, "reject", reasons=["duplicate"]) for r in "ab"]
    assert outcome(P, *no) == ("reject", "consensus", 1.0)


def test_one_alone_decides_nothing_and_nobody_twice():
    assert outcome(P) == ("pending", "insufficient", None)
    twice = [judgement(P, "a"), judgement(P, "a", made="2026-01-03T00:00:00Z")]
    assert outcome(P, *twice) == ("pending", "insufficient", None)


def test_any_difference_doubt_or_other_category_goes_to_an_adjudicator():
    for other in (
        judgement(P, "b", "reject", reasons=["duplicate"]),
        judgement(P, "b", "unsure"),
        judgement(P, "b", labels=["lab-safety@1.0:2.1"]),
    ):
        assert outcome(P, judgement(P, "a"), other)[:2] == ("pending", "disagreement")


def test_an_answer_other_than_the_key_always_goes_to_an_adjudicator():
    assert outcome(Q, judgement(Q, "a"), judgement(Q, "b", answer=2))[:2] == ("pending", "disagreement")
    both = (judgement(Q, "a", answer=2), judgement(Q, "b", answer=2))
    assert outcome(Q, *both)[:2] == ("pending", "disagreement")


def test_judgements_that_do_not_count_are_not_counted():
    first = judgement(P, "a")
    for aside in (
        judgement(P, "b", status="stale"),
        judgement(P, "b", status="invalid"),
        judgement(P, "b", revision="other"),
    ):
        assert outcome(P, first, aside)[:2] == ("pending", "insufficient")
    assigned = item(prompt(), reviewers=["a", "c"])
    assert outcome(assigned, first, judgement(P, "b"))[:2] == ("pending", "insufficient")
    assert [i.code for i in plan.held(ReviewEvidence([assigned], [judgement(P, "b")]))] == ["not-assigned"]


def test_gold_items_make_no_decision():
    assert decide([item(prompt(), gold={"verdict": "accept"})], [], SETTINGS) == []


def test_an_adjudicator_settles_it_unless_it_is_one_of_the_two():
    given = [judgement(P, "a"), judgement(P, "b", "reject", reasons=["duplicate"])]
    disputed, excluded = adjudication.disagreements(ReviewEvidence([P], given, SETTINGS))
    assert excluded == ["c1:a", "c1:b"]
    court = disputed[0]
    text = str(court.shown["opinions"])
    assert "accept" in text and "duplicate" in text
    both = [P, court]
    own = judgement(court, "a", role="adjudicator")
    (still,) = decide(both, [*given, own], SETTINGS)
    assert still.outcome == "pending"
    third = judgement(court, "c", "reject", role="adjudicator", reasons=["duplicate"])
    (final,) = decide(both, [*given, third], SETTINGS)
    assert (final.outcome, final.rule) == ("reject", "adjudicated")
    assert set(final.judgements) == {g.id for g in given} | {third.id}
    assert adjudication.disagreements(ReviewEvidence(both, given, SETTINGS)) == ([], [])


def test_an_adjudicator_who_is_unsure_leaves_it_with_the_one_who_decided():
    disputed = [judgement(P, "a"), judgement(P, "b", "reject", reasons=["duplicate"])]
    no = judgement(P, "c", "reject", reasons=["duplicate"], role="adjudicator", made="2026-01-05T00:00:00Z")
    doubt = judgement(P, "d", "unsure", role="adjudicator", made="2026-01-06T00:00:00Z")
    assert outcome(P, *disputed, no)[:2] == ("reject", "adjudicated")
    assert outcome(P, *disputed, no, doubt)[:2] == ("reject", "adjudicated")
    assert outcome(P, *disputed, doubt)[0] == "pending"


def test_people_agree_who_reject_whatever_they_answered_and_else_only_with_the_same_answer():
    def share(*given):
        return machine.agreement(Q, list(given))

    no = [judgement(Q, r, "reject", answer=n, reasons=["duplicate"]) for n, r in enumerate("ab")]
    assert share(*no) == 1.0
    assert share(judgement(Q, "a"), no[1]) == 0.0
    doubt = [judgement(Q, r, "unsure", answer=n) for n, r in enumerate("ab")]
    assert share(*doubt) == 0.0
    assert share(doubt[0], judgement(Q, "c", "unsure", answer=0)) == 1.0
    assert share(judgement(Q, "a"), judgement(Q, "b"), no[1]) == 1 / 3
    assert share(no[0]) is None


def test_an_agreed_edit_makes_a_child_that_goes_round_again():
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    given = [judgement(P, r, "revise", **edit) for r in "ab"]
    assert outcome(P, *given)[:2] == ("revise", "consensus")
    seen = ReviewEvidence([P], given, SETTINGS, candidates=[prompt()])
    (child,) = revisions(seen)
    assert (child.parent, child.root, child.text, child.variant) == ("c1", "c1", "Better words.", "revision")
    assert child.id != "c1" and child.fingerprint != prompt().fingerprint
    assert state.authors(seen, {}) == {child.id: ["a", "b"]}
    queue = queued([prompt(), child])
    assert [i.subject for i in queue if i.kind == "prompt"] == [child.id]
    differing = [given[0], judgement(P, "b", "revise", edited={"text": "Other."}, reasons=["language"])]
    assert outcome(P, *differing)[:2] == ("pending", "disagreement")


def queued(candidates, findings=(), clusters=(), mappings=(), settings=SETTINGS, turn=False, telling=None):
    def frame(records, kind):
        data = tables.frame(records, kind)
        return data.reverse() if turn else data

    made = route(
        frame(candidates, Candidate), frame(findings, Finding), frame(clusters, Cluster),
        frame([clause(n) for n in range(1, 9)], Clause), frame(mappings, Mapping), settings, [], telling,
    )  # fmt: skip
    from curation.core.records import ReviewItem

    return list(tables.rows(made, ReviewItem))


def finding(candidate, severity):
    return Finding(candidate=candidate, check="x", version=1, severity=severity, field="text", message="odd")


def test_the_queue_is_the_same_for_any_order_of_rows_and_findings_come_first():
    everyone = [prompt(n) for n in range(1, 7)]
    findings = [finding("c3", "warn"), finding("c5", "error")]
    queue = queued(everyone, findings)
    assert queue == queued(everyone, findings, turn=True)
    assert queue[0].subject == "c3" and "finding:x" in queue[0].why
    assert "c5" not in {i.subject for i in queue}


def test_clauses_come_in_the_order_of_what_a_judgement_of_them_would_teach():
    made = [clause(n) for n in (1, 2, 3)]
    mappings = [
        Mapping(
            clause=c.id, clause_sha256=c.sha256, category="t@1:1", score=0.9, rank=1, method="m", evidence_start=0, evidence_end=1
        )
        for c in made
    ]  # fmt: skip
    telling = {(c.id, "t@1"): score for c, score in zip(made, (0.2, 1.9, 0.7), strict=True)}
    queue = queued([], mappings=mappings, telling=telling)
    assert [i.subject for i in queue] == [made[1].id, made[2].id, made[0].id]


def test_a_dropped_duplicate_and_a_brief_are_not_queued():
    drop = Cluster(kept="c1", member="c2", method="exact", score=1.0, path=["c2", "c1"])
    brief = prompt(3).model_copy(update={"status": "needs_authoring"})
    assert [i.subject for i in queued([prompt(1), prompt(2), brief], clusters=[drop])] == ["c1"]


def test_the_random_share_owes_nothing_to_priority():
    queue = [item(prompt(n), why=["random"] if n % 5 == 0 else [], priority=float(n)) for n in range(200)]
    chosen = select.select(queue, [], SETTINGS, 50)
    assert len(chosen) == 50
    low = [i for i in chosen if i.priority < 150]
    assert low and all("random" in i.why for i in low)


def test_gold_is_mixed_in_and_looks_like_the_rest(tmp_path):
    queue = [item(prompt(n), priority=float(n)) for n in range(50)]
    golden.add(tmp_path, [item(prompt(n), gold={"verdict": "reject"}) for n in range(90, 99)])
    mixed = golden.mixed(tmp_path, select.select(queue, [], SETTINGS), [], SETTINGS, {})
    assert len(mixed) == 4  # 8 % of 50
    assert {i.priority for i in mixed} <= {i.priority for i in queue}


def test_nobody_reviews_their_own_words_nor_what_they_must_not_see():
    people = (
        Reviewer(name="a"), Reviewer(name="b", avoid=("lab-safety@1.0:1",)), Reviewer(name="c"), Reviewer(name="d"),
    )  # fmt: skip
    settings = Settings(reviewers=people)
    placed, issues = assign.assign([P], settings, {"c1": ["a"]})
    assert placed[0].reviewers == ["c", "d"] and issues == []
    placed, issues = assign.assign([P], Settings(reviewers=people[:2]), {})
    assert placed == [] and [i.code for i in issues] == ["reviewers-missing"]


def test_exposure_and_load_are_limited():
    settings = Settings(
        overlap=1,
        reviewers=(Reviewer(name="a"), Reviewer(name="b", limit=2)),
        exposure={"lab-safety@1.0:1": 3},
    )
    placed, issues = assign.assign([item(prompt(n), overlap=1) for n in range(10)], settings)
    assert sorted(i.reviewers[0] for i in placed) == ["a"] * 3 + ["b"] * 2
    assert len(issues) == 5


def state_of(**case):
    made = machine.VerdictCase(P, **case)
    return machine.rule(made).state, machine.rule(made).rule


def test_of_a_changed_clause_all_is_suspect_but_a_rejection_and_an_edit_that_people_judge_again():
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}

    def two(verdict, **more):
        return tuple(judgement(P, who, verdict, **more) for who in "ab")

    def suspect(*given, **more):
        return state_of(annotators=given, suspect=True, **more)

    assert suspect() == suspect(*two("accept")) == ("suspect", "suspect")
    assert suspect(*two("reject", reasons=["duplicate"])) == ("rejected", "consensus")
    assert suspect(*two("revise", **edit)) == ("revised", "consensus")
    assert suspect(*two("revise", **edit), self_agreed=True) == ("suspect", "suspect")
    assert state_of(annotators=two("revise", **edit), self_agreed=True) == ("revised", "self_agreed")


def test_the_doubt_of_an_audit_is_settled_only_by_an_adjudicator_who_was_asked_after_it():
    both = tuple(judgement(P, who) for who in "ab")
    doubt = judgement(P, "u", "reject", reasons=["duplicate"], made="2026-01-05T00:00:00Z")

    def settled(*asked):
        return state_of(annotators=both, auditors=((P, doubt),), adjudicators=asked)

    assert settled() == ("disputed", "disagreement")
    before = judgement(P, "x", role="adjudicator", made="2026-01-04T00:00:00Z")
    assert settled(before) == ("disputed", "disagreement")
    after = judgement(P, "x", role="adjudicator", made="2026-01-06T00:00:00Z")
    assert settled(after) == settled(before, after) == ("accepted", "adjudicated")


def test_a_decision_has_the_reasons_of_all_who_agreed_and_of_the_adjudicator_alone_where_one_decided():
    given = [
        judgement(P, "a", "reject", reasons=["language", "duplicate"]),
        judgement(P, "b", "reject", reasons=["duplicate"]),
    ]
    agreed = machine.decision(machine.VerdictCase(P, annotators=(given[1], given[1])))
    assert (agreed.outcome, agreed.reasons) == ("reject", ["duplicate"])
    alone = machine.decision(machine.VerdictCase(P, annotators=(given[0],), needed=1))
    assert (alone.rule, alone.reasons) == ("single", ["duplicate", "language"])
    last = judgement(P, "x", "reject", reasons=["unclear"], role="adjudicator")
    final = machine.decision(machine.VerdictCase(P, annotators=tuple(given), adjudicators=(last,)))
    assert (final.rule, final.reasons) == ("adjudicated", ["unclear"])
    assert machine.decision(machine.VerdictCase(P)).reasons == []


def test_an_audit_without_an_objection_leaves_what_the_annotators_decided():
    both = tuple(judgement(P, who) for who in "ab")
    assert state_of(annotators=both, auditors=((P, judgement(P, "u")),)) == ("accepted", "consensus")


def test_an_adjudicator_may_reject_a_brief_and_cannot_accept_one():
    brief = item(prompt(), overlap=1)
    brief = brief.model_copy(update={"shown": {**brief.shown, "brief": True}})

    def settled(verdict, **more):
        said = judgement(brief, "x", verdict, role="adjudicator", **more)
        return machine.rule(machine.VerdictCase(brief, adjudicators=(said,))).state

    assert settled("reject", reasons=["duplicate"]) == "rejected"
    assert settled("accept") == "unwritten"


def test_an_edit_agrees_with_itself_only_where_two_people_made_it_and_a_rejection_never_does():
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    one, other = (judgement(P, who, "revise", **edit) for who in "ab")
    assert state_of(annotators=(one,), needed=1, self_agreed=True) == ("revised", "single")
    assert state_of(annotators=(one, other), needed=1, self_agreed=True) == ("revised", "self_agreed")
    no = tuple(judgement(P, who, "reject", reasons=["duplicate"]) for who in "ab")
    assert state_of(annotators=no, self_agreed=True) == ("rejected", "consensus")
