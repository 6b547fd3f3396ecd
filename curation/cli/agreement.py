"""`curation agreement`: coefficients of agreement for any file of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.shell import JsonOption, emit_json, table
from curation.errors import InputError, Issue

if TYPE_CHECKING:
    import polars as pl

    from curation.audit.agreement import Agreement

COLUMNS = ("item", "reviewer", "label")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("agreement")(agreement)


def agreement(
    file: Annotated[Path, typer.Argument(help="A .csv, .jsonl or .parquet file, `-` for CSV on stdin.")],
    as_json: JsonOption = False,
    resamples: Annotated[int, typer.Option(min=0, help="Draws behind each interval.")] = 2000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
) -> None:
    """Agreement of a file with the columns item, reviewer and label: raw, kappa, alpha, AC1, each with an interval."""
    from curation.audit.agreement import measure
    from curation.audit.ratings import ratings

    found = measure(ratings(read(file), file.name), resamples, seed)
    # One JSON value is the promise for scripts; a terminal gets the same numbers as a table.
    if as_json or not _terminal():
        emit_json(found.as_json())
    else:
        show(found)


def _terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def read(file: Path) -> list[tuple[str, str, str]]:
    """The ratings of a file, as text; an empty label is a missing one.

    Raises: InputError for an unreadable file, a missing column or an empty item or reviewer.
    """
    data = frame(file)
    missing = [c for c in COLUMNS if c not in data.columns]
    if missing:
        raise InputError(
            Issue(file.name, "column-missing", f"needs a column {c!r}; it has {', '.join(data.columns)}")
            for c in missing
        )
    rows = data.select(COLUMNS).rows()
    empty = [
        Issue(f"{file.name} > row {n}", "rating-empty", f"{name} is empty")
        for n, row in enumerate(rows, 1)
        for name, value in zip(COLUMNS[:2], row[:2], strict=True)
        if not _text(value)
    ]
    if empty:
        raise InputError(empty)
    return [(_text(i), _text(r), _text(label)) for i, r, label in rows]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def frame(file: Path) -> pl.DataFrame:
    """The table of a file, every CSV column as text (`1.10` is a code as well as a number).

    Raises: InputError when it cannot be read.
    """
    import io
    import sys

    import polars as pl

    try:
        if str(file) == "-":
            return pl.read_csv(io.BytesIO(sys.stdin.buffer.read()), infer_schema=False)
        if file.suffix == ".parquet":
            return pl.read_parquet(file)
        if file.suffix == ".jsonl":
            return pl.read_ndjson(file, infer_schema_length=None)
        return pl.read_csv(file, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            file.name, "file-unreadable", f"cannot be read: {str(error).splitlines()[0]}"
        ) from error


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
