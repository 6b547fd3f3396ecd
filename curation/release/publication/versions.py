"""Versions by meaning: what the changes of the rows ask for, and which release another one follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import total_ordering
from pathlib import Path
from typing import Literal

from curation.core.errors import InputError
from curation.release.publication.changes import BREAKING

Step = Literal["major", "minor", "patch"]
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-(preview(?:\.[1-9]\d*)?))?")


@total_ordering
@dataclass(frozen=True)
class Version:
    """`MAJOR.MINOR.PATCH`, and `-preview` or `-preview.N` for what is not audited; ordered as Semantic Versioning orders."""

    major: int
    minor: int
    patch: int
    preview: str = ""

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}" + (f"-{self.preview}" if self.preview else "")

    def __lt__(self, other: Version) -> bool:
        return self._order() < other._order()

    @property
    def core(self) -> tuple[int, int, int]:
        """The three numbers."""
        return (self.major, self.minor, self.patch)

    def _order(self) -> tuple[tuple[int, int, int], bool, int]:
        number = int(self.preview.partition(".")[2] or 0)
        return (self.core, not self.preview, number)


def parse(text: str) -> Version:
    """The version written as `text`; a leading `v` is allowed, as tags have it.

    Raises: InputError when it is none.
    """
    match = _VERSION.fullmatch(text.removeprefix("v"))
    if not match:
        raise InputError.one(
            f"version {text!r}",
            "release-version",
            "is not MAJOR.MINOR.PATCH, with -preview or -preview.N for a preview",
        )
    return Version(int(match[1]), int(match[2]), int(match[3]), match[4] or "")


def is_version(text: str) -> bool:
    """Whether `text` is a version, with or without a leading `v`."""
    return _VERSION.fullmatch(text.removeprefix("v")) is not None


def demanded(counts: Mapping[str, int], meaning_changed: bool = False) -> Step | None:
    """The least step that the changes ask for, None when nothing changed.

    MAJOR: results are no longer comparable (a row left, or its words, key, category or split changed, or a judge scale
    did). MINOR: there are more rows. PATCH: only what is said about the rows changed.
    """
    if meaning_changed or any(counts.get(kind, 0) for kind in BREAKING):
        return "major"
    if counts.get("added", 0):
        return "minor"
    return "patch" if counts.get("recited", 0) or counts.get("described", 0) else None


def least(previous: Version, step: Step | None) -> Version:
    """The least version that may follow `previous` after changes of size `step`.

    After a preview of the same numbers its own final is enough: a preview promises nothing. Below 1.0.0 the same rules hold.
    """
    if previous.preview:
        return Version(*previous.core, "preview")
    if step == "major":
        return Version(previous.major + 1, 0, 0)
    if step == "minor":
        return Version(previous.major, previous.minor + 1, 0)
    return Version(previous.major, previous.minor, previous.patch + 1)


def allowed(version: Version, previous: Version | None, step: Step | None) -> bool:
    """Whether `version` may follow `previous`: greater than it, and raised by at least `step`."""
    if previous is None:
        return True
    return version > previous and version.core >= least(previous, step).core


def comparability(version: Version) -> str:
    """What two versions share when scores on them may be compared: MAJOR; a preview compares with nothing but itself."""
    return str(version) if version.preview else str(version.major)


def released(folder: Path) -> list[tuple[Version, Path]]:
    """The releases below `releases/<dataset>`, oldest first. Folders that are no version are passed over."""
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (match := _VERSION.fullmatch(place.name)) and (place / "release.json").is_file():
            found.append((parse(match[0]), place))
    return sorted(found)


def every_release(workspace: Path) -> list[Path]:
    """The folder of each release of a workspace, dataset by dataset, the oldest version first."""
    return [
        folder for dataset in sorted((workspace / "releases").glob("*")) for _, folder in released(dataset)
    ]


def folders(workspace: Path) -> list[Path]:
    """Every folder of a version below `releases/`, sorted, with or without a manifest: one that lost it is no release any more."""
    places = sorted((workspace / "releases").glob("*/*"))
    return [place for place in places if place.is_dir() and not place.name.startswith(".")]


def before(folder: Path, version: Version) -> Path | None:
    """The release that `version` follows: the newest final one below it; a preview may follow a preview.

    A final version follows the newest final one, since only that promised comparability.
    """
    older = [(v, p) for v, p in released(folder) if v < version]
    finals = [(v, p) for v, p in older if not v.preview]
    chosen = older if version.preview else finals
    return chosen[-1][1] if chosen else None
