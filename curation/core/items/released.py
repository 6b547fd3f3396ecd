"""The rows of a release as its Parquet files hold them: what every row says alike stands once, in `release.json`.

A set of questions has no `text`, a set of prompts no `options`, and a column that says the same of every row tells a reader
nothing. Such columns are left out of the files and named under `constant` in the manifest; `read` puts them back, so that code
always sees whole `Row`s. Columns that say what a row is are never left out, however few rows there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import resources, tables
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.records import Picture, Record, Row

if TYPE_CHECKING:
    import polars as pl

ALWAYS: Mapping[str, frozenset[str]] = {
    "prompt": frozenset({"text", "messages"}),
    "question": frozenset({"stem", "options", "answer"}),
    "task": frozenset({"text", "instruction", "rubric"}),
}
"""Columns by kind that are kept even where all rows agree."""
NAMING = frozenset(
    {"id", "fingerprint", "family", "category", "categories", "category_path", "clauses", "clause_sha256", "citations"}
)  # fmt: skip
"""Columns kept in every release."""
PLACE = ("config", "split", "kind")
"""Columns that the path of the file and the dataset say already."""
LATER: Mapping[str, Any] = {
    "level": "", "book": "", "rules": [], "why": [], "pair": "", "expected": "",
    "messages": [], "policy": "", "instruction": "", "rubric": [],
    "topic": "", "difficulty": "", "pictures": [],
}  # fmt: skip
"""Columns that came later, each with the value by which a row says nothing. Where no row says anything, a release has no such
column and its manifest does not name it, and a row's digest is that of a row without it: so earlier releases stay as they are."""
IMAGES = "images"
"""Column of the files with the bytes of the pictures that `pictures` tells of, in the same order; `datasets` reads it as pictures.
It is no column of a `Row`: `read` leaves it out, and a row is named by the digests in `pictures`."""
PRIVATE = "private"
"""Folder of a workspace in which the rows stand that are never published, and of their files within a private part."""
IMAGE_MARKS = "{% for image in images %}<image>{% endfor %}"
"""What stands before a question in the template of the LM evaluation harness: a mark for each picture (its models for pictures
and texts put the pictures there)."""
TURNS = (
    "{% if messages %}{% for turn in messages %}[{{ turn.role }}]\n{{ turn.content }}\n\n{% endfor %}[assistant]\n"
    "{% else %}{{ text }}{% endif %}"
)
"""The template of the LM evaluation harness for a set with conversations, for a model without a chat template: a transcript."""
TURNS_FILE, TURNS_CLASS = "curation_conversations", "Conversations"
"""The Python file beside a task of that harness, and the class in it, by which a model with a chat template gets the turns as turns."""
DEFAULTS: Mapping[str, Any] = {"family": "", **LATER}
"""Values of columns that releases of an earlier format do not have."""


def is_private(folder: Path) -> bool:
    """Whether a folder is the private part of a release: its manifest stands beside files of private rows, and no card does."""
    return (folder / PRIVATE).is_dir() and not (folder / "README.md").exists()


def published_beside(part: Path) -> Path | None:
    """The folder of the release whose private part is in `part`, where it stands beside it (`releases/` next to `private/`) with the same
    manifest; None otherwise."""
    here = part.resolve()
    if len(here.parts) < 4:
        return None
    found = here.parents[2] / "releases" / here.parent.name / here.name
    there, own = found / "release.json", here / "release.json"
    same = there.is_file() and own.is_file() and disk.data(there) == disk.data(own)
    return found if same else None


def constant(rows: pl.DataFrame, kind: str) -> dict[str, Any]:
    """The value of each column that is left out of the files, by name; `split` is None there, the path says it.

    A benign flag that is always true is kept: a reader who misses the column takes rows for harmful ones.
    """
    constants: dict[str, Any] = {}
    for name in rows.columns:
        if name in PLACE:
            constants[name] = None if name == "split" else rows[name][0] if rows.height else ""
        elif name not in NAMING and name not in ALWAYS[kind] and rows.height:
            first = rows[name][:1].to_list()[0]
            alike = _all_are(rows[name], first)
            if alike and name in LATER and first == LATER[name]:
                continue
            if alike and not (name == "benign" and first):
                constants[name] = first
    return constants


def unsaid(rows: pl.DataFrame) -> list[str]:
    """The later columns in which no row says anything."""
    return [name for name, nothing in LATER.items() if name in rows.columns and _all_are(rows[name], nothing)]


_FEW = 64
"""Values that are looked at first: a column that differs mostly does so among its first ones."""


def _all_are(column: pl.Series, value: Any) -> bool:
    """Whether every value of a column is this one."""
    return all(one == value for part in (column[:_FEW], column[_FEW:]) for one in part.to_list())


def slim(rows: pl.DataFrame, left_out: Iterable[str]) -> pl.DataFrame:
    """`rows` without the columns that are left out."""
    return rows.drop([name for name in left_out if name in rows.columns])


def whole(data: pl.DataFrame, left_out: Mapping[str, Any], split: str, where: str) -> pl.DataFrame:
    """The rows of a file with every column of a `Row`, in its order.

    Raises: InputError when a column is neither in the file nor said once, or has another type.
    """
    import polars as pl

    data = data.drop(IMAGES, strict=False)
    schema = tables.schema(Row)
    values = {**DEFAULTS, **left_out, "split": split}
    added = [
        pl.lit(values[name], dtype=dtype).alias(name) if not isinstance(dtype, pl.List)
        else pl.lit(pl.Series([values[name]], dtype=dtype)).first().alias(name)
        for name, dtype in schema.items()
        if name not in data.columns and name in values
    ]  # fmt: skip
    try:
        full = data.with_columns(added)
    except (pl.exceptions.PolarsError, TypeError, ValueError) as error:
        raise InputError.one(
            where,
            "table-schema",
            "the manifest gives a value that does not fit its column; pull the release again",
        ) from error
    return tables.conform(full, Row, where)


def read(path: Path, left_out: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of one file of a release (`<config>/<split>-00000-of-00001.parquet`), every column of a `Row` put back.

    Raises: InputError when the file cannot be read or is no table of rows.
    """
    import polars as pl

    try:
        data = pl.read_parquet(path, use_pyarrow=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            path.name, "table-unreadable", "is no readable Parquet file; pull the release again"
        ) from error
    return whole(data, left_out, path.name.partition("-00000-of-")[0], path.name)


def with_images(data: pl.DataFrame, shown: Mapping[str, Any], bytes_of: Mapping[str, bytes]) -> pl.DataFrame:
    """The rows of a file with the column of their pictures' bytes, as the Hub's viewer and `datasets` expect it.

    Args:
        data: rows with an `id`.
        shown: the pictures (`Picture`, as dictionaries) of each row by id.
        bytes_of: bytes by digest; a picture whose bytes are not there has none in the column.
    """
    import polars as pl

    cells = [
        [
            {"bytes": bytes_of.get(one["sha256"]), "path": Picture.model_validate(one).file_name}
            for one in shown[row]
        ]
        for row in data["id"]
    ]
    dtype = pl.List(pl.Struct({"bytes": pl.Binary, "path": pl.String}))
    return data.with_columns(pl.Series(IMAGES, cells, dtype=dtype))


def image_bytes(data: pl.DataFrame) -> dict[str, bytes]:
    """The bytes of the pictures in a file's rows by the digest that they have, whatever the rows say; none without the column.

    Raises: InputError when the column is not one of pictures.
    """
    import polars as pl

    if IMAGES not in data.columns:
        return {}
    if data.schema[IMAGES] != pl.List(pl.Struct({"bytes": pl.Binary, "path": pl.String})):
        raise InputError.one(IMAGES, "table-schema", "is not a list of pictures (bytes and path)")
    cells = (cell for cells in data[IMAGES].to_list() for cell in cells or ())
    held = [cell["bytes"] for cell in cells if cell and cell["bytes"] is not None]
    return {sha256(one): one for one in held}


def bare(data: pl.DataFrame, record: type[Record]) -> pl.DataFrame:
    """`data`, a table beside the items, without the columns of `record` that hold nothing in any row."""
    nothing = {n: v for n, v in _nothing(record).items() if n in data.columns}
    return data.drop(
        [n for n, v in nothing.items() if data.height and data[n].to_list() == [v] * data.height]
    )


def filled(data: pl.DataFrame, record: type[Record]) -> pl.DataFrame:
    """The same table with these columns put back, each after those of the record that stand before it; others are let be."""
    import polars as pl

    schema, nothing = tables.schema(record), _nothing(record)
    missing = [n for n in nothing if n not in data.columns]
    added = data.with_columns(
        pl.Series(name, [nothing[name]] * data.height, dtype=schema[name]) for name in missing
    )
    own = [c for c in data.columns if c not in schema]
    return added.select([*own, *(n for n in schema if n in added.columns)])


def _nothing(record: type[Record]) -> dict[str, Any]:
    """What a column of a record holds where it holds nothing, for those that may: None, an empty text, an empty list."""
    import polars as pl

    found: dict[str, Any] = {}
    for name, dtype in tables.schema(record).items():
        default = record.model_fields[name].default
        if isinstance(dtype, pl.List):
            found[name] = []
        elif default is None:
            found[name] = None
        elif dtype == pl.String:
            found[name] = ""
    return found


def table(path: Path, record: type[Record]) -> pl.DataFrame:
    """A table beside the items of a release (`clauses/train-00000-of-00001.parquet`), with every column of its record.

    Raises: InputError when the file cannot be read.
    """
    import polars as pl

    try:
        return filled(pl.read_parquet(path, use_pyarrow=False), record)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            path.name, "table-unreadable", "is no readable Parquet file; pull the release again"
        ) from error


def withdrawn_since(folder: Path, dataset: str) -> dict[str, str]:
    """Reason by id of the rows that a release of the dataset withdrew, as far as the folder tells: by the source of its
    erratum, and by the releases that stand beside it. An id is never used again, so no order of versions matters."""
    there = [folder / "ERRATUM.release.json", *sorted(folder.resolve().parent.glob("*/release.json"))]
    found: dict[str, str] = {}
    for path in there:
        try:
            body = json.loads(disk.data(path).decode("utf-8"))
            listed = body["withdrawn"] if body["dataset"] == dataset else []
            found |= {str(entry["id"]): str(entry["reason"]) for entry in listed}
        except (OSError, ValueError, RecursionError, KeyError, TypeError):
            continue  # no release of ours, or none at all: it takes nothing back
    return found


def turns_file() -> str:
    """The text of the Python file `TURNS_FILE`, which needs the harness alone."""
    return disk.text(resources.find("measure/conversations.py"))
