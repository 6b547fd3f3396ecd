"""What a model answered, from Inspect logs, LM-harness samples, or files of rows: one shape for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue
from curation.measure import harness, reference, refusal
from curation.measure.answer_files import read_rows
from curation.measure.release import Bound, Release, bound_of, family, together
from curation.measure.samples import Run, Sample, marked, of_row


def is_log(path: Path) -> bool:
    """Whether `path` is a log of a harness rather than a file of rows."""
    return path.is_dir() or (path.is_file() and harness.is_inspect(path))


def load(path: Path | str, release: Release | None = None) -> Run:
    """The answers in a log or file, judged where they are not yet, and joined to the release's rows where one is given.

    A folder stands for the newest log of each task in it: Inspect's `*.eval`, else the LM harness's `samples_*.jsonl`, also in
    folders below it. They may be of several releases, say one of prompts and one of questions.
    Raises: InputError for rows that cannot be used; MissingExtra when an Inspect log is read without Inspect.
    """
    if str(path) == "-":
        run = _from_rows(read_rows("-"), "stdin")
    else:
        path = Path(path)
        if path.is_dir():
            run = _from_folder(path)
        elif path.is_file() and harness.is_inspect(path):
            run = harness.inspect_run(path)
        else:
            rows = harness.sample_rows(path) if path.name.startswith("samples_") else read_rows(path)
            run = _from_rows(rows, path.name)
    return _joined(run, release) if release is not None else run


def _from_folder(folder: Path) -> Run:
    evals = harness.newest_logs(folder.glob("*.eval"))
    samples = harness.newest_samples(folder.rglob("samples_*.jsonl"))
    if not evals and not samples:
        raise InputError.one(
            str(folder), "log-missing", "holds neither an Inspect log (*.eval) nor samples_*.jsonl"
        )
    if evals:
        runs = [harness.inspect_run(path) for path in evals]
    else:
        runs = [_from_rows(harness.sample_rows(path), path.name) for path in samples]
    return _together(runs, folder)


def _together(runs: Sequence[Run], folder: Path) -> Run:
    """One run out of several of one model, also on different releases as long as no id is in two of them.

    Raises: InputError.
    """
    ids: dict[str, Bound] = {}
    shared = [s.id for run in runs for s in run.samples if ids.setdefault(s.id, run.bound) != run.bound]
    if len({run.model for run in runs}) > 1 or shared:
        raise InputError.one(
            str(folder),
            "log-mixed",
            "holds logs of different models, or of two releases with the same items; name one folder for each",
        )
    samples = tuple(s for run in runs for s in run.samples)
    return replace(runs[0], where=folder.name, bound=together(run.bound for run in runs), samples=samples)


def _from_rows(rows: Sequence[Mapping[str, Any]], where: str) -> Run:
    plain = reference.rows([plain for row in _one_filter(rows) for plain in _plain(row)], where)
    samples: list[Sample] = []
    issues: list[Issue] = []
    for number, row in enumerate(plain, 1):
        row_id = row.get("id")
        if not any(key in row for key in ("response", "completion", "label", "correct")):
            issues.append(
                Issue(
                    f"{where} > row {number}",
                    "response-missing",
                    "has none of the columns response, label, correct",
                )
            )
            continue
        samples.append(of_row(row, str(number) if row_id is None else str(row_id)))
    bounds = {bound_of(row) for row in plain if row.get("content_sha256")}
    if len(bounds) > 1:
        issues.append(
            Issue(
                where, "log-mixed", "rows of different releases in one file; keep one file for each release"
            )
        )
    if issues:
        raise InputError(issues[:50])
    model = next((str(row["model_name"]) for row in plain if row.get("model_name")), "")
    return Run(where, model, next(iter(bounds), Bound()), _numbered(samples))


def _plain(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return harness.harness_rows(row) if isinstance(row.get("doc"), Mapping) else [dict(row)]


def _one_filter(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows without the repetitions that the LM harness writes for every filter after the first: the responses are the same."""
    first = next((row["filter"] for row in rows if "filter" in row and "doc" in row), None)
    return [row for row in rows if "doc" not in row or row.get("filter", first) == first]


def _numbered(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """The samples with epochs counted where the same id occurs again without one of its own."""
    seen: dict[str, int] = {}
    numbered = []
    taken: set[tuple[str, int]] = set()
    for sample in samples:
        seen[sample.id] = seen.get(sample.id, 0) + 1
        epoch = sample.epoch if (sample.id, sample.epoch) not in taken else seen[sample.id]
        taken.add((sample.id, epoch))
        numbered.append(sample if epoch == sample.epoch else replace(sample, epoch=epoch))
    return tuple(numbered)


def _joined(run: Run, release: Release) -> Run:
    """The run with what the release knows of its items: families, tiers, benign flags, keys.

    Raises: InputError when the log is bound to another release, or an id is not of this one.
    """
    if run.bound.known and run.bound.content_sha256 != release.bound.content_sha256:
        raise InputError.one(
            run.where, "release-differs", f"was measured on {run.bound}, not on {release.bound}"
        )
    rows = {row.id: row for row in release.rows()}
    unknown = sorted({s.id for s in run.samples} - set(rows))
    if unknown:
        message = f"{len(unknown)} ids are not of {release.bound}, the first is {unknown[0]!r}"
        raise InputError.one(run.where, "id-unknown", message)
    return replace(run, bound=release.bound, samples=tuple(_with_row(s, rows[s.id]) for s in run.samples))


def _with_row(sample: Sample, row: Any) -> Sample:
    joined = replace(
        sample,
        kind=row.kind,
        benign=row.benign,
        family=family(row),
        path=tuple(row.category_path),
        category=row.category,
        regions=tuple(row.jurisdictions),
        prompt=row.text or row.stem,
    )
    if row.kind == "question" and sample.correct is None and sample.response is not None:
        return marked(joined, {"answer": row.answer}, row.options)
    if row.kind == "prompt" and sample.kind == "question":
        return replace(joined, label=refusal.judge(joined.prompt, sample.response).label)
    return joined
