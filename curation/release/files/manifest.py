"""`release.json`: what a release is, what it was made from, and the digests by which anyone can tell that it is whole."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from curation.core.digests import canonical_json, digest, sha256
from curation.core.errors import InputError
from curation.core.files import disk

FILE = "release.json"
FORMAT = 2
"""Raised when a text that `verify` derives (card, croissant, tasks) or a digest is made in another way: a release of another
format is refused by name, since its texts cannot be derived by this version."""
SIGNATURES = ("release.json.minisig", "release.json.sigstore.json")
"""Files beside the manifest that are not part of it: they sign it."""
ERRATUM = "ERRATUM.md"
"""What later versions took back of this one: written after it was sealed, so no part of it either."""
ERRATUM_SOURCE = "ERRATUM.release.json"
"""The manifest of the later version that the erratum follows from, so that `verify` can derive the erratum again."""
BESIDE = frozenset({*SIGNATURES, ERRATUM, ERRATUM_SOURCE})
"""Everything that may stand beside the manifest without being a part of it."""
OF_THE_HUB = ".gitattributes"
"""The Hub puts this file into every repository."""
_HUB_LINE = re.compile(r"\s*+(#.*|\S+ filter=lfs diff=lfs merge=lfs -text)?\s*")


def seal(body: Mapping[str, Any]) -> str:
    """The text of `release.json`: `body` with the digest of itself, keys sorted, one line an entry."""
    whole = {**body, "digest": digest(body)}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def load(folder: Path) -> dict[str, Any]:
    """The manifest of the release in `folder`, checked to be exactly what was sealed.

    Raises: InputError when there is none, or when one byte of it is not what it was.
    """
    path = folder / FILE
    where = f"{folder.name} > {FILE}"
    if path.is_symlink():
        raise InputError.one(where, "file-link", "is a link; a release holds plain files only")
    try:
        data = disk.data(path)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise InputError.one(where, "release-absent", f"is not there: {_instead(folder)}") from error
    return parse(data, where)


def is_earlier(folder: Path) -> bool:
    """Whether the manifest in `folder` states a format before the one that is read here; no such format had private splits."""
    try:
        stated = json.loads(disk.text(folder / FILE)).get("format")
    except (ValueError, AttributeError, RecursionError):
        return False
    return isinstance(stated, int) and stated < FORMAT


def _instead(folder: Path) -> str:
    """What stands where a release was looked for."""
    if not folder.is_dir():
        return f"{folder} is no folder; check the path, or fetch a release: curation release pull ORG/NAME@VERSION"
    versions = sorted(path.parent.name for path in folder.glob(f"*/{FILE}"))
    return "this is no release" + (
        f"; name one of its versions: {', '.join(versions[:5])}" if versions else ""
    )


def parse(data: bytes, where: str) -> dict[str, Any]:
    """The manifest in `data`, checked to be exactly what was sealed; `where` names it in messages.

    Raises: InputError when it is none, is of another format, or is not what was sealed.
    """
    try:
        text = data.decode("utf-8")
        manifest: dict[str, Any] = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError.one(where, "release-manifest", "is not JSON; fetch the release again") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        stated = manifest.get("format") if isinstance(manifest, dict) else None
        raise InputError.one(
            where,
            "release-format",
            f"is not a manifest of format {FORMAT} but of {stated!r}; use the version of curation that cut it, or cut a new version of the dataset",
        )
    try:
        sealed = seal({k: v for k, v in manifest.items() if k != "digest"})
    except ValueError:  # a number that is none
        sealed = ""
    if sealed != text:
        raise InputError.one(
            where,
            "release-manifest",
            "was changed after the release was cut: its digest does not fit its content; fetch the release again",
        )
    return manifest


def files(folder: Path) -> dict[str, dict[str, Any]]:
    """SHA-256 and size of every regular file below `folder` but the manifest and what stands beside it, by path, sorted.

    Links, folders and special files are never opened: `strange` lists them.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _regular(path) and name != FILE and name not in BESIDE and not _of_the_hub(path, name):
            data = disk.data(path)
            found[name] = {"sha256": sha256(data), "size": len(data)}
    return found


def strange(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and fault of what no release holds: links, special files, and folders without a file, sorted by path."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield name, "is a link; a release holds plain files only"
        elif path.is_dir():
            if not any(path.iterdir()):
                yield name, "is an empty folder, which is not part of the release"
        elif not _regular(path):
            yield name, "is no plain file"


def _regular(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _of_the_hub(path: Path, name: str) -> bool:
    """Whether a file is the Hub's own `.gitattributes`, which says only what is stored as a large file."""
    if name != OF_THE_HUB or path.stat().st_size > 10_000:
        return False
    lines = disk.data(path).decode("utf-8", "replace").split("\n")
    return all(_HUB_LINE.fullmatch(line) for line in lines)


def content_digest(configs: Mapping[str, Mapping[str, Any]]) -> str:
    """The digest of all rows of a release: of the digests of its configurations, views left out."""
    return sha256(canonical_json({name: c["digest"] for name, c in configs.items() if not c["view_of"]}))
