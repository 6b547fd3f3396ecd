"""Rows that a version of a dataset kept private and that another version would publish.

A row that was private once has to stay so, or the results on it were not on unseen items. Each manifest with private splits holds a
digest of the id of every private row, so every clone of a workspace knows these rows without their words. Manifests that were written
before they held these digests tell the splits alone; there a row counts as private when its family fell into a private split by them,
unless that version published the row or another of its family (a family that was published before `private` was set stays published).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.counting import counted
from curation.core.errors import Issue
from curation.core.items import released
from curation.release.contents import private, splits
from curation.release.contents.rows import CONFIG
from curation.release.files import manifest
from curation.release.publication import versions

if TYPE_CHECKING:
    import polars as pl

    from curation.release.settings import DatasetSettings

CURE = (
    "put `splits` and `private` of the dataset back as they were, or allow it in curation.toml with a reason that the card shows: "
    'publish_private = {{ {split} = "WHY" }}'
)


@dataclass(frozen=True)
class _Undigested:
    """What a version with private splits tells without digests of ids."""

    version: str
    shares: Mapping[str, float]
    hidden: frozenset[str]
    """Its private splits."""
    published: frozenset[str]
    """Ids of the rows that it publishes."""
    families: frozenset[str]
    """Families of these rows."""


@dataclass(frozen=True)
class PrivateRows:
    """What the manifests of the versions of one dataset say of rows that are not published."""

    dataset: str
    """Name of the dataset."""
    by_digest: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Version and split by the digest of a row's id; the oldest version counts."""
    by_split: Sequence[_Undigested] = ()
    """Each version whose manifest has no such digests."""

    def place(self, row: str, family: str) -> tuple[str, str] | None:
        """The version and the split in which a row was private; None when it never was."""
        if found := self.by_digest.get(private.sealed(self.dataset, row)):
            return found
        for one in self.by_split:
            split = splits.place(f"{self.dataset}\n{family}", one.shares)
            if split in one.hidden and row not in one.published and family not in one.families:
                return one.version, split
        return None

    def splits_of(self, rows: Iterable[str], names: Sequence[str]) -> dict[str, str]:
        """The split of each row of which a manifest holds the digest, where that split is among `names`, those still private."""
        found = {row: self.by_digest.get(private.sealed(self.dataset, row)) for row in rows}
        return {row: place[1] for row, place in found.items() if place is not None and place[1] in names}


def read(folder: Path, dataset: str, leave_out: str = "") -> PrivateRows:
    """What the versions below `releases/<dataset>` say of private rows.

    Args:
        folder: `releases/<dataset>`; nothing is known where it is not there.
        dataset: Name of the dataset.
        leave_out: A version that is not asked.

    Raises: InputError when a manifest cannot be read.
    """
    digests: dict[str, tuple[str, str]] = {}
    earlier: list[_Undigested] = []
    for version, place in versions.released(folder):
        asked = str(version) != leave_out and not manifest.is_earlier(place)
        body = manifest.load(place) if asked else {}
        told = (body.get("private") or {}).get("splits") or {}
        for split, one in told.items():
            for digest in one.get("ids", ()):
                digests.setdefault(digest, (str(version), split))
        if any("ids" not in one for one in told.values()):
            earlier.append(_undigested(str(version), place, body))
    return PrivateRows(dataset, digests, tuple(earlier))


def _undigested(version: str, folder: Path, body: Mapping[str, Any]) -> _Undigested:
    """What the manifest and the published rows of a version say, where the manifest has no digests of ids."""
    files = sorted((folder / CONFIG).glob("*.parquet"))
    shown = [
        row
        for path in files
        for row in released.read(path, body["constant"]).select("id", "family").iter_rows()
    ]
    kept = body["settings"]
    return _Undigested(
        version,
        kept["splits"],
        frozenset(kept.get("private", ())),
        frozenset(row for row, _ in shown),
        frozenset(family for _, family in shown),
    )


def problems(
    rows: pl.DataFrame, known: PrivateRows, allowed: Mapping[str, str], hidden: Sequence[str] = ()
) -> list[Issue]:
    """What forbids publishing `rows`: those that were private, one issue a version and split, and ids allowed that stay private.

    Args:
        rows: The rows that are published, with `id` and `family`.
        known: The rows that were private.
        allowed: Reason by split or row id, from the settings.
        hidden: Ids of the rows that stay private.
    """
    return [*_told(rows, known, allowed), *_named_in_vain(allowed, hidden)]


def _told(rows: pl.DataFrame, known: PrivateRows, allowed: Mapping[str, str]) -> Iterator[Issue]:
    shown: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row, family in rows.select("id", "family").iter_rows():
        place = known.place(row, family)
        if place is not None and row not in allowed and place[1] not in allowed:
            shown.setdefault(place, []).append((row, family))
    for (version, split), found in sorted(shown.items()):
        rows_told = counted(len(found), "row")
        families = len({family for _, family in found})
        yield Issue(
            f"split {split} of {version}",
            "gate-private",
            f"{rows_told} in {counted(families, 'family', 'families')} stayed private there and would be published now, the first of them "
            f"{min(found)[0]}; {CURE.format(split=split)}",
        )


def _named_in_vain(allowed: Mapping[str, str], hidden: Sequence[str]) -> Iterator[Issue]:
    for row in sorted(set(allowed) & set(hidden)):
        yield Issue(
            f"curation.toml > publish_private > {row}",
            "gate-private",
            "stays private, and the settings in release.json would tell its id; take this id out of `publish_private` until its version publishes it",
        )


def card_lines(dataset: DatasetSettings) -> list[str]:
    """What a card says of rows that were private before; nothing where none is allowed."""
    return [
        f"Rows that were private in an earlier version may be published here (`{name}`): {reason.strip()}"
        for name, reason in sorted(dataset.publish_private.items())
    ]


def of_folder(folder: Path, rows: pl.DataFrame) -> list[Issue]:
    """What forbids publishing the release in `folder`: rows of it that another version beside it keeps private.

    Raises: InputError when a manifest cannot be read.
    """
    body: Mapping[str, Any] = manifest.load(folder)
    known = read(folder.resolve().parent, body["dataset"], body["version"])
    found = problems(rows, known, body["settings"].get("publish_private") or {})
    return [
        replace(issue, message=f"{issue.message}; then cut another version, since a release never changes")
        for issue in found
    ]
