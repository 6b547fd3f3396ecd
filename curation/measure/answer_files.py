"""Rows of answers from files: JSON Lines, JSON, CSV, Parquet, or stdin."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue


def read_rows(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a `.jsonl`, `.csv` or `.parquet` file, or of stdin (`-`) as JSON Lines or CSV.

    Raises: InputError naming every line that cannot be read.
    """
    if str(path) == "-":
        text = sys.stdin.read()
        return (
            _jsonl(text, "stdin")
            if text.lstrip()[:1] in ("{", "")
            else list(csv.DictReader(io.StringIO(text)))
        )
    path = Path(path)
    if not path.is_file():
        raise InputError.one(str(path), "file-missing", "no such file")
    if path.suffix == ".parquet":
        import polars as pl

        try:
            return pl.read_parquet(path).to_dicts()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise InputError.one(
                path.name, "file-unreadable", f"not a readable Parquet file: {error}"
            ) from error
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError.one(
            path.name, "file-encoding", f"is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from error
    if path.suffix == ".csv":
        csv.field_size_limit(16 * 1024 * 1024)
        return list(csv.DictReader(io.StringIO(text)))
    if path.suffix == ".json":
        try:
            data = json.loads(text)
        except ValueError as error:
            raise InputError.one(path.name, "file-unreadable", f"is not JSON: {error}") from error
        rows = data if isinstance(data, list) else [data]
        return [row for row in rows if isinstance(row, dict)]
    return _jsonl(text, path.name)


def _jsonl(text: str, where: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            issues.append(Issue(f"{where} > line {number}", "line-invalid", "is not JSON"))
            continue
        if isinstance(value, dict):
            rows.append(value)
        else:
            issues.append(Issue(f"{where} > line {number}", "line-invalid", "is not a JSON object"))
    if issues:
        raise InputError(issues[:50])
    return rows
