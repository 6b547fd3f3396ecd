"""What later versions took back of an earlier one, told beside the earlier one.

A released folder and a tag never change, and the card of an old version is part of both. So its erratum stands beside the
manifest, as a signature does: `ERRATUM.md`, written when a later version is published and when the old one is pulled, with the
manifest of that later version as its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import write_atomic
from curation.release.files import manifest
from curation.release.files.card import escape
from curation.release.publication import versions
from curation.release.publication.withdrawing import ids

Entry = Mapping[str, str]
"""`{id, reason, since}` of a withdrawn row."""


def of(folder: Path, later: Mapping[str, Any]) -> list[Entry]:
    """The rows of the release in `folder` that the release with the manifest `later`, or one before it, withdrew."""
    version = versions.parse(manifest.load(folder)["version"])
    gone = [
        w for w in later.get("withdrawn", [])
        if versions.is_version(w["since"]) and versions.parse(w["since"]) > version
    ]  # fmt: skip
    if not gone:
        return []
    held = ids(folder)
    return [w for w in gone if w["id"] in held]


def beside(folder: Path) -> list[Entry]:
    """The same by the newest release that stands beside `folder` in `releases/<dataset>/`; nothing where there is no newer one."""
    body = manifest.load(folder)
    ours = versions.parse(body["version"])
    newer = [place for version, place in versions.released(folder.resolve().parent) if version > ours]
    if not newer:
        return []
    later = manifest.load(newer[-1])
    return of(folder, later) if later["dataset"] == body["dataset"] else []


def text(body: Mapping[str, Any], entries: Sequence[Entry]) -> str:
    """The text of `ERRATUM.md` for the release with the manifest `body`."""
    lines = [f"- `{w['id']}`, not in {w['since']} and later: {escape(w['reason'])}" for w in entries]
    return (
        f"# Erratum of {body['dataset']} {body['version']}\n\n"
        f"{len(entries)} of its rows were withdrawn since. The files of this version are as they were published; leave these rows out, "
        "or use a later version.\n\n" + "\n".join(lines) + f"\n\nCanary: `{body['canary']}`\n"
    )


def write(folder: Path, entries: Sequence[Entry], later: bytes) -> bool:
    """Puts the erratum beside the manifest of the release in `folder`, and the manifest `later` that it follows from; says
    whether that changed anything."""
    if not entries:
        return False
    wanted = {
        manifest.ERRATUM_SOURCE: later,
        manifest.ERRATUM: text(manifest.load(folder), entries).encode(),
    }
    old = {name: disk.data(folder / name) for name in wanted if (folder / name).is_file()}
    for name, data in wanted.items():
        if old.get(name) != data:
            write_atomic(folder / name, data)
    return old != wanted


def spread(folder: Path) -> list[str]:
    """Writes the errata of the releases that stand beside `folder` and are older than it; gives the versions that got a new one."""
    later = manifest.load(folder)
    data = disk.data(folder / manifest.FILE)
    ours = versions.parse(later["version"])
    changed = []
    for version, place in versions.released(folder.resolve().parent):
        if (
            version < ours
            and manifest.load(place)["dataset"] == later["dataset"]
            and write(place, of(place, later), data)
        ):
            changed.append(str(version))
    return changed


def check(folder: Path) -> Iterator[Issue]:
    """What is wrong with the erratum beside the manifest: it has to follow from a later version, beside it or at hand."""
    path, source = folder / manifest.ERRATUM, folder / manifest.ERRATUM_SOURCE
    where = f"{folder.name} > {manifest.ERRATUM}"
    for file in (path, source):
        if file.is_symlink() or (file.exists() and not file.is_file()):
            yield Issue(f"{folder.name} > {file.name}", "file-link", "is no plain file")
            return
    body = manifest.load(folder)
    laters = [
        manifest.load(place)
        for v, place in versions.released(folder.resolve().parent)
        if v > versions.parse(body["version"])
    ]
    if source.exists():
        try:
            laters.append(manifest.parse(disk.data(source), f"{folder.name} > {source.name}"))
        except InputError as error:
            yield from error.issues
            return
        if not path.exists():
            yield Issue(
                f"{folder.name} > {source.name}",
                "erratum-unfounded",
                f"is here, but {manifest.ERRATUM}, which lists the withdrawn rows, is missing; pull the release again",
            )
    if not path.exists():
        return
    there = disk.data(path).decode("utf-8", "replace")
    for later in laters:
        if (
            later["dataset"] == body["dataset"]
            and (entries := of(folder, later))
            and text(body, entries) == there
        ):
            return
    yield Issue(
        where,
        "erratum-unfounded",
        "follows from no later version beside it or in "
        + manifest.ERRATUM_SOURCE
        + "; pull the release again",
    )
