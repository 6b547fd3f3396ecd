"""Where `schemas/` is: a workspace's own first, then the packaged one (wheel), then the repository's (checkout)."""

from __future__ import annotations

import os
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from curation.core.errors import StateError
from curation.core.files import disk


def packaged() -> Traversable:
    """The `schemas/` that came with the package."""
    return shipped("schemas")


def shipped(folder: str) -> Traversable:
    """A folder of data that came with the package: inside it in a wheel, beside it in a checkout."""
    inside = files("curation") / folder
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / folder


def find(name: str, workspace: Path | None = None) -> Traversable:
    """The file or folder `name` below `schemas/`, the workspace's own before the packaged one.

    Raises: StateError when neither has it.
    """
    if workspace is not None and (own := workspace / "schemas" / name).exists():
        return own
    place: Traversable = packaged()
    for part in name.split("/"):
        place = place / part
    if not (place.is_file() or place.is_dir()):
        raise StateError(f"schemas/{name} is neither in the workspace nor in the package")
    return place


def names(folder: str, suffix: str, workspace: Path | None = None) -> list[str]:
    """The names (without `suffix`) of the files in `schemas/<folder>`, workspace and package together, sorted."""
    found: set[str] = set()
    for root in ([workspace / "schemas"] if workspace is not None else []) + [packaged()]:
        place = root / folder
        if place.is_dir():
            found |= {entry.name[: -len(suffix)] for entry in place.iterdir() if entry.name.endswith(suffix)}
    return sorted(found)


def cache_folder() -> Path:
    """Where what can be made again is kept for all workspaces: `CURATION_CACHE`, else the XDG cache of the user.

    An account without a home, or with one that cannot be written, gets a folder of its own below the system's temporary one.

    Raises: StateError when even that belongs to somebody else.
    """
    if own := os.environ.get("CURATION_CACHE"):
        return Path(own)
    try:
        wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "curation"
        disk.folder(wanted)
        if os.access(wanted, os.W_OK):
            return wanted
    except (OSError, RuntimeError):  # RuntimeError: there is no home at all
        pass
    return _temporary()


def _temporary() -> Path:
    folder = Path(tempfile.gettempdir()) / f"curation-{os.getuid()}"
    disk.folder(folder, private=True)
    about = folder.lstat()
    if folder.is_symlink() or about.st_uid != os.getuid():
        raise StateError(f"{folder} belongs to another account; name a folder for caches in CURATION_CACHE")
    return folder
