"""New workspaces: the folders, the settings, and a small document to start from."""

from __future__ import annotations

import json
import uuid
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from curation.core import resources, tables
from curation.core.errors import StateError
from curation.core.files import disk
from curation.pipeline import config

Example = Literal["ai-policy", "lab-safety", "by-hand"]
IGNORED = """# Anchored: a file of the same name inside a release is part of it.
/.curation/
/report.html
"""
ATTRIBUTES = """# These are named by the digest of their bytes: no change of line ends, on any system.
raw/** -text
releases/** -text
schemas/** -text
"""
UNSET = "00000000-0000-0000-0000-000000000000"
"""Stands in the settings of an example where every workspace has a canary of its own."""
UNNAMED = 'name = "my workspace"'
"""The line of the empty example that names the workspace: it is named after its folder."""


def template(example: Example | None) -> Traversable:
    """The example workspace a new one starts from: in the wheel, else in the checkout."""
    return resources.shipped("examples") / (example or "empty")


def make(folder: Path, example: Example | None = None) -> list[Path]:
    """Makes a workspace in `folder`; gives the files written.

    Raises: StateError when the folder holds anything but a repository without files: nothing of anybody's is overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise StateError(
            f"{folder} is not empty; name a folder that is absent, empty, or a git repository without files"
        )
    written = _copy(template(example), folder)
    for name in ("raw/documents", "raw/review", "schemas", "releases"):
        disk.folder(folder / name)
    settings = folder / "curation.toml"
    words = disk.text(settings)
    name = folder.resolve().name
    if example is None and name and name.isprintable():
        words = words.replace(UNNAMED, f"name = {json.dumps(name, ensure_ascii=False)}", 1)
    told = f"#:schema ./{config.SCHEMA_FILE}\n{words}"
    own = {
        ".gitignore": IGNORED,
        ".gitattributes": ATTRIBUTES,
        config.SCHEMA_FILE: config.settings_schema(),
        "curation.toml": told,
    }
    for name, text in own.items():
        tables.write_atomic(folder / name, text)
    return [*written, *(folder / name for name in own if name != "curation.toml")]


def _own(content: bytes) -> bytes:
    """The content with a new GUID in each place that asks for one."""
    first, *rest = content.split(UNSET.encode())
    return first + b"".join(str(uuid.uuid4()).encode() + part for part in rest)


def _copy(source: Traversable, target: Path) -> list[Path]:
    written: list[Path] = []
    for entry in sorted(source.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        elif not entry.name.endswith((".py", ".pyc")):
            tables.write_atomic(target / entry.name, _own(disk.data(entry)))
            written.append(target / entry.name)
    return written
