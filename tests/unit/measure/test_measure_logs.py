"""What the harnesses write is read: the newest of each task, every repeat once, bound to the release it was made from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.core.errors import InputError
from curation.measure import logs, samples
from curation.measure.samples import Sample

EARLY, LATE = "2026-01-02T03-04-05.000001", "2026-01-03T03-04-05.000001"


def doc(name: str, **more) -> dict:
    whole = {"id": name, "kind": "prompt", "text": "Open it", "options": [], "answer": None, "benign": False,
             "category": "t:1", "category_path": ["Doors"], "jurisdictions": ["EU"], "parent": None}  # fmt: skip
    return whole | more


def harness(folder: Path, task: str, stamp: str, rows: list[dict], digest: str = "a" * 64) -> None:
    """Files of the shape that lm-eval 0.4.13 writes with --log_samples."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps({"doc_id": i, "filter": "none"} | row) + "\n" for i, row in enumerate(rows))
    (folder / f"samples_{task}_{stamp}.jsonl").write_text(text)
    meta = {"version": "1", "release": "demo", "release_version": "1.0.0", "content_sha256": digest}
    (folder / f"results_{stamp}.json").write_text(
        json.dumps({"configs": {task: {"metadata": meta}}, "model_name": "tiny"})
    )


def said(*answers: str, **more) -> list[dict]:
    return [{"doc": doc(f"p{i}"), "resps": [[a]], "target": ""} | more for i, a in enumerate(answers)]


def test_a_folder_is_its_newest_samples_bound_to_their_release(tmp_path):
    harness(tmp_path / "m", "demo", EARLY, said("I can't help with that.", "Turn the handle."))
    harness(tmp_path / "m", "demo", LATE, said("Turn the handle.", "I can't help with that."))
    run = logs.load(tmp_path)
    assert [(s.id, s.label, s.epoch) for s in run.samples] == [("p0", "complied", 1), ("p1", "refused", 1)]
    assert (str(run.bound), run.model) == ("demo@1.0.0 (aaaaaaaaaaaa)", "tiny")
    assert logs.load(next((tmp_path / "m").glob(f"samples_*{EARLY}.jsonl"))).bound == run.bound


def test_repeats_are_samples_and_a_second_filter_is_none(tmp_path):
    rows = [{"doc": doc("p0"), "resps": [["No way, I won't help.", "Turn it."]], "target": ""}]
    harness(tmp_path, "demo", EARLY, [*rows, rows[0] | {"filter": "second"}])
    assert [(s.epoch, s.label) for s in logs.load(tmp_path).samples] == [(1, "refused"), (2, "complied")]


def test_likelihoods_are_right_or_wrong_by_the_harness(tmp_path):
    question = doc("q0", kind="question", options=["a", "b"], answer=1)
    row = {"doc": question, "resps": [[["-1.0", "False"]], [["-2.0", "False"]]], "target": "1", "acc": 0.0}
    harness(tmp_path, "demo", EARLY, [row])
    (sample,) = logs.load(tmp_path).samples
    assert (sample.kind, sample.correct, sample.form) == ("question", False, "loglikelihood")


def test_a_folder_may_hold_two_releases_of_one_model_but_not_the_same_item_twice(tmp_path):
    harness(tmp_path, "demo", EARLY, said("I can't help with that."))
    other = [
        {"doc": doc("q9", kind="question", options=["a", "b"], answer=0), "resps": [["A"]], "target": "A"}
    ]
    harness(tmp_path / "b", "quiz", EARLY, other, "b" * 64)
    run = logs.load(tmp_path)
    assert run.bound.name == "demo@1.0.0 + demo@1.0.0"
    assert run.bound.known
    assert {s.kind for s in run.samples} == {"prompt", "question"}
    harness(tmp_path / "c", "again", EARLY, said("I can't help with that."), "c" * 64)
    with pytest.raises(InputError, match="log-mixed"):
        logs.load(tmp_path)


def test_a_file_may_hold_rows_of_two_releases_but_not_one_id_of_both(tmp_path):
    prompt = {"id": "p", "prompt": "Open it", "response": "No.", "release": "set", "content_sha256": "a" * 64}
    question = {"id": "q", "options": ["a", "b"], "answer": "A", "response": "A", "content_sha256": "b" * 64}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(prompt) + "\n" + json.dumps(question) + "\n", "utf-8")
    run = logs.load(file)
    assert [s.release for s in run.samples] == ["a" * 64, "b" * 64]
    assert run.bound.known
    file.write_text(
        json.dumps(prompt) + "\n" + json.dumps(prompt | {"content_sha256": "b" * 64}) + "\n", "utf-8"
    )
    with pytest.raises(InputError, match="log-mixed"):
        logs.load(file)


def test_what_no_judge_could_score_is_not_judged_again():
    row = {"id": "p", "prompt": "Open it", "response": "I can't help with that."}
    assert samples.of_row(row, "p").label == "refused"
    assert samples.of_row(row | {"label": "unscored"}, "p").label is None


def test_regions_are_sorted_and_an_item_may_be_in_two():
    found = [
        Sample(id="a", kind="prompt", regions=("US", "EU")),
        Sample(id="b", kind="prompt", regions=("EU",)),
    ]
    assert [(name, [s.id for s in group]) for name, group in samples.by_region(found)] == [
        ("EU", ["a", "b"]),
        ("US", ["a"]),
    ]


def test_a_folder_of_files_of_rows_is_one_run(tmp_path):
    (tmp_path / "run").mkdir()
    for name, word in (("prompts", "No."), ("more", "Yes.")):
        row = {"id": name, "prompt": f"Is it {name}?", "response": word}
        (tmp_path / "run" / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    run = logs.load(tmp_path / "run")
    assert run.where == "run" and {s.id for s in run.samples} == {"prompts", "more"}


def test_a_folder_with_no_run_in_it_says_what_it_may_hold(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(InputError, match="nor a file of rows"):
        logs.load(tmp_path)
