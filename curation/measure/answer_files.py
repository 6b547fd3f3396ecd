"""Rows of answers from files: JSON Lines, JSON, CSV, Parquet, workbooks, or stdin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from curation.core.files import table_files


def read_rows(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a file, or of stdin (`-`).

    Raises: InputError naming every line that cannot be read.
    """
    return list(table_files.rows(path))
