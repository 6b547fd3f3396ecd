"""`curation agreement`: coefficients of agreement for any file of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.shell import JsonOption, emit_json, table
from curation.core.errors import InputError, Issue

if TYPE_CHECKING:
    import polars as pl

    from curation.stats.agreement import Agreement

COLUMNS = ("item", "reviewer", "label")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("agreement")(agreement)


def agreement(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV, TSV, JSON Lines or Parquet, told by what is in it; a pipe, or `-` for stdin."
        ),
    ],
    as_json: JsonOption = False,
    item: Annotated[str, typer.Option(help="Column that names the item.")] = "item",
    reviewer: Annotated[str, typer.Option(help="Column that names who rated.")] = "reviewer",
    label: Annotated[str, typer.Option(help="Column of the rating.")] = "label",
    reviewers: Annotated[
        bool,
        typer.Option(
            "--reviewers", help="Show each reviewer's agreement and error rates too (Dawid and Skene 1979)."
        ),
    ] = False,
) -> None:
    """Measure how far reviewers agree: a file with the columns item, reviewer and label gives raw agreement, kappa, alpha and AC1, each with an interval."""
    from curation.stats import annotators
    from curation.stats.agreement import measure
    from curation.stats.ratings import ratings

    data = ratings(read(file, (item, reviewer, label)), file.name)
    measured = measure(data)
    people = annotators.portrait(data) if reviewers else {}
    # One JSON value is the promise for scripts; a terminal gets the same numbers as a table.
    if as_json or not _terminal():
        emit_json(measured.as_json() | ({"reviewers": people} if reviewers else {}))
        return
    show(measured)
    if people:
        lines = [
            (name, p["ratings"], f"{p['agreeing']} of {p['pairs']}", f"{p['accuracy']:.3f}")
            for name, p in people.items()
        ]
        table("", ("reviewer", "ratings", "agrees with others", "right, estimated"), lines)


def _terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def read(file: Path, columns: tuple[str, str, str] = COLUMNS) -> list[tuple[str, str, str]]:
    """The ratings of a file, as text; an empty label is a missing one.

    Raises: InputError for an unreadable file, a missing column or an empty item or reviewer.
    """
    data = frame(file)
    missing = [c for c in columns if c not in data.columns]
    if missing:
        options = dict(zip(columns, ("--item", "--reviewer", "--label"), strict=True))
        raise InputError(
            Issue(
                file.name,
                "column-missing",
                f"needs a column {c!r}; it has {', '.join(data.columns) or 'no column'}: name the one that holds it with {options[c]}",
            )
            for c in missing
        )
    rows = data.select(columns).rows()
    empty = [
        Issue(
            f"{file.name} > row {n}",
            "rating-empty",
            f"its column {name!r} is empty; write the value, or remove the row",
        )
        for n, row in enumerate(rows, 1)
        for name, value in zip(columns[:2], row[:2], strict=True)
        if not _text(value)
    ]
    if empty:
        raise InputError(empty)
    return [(_text(i), _text(r), _text(label)) for i, r, label in rows]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def frame(file: Path) -> pl.DataFrame:
    """The table of a file, read once from its start (it may be a pipe), every value as text (`1.10` is a code as well as a
    number).

    Raises: InputError when it cannot be read.
    """
    import polars as pl

    from curation.core.files import table_files

    rows = list(table_files.rows(file))
    columns = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(
        {
            name: [None if (value := row.get(name)) is None else str(value) for row in rows]
            for name in columns
        },
        schema=dict.fromkeys(columns, pl.String),
    )


def show(found: Agreement) -> None:
    """The coefficients as a table."""
    named = {
        "raw": found.raw,
        "Cohen's kappa": found.cohen_kappa,
        "Fleiss' kappa": found.fleiss_kappa,
        **{f"Krippendorff's alpha, {k}": v for k, v in found.krippendorff_alpha.items()},
        "Gwet's AC1": found.gwet_ac1,
        "Gwet's AC2, linear": found.gwet_ac2,
    }
    rows = [
        (name, "-", figure.why, "", "")
        if figure.value is None
        else (
            name,
            f"{figure.value:.3f}",
            "" if figure.low is None else f"{figure.low:.3f} to {figure.high:.3f}",
            figure.n_items,
            figure.n_pairs,
        )
        for name, figure in named.items()
    ]
    title = f"{found.n_items} items, {found.n_reviewers} reviewers, {found.n_ratings} ratings"
    table(title, ("coefficient", "value", "95 % interval", "items", "pairs"), rows)
    shares = sorted(found.prevalence.items(), key=lambda x: (-x[1], x[0]))
    table("", ("label", "share"), [(label, f"{share:.3f}") for label, share in shares[:20]])
