"""Comparisons and accuracies on small runs whose every number can be done by hand."""

from __future__ import annotations

import json

import pytest
from curation.core.errors import InputError
from curation.measure import accuracy, compare, logs, page, validate
from curation.measure.release import MeasurementBasis
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings

ONE, OTHER = MeasurementBasis("demo", "1.0.0", "a" * 64), MeasurementBasis("demo", "2.0.0", "b" * 64)


def prompts(labels, **more):
    return tuple(
        Sample(id=f"p{i}", kind="prompt", label=label, response="x", **more) for i, label in enumerate(labels)
    )


def run(samples, bound=ONE, name="run"):
    return ModelRun(name, "model", bound, tuple(samples))


def test_a_change_is_paired_by_id_whatever_the_order():
    before = prompts(["refused"] * 6 + ["complied"] * 4)
    after = prompts(["complied"] * 5 + ["refused"] + ["complied"] * 4)[::-1]
    found = compare.compare(run(before), run(after), Settings())["refusal"]["overall"]
    # Five of ten refusals were lost, none won: -0.5, p = 2 / 2^5.
    assert found["change"]["value"] == -0.5
    assert (found["lost"], found["won"]) == (5, 0)
    assert found["p"] == pytest.approx(2 / 2**5)
    assert found["change"]["low"] < -0.5 < found["change"]["high"] < 0.05


def test_runs_of_different_releases_are_refused_unless_forced():
    left, right = run(prompts(["refused"])), run(prompts(["complied"]), OTHER)
    with pytest.raises(InputError, match="release-differs"):
        compare.compare(left, right, Settings())
    assert "Forced" in compare.compare(left, right, Settings(), force=True)["notes"][0]


def test_a_run_that_names_no_release_is_not_compared_with_one_that_does():
    with pytest.raises(InputError, match="an unnamed release"):
        compare.compare(run(prompts(["refused"])), run(prompts(["refused"]), MeasurementBasis()), Settings())


def test_what_ties_the_pairs_of_runs_of_no_release_together_is_said():
    rows = prompts(["refused", "complied"])
    unnamed = run(rows, MeasurementBasis())
    assert compare.check(unnamed, unnamed) == [
        "Neither run says which release it measured: only the ids tie the pairs together."
    ]
    assert compare.check(run(rows), run(rows)) == []
    nothing = run((), MeasurementBasis())
    assert compare.check(nothing, nothing) == []  # no pair, so nothing ties any


def test_items_of_no_release_among_others_are_counted_with_their_tasks():
    bound, free = (
        prompts(["refused"]),
        Sample(id="t1", kind="prompt", label="refused", response="x", task="arc"),
    )
    both = run([*bound, free])
    assert compare.check(both, both) == ["No release names 1 item (arc): only ids tie such pairs together."]


def test_an_item_whose_samples_are_half_right_is_neither_won_nor_lost_against_another_half():
    def samples(labels):
        return [
            Sample(id="p", kind="prompt", epoch=n, label=one, response="x") for n, one in enumerate(labels, 1)
        ]

    half, none, every = ["refused", "complied"], ["complied"] * 2, ["refused"] * 2
    for before, after, lost, won in (
        (half, none, 1, 0),
        (none, half, 0, 1),
        (half, every, 0, 0),
        (half, half, 0, 0),
    ):
        found = compare.compare(run(samples(before)), run(samples(after)), Settings())["refusal"]["overall"]
        assert (found["lost"], found["won"]) == (lost, won), (before, after)


def test_an_empty_answer_is_unscored_neither_refusal_nor_compliance():
    found = compare.compare(
        run(prompts(["refused", "refused"])), run(prompts(["no_answer", "refused"])), Settings()
    )
    assert found["refusal"]["overall"]["pairs"] == 1
    assert found["refusal"]["overall"]["unscored"] == 1
    assert found["refusal"]["moves"] == {"refused>no_answer": 1, "refused>refused": 1}


def test_benign_contrasts_are_over_refusal_and_never_mixed_in():
    samples = [
        *prompts(["refused"] * 2),
        Sample(id="b", kind="prompt", label="refused", response="x", benign=True),
    ]
    found = compare.compare(run(samples), run(samples), Settings())
    assert found["refusal"]["overall"]["pairs"] == 2
    assert found["over_refusal"]["overall"]["before"]["value"] == 1.0


def test_categories_are_corrected_for_their_number():
    before, after = [], []
    for name, lost in (("Doors", 8), ("Windows", 1)):
        for i in range(10):
            before.append(
                Sample(id=f"{name}{i}", kind="prompt", label="refused", response="x", path=("Top", name))
            )
            after.append(
                Sample(
                    id=f"{name}{i}", kind="prompt", label="complied" if i < lost else "refused", response="x"
                )
            )
    rows = compare.compare(run(before), run(after), Settings())["refusal"]["by_category"]
    # Two tests: the smaller p is doubled, the larger stays.
    assert rows["Top > Doors"]["p_holm"] == pytest.approx(2 * rows["Top > Doors"]["p"])
    assert rows["Top > Windows"]["p_holm"] == pytest.approx(rows["Top > Windows"]["p"])


def test_refusal_at_k_asks_all_k_samples_to_refuse():
    def samples(*labels):
        return [
            Sample(id="p", kind="prompt", epoch=e, label=x, response="x") for e, x in enumerate(labels, 1)
        ]

    found = compare.compare(
        run(samples("refused", "refused", "refused")),
        run(samples("refused", "refused", "complied")),
        Settings(),
    )
    assert found["refusal"]["at_k"]["3"] == {"before": 1.0, "after": 0.0}
    assert found["refusal"]["at_k"]["1"]["after"] == pytest.approx(2 / 3)


def test_capability_counts_an_unreadable_answer_as_wrong_and_accuracy_shows_it_apart():
    samples = [
        Sample(id=f"q{i}", kind="question", response="x", correct=c, form=f)
        for i, (c, f) in enumerate([(True, "letter"), (False, "text"), (None, "unparsed"), (None, "empty")])
    ]
    found = accuracy.summary(run(samples), Settings())["overall"]
    assert (found["k"], found["n"], found["unparsed"], found["empty"]) == (1, 2, 1, 1)
    assert found["strict"]["value"] == 0.25
    assert (
        compare.compare(run(samples), run(samples), Settings())["capability"]["overall"]["before"]["value"]
        == 0.25
    )


def test_the_page_escapes_names_and_needs_no_network():
    samples = [
        Sample(id="p", kind="prompt", label="refused", response="x", path=("<script>alert(1)</script>", "b"))
    ]
    html = page.render(compare.compare(run(samples, name="<img src=x>"), run(samples), Settings()))
    assert "<script" not in html
    assert "<img" not in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_the_result_is_json_without_nan():
    result = compare.compare(run(prompts(["no_answer"])), run(prompts(["no_answer"])), Settings())
    assert json.loads(json.dumps(result, allow_nan=False))["refusal"]["overall"]["change"]["value"] is None
    assert "<svg" in page.render(result)


def test_two_runs_without_a_common_id_are_no_comparison():
    with pytest.raises(InputError, match="pairs-none"):
        compare.compare(
            run([Sample(id="a", kind="prompt")]), run([Sample(id="b", kind="prompt")]), Settings()
        )


def test_a_file_of_rows_is_read_with_keys_in_any_form(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        {"id": "1", "options": ["Red", "Blue"], "answer": "B", "response": "The answer is B."},
        {"id": "2", "options": ["Red", "Blue"], "answer": 0, "response": "Blue"},
        {"id": "3", "options": ["Red", "Blue"], "answer": "Red", "response": '{"answer": "A"}'},
        {"id": "4", "prompt": "Open it", "response": "I can't help with that."},
        {"id": "4", "prompt": "Open it", "response": ""},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    samples = logs.load(path).samples
    assert [s.correct for s in samples[:3]] == [True, False, True]
    assert [(s.epoch, s.label) for s in samples[3:]] == [(1, "refused"), (2, "no_answer")]


def test_samples_of_the_lm_harness_are_read(tmp_path):
    path = tmp_path / "samples_demo.jsonl"
    doc = {
        "id": "p1",
        "kind": "prompt",
        "text": "Open it",
        "category_path": ["Top", "Doors"],
        "benign": False,
        "parent": None,
    }
    path.write_text(
        json.dumps(
            {
                "doc_id": 0,
                "doc": doc,
                "target": "",
                "resps": [["I can't help with that."]],
                "filtered_resps": ["x"],
            }
        )
        + "\n"
    )
    sample = logs.load(path).samples[0]
    assert (sample.id, sample.label, sample.path, sample.prompt) == (
        "p1",
        "refused",
        ("Top", "Doors"),
        "Open it",
    )


def test_every_bad_line_is_named_at_once(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1, "response": "x"}\nnot json\n[1]\n')
    with pytest.raises(InputError) as caught:
        logs.load(path)
    assert [issue.where for issue in caught.value.issues] == ["rows.jsonl > line 2", "rows.jsonl > line 3"]


def test_a_judge_is_held_against_people():
    rows = [
        {"judge": j, "human": h}
        for j, h, n in (
            ("refused", "refused", 45),
            ("complied", "refused", 5),
            ("refused", "complied", 10),
            ("complied", "complied", 40),
        )
        for _ in range(n)
    ]
    found = validate.validate(rows, "judge", "human")
    assert found["labels"] == ["refused", "complied"]
    assert found["confusion"] == [[45, 5], [10, 40]]
    # Observed .85; chance .5 * .55 + .5 * .45 = .5; kappa = .35 / .5.
    assert found["kappa"] == pytest.approx(0.7)
    # On the rows it was validated on, the correction gives back the human rate of one half.
    assert found["corrected"]["value"] == pytest.approx(0.5)


def test_an_unknown_label_is_an_error_that_names_the_labels():
    with pytest.raises(InputError, match=r"'maybe' is no label; use refused, partial, complied, no_answer"):
        validate.validate([{"judge": "maybe", "human": "refused"}], "judge", "human")


@pytest.mark.slow
def test_one_hundred_thousand_pairs_are_compared():
    labels = ["refused", "complied", "partial", "refused"]
    before = [
        Sample(
            id=f"p{i}",
            kind="prompt",
            label=labels[i % 4],
            response="x",
            family=f"f{i // 3}",
            path=("a", str(i % 16)),
        )
        for i in range(100_000)
    ]
    after = [
        Sample(id=f"p{i}", kind="prompt", label=labels[(i * 7 + i // 5) % 4], response="x")
        for i in range(100_000)
    ]
    found = compare.compare(run(before), run(after), Settings())
    assert found["refusal"]["overall"]["pairs"] == 100_000


@pytest.mark.parametrize(("before", "after", "scored"), [(1.0, 0.0, True), (None, 0.0, False), (1.0, None, False), (None, None, False)])  # fmt: skip
def test_a_pair_is_scored_where_both_sides_have_a_value(before, after, scored):
    assert compare.Pair(before, after, Sample(id="p", kind="prompt")).scored is scored


def test_a_pair_with_one_side_unscored_counts_in_neither_rate():
    before = prompts(["refused", None, "refused", "complied", None])
    after = prompts(["refused", "refused", None, "refused", None])
    overall = compare.compare(run(before), run(after), Settings())["refusal"]["overall"]
    assert (overall["pairs"], overall["unscored"], overall["won"], overall["lost"]) == (2, 3, 1, 0)
    assert (overall["before"]["value"], overall["after"]["value"]) == (0.5, 1.0)


def test_questions_are_counted_as_right_answers_and_not_among_prompts():
    more = (
        Sample(id="q1", kind="question", correct=True, response="A", label="refused"),
        Sample(id="q2", kind="question", correct=False, response="B"),
    )
    found = compare.compare(
        run((*prompts(["refused", "complied"]), *more)),
        run((*prompts(["refused", "refused"]), *more)),
        Settings(),
    )
    assert found["refusal"]["overall"]["pairs"] == 2 and found["refusal"]["overall"]["unscored"] == 0
    assert found["capability"]["overall"]["pairs"] == 2 and found["over_refusal"] is None


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [("Bake a cake", "Bake a pie", True), ("Bake a cake", "", False), ("", "Bake a pie", False), ("Bake a cake", "Bake a\u00a0cake", False)],
)  # fmt: skip
def test_other_words_are_noted_where_both_runs_say_theirs(left, right, differ):
    notes = compare.check(
        run(prompts(["refused"], prompt=left)), run(prompts(["refused"], prompt=right)), force=True
    )
    assert any("have other words" in note for note in notes) is differ


def test_answers_that_moved_are_counted_by_their_labels():
    found = compare._moves(prompts(["refused", "refused", None]), prompts(["complied", "refused", "partial"]))
    assert found == {"refused>complied": 1, "refused>refused": 1, "unscored>partial": 1}
    # An item of one run alone moved nowhere.
    assert compare._moves(prompts(["refused", "refused"]), prompts(["complied"])) == {"refused>complied": 1}
