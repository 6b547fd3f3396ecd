"""Lines of hand-written items out of any file that people keep them in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue
from curation.generation.authored import spreadsheet

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".xlsx")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, or of every such file of a folder (an existing dataset), in the order of their names.

    Raises: InputError when it is absent, of an unknown kind, or cannot be read.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file() and _data(p, path))
        if not files:
            raise InputError.one(path.name, "file-missing", f"holds no {', '.join(SUFFIXES)} file")
        for file in files:
            yield from lines(file)
        return
    if not path.is_file():
        raise InputError.one(path.name, "file-missing", "there is no such file")
    if path.suffix not in SUFFIXES:
        message = f"is not a file of items; they are read from {', '.join(SUFFIXES)} (save a spreadsheet as .xlsx or .csv)"
        raise InputError.one(path.name, "file-kind", message)
    yield from _READERS[path.suffix](path)


def _data(path: Path, folder: Path) -> bool:
    """Whether a file of a dataset's folder holds rows: those beside the data describe it."""
    names = {"dataset_infos.json", "manifest.json", "croissant.json", "state.json", "dataset_info.json"}
    return path.name not in names and not any(p.startswith(".") for p in path.relative_to(folder).parts)


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _object(_parsed(line, f"{path.name} > line {number}"), f"{path.name} > line {number}")


def _json(path: Path) -> Iterator[dict[str, Any]]:
    value = _parsed(path.read_text("utf-8-sig", errors="replace"), path.name)
    for number, entry in enumerate(value if isinstance(value, list) else [value], 1):
        yield _object(entry, f"{path.name} > entry {number}")


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError([Issue(where, "json-invalid", "is not JSON")]) from error


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError([Issue(where, "json-object", "is not a JSON object")])
    return value


def _csv(path: Path) -> Iterator[dict[str, Any]]:
    text = path.read_text("utf-8-sig", errors="replace")
    # Spreadsheets of half the world write semicolons.
    first = text.partition("\n")[0]
    comma = "\t" if path.suffix == ".tsv" or first.count("\t") > first.count(",") else ","
    if first.count(";") > first.count(comma):
        comma = ";"
    try:
        yield from _headed(csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True), path.name)
    except csv.Error as error:
        raise InputError.one(path.name, "table-unreadable", f"cannot be read as CSV: {error}") from error


def _xlsx(path: Path) -> Iterator[dict[str, Any]]:
    yield from _headed(spreadsheet.rows(path.read_bytes(), path.name), path.name)


def _headed(rows: Iterator[list[str]], where: str) -> Iterator[dict[str, Any]]:
    """Records of rows below a head; empty rows are left out."""
    head = [name.strip() for name in next(rows, [])]
    if not any(head):
        raise InputError.one(where, "table-unreadable", "has no head: its first row must name the columns")
    for row in rows:
        if any(cell.strip() for cell in row):
            yield {name: cell for name, cell in zip_longest(head, row[: len(head)], fillvalue="") if name}


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            path.name, "table-unreadable", f"cannot be read: {type(error).__name__}"
        ) from error
    yield from frame.iter_rows(named=True)


_READERS = {
    ".jsonl": _jsonl, ".ndjson": _jsonl, ".json": _json, ".csv": _csv, ".tsv": _csv, ".parquet": _parquet, ".xlsx": _xlsx,
}  # fmt: skip
