"""The refusal of a run, as the command and the library give it: a verdict on each answer, and the figures of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from curation.core.errors import InputError
from curation.measure import coverage, harness, logs, refusal, refusal_rates
from curation.measure.refusals import refusal_summary
from curation.measure.refusals.refusal_verdicts import UNSCORED, Readers, Verdict
from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun
from curation.measure.settings import Settings


class JudgedRun(NamedTuple):
    """The verdict on each answer with its id, and the run of prompts that the verdicts label."""

    verdicts: list[tuple[str, Verdict]]
    run: ModelRun


def of_run(
    run: ModelRun,
    readers: Readers,
    least: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> JudgedRun:
    """The verdicts on the prompts of a run that is read already, such as one that is joined to a release.

    Args:
        run: with samples of any kind; those that are no prompts are left out.
        readers: the models of the judge.
        least: the least probability of a verdict, 0 to 1; None takes the shipped one.
        progress: is told how many answers are judged, and of how many.

    Raises: InputError where no row is a prompt.
    """
    prompts = [sample for sample in run.samples if sample.kind == "prompt"]
    if run.samples and not prompts:
        raise InputError.one(
            run.where,
            "prompts-missing",
            "no row is a prompt; for questions with options: curation measure accuracy",
        )
    asked = [(sample.prompt, sample.response) for sample in prompts]
    verdicts = refusal.judge_many(asked, readers.beginnings, least, progress, readers.sentences)
    labelled = tuple(
        replace(sample, label=None if v.label == UNSCORED else v.label, judge="detector")
        for sample, v in zip(prompts, verdicts, strict=True)
    )
    named = [(sample.id, verdict) for sample, verdict in zip(prompts, verdicts, strict=True)]
    return JudgedRun(named, replace(run, samples=labelled))


def of_rows(
    rows: Sequence[Mapping[str, Any]], where: str, readers: Readers, least: float | None = None
) -> JudgedRun:
    """The verdicts on rows of answers that no release is known for, one for each row.

    Args:
        rows: with `response`, and with `id`, `prompt` and what is known of the item where it is known.
        where: the name of the rows, for messages.
        readers: the models of the judge.
        least: the least probability of a verdict, 0 to 1; None takes the shipped one.

    Raises: InputError for rows that cannot be used.
    """
    flat = [harness.flat(row) for row in rows]
    verdicts = refusal.judge_rows(flat, where, readers.beginnings, least, readers.sentences)
    labelled = [
        {**row, "id": id, "label": verdict.label} for row, (id, verdict) in zip(flat, verdicts, strict=True)
    ]
    run = logs.of_rows(labelled, where)
    return JudgedRun(verdicts, replace(run, samples=tuple(s for s in run.samples if s.kind == "prompt")))


def figures(
    judged: JudgedRun, settings: Settings, readers: Readers, judge: str, release: ReleaseFolder | None = None
) -> dict[str, Any]:
    """The figures of a judged run as one JSON value: the shares of the labels over all answers, and each side with its notes.

    Args:
        judged: the verdicts and their run.
        settings: groups and level of the intervals.
        readers: the models that judged.
        judge: what the judge is called.
        release: the release that the run is joined to; None for none.
    """
    plain = refusal_rates.rates((verdict.label for _, verdict in judged.verdicts), settings.confidence)
    prompts = None if release is None else coverage.items(release)["prompt"]
    sides = refusal_summary.summary(judged.run, settings, refusal_rates.judge_errors(readers), prompts)
    return {**plain, **sides, "judge": judge}
