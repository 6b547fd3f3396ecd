"""What a run of `curation dedup` leaves in its `--out` folder, and taking it up again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from curation.core.errors import InputError, Issue
from curation.core.files import disk

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from curation.dedup import Result
    from curation.dedup.settings import Settings

_ROW = "row number of this run"


def write(
    folder: Path, data: pl.LazyFrame | None, ids: pl.Series, result: Result, settings: Settings
) -> None:
    """The tables of a run; `kept.parquet` has every column of `data`, or the ids alone when there is none.

    Args:
        folder: Made where it is absent; files of the same names are replaced.
        data: The table that was read, row by row as in `ids`.
        ids: The ids of the items, in the order of the rows.
        result: Clusters, edges and order of the run.
        settings: Those of the run; their thresholds are kept, so that others can be tried without computing again.
    """
    import polars as pl

    disk.folder(folder)
    dropped = result.clusters.rename({"member": "id", "kept": "kept_id"}).select(
        "id", "kept_id", "method", "score", "path"
    )
    gone = result.clusters["member"]
    tables = {"dropped": dropped, "edges": result.edges, "order": result.order}
    if data is None:
        tables["kept"] = pl.DataFrame([ids.filter(~ids.is_in(gone.implode())).alias("id")])
    else:
        rows = ids.is_in(gone.implode()).arg_true()
        kept = data.with_row_index(_ROW).filter(~pl.col(_ROW).is_in(rows.implode()))
        if "id" not in data.collect_schema().names():
            kept = kept.select(pl.col(_ROW).cast(pl.String).alias("id"), pl.exclude(_ROW))
        part = folder / ".kept.parquet.part"
        kept.drop(_ROW, strict=False).sink_parquet(part, compression="zstd")
        part.replace(folder / "kept.parquet")
    for name, table in tables.items():
        if table is not None:
            part = folder / f".{name}.parquet.part"
            table.write_parquet(part, compression="zstd")
            part.replace(folder / f"{name}.parquet")
    kept_settings = {"near_threshold", "semantic_threshold", "overlap_threshold"}
    values = settings.model_dump(mode="json", include=kept_settings)
    disk.written(folder / "run.json", json.dumps(values, indent=1) + "\n")


def again(folder: Path, given: Mapping[str, float | None]) -> Result:
    """The result of an earlier `--out` at higher thresholds, from its edges.

    Raises: InputError when the folder holds no such tables, or a threshold is below the one they were made with.
    """
    import polars as pl

    from curation.dedup.cascade import Result

    before = thresholds(folder)
    least = {name: value for name, value in given.items() if value is not None}
    issues = [
        Issue(
            folder.name,
            "threshold-lower",
            f"{name} was {before[name]}: pairs below it were not kept; run on the file again",
        )
        for name, value in least.items()
        if value < before[name]
    ]
    if issues:
        raise InputError(issues)
    edges, order = (pl.read_parquet(folder / f"{name}.parquet") for name in ("edges", "order"))
    whole = Result([], edges.clear(), edges, order=order)
    return whole.at(**{name.removesuffix("_threshold"): value for name, value in least.items()})


def thresholds(folder: Path) -> dict[str, float]:
    """The thresholds of the run that wrote the folder.

    Raises: InputError when it is not the folder of a run.
    """
    if not all((folder / name).is_file() for name in ("edges.parquet", "order.parquet", "run.json")):
        raise InputError.one(folder.name, "folder-empty", "is not the --out folder of an earlier run")
    values: dict[str, float] = json.loads(disk.text(folder / "run.json"))
    return values


def both(items: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The ids and texts of both sides."""
    import polars as pl

    return pl.concat([items.select("id", "text"), others.select("id", "text")])


def with_texts(pairs: pl.DataFrame, texts: pl.DataFrame | None) -> pl.DataFrame:
    """The pairs with the texts of both ends, where they are at hand."""
    if texts is None:
        return pairs
    for end in ("a", "b"):
        pairs = pairs.join(
            texts.rename({"text": f"{end}_text"}),
            left_on=end,
            right_on="id",
            how="left",
            maintain_order="left",
        )
    return pairs
