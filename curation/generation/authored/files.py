"""Lines of hand-written items out of any file that people keep them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curation.core.errors import InputError
from curation.core.files import table_files

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".xlsx")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, or of every such file of a folder (an existing dataset), in the order of their names.

    Raises: InputError when it is absent, of an unknown kind, or cannot be read.
    """
    for _, line in placed(path):
        yield line


def placed(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The same records, each with the folder of its file: what a path in it starts from.

    Raises: as `lines`.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and p.is_file() and _data(p, path))
        if not files:
            raise InputError.one(path.name, "file-missing", f"holds no {', '.join(SUFFIXES)} file")
        for file in files:
            yield from placed(file)
        return
    if not path.is_file():
        raise InputError.one(path.name, "file-missing", "there is no such file")
    if path.suffix not in SUFFIXES:
        message = f"is not a file of items; they are read from {', '.join(SUFFIXES)} (save a spreadsheet as .xlsx or .csv)"
        raise InputError.one(path.name, "file-kind", message)
    for line in table_files.rows(path):
        yield path.parent, line


def _data(path: Path, folder: Path) -> bool:
    """Whether a file of a dataset's folder holds rows: those beside the data describe it."""
    names = {"dataset_infos.json", "manifest.json", "croissant.json", "state.json", "dataset_info.json"}
    return path.name not in names and not any(p.startswith(".") for p in path.relative_to(folder).parts)
