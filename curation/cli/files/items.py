"""`curation lint`: the item checks on any file of prompts or questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from curation.cli import shell


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a table in a file, `-` for stdin.

    Raises: InputError when the file is absent or breaks a rule of tables.
    """
    from curation.core.files import table_files

    return table_files.rows(path)


def _rebalance(file: Path, target: Path) -> None:
    import json

    from curation.checks.sets.key_positions import rebalanced
    from curation.core.files.io import write_output

    if str(file) == "-":
        raise typer.BadParameter("needs a file that can be read twice", param_hint="--rebalance")
    made, moved = rebalanced(list(read(file)), 0)
    write_output(target, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in made))
    shell.say(f"{moved} of {len(made)} items have their options in another order in {target}")


def lint(
    file: Annotated[
        Path, typer.Argument(help="Prompts (text) or questions (stem, options, answer); - for stdin.")
    ],
    as_json: shell.JsonOption = False,
    disable: Annotated[list[str] | None, typer.Option(help="Leave out a check; may be repeated.")] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit with 1 when a finding is at least this severe: error or warn. With never it always exits with 0."
        ),
    ] = "never",
    rebalance: Annotated[
        Path | None,
        typer.Option(
            help="Also write the items to this .jsonl, options shuffled so that the key stands everywhere equally often."
        ),
    ] = None,
) -> None:
    """Check prompts and questions for faults of form; findings as JSON Lines: id, check, severity, field, message."""
    from collections import Counter

    from curation.checks import lint_records
    from curation.checks.settings import Settings
    from curation.pipeline.provisions import rules_of

    if fail_on not in ("never", "error", "warn"):
        raise typer.BadParameter("must be never, error or warn", param_hint="--fail-on")
    counted: Counter[str] = Counter()
    items = 0

    def records() -> Iterator[dict[str, Any]]:
        nonlocal items
        for record in read(file):
            items += 1
            yield record

    def shown() -> Iterator[dict[str, Any]]:
        for finding in lint_records(records(), Settings(disable=disable or []), rules_of):
            counted[finding.severity] += 1
            yield {
                "id": finding.candidate,
                "check": finding.check,
                "severity": finding.severity,
                "field": finding.field,
                "message": finding.message,
                "start": finding.start,
                "end": finding.end,
                "value": finding.value,
            }

    shell.emit_jsonl(shown())
    if rebalance is not None:
        _rebalance(file, rebalance)
    if not as_json:
        shell.say(
            f"{items} items: {counted['error']} errors, {counted['warn']} warnings, {counted['info']} hints"
        )
    if counted["error" if fail_on == "error" else "any"] or (
        fail_on == "warn" and counted["error"] + counted["warn"]
    ):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Adds the commands of this area."""
    app.command("lint")(lint)
