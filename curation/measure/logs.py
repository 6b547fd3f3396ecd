"""What a model answered, from Inspect logs, LM-harness samples, or files of rows: one shape for all."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from curation.errors import InputError, Issue, MissingExtra
from curation.measure import answers, reference, refusal
from curation.measure.release import Bound, Release, bound_of, family, tiers

Kind = Literal["prompt", "question"]


@dataclass(frozen=True)
class Sample:
    """One answer of a model to one item. `refused` and `correct` are None where they do not apply or could not be judged."""

    id: str
    kind: Kind
    epoch: int = 1
    prompt: str = ""
    response: str | None = None
    label: str | None = None
    """refused, partial, complied, no_answer, or None for a question or an answer no judge could score."""
    correct: bool | None = None
    """For a question, whether the keyed option was chosen; None when no choice could be read."""
    form: str = ""
    """How the choice was said; `unparsed` and `empty` are counted apart."""
    benign: bool = False
    family: str = ""
    path: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    topic: str = ""
    human: float | None = None
    """Share of people who answered this question rightly, where the release says so."""

    @property
    def group(self) -> str:
        """The family, or the id of an item that stands alone."""
        return self.family or self.id


@dataclass(frozen=True)
class Run:
    """All answers of one model to one release."""

    where: str
    model: str
    bound: Bound
    samples: tuple[Sample, ...]


def read_rows(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a `.jsonl`, `.csv` or `.parquet` file, or of stdin (`-`) as JSON Lines or CSV.

    Raises: InputError naming every line that cannot be read.
    """
    if str(path) == "-":
        text = sys.stdin.read()
        return (
            _jsonl(text, "stdin")
            if text.lstrip()[:1] in ("{", "")
            else list(csv.DictReader(io.StringIO(text)))
        )
    path = Path(path)
    if not path.is_file():
        raise InputError.one(str(path), "file-missing", "no such file")
    if path.suffix == ".parquet":
        import polars as pl

        try:
            return pl.read_parquet(path).to_dicts()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise InputError.one(
                path.name, "file-unreadable", f"not a readable Parquet file: {error}"
            ) from error
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError.one(
            path.name, "file-encoding", f"is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from error
    if path.suffix == ".csv":
        csv.field_size_limit(16 * 1024 * 1024)
        return list(csv.DictReader(io.StringIO(text)))
    if path.suffix == ".json":
        try:
            data = json.loads(text)
        except ValueError as error:
            raise InputError.one(path.name, "file-unreadable", f"is not JSON: {error}") from error
        rows = data if isinstance(data, list) else [data]
        return [row for row in rows if isinstance(row, dict)]
    return _jsonl(text, path.name)


def _jsonl(text: str, where: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            issues.append(Issue(f"{where} > line {number}", "line-invalid", "is not JSON"))
            continue
        if isinstance(value, dict):
            rows.append(value)
        else:
            issues.append(Issue(f"{where} > line {number}", "line-invalid", "is not a JSON object"))
    if issues:
        raise InputError(issues[:50])
    return rows


def _is_inspect_json(path: Path) -> bool:
    if path.suffix != ".json":
        return False
    head = path.read_bytes()[:4096]
    return b'"eval"' in head and b'"version"' in head


def is_log(path: Path) -> bool:
    """Whether `path` is a log of a harness rather than a file of rows."""
    return path.is_dir() or path.suffix == ".eval" or (path.is_file() and _is_inspect_json(path))


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the item's own fields at the top, whether it came from a plain file or from LM-harness samples."""
    return _harness_row(row) if isinstance(row.get("doc"), Mapping) else dict(row)


def load(path: Path | str, release: Release | None = None) -> Run:
    """The answers in a log or file, judged where they are not yet, and joined to the release's rows where one is given.

    A folder stands for its newest-named `.eval` log, or all `samples_*.jsonl` below it.
    Raises: InputError for rows that cannot be used; MissingExtra when an Inspect log is read without Inspect.
    """
    if str(path) == "-":
        run = _from_rows(read_rows("-"), "stdin")
    else:
        path = Path(path)
        if path.is_dir():
            run = _from_folder(path)
        elif path.suffix == ".eval" or _is_inspect_json(path):
            run = _from_inspect(path)
        else:
            run = _from_rows(read_rows(path), path.name)
    return _joined(run, release) if release is not None else run


def _from_folder(folder: Path) -> Run:
    evals = sorted(folder.glob("*.eval"))
    harness = sorted(folder.rglob("samples_*.jsonl"))
    if evals:
        runs = [_from_inspect(path) for path in evals]
        if len({(r.bound, r.model) for r in runs}) > 1:
            raise InputError.one(
                str(folder),
                "log-mixed",
                "holds logs of different models or releases; name one folder for each",
            )
        return replace(runs[0], where=folder.name, samples=tuple(s for r in runs for s in r.samples))
    if harness:
        rows = [row for path in harness for row in read_rows(path)]
        return _from_rows(rows, folder.name)
    raise InputError.one(
        str(folder), "log-missing", "holds neither an Inspect log (*.eval) nor samples_*.jsonl"
    )


def _from_inspect(path: Path) -> Run:
    try:
        from inspect_ai.log import read_eval_log
    except ImportError as error:
        raise MissingExtra("measure", "reading an Inspect log") from error
    log = read_eval_log(str(path))
    meta = {**(log.eval.metadata or {}), **(log.eval.task_args or {}), **(log.eval.metadata or {})}
    if log.status != "success":
        raise InputError.one(
            path.name,
            "log-unfinished",
            f"the evaluation ended with status {log.status}; run it again with inspect eval-retry",
        )
    samples = tuple(_inspect_sample(sample) for sample in log.samples or [])
    return Run(path.name, str(log.eval.model), bound_of(meta), samples)


def _inspect_sample(sample: Any) -> Sample:
    """A sample of an Inspect log. A verdict of our own scorers is taken over; else the answer is judged here."""
    row = {**(sample.metadata or {})}
    row.update(
        id=str(sample.id), epoch=sample.epoch, response=None if sample.error else sample.output.completion
    )
    row["prompt"] = sample.input if isinstance(sample.input, str) else sample.input[-1].text
    for score in (sample.scores or {}).values():
        found = score.metadata or {}
        if "refusal" in found:
            row["label"] = found["refusal"]
        if "choice" in found:
            row["parsed"], row["form"] = found["choice"], found.get("form", "letter")
    return _sample(row, str(sample.id))


def _harness_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `lm_eval --log_samples` as a plain row: the item's own fields from `doc`, the answer from the responses."""
    doc = dict(row["doc"])
    raw = row.get("resps") or []
    flat = [r[0] if isinstance(r, list) and r else r for r in raw]
    if (flat and isinstance(flat[0], (list, tuple))) or (
        str(row.get("target", "")).isdigit() and "acc" in row
    ):
        doc["correct"] = bool(row.get("acc"))
        doc["response"] = ""
        doc["form"] = "loglikelihood"
    elif flat:
        doc["response"] = flat[0]
    for key in ("release", "version", "content_sha256", "comparability"):
        if key in row:
            doc[key] = row[key]
    return doc


def _from_rows(rows: Sequence[Mapping[str, Any]], where: str) -> Run:
    plain = reference.rows([flat(row) for row in rows], where)
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
        samples.append(_sample(row, str(number) if row_id is None else str(row_id)))
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


def _truth(value: Any) -> bool | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.strip().casefold() in ("1", "true", "yes", "t", "c", "correct")
    return bool(value)


def _listed(value: Any) -> list[str]:
    """A list that may have come through CSV as JSON or split by `|`."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        if value.lstrip().startswith("["):
            try:
                value = json.loads(value)
            except ValueError:
                return [value]
        else:
            return [part.strip() for part in value.split("|")]
    return [str(part) for part in value]


def key_index(answer: Any, options: Sequence[str]) -> int | None:
    """The keyed option's index, from an index, a letter or an option's words."""
    if answer is None or answer == "" or isinstance(answer, bool):
        return None
    if isinstance(answer, (int, float)):
        return int(answer) if 0 <= int(answer) < len(options) else None
    text = str(answer).strip()
    if text.isdigit():
        return key_index(int(text), options)
    choice = answers.parse(text, options)
    return choice.index


def _sample(row: Mapping[str, Any], id: str) -> Sample:
    options = _listed(row.get("options"))
    response = row.get("response", row.get("completion"))
    response = None if response is None else str(response)
    kind: Kind = (
        "question"
        if row.get("kind") == "question"
        or options
        or (row.get("correct") not in (None, "") and not row.get("label"))
        else "prompt"
    )
    path = tuple(_listed(row.get("category_path")))
    human = row.get("human_accuracy")
    parent = row.get("parent") or row.get("family")
    base = Sample(
        id=id,
        kind=kind,
        epoch=int(row.get("epoch") or row.get("sample") or 1),
        prompt=str(row.get("prompt") or row.get("text") or row.get("stem") or ""),
        response=response,
        benign=bool(_truth(row.get("benign"))),
        family=str(parent or ""),
        path=path,
        category=str(row.get("category") or ""),
        level=str(row.get("level") or ""),
        topic=str(row.get("topic") or ""),
        human=None if human in (None, "") else float(human),
    )
    if kind == "question":
        return _marked(base, row, options)
    given = row.get("label")
    label = (
        str(given)
        if given in refusal.LABELS
        else refusal.judge(base.prompt, response).label
        if response is not None or given is None
        else None
    )
    return replace(base, label=label)


def _marked(sample: Sample, row: Mapping[str, Any], options: Sequence[str]) -> Sample:
    """A question's sample with its choice read and marked."""
    given = _truth(row.get("correct"))
    if given is not None:
        return replace(sample, correct=given, form=str(row.get("form") or "given"))
    key = key_index(row.get("answer"), options)
    choice = answers.parse(sample.response, options)
    if "parsed" in row:
        index = row["parsed"]
        return replace(
            sample,
            correct=None if index is None or key is None else index == key,
            form=str(row.get("form") or "letter"),
        )
    return replace(
        sample, correct=None if choice.index is None or key is None else choice.index == key, form=choice.form
    )


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
        prompt=row.text or row.stem,
    )
    if row.kind == "question" and sample.correct is None and sample.response is not None:
        return _marked(joined, {"answer": row.answer}, row.options)
    if row.kind == "prompt" and sample.label is None and sample.response is not None:
        return replace(joined, label=refusal.judge(joined.prompt, sample.response).label)
    return joined


def by_tier(samples: Sequence[Sample], tier: int) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each category of a tier, sorted by name; items without that tier are under their deepest one."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        levels = tiers(sample.path, sample.category)
        name = levels.get(tier) or (levels[max(levels)] if levels else "")
        groups.setdefault(name, []).append(sample)
    yield from sorted(groups.items())
