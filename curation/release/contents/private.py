"""Rows that are cut and pinned by digest, and never published: splits that the settings call private.

The release in `releases/<dataset>/<version>` holds the other rows alone. Its manifest says of each private split how many rows and
families it has and which digest its file has. The file itself is written to `private/<dataset>/<version>` of the workspace, beside a copy
of the manifest that pins it; git leaves that folder out. So whoever was given the file can prove that it is the one that the public
release speaks of, and measure on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import whole_folder
from curation.core.items import released
from curation.release.files import manifest, parquet

if TYPE_CHECKING:
    import polars as pl

FOLDER = released.PRIVATE
"""Folder of the workspace, and of the files within a private part."""
IGNORE = "*\n"
"""What the folder's own `.gitignore` says: nothing in it belongs into a repository."""
KEEP = "is the private part of a release and is never published; name the folder below releases/, or hand the file on yourself"


def place(releases: Path, dataset: str, version: str) -> Path:
    """Where the private part of a version stands: beside `releases/`, not in it."""
    return releases.parent / FOLDER / dataset / version


def sealed(dataset: str, row: str) -> str:
    """What a manifest says of the id of a private row: the first 16 hexadecimal digits of a SHA-256, so that the id itself stays unsaid."""
    return sha256(f"{dataset}\n{row}")[:16]


def parted(rows: pl.DataFrame, names: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that are published and those that are not."""
    apart = rows["split"].is_in(list(names))
    return rows.filter(~apart), rows.filter(apart)


def is_part(folder: Path) -> bool:
    """Whether `folder` is the private part of a release and no release."""
    return released.is_private(folder)


def entry(
    rows: pl.DataFrame, pictures: Mapping[str, bytes], dataset: str, version: str, folder: Path
) -> dict[str, Any]:
    """What the manifest says of the private rows: by split their rows, families and digest, and the file of each with its digest.

    Writes the files below `folder`; every column of a row is in them, since the public rows say nothing of what these have alike.

    Args:
        rows: The private rows of all splits, with `split` and `family`.
        pictures: The bytes of pictures by digest.
        dataset: The slug of the dataset.
        version: That of the release.
        folder: `private/<dataset>/<version>`.
    """
    shown = {row: found for row, found in rows.select("id", "pictures").iter_rows() if found}
    splits: dict[str, dict[str, Any]] = {}
    for split in sorted(rows["split"].unique()):
        data = rows.filter(rows["split"] == split).sort("id")
        splits[split] = {
            "rows": data.height,
            "families": data["family"].n_unique(),
            "digest": parquet.set_digest(parquet.row_digests(data)),
            "ids": sorted(sealed(dataset, row) for row in data["id"]),
        }
        if shown:
            whole = {row: shown.get(row, []) for row in data["id"]}
            data = released.with_images(data, whole, pictures)
        parquet.write(
            data,
            folder / FOLDER / f"{split}-00000-of-00001.parquet",
            {"dataset": dataset, "version": version},
        )
    return {"splits": splits, "files": manifest.files(folder)}


def seal(made: Path, target: Path, text: str) -> None:
    """Puts the private part that stands in `made`, with the manifest `text` that pins it, to `target`; one that a killed cut left is replaced."""
    root = target.parent.parent
    disk.folder(root)
    tables.write_atomic(root / ".gitignore", IGNORE)
    if target.is_dir():
        disk.folder_removed(target)
    with whole_folder(target) as part:
        for name in manifest.files(made):
            disk.copied(made / name, part / name)
        tables.write_atomic(part / manifest.FILE, text)


def verify(folder: Path) -> list[Issue]:
    """Everything in which the private part in `folder` differs from what its manifest pins, sorted; empty when nothing differs."""
    try:
        body = manifest.load(folder)
    except InputError as error:
        return list(error.issues)
    pinned = body.get("private") or {"splits": {}, "files": {}}
    named = {**pinned, "dataset": body["dataset"]}
    return sorted([*_files(folder, pinned["files"]), *_rows(folder, named), *_beside(folder, body)])


def _files(folder: Path, pinned: Mapping[str, Mapping[str, Any]]) -> Iterator[Issue]:
    there = manifest.files(folder)
    for name, problem in manifest.strange(folder):
        yield Issue(f"{folder.name} > {name}", "file-strange", problem)
    for name in sorted({*there, *pinned}):
        where = f"{folder.name} > {name}"
        if name not in there:
            yield Issue(
                where,
                "file-missing",
                "is listed in release.json and is not there; take the private folder that was cut with this release",
            )
        elif name not in pinned:
            yield Issue(where, "file-unknown", "is not part of the private half; take it out")
        elif there[name] != dict(pinned[name]):
            yield Issue(
                where,
                "file-changed",
                "has other bytes than release.json lists; take the private folder that was cut with this release",
            )


def _rows(folder: Path, pinned: Mapping[str, Any]) -> Iterator[Issue]:
    """The digest of the rows themselves, so that a file written anew by another library is told from other rows."""
    for split, told in pinned["splits"].items():
        path = folder / FOLDER / f"{split}-00000-of-00001.parquet"
        if not path.is_file() or path.is_symlink():
            continue
        try:
            data = parquet.read(path)
            rows = released.whole(data, {}, split, path.name)
            digest = parquet.set_digest(parquet.row_digests(rows))
        except (InputError, ValueError):
            yield Issue(f"{folder.name} > {FOLDER}/{path.name}", "file-unreadable", "cannot be read as rows")
            continue
        ids = sorted(sealed(pinned["dataset"], row) for row in rows["id"])
        if digest != told["digest"] or rows.height != told["rows"] or ids != told.get("ids", ids):
            yield Issue(
                f"{folder.name} > {FOLDER}/{path.name}",
                "row-changed",
                "holds other rows than release.json pins",
            )


def _beside(folder: Path, body: Mapping[str, Any]) -> Iterator[Issue]:
    """The public release, where it is at hand, has to be the one whose manifest lies here."""
    public = folder.resolve().parents[2] / "releases" / body["dataset"] / body["version"]
    if (public / manifest.FILE).is_file() and sha256(disk.data(public / manifest.FILE)) != sha256(
        disk.data(folder / manifest.FILE)
    ):
        yield Issue(
            f"{folder.name} > {manifest.FILE}",
            "parent-differs",
            f"is not the manifest of {public.parent.name} {public.name} below releases/; cut the release again, or take the private folder that was cut together with that release",
        )


def told(body: Mapping[str, Any]) -> str:
    """One sentence about the private splits of a release; empty when there are none."""
    splits = (body.get("private") or {}).get("splits") or {}
    if not splits:
        return ""
    named = ", ".join(
        f"{name} {one['rows']} rows in {one['families']} families" for name, one in splits.items()
    )
    return f"private, not published, pinned in release.json: {named}"


def without_rows(body: Mapping[str, Any]) -> str:
    """One sentence about private splits that got no row, which can be all of them; empty when there is none."""
    splits = (body.get("private") or {}).get("splits") or {}
    empty = [name for name in (body.get("settings") or {}).get("private") or () if name not in splits]
    if not empty:
        return ""
    return f"no row is private in {', '.join(empty)}: a row that stood in an earlier release keeps its split"
