"""Taking a row back: the evidence that it must leave, and which versions hold it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.errors import InputError
from curation.core.files.io import locked
from curation.release.contents.rows import CONFIG
from curation.release.inputs import Withdrawal
from curation.release.publication import versions

if TYPE_CHECKING:
    import polars as pl

FILE = "raw/withdrawn.jsonl"


def withdrawals(workspace: Path, dataset: str) -> list[Withdrawal]:
    """The withdrawals of a dataset, in the order in which they were made.

    Raises: InputError naming every line that is none.
    """
    return [w for w in tables.read_jsonl(workspace / FILE, Withdrawal) if w.dataset == dataset]


def withdraw(workspace: Path, dataset: str, row: str, reason: str) -> list[str]:
    """Records that a row must leave; gives the versions that hold it. Nothing released is touched.

    Raises: InputError when no release holds the row, when it is withdrawn already, or when no reason is given.
    """
    with locked(workspace):
        return _withdraw(workspace, dataset, row, reason)


def _withdraw(workspace: Path, dataset: str, row: str, reason: str) -> list[str]:
    if not reason.strip():
        raise InputError.one(row, "withdraw-reason", "needs a reason that may be published")
    if any(w.id == row for w in withdrawals(workspace, dataset)):
        raise InputError.one(row, "withdraw-twice", "is withdrawn already")
    holding = [
        str(v) for v, folder in versions.released(workspace / "releases" / dataset) if row in ids(folder)
    ]
    if not holding:
        raise InputError.one(
            row, "withdraw-unknown", f"is in no release of {dataset} below {workspace / 'releases'}"
        )
    tables.append_jsonl(workspace / FILE, [Withdrawal(dataset=dataset, id=row, reason=reason.strip())])
    return holding


def ids(folder: Path) -> set[str]:
    """The ids of all rows of the release in `folder`."""
    import polars as pl

    return set(pl.read_parquet(sorted((folder / CONFIG).glob("*.parquet")), columns=["id"])["id"])


def released_rows(workspace: Path) -> pl.DataFrame:
    """Id, dataset, version, clauses and their digests of every row of every release below the workspace."""
    import polars as pl

    columns = ["id", "clauses", "clause_sha256", "fingerprint"]
    tables = [
        pl.read_parquet(path, columns=columns).select(
            "id",
            pl.lit(folder.parent.name).alias("dataset"),
            pl.lit(folder.name).alias("version"),
            "clauses",
            "clause_sha256",
            "fingerprint",
        )
        for folder in versions.every_release(workspace)
        for path in sorted((folder / CONFIG).glob("*.parquet"))
    ]
    texts = pl.List(pl.String)
    schema: dict[str, Any] = {"id": pl.String, "dataset": pl.String, "version": pl.String, "clauses": texts, "clause_sha256": texts, "fingerprint": pl.String}  # fmt: skip
    return pl.concat(tables) if tables else pl.DataFrame(schema=schema)
