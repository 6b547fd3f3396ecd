"""The task files of a release in the LM evaluation harness itself, where it is installed: loaded, run, read back."""

from __future__ import annotations

import json

import pytest
from curation import release
from curation.measure import logs, tasks
from curation.measure import release as measured

from release_world import clause, decision, judgement, prompt, settings, words, world

harness = pytest.importorskip("lm_eval", reason="lm-eval is not installed (pip install lm-eval)")
pytestmark = pytest.mark.slow


def prompts():
    on = [clause("store", i, words(i)) for i in range(4)]
    found = [prompt(i, on[i], dataset="toy-prompts") for i in range(4)]
    judged = [judgement(c.id, who) for c in found for who in ("ada-l", "bob-n")]
    decided = [decision(c.id, judged, dataset="toy-prompts") for c in found]
    return world(
        4,
        dataset=settings("prompt", name="toy-prompts"),
        candidates=found,
        judgements=judged,
        decisions=decided,
    )


@pytest.mark.parametrize(
    ("kind", "made_by"),
    [("question", "release"), ("prompt", "release"), ("question", "measure"), ("prompt", "measure")],
)
def test_a_task_file_runs_in_the_harness_and_its_samples_are_bound_to_the_release(
    kind, made_by, tmp_path, monkeypatch
):
    from lm_eval.loggers import EvaluationTracker
    from lm_eval.tasks import TaskManager

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    inputs = world(4) if kind == "question" else prompts()
    folder = release.cut(inputs, "1.0.0", tmp_path / "releases", validate=False)
    monkeypatch.chdir(folder)
    place = folder / "lm_eval"
    if made_by == "measure":
        tasks.write(measured.load(folder), tmp_path / "tasks")
        place = tmp_path / "tasks" / "lm_eval"
    manager = TaskManager(include_path=str(place), include_defaults=False)
    (name,) = manager.all_tasks
    tracker = EvaluationTracker(output_path=str(tmp_path / "out"))
    done = harness.simple_evaluate(
        "dummy",
        tasks=[name],
        task_manager=manager,
        log_samples=True,
        evaluation_tracker=tracker,
        bootstrap_iters=0,
    )
    samples = done.pop("samples")
    tracker.save_results_aggregated(results=done, samples=samples)
    tracker.save_results_samples(task_name=name, samples=samples[name])
    run = logs.load(tmp_path / "out")
    body = json.loads((folder / "release.json").read_text())
    assert (run.bound.name, run.bound.content_sha256) == (body["dataset"], body["content_sha256"])
    assert len(run.samples) == 4
    assert {s.kind for s in run.samples} == {kind}
    printed = {key.partition(",")[0]: value for key, value in done["results"][name].items()}
    if made_by == "measure" and kind == "prompt":
        # The harness's stand-in model answers "lol" to everything, which is compliance.
        assert printed["refusal_of_what_should_be_refused"] == 0.0
        assert printed["no_answer"] == 0.0
    elif made_by == "measure":
        right = sum(bool(s.correct) for s in run.samples) / 4
        assert (printed["accuracy"], printed["unreadable"]) == (right, 1.0)
