"""A release as a measurement sees it: its name, digest and rows, read from its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation import tables
from curation.errors import InputError
from curation.records import Row

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Bound:
    """What a measurement is bound to. Two measurements may be compared when their digests are the same."""

    name: str = ""
    version: str = ""
    content_sha256: str = ""
    comparability: str = ""

    @property
    def known(self) -> bool:
        """Whether it is known at all which release was measured."""
        return bool(self.content_sha256)

    def __str__(self) -> str:
        return (
            f"{self.name}@{self.version} ({self.content_sha256[:12]})" if self.known else "an unnamed release"
        )


@dataclass(frozen=True)
class Release:
    """A release folder: what it is, where it is, and its rows by configuration and split."""

    bound: Bound
    folder: Path
    files: Mapping[tuple[str, str], Path] = field(default_factory=dict)

    def rows(self, config: str | None = None, split: str | None = None) -> list[Row]:
        """The rows of a configuration and a split (all of them by default), in file order.

        Raises: InputError when a file is not a table of rows.
        """
        frames = [
            tables.read(path, Row).collect()
            for (c, s), path in sorted(self.files.items())
            if (config is None or c == config) and (split is None or s == split)
        ]
        return [row for frame in frames for row in tables.rows(frame, Row)]

    def frame(self) -> pl.DataFrame:
        """All rows as one frame."""
        import polars as pl

        return pl.concat([tables.read(path, Row).collect() for _, path in sorted(self.files.items())])


def bound_of(data: Mapping[str, Any]) -> Bound:
    """What a measurement is bound to, from the keys of a manifest or of a log's metadata."""
    name = data.get("release") if isinstance(data.get("release"), str) else data.get("name")
    values = (
        name,
        data.get("version", data.get("release_version")),
        data.get("content_sha256"),
        data.get("comparability"),
    )
    return Bound(*("" if value is None else str(value) for value in values))


def load(folder: Path) -> Release:
    """The release in `folder` (`releases/<dataset>/<version>`), rows not yet read.

    Raises: InputError when there is no `release.json` with a content digest, or no Parquet file beside it.
    """
    manifest = folder / "release.json"
    if not manifest.is_file():
        raise InputError.one(
            str(folder),
            "release-manifest",
            "no release.json here; name a folder releases/<dataset>/<version>",
        )
    try:
        data = json.loads(manifest.read_text("utf-8"))
    except ValueError as error:
        raise InputError.one(str(manifest), "release-manifest", f"is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise InputError.one(str(manifest), "release-manifest", "is not a JSON object")
    bound = bound_of(data)
    files = {
        (path.parent.name, path.name.split("-00000-of-")[0]): path
        for path in sorted(folder.glob("*/*-00000-of-00001.parquet"))
    }
    if not bound.known or not files:
        what = (
            "has no content_sha256"
            if not bound.known
            else "has no <config>/<split>-00000-of-00001.parquet beside it"
        )
        raise InputError.one(str(manifest), "release-manifest", f"{what}; cut the release again")
    return Release(bound, folder.resolve(), files)


def family(row: Row) -> str:
    """The family of a row: its base item's id, or its own."""
    return row.parent or row.id


def tiers(path: Sequence[str], category: str = "") -> dict[int, str]:
    """The category of each tier, `top > next > …` so that equal names below different parents stay apart."""
    if not path:
        return {1: category} if category else {}
    return {level: " > ".join(path[:level]) for level in range(1, len(path) + 1)}
