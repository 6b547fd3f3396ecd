"""Proving that a release is what was cut: its files by their digests, then everything that it says by deriving it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.core import cycle_search
from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.items import released
from curation.release.contents import private
from curation.release.contents.rows import CONFIG
from curation.release.files import errata, manifest, parquet, shapes
from curation.release.publication import versions
from curation.release.verification import derivation, reading, signing

_LISTED = 20
ROWS = "rows.sha256"


@dataclass(frozen=True)
class _Sealed:
    """What the release says of itself."""

    folder: Path
    body: Mapping[str, Any]
    digests: Mapping[str, Sequence[tuple[str, str]]]
    """Digest and key of each row by `config/split`, in the file's order."""

    def where(self, path: str) -> str:
        return f"{self.folder.name} > {path}"


def verify(folder: Path) -> list[Issue]:
    """Everything in which the release in `folder` differs from what was cut, sorted; empty when nothing differs.

    A damaged Parquet file is named together with the rows whose values changed or can no longer be read. Where every file has
    the bytes that were cut, every text, table, count, gate and figure is derived again from the rows, the audit and the
    settings, and the version from the release it follows where that stands beside it. Of a private part the files and rows are held
    against what its manifest pins.
    """
    if private.is_part(folder):
        return private.verify(folder)
    with cycle_search.put_off():
        return _verify(folder)


def _verify(folder: Path) -> list[Issue]:
    try:
        body = manifest.load(folder)
    except InputError as error:
        return list(error.issues)
    if issues := shapes.manifest_problems(folder, body):
        return sorted(issues)
    issues = [*_files(folder, body), *_beside(folder)]
    damaged = {issue.where.partition(" > ")[2] for issue in issues}
    if ROWS in damaged or not (folder / ROWS).is_file():
        return sorted(issues)
    try:
        sealed = _Sealed(folder, body, _row_lines(folder))
    except (ValueError, UnicodeDecodeError):
        return sorted([*issues, Issue(f"{folder.name} > {ROWS}", "release-shape", "is no list of digests")])
    broken = damaged & set(body["files"])
    for path in sorted(broken):
        if path.endswith(".parquet") and (folder / path).is_file() and not (folder / path).is_symlink():
            issues += _rows_of(sealed, path)
    if not broken:
        issues += _derived(folder, body)
    return sorted(set(issues))


def _files(folder: Path, body: Mapping[str, Any]) -> Iterator[Issue]:
    there = manifest.files(folder)
    odd = dict(manifest.strange(folder))
    for name, problem in odd.items():
        yield Issue(f"{folder.name} > {name}", "file-strange", problem)
    for name in sorted({*there, *body["files"]} - set(odd)):
        where, want, found = f"{folder.name} > {name}", body["files"].get(name), there.get(name)
        if found is None:
            yield Issue(
                where, "file-missing", "is listed in release.json and is not there; pull the release again"
            )
        elif want is None:
            yield Issue(
                where, "file-unknown", "is not part of the release; take it out, or pull the release again"
            )
        elif found["size"] != want["size"]:
            yield Issue(
                where,
                "file-changed",
                f"has {found['size']} bytes, release.json lists {want['size']}; pull the release again",
            )
        elif found["sha256"] != want["sha256"]:
            yield Issue(
                where, "file-changed", "has other bytes than release.json lists; pull the release again"
            )


def _beside(folder: Path) -> Iterator[Issue]:
    """What stands beside the manifest: an erratum follows from a later version, a signature has the form of one."""
    yield from errata.check(folder)
    yield from signing.malformed(folder)
    name = folder.resolve().name
    body = manifest.load(folder)
    if versions.is_version(name) and str(versions.parse(name)) != body["version"]:
        yield Issue(
            f"{folder.name} > {manifest.FILE} > version",
            "version-folder",
            f"says {body['version']}, but the folder is called {name}; rename the folder",
        )


def _derived(folder: Path, body: Mapping[str, Any]) -> list[Issue]:
    """Every difference between what the release says and what follows from it."""
    import polars as pl

    audit, issues = shapes.audit_of(folder)
    try:
        read, unreadable = reading.read_tables(folder, body)
        if issues or unreadable:
            return [*issues, *unreadable]
        earlier = reading.before(folder, body)
        draft = reading.draft_of(folder, body, read, audit, earlier)
        return list(derivation.differences(folder, body, draft, read, earlier))
    except InputError as error:
        return [Issue(_below(folder, i.where), i.code, i.message) for i in error.issues]
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        ArithmeticError,
        RecursionError,
        pl.exceptions.PolarsError,
    ) as error:
        # What is there has the right shape and still makes no release: no text of a hostile file is repeated.
        where = f"{folder.name} > {manifest.FILE}"
        return [
            Issue(
                where,
                "release-underivable",
                f"the release cannot be made again from its files ({type(error).__name__})",
            )
        ]


def _below(folder: Path, where: str) -> str:
    return where if where.startswith(f"{folder.name} > ") else f"{folder.name} > {where}"


def _row_lines(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in disk.text(folder / ROWS).splitlines():
        value, _, name = line.partition("  ")
        config, split, key = name.split("/", 2)
        found.setdefault(f"{config}/{split}", []).append((value, key))
    return found


def _rows_of(sealed: _Sealed, path: str) -> Iterator[Issue]:
    """The rows of a damaged Parquet file that changed, as far as the file still tells."""
    table = path.partition("-00000-of-")[0]
    want = sealed.digests.get(table)
    if want is None:
        return
    where = sealed.where(path)
    config, _, split = table.partition("/")
    entry = sealed.body["configs"].get(config, {})
    items = config == CONFIG or entry.get("view_of") == CONFIG
    about = {**sealed.body["constant"], "split": split} if items else {}
    try:
        for first, count, rows in parquet.row_groups(sealed.folder / path):
            yield from _group(where, want, first, count, rows, about)
    except InputError as error:
        for issue in error.issues:
            yield Issue(where, issue.code, f"{issue.message}; its rows cannot be looked at one by one")


def _group(
    where: str,
    want: Sequence[tuple[str, str]],
    first: int,
    count: int,
    rows: Sequence[Mapping[str, Any]] | None,
    about: Mapping[str, Any],
) -> Iterator[Issue]:
    if rows is None:
        names = (
            f"{want[first][1]} to {want[min(first + count, len(want)) - 1][1]}" if first < len(want) else "?"
        )
        yield Issue(
            f"{where} > rows {first + 1} to {first + count}", "row-unreadable", f"cannot be read: {names}"
        )
        return
    bad = [
        place
        for place, row in enumerate(rows, first)
        if place >= len(want) or _digest(row, about) != want[place][0]
    ]
    for place in bad[:_LISTED]:
        name = want[place][1] if place < len(want) else "unknown"
        yield Issue(f"{where} > row {place + 1}", "row-changed", f"row {name} is not what was cut")
    for place, row in enumerate(rows, first):
        yield from _swapped(where, place, row)
    if len(bad) > _LISTED:
        yield Issue(
            where, "row-changed", f"and {len(bad) - _LISTED} more rows, the last of them row {bad[-1] + 1}"
        )


def _swapped(where: str, place: int, row: Mapping[str, Any]) -> Iterator[Issue]:
    """The pictures of a row whose bytes are not those that the row names."""
    named, held = row.get("pictures") or (), row.get(released.IMAGES) or ()
    for number, one in enumerate(named):
        data = held[number]["bytes"] if number < len(held) else None
        if data is None or sha256(data) != one["sha256"]:
            yield Issue(
                f"{where} > row {place + 1} > images[{number}]",
                "picture-swapped",
                f"row {row.get('id')}: {derivation.SWAPPED}",
            )


def _digest(row: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    try:
        return parquet.row_digest({**about, **row})
    except ValueError:  # a damaged number may be no number at all
        return ""
