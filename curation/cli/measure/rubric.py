"""`curation measure rubric`: answers to open tasks by the points of their rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from curation.cli import shell
from curation.cli.measure import commands as measure
from curation.cli.measure import options as measure_options
from curation.cli.trust import DigestOption, IdentityOption, KeyOption


def register(root: typer.Typer) -> None:
    """Adds the commands to the group `measure`, which `curation.cli.measure.commands` registers."""
    measure.app.command("rubric")(rubric_command)
    measure.app.command("rubric-sheet")(sheet_command)
    measure.app.command("rubric-collect")(collect_command)


def rubric_command(
    answers: Annotated[
        str,
        typer.Argument(
            help="The answers: an Inspect log, a folder of logs, or rows with id, response and maybe points."
        ),
    ],
    release: Annotated[Path, typer.Option("--release", help="The folder of the release of tasks.")],
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: measure_options.ByOption = None,
    tier: measure_options.TierOption = 2,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0.0,
            max=1.0,
            help="Exit with 1 when the mean score is below this share.",
            show_default=False,
        ),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Score answers to open tasks: the mean score, complete answers, and the points by role, clause and item.

    Verdicts that came with the answers count; without them the code judges by the words of the rubric.
    """
    from curation.measure import logs, rubrics

    bound = measure_options.release_of(release, key, identity, digest)
    assert bound is not None
    run = logs.load(answers, bound)
    settings = measure_options.settings_of(tier, by)
    measure_options.grouped(run.samples, settings, bound)
    result = rubrics.summary(run, bound, settings)
    if json:
        shell.emit_json(result)
    else:
        _show(result)
    value = result["overall"]["score"]["value"]
    if fail_under is not None and (value is None or value < fail_under):
        shell.say(
            f"the mean score is {'not known' if value is None else f'{100 * value:.1f} %'}, below {100 * fail_under:g} %"
        )
        raise typer.Exit(1)


def _show(result: dict[str, Any]) -> None:
    overall = result["overall"]
    low, high = overall["bounds"]
    shell.show(
        f"answered {result['answered']} of {result['asked']} put to the model; items {result['items']['k']} of {result['items']['n']}; "
        f"judged by {', '.join(result['judges']) or 'nobody'}"
    )
    shell.show(
        f"mean score {_rate(overall['score'])} % (n = {overall['score']['n']} answers without an open point that counts)"
    )
    if low is not None:
        shell.show(
            f"with the open points of {overall['open']} answers the mean lies between {100 * low:.1f} and {100 * high:.1f} %"
        )
    shell.show(f"complete answers {_rate(overall['complete'])} % (n = {overall['complete']['n']})")
    for title, groups in (("Points by role", result["by_role"]), ("Points by clause", result["by_clause"])):
        shell.table(
            title, ("", "as it should be %", "n", "open"),
            ((name, _rate(g), g["n"], g["open"]) for name, g in groups.items()),
        )  # fmt: skip
    for kind, groups in result["by"].items():
        shell.table(
            f"By {kind}", ("", "score %", "answers", "open"),
            ((name, _rate(g["score"]), g["n"], g["open"]) for name, g in groups.items()),
        )  # fmt: skip
    for note in result["notes"]:
        shell.say(note)


def _rate(row: dict[str, Any]) -> str:
    if row["value"] is None:
        return "\u2013"
    if row["low"] is None:
        return f"{100 * row['value']:.1f}"
    return f"{100 * row['value']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


def sheet_command(
    answers: Annotated[
        str,
        typer.Argument(help="The answers: an Inspect log, a folder of logs, or rows with id and response."),
    ],
    release: Annotated[Path, typer.Option("--release", help="The folder of the release of tasks.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("rubric-sheet"),
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, help="At most this many answers, chosen by their digest.", show_default=False
        ),
    ] = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write a page for any browser, and a project for Label Studio, in which people judge answers point by point."""
    from curation.measure import logs
    from curation.pipeline.people import answer_review

    bound = measure_options.release_of(release, key, identity, digest)
    assert bound is not None
    written = answer_review.write(logs.load(answers, bound), bound, out, limit)
    if json:
        shell.emit_json({"folder": str(out), **written})
        return
    for name in written["files"]:
        shell.show(str(out / name))
    shell.say(
        f"{written['answers']} answers; collect what people said with: curation measure rubric-collect FILE --sheet {out}"
    )


def collect_command(
    files: Annotated[
        list[Path],
        typer.Argument(help="Files of answers saved by the page, and JSON exports of Label Studio."),
    ],
    sheet: Annotated[Path, typer.Option("--sheet", help="The folder that `rubric-sheet` wrote.")],
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Print what people said of each point as rows with id, response and human, for `measure validate --rubric` and `measure rubric`."""
    from curation.pipeline.people import answer_review

    shell.emit_jsonl(answer_review.collect(files, sheet))
