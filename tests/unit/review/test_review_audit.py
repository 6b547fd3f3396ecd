"""The audit: a registered sample of what is accepted, errors that count and are mended, a statement in numbers."""

import json
import random
from dataclasses import replace
from types import SimpleNamespace

import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.core import tables
from curation.core.errors import StateError
from curation.pipeline.people import review_work
from curation.review import decisions
from curation.review.board import layout, presentation
from curation.review.judgements import batches
from curation.review.judgements.batches import Batch
from curation.review.planning import audits
from curation.review.settings import Reviewer, Settings
from curation.review.standing import audit
from curation.review.standing.evidence import ReviewEvidence
from curation.stats import sampling
from typer.testing import CliRunner

from review_world import item, judgement, prompt, question

TREE = taxonomy.load("lab-safety")
TOML = """name = "t"
[[dataset]]
name = "house"
kind = "prompt"
taxonomy = "lab-safety@1.0"
[review.audit]
p = 0.1
seed = 7
"""
N = 60


def call(*words):
    return CliRunner().invoke(app, [*map(str, words)], catch_exceptions=True)


def answer(*words):
    done = call(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def log(place, batch, given):
    tables.append_jsonl(batches.folder(place, batch) / "judgements.jsonl", given)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "curation.toml").write_text(TOML, "utf-8")
    prompts = [prompt(n) for n in range(1, N + 1)]
    made = [item(p, "b1") for p in prompts]
    batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id, candidates=prompts)
    given = [judgement(i, r) for i in made for r in "ab"]
    given[1] = judgement(made[0], "b", "reject", reasons=["duplicate"])
    log(tmp_path, "b1", given)
    return tmp_path


def drawn(place):
    (name,) = answer("review", "push", "--audit", "--freeze-only", "-w", place)
    return name, sorted(batches.items(place, name), key=lambda i: -i.priority)


def statement(place):
    return answer("review", "audit", "-w", place).get("house")


@pytest.mark.slow
def test_the_sample_is_drawn_by_the_seed_from_what_is_accepted_and_registered(place):
    assert statement(place) is None
    name, sample = drawn(place)
    lot = batches.lot(place, name)
    assert len(lot) == N - 1 and "c1" not in lot  # the disputed one is not accepted
    want = sampling.size(0.1, 0.95, 0, N - 1)
    assert [i.subject for i in sample] == sampling.draw(lot, want, 7)
    head = batches.load(place, name)
    assert (head.plan["p"], head.plan["seed"], head.plan["lot"], head.purpose) == (0.1, 7, N - 1, "audit")
    found = statement(place)
    assert (found["k"], found["n"], found["waiting"], found["needed"]) == (0, 0, want, want)


@pytest.mark.slow
def test_a_clean_sample_certifies_and_says_so_with_numbers(place):
    name, sample = drawn(place)
    log(place, name, [judgement(i, "c") for i in sample])
    found = statement(place)
    assert (found["certified"], found["k"], found["n"], found["lot"]) == (True, 0, len(sample), N - 1)
    assert "error rate below 10.00% with 95% confidence" in found["statement"]
    assert "error rate below" in call("review", "status", "-w", place).stdout
    again = call("review", "push", "--audit", "--freeze-only", "-w", place)
    assert isinstance(again.exception, StateError) and "has been audited" in str(again.exception)


@pytest.mark.slow
def test_an_error_found_is_mended_and_counts_all_the_same(place):
    name, sample = drawn(place)
    bad = sample[3]
    given = [judgement(i, "c") for i in sample if i is not bad]
    log(
        place,
        name,
        [*given, judgement(bad, "c", "reject", reasons=["duplicate"], made="2026-02-01T00:00:00Z")],
    )
    state = {d.subject: (d.outcome, d.rule) for d in decisions(review_work.evidence(place))}
    assert state[bad.subject] == ("pending", "disagreement")
    found = statement(place)
    assert (found["k"], found["disputed"], found["certified"]) == (1, 1, False)
    # The adjudicator agrees with the auditor: the item leaves, the error stays.
    (court,) = answer("review", "adjudicate", "--freeze-only", "-w", place)
    cases = {i.subject: i for i in batches.items(place, court)}
    assert set(cases) == {"c1", bad.subject}
    assert f"{bad.subject}:c" in batches.load(place, court).excluded
    late = {"role": "adjudicator", "made": "2026-03-01T00:00:00Z"}
    log(place, court, [judgement(cases[bad.subject], "d", "reject", reasons=["duplicate"], **late)])
    state = {d.subject: (d.outcome, d.rule) for d in decisions(review_work.evidence(place))}
    assert state[bad.subject] == ("reject", "adjudicated")
    found = statement(place)
    assert (found["k"], found["disputed"], found["n"]) == (1, 0, len(sample))
    assert found["needed"] == sampling.size(0.1, 0.95, 1, N - 1) - len(sample)


@pytest.mark.slow
def test_an_adjudicator_may_find_the_auditor_wrong(place):
    name, sample = drawn(place)
    bad = sample[0]
    late = {"made": "2026-02-01T00:00:00Z"}
    log(place, name, [judgement(i, "c", "unsure" if i is bad else "accept", **late) for i in sample])
    (court,) = answer("review", "adjudicate", "--freeze-only", "-w", place)
    case = next(i for i in batches.items(place, court) if i.subject == bad.subject)
    log(place, court, [judgement(case, "d", role="adjudicator", made="2026-03-01T00:00:00Z")])
    assert statement(place)["certified"]
    state = {d.subject: d for d in decisions(review_work.evidence(place))}
    assert state[bad.subject].outcome == "accept"
    # An unsure auditor named in the decision, too: nothing that was said is hidden.
    assert len(state[bad.subject].judgements) == 4


@pytest.mark.slow
def test_nobody_audits_what_they_judged(place):
    name, sample = drawn(place)
    log(place, name, [judgement(i, "a") for i in sample])
    found = statement(place)
    assert (found["n"], found["waiting"]) == (0, len(sample))
    (standing,) = [s for s in answer("review", "status", "-w", place) if s["batch"] == name]
    assert len(standing["violations"]) == len(sample) and "own-words" in standing["violations"][0]


@pytest.mark.slow
def test_the_sample_goes_to_people_who_had_no_hand_in_it_and_keeps_its_order_over_teams(place):
    people = "".join(f'[[review.reviewers]]\nname = "{n}"\n' for n in "abcd")
    (place / "curation.toml").write_text(TOML + "overlap = 1\n" + people, "utf-8")
    made = answer("review", "push", "--audit", "--freeze-only", "--batch", "look", "-w", place)
    assert made == ["look-1", "look-2"]
    items = [i for n in made for i in batches.items(place, n)]
    assert {tuple(i.reviewers) for i in items} == {("c",), ("d",)}
    for one in made:
        log(place, one, [judgement(i, i.reviewers[0]) for i in batches.items(place, one)])
    found = statement(place)
    assert found["certified"] and found["issues"] == []


@pytest.mark.slow
def test_a_plan_changed_after_the_draw_is_told_and_does_not_count(place):
    name, sample = drawn(place)
    log(place, name, [judgement(i, "c") for i in sample[:10]])
    (place / "curation.toml").write_text(TOML.replace("p = 0.1", "p = 0.3"), "utf-8")
    found = statement(place)
    assert found["p"] == 0.1 and "audit-plan-changed" in found["issues"][0]
    assert not found["certified"]


@pytest.mark.slow
def test_another_look_at_the_same_lot_needs_another_plan_and_is_counted(place):
    name, sample = drawn(place)
    log(place, name, [judgement(i, "c") for i in sample])
    (place / "curation.toml").write_text(TOML.replace("seed = 7", "seed = 8"), "utf-8")
    second, fresh = drawn(place)
    assert [i.subject for i in fresh] == sampling.draw(batches.lot(place, second), len(fresh), 8)
    found = statement(place)
    assert (found["draws"], found["waiting"], found["issues"]) == (2, len(fresh), [])


@pytest.mark.slow
def test_a_clause_that_changes_later_takes_nothing_of_the_claim_back(place):
    name, sample = drawn(place)
    log(place, name, [judgement(i, "c") for i in sample])
    before = statement(place)
    first = sample[0]
    earlier = [i.id for i in batches.items(place) if i.subject == first.subject]
    number = int(first.subject[1:])
    look = presentation.reworded(item(prompt(number), "again"), {"reexamines": earlier, "change": "m"})
    batches.freeze(place, "again", [look], layout.build("prompt", TREE), TREE.id)
    assert statement(place) == before


@pytest.mark.slow
def test_a_sample_that_was_chosen_by_hand_is_told(place):
    name, _ = drawn(place)
    path = batches.folder(place, name) / "lot.txt"
    path.write_text("\n".join(batches.lot(place, name)[1:]) + "\n")
    assert any("audit-sample" in i for i in statement(place)["issues"])


@pytest.mark.slow
def test_a_sequential_audit_is_drawn_on_after_an_error_until_it_certifies(place):
    (place / "curation.toml").write_text(TOML + 'method = "sequential"\n', "utf-8")
    name, sample = drawn(place)
    first = sample[0]
    log(place, name, [judgement(i, "c") for i in sample if i is not first])
    # The running test reads the draw in its order: with the first not judged, nothing is known.
    assert (statement(place)["n"], statement(place)["waiting"]) == (0, 1)
    log(place, name, [judgement(first, "c", "reject", reasons=["duplicate"], made="2026-02-01T00:00:00Z")])
    found = statement(place)
    assert (found["k"], found["n"], found["certified"]) == (1, len(sample), False)
    more = found["needed"]
    second, extension = drawn(place)
    assert len(extension) == more
    lot = batches.lot(place, name)
    assert [i.subject for i in [*sample, *extension]] == sampling.draw(lot, len(sample) + more, 7)
    log(place, second, [judgement(i, "c") for i in extension])
    found = statement(place)
    assert (found["certified"], found["k"], found["n"]) == (True, 1, len(sample) + more)


@pytest.mark.slow
def test_too_few_accepted_items_are_said(place):
    (place / "curation.toml").write_text(
        TOML.replace("p = 0.1", "p = 0.01").replace("seed", "errors = 3\nseed"), "utf-8"
    )
    refused = call("review", "push", "--audit", "--freeze-only", "-w", place)
    assert isinstance(refused.exception, StateError) and "too few" in str(refused.exception)


def test_the_wrong_key_and_the_wrong_category_are_errors():
    from curation.review.decisions.statements import objects

    q = item(question())
    assert not objects(q, judgement(q, "c"))
    assert objects(q, judgement(q, "c", answer=3))
    assert objects(q, judgement(q, "c", labels=["lab-safety@1.0:2.1"]))
    assert objects(q, judgement(q, "c", "revise", edited={"stem": "x"}, reasons=["language"]))


def test_the_order_of_the_draw_is_that_of_the_statistics():
    ids = [f"c{n}" for n in range(40)]
    shuffled = random.Random(1).sample(ids, 40)
    assert audit.order(shuffled, 3) == sampling.draw(ids, 40, 3)


def test_nothing_accepted_means_no_audit():
    with pytest.raises(StateError, match="nothing of house is accepted"):
        audits.next_draw(ReviewEvidence([], []), "house")


# --- what an audit counts, on evidence in memory --------------------------------------------------------------------

AUDITED = {
    "p": 0.5,
    "confidence": 0.9,
    "errors": 0,
    "seed": 7,
    "method": "fixed",
    "overrule": True,
    "draw": 1,
}


def accepted_by_two(*items):
    return [judgement(i, r) for i in items for r in "ab"]


def audit_of(base, lot, *more, given=(), overrule=True, candidates=None):
    """Evidence of an accepted prompt whose audit drew it, and what else is there."""
    look = base.model_copy(
        update={"id": "audit-1", "batch": "audit", "why": ["audit"], "overlap": 1, "reviewers": []}
    )
    head = Batch(
        "audit",
        "prompt",
        "house",
        "lab-safety@1.0",
        "L",
        "",
        purpose="audit",
        plan=AUDITED | {"overrule": overrule},
    )
    return look, ReviewEvidence(
        [base, look, *more], [*accepted_by_two(base), *given(look)], heads=[head],
        candidates=candidates or [prompt(1)], lots={"audit": lot},
    )  # fmt: skip


def test_an_item_is_audited_without_what_others_said_of_it():
    base = item(prompt(1))
    told = base.model_copy(
        update={"shown": base.shown | {"opinions": ["no"], "versions": ["old"], "reexamines": "b1-1"}}
    )
    (pooled,) = audit.accepted(
        ReviewEvidence([told], accepted_by_two(told), candidates=[prompt(1)]), "house"
    ).values()
    assert told.shown.keys() - pooled.shown.keys() == {"opinions", "versions", "reexamines"}
    assert pooled.shown["text"] == base.shown["text"]


def ruled(words, why, made="2026-03-01T00:00:00Z", role="adjudicator", says="accept", subject="c1"):
    """How the audit stands after an auditor objected in February and `d` ruled on a prompt with these words."""
    case = item(prompt(1, words).model_copy(update={"id": subject}), "court", overlap=1, why=why)
    base = item(prompt(1))

    def given(look):
        return [
            judgement(look, "c", "reject", reasons=["duplicate"], made="2026-02-01T00:00:00Z"),
            judgement(
                case,
                "d",
                says,
                role=role,
                made=made,
                **({"reasons": ["duplicate"]} if says == "reject" else {}),
            ),
        ]

    _, evidence = audit_of(base, [audit.lot_line(base)], case, given=given)
    state = audit.state_of(evidence, "house")
    return state.errors, state.disputed, state.overruled


@pytest.mark.parametrize(
    ("case", "errors", "disputed", "overruled"),
    [
        ({}, (False,), 0, 1),
        ({"says": "reject"}, (True,), 0, 0),
        ({"says": "unsure"}, (True,), 1, 0),
        ({"words": "Other words that were settled in another case."}, (True,), 1, 0),
        ({"subject": "c9"}, (True,), 1, 0),  # the same words in another candidate
        ({"why": ["finding:prompt-long"]}, (True,), 1, 0),
        ({"role": "annotator"}, (True,), 1, 0),
        ({"made": "2026-01-15T00:00:00Z"}, (True,), 1, 0),
    ],
)
def test_only_an_adjudicator_of_the_same_words_in_an_adjudication_after_the_doubt_settles_it(
    case, errors, disputed, overruled
):
    assert ruled(**{"words": prompt(1).text, "why": ["adjudication"]} | case) == (errors, disputed, overruled)


def test_what_is_accepted_in_other_words_than_the_lot_had_lies_outside_the_claim():
    base = item(prompt(1))
    other = audit.lot_line(item(prompt(1, "Words before the edit.")))
    for lot, outside in (([audit.lot_line(base)], 0), ([other], 1), (["c1"], 0), (["c2"], 1), ([], 1)):
        _, evidence = audit_of(base, lot, given=lambda look: [judgement(look, "c")])
        assert audit.state_of(evidence, "house").outside == outside, lot


def test_an_edited_prompt_is_audited_with_the_fields_that_its_item_shows():
    base = item(prompt(1))
    edited = prompt(1, "Help me to alter the log.").model_copy(update={"id": "c1-2", "parent": "c1"})
    shown = audit._revision(
        edited, {edited.id: edited}, ReviewEvidence([base], [], candidates=[prompt(1)])
    ).shown
    assert shown.keys() == base.shown.keys()
    assert shown["text"] == edited.text != base.shown["text"]


def waiting(left, judged=(), others=("c",)):
    """Evidence of an audit of two items that wait for `a`, beside a batch of another purpose whose item waits for `others`."""
    prompts = [prompt(n) for n in range(1, 4)]
    sampled = [item(p, "audit-1", reviewers=["a"]) for p in prompts[:2]]
    other = item(prompts[2], "b1", reviewers=list(others))
    heads = [
        Batch(name, "prompt", "house", "lab-safety@1.0", "L", "", purpose=purpose)
        for name, purpose in (("audit-1", "audit"), ("b1", "review"))
    ]
    settings = Settings(reviewers=tuple(Reviewer(name=name, left=name in left) for name in "ac"))
    return ReviewEvidence([*sampled, other], [judgement(sampled[n], "a") for n in judged], settings, heads)


@pytest.mark.parametrize(
    ("left", "judged", "count"),
    [(["a"], (), 2), (["a"], (0,), 1), (["a"], (0, 1), 0), ([], (), 0), (["c"], (), 0)],
)
def test_an_audit_is_abandoned_where_all_that_wait_for_it_left_whoever_waits_elsewhere(left, judged, count):
    assert audit.abandoned(waiting(left, judged), "house") == count
    assert audit.abandoned(waiting(left, judged), "another") == 0


def sampled(*outcomes, method="fixed", overlap=1, draw=1, allowed=0, lot=None, shuffled=False):
    """Evidence of an audit of so many accepted prompts: each `right`, `wrong` or not judged, in the order of the draw."""
    prompts = {f"c{n}": prompt(n) for n in range(1, len(outcomes) + 1)}
    base = {name: item(candidate) for name, candidate in prompts.items()}
    lines = [audit.lot_line(one) for one in base.values()] if lot is None else lot
    subjects = audit.order(list(base), 7)
    looks = [
        base[name].model_copy(
            update={
                "id": f"look-{name}", "batch": "audit", "why": ["audit"], "overlap": overlap, "reviewers": [],
                "priority": float(n if shuffled else -n),
            }
        )
        for n, name in enumerate(subjects)
    ]  # fmt: skip
    no = {"verdict": "reject", "reasons": ["duplicate"]}
    given = [
        judgement(look, "z", **(no if became == "wrong" else {}))
        for look, became in zip(looks, outcomes, strict=True)
        if became
    ]
    plan = AUDITED | {"method": method, "draw": draw, "errors": allowed}
    head = Batch("audit", "prompt", "house", "lab-safety@1.0", "L", "", purpose="audit", plan=plan)
    gold = item(prompt(90), "audit", gold={"verdict": "accept"})
    settings = Settings(audit=audit.plan_of(head))
    return ReviewEvidence(
        [*base.values(), *looks, gold], [*accepted_by_two(*base.values()), *given], settings, [head],
        candidates=list(prompts.values()), lots={"audit": lines},
    )  # fmt: skip


def test_an_audit_counts_what_is_judged_wrong_and_what_waits_and_no_gold():
    state = audit.state_of(sampled("right", "wrong", None, "right", draw=3), "house")
    assert (state.lot, state.planned, state.waiting, state.draws, state.auditors) == (4, 4, 1, 3, ("z",))
    assert (state.errors, state.disputed, state.overruled) == ((False, True, False), 1, 0)
    assert (state.outside, state.mended, state.issues) == (0, 0, ())
    assert state.claim["outcomes"] == state.errors and state.claim["lot"] == 4
    assert state.as_json()["outside_the_lot"] == 0 and state.as_json()["auditors"] == 1
    assert audit.state_of(sampled("right"), "another") is None


def test_a_sequential_audit_counts_up_to_the_first_item_that_nobody_judged():
    outcomes = ("right", "wrong", None, "right")
    assert audit.state_of(sampled(*outcomes, method="sequential"), "house").errors == (False, True)
    assert audit.state_of(sampled(*outcomes), "house").errors == (False, True, False)


def test_an_item_is_clean_once_as_many_people_as_it_wants_found_nothing():
    assert audit.state_of(sampled("right", "right", overlap=2), "house").waiting == 2
    # One person who objects is enough for a doubt.
    assert audit.state_of(sampled("right", "wrong", overlap=2), "house").errors == (True,)


def test_a_sample_in_another_order_than_its_seed_gives_and_a_changed_plan_are_told():
    codes = [
        i.code for i in audit.state_of(sampled("right", "right", "right", shuffled=True), "house").issues
    ]
    assert codes == ["audit-sample"]
    seen = sampled("right", "right")
    changed = ReviewEvidence(
        seen.items, seen.judgements, Settings(), seen.heads, candidates=seen.candidates, lots=seen.lots
    )
    assert [i.code for i in audit.state_of(changed, "house").issues] == ["audit-plan-changed"]


def test_a_lot_is_read_with_its_words_or_by_its_ids_alone():
    lines = [audit.lot_line(item(prompt(n))) for n in (1, 2)]
    assert audit.ids([*lines, "c3"]) == ["c1", "c2", "c3"]
    # Ids alone stand for the words of today; words of another item do not.
    assert audit.state_of(sampled("right", "right", lot=["c1", "c2"]), "house").outside == 0
    assert audit.state_of(sampled("right", "right", lot=["c1", lines[0]]), "house").outside_subjects == (
        "c2",
    )


def test_what_replaced_an_item_in_which_the_audit_found_an_error_is_mended_and_not_outside():
    seen = sampled("wrong", "right")
    wrong = audit.order(["c1", "c2"], 7)[0]
    parents = {"n1": wrong, "n2": "n1", "other": "gone", "loop": "loop2", "loop2": "loop"}
    more = [prompt(50).model_copy(update={"id": name, "parent": parent}) for name, parent in parents.items()]
    seen = replace(seen, candidates=[*seen.candidates, *more])
    pool = {name: item(prompt(60, f"Words of {name}.")) for name in ("n2", "other", "loop")}
    assert audit._outside(seen, pool, [], {wrong}) == (["loop", "other"], ["n2"])


def test_the_batches_of_the_last_lot_are_taken_in_the_order_of_the_draw():
    def head(name, draw, first, dataset="house", purpose="audit"):
        return Batch(
            name, "prompt", dataset, "t@1", "L", "", purpose=purpose, plan={"draw": draw, "first": first}
        )

    heads = [
        head("b", 2, 10),
        head("a", 2, 0),
        head("old", 1, 0),
        head("c", 2, 2),
        head("x", 3, 0, "other"),
        head("y", 3, 0, purpose="review"),
    ]
    assert [b.name for b in audit.of(heads, "house")] == ["a", "c", "b"]
    assert audit.of([], "house") == []
    assert audit.draw_of(Batch("n", "prompt", "house", "t@1", "L", "")) == 1


def test_a_category_that_people_accepted_for_a_clause_is_nothing_to_audit():
    clause = item(prompt(2)).model_copy(update={"kind": "mapping", "subject": "c2"})
    seen = ReviewEvidence([item(prompt(1)), clause], [], candidates=[prompt(1), prompt(2)])
    accepted = [
        SimpleNamespace(dataset="house", kind=kind, subject=name, outcome="accept", labels=["a"])
        for kind, name in (("prompt", "c1"), ("mapping", "c2"))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "decisions", lambda evidence: accepted)
        assert list(audit.accepted(seen, "house")) == ["c1"]
        accepted[0].outcome = "reject"
        assert audit.accepted(seen, "house") == {}
