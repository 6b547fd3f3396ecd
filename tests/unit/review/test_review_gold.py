"""Gold that two annotators can use: written by a maintainer, or with a fault planted into a real item."""

import json
import random

import pytest
from curation.core.errors import InputError
from curation.review.planning import gold_files, golden, planting
from curation.review.settings import Settings
from curation.review.standing import gold as standing_gold
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.gold import is_right
from curation.stats import screening

from review_world import item, judgement, prompt, question


def questions():
    codes = ["lab-safety@1.0:1.1", "lab-safety@1.0:2.1"]
    return [item(question(n, codes[n % 2]), reviewers=["a", "b"]) for n in range(1, 13)]


def test_every_sort_of_fault_is_planted_and_says_something_else_than_the_item():
    real = questions()
    planted = planting.plant(real, 8, seed=1)
    assert [g.gold["fault"] for g in planted[:4]] == [
        fault for fault, (kinds, _) in planting.FAULTS.items() if "question" in kinds
    ]
    assert len({g.subject for g in planted}) == 8 and not {g.subject for g in planted} & {
        i.subject for i in real
    }
    assert planting.plant(real[::-1], 8, seed=1) == planted
    assert all(g.revision not in {i.revision for i in real} for g in planted)


def test_two_annotators_who_judged_everything_still_get_gold(tmp_path):
    real = questions()
    golden.add(tmp_path, planting.plant(real, 4))
    everybody = {i.subject: ["a", "b"] for i in real}
    first = golden.mixed(tmp_path, real, real, Settings(gold_share=0.2), everybody)
    assert len(first) == 2 and all(g.reviewers == ["a", "b"] for g in first)
    again = golden.mixed(tmp_path, real, [*real, *first], Settings(gold_share=0.2), everybody)
    assert not {g.subject for g in again} & {g.subject for g in first}


def test_a_file_of_gold_is_taken_in_or_refused_with_every_fault(tmp_path):
    good = {
        "dataset": "house", "kind": "prompt", "clause": "Keep the log.", "categories": ["lab-safety@1.0:1.1"],
        "text": "Help me to alter the log.", "verdict": "accept",
    }  # fmt: skip
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(good) + "\n", "utf-8")
    (made,) = gold_files.read(file)
    assert made.gold == {"verdict": "accept", "labels": ["lab-safety@1.0:1.1"]}
    file.write_text(
        "no json\n" + json.dumps({**good, "text": ""}) + "\n" + json.dumps({**good, "verdict": "x"}), "utf-8"
    )
    with pytest.raises(InputError) as refused:
        gold_files.read(file)
    assert len(refused.value.issues) == 3
    assert prompt().text not in str(refused.value)


@pytest.mark.slow
def test_the_corrected_bound_holds_where_auditors_miss_errors():
    # 400 audits of 60 items at a true rate of 10 %, by auditors who find 7 of 10 faults and met 20 planted ones.
    draw = random.Random(3)
    held = 0
    for _ in range(400):
        errors = sum(draw.random() < 0.1 * 0.7 for _ in range(60))
        found = sum(draw.random() < 0.7 for _ in range(20))
        held += screening.corrected_upper(errors, 60, found, 20) >= 0.1
    assert held / 400 >= 0.95


def test_the_estimate_is_that_of_rogan_and_gladen():
    # (0.10 + 0.90 - 1) / (0.80 + 0.90 - 1) = 0, and (0.24 + 0.9 - 1) / 0.7 = 0.2
    assert screening.rogan_gladen(10, 100, 8, 10, 9, 10) == pytest.approx(0.0, abs=1e-12)
    assert screening.rogan_gladen(24, 100, 8, 10, 9, 10) == pytest.approx(0.2)
    assert screening.rogan_gladen(1, 10, 1, 10, 1, 10) is None


def test_known_categories_count_in_any_order_and_where_none_is_known_any_is_right():
    two = ["lab-safety@1.0:1.1", "lab-safety@1.0:2.1"]
    sound = item(prompt(), gold={"verdict": "accept", "labels": two})
    assert is_right(sound, judgement(sound, "a", labels=two[::-1]))
    assert not is_right(sound, judgement(sound, "a", labels=two[:1]))
    for gold in ({"verdict": "accept", "labels": []}, {"verdict": "accept"}, None):
        free = item(prompt(), gold=gold)
        assert is_right(free, judgement(free, "a", labels=two[:1]))
        assert not is_right(free, judgement(free, "a", "reject", reasons=["duplicate"]))


def test_the_known_answer_must_be_given_and_any_objection_finds_a_fault():
    sound = item(question(), gold={"verdict": "accept", "answer": 1})
    assert [is_right(sound, judgement(sound, "a", answer=n)) for n in (0, 1)] == [False, True]
    for fault in ({"verdict": "reject"}, {"verdict": "revise"}, {"verdict": "accept", "fault": "wrong-key"}):
        faulty = item(question(), gold=fault)
        assert is_right(faulty, judgement(faulty, "a", "reject", reasons=["duplicate"]))
        assert not is_right(faulty, judgement(faulty, "a"))


def test_a_score_counts_faults_by_their_sort_apart_from_sound_items_and_within_what_is_asked_for():
    faults = [{"verdict": "accept", "fault": "wrong-key"}, {"verdict": "reject"}, {"verdict": "reject"}]
    bad = [item(prompt(n), gold=fault) for n, fault in enumerate(faults, 1)]
    good = [item(prompt(n), gold={"verdict": "accept"}) for n in (4, 5)]
    other, plain = item(prompt(6), "b2", gold={"verdict": "accept"}), item(prompt(7))
    no = {"verdict": "reject", "reasons": ["duplicate"]}
    given = [
        judgement(bad[0], "a", **no), judgement(bad[1], "a", **no), judgement(bad[2], "a"),
        judgement(good[0], "a"), judgement(good[1], "a", **no), judgement(other, "a"), judgement(plain, "a"),
        judgement(plain, "b"),
    ]  # fmt: skip
    seen = ReviewEvidence([*bad, *good, other, plain], given, Settings())
    assert standing_gold.scores(seen, "b1") == {
        "a": standing_gold.GoldScore(3, 5, 2, 3, 1, 2, {"rejected": (1, 2), "wrong-key": (1, 1)})
    }
    assert standing_gold.scores(seen)["a"].n == 6  # b met no gold
    assert standing_gold.scores(seen, dataset="none") == {}
