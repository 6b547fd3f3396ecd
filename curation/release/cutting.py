"""Cutting a release: inputs in, the folder out, or every reason why not."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation import __version__
from curation.core import tables
from curation.core.digests import digest, sha256
from curation.core.errors import InputError
from curation.release import (  # fmt: skip
    card,
    changelog,
    changes,
    checks,
    configs,
    croissant,
    evals,
    evidence,
    gates,
    manifest,
    parquet,
    rows,
    splits,
    versions,
)
from curation.release.draft import Draft
from curation.release.rows import Selected

if TYPE_CHECKING:
    import polars as pl

    from curation.release.configs import Config
    from curation.release.gates import Gate
    from curation.release.inputs import Inputs
    from curation.release.versions import Version


def cut(
    inputs: Inputs,
    version: str,
    releases: Path,
    preview: bool = False,
    report: str | None = None,
    validate: bool = True,
) -> Path:
    """Writes `<releases>/<dataset>/<version>/` and gives its path; the folder appears whole or not at all.

    A preview takes undecided candidates and skips the gates on people, and its version ends in `-preview`.
    `report` is the text of `report.html`, left out when None. With `validate` mlcroissant, where it is installed, has to
    accept `croissant.json`.

    Raises: InputError with the issues of every gate that forbids it, or when the version is taken or no version.
    """
    wanted = _named(version, preview)
    folder = releases / inputs.dataset.name / str(wanted)
    if folder.exists():
        raise InputError.one(
            f"{inputs.dataset.name} {wanted}",
            "release-exists",
            "is already cut; a release never changes, raise the version",
        )
    draft = prepare(inputs, wanted)
    found, issues = gates.evaluate(draft)
    if issues:
        raise InputError(issues)
    part = folder.parent / f".part-{uuid.uuid4().hex}"
    try:
        _write(draft, found, part, report)
        if validate:
            croissant.check(part)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _named(version: str, preview: bool) -> Version:
    parsed = versions.parse(version)
    if preview and not parsed.preview:
        return versions.Version(*parsed.core, "preview")
    if parsed.preview and not preview:
        raise InputError.one(
            version, "release-version", "ends in -preview; cut it with --preview, or name a final version"
        )
    return parsed


def prepare(inputs: Inputs, version: Version) -> Draft:
    """The release before it is written; what the gates judge."""
    before = manifest.load(inputs.previous) if inputs.previous else None
    old = read_items(inputs.previous) if inputs.previous else None
    chosen = rows.select(inputs, bool(version.preview))
    family = rows.family_of(inputs, chosen)
    was = dict(old.select("id", "split").iter_rows()) if old is not None else {}
    split = splits.assign(inputs.dataset.name, family, inputs.dataset.splits, was)
    built = rows.build(inputs, chosen, split)
    chosen, built = _without_copied(inputs, chosen, built)
    withdrawn = _withdrawn(inputs, before, version)
    changed = changes.compare(old, built, {w["id"]: w["reason"] for w in withdrawn})
    step = versions.demanded(changed.counts, _scales_changed(inputs, before))
    lineage = inputs.candidates.select("id", "root").iter_rows()
    behind = {name: root for name, root in lineage if root in chosen.candidates}
    audit = evidence.build(inputs, behind | {c["id"]: row for row, c in chosen.candidates.items()})
    return Draft(
        inputs,
        version,
        chosen,
        built,
        family,
        before,
        _judged(inputs.previous),
        changed,
        step,
        audit,
        withdrawn,
    )


def _without_copied(inputs: Inputs, chosen: Selected, built: pl.DataFrame) -> tuple[Selected, pl.DataFrame]:
    """Leaves out, and counts, the rows that hold a passage of a document that may not be passed on."""
    import polars as pl

    copied = {row for row, _ in checks.copied(built, inputs.clauses, inputs.documents)}
    if not copied:
        return chosen, built
    kept = Selected(
        {row: c for row, c in chosen.candidates.items() if row not in copied},
        {row: d for row, d in chosen.decisions.items() if row not in copied},
        dict(sorted({**chosen.lost, "licence": len(copied)}.items())),
        chosen.unwritten - copied,
    )
    return kept, built.filter(~pl.col("id").is_in(list(copied)))


def _withdrawn(inputs: Inputs, before: Mapping[str, Any] | None, version: Version) -> list[dict[str, str]]:
    known = {w["id"]: w for w in (before["withdrawn"] if before else [])}
    for entry in inputs.withdrawals:
        if entry.dataset == inputs.dataset.name:
            known.setdefault(
                entry.id, {"id": entry.id, "reason": entry.reason, "since": entry.since or str(version)}
            )
    return [known[name] for name in sorted(known)]


def _scales_changed(inputs: Inputs, before: Mapping[str, Any] | None) -> bool:
    return before is not None and before["inputs"]["judging"] != _digests(inputs.judging)


def _digests(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: sha256(text) for name, text in sorted(texts.items())}


def _judged(previous: Path | None) -> frozenset[str]:
    if previous is None:
        return frozenset()
    return frozenset(j["id"] for j in json.loads((previous / "audit.json").read_text("utf-8"))["judgements"])


def read_items(folder: Path) -> pl.DataFrame:
    """All rows of the release in `folder`, sorted by id.

    Raises: InputError when a file cannot be read.
    """
    import polars as pl

    files = sorted((folder / rows.CONFIG).glob("*.parquet"))
    if not files:
        raise InputError.one(folder.name, "release-empty", f"has no {rows.CONFIG}/*.parquet")
    return pl.concat([parquet.read(path) for path in files]).sort("id")


def _write(draft: Draft, found: Sequence[Gate], folder: Path, report: str | None) -> None:
    every = configs.all_of(draft)
    about = {
        "dataset": draft.inputs.dataset.name,
        "version": str(draft.version),
        "canary": draft.inputs.dataset.canary,
    }
    digests = _write_tables(every, folder, about)
    parquet.write(draft.changes.rows, folder / "diff.parquet", about)
    names = sorted(draft.rows["split"].unique())
    entries = {c.name: _entry(c, digests[c.name]) for c in every}
    content = manifest.content_digest(entries)
    dataset = draft.inputs.dataset
    tasks = evals.lm_eval(dataset, draft.version, names, content)
    texts = {
        "README.md": card.text(draft, found, every, content),
        "CHANGELOG.md": changelog.text(draft),
        "audit.json": evidence.text(draft.audit, dataset.canary),
        "rows.sha256": _row_lines(every, digests),
        "eval.yaml": evals.eval_yaml(dataset, draft.version, names),
        **{f"lm_eval/{name}": text for name, text in tasks.items()},
    }
    if report is not None:
        texts["report.html"] = f"{report.rstrip()}\n<!-- canary {dataset.canary} -->\n"
    texts |= {"ERRATA.md": errata} if (errata := changelog.errata(draft)) else {}
    for name, text in texts.items():
        tables.write_atomic(folder / name, text)
    parquets = {
        name: entry
        for name, entry in manifest.files(folder).items()
        if "/" in name and name.endswith(".parquet")
    }
    tables.write_atomic(folder / "croissant.json", croissant.text(draft, every, parquets))
    tables.write_atomic(folder / manifest.FILE, manifest.seal(_body(draft, found, entries, content, folder)))


def _write_tables(
    every: Sequence[Config], folder: Path, about: Mapping[str, str]
) -> dict[str, dict[str, list[str]]]:
    """Writes each split of each configuration; gives the digests of its rows by configuration and split."""
    digests: dict[str, dict[str, list[str]]] = {}
    known: dict[str, str] = {}  # a view holds the same rows again
    for config in every:
        digests[config.name] = {}
        for split, data in config.splits.items():
            parquet.write(data, folder / config.path(split), about)
            found = [known[k] for k in data[config.key]] if config.view_of else parquet.row_digests(data)
            if config.name == rows.CONFIG:
                known |= dict(zip(data[config.key], found, strict=True))
            digests[config.name][split] = found
    return digests


def _row_lines(every: Sequence[Config], digests: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """`rows.sha256`: the digest of each row of each file, in the file's order."""
    lines = []
    for config in every:
        for split, found in digests[config.name].items():
            keys = config.splits[split][config.key]
            lines += [f"{d}  {config.name}/{split}/{k}\n" for d, k in zip(found, keys, strict=True)]
    return "".join(lines)


def _entry(config: Config, digests: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    ids = [k for data in config.splits.values() for k in data[config.key]]
    return {
        "rows": len(ids),
        "splits": {split: data.height for split, data in config.splits.items()},
        "view_of": config.view_of,
        "digest": parquet.set_digest(d for found in digests.values() for d in found),
    }


def _body(
    draft: Draft, found: Sequence[Gate], entries: Mapping[str, Any], content: str, folder: Path
) -> dict[str, Any]:
    import pyarrow

    inputs, dataset = draft.inputs, draft.inputs.dataset
    return {
        "format": manifest.FORMAT,
        "dataset": dataset.name,
        "version": str(draft.version),
        "comparability": versions.comparability(draft.version),
        "preview": draft.preview,
        "title": dataset.title,
        "kind": dataset.kind,
        "licence": dataset.licence,
        "taxonomy": dataset.taxonomy,
        "canary": dataset.canary,
        "parent": {"version": draft.before["version"], "content_sha256": draft.before["content_sha256"]}
        if draft.before
        else None,
        "content_sha256": content,
        "configs": dict(entries),
        "files": manifest.files(folder),
        "writers": {"curation": __version__, "pyarrow": pyarrow.__version__},
        "inputs": _input_digests(inputs),
        "gates": [gate.entry() for gate in found],
        "counts": _counts(draft),
        "figures": {"given": dict(inputs.figures), "derived": evidence.figures(draft.audit)},
        "changes": {"asks_for": draft.step, **draft.changes.counts},
        "withdrawn": draft.withdrawn,
    }


def _counts(draft: Draft) -> dict[str, Any]:
    judged = evidence.judged_rows(draft.rows)
    return {
        "rows": draft.rows.height,
        "families": len({draft.family[row] for row in draft.rows["id"]}),
        "judgements": judged.pop("in_all"),
        "rows_by_judgements": judged,
        "by_category": dict(sorted(draft.rows["category"].value_counts().iter_rows())),
        "by_rule": dict(sorted(draft.rows["rule"].value_counts().iter_rows())),
        "lost": draft.selected.lost,
    }


def _input_digests(inputs: Inputs) -> dict[str, Any]:
    """What the release was made from, each named by its content; the order of rows plays no part."""
    from curation.core.records import Category

    named = inputs.documents.sort("slug", "edition").select("slug", "edition", "sha256").iter_rows()
    return {
        "documents": {f"{slug}@{edition}": sha for slug, edition, sha in named},
        "taxonomies": {
            t.id: parquet.frame_digest(tables.frame(t.categories, Category)) for t in inputs.taxonomies
        },
        "judging": _digests(inputs.judging),
        "guidelines": inputs.guidelines,
        "settings": digest(inputs.dataset.model_dump(mode="json")),
        "candidates": sha256("\n".join(sorted(inputs.candidates["fingerprint"]))),
        "clauses": sha256("\n".join(sorted(inputs.clauses["sha256"]))),
        "judgements": parquet.frame_digest(inputs.judgements),
        "decisions": parquet.frame_digest(inputs.decisions),
        "overridden": dict(sorted(inputs.overridden.items())),
    }
