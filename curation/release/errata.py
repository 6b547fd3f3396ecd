"""What later versions took back of an earlier one, told beside the earlier one.

A released folder and a tag never change, and the card of an old version is part of both. So its erratum stands beside the
manifest, as a signature does: `ERRATUM.md`, written when a later version is published and when the old one is pulled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curation.core import tables
from curation.release import manifest, versions
from curation.release.card import escape
from curation.release.withdrawing import ids

Entry = Mapping[str, str]
"""`{id, reason, since}` of a withdrawn row."""


def of(folder: Path, later: Mapping[str, Any]) -> list[Entry]:
    """The rows of the release in `folder` that the release with the manifest `later`, or one before it, withdrew."""
    version = versions.parse(manifest.load(folder)["version"])
    gone = [w for w in later.get("withdrawn", []) if w["since"] and versions.parse(w["since"]) > version]
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


def write(folder: Path, entries: Sequence[Entry]) -> bool:
    """Puts the erratum beside the manifest of the release in `folder`; says whether that changed anything."""
    path = folder / manifest.ERRATUM
    if not entries:
        return False
    new = text(manifest.load(folder), entries)
    if path.is_file() and path.read_text("utf-8") == new:
        return False
    tables.write_atomic(path, new)
    return True


def spread(folder: Path) -> list[str]:
    """Writes the errata of the releases that stand beside `folder` and are older than it; gives the versions that got a new one."""
    later = manifest.load(folder)
    ours = versions.parse(later["version"])
    changed = []
    for version, place in versions.released(folder.resolve().parent):
        if (
            version < ours
            and manifest.load(place)["dataset"] == later["dataset"]
            and write(place, of(place, later))
        ):
            changed.append(str(version))
    return changed
