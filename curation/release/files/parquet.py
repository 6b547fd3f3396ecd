"""Rows as Parquet files whose damage can be told to the row, and the digests that name rows whatever wrote them.

Identity rests on canonical JSON, not on Parquet: every version of every writer gives other bytes for the same rows. So each
row has a digest of its own, kept beside the files. Columns of prose are stored plain and uncompressed: one flipped byte then
changes one value, which its row's digest gives away, where a compressed page would only say that a thousand rows are gone;
and git and the Hub's chunk store share what two versions have in common. Columns of few values are dictionaries.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.digests import canonical_json, sha256
from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.items import released

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from curation.core.records import Record

ROW_GROUP = 1000
"""Rows a group: what is lost to reading when a length in the file is damaged rather than a letter."""

PICTURE_ROWS = 100
"""Rows a group where rows hold pictures: the Hub's viewer reads a whole group for a page."""

_FEW_VALUES = (
    "config", "split", "kind", "level", "book", "expected", "topic", "difficulty", "variant", "language", "generator", "model", "rule", "category", "document", "edition",
    "taxonomy", "modality", "status", "change",
)  # fmt: skip


def arrow_schema(schema: pl.Schema) -> pa.Schema:
    """The Arrow schema of a Polars one with plain (not large) strings and lists, as `datasets` expects them."""
    import pyarrow as pa

    return pa.schema([pa.field(name, _arrow_type(dtype)) for name, dtype in schema.items()])


def _arrow_type(dtype: Any) -> Any:
    import polars as pl
    import pyarrow as pa

    if isinstance(dtype, pl.List):
        return pa.list_(_arrow_type(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pa.struct([pa.field(f.name, _arrow_type(f.dtype)) for f in dtype.fields])
    scalars: dict[Any, Any] = {
        pl.String: pa.string(), pl.Int64: pa.int64(), pl.Float64: pa.float64(), pl.Boolean: pa.bool_(), pl.Binary: pa.binary(),
    }  # fmt: skip
    return scalars[dtype.base_type()]


def record_schema(record: type[Record]) -> pl.Schema:
    """The Polars schema of a record type."""
    return tables.schema(record)


def write(data: pl.DataFrame, path: Path, metadata: Mapping[str, str]) -> None:
    """Writes `data` in the order it has. Same rows, same pyarrow: same bytes."""
    import pyarrow.parquet as pq

    pictures = released.IMAGES in data.columns
    # What reads the file alone, without the card, finds here that the column holds pictures.
    told = {"huggingface": _hub_features(data.schema)} if pictures else {}
    schema = arrow_schema(data.schema).with_metadata({**metadata, **told})
    disk.folder(path.parent)
    pq.write_table(
        data.to_arrow().cast(schema),
        path,
        row_group_size=PICTURE_ROWS if pictures else ROW_GROUP,
        version="2.6",
        compression="none",
        use_dictionary=[name for name in data.columns if name in _FEW_VALUES],
        # The statistics of a column hold two of its values, which here would be two pictures.
        write_statistics=[n for n, d in data.schema.items() if not d.is_nested()] if pictures else True,
        store_schema=True,
    )


def _hub_features(schema: pl.Schema) -> str:
    """The features of a table as `datasets` writes them into a file's schema."""
    features = {
        name: {"feature": {"_type": "Image"}, "_type": "List"}
        if name == released.IMAGES
        else _hub_feature(dtype)
        for name, dtype in schema.items()
    }
    return json.dumps({"info": {"features": features}})


def _hub_feature(dtype: Any) -> Any:
    import polars as pl

    if isinstance(dtype, pl.List):
        return {"feature": _hub_feature(dtype.inner), "_type": "List"}
    if isinstance(dtype, pl.Struct):
        return {field.name: _hub_feature(field.dtype) for field in dtype.fields}
    names = {pl.String: "string", pl.Int64: "int64", pl.Float64: "float64", pl.Boolean: "bool"}
    return {"dtype": names[dtype.base_type()], "_type": "Value"}


def arrow_bytes(data: pl.DataFrame) -> int:
    """Bytes of the values and offsets of `data` in Arrow's layout with 32-bit offsets: what `datasets` calls num_bytes."""
    return sum(_column_bytes(data[name]) for name in data.columns)


def _column_bytes(column: pl.Series) -> int:
    import polars as pl

    offsets = 4 * (len(column) + 1)
    if isinstance(column.dtype, pl.List):
        return offsets + _column_bytes(column.explode(empty_as_null=False, keep_nulls=False))
    if column.dtype == pl.String:
        return offsets + int(column.str.len_bytes().sum() or 0)
    if column.dtype == pl.Binary:
        return offsets + int(column.bin.size().sum() or 0)
    if column.dtype == pl.Boolean:
        return (len(column) + 7) // 8
    if isinstance(column.dtype, pl.Struct):
        return sum(_column_bytes(column.struct.field(f.name)) for f in column.dtype.fields)
    return 8 * len(column)


def read(path: Path) -> pl.DataFrame:
    """All rows of a release's Parquet file.

    Raises: InputError when it cannot be read.
    """
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        made = pl.from_arrow(pq.ParquetFile(path).read(use_threads=False))
    except (OSError, pa.ArrowException, pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise InputError.one(
            path.name, "parquet-unreadable", f"cannot be read: {type(error).__name__}"
        ) from error
    assert isinstance(made, pl.DataFrame)
    return made


def row_groups(path: Path) -> Iterator[tuple[int, int, list[dict[str, Any]] | None]]:
    """First row, number of rows and the rows (None where they cannot be decoded) of each row group.

    Raises: InputError when even the footer cannot be read.
    """
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    broken = (
        OSError,
        pa.ArrowException,
        pl.exceptions.PolarsError,
        UnicodeDecodeError,
        MemoryError,
        ValueError,
    )
    try:
        file = pq.ParquetFile(path)
        counts = [file.metadata.row_group(g).num_rows for g in range(file.metadata.num_row_groups)]
    except broken as error:
        raise InputError.one(
            path.name, "parquet-footer", "the footer that describes the file is damaged"
        ) from error
    first = 0
    for group, count in enumerate(counts):
        try:
            table = file.read_row_group(group, use_threads=False)
            table.validate(full=True)
            data = pl.from_arrow(table)
            assert isinstance(data, pl.DataFrame)
            yield first, count, data.to_dicts()
        except broken:
            yield first, count, None
        first += count


def row_digest(row: Mapping[str, Any]) -> str:
    """The digest of one row: SHA-256 of its canonical JSON, independent of any file format.

    Columns that came later and say nothing of an item do not count, so that the rows of earlier releases keep their digests.
    """
    if "fingerprint" in row:
        row = {k: v for k, v in row.items() if k not in released.LATER or v != released.LATER[k]}
        row.pop(released.IMAGES, None)  # `pictures` names their bytes
    return sha256(canonical_json(row))


def row_digests(data: pl.DataFrame) -> list[str]:
    """The digests of the rows, in order."""
    return [row_digest(row) for row in data.iter_rows(named=True)]


def set_digest(digests: Iterable[str]) -> str:
    """The digest of a set of rows: of their digests, sorted, so that no order matters."""
    return sha256("\n".join(sorted(digests)))


def frame_digest(data: pl.DataFrame, columns: Sequence[str] | None = None) -> str:
    """The digest of a frame's rows as a set."""
    return set_digest(row_digests(data if columns is None else data.select(columns)))
