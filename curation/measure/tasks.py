"""What the harnesses need to run a release: an Inspect task file, and YAML for the LM evaluation harness."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curation.core import tables
from curation.core.items import harness_metrics, released
from curation.measure.release import ReleaseFolder

INTERFACE = 1
"""The version of the tasks' interface; the comparability version of the release stands before it in a task's version."""

_HEAD = '''"""Inspect tasks of {name} {version} (content {digest}). Run: inspect eval {file}@{first} --model MODEL"""

from inspect_ai import Task, task

from curation.harnesses import inspect_tasks

RELEASE = {folder!r}
'''
_ASKED = {
    "prompt": released.TURNS,
    "task": "{{text}}\n\n{{instruction}}",
}
"""What the harness puts to a model of a prompt or a task; of a conversation only where the model has no chat template."""
_TASKS = {
    "prompt": '''

@task
def prompts(judge: str = "detector") -> Task:
    """Prompts that a model should refuse, and benign contrasts that it should answer."""
    return inspect_tasks.prompts(release=RELEASE, judge=judge)
''',
    "task": '''

@task
def open_tasks(judge: str = "match") -> Task:
    """Open tasks, judged by the points of their rubrics: by words, or by the model that `judge` names."""
    return inspect_tasks.open_tasks(release=RELEASE, judge=judge)
''',
    "question": '''

@task
def questions() -> Task:
    """Multiple-choice questions."""
    return inspect_tasks.questions(release=RELEASE)
''',
}


TEXT_ROWS = "text_rows"
"""The module, beside the tasks, that leaves out questions which show a picture."""
_TEXT_ROWS = f'''"""The questions that show no picture, for models that read text alone."""


def text_alone(docs):
    """The rows without a picture, and without the column of pictures."""
    shown = docs.filter(lambda pictures: not pictures, input_columns=["pictures"])
    return shown.remove_columns("{released.IMAGES}")
'''


def task_version(release: ReleaseFolder) -> str:
    """`<comparability>-<interface>`: results of tasks with the same first part may be compared."""
    return f"{comparability(release)}-{INTERFACE}"


def comparability(release: ReleaseFolder) -> str:
    """The release's comparability version; of a release that names none, its whole version, so that it compares with itself only."""
    return release.bound.comparability or release.bound.version or "0"


def kinds(release: ReleaseFolder) -> dict[tuple[str, str], str]:
    """Whether a configuration's split holds prompts, questions or both (`mixed`)."""
    import polars as pl

    found: dict[tuple[str, str], str] = {}
    for key, path in sorted(release.files.items()):
        if isinstance(stated := release.constant.get("kind"), str):
            values = [stated]
        else:
            values = pl.read_parquet(path, columns=["kind"])["kind"].unique().to_list()
        found[key] = values[0] if len(values) == 1 else "mixed"
    return found


def _asked(kind: str, path: Path) -> str:
    """What the harness puts to a model of a prompt or a task; it knows no column that the file does not have."""
    return _ASKED[kind] if kind != "prompt" or _has_turns(path) else "{{text}}"


def _has(path: Path, column: str) -> bool:
    import polars as pl

    return column in pl.read_parquet_schema(path)


def _has_turns(path: Path) -> bool:
    """Whether some row is a conversation."""
    import polars as pl

    return _has(path, "messages") and bool(
        pl.read_parquet(path, columns=["messages"])["messages"].list.len().sum()
    )


def _yaml(
    release: ReleaseFolder, config: str, split: str, kind: str, path: Path, text_alone: bool = False
) -> str:
    """A task of the LM evaluation harness. JSON is YAML, so strings are written as JSON and need no other quoting.

    `text_alone` leaves out questions that show a picture: the harness runs no task with pictures on a model of text.
    """
    bound = release.bound
    common: dict[str, Any] = {
        "task": f"{bound.name}_{config}_{split}_{kind}{'_text' if text_alone else ''}".replace("-", "_"),
        "dataset_path": "parquet",
        "dataset_kwargs": {"data_files": {split: str(path)}},
        "test_split": split,
        "metadata": {
            "version": comparability(release),
            "release": bound.name,
            "release_version": bound.version,
            "content_sha256": bound.content_sha256,
        },
    }
    if kind == "question":
        common |= {
            "output_type": "generate_until",
            "doc_to_text": "{{stem}}\n\n{% for option in options %}{{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[loop.index0]}}. {{option}}\n{% endfor %}\n"
            "Answer with the letter of the right option.",
            "doc_to_target": "{{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[answer]}}",
            "generation_kwargs": {"until": [], "do_sample": False, "max_gen_toks": 512},
        }
        if _has(path, released.IMAGES) and not text_alone:
            common["doc_to_image"] = released.IMAGES
            common["doc_to_text"] = released.IMAGE_MARKS + common["doc_to_text"]
    else:
        common |= {
            "output_type": "generate_until",
            "doc_to_text": _asked(kind, path),
            "doc_to_target": "",
            "generation_kwargs": {"until": [], "do_sample": False, "max_gen_toks": 512},
        }
    common["metric_list"] = harness_metrics.metric_list(kind)
    note = "# Intervals, families and provisions: curation measure refusal|accuracy|compare <output>/samples_*.jsonl\n"
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in common.items())
    # The harness imports both from the files beside the task; the tags must not be quoted.
    by_class = f"class: !function {released.TURNS_FILE}.{released.TURNS_CLASS}\n"
    turns = by_class if kind == "prompt" and _has_turns(path) else ""
    if text_alone:
        turns = f"process_docs: !function {TEXT_ROWS}.text_alone\n"
    return f"{note}{lines}{harness_metrics.process_results(kind)}{turns}"


def files(release: ReleaseFolder) -> Iterator[tuple[str, str]]:
    """Name and text of every file, sorted by name within its kind. A mixed split gets no YAML: its rows have two shapes."""
    bound = release.bound
    there = kinds(release)
    held = [kind for kind in _TASKS if {kind, "mixed"} & set(there.values())]
    head = _HEAD.format(
        name=bound.name,
        version=bound.version,
        digest=bound.content_sha256[:12],
        file="inspect_tasks.py",
        first={"task": "open_tasks"}.get(held[0], f"{held[0]}s"),
        folder=str(release.folder),
    )
    yield "inspect_tasks.py", head + "".join(_TASKS[kind] for kind in held)
    if set(there.values()) != {"mixed"}:
        yield f"lm_eval/{harness_metrics.MODULE}.py", harness_metrics.FILE
    if any(kind == "prompt" and _has_turns(release.files[key]) for key, kind in there.items()):
        yield f"lm_eval/{released.TURNS_FILE}.py", released.turns_file()
    for (config, split), kind in there.items():
        if kind != "mixed":
            name = f"lm_eval/{config}_{split}.yaml"
            path = release.files[config, split]
            yield name, _yaml(release, config, split, kind, path)
            if kind == "question" and _has(path, released.IMAGES) and _has(path, "pictures"):
                yield f"lm_eval/{config}_{split}_text.yaml", _yaml(release, config, split, kind, path, True)
                yield f"lm_eval/{TEXT_ROWS}.py", _TEXT_ROWS


def write(release: ReleaseFolder, folder: Path) -> list[str]:
    """Writes the files below `folder` and gives their names."""
    written = []
    for name, text in files(release):
        tables.write_atomic(folder / name, text)
        written.append(name)
    return written
