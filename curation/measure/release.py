"""A release as a measurement sees it: its name, digest and rows, read from its folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curation.core import tables
from curation.core.digests import digest, sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.items import released
from curation.core.records import Row


@dataclass(frozen=True)
class MeasurementBasis:
    """What a measurement is bound to. Two measurements may be compared when their digests are the same."""

    name: str = ""
    version: str = ""
    content_sha256: str = ""
    comparability: str = ""

    @property
    def known(self) -> bool:
        """Whether it is known at all which release was measured."""
        return bool(self.content_sha256)

    @property
    def title(self) -> str:
        """`name@version`; of several releases all of them."""
        return f"{self.name}@{self.version}" if self.version else self.name

    def __str__(self) -> str:
        return f"{self.title} ({self.content_sha256[:12]})" if self.known else "an unnamed release"


def together(bounds: Iterable[MeasurementBasis]) -> MeasurementBasis:
    """What a measurement on several releases is bound to: a dataset is of prompts or of questions, and a statement needs both.

    Tasks that belong to no release do not undo the binding of the others; each sample keeps the digest of its own release.
    """
    found = sorted(set(bounds), key=lambda b: (b.name, b.version, b.content_sha256))
    if len(found) == 1:
        return found[0]
    known = [b for b in found if b.known]
    if len(known) == 1:
        return known[0]
    named = " + ".join(b.title or "?" for b in known)
    return MeasurementBasis(named, "", digest(*(b.content_sha256 for b in known)) if known else "")


@dataclass(frozen=True)
class ReleaseFolder:
    """A release folder: what it is, where it is, and its files by configuration and split."""

    bound: MeasurementBasis
    folder: Path
    files: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    """The files that hold rows of their own."""
    views: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    """The files of configurations that repeat rows of another: regions, single categories."""
    scales: Mapping[str, str] = field(default_factory=dict)
    """The judging scales that the release ships, as JSON text by name."""
    withdrawn: frozenset[str] = frozenset()
    """Ids that the erratum beside the release takes back."""
    constant: Mapping[str, Any] = field(default_factory=dict)
    """Columns that say the same of every row and are left out of the files, with what they say."""
    _read: dict[Path, list[Row]] = field(default_factory=dict, repr=False, compare=False)
    """The rows of the files that were read: many runs are joined to one release."""

    def rows(self, config: str | None = None, split: str | None = None) -> list[Row]:
        """The rows of a configuration (by default of all that are no view) and a split (all by default), in file order.

        Raises: InputError when there is no such configuration or split, or a file is not a table of rows.
        """
        there = {**self.files, **self.views} if config is not None else self.files
        chosen = [
            path for (c, s), path in sorted(there.items()) if config in (None, c) and split in (None, s)
        ]
        if not chosen:
            known = ", ".join(f"{c}/{s}" for c, s in sorted({**self.files, **self.views}))
            raise InputError.one(
                str(self.bound), "config-unknown", f"no {config or '*'}/{split or '*'}; there are {known}"
            )
        for path in chosen:
            if path not in self._read:
                self._read[path] = list(tables.rows(released.read(path, self.constant), Row))
        return [row for path in chosen for row in self._read[path]]

    def images(self) -> dict[str, bytes]:
        """The bytes of the pictures that rows show, by their digest; a picture whose bytes were exchanged is not among them.

        Raises: InputError when a file cannot be read.
        """
        import polars as pl

        found: dict[str, bytes] = {}
        for path in self.files.values():
            if released.IMAGES in pl.read_parquet_schema(path):
                found |= released.image_bytes(pl.read_parquet(path, columns=[released.IMAGES]))
        return found


def bound_of(data: Mapping[str, Any]) -> MeasurementBasis:
    """What a measurement is bound to, from the keys of a manifest or of a log's metadata."""
    names = (data.get(key) for key in ("release", "dataset", "name"))
    values = (
        next((name for name in names if isinstance(name, str)), ""),
        data.get("version", data.get("release_version")),
        data.get("content_sha256"),
        data.get("comparability"),
    )
    return MeasurementBasis(*("" if value is None else str(value) for value in values))


def load(folder: Path) -> ReleaseFolder:
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
        data = json.loads(disk.text(manifest))
    except ValueError as error:
        raise InputError.one(str(manifest), "release-manifest", f"is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise InputError.one(str(manifest), "release-manifest", "is not a JSON object")
    bound = bound_of(data)
    parts = {
        (path.parent.name, path.name.split("-00000-of-")[0]): path
        for path in sorted(folder.resolve().glob("*/*-00000-of-00001.parquet"))
    }
    if released.is_private(folder):
        data, bound = _of_private(data, bound)
    issues = _damage(data, folder)
    if not bound.known:
        issues.append(
            Issue(str(manifest), "release-manifest", "has no content_sha256; cut the release again")
        )
    if issues:
        raise InputError(issues)
    rows = {key: path for key, path in parts.items() if _holds_rows(path)}
    if not rows:
        raise InputError.one(
            str(manifest),
            "release-manifest",
            "has no <config>/<split>-00000-of-00001.parquet of rows beside it",
        )
    configs = data.get("configs")
    entries = configs if isinstance(configs, dict) else {}
    views = {name for name, entry in entries.items() if isinstance(entry, dict) and entry.get("view_of")}
    return ReleaseFolder(
        bound,
        folder.resolve(),
        {key: path for key, path in rows.items() if key[0] not in views},
        {key: path for key, path in rows.items() if key[0] in views},
        _scales(parts),
        _withdrawn(folder, str(data.get("dataset") or bound.name)),
        data["constant"] if isinstance(data.get("constant"), dict) else {},
    )


def _of_private(data: Mapping[str, Any], bound: MeasurementBasis) -> tuple[dict[str, Any], MeasurementBasis]:
    """The manifest as far as it speaks of the private rows, and what a measurement on them is bound to: their own digest, since the
    published rows have another one and the two are never pooled."""
    pinned = data.get("private")
    pinned = pinned if isinstance(pinned, dict) else {}
    told = pinned.get("splits")
    splits = told if isinstance(told, dict) else {}
    digests = sorted(str(one.get("digest")) for one in splits.values() if isinstance(one, dict))
    content = digest("private", *digests) if digests else ""
    named = MeasurementBasis(f"{bound.name}-private", bound.version, content, bound.comparability)
    return {**data, "files": pinned.get("files") or {}, "configs": {}}, named


_TAKEN_BACK = re.compile(r"^- `([^`]+)`, not in ", re.MULTILINE)


def _withdrawn(folder: Path, dataset: str) -> frozenset[str]:
    """The ids that the erratum beside the manifest, or a later release beside the folder, takes back."""
    erratum = folder / "ERRATUM.md"
    told = _TAKEN_BACK.findall(disk.text(erratum)) if erratum.is_file() else []
    return frozenset({*released.withdrawn_since(folder, dataset), *told})


def _holds_rows(path: Path) -> bool:
    """Whether a table is one of items: a release also holds the clauses, documents, categories and scales behind them."""
    import polars as pl

    try:
        columns = pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError.one(
            f"{path.parent.name}/{path.name}", "file-unreadable", "is no readable Parquet file"
        ) from error
    return {"id", "fingerprint", "category_path"} <= set(columns)


def _scales(found: Mapping[tuple[str, str], Path]) -> dict[str, str]:
    """The text of the release's judging scales, by name."""
    import polars as pl

    shipped = [pl.read_parquet(path) for (config, _), path in sorted(found.items()) if config == "judging"]
    return {
        name: text
        for table in shipped
        if {"id", "text"} <= set(table.columns)
        for name, text in table.select("id", "text").iter_rows()
    }


def _damage(manifest: Mapping[str, Any], folder: Path) -> list[Issue]:
    """An issue for each table that is not the one the manifest was sealed with."""
    sealed = manifest.get("files")
    if not isinstance(sealed, dict):
        return []
    issues = []
    for name, entry in sorted(sealed.items()):
        want = entry.get("sha256") if isinstance(entry, dict) else entry
        path = folder / name
        if not name.endswith(".parquet") or not isinstance(want, str):
            continue
        if not path.is_file():
            issues.append(
                Issue(
                    str(path),
                    "release-file-missing",
                    "is named in release.json and is not here; pull the release again",
                )
            )
        elif sha256(disk.data(path)) != want:
            issues.append(
                Issue(
                    str(path),
                    "release-file-changed",
                    "differs from the file the release was sealed with; pull the release again",
                )
            )
    return issues


def family(row: Row) -> str:
    """The family of a row: its base item's id, or its own."""
    return row.parent or row.id


def tiers(path: Sequence[str], category: str = "") -> dict[int, str]:
    """The category of each tier, `top > next > …` so that equal names below different parents stay apart."""
    if not path:
        return {1: category} if category else {}
    return {level: " > ".join(path[:level]) for level in range(1, len(path) + 1)}
