"""Somebody leaves: what waits for them goes to others, and nothing said is lost or counted twice."""

import json

import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.core import tables
from curation.core.errors import StateError
from curation.pipeline.people import review_work
from curation.review import decide, decisions
from curation.review.board import layout
from curation.review.judgements import batches
from curation.review.planning import adjudication, assign, select
from curation.review.settings import Reviewer, Settings
from curation.review.standing import ratings
from curation.review.standing.evidence import ReviewEvidence
from typer.testing import CliRunner

from review_world import item, judgement, prompt

TREE = taxonomy.load("lab-safety")


def settings(*left, people="abc", **more):
    return Settings(reviewers=[Reviewer(name=p, left=p in left) for p in people], **more)


def team(number=1, people="ab", **more):
    return item(prompt(number), overlap=len(people), reviewers=list(people), **more)


def test_nobody_left_and_nothing_is_replaced():
    assert select.replacements(ReviewEvidence([team()], [], settings())) == ([], {})


def test_an_item_goes_to_somebody_who_has_no_part_in_it():
    first = team()
    (again,), barred = select.replacements(ReviewEvidence([first], [judgement(first, "a")], settings("b")))
    assert (again.subject, again.overlap, again.revision) == (first.subject, 1, first.revision)
    assert again.why == [f"replaces:{first.id}"]
    assert barred == {first.subject: ["a", "b"]}


def test_what_was_said_before_leaving_counts():
    first = team()
    given = [judgement(first, "a"), judgement(first, "b")]
    assert select.replacements(ReviewEvidence([first], given, settings("b"))) == ([], {})
    assert decide([first], given, settings("b"))[0].outcome == "accept"


def test_both_may_leave_and_the_next_may_leave_too():
    first = team()
    (again,), _ = select.replacements(ReviewEvidence([first], [], settings("a", "b")))
    assert again.overlap == 2
    held = again.model_copy(update={"batch": "b2", "id": "later", "reviewers": ["c", "d"]})
    everyone = "abcde"
    assert select.replacements(ReviewEvidence([first, held], [], settings("a", "b", people=everyone))) == (
        [],
        {},
    )
    (third,), barred = select.replacements(
        ReviewEvidence([first, held], [], settings("a", "b", "d", people=everyone))
    )
    assert third.overlap == 1 and third.why == [f"replaces:{first.id}"]
    assert barred[first.subject] == ["a", "b", "c", "d"]


def test_the_two_halves_are_decided_and_compared_as_one_item():
    first = team()
    (again,), _ = select.replacements(ReviewEvidence([first], [judgement(first, "a")], settings("b")))
    held = again.model_copy(update={"batch": "b2", "id": "later", "reviewers": ["c"]})
    given = [judgement(first, "a"), judgement(held, "c")]
    assert [d.rule for d in decide([first, held], given[:1], settings("b"))] == ["insufficient"]
    (decision,) = decide([first, held], given, settings("b"))
    assert (decision.outcome, decision.rule) == ("accept", "consensus")
    assert {name for name, _, _ in ratings.verdicts(ReviewEvidence([first, held], given))} == {first.id}
    assert ReviewEvidence([first, held], given, settings("b")).planned == {first.id: 1, "later": 1}


def test_a_round_for_everybody_does_without_who_left():
    round_ = team(people="abc")
    given = [judgement(round_, "a"), judgement(round_, "b")]
    assert select.replacements(ReviewEvidence([round_], given, settings("c"))) == ([], {})
    assert decide([round_], given, settings("c"))[0].outcome == "accept"
    assert decide([round_], given, settings())[0].rule == "insufficient"
    assert ReviewEvidence([round_], given, settings("c")).planned == {round_.id: 2}
    assert ReviewEvidence([round_], given, settings()).planned == {round_.id: 3}


def test_nobody_waits_for_a_gold_item_of_somebody_who_left():
    known = team(gold={"verdict": "accept"})
    assert ReviewEvidence([known], [judgement(known, "a")], settings("b")).planned == {known.id: 1}
    assert select.replacements(ReviewEvidence([known], [judgement(known, "a")], settings("b"))) == ([], {})


def test_a_dispute_before_an_adjudicator_who_left_goes_to_another():
    first = team()
    given = [judgement(first, "a"), judgement(first, "b", "reject", reasons=["duplicate"])]
    people = [Reviewer(name="a"), Reviewer(name="b"), Reviewer(name="c", adjudicator=True)]
    (case,), _ = adjudication.disagreements(ReviewEvidence([first], given, Settings(reviewers=people)))
    held = case.model_copy(update={"batch": "b2", "id": "case"})
    assert held.reviewers == ["c"]
    assert adjudication.disagreements(ReviewEvidence([first, held], given, Settings(reviewers=people))) == (
        [],
        [],
    )
    people[2] = Reviewer(name="c", adjudicator=True, left=True)
    people.append(Reviewer(name="d", adjudicator=True))
    (again,), _ = adjudication.disagreements(ReviewEvidence([first, held], given, Settings(reviewers=people)))
    assert again.reviewers == ["d"]


def test_a_round_for_everybody_needs_somebody():
    made, (issue,) = assign.everybody([team()], settings("a", "b", "c"))
    assert made == [] and issue.code == "reviewers-missing"


@pytest.fixture
def place(tmp_path):
    people = "".join(f'[[review.reviewers]]\nname = "{name}"\n' for name in ("ann", "bob", "cleo"))
    text = 'name = "t"\n[[dataset]]\nname = "house"\nkind = "prompt"\ntaxonomy = "lab-safety@1.0"\n' + people
    (tmp_path / "curation.toml").write_text(text, "utf-8")
    prompts = [prompt(n) for n in range(1, 6)]
    made = [item(p, "b1", reviewers=["ann", "bob"]) for p in prompts]
    batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id, candidates=prompts)
    given = [*(judgement(i, "ann") for i in made), judgement(made[0], "bob")]
    tables.append_jsonl(batches.folder(tmp_path, "b1") / "judgements.jsonl", given)
    return tmp_path


def call(*words):
    done = CliRunner().invoke(app, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def leave(place, name):
    path = place / "curation.toml"
    path.write_text(
        path.read_text("utf-8").replace(f'name = "{name}"\n', f'name = "{name}"\nleft = true\n'), "utf-8"
    )


def queue(place, monkeypatch):
    monkeypatch.setattr("curation.pipeline.people.review_work.queue", lambda _: [])


@pytest.mark.slow
def test_a_failed_upload_names_the_command_that_completes_it(place, monkeypatch):
    queue(place, monkeypatch)
    leave(place, "bob")
    failed = CliRunner().invoke(app, ["review", "push", "-w", str(place)])
    assert failed.exit_code == 1
    (name,) = set(batches.names(place)) - {"b1"}
    command = f"curation review push --batch {name}"
    assert f"the upload of {name} is completed by: {command}" in " ".join(failed.stderr.split())
    unnamed = CliRunner().invoke(app, ["review", "push", "-w", str(place)])
    assert "curation review push --batch NAME" in str(unnamed.exception)
    again = CliRunner().invoke(app, [*command.split()[1:], "--freeze-only", "--json", "-w", str(place)])
    assert json.loads(again.stdout) == [name] and f"{name} exists" in again.stderr
    assert set(batches.names(place)) == {"b1", name}


@pytest.mark.slow
def test_the_next_push_brings_it_to_others_once(place, monkeypatch):
    queue(place, monkeypatch)
    leave(place, "bob")
    (name,) = json.loads(call("review", "push", "--freeze-only", "--json", "-w", place))
    made = batches.items(place, name)
    assert sorted(i.subject for i in made) == ["c2", "c3", "c4", "c5"]
    assert {tuple(i.reviewers) for i in made} == {("cleo",)}
    assert f"{made[0].subject}:ann" in batches.load(place, name).excluded
    first, second = json.loads(call("review", "status", "--json", "-w", place))
    assert (first["batch"], first["planned"], first["complete"]) == ("b1", 6, 5)
    assert [p["waiting"] for p in first["people"]] == [0, 0]
    assert (second["planned"], second["waiting"]) == (4, 4)
    again = CliRunner().invoke(app, ["review", "push", "--freeze-only", "-w", str(place)])
    assert again.exit_code == 1 and "in a batch already" in str(again.exception)
    tables.append_jsonl(
        batches.folder(place, name) / "judgements.jsonl", [judgement(i, "cleo") for i in made]
    )
    found = decisions(review_work.evidence(place))
    assert {d.rule for d in found} == {"consensus"}


@pytest.mark.slow
def test_a_difference_between_the_two_halves_shows_in_the_status(place, monkeypatch):
    queue(place, monkeypatch)
    leave(place, "bob")
    (name,) = json.loads(call("review", "push", "--freeze-only", "--json", "-w", place))
    made = batches.items(place, name)
    given = [judgement(made[0], "cleo", "reject", reasons=["duplicate"])]
    tables.append_jsonl(batches.folder(place, name) / "judgements.jsonl", given)
    assert [s["disagreements"] for s in json.loads(call("review", "status", "--json", "-w", place))] == [1, 1]


@pytest.mark.slow
def test_it_is_pushed_though_nothing_is_queued_and_only_of_the_kind_asked_for(place):
    leave(place, "bob")
    done = CliRunner().invoke(
        app, ["review", "push", "--freeze-only", "--kind", "question", "-w", str(place)]
    )
    assert isinstance(done.exception, StateError) and len(batches.names(place)) == 1
    done = CliRunner().invoke(app, ["review", "push", "--freeze-only", "--kind", "prompt", "-w", str(place)])
    assert done.exit_code == 0, done.output
    assert "nothing is queued for review yet" in done.output
    assert len(batches.names(place)) == 2


@pytest.mark.slow
def test_a_replaced_item_of_a_calibration_round_stays_one_of_it(place, monkeypatch):
    queue(place, monkeypatch)
    leave(place, "bob")
    head = place / "raw" / "review" / "b1" / "batch.json"
    told = json.loads(head.read_text("utf-8"))
    head.write_text(json.dumps({**told, "purpose": "calibration", "hints": False}), "utf-8")
    (name,) = json.loads(call("review", "push", "--freeze-only", "--json", "-w", place))
    made = batches.load(place, name)
    assert (made.purpose, made.hints) == ("calibration", False)


@pytest.mark.slow
def test_when_nobody_else_is_there_it_is_said_and_waits(place, monkeypatch):
    queue(place, monkeypatch)
    leave(place, "bob")
    leave(place, "cleo")
    done = CliRunner().invoke(app, ["review", "push", "--freeze-only", "-w", str(place)])
    assert done.exit_code == 1
    assert "reviewers-missing" in done.output
