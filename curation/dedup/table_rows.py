"""Rows for `curation dedup`: any table of a file, a pipe or a folder, without reading the columns that are not compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, Issue
from curation.core.files import disk, table_files

if TYPE_CHECKING:
    import polars as pl

SUFFIXES = (".jsonl", ".ndjson", ".csv", ".parquet")
TEXT_COLUMNS = ("text", "prompt", "question", "stem")
"""Columns taken for the text of others' tables when they have none of the name asked for, the first that there is."""


name_of = table_files.name_of


def scan(path: Path) -> pl.LazyFrame:
    """The rows of a file, read when collected; a pipe and stdin are read now. Every line of it is checked first.

    Raises: InputError when it is absent or breaks a rule of tables.
    """
    import polars as pl

    where = name_of(path)
    if where == "stdin" or not path.is_file():
        return _framed(list(table_files.rows(path))).lazy()
    with disk.opened(path) as file:
        head = file.read(1 << 16)
    kind = table_files.kind_of(path, head)
    if kind == "parquet":
        data: pl.LazyFrame = table_files.parquet(path, where)
        return data
    if kind not in ("jsonl", "csv") or not head.strip():
        return _framed(list(table_files.rows(path))).lazy()
    table_files.check(path)
    try:
        # What passed the check is streamed, where Polars reads it as the check does.
        if kind == "jsonl":
            table = pl.scan_ndjson(path, infer_schema_length=None)
            table.select(pl.len()).collect(engine="streaming")
            return table
        separator = table_files.delimiter(head.partition(b"\n")[0].decode("utf-8", "replace"))
        if b"\n" in head:
            table = pl.scan_csv(path, infer_schema=False, separator=separator)
            table.select(pl.len()).collect(engine="streaming")
            return table
    except pl.exceptions.PolarsError:
        pass
    return _framed(list(table_files.rows(path))).lazy()


def _framed(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a table; columns of mixed types are text."""
    import json

    import polars as pl

    try:
        return pl.DataFrame(rows, infer_schema_length=None)
    except (pl.exceptions.PolarsError, TypeError, OverflowError):
        texts = [
            {k: v if isinstance(v, str) or v is None else json.dumps(v) for k, v in row.items()}
            for row in rows
        ]
        return pl.DataFrame(texts, infer_schema_length=None, strict=False)


def items(
    data: pl.LazyFrame, where: str, text: str, optional: dict[str, str | None], prefix: str = ""
) -> pl.DataFrame:
    """The columns that dedup takes; `id` is the row number, from 0, where there is none.

    Args:
        data: The rows of the table.
        where: The name of the table, for messages.
        text: The column of the texts.
        optional: The field of an item to the column that holds it, or None where the table has none.
        prefix: Stands before ids that are row numbers.

    Raises: InputError listing every named column that is absent, and a table that cannot be read to its end.
    """
    import polars as pl

    wanted = {"text": text} | {name: column for name, column in optional.items() if column}
    columns = data.collect_schema().names()
    if not columns:
        return pl.DataFrame(schema={"id": pl.String, "text": pl.String})
    have = ", ".join(columns[:20])
    issues = [
        Issue(where, "column-missing", f"there is no column {column!r}; there are: {have}")
        for column in wanted.values()
        if column not in columns
    ]
    if issues:
        raise InputError(issues)
    number = pl.col("id") if "id" in columns else pl.int_range(pl.len())
    chosen = [
        pl.col(column).cast(pl.Int64 if name == "rank" else pl.String, strict=False).alias(name)
        for name, column in wanted.items()
    ]
    try:
        table = data.select(number.cast(pl.String).alias("id"), *chosen).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise InputError.one(where, "table-unreadable", f"cannot be read ({type(error).__name__})") from error
    return table.with_columns(id=pl.lit(prefix) + pl.col("id")) if prefix else table


def others(path: Path, text: str) -> pl.DataFrame:
    """The texts of a file, of the items of a release, or of every table of a folder, as `<file>#<id>`.

    Raises: InputError when there is no table, or none with a text.
    """
    import polars as pl

    parts = []
    for file in _tables(path):
        data = scan(file)
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        have = data.collect_schema().names()
        columns = [column for column in dict.fromkeys((text, *TEXT_COLUMNS)) if column in have]
        if columns:
            # A row may have its text in any of them: a release holds prompts and questions in one table.
            given = [pl.col(column).cast(pl.String).replace("", None) for column in columns]
            part = items(
                data.with_columns(pl.coalesce(given).alias(columns[0])), name, columns[0], {}, f"{name}#"
            )
            if part["id"].is_duplicated().any():  # one id for several rows: their numbers tell them apart
                part = part.with_columns(pl.format("{}#{}", "id", pl.int_range(pl.len())))
            parts.append(part)
    if not parts:
        raise InputError.one(
            path.name,
            "column-missing",
            f"no table there has a column {text!r}, {', '.join(TEXT_COLUMNS[:-1])} or {TEXT_COLUMNS[-1]}",
        )
    return pl.concat(parts)


def _tables(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file())
    if (path / "release.json").is_file():
        # A release also carries its clauses, documents and judging tables: only its items are items.
        found = [p for p in found if p.relative_to(path).parts[0].split("-")[0] == "items"]
    if not found:
        raise InputError.one(path.name, "folder-empty", f"holds no {', '.join(SUFFIXES)} file")
    return found
