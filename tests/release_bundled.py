"""The releases that stand in this repository."""

from __future__ import annotations

from pathlib import Path

from curation.release.publication import versions

RELEASES = Path(__file__).resolve().parents[1] / "releases"


def newest(dataset: str) -> Path:
    """The folder of the newest bundled release of a dataset."""
    folders = [f for f in (RELEASES / dataset).iterdir() if versions.is_version(f.name)]
    return max(folders, key=lambda f: versions.parse(f.name))
