"""Figures: agreement of reviewers, refusals of a model, and the change between two runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError
from curation.library import containers

if TYPE_CHECKING:
    from curation.measure.refusals.refusal_verdicts import Verdict
    from curation.measure.release import ReleaseFolder
    from curation.measure.samples import ModelRun
    from curation.stats.agreement import Agreement


def measure_agreement(
    labels: Any, *, item: str = "item", reviewer: str = "reviewer", label: str = "label"
) -> Agreement:
    """Raw agreement, kappa, alpha and Gwet's AC1 and AC2, each with a 95 % interval and n.

    Args:
        labels: a table with one row for each judgement; an empty label is a missing judgement, as in `curation agreement`.
        item: name of the column of items.
        reviewer: name of the column of reviewers.
        label: name of the column of labels; numbers allow the ordinal and interval forms of alpha.

    Raises: InputError for absent columns, an empty item or reviewer, and a reviewer who labels an item twice.
    """
    from curation.stats import agreement as coefficients
    from curation.stats import ratings

    held = containers.hold(labels, "labels", label)
    containers.need(held, "labels", (item, reviewer, label), (item, reviewer))
    triples = [
        (str(i).strip(), str(who).strip(), "" if said is None else str(said).strip())
        for i, who, said in held.frame.select(item, reviewer, label).iter_rows()
    ]
    return coefficients.measure(ratings.ratings(triples, "labels"))


def judge_refusals(
    answers: Any,
    *,
    prompt: str = "prompt",
    response: str = "response",
    quick: bool = False,
    release: str | Path | None = None,
    **settings: Any,
) -> tuple[Any, dict[str, Any]]:
    """The verdict on each answer, and the rates with intervals.

    Args:
        answers: a table; an empty response (None, NaN) is `no_answer`. Its further columns count as they do in a file: `id`, `expected`,
            `benign`, `family`, `pair`.
        prompt: name of the column of prompts; it may be absent. With `release` the prompts are those of the release.
        response: name of the column of responses.
        quick: judge by phrases alone, without the encoders: faster, and it abstains more often.
        release: folder of the release that was measured; joined by the column `id`, it says what should be refused and what answered.
        settings: with `release`, fields of `curation.measure.settings.Settings`, say `by=("clause",)`.

    Returns: the caller's table with the columns `label` (refused, partial, complied, no_answer, unscored), `reason` and `probability`, and
    the figures that stand in the last line of `curation measure refusal`, with its notes. With `release` a row that is no prompt, or that
    was withdrawn, has no label and counts nowhere.

    Raises: InputError for a single text, no table, no column of responses, or ids that are not of the release; ConfigError for an unknown
    setting.
    """
    import polars as pl

    from curation.harnesses import judge_models
    from curation.measure import logs
    from curation.measure.refusals import refusal_runs, refusal_verdicts
    from curation.measure.settings import Settings

    chosen = containers.settings_of(Settings, "settings", settings)
    if settings and release is None:
        name = next(iter(settings))
        raise InputError.one(
            name, "argument-value", "counts only with release=, the folder of the release that was measured"
        )
    joined = _release(release)
    held = containers.hold(answers, "answers", response)
    named = (response,) if prompt == "prompt" else (response, prompt)
    containers.need(held, "answers", named if joined is None else (*named, "id"))
    models = refusal_verdicts.Readers() if quick else judge_models.readers()
    rows = [_answer(row, prompt, response) for row in held.frame.to_dicts()]
    if joined is None:
        judged = refusal_runs.of_rows(rows, "answers", models)
        verdicts: list[Verdict | None] = [verdict for _, verdict in judged.verdicts]
    else:
        judged = refusal_runs.of_run(logs.of_rows(rows, "answers", joined), models)
        verdicts = _in_order([str(row["id"]) for row in rows], judged.verdicts)
    table = held.frame.with_columns(
        pl.Series("label", [v and v.label for v in verdicts], dtype=pl.String),
        pl.Series("reason", [v and v.reason for v in verdicts], dtype=pl.String),
        pl.Series("probability", [v and v.probability for v in verdicts], dtype=pl.Float64),
    )
    return held.back(table), refusal_runs.figures(
        judged, chosen, models, judge_models.described(models), joined
    )


def _answer(row: Mapping[str, Any], prompt: str, response: str) -> dict[str, Any]:
    """A row as a file would hold it: prompt and response under their own names, what is missing left out."""
    there = {name: value for name, value in row.items() if value is not None and value == value}
    if prompt in there:
        there["prompt"] = str(there[prompt])
    said = there.get(response)
    return {**there, "response": said if said is None or isinstance(said, list | dict) else str(said)}


def _in_order(ids: Sequence[str], verdicts: Sequence[tuple[str, Verdict]]) -> list[Verdict | None]:
    """The verdict of each row, by its id and in the order of the rows; None for a row that was not judged."""
    waiting: dict[str, list[Verdict]] = {}
    for id, verdict in reversed(verdicts):
        waiting.setdefault(id, []).append(verdict)
    return [waiting[id].pop() if waiting.get(id) else None for id in ids]


def compare_runs(
    before: Any,
    after: Any,
    *,
    quick: bool = False,
    release: str | Path | None = None,
    force: bool = False,
    **settings: Any,
) -> dict[str, Any]:
    """The change of refusal, of over-refusal and of capability from one run of a model to another, paired, with intervals.

    Args:
        before: a table of answers (`id` and `response`, `label` or `correct`), or a path of one or of an Inspect log.
        after: the same of the second run.
        quick: judge by phrases alone, without the encoders: faster, and it abstains more often.
        release: folder of the release that was measured, to join keys, families and categories.
        force: compare runs of different releases, and of other words, all the same; the notes say so.
        settings: fields of `curation.measure.settings.Settings`.

    Returns: what `curation measure compare --json` gives for the same rows. `settings` in it names the judge.

    Raises: InputError for runs that do not belong together, with the rows that do not.
    """
    from curation.harnesses import judge_models
    from curation.measure import compare
    from curation.measure.refusals.refusal_verdicts import Readers
    from curation.measure.settings import Settings

    chosen = containers.settings_of(Settings, "settings", settings)
    joined = _release(release)
    models = Readers() if quick else judge_models.readers()
    sides = ((before, "before"), (after, "after"))
    runs = [judge_models.judged(_run(side, name, joined), models) for side, name in sides]
    judge = judge_models.used(runs, models)
    return compare.compare(runs[0], runs[1], chosen, force, judge=judge, release=joined)


def _release(folder: str | Path | None) -> ReleaseFolder | None:
    from curation.measure import release as releases

    return None if folder is None else releases.load(Path(folder))


def _run(side: Any, argument: str, release: Any) -> ModelRun:
    from curation.measure import logs

    if isinstance(side, str | Path):
        return logs.load(Path(side), release)
    held = containers.hold(side, argument, "response")
    if held.kind == "texts":
        raise InputError.one(
            argument, "argument-no-ids", "is a list of texts; give a table with the columns id and response"
        )
    rows: list[Mapping[str, Any]] = [
        {k: v for k, v in row.items() if v is not None} for row in held.frame.to_dicts()
    ]
    answered = [row if "response" not in held.frame.columns else {"response": None, **row} for row in rows]
    return logs.of_rows(answered, argument, release)
