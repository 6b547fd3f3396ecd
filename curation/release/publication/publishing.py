"""Publishing a release and bringing one back: one commit, one tag, read back and verified; safe to repeat."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from curation.core.errors import HeadMoved, InputError, Issue, ServiceError
from curation.core.files import disk
from curation.core.files.io import sweep, whole_folder, write_atomic, writing
from curation.core.ports import Hub
from curation.release.contents import kept_private, private
from curation.release.files import errata, manifest
from curation.release.publication import versions
from curation.release.verification import signing
from curation.release.verification.proof import verify
from curation.release.verification.signing import Trust


class Shelf(Hub, Protocol):
    """A Hub that also gives single files."""

    def text(self, repo: str, commit: str, path: str) -> str | None:
        """One file of a commit, None when there is none."""
        ...

    def signatures(self, repo: str, tag: str) -> dict[str, bytes]:
        """The signatures of `tag` that came after it was published, by file name."""
        ...

    def add_signatures(self, repo: str, tag: str, commit: str, files: Mapping[str, bytes]) -> None:
        """Puts signatures of `tag`, which is on `commit`, beside it."""
        ...


_SPEC = re.compile(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)@(.+)")


@dataclass(frozen=True)
class Published:
    """Where a release is."""

    repo: str
    tag: str
    commit: str
    did: Literal["published", "tagged", "signed", "nothing"]
    """`signed`: it was there, and its signature came now; `nothing`: it was there already and nothing differs."""
    errata: tuple[str, ...] = ()
    """Earlier versions beside the release's folder that were given a new erratum."""


def tag_of(version: str) -> str:
    """The tag of a version: `v1.0.0`."""
    return f"v{versions.parse(version)}"


TRIES = 4
"""How often a publisher reads the head again when somebody else was faster."""


def publish(folder: Path, repo: str, hub: Shelf, trusts: Sequence[Trust] = ()) -> Published:
    """Brings the release in `folder` to `repo`: a commit of exactly its files, read back, then a tag on that commit.

    Whatever failed before, running it again ends with one commit and one right tag: a commit whose answer was lost is
    found by its content, a tag by where it points. A signature that came after the tag is put beside it. Earlier versions
    beside the folder get the erratum of what this one withdrew. `trusts` are what the release must show before it leaves.

    Raises: InputError when the release differs from what was cut, when rows of it are private in another version beside it, when the
    tag holds something else, or when a newer version is there; ServiceError when the Hub fails.
    """
    if private.is_part(folder):
        raise InputError.one(str(folder), "publish-private", private.KEEP)
    if issues := [*verify(folder), *_shortfalls(folder, trusts)]:
        raise InputError(issues)
    for left in range(TRIES - 1, -1, -1):
        try:
            return _publish(folder, repo, hub)
        except HeadMoved:
            if not left:
                raise
    raise AssertionError("the loop returns or raises")


def _publish(folder: Path, repo: str, hub: Shelf) -> Published:
    from curation.release.cutting import read_items

    body = manifest.load(folder)
    name = tag_of(body["version"])
    tags = hub.tags(repo)
    if name in tags:
        _same(hub, repo, tags[name], body["digest"], name)
        signed = _sign_late(folder, repo, hub, name, tags[name])
        did: Literal["signed", "nothing"] = "signed" if signed else "nothing"
        return Published(repo, name, tags[name], did, tuple(errata.spread(folder)))
    _is_newest(repo, body["version"], tags)
    # Only of what is not there yet: stopping a version that is public already would hide nothing.
    if issues := kept_private.of_folder(folder, read_items(folder)):
        raise InputError(issues)
    before = hub.head(repo)
    with _sealed_files(folder) as files:
        commit = hub.commit(repo, files, f"{body['dataset']} {body['version']}", before)
    _same(hub, repo, commit, body["digest"], commit)
    hub.tag(repo, name, commit)
    if hub.tags(repo).get(name) != commit:
        raise ServiceError(f"{repo} does not show the tag {name} on {commit}; run the same command again")
    outcome: Literal["tagged", "published"] = "tagged" if commit == before else "published"
    return Published(repo, name, commit, outcome, tuple(errata.spread(folder)))


@contextmanager
def _sealed_files(folder: Path) -> Iterator[Path]:
    """A copy of what is published: what the manifest seals, the manifest and its signatures; an erratum is not part of it."""
    names = [*manifest.load(folder)["files"], manifest.FILE]
    names += [name for name in manifest.SIGNATURES if (folder / name).is_file()]
    with tempfile.TemporaryDirectory(prefix="curation-") as place:
        for name in names:
            target = Path(place) / "release" / name
            disk.copied(folder / name, target)
        yield Path(place) / "release"


def _sign_late(folder: Path, repo: str, hub: Shelf, tag: str, commit: str) -> bool:
    """Brings signatures that the tagged commit does not hold; says whether there were any."""
    ours = {name: disk.data(folder / name) for name in manifest.SIGNATURES if (folder / name).is_file()}
    if not ours:
        return False
    theirs = hub.signatures(repo, tag)
    for name, data in ours.items():
        if (
            name not in theirs
            and (text := hub.text(repo, commit, name)) is not None
            and text.encode() == data
        ):
            theirs[name] = data
    missing = {name: data for name, data in ours.items() if theirs.get(name) != data}
    if missing:
        hub.add_signatures(repo, tag, commit, missing)
    return bool(missing)


def _is_newest(repo: str, version: str, tags: dict[str, str]) -> None:
    ours = versions.parse(version)
    newer = [t for t in tags if versions.is_version(t) and versions.parse(t) > ours]
    if newer:
        raise InputError.one(
            f"{repo} {version}",
            "publish-old",
            f"{max(newer, key=versions.parse)} is there already, and an older version cannot follow it; cut a version that is higher",
        )


def _same(hub: Hub, repo: str, commit: str, digest: str, shown: str) -> None:
    """Reads a commit back and compares it with what was cut."""
    with _fetched(hub, repo, commit) as folder:
        issues = verify(folder)
        if not issues and manifest.load(folder)["digest"] == digest:
            return
        first = f": {issues[0]}" if issues else ""
    raise InputError.one(f"{repo}@{shown}", "publish-differs", f"holds another release than this one{first}")


@contextmanager
def _fetched(hub: Hub, repo: str, commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="curation-") as place:
        folder = Path(place) / "release"
        hub.download(repo, commit, folder)
        yield folder


def parse_spec(spec: str) -> tuple[str, str] | None:
    """Repository and version of `ORG/NAME@VERSION`; None when `spec` is not of that form."""
    match = _SPEC.fullmatch(spec)
    return (match[1], match[2]) if match else None


def pull(spec: str, out: Path, hub: Shelf, trusts: Sequence[Trust] = ()) -> Path:
    """Brings exactly the version `ORG/NAME@VERSION` to `out`, verified; the folder appears whole or not at all.

    What is already in `out` is taken only when it is that version, without a difference: then the Hub is not asked. No other
    cache is. A signature that came after the tag comes along. Rows that the newest version withdrew are named in `ERRATUM.md`.

    Raises: InputError when the version is not there, is not what it says, falls short of `trusts`, or `out` holds something
    else; ServiceError.
    """
    parsed = parse_spec(spec)
    if parsed is None:
        raise InputError.one(spec, "pull-spec", "is not ORG/NAME@VERSION, such as acme/lab-safety@1.0.0")
    repo, version = parsed[0], str(versions.parse(parsed[1]))
    if out.exists():
        _is_whole(out, version, trusts)
        return out
    tag, tags = tag_of(version), hub.tags(repo)
    if (commit := tags.get(tag)) is None:
        known = ", ".join(sorted(t for t in tags if versions.is_version(t)))
        there = (
            f"there are: {known}"
            if known
            else "it holds no release (none was published, or publishing did not finish)"
        )
        raise InputError.one(spec, "pull-unknown", f"there is no such version; {there}")
    with writing(out), whole_folder(out) as part:
        sweep(out.parent)
        hub.download(repo, commit, part)
        for name, data in hub.signatures(repo, tag).items():
            if name in manifest.SIGNATURES:
                write_atomic(part / name, data)
        _is_whole(part, version, trusts)
        _put_erratum(hub, repo, part)
    return out


def _put_erratum(hub: Shelf, repo: str, folder: Path) -> None:
    """Writes which rows of `folder` the release at the head of the repository withdrew."""
    head = hub.head(repo)
    newest = hub.text(repo, head, manifest.FILE) if head else None
    if newest is None:
        return
    try:
        later = manifest.parse(newest.encode(), f"{repo} > {manifest.FILE}")
    except InputError:  # The head is no release of ours; the version asked for is what it says all the same.
        return
    errata.write(folder, errata.of(folder, later), newest.encode())


def _is_whole(folder: Path, version: str, trusts: Sequence[Trust]) -> None:
    if issues := [*verify(folder), *_shortfalls(folder, trusts)]:
        raise InputError(issues)
    if (found := manifest.load(folder)["version"]) != version:
        cure = "name another folder with --out, or remove this one"
        raise InputError.one(str(folder), "pull-other", f"holds version {found}, not {version}; {cure}")


def _shortfalls(folder: Path, trusts: Sequence[Trust]) -> list[Issue]:
    return [issue for trust in trusts for issue in signing.check(folder, trust)]
