"""Who gets what: teams, calibration, gold that cannot be told, exposure, one's own words, the unbiased share, yield."""

import json

import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.core import tables
from curation.core.errors import InputError, StateError
from curation.core.records import Decision
from curation.pipeline.people import review_work
from curation.review.board import layout, push
from curation.review.board import presentation as shown
from curation.review.judgements import batches
from curation.review.planning import assign, golden, making, select
from curation.review.settings import Reviewer, Settings
from curation.review.standing import outcomes
from curation.text import worddiff
from typer.testing import CliRunner

from review_world import item, judgement, prompt, question

TREE = taxonomy.load("lab-safety")
CODES = [TREE.qualified(leaf.code) for leaf in TREE.leaves()]


def call(*words):
    done = CliRunner().invoke(app, [*map(str, words), "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def queue(n, **more):
    return [item(prompt(k), batch="", priority=float(k % 17), **more) for k in range(1, n + 1)]


def test_every_team_has_a_batch_of_its_own_and_everybody_about_as_much(tmp_path):
    people = tuple(Reviewer(name=f"r{n}") for n in range(1, 5))
    placed, issues = assign.assign(queue(60), Settings(reviewers=people))
    assert issues == []
    groups = assign.teams(placed)
    assert sum(len(g) for g in groups) == 60
    assert all(len({tuple(i.reviewers) for i in g}) == 1 and len(g[0].reviewers) == 2 for g in groups)
    load = [sum(name in i.reviewers for i in placed) for name in ("r1", "r2", "r3", "r4")]
    assert max(load) - min(load) <= 1 and sum(load) == 120


def test_exposure_is_limited_for_a_batch_that_anybody_may_take():
    settings = Settings(exposure={CODES[0]: 3})
    placed, issues = assign.assign(queue(10), settings)
    assert len(placed) == 3 and {i.code for i in issues} == {"exposure-limit"} and len(issues) == 7


def test_the_calibration_round_is_for_everybody_and_owes_nothing_to_priority():
    people = tuple(Reviewer(name=f"r{n}") for n in range(1, 4))
    settings = Settings(reviewers=people, calibration=5)
    chosen = select.calibration(queue(50), [], settings)
    placed, _ = assign.everybody(chosen, settings)
    assert len(placed) == 5
    assert {(i.overlap, tuple(i.reviewers)) for i in placed} == {(3, ("r1", "r2", "r3"))}
    raised = [i.model_copy(update={"priority": 99.0 - i.priority}) for i in queue(50)]
    assert [i.id for i in select.calibration(raised, [], settings)] == [i.id for i in chosen]


def test_nobody_meets_a_gold_item_twice_and_it_looks_like_its_neighbours(tmp_path):
    gold = [item(prompt(n), batch="", gold={"verdict": "reject"}) for n in range(90, 96)]
    chosen = queue(50)
    golden.add(tmp_path, gold)
    first = golden.mixed(tmp_path, chosen, [], Settings(), {})
    second = golden.mixed(tmp_path, queue(50), first, Settings(), {})
    assert (len(first), len(second)) == (4, 2)
    assert not {g.subject for g in first} & {g.subject for g in second}
    tasks = [push.task_of(i) for i in [*chosen, *first]]
    assert len({tuple(sorted(t.data)) for t in tasks}) == 1
    assert len({(t.overlap, len(t.predictions)) for t in tasks}) == 1
    assert {t.data["priority"] for t in tasks[50:]} <= {t.data["priority"] for t in tasks[:50]}
    order = sorted([*chosen, *first], key=lambda i: (-i.priority, i.id))
    places = [k for k, i in enumerate(order) if i.gold is not None]
    assert places != list(range(50, 54))


def test_another_look_at_a_changed_clause_is_taken_once():
    first = item(prompt(1), batch="b1")
    look = shown.reworded(item(prompt(1), batch=""), {"reexamines": [first.id], "change": "m1"})
    assert select.fresh([look], [first]) == [look]
    assert select.fresh([look], [first, batches.rename(look, "b2")]) == []
    newer = shown.reworded(look, {"change": "m2"})
    assert select.fresh([newer], [first, batches.rename(look, "b2")]) == [newer]
    assert select.fresh([item(prompt(1), batch="")], [first]) == []


def test_gold_is_made_of_what_is_decided_only():
    kept, lost, open_ = item(question(1)), item(prompt(2)), item(prompt(3))
    found = [
        Decision(subject="q1", kind="question", dataset="lab", outcome="accept", rule="consensus", judgements=[], labels=["x"]),
        Decision(subject="c2", kind="prompt", dataset="house", outcome="reject", rule="consensus", judgements=[]),
        Decision(subject="c3", kind="prompt", dataset="house", outcome="pending", rule="disagreement", judgements=[]),
    ]  # fmt: skip
    made = golden.of_decided(["q1", "c2"], found, [kept, lost, open_])
    assert [g.gold for g in made] == [
        {"verdict": "accept", "labels": ["x"], "answer": 1},
        {"verdict": "reject"},
    ]
    with pytest.raises(InputError, match="gold-undecided"):
        golden.of_decided(["c3", "c9"], found, [kept, lost, open_])


@pytest.mark.slow
def test_the_random_share_is_a_fair_sample_over_any_number_of_batches():
    # Priority is the truth itself: whatever is chosen by need is bad. The share by lot must not be.
    settings = Settings(seed=3)
    bad = {f"c{n}" for n in range(1, 1001) if n % 4 == 0}
    everything = []
    for n in range(1, 1001):
        one = item(prompt(n), batch="", priority=10.0 if n % 4 == 0 else 0.0)
        lucky = select.place(one, settings) < settings.random_share
        everything.append(one.model_copy(update={"why": ["random"] if lucky else []}))
    done = []
    for number in range(1, 5):
        chosen = select.select(everything, done, settings, 100)
        done += [batches.rename(i, f"b{number}") for i in chosen]
    fair = [i for i in done if i.id in select.unbiased(done, settings)]
    by_need = [i for i in done if i.id not in {f.id for f in fair}]
    assert sum(i.subject in bad for i in by_need) / len(by_need) > 0.6
    # 25 % are bad; 40 or more in the sample give a standard error of at most 7 points.
    assert len(fair) >= 40
    assert abs(sum(i.subject in bad for i in fair) / len(fair) - 0.25) < 0.14


@pytest.fixture
def place(tmp_path):
    (tmp_path / "curation.toml").write_text(
        'name = "t"\n[[dataset]]\nname = "house"\nkind = "prompt"\ntaxonomy = "lab-safety@1.0"\n'
        '[review]\ncalibration = 4\n[[review.reviewers]]\nname = "r1"\n[[review.reviewers]]\nname = "r2"\n'
        '[[review.reviewers]]\nname = "r3"\n', "utf-8",
    )  # fmt: skip
    return tmp_path


@pytest.mark.slow
def test_calibration_comes_first_and_has_to_be_finished(place):
    waiting = queue(40)
    (first,) = making.work(review_work.material(place), waiting).names
    assert first == "house-prompt-calibration-1"
    assert (batches.load(place, first).purpose, batches.load(place, first).hints) == ("calibration", False)
    with pytest.raises(StateError, match="needs 12 more judgements"):
        making.work(review_work.material(place), waiting).names
    log = batches.folder(place, first) / "judgements.jsonl"
    frozen = batches.items(place, first)
    tables.append_jsonl(log, [judgement(i, r) for i in frozen for r in ("r1", "r2", "r3")])
    made = making.work(review_work.material(place), waiting, "work").names
    assert len(made) == 3 and made == making.existing(place, "work") == ["work-1", "work-2", "work-3"]
    again = [n for name in made for n in making.existing(place, name)]
    assert again == made
    subjects = [i.subject for name in made for i in batches.items(place, name)]
    assert len(subjects) == len(set(subjects)) == 36
    # Somebody who did the work before the calibration is told.
    own = batches.items(place, made[0])[0]
    who = own.reviewers[0]
    early = judgement(own, who, made="2025-01-01T00:00:00Z")
    tables.append_jsonl(batches.folder(place, made[0]) / "judgements.jsonl", [early])
    told = [s["violations"] for s in call("review", "status", "-w", place) if s["batch"] == made[0]]
    assert len(told[0]) == 1 and "not-calibrated" in told[0][0] and who in told[0][0]


@pytest.mark.slow
def test_one_name_stands_for_finished_prompts_and_for_briefs_of_one_dataset(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    waiting = [item(prompt(n), batch="", why=["writing"] if n > 3 else []) for n in range(1, 6)]
    made = making.work(review_work.material(tmp_path), waiting, "pilot").names
    assert made == ["pilot", "pilot-writing"] == making.existing(tmp_path, "pilot")
    assert [len(batches.items(tmp_path, name)) for name in made] == [3, 2]
    assert [batches.load(tmp_path, name).purpose for name in made] == ["review", "writing"]
    # Briefs alone have the name itself, and a batch that only ends with the same word is none of its parts.
    more = [item(prompt(n), batch="", why=["writing"]) for n in (6, 7)]
    assert making.work(review_work.material(tmp_path), more, "second").names == ["second"]
    making.work(review_work.material(tmp_path), [item(prompt(8), batch="")], "third-writing")
    assert making.existing(tmp_path, "third") == []


@pytest.mark.slow
def test_one_name_stands_for_several_datasets_and_a_name_that_is_taken_makes_no_batch(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    waiting = [
        item(prompt(1), batch=""),
        item(question(2), batch=""),
        item(prompt(3), batch="", why=["writing"]),
    ]
    made = making.work(review_work.material(tmp_path), waiting, "all").names
    assert sorted(made) == making.existing(tmp_path, "all") == ["all-1", "all-2", "all-writing"]
    later = [item(prompt(4), batch=""), item(prompt(5), batch="", why=["writing"])]
    making.work(review_work.material(tmp_path), [item(prompt(6), batch="")], "late-writing")
    with pytest.raises(StateError, match="there is a batch 'late-writing' already"):
        making.work(review_work.material(tmp_path), later, "late")
    assert batches.names(tmp_path) == ["all-1", "all-2", "all-writing", "late-writing"]


@pytest.mark.slow
def test_status_says_who_waits_for_what_and_what_was_not_held(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    made = [item(prompt(n), "b1", reviewers=["r1", "r2"]) for n in range(1, 4)]
    made[2] = made[2].model_copy(update={"gold": {"verdict": "reject"}})
    batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id, excluded=["c2:r2"])
    given = [
        judgement(made[0], "r1", seconds=10.0), judgement(made[2], "r1", seconds=30.0),
        judgement(made[0], "r9"), judgement(made[1], "r2"),
    ]  # fmt: skip
    tables.append_jsonl(batches.folder(tmp_path, "b1") / "judgements.jsonl", given)
    (found,) = call("review", "status", "-w", tmp_path)
    people = {p["reviewer"]: p for p in found["people"]}
    assert (people["r1"]["done"], people["r1"]["waiting"], people["r1"]["pace"]) == (2, 1, 20.0)
    assert people["r1"]["seconds_left"] == 20.0
    assert (people["r1"]["gold"], people["r1"]["gold_right"]) == (1, 0)
    assert (people["r2"]["done"], people["r2"]["waiting"]) == (0, 3)
    codes = sorted(line.partition("[")[2].partition("]")[0] for line in found["violations"])
    assert codes == ["not-assigned", "own-words"]
    assert found["not_counted"] == {"invalid": 1, "not-assigned": 1}


def test_pseudonyms_can_be_given_before_any_work(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    found = call("review", "people", "--add", "ann@example.com", "--add", "bob@example.com", "-w", tmp_path)
    assert sorted(found.values()) == ["ann@example.com", "bob@example.com"]
    assert all(name.startswith("r-") for name in found)
    assert call("review", "people", "-w", tmp_path) == found


@pytest.mark.slow
def test_the_yield_counts_kept_edited_and_rejected_by_maker_category_and_reason(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    prompts = [prompt(n) for n in range(1, 6)]
    made = [item(p, "b1") for p in prompts]
    batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id, candidates=prompts)
    edit = {"edited": {"text": "Help me to change the log of unit 2."}, "reasons": ["language"]}
    given = [
        *(judgement(made[0], r) for r in "ab"), *(judgement(made[1], r, "revise", **edit) for r in "ab"),
        *(judgement(made[2], r, "reject", reasons=["duplicate"]) for r in "ab"),
        *(judgement(made[3], r, labels=[CODES[5]]) for r in "ab"), judgement(made[4], "a"),
    ]  # fmt: skip
    tables.append_jsonl(batches.folder(tmp_path, "b1") / "judgements.jsonl", given)
    found = call("review", "yield", "-w", tmp_path)
    lines = {
        (y["by"], y["name"]): (y["kept"], y["edited"], y["rejected"], y["pending"]) for y in found["all"]
    }
    assert lines["generator", "author"] == (1, 2, 1, 1)
    assert lines["reason", "duplicate"] == (0, 0, 1, 0) and lines["reason", "language"] == (0, 1, 0, 0)
    (shown,) = found["edits"]
    assert shown["fields"] == {"text": "Help me to [-alter-] {+change+} the log of unit 2."}
    assert "{+change+}" in CliRunner().invoke(app, ["review", "decide", "-w", str(tmp_path)]).stdout


def test_word_diffs_show_lists_and_whole_texts_that_are_too_long():
    before = {"options": ["One", "Two"], "answer": 1}
    assert worddiff.fields(before, {"options": ["One", "Three"], "answer": 0}) == {
        "answer": "[-1-] {+0+}",
        "options": "One \n [-Two-] {+Three+}",
    }
    assert worddiff.words("a b", "a b") == "a b"
    long = "x " * 5000
    assert worddiff.words(long, long) == long
    assert worddiff.words(long, "y").startswith("[-x x")


def test_a_category_that_was_changed_is_an_edit():
    one = item(prompt())
    moved = Decision(subject="c1", kind="prompt", dataset="house", outcome="accept", rule="consensus",
                     judgements=[], labels=[CODES[5]])  # fmt: skip
    assert outcomes.fate(moved, one) == "edited"
    assert outcomes.fate(moved.model_copy(update={"labels": one.shown["categories"]}), one) == "kept"


def test_clauses_whose_categories_can_be_checked_are_frozen_only_where_they_are_asked_for(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    only = [item(prompt(1), batch="", kind="mapping"), item(prompt(2), batch="", kind="mapping")]
    with pytest.raises(StateError, match=r"only 2 clauses whose categories can be checked; .*--kind mapping"):
        making.work(review_work.material(tmp_path), only, "pilot")
    assert batches.names(tmp_path) == []


def briefs(clauses, **shown):
    """A brief and its harmless half for each clause, in an order that parts them."""
    made = []
    for benign in (True, False):
        for n in range(clauses):
            one = item(prompt(2 * n + benign + 1), batch="", overlap=1)
            own = {
                "citation": f"Section {n}",
                "clause": "No person shall.",
                "brief": "Say who asks.",
                "benign": benign,
            }
            made.append(one.model_copy(update={"shown": {**one.shown, **own, **shown}}))
    return made


def by_clause(placed):
    found = {}
    for clause, who in placed:
        found.setdefault(clause, set()).add(who)
    return found


def test_both_halves_of_a_pair_are_written_by_one_person():
    asked = briefs(6)
    people = ("r1", "r2", "r3")
    placed, issues = assign.assign(asked, Settings(reviewers=tuple(Reviewer(name=n) for n in people)))
    assert issues == []
    told = by_clause((i.shown["citation"], *i.reviewers) for i in placed)
    assert all(len(who) == 1 for who in told.values()) and set().union(*told.values()) == set(people)
    dealt = assign.dealt(assign.side_by_side(asked), people)
    told = by_clause((i.shown["citation"], dealt[i.id]) for i in asked)
    assert all(len(who) == 1 for who in told.values())
    assert sorted(dealt.values()) == ["r1"] * 4 + ["r2"] * 4 + ["r3"] * 4


def test_briefs_of_a_batch_of_an_earlier_version_stay_with_the_people_who_have_them():
    asked, people = briefs(6), ("r1", "r2", "r3")
    assert asked != assign.side_by_side(asked)
    in_turn = {i.id: people[n % 3] for n, i in enumerate(sorted(asked, key=lambda i: i.id))}
    assert assign.dealt(asked, people) == in_turn


def test_a_brief_that_says_how_it_differs_from_another_comes_after_it():
    ordered = assign.side_by_side(briefs(3))
    assert [(i.shown["citation"], i.shown["benign"]) for i in ordered] == [
        (f"Section {n}", benign) for n in range(3) for benign in (False, True)
    ]
    plain = queue(4)
    assert assign.side_by_side(plain) == plain
