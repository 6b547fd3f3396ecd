"""Conversations and tasks through Inspect: the model is given turns, the answer to a task is scored by its points."""

from __future__ import annotations

import json

import pytest
from curation import release as releases
from curation.measure import logs, rubrics
from curation.measure.release import load
from curation.measure.settings import Settings

from lazy_modules import need
from release_world import behind, open_inputs, open_task, prompt

inspect_ai = need("inspect_ai", "the measure extra is not installed")
pytestmark = pytest.mark.slow


def mock(reply, name="demo"):
    """A model whose answer is a function of the last message; usage is set, so that nothing is downloaded to count tokens."""
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    def output(given, tools, tool_choice, config):
        made = ModelOutput.from_content(f"mockllm/{name}", reply(given[-1].text))
        made.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
        return made

    return get_model(f"mockllm/{name}", custom_outputs=output, memoize=False)


def evaluate(task, folder, reply):
    (log,) = inspect_ai.eval(task, model=mock(reply), log_dir=str(folder), display="none", log_samples=True)
    assert log.status == "success", log.error
    return log


def test_a_model_is_given_every_turn_and_the_forms_are_told_apart(tmp_path):
    from curation.harnesses import inspect_tasks

    def some(i, on):
        return (
            prompt(i, on, text=f"May shelf {i} be loaded as one likes?")
            if i % 2
            else behind(i, on, variant="neutral")
        )

    folder = releases.cut(open_inputs("prompt", some), "1.0.0", tmp_path, validate=False)
    log = evaluate(
        inspect_tasks.prompts(release=str(folder)), tmp_path / "logs", lambda _: "I cannot help with that."
    )
    roles = sorted([message.role for message in sample.messages] for sample in log.samples)
    assert roles == [["system", "user", "assistant"]] * 3 + [["user", "assistant"]] * 3
    run = logs.load(tmp_path / "logs", load(folder))
    assert {s.variant for s in run.samples} == {"base", "neutral"} and {s.label for s in run.samples} == {
        "refused"
    }
    assert not [note for note in run.notes if "worded otherwise" in note]


def test_answers_to_tasks_are_scored_by_a_judge_model_and_what_it_cannot_say_stays_unscored(tmp_path):
    from curation.harnesses import inspect_tasks

    folder = releases.cut(open_inputs("task", open_task), "1.0.0", tmp_path, validate=False)
    held = load(folder)
    answer = "The limit is three. Ask the supervisor."
    rows = {rubrics.ticket(row, answer): number for number, row in enumerate(held.rows())}

    def verdict(text):
        (mark,) = [mark for mark in rows if mark in text]
        points = {"p1": "yes", "p2": "no", "p3": "yes" if rows[mark] == 0 else "no"}
        return json.dumps({"ticket": "f" * 16 if rows[mark] == 5 else mark, "points": points})

    task = inspect_tasks.open_tasks(release=str(folder))
    task.scorer = [inspect_tasks.rubric_scorer(mock(verdict, "judge"))]
    log = evaluate(task, tmp_path / "logs", lambda _: answer)
    assert all(sample.input.endswith("Say what has to be done.") for sample in log.samples)
    result = rubrics.summary(logs.load(tmp_path / "logs", held), held, Settings())
    # five answers are scored: four make the required point (2 of 2), the first makes the mistake too ((2 - 1) / 2)
    assert result["overall"]["score"]["n"] == 5 and result["overall"]["score"]["value"] == pytest.approx(0.9)
    assert result["by_role"]["mistake"]["k"], result["by_role"]["mistake"]["n"] == (4, 5)


def test_words_alone_leave_points_open_and_the_bounds_say_so(tmp_path):
    from curation.harnesses import inspect_tasks

    folder = releases.cut(open_inputs("task", open_task), "1.0.0", tmp_path, validate=False)
    evaluate(
        inspect_tasks.open_tasks(release=str(folder)),
        tmp_path / "logs",
        lambda text: "" if "shelf 5" in text else "The limit is three.",
    )
    held = load(folder)
    result = rubrics.summary(logs.load(tmp_path / "logs", held), held, Settings())
    assert (result["asked"], result["answered"], result["overall"]["open"]) == (6, 5, 5)
    assert result["overall"]["bounds"] == [pytest.approx(0.5), pytest.approx(1)]
