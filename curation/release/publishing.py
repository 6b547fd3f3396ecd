"""Publishing a release and bringing one back: one commit, one tag, read back and verified; safe to repeat."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from curation.core.errors import InputError, ServiceError
from curation.core.ports import Hub
from curation.release import errata, manifest, versions
from curation.release.proof import verify


class Shelf(Hub, Protocol):
    """A Hub that also gives single files."""

    def text(self, repo: str, commit: str, path: str) -> str | None:
        """One file of a commit, None when there is none."""
        ...


_SPEC = re.compile(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)@(.+)")


@dataclass(frozen=True)
class Published:
    """Where a release is."""

    repo: str
    tag: str
    commit: str
    did: Literal["published", "tagged", "nothing"]
    """`nothing`: it was there already, whole."""
    errata: tuple[str, ...] = ()
    """Earlier versions beside the release's folder that were given a new erratum."""


def tag_of(version: str) -> str:
    """The tag of a version: `v1.0.0`."""
    return f"v{versions.parse(version)}"


def publish(folder: Path, repo: str, hub: Hub) -> Published:
    """Brings the release in `folder` to `repo`: a commit of exactly its files, read back, then a tag on that commit.

    Whatever failed before, running it again ends with one commit and one right tag: a commit whose answer was lost is
    found by its content, a tag by where it points. Earlier versions beside the folder get the erratum of what this one withdrew.

    Raises: InputError when the release is not whole, when the tag holds something else, or when a newer version is there;
    ServiceError when the Hub fails.
    """
    if issues := verify(folder):
        raise InputError(issues)
    body = manifest.load(folder)
    name = tag_of(body["version"])
    tags = hub.tags(repo)
    if name in tags:
        _same(hub, repo, tags[name], body["digest"], name)
        return Published(repo, name, tags[name], "nothing", tuple(errata.spread(folder)))
    _is_newest(repo, body["version"], tags)
    before = hub.head(repo)
    commit = hub.commit(repo, folder, f"{body['dataset']} {body['version']}", before)
    _same(hub, repo, commit, body["digest"], commit)
    hub.tag(repo, name, commit)
    if hub.tags(repo).get(name) != commit:
        raise ServiceError(f"{repo} does not show the tag {name} on {commit}; run the same command again")
    did: Literal["tagged", "published"] = "tagged" if commit == before else "published"
    return Published(repo, name, commit, did, tuple(errata.spread(folder)))


def _is_newest(repo: str, version: str, tags: dict[str, str]) -> None:
    ours = versions.parse(version)
    newer = [t for t in tags if versions.is_version(t) and versions.parse(t) > ours]
    if newer:
        raise InputError.one(
            f"{repo} {version}",
            "publish-old",
            f"{max(newer, key=versions.parse)} is there already; raise the version",
        )


def _same(hub: Hub, repo: str, commit: str, digest: str, shown: str) -> None:
    """Reads a commit back and compares it with what was cut."""
    with _fetched(hub, repo, commit) as folder:
        issues = verify(folder)
        if not issues and manifest.load(folder)["digest"] == digest:
            return
        first = f": {issues[0]}" if issues else ""
    raise InputError.one(
        f"{repo}@{shown}", "publish-differs", f"holds something else than this release{first}"
    )


@contextmanager
def _fetched(hub: Hub, repo: str, commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="curation-") as place:
        folder = Path(place) / "release"
        hub.download(repo, commit, folder)
        yield folder


def parse_spec(spec: str) -> tuple[str, str] | None:
    """Repository and version of `ORG/NAME@VERSION`; None when `spec` is not of that form."""
    found = _SPEC.fullmatch(spec)
    return (found[1], found[2]) if found else None


def pull(spec: str, out: Path, hub: Shelf) -> Path:
    """Brings exactly the version `ORG/NAME@VERSION` to `out`, verified; the folder appears whole or not at all.

    What is already in `out` is taken only when it is that version, whole: then the Hub is not asked. No other cache is.
    Rows of it that the newest version withdrew are named in `ERRATUM.md` beside its manifest.

    Raises: InputError when the version is not there, is not what it says, or `out` holds something else; ServiceError.
    """
    parsed = parse_spec(spec)
    if parsed is None:
        raise InputError.one(spec, "pull-spec", "is not ORG/NAME@VERSION")
    repo, version = parsed[0], str(versions.parse(parsed[1]))
    if out.exists():
        _is_whole(out, version)
        return out
    tags = hub.tags(repo)
    if (commit := tags.get(tag_of(version))) is None:
        known = ", ".join(sorted(t for t in tags if versions.is_version(t))) or "none"
        raise InputError.one(spec, "pull-unknown", f"there is no such version; there are: {known}")
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.parent / f".part-{uuid.uuid4().hex}"
    try:
        hub.download(repo, commit, part)
        _is_whole(part, version)
        errata.write(part, _withdrawn_since(hub, repo, part))
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return out


def _withdrawn_since(hub: Shelf, repo: str, folder: Path) -> list[errata.Entry]:
    """The rows of `folder` that the release at the head of the repository withdrew."""
    head = hub.head(repo)
    newest = hub.text(repo, head, manifest.FILE) if head else None
    try:
        later = json.loads(newest or "{}")
    except ValueError:  # The head is no release of ours; the version asked for is whole all the same.
        later = {}
    return errata.of(folder, later) if isinstance(later, dict) else []


def _is_whole(folder: Path, version: str) -> None:
    if issues := verify(folder):
        raise InputError(issues)
    if (found := manifest.load(folder)["version"]) != version:
        raise InputError.one(str(folder), "pull-other", f"holds version {found}, not {version}")
