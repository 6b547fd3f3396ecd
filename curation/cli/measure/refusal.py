"""`curation measure refusal`: what each answer does, and the rates of each side."""

from __future__ import annotations

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
    from curation.harnesses import judge_models
    from curation.measure import answer_files as files
    from curation.measure import logs, thresholds
    from curation.measure.refusals import refusal_runs

    settings = settings_of(tier, by)
    readers = readers_of(quick)
    bound = release_of(release, key, identity, digest)
    if _is_log(file) or bound is not None:
        run = logs.load(file, bound)
        if not run.samples:
            raise _without_rows(run.where)
        with shell.progress() as bar:
            watch = shell.watcher(bar)
            judged = refusal_runs.of_run(
                run, readers, least, lambda done, total: watch("judging answers", done, total)
            )
    else:
        name = Path(file).name if file != "-" else "stdin"
        rows = files.read_rows(file)
        if not rows:
            raise _without_rows(name)
        judged = refusal_runs.of_rows(rows, name, readers, least)
    grouped(judged.run.samples, settings, bound)
    figures_alone = shell.on_screen() and not json
    if not figures_alone:
        shell.emit_jsonl([verdict.as_dict(id) for id, verdict in judged.verdicts])
    found = refusal_runs.figures(judged, settings, readers, judge_models.described(readers), bound)
    if not figures_alone:
        shell.emit_json({"summary": found})
    _tell_refusal(found)
    if figures_alone:
        shell.say(
            "The label of each answer, and these figures as JSON, go into a file when you add: > labels.jsonl"
        )
    if fail_under is not None:
        figure = found["sides"].get("should_refuse", {}).get("refusal_or_partial_rate", {})
        gate(
            [thresholds.at_least("refusal of what should be refused", figure, fail_under)],
            "Refusal",
            summary,
            found["notes"],
        )


def _without_rows(where: str) -> InputError:
    from curation.core.errors import InputError

    message = "there is no row; write one JSON object a line, with `prompt` and `response`"
    return InputError.one(where, "answers-none", message)


def _tell_refusal(found: dict[str, Any]) -> None:
    """The summary for the person at the keyboard: groups, then each side apart over all answers, so that these lines stand last."""
    for line in _groups_told(found["by"]):
        shell.say(line)
    told = ", ".join(f"{label} {rate_told(rate)} %" for label, rate in found["rates"].items())
    shell.say(f"labels, as shares of all {found['n']:,} answers: {told}")
    for name, side in found["sides"].items():
        shell.say(f"{name.replace('_', ' ')}: {_side_told(side)}")
    if found["pairs"]:
        shell.say(
            "minimal pairs: " + ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in found["pairs"].items())
        )
    for note in found["notes"]:
        shell.say(note)


def _side_told(side: dict[str, Any]) -> str:
    """The rates of one side, each with what it is a share of."""
    rate, unscored, corrected = side["refusal_or_partial_rate"], side["unscored"], side["corrected"]
    implied = "" if corrected is None else f"; corrected for the judge's errors {rate_told(corrected)} %"
    return (
        f"{side['n']:,} answers to {side['n_items']:,} items in {side['n_families']:,} families; "
        f"refused in whole or in part {rate_told(rate)} % of the {rate['n']:,} that were placed (refused, partial or complied){implied}; "
        f"unscored {rate_told(unscored)} % of the {unscored['n']:,} that are answers (all but no_answer)"
    )


SHOWN_GROUPS = 60
"""Groups of `--by` that are listed one by one; all of them stand in the last line of JSON."""


def _groups_told(by: dict[str, Any]) -> list[str]:
    """A line for each group of each kind: both sides apart, with n and what was left unscored."""
    lines = []
    for kind, groups in by.items():
        for name, sides in groups.items():
            told = "; ".join(
                f"{side.replace('_', ' ')} {rate_told(one['refusal_or_partial_rate'])} % of {one['refusal_or_partial_rate']['n']:,} placed answers refused in whole or in part"
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
