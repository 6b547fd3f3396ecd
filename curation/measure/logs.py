"""What a model answered, from Inspect logs, LM-harness samples, or files of rows: one shape for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from curation.core.counting import counted
from curation.core.digests import fold
from curation.core.errors import InputError, Issue
from curation.core.items import rubric, turns
from curation.measure import harness, keys, reference, rubrics
from curation.measure.answer_files import read_rows
from curation.measure.release import MeasurementBasis, ReleaseFolder, bound_of, family, together
from curation.measure.samples import (
    ModelRun,
    Sample,
    detected,
    documents_of,
    marked,
    of_row,
    option_words,
    pictures_of,
)


def is_log(path: Path) -> bool:
    """Whether `path` is a log of a harness rather than a file of rows."""
    return path.is_dir() or (path.is_file() and harness.is_inspect(path))


def load(path: Path | str, release: ReleaseFolder | None = None, first_option: int | None = None) -> ModelRun:
    """The answers in a log or file, judged where they are not yet, and joined to the release's rows where one is given.

    A folder stands for the newest log of each task in it: Inspect's `*.eval`, else the LM harness's `samples_*.jsonl`, also in
    folders below it, else every file of rows in it (`*.jsonl`). They may be of several releases, say one of prompts and one of questions.

    Args:
        path: an Inspect log, a folder of logs, samples of the LM harness, a file of rows, or "-".
        release: joins families, categories, clauses and keys by id; rows that were withdrawn since are left out and noted.
        first_option: the number of the first option (0 or 1) where keys are numbers and the file does not show it.

    Raises: InputError for rows that cannot be used; MissingExtra when an Inspect log is read without Inspect.
    """
    if str(path) == "-":
        run = _from_rows(read_rows("-"), "stdin", first_option, release)
    else:
        path = Path(path)
        if path.is_dir():
            run = _from_folder(path, first_option, release)
        elif path.is_file() and harness.is_inspect(path):
            run = harness.inspect_run(path)
        else:
            rows = harness.sample_rows(path) if path.name.startswith("samples_") else read_rows(path)
            run = _from_rows(rows, path.name, first_option, release)
    return _joined(run, release) if release is not None else run


def _from_folder(folder: Path, first_option: int | None, release: ReleaseFolder | None) -> ModelRun:
    evals = harness.newest_logs(folder.glob("*.eval"))
    samples = harness.newest_samples(folder.rglob("samples_*.jsonl"))
    files = [] if evals or samples else sorted(folder.glob("*.jsonl"))
    if not evals and not samples and not files:
        raise InputError.one(
            str(folder),
            "log-missing",
            "holds neither an Inspect log (*.eval), nor samples_*.jsonl, nor a file of rows (*.jsonl); name a file of another kind itself",
        )
    if evals:
        runs = [harness.inspect_run(path) for path in evals]
    elif samples:
        runs = [_from_rows(harness.sample_rows(path), path.name, first_option) for path in samples]
    else:
        runs = [_from_rows(read_rows(path), path.name, first_option, release) for path in files]
    return _together(runs, folder)


def _together(runs: Sequence[ModelRun], folder: Path) -> ModelRun:
    """One run out of several of one model, also on different releases as long as no id is in two of them.

    Raises: InputError.
    """
    ids: dict[str, MeasurementBasis] = {}
    shared = [s.id for run in runs for s in run.samples if ids.setdefault(s.id, run.bound) != run.bound]
    if len({run.model for run in runs}) > 1 or shared:
        raise InputError.one(
            str(folder),
            "log-mixed",
            "holds logs of different models, or of two releases with the same items; name one folder for each",
        )
    samples = tuple(s for run in runs for s in run.samples)
    notes = tuple(dict.fromkeys(note for run in runs for note in run.notes))
    bound = together(run.bound for run in runs)
    return replace(runs[0], where=folder.name, bound=bound, samples=samples, notes=notes)


def of_rows(rows: Sequence[Mapping[str, Any]], where: str, release: ReleaseFolder | None = None) -> ModelRun:
    """The run in rows that are read already, as `load` gives it for a file of them; joined to the release where one is given."""
    run = _from_rows(rows, where, release=release)
    return run if release is None else _joined(run, release)


_ANSWERS = ("response", "completion", "label", "correct")
"""Columns that hold an answer, or what is known of it."""


def _from_rows(
    rows: Sequence[Mapping[str, Any]],
    where: str,
    first_option: int | None = None,
    release: ReleaseFolder | None = None,
) -> ModelRun:
    plain = reference.rows([plain for row in _one_filter(rows) for plain in _plain(row)], where)
    if release is not None:
        plain = keys.filled(plain, release.rows())
    plain, issues = keys.checked(plain, where, first_option)
    if plain and not any(key in row for row in plain for key in _ANSWERS):
        columns = ", ".join(dict.fromkeys(str(key) for row in plain[:100] for key in row))
        message = f"no row has one of the columns {', '.join(_ANSWERS)}; the columns are {columns[:200]}"
        raise InputError.one(where, "response-missing", message)
    unnamed = [number for number, row in enumerate(plain, 1) if row.get("id") is None]
    if release is not None and unnamed:
        message = f"{len(unnamed):,} of {len(plain):,} rows have no `id`, by which answers are joined to {release.bound}, the first is row {unnamed[0]}"
        raise InputError.one(where, "id-missing", message)
    samples: list[Sample] = []
    for number, row in enumerate(plain, 1):
        row_id = row.get("id")
        if not any(key in row for key in _ANSWERS):
            issues.append(
                Issue(
                    f"{where} > row {number}",
                    "response-missing",
                    f"has none of the columns {', '.join(_ANSWERS)}",
                )
            )
            continue
        try:
            samples.append(of_row(row, str(number) if row_id is None else str(row_id)))
        except (TypeError, ValueError) as error:
            issues.append(Issue(f"{where} > row {number}", "row-invalid", str(error)))
    bounds: dict[str, set[MeasurementBasis]] = {}
    for number, row in enumerate(plain, 1):
        if row.get("content_sha256"):
            bounds.setdefault(str(row.get("id") or number), set()).add(bound_of(row))
    if shared := sorted(id for id, several in bounds.items() if len(several) > 1):
        message = f"{len(shared):,} ids are in rows of two releases, the first is {shared[0]!r}; keep one file for each release"
        issues.append(Issue(where, "log-mixed", message))
    if issues:
        raise InputError(issues[:50])
    model = next((str(row["model_name"]) for row in plain if row.get("model_name")), "")
    numbered = bool(plain) and all(row.get("id") is None for row in plain)
    bound = together(one for several in bounds.values() for one in several) if bounds else MeasurementBasis()
    notes = _repeats(samples)
    prompts = any(s.kind == "prompt" for s in samples)
    if prompts and release is None and not bound.known and not _told_apart(plain):
        notes += (ONE_SIDED,)
    if release is None:
        notes += _without_prompt(samples)
    return ModelRun(where, model, bound, _numbered(samples), notes, numbered)


ONE_SIDED = "no row says what a model should do, so all count as prompts to refuse; say it in a column `expected` (refuse, comply, caution) or `benign`, or give --release"


def _without_prompt(samples: Sequence[Sample]) -> tuple[str, ...]:
    """A note when some answers have no prompt and others do; where none has one, the file holds answers alone, and that is no fault."""
    answered = [(row, s) for row, s in enumerate(samples, 1) if s.kind == "prompt" and s.response is not None]
    without = [row for row, sample in answered if not sample.prompt.strip()]
    if not without or len(without) == len(answered):
        return ()
    listed = ", ".join(map(str, without[:10])) + (
        f" and {len(without) - 10:,} more" if len(without) > 10 else ""
    )
    return (
        f"`prompt` is empty in {len(without):,} of {len(answered):,} rows ({listed}): these answers are judged without it; fill it or leave the rows out.",
    )


def _told_apart(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether any row says what a model should do with its prompt."""
    return any(row.get("expected") or row.get("benign") is not None for row in rows)


def _repeats(samples: Sequence[Sample]) -> tuple[str, ...]:
    """A note when ids occur several times: the answers count as samples of one item.

    Raises: InputError when an id stands for several prompts.
    """
    prompts: dict[str, set[str]] = {}
    counts = Counter(s.id for s in samples)
    for sample in samples:
        if counts[sample.id] > 1 and sample.prompt:
            prompts.setdefault(sample.id, set()).add(fold(sample.prompt))
    mixed = sorted(id for id, texts in prompts.items() if len(texts) > 1)
    if mixed:
        raise InputError.one(
            "rows",
            "id-repeated",
            f"{len(mixed)} ids stand for several prompts, the first is {mixed[0]!r}; give each item its own id",
        )
    repeated = sum(1 for n in counts.values() if n > 1)
    if not repeated:
        return ()
    return (
        f"{repeated:,} of {len(counts):,} ids occur more than once; their answers count as samples of one item.",
    )


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


def _joined(run: ModelRun, release: ReleaseFolder) -> ModelRun:
    """The run with what the release knows of its items: families, tiers, benign flags, keys.

    Raises: InputError when the log is bound to another release, or an id is not of this one.
    """
    if run.bound.known and run.bound.content_sha256 != release.bound.content_sha256:
        raise InputError.one(
            run.where, "release-differs", f"was measured on {run.bound}, not on {release.bound}"
        )
    rows = {row.id: row for row in release.rows()}
    gone = {s.id for s in run.samples} & release.withdrawn
    notes = tuple(note for note in run.notes if note != ONE_SIDED)
    if gone:
        notes += (
            f"{len(gone):,} items were withdrawn after {release.bound.title} and are left out: {', '.join(sorted(gone)[:5])}.",
        )
    asked = [s for s in run.samples if s.id not in gone]
    unknown = sorted({s.id for s in asked} - set(rows))
    if unknown:
        message = f"{counted(len(unknown), 'id is', 'ids are')} not of {release.bound}, the first is {unknown[0]!r}; give the folder of the release whose items were answered, or leave these rows out"
        raise InputError.one(run.where, "id-unknown", message)
    rekeyed = sorted(s.id for s in asked if s.keyed and rows[s.id].options and s.keyed != _keyed(rows[s.id]))
    if rekeyed:
        message = f"{len(rekeyed):,} of {len(asked):,} keys name another option than the release does, the first is of {rekeyed[0]!r}; leave the column `answer` out, and the release's key counts"
        raise InputError.one(run.where, "key-differs", message)
    other = [s for s in asked if s.prompt and fold(s.prompt) not in _asked(rows[s.id])]
    around = sorted({s.id for s in other if _around(s.prompt, rows[s.id])})
    if around:
        notes += (
            f"{len(around):,} prompts are worded otherwise than in the release, the first is {around[0]!r}: a template stands around them.",
        )
    if strange := sorted({s.id for s in other} - {*around}):
        notes += (
            f"{len(strange):,} prompts do not hold the words of the release's item of this id, the first is {strange[0]!r}: these answers may be to other items.",
        )
    joined = tuple(_with_row(s, rows[s.id], release) for s in asked)
    return replace(run, bound=release.bound, samples=joined, notes=notes)


def _keyed(row: Any) -> str:
    """The words of the option that a row of a release has as its key."""
    return str(option_words(row.options)[row.answer])


def _around(prompt: str, row: Any) -> bool:
    """Whether a prompt holds the words of a row of a release."""
    return any(words and words in fold(prompt) for words in _asked(row))


def _asked(row: Any) -> set[str]:
    """The words under which an item may have been put to a model: its text or stem, the last turn or the whole of a conversation,
    a task with its instruction."""
    found = [row.text or "", row.stem or ""]
    if row.messages:
        found += [
            row.messages[-1].content,
            turns.as_text(row.messages),
            turns.as_text(row.messages) + "\n\n[assistant]",
        ]
    if row.instruction:
        found.append(f"{row.text}\n\n{row.instruction}")
    return {fold(text) for text in found}


def _with_row(sample: Sample, row: Any, release: ReleaseFolder) -> Sample:
    joined = replace(
        sample,
        kind=row.kind,
        benign=row.benign,
        family=family(row),
        path=tuple(row.category_path),
        category=row.category,
        regions=tuple(row.jurisdictions),
        prompt=row.text or row.stem,
        documents=documents_of(tuple(row.clauses)),
        clauses=tuple(row.clauses),
        language=row.language,
        level=str(getattr(row, "level", "") or sample.level),
        wanted=str(getattr(row, "expected", "") or ""),
        pair=str(getattr(row, "pair", "") or ""),
        topic=str(getattr(row, "topic", "") or sample.topic),
        difficulty=row.difficulty,
        pictures=pictures_of(row.pictures),
        variant=str(getattr(row, "variant", "") or ""),
        release=release.bound.content_sha256,
    )
    if row.kind == "question" and sample.correct is None and sample.response is not None:
        return marked(joined, {"answer": row.answer}, row.options)
    if row.kind == "task":
        made = sample.points or rubrics.matched(row, sample.response or "")
        scored = rubric.score(row.rubric, made).value if (sample.response or "").strip() else None
        return replace(joined, label=None, judge="", score=scored)
    if row.kind == "prompt" and sample.kind == "question":
        return detected(joined)
    return joined
