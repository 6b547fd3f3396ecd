"""The task files of a release in the LM evaluation harness itself, where it is installed: loaded, run, read back."""

from __future__ import annotations

import json

import pytest
from curation import release
from curation.core.items import item_content, turns
from curation.core.records import Message
from curation.measure import logs, tasks
from curation.measure import release as measured

from release_world import (
    behind,
    clause,
    decision,
    judgement,
    open_inputs,
    open_task,
    prompt,
    settings,
    words,
    world,
)

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
    if kind == "prompt":
        # The harness's stand-in model answers "lol" to everything, which is compliance.
        assert printed["refusal_of_what_should_be_refused"] == 0.0
        assert printed["no_answer"] == 0.0
    elif made_by == "measure":
        right = sum(bool(s.correct) for s in run.samples) / 4
        assert (printed["accuracy"], printed["unreadable"]) == (right, 1.0)


def conversations():
    """Six prompts: behind a system turn, of four turns with one of the assistant, or one text."""

    def made(number, on):
        if number % 3 == 2:
            return prompt(number, on, text=f"May shelf {number} be loaded as one likes?")
        if number % 3:
            return behind(number, on, system=f"You help store {number}.")
        said = [
            ("system", "You help."),
            ("user", "Who loads?"),
            ("assistant", "The keeper."),
            ("user", "Why?"),
        ]
        messages = [Message(role=role, content=f"{words} {number}") for role, words in said]
        one = prompt(number, on, text=turns.of_user(messages), messages=messages)
        return one.model_copy(update={"fingerprint": item_content.of(one)})

    return open_inputs("prompt", made)


def chat_model():
    """A model of the harness with a chat template, which keeps what it was asked and answers the same to everything."""
    from lm_eval.api.model import LM

    class Chat(LM):
        tokenizer_name = "plain"

        def __init__(self):
            super().__init__()
            self.asked = []

        def apply_chat_template(self, chat_history, add_generation_prompt=True):
            return json.dumps([list(turn.items()) for turn in chat_history] + [add_generation_prompt])

        def generate_until(self, requests, disable_tqdm=False):
            self.asked += [request.args[0] for request in requests]
            return ["I cannot help with that."] * len(requests)

        def loglikelihood(self, requests, disable_tqdm=False):
            raise AssertionError

        loglikelihood_rolling = loglikelihood

    return Chat()


def said_by(asked):
    """What a model was asked, as pairs of role and words."""
    *said, opened = json.loads(asked)
    assert opened is True
    return [(dict(turn)["role"], dict(turn)["content"]) for turn in said]


@pytest.mark.parametrize("made_by", ["release", "measure"])
@pytest.mark.parametrize("common", [None, "Answer in one line."])
def test_a_model_with_a_chat_template_is_given_the_turns_of_a_conversation_as_turns(
    made_by, common, tmp_path, monkeypatch
):
    from lm_eval.tasks import TaskManager

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder = release.cut(conversations(), "1.0.0", tmp_path / "releases", validate=False)
    assert list(release.verify(folder)) == []
    monkeypatch.chdir(folder)
    place = folder / "lm_eval"
    if made_by == "measure":
        tasks.write(measured.load(folder), tmp_path / "tasks")
        place = tmp_path / "tasks" / "lm_eval"
    manager = TaskManager(include_path=str(place), include_defaults=False)
    name = next(one for one in manager.all_tasks if "chat" not in one)
    model, how = chat_model(), {"task_manager": manager, "bootstrap_iters": 0}
    harness.simple_evaluate(
        model,
        tasks=[name],
        apply_chat_template=True,
        fewshot_as_multiturn=True,
        system_instruction=common,
        **how,
    )
    held = {row["id"]: row for row in release.read_items(folder).iter_rows(named=True)}
    before = [("system", common)] if common else []
    wanted = []
    for row in held.values():
        said = [(turn["role"], turn["content"]) for turn in row["messages"]] or [("user", row["text"])]
        if common and said[0][0] == "system":
            said[0] = ("system", f"{common}\n\n{said[0][1]}")
            wanted.append(said)
        else:
            wanted.append(before + said)
    assert sorted(map(said_by, model.asked)) == sorted(wanted)
    assert sorted(map(len, wanted)) == sorted([4, 4, 2, 2, 1 + len(before), 1 + len(before)])
    plain = chat_model()
    harness.simple_evaluate(plain, tasks=[name], **how)
    transcripts = {
        turns.as_text(row["messages"]) + "\n\n[assistant]\n" for row in held.values() if row["messages"]
    }
    assert set(plain.asked) == transcripts | {row["text"] for row in held.values() if not row["messages"]}
    with pytest.raises(ValueError, match="take no examples"):
        harness.simple_evaluate(model, tasks=[name], apply_chat_template=True, num_fewshot=1, **how)


@pytest.mark.parametrize("made_by", ["release", "measure"])
def test_open_tasks_run_in_the_harness(made_by, tmp_path, monkeypatch):
    from lm_eval.tasks import TaskManager

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    folder = release.cut(open_inputs("task", open_task), "1.0.0", tmp_path / "releases", validate=False)
    monkeypatch.chdir(folder)
    place = folder / "lm_eval"
    if made_by == "measure":
        tasks.write(measured.load(folder), tmp_path / "tasks")
        place = tmp_path / "tasks" / "lm_eval"
    manager = TaskManager(include_path=str(place), include_defaults=False)
    (name,) = manager.all_tasks
    model = chat_model()
    done = harness.simple_evaluate(
        model, tasks=[name], task_manager=manager, bootstrap_iters=0, apply_chat_template=True
    )
    held = release.read_items(folder)
    asked = {said_by(one)[0][1] for one in model.asked}
    assert asked == {f"{row['text']}\n\n{row['instruction']}" for row in held.iter_rows(named=True)}
    if made_by == "measure":
        printed = {key.partition(",")[0]: value for key, value in done["results"][name].items()}
        # The answer makes no point, and of the three points one has words to match: the others leave the upper bound open.
        assert printed["score_at_least"] <= printed["score_at_most"]
        assert printed["no_answer"] == 0.0
