"""`release.json`: what a release is, what it was made from, and the digests by which anyone can tell that it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curation.core.digests import canonical_json, digest, sha256
from curation.core.errors import InputError

FILE = "release.json"
FORMAT = 1
SIGNATURES = ("release.json.minisig", "release.json.sigstore.json")
"""Files beside the manifest that are not part of it: they sign it."""
ERRATUM = "ERRATUM.md"
"""What later versions took back of this one: written after it was sealed, so no part of it either."""


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
    try:
        text = path.read_bytes().decode("utf-8")
        found: dict[str, Any] = json.loads(text)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError.one(where, "release-absent", "is not there: this is no release") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError.one(where, "release-manifest", "is not JSON; fetch the release again") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError.one(where, "release-format", f"is not a manifest of format {FORMAT}")
    if seal({k: v for k, v in found.items() if k != "digest"}) != text:
        raise InputError.one(
            where, "release-manifest", "is not what was sealed: its own digest does not hold"
        )
    return found


def files(folder: Path) -> dict[str, dict[str, Any]]:
    """SHA-256 and size of every file below `folder` but the manifest and what stands beside it, by path, sorted."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in (FILE, ERRATUM, *SIGNATURES):
            data = path.read_bytes()
            found[name] = {"sha256": sha256(data), "size": len(data)}
    return found


def content_digest(configs: Mapping[str, Mapping[str, Any]]) -> str:
    """The digest of all rows of a release: of the digests of its configurations, views left out."""
    return sha256(canonical_json({name: c["digest"] for name, c in configs.items() if not c["view_of"]}))
