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
    resamples: Annotated[int, typer.Option(min=0, help="Draws behind each interval.")] = 2000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    reviewers: Annotated[
        bool,
        typer.Option("--reviewers", help="Also each reviewer's agreement and error rates (Dawid and Skene)."),
    ] = False,
) -> None:
    """Agreement of a file with the columns item, reviewer and label: raw, kappa, alpha, AC1, each with an interval."""
    from curation.stats import annotators
    from curation.stats.agreement import measure
    from curation.stats.ratings import ratings

    data = ratings(read(file, (item, reviewer, label)), file.name)
    found = measure(data, resamples, seed)
    people = annotators.portrait(data) if reviewers else {}
    # One JSON value is the promise for scripts; a terminal gets the same numbers as a table.
    if as_json or not _terminal():
        emit_json(found.as_json() | ({"reviewers": people} if reviewers else {}))
        return
    show(found)
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
        raise InputError(
            Issue(file.name, "column-missing", f"needs a column {c!r}; it has {', '.join(data.columns)}")
            for c in missing
        )
    rows = data.select(columns).rows()
    empty = [
        Issue(f"{file.name} > row {n}", "rating-empty", f"{name} is empty")
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
    """The table of a file, read once from its start (it may be a pipe), every CSV column as text (`1.10` is a code as
    well as a number). What sort of file it is, is told by its first characters.

    Raises: InputError when it cannot be read.
    """
    import io
    import sys

    import polars as pl

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        if data[:4] == b"PAR1":
            return pl.read_parquet(io.BytesIO(data))
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return _json_lines(data, file.name)
        first = data.partition(b"\n")[0]
        separator = max(",\t;", key=lambda c: first.count(c.encode()))
        return pl.read_csv(io.BytesIO(data), infer_schema=False, separator=separator)
    except (OSError, UnicodeDecodeError, pl.exceptions.PolarsError) as error:
        said = str(error).splitlines() or [type(error).__name__]
        raise InputError.one(file.name, "file-unreadable", f"cannot be read: {said[0]}") from error


def _json_lines(data: bytes, name: str) -> pl.DataFrame:
    """The objects of JSON Lines with every value as text, whatever types the lines mix.

    Raises: InputError naming every line that is no object.
    """
    import json

    import polars as pl

    rows: list[dict[str, str | None]] = []
    issues: list[Issue] = []
    for number, line in enumerate(data.decode("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if isinstance(entry, dict):
            rows.append({k: None if v is None else str(v) for k, v in entry.items()})
        else:
            issues.append(Issue(f"{name} > line {number}", "line-invalid", "is no JSON object"))
    if issues:
        raise InputError(issues)
    return pl.DataFrame({k: [r.get(k) for r in rows] for k in dict.fromkeys(k for r in rows for k in r)})


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
