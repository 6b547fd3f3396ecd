"""How hard a question is without its provision, as a column of the release."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from curation import release
from curation.core import tables
from curation.core.items import released
from curation.core.records import Candidate, Judgement
from curation.release.contents import difficulty

from release_world import world

QUESTION = {"kind": "question", "answer": 0, "options": ["a", "b", "c", "d"], "derivation": None}


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([], ""),
        ([0], ""),
        ([0, 0], "easy"),
        ([0, 0, 0, 2], "easy"),
        ([0, 1], "medium"),
        ([1, 2], "hard"),
        ([0, 1, 2, -1], "hard"),
    ],
)
def test_people_who_answered_without_the_provision_decide(people, told):
    assert difficulty.of(QUESTION, people) == told


def test_models_stand_in_where_too_few_people_answered():
    passes = {"passes": {"closed-book": {"right": 3, "of": 3}}}
    assert difficulty.of({**QUESTION, "derivation": json.dumps(passes)}, [1]) == "easy"
    assert difficulty.of({**QUESTION, "derivation": passes}, [1, 2]) == "hard"
    assert difficulty.of({**QUESTION, "derivation": "[1]"}, []) == ""


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"score": 0.9, "of": 2}, "easy"),
        ({"score": 0.75, "of": 3}, "easy"),
        ({"score": 0.5, "of": 2}, "medium"),
        ({"score": 0.25, "of": 2}, "hard"),
        ({"score": 0.9, "of": 1}, ""),
        ({"not_done": "refused"}, ""),
        ({}, ""),
    ],
)
def test_a_task_is_as_hard_as_answers_without_the_provision_score_by_its_rubric(found, told):
    task = {"kind": "task", "answer": None, "options": [], "derivation": {"passes": {"closed-book": found}}}
    assert difficulty.of(task, [0, 0]) == told


def test_a_prompt_has_no_difficulty():
    assert difficulty.of({**QUESTION, "kind": "prompt"}, [0, 0]) == ""


@pytest.mark.slow
def test_difficulty_and_topic_are_columns_of_a_release_that_verifies(tmp_path):
    inputs = world(12)
    subjects = {one.subject for one in tables.rows(inputs.judgements, Judgement)}
    closed = {subject: [0, 0] if int(subject[-1]) % 2 else [3, 3] for subject in subjects}
    told = [
        c.model_copy(update={"topic": f"topic {n % 3}"})
        for n, c in enumerate(tables.rows(inputs.candidates, Candidate))
    ]
    inputs = replace(inputs, closed=closed, candidates=tables.frame(told, Candidate))
    folder = release.cut(inputs, "1.0.0", tmp_path, validate=False)
    constant = json.loads((folder / "release.json").read_text())["constant"]
    rows = [
        row
        for path in (folder / "items").glob("*.parquet")
        for row in released.read(path, constant).to_dicts()
    ]
    assert {row["difficulty"] for row in rows} == {"easy", "hard"}
    assert all(row["difficulty"] == ("easy" if int(row["id"][-1]) % 2 else "hard") for row in rows)
    assert {row["topic"] for row in rows} == {"topic 0", "topic 1", "topic 2"}
    assert release.verify(folder) == []
