"""One answer to each question of standing: what counts, what is decided, what waits, who is right on gold."""

import pytest
from curation import review
from curation.pipeline.people import review_work
from curation.review.decisions import choosing
from curation.review.planning import adjudication, select
from curation.review.settings import Reviewer, Settings
from curation.review.standing import audit, certificate, gold, plan, ratings, state
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.status import status
from curation.stats import sampling

from review_world import clause, item, judgement, prompt, question

OTHER = "lab-safety@1.0:2.1"
NO = {"verdict": "reject", "reasons": ["wrong-key"]}
LATE = {"made": "2026-02-01T00:00:00Z"}


def seen(items, judgements, *, people=(), candidates=(), **more):
    reviewers = tuple(Reviewer(name=p) if isinstance(p, str) else p for p in people)
    return ReviewEvidence(items, judgements, Settings(reviewers=reviewers, **more), candidates=candidates)


def only(evidence):
    (decision,) = review.decisions(evidence)
    return decision.outcome, decision.rule


# --- verdicts that are not reinterpreted --------------------------------------------------------------------------------


def test_revise_without_new_words_is_an_objection_not_an_accept():
    of = item(question())
    worthless = [judgement(of, r, "revise", reasons=["hazardous-detail"]) for r in "ab"]
    assert only(seen([of], worthless)) == ("pending", "disagreement")
    one = [judgement(of, "a"), judgement(of, "b", "revise", reasons=["bad-explanation"])]
    assert only(seen([of], one)) == ("pending", "disagreement")


def test_a_pure_category_change_accepts_under_the_new_category():
    of = item(prompt())
    moved = [judgement(of, r, "revise", labels=[OTHER], reasons=["wrong-category"]) for r in "ab"]
    (decision,) = review.decisions(seen([of], moved))
    assert (decision.outcome, decision.labels) == ("accept", [OTHER])
    more = [judgement(of, r, "revise", labels=[OTHER], reasons=["language", "wrong-category"]) for r in "ab"]
    assert only(seen([of], more)) == ("pending", "disagreement")
    same = [judgement(of, r, "revise", reasons=["wrong-category"]) for r in "ab"]
    assert only(seen([of], same)) == ("pending", "disagreement")


@pytest.mark.parametrize(
    "doubt", [{"also_right": [2]}, {"explanation": "wrong"}, {"reasons": ["duplicate"]}, {"edited": {"stem": "x"}}]
)  # fmt: skip
def test_an_acceptance_that_names_something_wrong_is_no_acceptance(doubt):
    of = item(question())
    assert only(seen([of], [judgement(of, r, **doubt) for r in "ab"])) == ("pending", "disagreement")


def test_two_experts_who_reject_for_the_same_reason_agree():
    of = item(question())
    both = [judgement(of, r, answer=2, **NO) for r in "ab"]
    (decision,) = review.decisions(seen([of], both))
    assert (decision.outcome, decision.rule, decision.agreement) == ("reject", "consensus", 1.0)
    other = [judgement(of, "a", answer=2, **NO), judgement(of, "b", answer=3, **NO)]
    (decision,) = review.decisions(seen([of], other))
    assert (decision.outcome, decision.agreement) == ("reject", 1.0)


def test_agreement_is_a_share_of_pairs():
    of = item(prompt(), overlap=3)
    given = [judgement(of, "a"), judgement(of, "b"), judgement(of, "c", "reject", reasons=["duplicate"])]
    (decision,) = review.decisions(seen([of], given, overlap=3))
    assert decision.agreement == pytest.approx(1 / 3)  # a-b agree; a-c and b-c do not


def test_an_adjudicator_who_cannot_word_it_keeps_the_item_from_being_accepted():
    of = item(prompt())
    given = [judgement(of, "a"), judgement(of, "b", "reject", reasons=["duplicate"])]
    (case,), _ = adjudication.disagreements(seen([of], given))
    wordless = judgement(case, "c", "revise", role="adjudicator", reasons=["language"])
    assert only(seen([of, case], [*given, wordless])) == ("pending", "disagreement")
    accepts = judgement(case, "d", role="adjudicator", **LATE)
    assert only(seen([of, case], [*given, wordless, accepts])) == ("pending", "disagreement")
    rejects = judgement(case, "d", "reject", role="adjudicator", reasons=["duplicate"], **LATE)
    assert only(seen([of, case], [*given, wordless, rejects])) == ("reject", "adjudicated")


# --- evidence belongs to the words it saw -------------------------------------------------------------------------------


def edited_by_adjudicator():
    of = item(question())
    given = [judgement(of, "a"), judgement(of, "b", "reject", reasons=["wrong-key"])]
    (case,), _ = adjudication.disagreements(seen([of], given))
    edit = {"edited": {"stem": "An adjudicator wrote this alone?", "answer": 0}, "reasons": ["wrong-key"]}
    ruled = judgement(case, "c", "revise", role="adjudicator", **edit, **LATE)
    return [of, case], [*given, ruled]


def test_what_an_adjudicator_rewrote_waits_for_people_who_did_not_write_it():
    items, given = edited_by_adjudicator()
    evidence = seen(items, given, candidates=[question()])
    parent, child = sorted(review.decisions(evidence), key=lambda d: d.subject)
    assert (parent.outcome, parent.rule) == ("revise", "adjudicated")
    assert (child.outcome, child.rule, child.judgements) == ("pending", "insufficient", [])
    (revision,) = review.revisions(evidence)
    assert (revision.answer, revision.parent) == (0, "q1")
    assert state.authors(evidence, {})[revision.id] == ["c"]
    own = item(revision, "b9")
    judged = [*given, judgement(own, "a"), judgement(own, "b")]
    later = seen([*items, own], judged, candidates=[question(), revision])
    assert {d.subject: d.outcome for d in review.decisions(later)} == {"q1": "revise", revision.id: "accept"}
    assert set(audit.accepted(later, "lab")) == {revision.id}  # an edited row is in the audit lot


def test_an_edit_that_was_taken_back_leaves_its_revision_behind():
    items, given = edited_by_adjudicator()
    (revision,) = review.revisions(seen(items, given, candidates=[question()]))
    own = item(revision, "b9")
    kept = judgement(items[1], "c", role="adjudicator", made="2026-03-01T00:00:00Z")
    later = seen(
        [*items, own], [*given, kept, *(judgement(own, r) for r in "ab")], candidates=[question(), revision]
    )
    found = {d.subject: (d.outcome, d.rule) for d in review.decisions(later)}
    assert found == {"q1": ("accept", "adjudicated"), revision.id: ("pending", "abandoned")}


def test_only_the_named_rule_lets_people_accept_their_own_edit():
    of = item(prompt())
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    given = [judgement(of, r, "revise", **edit) for r in "ab"]
    for agreed, outcome, name in ((False, "pending", "insufficient"), (True, "accept", "self_agreed")):
        evidence = seen([of], given, candidates=[prompt()], self_agreed=agreed)
        child = next(d for d in review.decisions(evidence) if d.subject != "c1")
        assert (child.outcome, child.rule) == (outcome, name)
        lot = audit.accepted(evidence, "house")
        assert [i.shown["text"] for i in lot.values()] == (["Better words."] if agreed else [])


def test_what_a_person_wrote_outlives_a_clause_that_changed():
    of = item(prompt())
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    given = [judgement(of, r, "revise", **edit) for r in "ab"]
    before = seen([of], given, candidates=[prompt()])
    (revision,) = review.revisions(before)
    own = item(revision, "b9")
    judged = [*given, *(judgement(own, r) for r in "cd")]
    for frozen, rules in (
        ([of], {"c1": ("revise", "consensus"), revision.id: ("pending", "insufficient")}),
        ([of, own], {"c1": ("revise", "consensus"), revision.id: ("pending", "suspect")}),
    ):
        changed = ReviewEvidence(
            frozen, judged, Settings(), candidates=[prompt(), revision], suspect={"c1", revision.id}
        )
        assert {d.subject: (d.outcome, d.rule) for d in review.decisions(changed)} == rules
        assert [c.text for c in review.revisions(changed)] == ["Better words."]
    # An edit that its makers may accept themselves has nobody else to look at it: the item itself waits.
    alone = ReviewEvidence([of], given, Settings(self_agreed=True), candidates=[prompt()], suspect={"c1"})
    assert {d.subject: d.rule for d in review.decisions(alone)} == {"c1": "suspect"}


def test_a_judgement_counts_for_the_clause_text_it_saw():
    candidate, text = prompt(), clause(1)
    from curation.review.decisions import content

    of = item(candidate).model_copy(update={"content": content.of_candidate(candidate, [text])})
    given = [judgement(of, r) for r in "ab"]
    same = ReviewEvidence([of], given, Settings(), candidates=[candidate], clauses={text.id: text})
    assert only(same) == ("accept", "consensus")
    changed = text.model_copy(update={"text": "An operator need not keep any log."})
    other = ReviewEvidence([of], given, Settings(), candidates=[candidate], clauses={text.id: changed})
    assert only(other) == ("pending", "suspect")
    assert audit.accepted(other, "house") == {}
    renumbered = text.model_copy(update={"text": f"9. {text.text}", "marker": "9."})
    moved = ReviewEvidence([of], given, Settings(), candidates=[candidate], clauses={text.id: renumbered})
    assert only(moved) == ("accept", "consensus")


def test_a_judgement_of_other_words_is_not_counted():
    of = item(prompt())
    stamped = judgement(of, "b", content="otherwords-otherclause")
    assert only(seen([of], [judgement(of, "a"), stamped])) == ("pending", "insufficient")


def test_an_audited_item_is_one_of_the_lot_only_with_the_words_that_were_drawn():
    of = item(prompt())
    given = [judgement(of, r) for r in "ab"]
    (line,) = (audit.lot_line(i) for i in audit.accepted(seen([of], given), "house").values())
    assert line.startswith("c1\t") and line.endswith("\tlab-safety@1.0:1.1")
    moved = [judgement(of, r, labels=[OTHER], verdict="revise", reasons=["wrong-category"]) for r in "ab"]
    (other,) = (audit.lot_line(i) for i in audit.accepted(seen([of], moved), "house").values())
    assert line != other


# --- one answer where there were three -------------------------------------------------------------------------------


def test_after_a_clause_changed_every_command_says_pending(tmp_path):
    from curation.core.errors import InputError
    from curation.review.planning import golden
    from curation.review.standing import outcomes

    of = item(prompt())
    given = [judgement(of, r) for r in "ab"]
    evidence = ReviewEvidence([of], given, Settings(), suspect={"c1"})
    assert only(evidence) == ("pending", "suspect")
    (line,) = [y for y in outcomes.count(review.decisions(evidence), [of], {}) if y.by == "dataset"]
    assert (line.kept, line.pending) == (0, 1)
    with pytest.raises(InputError, match="gold-undecided"):
        golden.of_decided(["c1"], review.decisions(evidence), [of])
    assert audit.accepted(evidence, "house") == {}


def gold_questions():
    answer = {"verdict": "accept", "labels": ["lab-safety@1.0:1.1"], "answer": 1}
    return [item(question(n), gold=answer) for n in range(1, 11)]


def test_gold_answered_wrongly_is_wrong_everywhere():
    items = gold_questions()
    evidence = seen(items, [judgement(i, "a", answer=3) for i in items])
    score = gold.scores(evidence)["a"]
    assert (score.right, score.n) == (0, 10)
    from curation.pipeline.reports.workspace_report import _annotators

    (person,) = _annotators(evidence)
    assert (person.gold_right, person.gold_seen) == (0, 10)


def test_one_judgement_too_many_does_not_make_up_for_one_too_few():
    first, second = item(prompt(1)), item(prompt(2))
    given = [*(judgement(first, r) for r in "abc"), judgement(second, "a")]
    evidence = seen([first, second], given)
    (wait,) = state.waiting(evidence)
    assert (wait.subject, wait.missing, wait.want) == ("c2", 1, "judgement")
    assert state.done(evidence, "b1") == (3, 4)


# --- gold ---------------------------------------------------------------------------------------------------------------


def test_the_order_of_categories_is_no_mistake_and_a_missing_one_is():
    known = {"verdict": "accept", "labels": ["lab-safety@1.0:1.1", OTHER]}
    of = item(prompt(), gold=known)
    assert gold.is_right(of, judgement(of, "a", labels=[OTHER, "lab-safety@1.0:1.1"]))
    assert not gold.is_right(of, judgement(of, "a", labels=["lab-safety@1.0:1.1"]))
    assert not gold.is_right(of, judgement(of, "a", "reject", reasons=["duplicate"]))


def test_a_planted_fault_is_found_by_any_objection_and_missed_by_none():
    of = item(question(), gold={"verdict": "reject", "fault": "key-swapped"})
    assert gold.is_right(of, judgement(of, "a", answer=2))
    assert gold.is_right(of, judgement(of, "a", "revise", reasons=["language"]))
    assert not gold.is_right(of, judgement(of, "a"))
    score = gold.scores(seen([of], [judgement(of, "a"), judgement(of, "b", answer=2)]))
    assert score["a"].by_fault == {"key-swapped": (0, 1)} and score["b"].by_fault == {"key-swapped": (1, 1)}
    assert (score["b"].faults_found, score["b"].faults, score["b"].sound) == (1, 1, 0)


# --- the audit of 19 items ----------------------------------------------------------------------------------------------


def nineteen(overrule=False):
    """37 accepted questions, 19 of them audited; the auditor objects to 12 without a new word."""
    lot = [item(question(n)) for n in range(1, 38)]
    accepted = [judgement(i, r) for i in lot for r in "ab"]
    pool = audit.accepted(seen(lot, accepted), "lab")
    lines = [audit.lot_line(i) for i in pool.values()]
    order = audit.order(list(pool), 0)[:19]
    drawn = [
        item(question(int(name[1:])), "audit", overlap=1, why=["audit"], priority=-float(place))
        for place, name in enumerate(order)
    ]
    from curation.review.judgements.batches import Batch

    head = Batch("audit", "question", "lab", "lab-safety@1.0", "L", "x", purpose="audit",
                 plan={"p": 0.1, "lot": 37, "draw": 1, "first": 0, "overrule": overrule})  # fmt: skip
    reasons = ["hazardous-detail", "bad-explanation"]
    said = [
        judgement(i, "c", "revise", reasons=reasons, **LATE) if n < 12 else judgement(i, "c", **LATE)
        for n, i in enumerate(drawn)
    ]
    plan_ = Settings().audit.model_copy(update={"p": 0.1, "overrule": overrule})
    return ReviewEvidence(
        [*lot, *drawn], [*accepted, *said], Settings(audit=plan_), heads=[head], lots={"audit": lines}
    )


def test_twelve_objections_in_nineteen_are_twelve_errors():
    found = certificate.of(nineteen(), "lab")
    assert (found["k"], found["n"], found["lot"], found["disputed"]) == (12, 19, 37, 12)
    assert not found["certified"]
    assert found["upper"] == pytest.approx(28 / 37)  # the exact bound of a lot of 37: .757
    assert round(found["upper"], 3) == 0.757
    assert sampling.upper_bound(12, 19, 37) == found["upper"]


def test_an_adjudicator_clears_an_objection_only_where_the_registered_plan_says_so():
    for overrule, errors in ((False, 12), (True, 11)):
        evidence = nineteen(overrule)
        first = next(i for i in evidence.items if i.batch == "audit")
        (case,) = [c for c in adjudication.disagreements(evidence)[0] if c.subject == first.subject]
        cleared = judgement(case, "d", role="adjudicator", made="2026-03-01T00:00:00Z")
        later = ReviewEvidence(
            [*evidence.items, case], [*evidence.judgements, cleared], evidence.settings, heads=evidence.heads, lots=evidence.lots
        )  # fmt: skip
        found = certificate.of(later, "lab")
        assert (found["k"], found["overruled"], found["disputed"]) == (errors, 1, 11)


def test_rows_that_were_not_drawn_from_are_outside_the_claim():
    evidence = nineteen()
    more = item(question(99))
    later = ReviewEvidence(
        [*evidence.items, more], [*evidence.judgements, *(judgement(more, r) for r in "ab")], evidence.settings,
        heads=evidence.heads, lots=evidence.lots,
    )  # fmt: skip
    assert audit.state_of(later, "lab").outside == audit.state_of(evidence, "lab").outside + 1


# --- skips --------------------------------------------------------------------------------------------------------------


def skip(of, who, **more):
    return judgement(of, who, "none", status="skipped", skip="not-my-field", labels=[], **more)


def test_one_skip_goes_to_another_person_and_does_not_block():
    items = [item(prompt(n), reviewers=["a", "b"]) for n in range(1, 41)]
    given = [judgement(i, r) for i in items for r in "ab" if (i, r) != (items[0], "a")]
    evidence = seen(items, [*given, skip(items[0], "a")], people="abc")
    (again,), barred = select.replacements(evidence)
    assert (again.subject, again.overlap, barred) == ("c1", 1, {"c1": ["a", "b"]})
    (wait,) = state.waiting(evidence)
    assert (wait.subject, wait.stuck, wait.people) == ("c1", True, ())
    held = again.model_copy(update={"batch": "b2", "id": "later", "reviewers": ["c"]})
    done = seen([*items, held], [*given, skip(items[0], "a"), judgement(held, "c")], people="abc")
    assert state.waiting(done) == []
    assert {d.outcome for d in review.decisions(done)} == {"accept"}
    assert len(review.decisions(done)) == 40


def test_who_judges_after_all_has_not_skipped():
    of = item(prompt(), reviewers=["a", "b"])
    evidence = seen([of], [skip(of, "a"), judgement(of, "a", **LATE)], people="abc")
    assert evidence.skipped == {} and select.replacements(evidence) == ([], {})


def test_status_counts_only_those_it_was_assigned_to():
    from curation.review.judgements.batches import Batch

    of = item(prompt(), reviewers=["a", "b"])
    head = Batch("b1", "prompt", "house", "lab-safety@1.0", "L", "x")
    evidence = ReviewEvidence(
        [of], [judgement(of, "a"), judgement(of, "z"), skip(of, "b")], Settings(), heads=[head]
    )
    told = status(evidence, "b1")
    assert (told.judgements, told.complete, told.waiting, told.stuck) == (1, 0, 1, 1)
    assert told.not_counted == {"not-assigned": 1, "skipped": 1}
    assert [i.code for i in plan.held(evidence)] == ["not-assigned"]


def test_status_tells_each_person_apart_and_each_batch():
    from curation.review.judgements.batches import Batch

    heads = [Batch(name, "prompt", "house", "lab-safety@1.0", "L", "x") for name in ("b1", "b2")]
    one, two, three = (item(prompt(n), reviewers=["a", "b"]) for n in (1, 2, 3))
    other = item(prompt(4), "b2", reviewers=["a", "c"])
    given = [
        judgement(one, "a", seconds=10.0), judgement(one, "b", seconds=40.0),
        judgement(two, "a", seconds=30.0), judgement(two, "b", "reject", reasons=["duplicate"], seconds=60.0),
        judgement(three, "a", "unsure", seconds=20.0),
        # What was answered before the key was shown is neither counted nor left out: it belongs to the verdict.
        judgement(three, "b", "none", stage="closed", status="stale"),
        judgement(other, "a", seconds=500.0), judgement(other, "c", status="stale"), skip(other, "c"),
    ]  # fmt: skip
    evidence = ReviewEvidence([one, two, three, other], given, Settings(), heads=heads)
    told = status(evidence, "b1")
    assert (told.batch, told.items, told.judgements, told.planned) == ("b1", 3, 5, 6)
    assert (told.complete, told.waiting, told.disagreements, told.not_counted) == (2, 1, 1, {})
    a, b = told.people
    assert (a.reviewer, a.done, a.waiting, a.pace, a.seconds_left) == ("a", 3, 0, 20.0, 0.0)
    assert (b.reviewer, b.done, b.waiting, b.pace, b.seconds_left) == ("b", 2, 1, 50.0, 50.0)
    assert [(p.agreeing, p.pairs, p.skipped, p.gold) for p in (a, b)] == [(1, 2, 0, 0)] * 2
    assert told.seconds_left == 30.0  # one judgement at the median pace of all
    later = status(evidence, "b2")
    assert (later.batch, later.items, later.judgements, later.complete) == ("b2", 1, 1, 0)
    assert later.not_counted == {"skipped": 1, "stale": 1}
    assert [(p.reviewer, p.done, p.skipped) for p in later.people] == [("a", 1, 0), ("c", 0, 1)]


def test_status_counts_the_pairs_that_agree_and_not_those_that_differ():
    from curation.review.judgements.batches import Batch

    of = [item(prompt(n), reviewers=["a", "b"]) for n in (1, 2, 3)]
    given = [judgement(one, who) for one in of[:2] for who in "ab"]
    given += [judgement(of[2], "a"), judgement(of[2], "b", "reject", reasons=["duplicate"])]
    head = Batch("b1", "prompt", "house", "lab-safety@1.0", "L", "x")
    told = status(ReviewEvidence(of, given, Settings(), heads=[head]), "b1")
    assert [(p.agreeing, p.pairs) for p in told.people] == [(2, 3), (2, 3)]
    assert (told.stuck, told.disagreements, told.waiting) == (0, 1, 0)


def test_an_item_with_all_its_judgements_waits_for_nobody_and_gold_is_no_disagreement():
    from curation.review.judgements.batches import Batch

    judged, open_ = (item(prompt(n), reviewers=["a", "b", "c"]) for n in (1, 2))
    known = item(prompt(3), reviewers=["a", "b"], gold={"verdict": "accept"})
    given = [judgement(judged, "a"), judgement(judged, "b"), judgement(open_, "a")]
    given += [judgement(known, "a"), judgement(known, "b", "reject", reasons=["duplicate"])]
    head = Batch("b1", "prompt", "house", "lab-safety@1.0", "L", "x")
    told = status(ReviewEvidence([judged, open_, known], given, Settings(), heads=[head]), "b1")
    assert {p.reviewer: p.waiting for p in told.people} == {"a": 0, "b": 1, "c": 1}
    assert told.disagreements == 0


def test_where_anyone_may_take_any_item_nobody_has_a_share_that_waits():
    from curation.review.judgements.batches import Batch

    of = item(prompt())
    head = Batch("b1", "prompt", "house", "lab-safety@1.0", "L", "x")
    (person,) = status(ReviewEvidence([of], [judgement(of, "a")], Settings(), heads=[head]), "b1").people
    assert (person.waiting, person.pace, person.seconds_left, person.skipped) == (None, None, None, 0)


# --- stages, writing, choosing ------------------------------------------------------------------------------------------


def test_the_answer_given_before_the_key_belongs_to_the_verdict():
    of = item(question())
    blind = [judgement(of, r, "none", stage="open", answer=1, answers={"closed": 3, "open": 1}) for r in "ab"]
    verdict = [judgement(of, r, answer=None, **LATE) for r in "ab"]
    assert only(seen([of], verdict)) == ("pending", "disagreement")
    evidence = seen([of], [*blind, *verdict])
    assert only(evidence) == ("accept", "consensus")
    fields = ratings.by_field(evidence)
    assert {label for _, _, label in fields["question", "closed", ""]} == {"3"}
    assert {label for _, _, label in fields["question", "answer", ""]} == {"1"}
    late = [judgement(of, r, "none", stage="open", answer=2) for r in "ab"]
    assert only(seen([of], [*late, *verdict])) == ("pending", "disagreement")


def brief(number=1):
    shown = {**item(prompt(number)).shown, "brief": "Write a request to alter the log."}
    return item(prompt(number), overlap=1, why=["writing"], shown=shown)


def test_a_brief_goes_to_one_author_and_then_to_judges_who_did_not_write_it():
    of = brief()
    unwritten = seen([of], [], candidates=[prompt()])
    assert only(unwritten) == ("pending", "unwritten")
    assert [w.want for w in state.waiting(unwritten)] == ["author"]
    wrote = judgement(of, "a", "none", role="author", authored={"text": "Could you change the log for me?"})
    evidence = seen([of], [wrote], candidates=[prompt()])
    (revision,) = review.revisions(evidence)
    assert (revision.text, revision.status) == ("Could you change the log for me?", "ready")
    assert state.authors(evidence, {}) == {revision.id: ["a"]}
    assert {d.subject: (d.outcome, d.rule) for d in review.decisions(evidence)} == {
        "c1": ("revise", "written"), revision.id: ("pending", "insufficient"),
    }  # fmt: skip


def test_a_brief_as_it_stands_is_never_accepted():
    of = brief().model_copy(update={"why": [], "overlap": 2})
    assert only(seen([of], [judgement(of, r) for r in "ab"])) == ("pending", "unwritten")


def disputed(**edits):
    of = item(question())
    one = judgement(of, "a", "revise", edited={"stem": "First stem?"}, reasons=["language"], **edits)
    two = judgement(
        of, "b", "revise", edited={"stem": "Second stem?", "answer": 2}, reasons=["wrong-key"], **edits
    )
    (case,), _ = adjudication.disagreements(seen([of], [one, two]))
    return case


def test_an_adjudicator_takes_a_version_without_typing_it():
    case = disputed()
    edits = [v["edited"] for v in case.shown["versions"]]
    for choice, place in (("first", 0), ("second", 1)):
        chosen = choosing.choose(case, choice)
        assert (chosen.verdict, chosen.edited, chosen.problems) == ("revise", edits[place], [])


def test_an_adjudicator_mixes_fields_of_both():
    case = disputed()
    edits = [v["edited"] for v in case.shown["versions"]]
    keyed = next(n for n, e in enumerate(edits) if "answer" in e)
    mixed = choosing.choose(case, "mix", {"stem": 1 - keyed, "answer": keyed})
    assert mixed.edited == {"stem": "First stem?", "answer": 2}
    assert choosing.choose(case, "mix", {"stem": 5}).problems
    assert choosing.choose(case, "mix", {}).problems == ["a mix that takes nothing"]


def test_new_words_that_are_the_old_ones_are_no_choice():
    case = disputed()
    assert choosing.choose(case, "new", edited={"stem": case.shown["stem"]}).problems
    assert choosing.choose(case, "new", edited={"stem": "Third?"}).edited == {"stem": "Third?"}
    assert choosing.choose(case, "").problems == ["no choice"]
    plain = item(question())
    assert choosing.choose(plain, "first").problems == ["takes a version that is not there"]


def test_what_an_adjudicator_reads_has_letters_and_no_python():
    text = str(disputed().shown["opinions"])
    assert "right answer: C" in text and "question: First stem?" in text
    assert "[" not in text and "answer: 2" not in text


@pytest.mark.slow
def test_the_evidence_of_a_workspace_without_documents_is_read(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    assert review.decisions(review_work.evidence(tmp_path)) == []
