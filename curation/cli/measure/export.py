"""`curation measure export`: results in the forms that leaderboards read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from curation.cli import shell
from curation.cli.measure import commands as measure
from curation.cli.measure import options as measure_options
from curation.cli.trust import DigestOption, IdentityOption, KeyOption


def register(root: typer.Typer) -> None:
    """Adds the command to the group `measure`, which `curation.cli.measure.commands` registers."""
    measure.app.command("export")(export_command)


def export_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    answers: Annotated[
        str, typer.Argument(help="The answers of the model: a log, a folder of logs, or a file of rows.")
    ],
    to: Annotated[
        Literal["hub", "every-eval-ever"],
        typer.Option(
            help="hub: `.eval_results` of the model's repository; every-eval-ever: a record of its schema."
        ),
    ],
    model: Annotated[str, typer.Option("--model", help="The model as its maker names it, ORG/NAME.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write below.")] = Path("results"),
    dataset: Annotated[
        str, typer.Option("--dataset", help="The dataset on the Hub, ORG/NAME.", show_default=False)
    ] = "",
    revision: Annotated[
        str, typer.Option("--revision", help="The commit of the dataset on the Hub.", show_default=False)
    ] = "",
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Day of the measurement, YYYY-MM-DD (default: today).", show_default=False
        ),
    ] = None,
    organization: Annotated[str, typer.Option("--organization", help="Who measured.")] = "unknown",
    relation: Annotated[
        Literal["first_party", "third_party", "collaborative", "other"],
        typer.Option(
            "--relation",
            help="Who measured: the model's maker (first_party), somebody else (third_party), both together (collaborative), or other.",
        ),
    ] = "other",
    by: measure_options.ByOption = None,
    quick: measure_options.QuickOption = False,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write results for the Hub's model pages or for Every Eval Ever: each figure with its interval and the release's digest."""
    import datetime

    from curation.core.files.io import write_output
    from curation.measure import exports, logs, refusal_rates

    bound = measure_options.release_of(release, key, identity, digest)
    assert bound is not None
    readers = measure_options.readers_of(quick)
    run = measure_options.judged(logs.load(answers, bound), readers)
    about = exports.About(
        dataset, model, date or datetime.date.today().isoformat(), revision, organization, relation
    )
    errors = refusal_rates.judge_errors(readers)
    texts = exports.files(to, bound, run, about, measure_options.settings_of(2, by), errors)
    for name, text in texts.items():
        write_output(out / name, text)
    if json:
        shell.emit_json({"folder": str(out), "files": [str(name) for name in texts]})
        return
    for name in texts:
        shell.show(str(out / name))
