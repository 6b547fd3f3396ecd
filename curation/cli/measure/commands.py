"""`curation measure`: tasks for a release, and sound statements out of what models answered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from curation.cli import shell
from curation.cli.measure import (
    accuracy as measure_accuracy,
)
from curation.cli.measure import (
    compare as measure_compare,
)
from curation.cli.measure import (
    pack as measure_pack,
)
from curation.cli.measure import (
    refusal as measure_refusal,
)
from curation.cli.measure import (
    table as measure_table,
)
from curation.cli.measure import (
    validate as measure_validate,
)
from curation.cli.measure.options import release_of
from curation.cli.trust import DigestOption, IdentityOption, KeyOption

app = typer.Typer(
    help="Measure models with a release: refusal, accuracy, before and after. Where a command takes a release, it also takes --key, --identity and --digest, as `curation release verify` does.",
    no_args_is_help=True,
)


def register(root: typer.Typer) -> None:
    """Adds the commands to `root`."""
    root.add_typer(app, name="measure")


@app.command("tasks")
def tasks_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write (default: measure-<name>-<version> here).")
    ] = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write Inspect tasks and LM evaluation harness YAML for a release."""
    from curation.measure import tasks

    opened = release_of(release, key, identity, digest)
    assert opened is not None
    target = out or Path(f"measure-{opened.bound.name}-{opened.bound.version}")
    files = tasks.write(opened, target)
    if json:
        shell.emit_json({"release": str(opened.bound), "folder": str(target), "files": files})
    else:
        for name in files:
            shell.show(str(target / name))


@app.command("import")
def import_command(
    file: Annotated[
        str, typer.Argument(help="Rows of AIR-Bench, LabSafety Bench or XSTest as published; - for stdin.")
    ],
    harm_is_one: Annotated[
        bool,
        typer.Option(
            "--harm-is-one", help="Read AIR-Bench scores in which 1 means harm (those from before July 2024)."
        ),
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Print rows of a published benchmark with the column names that the other commands read; rows of an unknown form stay as they are."""
    from curation.measure import answer_files as files
    from curation.measure import reference

    shell.emit_jsonl(reference.rows(files.read_rows(file), file, harm_is_one))


app.command("refusal")(measure_refusal.refusal_command)
app.command("accuracy")(measure_accuracy.accuracy_command)
app.command("compare")(measure_compare.compare_command)
app.command("table")(measure_table.table_command)
app.command("pack")(measure_pack.pack_command)
app.command("models")(measure_compare.models_command)
app.command("validate")(measure_validate.validate_command)
