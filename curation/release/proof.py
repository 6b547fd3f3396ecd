"""Proving that a release is what was cut: digests, counts, gates and figures derived again from what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.digests import fold, sha256
from curation.core.errors import InputError, Issue
from curation.release import checks, evidence, manifest, parquet
from curation.release.rows import CONFIG, fingerprint

if TYPE_CHECKING:
    import polars as pl

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
    """Everything in which the release in `folder` differs from what was cut, sorted; empty when it is whole.

    A damaged Parquet file is named together with the rows whose values changed or can no longer be read.
    """
    try:
        body = manifest.load(folder)
    except InputError as error:
        return list(error.issues)
    issues = list(_files(folder, body))
    damaged = {issue.where.partition(" > ")[2] for issue in issues}
    if ROWS in damaged or not (folder / ROWS).is_file():
        return sorted(issues)
    sealed = _Sealed(folder, body, _row_lines(folder))
    for path in sorted(damaged & set(body["files"])):
        if path.endswith(".parquet") and (folder / path).is_file():
            issues += _rows_of(sealed, path)
    if not damaged:
        issues += _content(sealed)
    return sorted(set(issues))


def _files(folder: Path, body: Mapping[str, Any]) -> Iterator[Issue]:
    there = {name: entry for name, entry in manifest.files(folder).items() if not _beside(name)}
    for name in sorted({*there, *body["files"]}):
        where, want, found = f"{folder.name} > {name}", body["files"].get(name), there.get(name)
        if found is None:
            yield Issue(where, "file-missing", "is not there")
        elif want is None:
            yield Issue(where, "file-unknown", "is not part of the release")
        elif found["size"] != want["size"]:
            yield Issue(where, "file-changed", f"has {found['size']} bytes, {want['size']} were cut")
        elif found["sha256"] != want["sha256"]:
            yield Issue(where, "file-changed", "has other bytes than were cut")


def _beside(name: str) -> bool:
    """Whether a file belongs to the Hub's own bookkeeping."""
    return name == ".gitattributes" or name.startswith((".cache/", ".git/"))


def _row_lines(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (folder / ROWS).read_text("utf-8").splitlines():
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
    try:
        for first, count, rows in parquet.row_groups(sealed.folder / path):
            yield from _group(where, want, first, count, rows)
    except InputError as error:
        for issue in error.issues:
            yield Issue(where, issue.code, f"{issue.message}; its rows cannot be looked at one by one")


def _group(
    where: str,
    want: Sequence[tuple[str, str]],
    first: int,
    count: int,
    rows: Sequence[Mapping[str, Any]] | None,
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
        place for place, row in enumerate(rows, first) if place >= len(want) or _digest(row) != want[place][0]
    ]
    for place in bad[:_LISTED]:
        name = want[place][1] if place < len(want) else "unknown"
        yield Issue(f"{where} > row {place + 1}", "row-changed", f"row {name} is not what was cut")
    if len(bad) > _LISTED:
        yield Issue(
            where, "row-changed", f"and {len(bad) - _LISTED} more rows, the last of them row {bad[-1] + 1}"
        )


def _digest(row: Mapping[str, Any]) -> str:
    try:
        return parquet.row_digest(row)
    except ValueError:  # a damaged number may be no number at all
        return ""


def _content(sealed: _Sealed) -> Iterator[Issue]:
    """What the rows, once every file is whole, say against the manifest: for a release that was cut wrongly or forged."""
    import polars as pl

    tables: dict[str, dict[str, pl.DataFrame]] = {}
    try:
        for name, entry in sealed.body["configs"].items():
            tables[name] = {
                s: parquet.read(sealed.folder / f"{name}/{s}-00000-of-00001.parquet") for s in entry["splits"]
            }
    except InputError as error:
        yield from error.issues
        return
    yield from _digests(sealed, tables)
    items = pl.concat(tables[CONFIG].values()).sort("id")
    yield from _items(sealed, items, tables)
    yield from _views(sealed, items, tables)
    yield from _figures(sealed, items)


def _digests(sealed: _Sealed, tables: Mapping[str, Mapping[str, pl.DataFrame]]) -> Iterator[Issue]:
    for name, entry in sealed.body["configs"].items():
        counted = {split: data.height for split, data in tables[name].items()}
        if counted != entry["splits"] or sum(counted.values()) != entry["rows"]:
            yield Issue(
                sealed.where(manifest.FILE),
                "count-wrong",
                f"says {entry['splits']} rows of {name}, there are {counted}",
            )
        if entry["view_of"]:
            continue
        every: list[str] = []
        for split, data in tables[name].items():
            found = parquet.row_digests(data)
            every += found
            for (want, key), is_ in zip(sealed.digests.get(f"{name}/{split}", ()), found, strict=False):
                if want != is_:
                    yield Issue(
                        f"{sealed.where(name)}/{split}", "row-changed", f"row {key} is not what {ROWS} says"
                    )
        if parquet.set_digest(every) != entry["digest"]:
            yield Issue(
                sealed.where(manifest.FILE), "digest-wrong", f"the digest of {name} is not that of its rows"
            )
    if manifest.content_digest(sealed.body["configs"]) != sealed.body["content_sha256"]:
        yield Issue(
            sealed.where(manifest.FILE),
            "digest-wrong",
            "the content digest is not that of the configurations",
        )


def _items(
    sealed: _Sealed, items: pl.DataFrame, tables: Mapping[str, Mapping[str, pl.DataFrame]]
) -> Iterator[Issue]:
    """The structural gates again, from the rows and the clauses alone."""
    where = sealed.where(CONFIG)
    for name, found in (
        ("keys", checks.keys(items)),
        ("duplicates", checks.duplicates(items)),
        ("families", _cut_families(items)),
    ):
        yield from (Issue(f"{where} > {row}", f"gate-{name}", message) for row, message in found)
    if items.height != items["id"].n_unique():
        yield Issue(where, "gate-ids", f"{items.height - items['id'].n_unique()} ids occur twice")
    gone = {w["id"] for w in sealed.body["withdrawn"]}
    for row in sorted(gone & set(items["id"])):
        yield Issue(f"{where} > {row}", "gate-ids", "is listed as withdrawn")
    for row in items.select(
        "id", "fingerprint", "kind", "text", "stem", "options", "answer", "explanation"
    ).iter_rows(named=True):
        if fingerprint(row) != row["fingerprint"]:
            yield Issue(
                f"{where} > {row['id']}", "fingerprint-wrong", "its fingerprint is not that of its content"
            )
    clauses = {
        c[0]: c[1:]
        for t in tables.get("clauses", {}).values()
        for c in t.select("id", "sha256", "text").iter_rows()
    }
    for row, names, shas, quotes in items.select("id", "clauses", "clause_sha256", "quotes").iter_rows():
        for problem in _links(names, shas, quotes, clauses):
            yield Issue(f"{where} > {row}", "gate-citations", problem)
    for name, (sha, text) in clauses.items():
        if text and sha256(fold(text)) != sha:
            yield Issue(
                sealed.where(f"clauses > {name}"), "gate-citations", "its digest is not that of its words"
            )


def _cut_families(items: pl.DataFrame) -> Iterator[tuple[str, str]]:
    split = dict(items.select("id", "split").iter_rows())
    for row, parent in items.select("id", "parent").iter_rows():
        if parent in split and split[parent] != split[row]:
            yield row, f"is in split {split[row]}, its parent {parent} in {split[parent]}"


def _links(
    names: Sequence[str], shas: Sequence[str], quotes: Sequence[str], clauses: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    for name, sha, quote in zip(names, shas, quotes, strict=True):
        if name not in clauses:
            yield f"rests on {name}, which is not among the clauses"
        elif clauses[name][0] != sha:
            yield f"rests on other words of {name} than the release holds"
        elif quote and quote not in clauses[name][1]:
            yield f"its quote is not in {name}"


def _views(
    sealed: _Sealed, items: pl.DataFrame, tables: Mapping[str, Mapping[str, pl.DataFrame]]
) -> Iterator[Issue]:
    import polars as pl

    for name, entry in sealed.body["configs"].items():
        if entry["view_of"] != CONFIG:
            continue
        view = pl.concat(tables[name].values()).sort("id")
        same = items.filter(pl.col("id").is_in(view["id"].implode()))
        named = [d for split in entry["splits"] for d, _ in sealed.digests.get(f"{name}/{split}", ())]
        if parquet.set_digest(named) != entry["digest"] or not view.equals(same):
            yield Issue(sealed.where(name), "view-differs", f"its rows are not those of {CONFIG}")


def _figures(sealed: _Sealed, items: pl.DataFrame) -> Iterator[Issue]:
    where, body = sealed.where(manifest.FILE), sealed.body
    audit = json.loads((sealed.folder / "audit.json").read_text("utf-8"))
    if evidence.figures(audit) != body["figures"]["derived"]:
        yield Issue(where, "figure-wrong", "the audit figures do not follow from audit.json")
    judged = evidence.judged_rows(items)
    counts = body["counts"]
    if (
        counts["rows"] != items.height
        or counts["judgements"] != judged.pop("in_all")
        or counts["rows_by_judgements"] != judged
    ):
        yield Issue(where, "count-wrong", "the counts of rows and judgements do not follow from the rows")
    if dict(items["category"].value_counts().iter_rows()) != counts["by_category"]:
        yield Issue(where, "count-wrong", "the counts by category do not follow from the rows")
    active = {j["id"] for j in audit["judgements"] if j["status"] == "active"}
    behind: dict[str, set[int]] = {}
    for decided in audit["decisions"]:
        behind.setdefault(decided["row"], set()).add(len(active & set(decided["judgements"])))
    for row, rule, count in items.select("id", "rule", "judgements").iter_rows():
        if rule != "unreviewed" and count not in behind.get(row, ()):
            yield Issue(
                f"{sealed.where(CONFIG)} > {row}",
                "figure-wrong",
                f"says {count} judgements, audit.json says otherwise",
            )
    differing = dict(parquet.read(sealed.folder / "diff.parquet")["change"].value_counts().iter_rows())
    if any(body["changes"].get(kind) != count for kind, count in differing.items()):
        yield Issue(where, "count-wrong", "the counts of changes do not follow from diff.parquet")
    if not body["preview"] and (failed := [g["name"] for g in body["gates"] if g["state"] != "passed"]):
        yield Issue(where, "gate-failed", f"is no preview, and did not pass: {', '.join(failed)}")
