"""A release in memory: its rows, and the way of each row back to its clause and its judgements."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.counting import counted
from curation.core.errors import InputError
from curation.core.items import released
from curation.core.records import Clause, Document, Record

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, repr=False)
class Release:
    """A verified release."""

    folder: Path
    """Where it stands."""
    dataset: str
    """Name of the dataset."""
    version: str
    """Its version."""
    digest: str
    """Digest of its content: what a result on it should name."""
    preview: bool
    """True when too few people judged its rows."""
    items: pl.DataFrame
    """One row an item, columns as in `curation.core.records.Row`."""
    clauses: pl.DataFrame
    """The clauses that the items rest on."""
    documents: pl.DataFrame
    """The documents of these clauses."""

    def __repr__(self) -> str:
        tables = ("item", self.items), ("clause", self.clauses), ("document", self.documents)
        held = ", ".join(counted(table.height, name) for name, table in tables)
        return f"<Release {self.dataset} {self.version}: {held}>"

    def lineage(self, id: str) -> dict[str, Any]:
        """A row with its clauses, their documents, and how it was judged: `item`, `clauses`, `documents`, `judgements`, `rule`, `agreement`.

        Raises: InputError when the release has no such row.
        """
        rows = self.items.filter(self.items["id"] == id)
        if not rows.height:
            raise InputError.one(
                f"{self.dataset} {self.version} > {id}",
                "row-unknown",
                "is no row of this release; its ids stand in the column id of `items`",
            )
        item = rows.row(0, named=True)
        clauses = self.clauses.filter(self.clauses["id"].is_in(list(item["clauses"]))).to_dicts()
        named = {(c["document"], c["edition"]) for c in clauses}
        documents = [d for d in self.documents.to_dicts() if (d["slug"], d["edition"]) in named]
        return {
            "item": item,
            "clauses": clauses,
            "documents": documents,
            "judgements": item["judgements"],
            "rule": item["rule"],
            "agreement": item["agreement"],
        }


def load_release(where: str | Path, *, digest: str = "") -> Release:
    """The release in a folder, or `ORG/NAME@VERSION` of the Hub, with its digests, counts and figures derived again from its files.

    No signature is checked: that a release comes from its makers is shown by its digest, or by `curation release verify --key`.

    Args:
        where: folder, or name and version on the Hub (which is pulled to a folder of the cache).
        digest: content digest that it must have; empty to take what is there.

    Raises: InputError listing every difference from what was cut; ServiceError when the Hub cannot be reached.
    """
    from curation import release

    folder = Path(where)
    if not folder.is_dir() and "@" in str(where):
        folder = _pulled(str(where))
    elif folder.is_dir():
        folder = folder.resolve()  # `.` has no name that a message could tell.
    if issues := release.verify(folder):
        raise InputError(issues)
    body = release.manifest.load(folder)
    if digest and body["content_sha256"] != digest:
        raise InputError.one(
            f"{folder.name} > content_sha256",
            "release-other",
            f"is {body['content_sha256']}, not the {digest} that was asked for",
        )
    return Release(
        folder.resolve(),
        body["dataset"],
        body["version"],
        body["content_sha256"],
        bool(body["preview"]),
        release.read_items(folder),
        _table(folder, "clauses", Clause),
        _table(folder, "documents", Document),
    )


def _table(folder: Path, name: str, record: type[Record]) -> pl.DataFrame:
    import polars as pl

    parts = sorted((folder / name).glob("*.parquet"))
    return pl.concat(released.table(p, record) for p in parts) if parts else pl.DataFrame()


def _pulled(name: str) -> Path:
    from curation import release
    from curation.core import resources
    from curation.services.hub import HuggingFaceHub

    out = resources.cache_folder() / "releases" / name.replace("/", "--")
    return release.pull(name, out, HuggingFaceHub())
