"""A release as its folder tells it: the same `Draft` that it was cut from, rebuilt from rows, tables, audit and manifest.

Everything that a release says in words or figures is a function of the draft, so whoever has the folder can make every text
again and compare. What the folder does not hold (the candidates, the texts of closed documents, the reviewers' names) no text
depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.errors import InputError, Issue
from curation.core.items import released
from curation.core.records import (
    Candidate,
    Category,
    Clause,
    Cluster,
    Decision,
    Document,
    Edge,
    Finding,
    Judgement,
    Record,
    ReviewItem,
)
from curation.core.records import Mapping as ClauseMapping
from curation.release.contents import evidence
from curation.release.contents.quotation import Passages
from curation.release.contents.rows import CONFIG, Selected
from curation.release.draft import ReleaseDraft
from curation.release.files import manifest, parquet
from curation.release.inputs import Inputs
from curation.release.publication import changes, versions
from curation.release.settings import DatasetSettings
from curation.taxonomy import Taxonomy

if TYPE_CHECKING:
    import polars as pl

    from curation.release.publication.versions import Step

Tables = Mapping[str, Mapping[str, "pl.DataFrame"]]
"""The tables as the files hold them, by configuration and split."""


@dataclass(frozen=True)
class Before:
    """The release that another one follows, where it is at hand."""

    folder: Path
    body: Mapping[str, Any]
    rows: pl.DataFrame
    judged: frozenset[str]


def before(folder: Path, body: Mapping[str, Any]) -> Before | None:
    """The release that `folder` follows, from the folder beside it that has its version and its content; None when it is not at hand.

    Raises: InputError when a folder of that version is there and holds another release.
    """
    parent = body["parent"]
    if parent is None or not versions.is_version(parent["version"]):
        return None
    place = folder.resolve().parent / str(versions.parse(parent["version"]))
    if not (place / manifest.FILE).is_file():
        return None
    from curation.release.cutting import judged, read_items

    theirs = manifest.load(place)
    if theirs["dataset"] != body["dataset"]:
        return None
    if theirs["content_sha256"] != parent["content_sha256"]:
        raise InputError.one(
            f"{folder.name} > {manifest.FILE} > parent.content_sha256",
            "parent-differs",
            f"is not the content digest of {parent['version']}, which stands beside it",
        )
    return Before(place, theirs, read_items(place), judged(place))


def read_tables(folder: Path, body: Mapping[str, Any]) -> tuple[Tables, list[Issue]]:
    """The tables of every configuration, and what is wrong with the files that cannot be read."""
    issues: list[Issue] = []
    found: dict[str, dict[str, pl.DataFrame]] = {}
    for name, entry in body["configs"].items():
        found[name] = {}
        for split in entry["splits"]:
            path = f"{name}/{split}-00000-of-00001.parquet"
            try:
                found[name][split] = parquet.read(folder / path)
            except InputError as error:
                issues += [Issue(f"{folder.name} > {path}", i.code, i.message) for i in error.issues]
    return found, issues


def draft_of(
    folder: Path, body: Mapping[str, Any], read: Tables, audit: Mapping[str, Any], previous: Before | None
) -> ReleaseDraft:
    """The draft that the release in `folder` was written from.

    Args:
        folder: The folder of the release.
        body: `release.json` as read.
        read: The tables of the release.
        audit: `audit.json` as read.
        previous: The release before it; None for the first.

    Raises: InputError when a table is not of its record type or the manifest names no version.
    """
    import polars as pl

    version = versions.parse(body["version"])
    dataset = DatasetSettings.model_validate(body["settings"])
    if CONFIG not in read or not read[CONFIG]:
        raise InputError.one(f"{folder.name} > {CONFIG}", "release-empty", f"has no {CONFIG}/*.parquet")
    parts = [
        released.whole(data, body["constant"], split, f"{CONFIG}/{split}-00000-of-00001.parquet")
        for split, data in read[CONFIG].items()
    ]
    rows = pl.concat(parts).sort("id")
    withdrawn = [dict(w) for w in body["withdrawn"]]
    changed = _diff(folder, rows, previous, withdrawn)
    scales = _table(read, "judging", ("id", "text"))
    inputs = Inputs(
        dataset=dataset,
        documents=_records(read, "documents", Document),
        clauses=_records(read, "clauses", Clause),
        mappings=tables.frame([], ClauseMapping),
        candidates=tables.frame([], Candidate),
        findings=tables.frame([], Finding),
        clusters=tables.frame([], Cluster),
        edges=tables.frame([], Edge),
        items=tables.frame([], ReviewItem),
        judgements=tables.frame([], Judgement),
        decisions=tables.frame([], Decision),
        taxonomies=_taxonomies(_records(read, "taxonomy", Category)),
        figures=body["figures"]["given"],
        overridden=body["inputs"]["overridden"],
        judging=dict(scales.iter_rows()) if scales is not None else {},
        guidelines=body["inputs"]["guidelines"],
        pictures={k: v for data in read[CONFIG].values() for k, v in released.image_bytes(data).items()},
        previous=previous.folder if previous else None,
    )
    return ReleaseDraft(
        inputs,
        version,
        _selected(rows, body, audit),
        rows,
        _before(body, dataset, previous),
        previous.judged if previous else frozenset(),
        changed,
        _step(body, changed, inputs, previous),
        audit,
        evidence.figures(audit),
        Passages(()),
        withdrawn,
        body["date"],
        bool(body.get("graded_tasks", False)),
        body.get("private"),
        sealed=True,
        bare=bool(body.get("bare_tables", False)),
        parsed=bool(body.get("parsed_choices", False)),
        tells_open=bool(body.get("tells_open", False)),
    )


def _table(read: Tables, name: str, columns: tuple[str, ...]) -> pl.DataFrame | None:
    """The one table of a configuration without splits, with exactly these columns of text; None when it is left out."""
    import polars as pl

    if name not in read:
        return None
    data = pl.concat(read[name].values())
    if tuple(data.columns) != columns or set(data.dtypes) != {pl.String}:
        raise InputError.one(name, "table-schema", f"has not exactly the columns {', '.join(columns)}")
    return data


def _records(read: Tables, name: str, record: type[Record]) -> pl.DataFrame:
    import polars as pl

    if name not in read:
        return tables.frame([], record)
    data = released.filled(pl.concat(read[name].values()), record)
    columns = [c for c in data.columns if c != "id" or "id" in record.model_fields]
    return tables.conform(data.select(columns), record, name)


def _taxonomies(categories: pl.DataFrame) -> list[Taxonomy]:
    found = list(tables.rows(categories, Category))
    made = []
    for name, group in groupby(found, key=lambda c: c.taxonomy):
        nodes = tuple(group)
        short, _, version = name.partition("@")
        depth = max(c.level for c in nodes)
        made.append(Taxonomy(short, version, tuple(f"level {i}" for i in range(1, depth + 1)), nodes))
    return made


def _selected(rows: pl.DataFrame, body: Mapping[str, Any], audit: Mapping[str, Any]) -> Selected:
    candidates = {
        row: {"clauses": clauses, "evidence": []} for row, clauses in rows.select("id", "clauses").iter_rows()
    }
    decisions = {entry["row"]: {"judgements": entry["judgements"]} for entry in audit["behind"]}
    return Selected(candidates, decisions, dict(body["counts"]["lost"]), frozenset(body["briefs"]))


def _before(
    body: Mapping[str, Any], dataset: DatasetSettings, previous: Before | None
) -> Mapping[str, Any] | None:
    if previous is not None:
        return previous.body
    parent = body["parent"]
    return None if parent is None else {**parent, "canary": dataset.canary}


def _diff(
    folder: Path, rows: pl.DataFrame, previous: Before | None, withdrawn: list[dict[str, str]]
) -> changes.Diff:
    """What changed: derived where the earlier release is at hand, else as `diff.parquet` says, its counts with it."""
    if previous is not None:
        return changes.compare(previous.rows, rows, {w["id"]: w["reason"] for w in withdrawn})
    data = parquet.read(folder / "diff.parquet")
    if dict(data.schema) != dict(changes.schema()):
        raise InputError.one(f"{folder.name} > diff.parquet", "table-schema", "has not the columns of a diff")
    found = dict(data["change"].value_counts().iter_rows())
    counts: dict[str, int] = {kind: found.get(kind, 0) for kind in changes.CHANGES}
    changed = data.height - counts["added"] - counts["removed"]
    counts["same"] = rows.height - counts["added"] - changed
    return changes.Diff(data, counts, counts["same"] + changed + counts["removed"], rows.height)


def _step(
    body: Mapping[str, Any], changed: changes.Diff, inputs: Inputs, previous: Before | None
) -> Step | None:
    """What the changes ask for. Without the earlier release nobody can tell whether a judge scale changed: then a major
    step that the manifest names is accepted, a lesser one is not."""
    if previous is not None:
        scales = previous.body["inputs"]["judging"] != body["inputs"]["judging"]
        return versions.demanded(changed.counts, scales)
    stated = body["changes"].get("asks_for")
    believed = body["parent"] is not None and stated == "major"
    return "major" if believed else versions.demanded(changed.counts)
