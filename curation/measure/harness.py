"""What the harnesses leave behind, read as rows and samples: Inspect logs, and the samples of the LM evaluation harness."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, MissingExtra
from curation.core.files import disk
from curation.measure.answer_files import read_rows
from curation.measure.refusals.refusal_verdicts import UNSCORED
from curation.measure.release import bound_of
from curation.measure.samples import ModelRun, Sample, of_row

_SAMPLES = re.compile(r"samples_(?P<task>.+?)(?:_(?P<stamp>\d{4}-\d\d-\d\dT[\d.:-]+))?\.jsonl")
_BINDING = ("release", "release_version", "content_sha256")


def is_inspect(path: Path) -> bool:
    """Whether a file is an Inspect log, as `.eval` or as JSON."""
    if path.suffix != ".json":
        return path.suffix == ".eval"
    head = disk.data(path)[:4096]
    return b'"eval"' in head and b'"version"' in head


def inspect_run(path: Path) -> ModelRun:
    """The run in an Inspect log.

    Raises: InputError when the evaluation did not end well; MissingExtra.
    """
    log = _log(path)
    if log.status != "success":
        raise InputError.one(
            path.name,
            "log-unfinished",
            f"the evaluation ended with status {log.status}; run it again with inspect eval-retry",
        )
    meta = {**(log.eval.task_args or {}), **(log.eval.metadata or {})}
    return ModelRun(
        path.name, str(log.eval.model), bound_of(meta), tuple(_inspect_sample(s) for s in log.samples or [])
    )


def newest_logs(paths: Iterable[Path]) -> list[Path]:
    """Of the Inspect logs of one task and model the one with the latest name: a name begins with the time of the run."""
    newest = {
        (str(head.eval.task), str(head.eval.model)): path
        for path in sorted(paths)
        for head in [_log(path, header_only=True)]
    }
    return sorted(newest.values())


def _log(path: Path, header_only: bool = False) -> Any:
    try:
        from inspect_ai.log import read_eval_log
    except ImportError as error:
        raise MissingExtra("measure", "reading an Inspect log") from error
    try:
        return read_eval_log(str(path), header_only=header_only)
    except (ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        message = "is no Inspect log that can be read; write it again with `inspect log convert`, or give rows of answers"
        raise InputError.one(path.name, "log-broken", message) from error


def _inspect_sample(sample: Any) -> Sample:
    """A sample of an Inspect log. A verdict of our own scorers is taken over, also that there is none; else the answer is judged here."""
    row = {**(sample.metadata or {})}
    # Inspect numbers the rows of a Hub dataset itself; what a release calls them is in their metadata.
    name = str(row["id"] if row.get("id") and "fingerprint" in row else sample.id)
    row.update(id=name, epoch=sample.epoch, response=None if sample.error else sample.output.completion)
    if sample.choices and "options" not in row:
        row["options"], row["answer"] = list(sample.choices), _only(sample.target)
    row["prompt"] = sample.input if isinstance(sample.input, str) else sample.input[-1].text
    for score in (sample.scores or {}).values():
        metadata = score.metadata or {}
        if "refusal" in metadata:
            row["label"] = metadata["refusal"] or UNSCORED
        if isinstance(metadata.get("points"), Mapping):
            row["kind"], row["points"] = "task", metadata["points"]
        if "choice" in metadata:
            row["parsed"], row["form"] = metadata["choice"], metadata.get("form", "letter")
    if sample.error:
        row["label"] = UNSCORED
    return of_row(row, name)


def _only(target: Any) -> Any:
    return target[0] if isinstance(target, list) and len(target) == 1 else target


def newest_samples(paths: Iterable[Path]) -> list[Path]:
    """Of the sample files of one task in one folder the one with the latest time in its name."""
    newest = {
        (path.parent, match["task"]): path
        for path in sorted(paths)
        if (match := _SAMPLES.fullmatch(path.name))
    }
    return sorted(newest.values())


def sample_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a `samples_*.jsonl` file, each with the release and the model that the results beside it name."""
    about = _beside(path)
    match = _SAMPLES.fullmatch(path.name)
    task = {"task": match["task"]} if match else {}
    return [row | about | task for row in read_rows(path)]


def _beside(path: Path) -> dict[str, Any]:
    """Release, digest and model from the results file that was written with the samples."""
    match = _SAMPLES.fullmatch(path.name)
    results = path.with_name(f"results_{match['stamp']}.json") if match and match["stamp"] else None
    if match is None or results is None or not results.is_file():
        return {}
    try:
        data = json.loads(disk.text(results))
    except ValueError as error:
        raise InputError.one(results.name, "file-unreadable", "is not JSON") from error
    meta = data.get("configs", {}).get(match["task"], {}).get("metadata") or {}
    about = {key: meta[key] for key in _BINDING if key in meta}
    return about | ({"model_name": data["model_name"]} if data.get("model_name") else {})


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the item's own fields at the top, whether it came from a plain file or from LM-harness samples."""
    return harness_rows(row)[0] if isinstance(row.get("doc"), Mapping) else dict(row)


def harness_rows(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row of `lm_eval --log_samples` as plain rows, one for each repeat: the item's fields from `doc`, the answer from the responses."""
    doc = dict(row["doc"]) | {
        k: row[k] for k in (*_BINDING, "version", "comparability", "model_name", "task") if k in row
    }
    if doc.get("id") is None or not {"fingerprint", "category_path"} & doc.keys():
        # Items of other benchmarks have row numbers only, which repeat from task to task: the task and the document's hash name them.
        mark = str(row.get("doc_hash") or "")[:16] or str(row.get("doc_id", doc.get("id", "")))
        doc["id"] = f"{row.get('task', '')}/{mark}"
    raw = row.get("resps") or []
    likelihoods = bool(raw) and isinstance(raw[0], list) and bool(raw[0]) and isinstance(raw[0][0], list)
    if likelihoods or (str(row.get("target", "")).isdigit() and "acc" in row):
        return [doc | {"correct": bool(row.get("acc")), "response": "", "form": "loglikelihood"}]
    said = raw[0] if raw and isinstance(raw[0], list) else raw
    return [doc | {"response": answer} for answer in said] or [doc]
