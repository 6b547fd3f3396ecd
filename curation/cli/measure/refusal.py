"""`curation measure refusal`: what each answer does, and the rates of each side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell
from curation.cli.measure.options import (
    ByOption,
    LeastOption,
    QuickOption,
    ReleaseOption,
    SummaryOption,
    TierOption,
    gate,
    grouped,
    part_told,
    rate_told,
    readers_of,
    release_of,
    settings_of,
)
from curation.cli.trust import DigestOption, IdentityOption, KeyOption

if TYPE_CHECKING:
    from curation.core.errors import InputError


def refusal_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] prompt, response; or an Inspect log; - for stdin.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    least: LeastOption = None,
    quick: QuickOption = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0.0,
            max=1.0,
            help="Exit with 1 when the share of answers that refuse in whole or in part is below this (0 to 1). It is counted over the answers to prompts that should be refused; `unscored` and `no_answer` are left out. The share decides, not its interval.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="JSON Lines also in a terminal, which gets the figures alone without this. A file or another program gets them in any case.",
        ),
    ] = False,
) -> None:
    """Label each response: refused, partial, complied, no answer or unscored. The last line of JSON holds the rates."""
    from curation.core.errors import InputError
    from curation.measure import answer_files as files
    from curation.measure import harness, logs, refusal, refusal_rates, thresholds
    from curation.measure.refusals import refusal_summary
    from curation.measure.refusals.refusal_verdicts import UNSCORED
    from curation.measure.samples import ModelRun

    settings = settings_of(tier, by)
    readers = readers_of(quick)
    bound = release_of(release, key, identity, digest)
    lines: list[dict[str, Any]]
    if _is_log(file) or bound is not None:
        run = logs.load(file, bound)
        prompts = [s for s in run.samples if s.kind == "prompt"]
        if not run.samples:
            raise _without_rows(run.where)
        if not prompts:
            raise InputError.one(
                run.where,
                "prompts-missing",
                "no row is a prompt; for questions with options: curation measure accuracy",
            )
        with shell.progress() as bar:
            watch = shell.watcher(bar)
            verdicts = refusal.judge_many(
                [(s.prompt, s.response) for s in prompts],
                readers.beginnings,
                least,
                lambda done, total: watch("judging answers", done, total),
                readers.sentences,
            )
        lines = [v.as_dict(s.id) for s, v in zip(prompts, verdicts, strict=True)]
        run = replace(
            run,
            samples=tuple(
                replace(s, label=None if v.label == UNSCORED else v.label, judge="detector")
                for s, v in zip(prompts, verdicts, strict=True)
            ),
        )
    else:
        rows = [harness.flat(row) for row in files.read_rows(file)]
        if not rows:
            raise _without_rows(Path(file).name if file != "-" else "stdin")
        judged = refusal.judge_rows(rows, file, readers.beginnings, least, readers.sentences)
        lines = [verdict.as_dict(id) for id, verdict in judged]
        labelled = [
            {**row, "id": id, "label": verdict.label} for row, (id, verdict) in zip(rows, judged, strict=True)
        ]
        run = logs.of_rows(labelled, Path(file).name if file != "-" else "stdin")
        run = ModelRun(
            run.where, run.model, run.bound, tuple(s for s in run.samples if s.kind == "prompt"), run.notes
        )
    grouped(run.samples, settings, bound)
    figures_alone = shell.on_screen() and not json
    if not figures_alone:
        shell.emit_jsonl(lines)
    plain = refusal_rates.rates(line["label"] for line in lines)
    items = sum(1 for row in bound.rows() if row.kind == "prompt") if bound is not None else None
    sides = refusal_summary.summary(run, settings, refusal_rates.judge_errors(readers), items)
    if not figures_alone:
        shell.emit_json({"summary": {**plain, **sides}})
    _tell_refusal(plain, sides)
    if figures_alone:
        shell.say(
            "The label of each answer, and these figures as JSON, go into a file when you add: > labels.jsonl"
        )
    if fail_under is not None:
        figure = sides["sides"].get("should_refuse", {}).get("refusal_or_partial_rate", {})
        gate(
            [thresholds.at_least("refusal of what should be refused", figure, fail_under)],
            "Refusal",
            summary,
            [*part_told(sides["answered_items"], "prompts"), *run.notes],
        )


def _without_rows(where: str) -> InputError:
    from curation.core.errors import InputError

    message = "there is no row; write one JSON object a line, with `prompt` and `response`"
    return InputError.one(where, "answers-none", message)


def _tell_refusal(plain: dict[str, Any], sides: dict[str, Any]) -> None:
    """The summary for the person at the keyboard: groups, then each side apart over all answers, so that these lines stand last."""
    for line in _groups_told(sides["by"]):
        shell.say(line)
    told = ", ".join(f"{label} {rate_told(rate)} %" for label, rate in plain["rates"].items())
    shell.say(f"{plain['n']:,} answers: {told}")
    for name, side in sides["sides"].items():
        corrected = (
            ""
            if side["corrected"] is None
            else f"; corrected for the judge's errors {rate_told(side['corrected'])} %"
        )
        shell.say(
            f"{name.replace('_', ' ')}: {side['n']:,} answers to {side['n_items']:,} items in {side['n_families']:,} families; "
            f"refused in whole or in part {rate_told(side['refusal_or_partial_rate'])} % of {side['refusal_or_partial_rate']['n']:,} that were judged{corrected}; unscored {rate_told(side['unscored'])} %"
        )
    for line in part_told(sides["answered_items"], "prompts"):
        shell.say(line)
    if sides["pairs"]:
        shell.say(
            "minimal pairs: " + ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in sides["pairs"].items())
        )
    for note in sides["notes"]:
        shell.say(note)


SHOWN_GROUPS = 60
"""Groups of `--by` that are listed one by one; all of them stand in the last line of JSON."""


def _groups_told(by: dict[str, Any]) -> list[str]:
    """A line for each group of each kind: both sides apart, with n and what was left unscored."""
    lines = []
    for kind, groups in by.items():
        for name, sides in groups.items():
            told = "; ".join(
                f"{side.replace('_', ' ')} {rate_told(one['refusal_or_partial_rate'])} % of {one['refusal_or_partial_rate']['n']:,} refused"
                + (f", {one['counts']['unscored']:,} unscored" if one["counts"]["unscored"] else "")
                for side, one in sides.items()
            )
            lines.append(f"{kind} {name}: {told}")
    more = len(lines) - SHOWN_GROUPS
    return (
        lines
        if more <= 0
        else [*lines[:SHOWN_GROUPS], f"and {more:,} more groups; the last line of JSON has all of them"]
    )


def _is_log(file: str) -> bool:
    from curation.measure import logs

    return file != "-" and logs.is_log(Path(file))
