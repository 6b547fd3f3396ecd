"""A step: tables in, tables out, kept under a key that digests everything that decides its content."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.digests import digest, sha256
from curation.core.errors import StateError
from curation.core.files import disk
from curation.core.files.io import part_of, sweep

if TYPE_CHECKING:
    import polars as pl

    from curation.core.records import Record


_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Loss:
    """How many went in, how many came out, and why the others did not."""

    taken: int
    given: int
    lost: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Output:
    """What a step gives back: its tables by name, the account of its losses, and figures for the report."""

    tables: Mapping[str, pl.DataFrame]
    loss: Loss
    figures: Mapping[str, Any] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    """What is still to be done and could not be done now: the kind of failure, and in words how many and why. Such a run is
    kept, so that later steps can use what there is, but it never counts as up to date."""


@dataclass(frozen=True)
class Stage:
    """One step of the pipeline. `version` is raised when the meaning of its output changes."""

    name: str
    version: int
    records: Mapping[str, type[Record]]
    """Record type of each output table; the table named after the step is the main one."""
    needs: Sequence[str]
    """Names of the steps whose output it reads."""


@dataclass(frozen=True)
class Artifact:
    """A finished run of a step, on disk."""

    stage: str
    key: str
    folder: Path
    digests: Mapping[str, str]
    loss: Loss
    figures: Mapping[str, Any]
    seconds: float
    why: Mapping[str, str]
    """The parts of the key, so that staleness can be explained."""
    pending: Mapping[str, str] = field(default_factory=dict)
    """What is still to be done, by kind of failure; empty for a run that did all. See `Output.pending`."""

    def table(self, name: str, record: type[Record]) -> pl.DataFrame:
        """A table of the artifact."""
        return tables.read(self.folder / f"{name}.parquet", record).collect()


def key_of(stage: Stage, parts: Mapping[str, str]) -> str:
    """The key of a run: step, version and the digests of settings, inputs and plugins."""
    return digest(stage.name, stage.version, dict(parts))


def find(root: Path, stage: Stage, key: str) -> Artifact | None:
    """The finished artifact of `key`; None when it was never finished or is not what was written then."""
    body = _report(root, stage, key)
    return None if isinstance(body, str) or body is None else _artifact(root, stage, key, body)


def damage(root: Path, stage: Stage, key: str) -> str | None:
    """What is wrong with the artifact of `key`, in words; None when it is sound or was never finished."""
    body = _report(root, stage, key)
    return body if isinstance(body, str) else None


def _folder(root: Path, stage: Stage, key: str) -> Path:
    return root / stage.name / key[:24]


def _artifact(root: Path, stage: Stage, key: str, body: Mapping[str, Any]) -> Artifact:
    return Artifact(
        stage.name,
        key,
        _folder(root, stage, key),
        body["digests"],
        Loss(**body["loss"]),
        body["figures"],
        body["seconds"],
        body["why"],
        body.get("pending", {}),
    )


def _report(root: Path, stage: Stage, key: str) -> dict[str, Any] | str | None:
    """The report of an artifact whose files are those that it lists; what is wrong, in words; None without a report."""
    folder = _folder(root, stage, key)
    path = folder / "report.json"
    if not _KEY.fullmatch(key) or not path.is_file():
        return None
    try:
        body = json.loads(disk.data(path))
    except ValueError:
        return "report.json cannot be read"
    if not isinstance(body, dict) or body.get("seal") != _seal(body) or body.get("key") != key:
        return "report.json was changed after it was written"
    files: Mapping[str, str] = body["files"]
    for name, wanted in files.items():
        file = folder / name
        if not file.is_file():
            return f"{name} is missing"
        if sha256(disk.data(file)) != wanted:
            return f"{name} was changed after it was written"
    return body


def _seal(body: Mapping[str, Any]) -> str:
    """Digest of a report without the digest itself: it shows a changed report."""
    return digest({name: value for name, value in body.items() if name != "seal"})


def latest(root: Path, stage: Stage) -> Artifact | None:
    """The artifact of the most recent finished run, whatever its key; None when there is none that is sound."""
    pointer = root / stage.name / "latest"
    if not pointer.is_file():
        return None
    return find(root, stage, disk.data(pointer).decode("ascii", "replace").strip())


def run(root: Path, stage: Stage, parts: Mapping[str, str], work: Callable[[], Output]) -> Artifact:
    """Runs `work` and keeps what it gives, or finds it again; one that was damaged since, or that has work pending, is made anew.

    Tables are written in a temporary folder that is renamed when complete: a killed run leaves nothing that looks finished, and
    the next one removes what it left.
    """
    key = key_of(stage, parts)
    sweep(root / stage.name)
    kept = find(root, stage, key)
    if kept is not None and not kept.pending:
        _point(root, stage, key)
        return kept
    started = time.perf_counter()
    output = work()
    if set(output.tables) != set(stage.records):
        raise StateError(f"step {stage.name} gave {sorted(output.tables)}, not {sorted(stage.records)}")
    folder = _folder(root, stage, key)
    part = disk.folder(part_of(folder))
    try:
        for name, record in stage.records.items():
            tables.write(output.tables[name], part / f"{name}.parquet", record)
        report = {
            "stage": stage.name,
            "key": key,
            "digests": {name: tables.content_digest(data) for name, data in output.tables.items()},
            "loss": {"taken": output.loss.taken, "given": output.loss.given, "lost": dict(output.loss.lost)},
            "figures": dict(output.figures),
            "seconds": round(time.perf_counter() - started, 3),
            "why": dict(parts),
            "pending": dict(output.pending),
            "files": {
                f"{name}.parquet": sha256(disk.data(part / f"{name}.parquet")) for name in stage.records
            },
        }
        # Read back as JSON, so that the seal is of what will be read.
        report = json.loads(json.dumps(report))
        report["seal"] = _seal(report)
        tables.write_atomic(part / "report.json", json.dumps(report, indent=1, sort_keys=True))
        disk.replaced_folder(part, folder)
    finally:
        disk.folder_removed(part)
    _point(root, stage, key)
    made = find(root, stage, key)
    if made is None:
        raise StateError(
            f"the result of {stage.name} was removed by something else while it was written; run the step again"
        )
    return made


def _point(root: Path, stage: Stage, key: str) -> None:
    pointer = root / stage.name / "latest"
    # What is right already is not written again: nothing to do then needs no permission to write.
    if not pointer.is_file() or disk.text(pointer).strip() != key:
        tables.write_atomic(pointer, key)


def stale_because(old: Artifact, parts: Mapping[str, str]) -> list[str]:
    """The parts of the key that differ from those of `old`, sorted; empty when it is fresh."""
    return sorted(name for name in {*old.why, *parts} if old.why.get(name) != parts.get(name))
