"""Conversations and tasks as rows: columns of their own, verified, compared between versions, read back by `datasets`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import yaml
from curation import release
from curation.core.errors import InputError
from curation.core.items import item_content, turns
from curation.core.records import Message, RubricPoint
from curation.release.contents import rows
from curation.release.files import configs

from release_world import behind, document, open_task, prompt, words
from release_world import open_inputs as inputs


def conversations(i, on):
    return prompt(i, on, text=f"May shelf {i} be loaded as one likes?") if i % 2 else behind(i, on)


def cut(given, version, root):
    return release.cut(given, version, root, validate=False)


@pytest.mark.slow
def test_conversations_are_a_column_of_turns_and_every_item_is_turns_in_the_chat_configuration(tmp_path):
    folder = cut(inputs("prompt", conversations), "1.0.0", tmp_path)
    assert list(release.verify(folder)) == []
    held = release.read_items(folder)
    assert [len(m) for m in held["messages"].to_list()] == [2, 0, 2, 0, 2, 0]
    whole = json.loads((folder / "release.json").read_text())
    assert whole["configs"][configs.CHAT]["rows"] == 6
    evaluated = yaml.safe_load((folder / "eval.yaml").read_text())["tasks"][0]
    assert (evaluated["config"], evaluated["field_spec"]["input"]) == ("chat", "messages")
    task = (folder / "lm_eval" / "toy_set.yaml").read_text()
    assert "turn.role" in task and "\nclass: !function curation_conversations.Conversations\n" in task
    assert "class Conversations(" in (folder / "lm_eval" / "curation_conversations.py").read_text()


def test_a_set_of_single_texts_has_no_trace_of_turns(tmp_path):
    folder = cut(inputs("prompt", lambda i, on: prompt(i, on)), "1.0.0", tmp_path)
    assert not (folder / "chat").exists() and not (folder / "lm_eval" / "curation_conversations.py").exists()
    assert "class:" not in (folder / "lm_eval" / "toy_set.yaml").read_text()
    assert "messages" not in (folder / "README.md").read_text()


@pytest.mark.parametrize(
    "said",
    [
        [("user", "a"), ("user", "b")],
        [("user", "a"), ("assistant", "b")],
        [("system", "s")],
        [("user", " ")],
    ],
)
def test_turns_in_the_wrong_order_stop_a_release_and_nothing_is_written(tmp_path, said):
    def wrong(i, on):
        messages = [Message(role=r, content=c) for r, c in said]  # type: ignore[arg-type]
        made = prompt(i, on, text=turns.of_user(messages).strip() or f"text {i}", messages=messages)
        return made.model_copy(update={"fingerprint": item_content.of(made)})

    with pytest.raises(InputError) as error:
        cut(inputs("prompt", wrong), "1.0.0", tmp_path)
    assert "gate-keys" in {issue.code for issue in error.value.issues}
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.slow
def test_a_turn_with_a_passage_that_may_not_be_passed_on_is_left_out_and_counted(tmp_path):
    def policy(i, on):
        return (
            behind(i, on, system=f"Keep to this: {on.text}", policy=on.text)
            if i == 0
            else conversations(i, on)
        )

    folder = cut(inputs("prompt", policy), "1.0.0", tmp_path)
    assert release.read_items(folder)["policy"].to_list()[0] == words(0)
    closed = cut(
        inputs("prompt", policy, documents=[document("store", redistribute=False)]),
        "1.0.0",
        tmp_path / "closed",
    )
    assert json.loads((closed / "release.json").read_text())["counts"]["lost"] == {"licence": 1}
    assert words(0) not in "".join(p.read_text("utf-8", "replace") for p in closed.rglob("*") if p.is_file())


@pytest.mark.slow
def test_a_task_is_released_with_its_rubric_and_verified(tmp_path):
    folder = cut(inputs("task", open_task), "1.0.0", tmp_path)
    assert list(release.verify(folder)) == []
    held = release.read_items(folder)
    assert [p["role"] for p in held["rubric"].to_list()[0]] == ["required", "optional", "mistake"]
    assert set(held["instruction"]) == {"Say what has to be done."}
    scored = yaml.safe_load((folder / "eval.yaml").read_text())["tasks"][0]
    assert "rubric" in scored["field_spec"]["metadata"]


@pytest.mark.parametrize(
    "change",
    [{"rubric": []}, {"instruction": ""}, {"rubric": [RubricPoint(id="p", text="x", role="optional")]}],
)
def test_a_task_without_instruction_or_required_point_stops_a_release(tmp_path, change):
    def wrong(i, on):
        made = open_task(i, on).model_copy(update=change)
        return made.model_copy(update={"fingerprint": item_content.of(made)})

    with pytest.raises(InputError) as error:
        cut(inputs("task", wrong), "1.0.0", tmp_path)
    assert "gate-keys" in {issue.code for issue in error.value.issues}
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.slow
def test_a_changed_point_is_rekeyed_and_a_changed_turn_reworded(tmp_path):
    def weightier(i, on):
        made = open_task(i, on)
        points = (
            [made.rubric[0].model_copy(update={"weight": 9.0}), *made.rubric[1:]] if i == 2 else made.rubric
        )
        return made.model_copy(update={"rubric": points}).model_copy(
            update={"fingerprint": item_content.of(made.model_copy(update={"rubric": points}))}
        )

    before = cut(inputs("task", open_task), "1.0.0", tmp_path)
    after = cut(inputs("task", weightier), "2.0.0", tmp_path)
    changed = release.diff(before, after).rows
    assert changed.select("change", "fields").rows() == [("rekeyed", ["rubric"])]
    first = cut(inputs("prompt", conversations), "1.0.0", tmp_path / "p")
    second = cut(
        inputs("prompt", lambda i, on: behind(i, on, "Other words.") if i == 0 else conversations(i, on)),
        "2.0.0",
        tmp_path / "p",
    )
    assert release.diff(first, second).rows.select("change", "fields").rows() == [("reworded", ["messages"])]


@pytest.mark.slow
def test_the_forms_of_one_prompt_are_one_family(tmp_path):
    def family(i, on):
        if i % 3 == 0:
            return prompt(i, on, text=f"May shelf {i} be loaded as one likes?")
        base = i - i % 3
        made = behind(base, on, system=f"Form {i}", parent=f"q-{base:06d}", variant="neutral")
        return made.model_copy(update={"id": f"q-{i:06d}", "root": f"q-{i:06d}"})

    folder = cut(inputs("prompt", family), "1.0.0", tmp_path)
    held = release.read_items(folder)
    assert held["family"].n_unique() == 2 and held.height == 6
    assert set(held["config"]) == {rows.CONFIG}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "made"), [("prompt", conversations), ("task", open_task)])
def test_datasets_reads_turns_and_points_back_as_lists_of_structs(tmp_path, kind, made):
    folder = release.cut(
        inputs(kind, made), "1.0.0", tmp_path
    )  # with mlcroissant's own check of croissant.json
    script = (
        "import json, sys, datasets\n"
        "names = [c for c in ('items', 'chat') if (sys.argv[3] == 'prompt' or c == 'items')]\n"
        "print(json.dumps({n: datasets.load_dataset(sys.argv[1], n, cache_dir=sys.argv[2])['test'].to_list() for n in names}))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(tmp_path / "cache"), kind],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout.splitlines()[-1])
    ours = release.read_items(folder).to_dicts()
    if kind == "prompt":
        assert [row["messages"] for row in found["items"]] == [row["messages"] for row in ours]
        assert [row["messages"][-1] for row in found["chat"]] == [
            {"role": "user", "content": row["text"]} for row in ours
        ]
    else:
        assert [row["rubric"] for row in found["items"]] == [row["rubric"] for row in ours]
        assert found["items"][0]["rubric"][0]["match"] == ["limit"]


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), [("role", "perhaps"), ("weight", float("nan")), ("id", "")])
def test_a_forged_point_is_named_and_never_a_fault_of_the_package(tmp_path, field, value):
    import polars as pl

    folder = cut(inputs("task", open_task), "1.0.0", tmp_path)
    path = folder / "items" / "test-00000-of-00001.parquet"
    data = pl.read_parquet(path)
    rubrics = [[{**point, field: value} for point in points] for points in data["rubric"].to_list()]
    data.with_columns(rubric=pl.Series(rubrics, dtype=data.schema["rubric"])).write_parquet(path)
    found = list(release.verify(folder))
    assert found and any("items" in issue.where for issue in found)


@pytest.mark.slow
def test_a_forged_turn_is_named(tmp_path):
    import polars as pl

    folder = cut(inputs("prompt", conversations), "1.0.0", tmp_path)
    path = folder / "items" / "test-00000-of-00001.parquet"
    data = pl.read_parquet(path)
    turns_ = [[{**turn, "role": "robot"} for turn in messages] for messages in data["messages"].to_list()]
    data.with_columns(messages=pl.Series(turns_, dtype=data.schema["messages"])).write_parquet(path)
    assert list(release.verify(folder))
