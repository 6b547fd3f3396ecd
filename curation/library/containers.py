"""Tables of any kind as a Polars frame, and back: lists of texts or of dicts, Polars, pandas, Arrow, Hugging Face datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from curation.core import value_faults
from curation.core.errors import ConfigError, InputError, Issue

if TYPE_CHECKING:
    import polars as pl
    from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound="BaseModel")

Kind = Literal["texts", "records", "polars", "lazy", "pandas", "arrow", "datasets"]
_READ_BY = {
    ".jsonl": "pl.read_ndjson", ".ndjson": "pl.read_ndjson", ".json": "pl.read_json", ".csv": "pl.read_csv",
    ".parquet": "pl.read_parquet", ".xlsx": "pl.read_excel",
}  # fmt: skip
"""How a file of a table is read, by its suffix."""
SHOWN = 10
"""Most rows that a message names."""


@dataclass(frozen=True)
class Held:
    """A table as a frame, and the kind that the caller gave."""

    frame: pl.DataFrame
    kind: Kind

    def back(self, frame: pl.DataFrame) -> Any:
        """`frame` in the kind of the caller's table; a list of texts becomes a list of dicts, since a result has several columns."""
        return converted(frame, "records" if self.kind == "texts" else self.kind)

    def chosen(self, frame: pl.DataFrame, text: str) -> Any:
        """Rows of the caller's own table in its own kind: a list of texts stays one."""
        return frame[text].to_list() if self.kind == "texts" else self.back(frame)


def converted(frame: pl.DataFrame, kind: Kind) -> Any:
    """A frame as another kind of table.

    Raises: MissingExtra when its library is not installed.
    """
    if kind == "records":
        return frame.to_dicts()
    if kind == "lazy":
        return frame.lazy()
    if kind == "pandas":
        return frame.to_pandas()
    if kind == "arrow":
        return frame.to_arrow()
    if kind == "datasets":
        from curation.services.hub_tables import dataset_of

        return dataset_of(frame)
    return frame


def insist(argument: str, value: object, among: Iterable[str]) -> None:
    """Checks that an argument is one of the names it may be.

    Raises: InputError naming the argument and the names.
    """
    names = list(among)
    if value not in names:
        raise InputError.one(argument, "argument-value", f"is {value!r}; use one of: {', '.join(names)}")


def kind_wanted(to: object) -> None:
    """Checks the argument `to` before any work is done.

    Raises: InputError.
    """
    insist("to", to, ("polars", "pandas", "arrow", "datasets", "records"))


def settings_of(model: type[Model], argument: str, given: Mapping[str, Any]) -> Model:
    """The settings, or fields of a record, that a caller gave by name.

    Raises: ConfigError naming each that is wrong, with the names there are.
    """
    from pydantic import ValidationError

    try:
        return model(**given)
    except ValidationError as error:
        raise wrong_fields(error, model, argument) from error


def wrong_fields(error: ValidationError, model: type[BaseModel], argument: str) -> ConfigError:
    """What pydantic says of fields, in our words where a name is unknown."""
    names = ", ".join(model.model_fields)
    return ConfigError(
        [
            Issue(
                ".".join(map(str, e["loc"])) or argument,
                "argument-value",
                f"there is no such argument; the ones here are: {names}"
                if e["type"] == "extra_forbidden"
                else value_faults.told(e),
            )
            for e in error.errors()
        ]
    )


def hold(data: Any, argument: str, text: str = "text") -> Held:
    """The table that a caller gave as the argument called `argument`; a list of texts gets one column, `text`.

    Raises: InputError naming the argument for a single text, for something that is no table, and for rows of several kinds.
    """
    import polars as pl

    if isinstance(data, Path) or (isinstance(data, str) and Path(data).suffix.lower() in _READ_BY):
        how = _READ_BY.get(Path(data).suffix.lower(), "pl.read_ndjson")
        message = f"is the path of a file; read the file first, with import polars as pl: {argument}={how}({str(data)!r})"
        raise InputError.one(argument, "argument-path", message)
    if isinstance(data, str | bytes):
        raise InputError.one(
            argument, "argument-one-text", f"is one text; give a list of texts: {argument}=[…]"
        )
    if isinstance(data, pl.DataFrame):
        return Held(data, "polars")
    if isinstance(data, pl.LazyFrame):
        return Held(data.collect(), "lazy")
    home = type(data).__module__.partition(".")[0]
    if home == "pandas" and hasattr(data, "columns"):
        return Held(pl.from_pandas(data, nan_to_null=True), "pandas")
    if home == "pyarrow" and hasattr(data, "schema"):
        return Held(_of_arrow(data), "arrow")
    if home == "datasets" and hasattr(data, "with_format"):
        return Held(_of_arrow(data.with_format("arrow")[:]), "datasets")
    if not isinstance(data, Iterable) or isinstance(data, Mapping):
        raise InputError.one(
            argument,
            "argument-no-table",
            f"is a {type(data).__name__}; give a list of texts or dicts, a Polars or pandas frame, an Arrow table or a Hugging Face dataset",
        )
    return _of_rows(list(data), argument, text)


def _of_arrow(table: Any) -> pl.DataFrame:
    import polars as pl

    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _of_rows(rows: list[Any], argument: str, text: str) -> Held:
    import polars as pl

    if not rows:  # a list of no texts as well as one of no records
        return Held(pl.DataFrame(schema={text: pl.String}), "records")
    if all(isinstance(row, Mapping) for row in rows):
        return Held(
            pl.from_dicts([dict(r) for r in rows], infer_schema_length=None),
            "records",
        )
    wrong = [(i, type(row).__name__) for i, row in enumerate(rows) if not isinstance(row, str)]
    if wrong:
        named = "; ".join(f"row {i} is a {kind}" for i, kind in wrong[:SHOWN])
        raise InputError.one(
            argument,
            "argument-rows",
            f"has rows that are no text ({named}): give texts alone, or dicts alone",
        )
    return Held(pl.DataFrame({text: rows}, schema={text: pl.String}), "texts")


def need(held: Held, argument: str, columns: Iterable[str], filled: Iterable[str] = ()) -> None:
    """Checks that the table has `columns`, and a value in every row of those that are `filled`.

    Raises: InputError with all that is missing, rows counted from 0.
    """
    there = held.frame.columns
    issues = [
        Issue(
            f"{argument} > {name}",
            "column-missing",
            f'is not among the columns {", ".join(there) or "(none)"}; name the one that holds it: {name}="COLUMN"',
        )
        for name in columns
        if name not in there
    ]
    for name in filled:
        if name in there and held.frame.height:
            empty = held.frame[name].is_null()
            if empty.any():
                rows = [i for i, gone in enumerate(empty) if gone]
                more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
                listed = ", ".join(map(str, rows[:SHOWN]))
                issues.append(
                    Issue(
                        f"{argument} > {name}",
                        "value-missing",
                        f"is empty in rows {listed}{more}: fill them or leave the rows out",
                    )
                )
    if issues:
        raise InputError(issues)


def identified(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a column `id` of text: its own, or the row numbers from 0."""
    import polars as pl

    if "id" in frame.columns:
        return frame.with_columns(pl.col("id").cast(pl.String))
    return frame.with_columns(pl.int_range(pl.len()).cast(pl.String).alias("id"))
