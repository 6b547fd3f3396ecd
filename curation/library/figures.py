"""Figures: agreement of reviewers, refusals of a model, and the change between two runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError
from curation.library import containers

if TYPE_CHECKING:
    from curation.measure.release import ReleaseFolder
    from curation.measure.samples import ModelRun
    from curation.stats.agreement import Agreement


def measure_agreement(
    labels: Any, *, item: str = "item", reviewer: str = "reviewer", label: str = "label"
) -> Agreement:
    """Raw agreement, kappa, alpha and Gwet's AC1 and AC2, each with a 95 % interval and n.

    Args:
        labels: a table with one row for each judgement.
        item: name of the column of items.
        reviewer: name of the column of reviewers.
        label: name of the column of labels; numbers allow the ordinal and interval forms of alpha.

    Raises: InputError for absent columns, empty values, and a reviewer who labels an item twice.
    """
    from curation.stats import agreement as coefficients
    from curation.stats import ratings

    held = containers.hold(labels, "labels", label)
    containers.need(held, "labels", (item, reviewer, label), (item, reviewer, label))
    triples = [
        (str(i), str(who), str(said)) for i, who, said in held.frame.select(item, reviewer, label).iter_rows()
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
        answers: a table; an empty response (None, NaN) is `no_answer`.
        prompt: name of the column of prompts; it may be absent.
        response: name of the column of responses.
        quick: judge by phrases alone, without the encoders: faster, and it abstains more often.
        release: folder of the release that was measured; joined by the column `id`, it says what should be refused and what answered.
        settings: with `release`, fields of `curation.measure.settings.Settings`, say `by=("clause",)`.

    Returns: the caller's table with the columns `label` (refused, partial, complied, no_answer, unscored), `reason` and `probability`, and
    the rates of all answers; with `release` also `sides`, `pairs`, `by` and the rest, as in the last line of `curation measure refusal`.

    Raises: InputError for a single text, no table, no column of responses, or ids that are not of the release; ConfigError for an unknown
    setting.
    """
    import polars as pl

    from curation.harnesses import judge_models
    from curation.measure import logs, refusal, refusal_rates
    from curation.measure.refusals import refusal_summary, refusal_verdicts
    from curation.measure.settings import Settings

    if settings and release is None:
        name = next(iter(settings))
        raise InputError.one(
            name, "argument-value", "counts only with release=, the folder of the release that was measured"
        )
    chosen = containers.settings_of(Settings, "settings", settings)
    joined = _release(release)
    held = containers.hold(answers, "answers", response)
    containers.need(held, "answers", (response,) if joined is None else (response, "id"))
    asked = (
        held.frame[prompt].fill_null("").to_list()
        if prompt in held.frame.columns
        else [""] * held.frame.height
    )
    said = held.frame[response].cast(pl.String).to_list()
    models = refusal_verdicts.Readers() if quick else judge_models.readers()
    verdicts = refusal.judge_many(
        list(zip(asked, said, strict=True)), models.beginnings, encoder=models.sentences
    )
    table = held.frame.with_columns(
        pl.Series("label", [v.label for v in verdicts], dtype=pl.String),
        pl.Series("reason", [v.reason for v in verdicts], dtype=pl.String),
        pl.Series("probability", [v.probability for v in verdicts], dtype=pl.Float64),
    )
    found = refusal_rates.rates(v.label for v in verdicts)
    if joined is None:
        return held.back(table), found
    rows = [
        {"id": row["id"], "prompt": asked[n], "response": said[n], "label": verdicts[n].label}
        for n, row in enumerate(held.frame.select("id").to_dicts())
    ]
    run = logs.of_rows(rows, "answers", joined)
    items = sum(1 for row in joined.rows() if row.kind == "prompt")
    errors = refusal_rates.judge_errors(models)
    return held.back(table), {**found, **refusal_summary.summary(run, chosen, errors, items)}


def compare_runs(
    before: Any, after: Any, *, release: str | Path | None = None, **settings: Any
) -> dict[str, Any]:
    """The change of refusal, of over-refusal and of capability from one run of a model to another, paired, with intervals.

    Args:
        before: a table of answers (`id` and `response`, `label` or `correct`), or a path of one or of an Inspect log.
        after: the same of the second run.
        release: folder of the release that was measured, to join keys, families and categories.
        settings: fields of `curation.measure.settings.Settings`.

    Returns: what `curation measure compare --json` gives.

    Raises: InputError for runs that do not belong together, with the rows that do not.
    """
    from curation.measure import compare
    from curation.measure.settings import Settings

    chosen = containers.settings_of(Settings, "settings", settings)
    joined = _release(release)
    runs = [_run(side, name, joined) for side, name in ((before, "before"), (after, "after"))]
    return compare.compare(runs[0], runs[1], chosen)


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
