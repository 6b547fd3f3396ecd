"""The journal of paid work: one line a finished job, synced, so that a run that was killed goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from curation.core.digests import canonical_json
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.records import UNSETTLED, Candidate, Failure
from curation.generation.context import Job, Outcome


def read(path: Path) -> dict[str, tuple[tuple[Candidate, ...], tuple[Failure, ...]]]:
    """What the finished jobs gave, by job key. A last line that a kill left half written was never acknowledged.

    Raises: InputError naming every other line that cannot be read.
    """
    answered: dict[str, tuple[tuple[Candidate, ...], tuple[Failure, ...]]] = {}
    if not path.exists():
        return answered
    issues: list[Issue] = []
    lines = disk.data(path).split(b"\n")
    for number, line in enumerate(lines[:-1], 1):
        try:
            entry = json.loads(line)
            answered[entry["key"]] = (
                tuple(Candidate.model_validate(c) for c in entry["candidates"]),
                tuple(Failure.model_validate(f) for f in entry["failures"]),
            )
        except (ValueError, KeyError, TypeError, ValidationError):
            issues.append(
                Issue(
                    f"{path.name} > line {number}",
                    "journal-invalid",
                    "is not a journal line; remove the file to start over",
                )
            )
    if issues:
        raise InputError(issues)
    return answered


def append(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Adds finished jobs in one synced write, after cutting off a line that a kill left half written."""
    lines = "".join(canonical_json(entry) + "\n" for entry in map(_entry, outcomes))
    with disk.appended(path) as file:
        file.seek(0)
        existing = file.read()
        whole = existing.rfind(b"\n") + 1
        if whole != len(existing):
            file.truncate(whole)
        file.write(lines.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _entry(outcome: Outcome) -> dict[str, object]:
    return {
        "key": outcome.job.key,
        "candidates": [c.model_dump(mode="json") for c in outcome.candidates],
        "failures": [f.model_dump(mode="json") for f in outcome.failures],
    }


def settled(outcome: Outcome) -> bool:
    """Whether a job need not be tried again: where the model gave no answer at all, it is worth another try."""
    return not any(failure.kind in UNSETTLED for failure in outcome.failures)


def replay(
    jobs: Sequence[Job], known: dict[str, tuple[tuple[Candidate, ...], tuple[Failure, ...]]]
) -> Iterator[Outcome]:
    """The outcomes of those jobs that the journal knows, in the order of the jobs."""
    for job in jobs:
        if job.key in known:
            yield Outcome(job, *known[job.key])
