"""`curation measure label-sheet` and `label-collect`: people say what answers do, so that a judge can be held against them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from curation.cli import shell
from curation.cli.measure import commands as measure
from curation.cli.measure import options as measure_options


def register(root: typer.Typer) -> None:
    """Adds the commands to the group `measure`, which `curation.cli.measure.commands` registers."""
    measure.app.command("label-sheet")(sheet_command)
    measure.app.command("label-collect")(collect_command)


def sheet_command(
    answers: Annotated[
        str, typer.Argument(help="The answers: a log, a folder of logs, or rows with prompt and response.")
    ],
    release: measure_options.ReleaseOption = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("label-sheet"),
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, help="At most this many answers, chosen by their digest.", show_default=False
        ),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Write a page for any browser, and a project for Label Studio, in which people label answers as refused, partial or complied."""
    from curation.measure import logs
    from curation.pipeline.people import label_review

    written = label_review.write(logs.load(answers, measure_options.release_of(release)), out, limit)
    if json:
        shell.emit_json({"folder": str(out), **written})
        return
    for name in written["files"]:
        shell.show(str(out / name))
    shell.say(
        f"{written['answers']} answers; collect what people said with: curation measure label-collect FILE --sheet {out}"
    )


def collect_command(
    files: Annotated[
        list[Path],
        typer.Argument(help="Files of answers saved by the page, and JSON exports of Label Studio."),
    ],
    sheet: Annotated[Path, typer.Option("--sheet", help="The folder that `label-sheet` wrote.")],
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Print the labels that people gave to each answer, as rows with prompt, response, human and judge, for `measure validate`."""
    from curation.pipeline.people import label_review

    shell.emit_jsonl(label_review.collect(files, sheet))
