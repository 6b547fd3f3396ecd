"""Record types as tables: the schema, a checked frame, an atomic write and a validated lazy read."""

from __future__ import annotations

import json
import os
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from curation.core import cycle_search
from curation.core.digests import canonical_json, sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import naming, whole_file
from curation.core.files.io import write_atomic as write_atomic

if TYPE_CHECKING:
    import polars as pl

    from curation.core.records import Record

R = TypeVar("R", bound="Record")


def _dtype(annotation: Any) -> Any:
    """The Polars type of a field's annotation. Free-form JSON travels as a string."""
    import polars as pl

    origin = get_origin(annotation)
    if origin is Annotated:
        return _dtype(get_args(annotation)[0])
    if origin is Literal:
        return pl.String
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return _dtype(inner[0]) if len(inner) == 1 else pl.String
    if origin is list:
        return pl.List(_dtype(get_args(annotation)[0]))
    if origin is dict:
        return pl.String
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pl.Struct({n: _dtype(f.annotation) for n, f in annotation.model_fields.items()})
    scalars: dict[Any, Any] = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    if annotation not in scalars:
        raise TypeError(f"no column type for {annotation!r}")
    return scalars[annotation]


def schema(record: type[Record]) -> pl.Schema:
    """The Polars schema of a record type, fields in the order of the class."""
    import polars as pl

    return pl.Schema({name: _dtype(info.annotation) for name, info in record.model_fields.items()})


def json_schema(record: type[Record]) -> str:
    """The JSON Schema of a record type, its keys sorted, as the text of a file."""
    return json.dumps(record.model_json_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _json_fields(record: type[Record]) -> list[str]:
    def is_json(annotation: Any) -> bool:
        if get_origin(annotation) in (Union, types.UnionType):
            return any(is_json(a) for a in get_args(annotation))
        return get_origin(annotation) is dict

    return [name for name, info in record.model_fields.items() if is_json(info.annotation)]


def frame(records: Iterable[R], record: type[R]) -> pl.DataFrame:
    """A frame of `records` with exactly the record's schema, also when there are none."""
    import polars as pl

    free = _json_fields(record)
    rows = []
    with cycle_search.put_off():
        for item in records:
            row = item.model_dump()
            for name in free:
                row[name] = None if row[name] is None else canonical_json(row[name])
            rows.append(row)
        return pl.DataFrame(rows, schema=schema(record), orient="row")


def rows(data: pl.DataFrame, record: type[R]) -> Iterator[R]:
    """The records of a frame, one by one: for the edges, never for bulk work."""
    import json

    free = _json_fields(record)
    for row in data.select(list(record.model_fields)).iter_rows(named=True):
        for name in free:
            row[name] = None if row[name] is None else json.loads(row[name])
        yield record.model_validate(row)


def conform(data: pl.DataFrame, record: type[Record], where: str) -> pl.DataFrame:
    """`data` with the record's columns in the record's order, checked column-wise.

    Raises: InputError listing every missing, surplus or wrongly typed column and every null where none may be.
    """
    want = schema(record)
    issues = [
        Issue(where, "column-missing", f"column {n!r} is missing") for n in want if n not in data.columns
    ]
    issues += [
        Issue(where, "column-unknown", f"column {n!r} is not part of {record.__name__}")
        for n in data.columns
        if n not in want
    ]
    if issues:
        raise InputError(issues)
    data = data.select(list(want))
    for name, dtype in want.items():
        if data.schema[name] != dtype:
            issues.append(Issue(where, "column-type", f"column {name!r} is {data.schema[name]}, not {dtype}"))
        elif data[name].null_count() and not _nullable(record.model_fields[name].annotation):
            issues.append(
                Issue(where, "column-null", f"column {name!r} has {data[name].null_count()} empty values")
            )
    if issues:
        raise InputError(issues)
    return data


def _nullable(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation)


def write(data: pl.DataFrame, path: Path, record: type[Record]) -> None:
    """Writes a checked table to `path`, whole or not at all."""
    data = conform(data, record, path.name)
    # Through our own file: what the disk refuses is then an OSError with its number, not an error of Polars.
    with naming(path), whole_file(path) as file:
        data.write_parquet(file, compression="zstd", compression_level=3, statistics=True)


def read(path: Path, record: type[Record]) -> pl.LazyFrame:
    """The table at `path`, lazily.

    Raises: InputError when the file is not a table of this record type.
    """
    import polars as pl

    try:
        lazy = pl.scan_parquet(path)
        present = lazy.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            path.name, "table-unreadable", f"not a readable Parquet file: {error}"
        ) from error
    if dict(present) != dict(schema(record)):
        raise InputError.one(
            path.name, "table-schema", f"is not a table of {record.__name__}; run `curation run` again"
        )
    return lazy


def content_digest(data: pl.DataFrame) -> str:
    """The SHA-256 of the rows and column names in order: independent of the file's bytes and of chunks."""
    import polars as pl

    lines: list[str] = [canonical_json(list(data.columns))]
    if data.width:
        lines += data.select(pl.struct(pl.all()).struct.json_encode().alias("row"))["row"].to_list()
    return sha256("\n".join(lines))


def append_jsonl(path: Path, records: Iterable[Record]) -> int:
    """Appends records to a JSON Lines file in one synced write; gives their number. What is there is never touched.

    A last line that a killed process left half written is first cut off, since it was never acknowledged.
    """
    lines = [canonical_json(record.model_dump(mode="json")) for record in records]
    if not lines:
        return 0
    with disk.appended(path) as file:
        file.seek(0)
        existing = file.read()
        whole = existing.rfind(b"\n") + 1
        if whole != len(existing):
            file.truncate(whole)
        file.write(("\n".join(lines) + "\n").encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    return len(lines)


def read_jsonl(path: Path, record: type[R]) -> list[R]:
    """The records of a JSON Lines file; an absent file is an empty one, a torn last line is left out.

    Raises: InputError naming every line that is not such a record.
    """
    from pydantic import ValidationError

    if not path.exists():
        return []
    records: list[R] = []
    issues: list[Issue] = []
    for number, data in enumerate(disk.data(path).split(b"\n")[:-1], 1):
        if not data.strip():
            continue
        try:
            records.append(record.model_validate_json(data.decode("utf-8")))
        except UnicodeDecodeError as error:
            place = f"{path.name} > line {number}"
            message = f"is not UTF-8 (byte {error.start + 1}); take the line from the last commit again"
            issues.append(Issue(place, "file-encoding", message))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            issues.append(Issue(f"{path.name} > line {number}", "record-invalid", f"{place}: {first['msg']}"))
    if issues:
        raise InputError(issues)
    return records
