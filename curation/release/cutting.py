"""Cutting a release: inputs in, the folder out, or every reason why not."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation._version import __version__
from curation.core import cycle_search, tables
from curation.core.counting import counted
from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import whole_folder
from curation.core.items import released
from curation.release import gates
from curation.release.contents import checks, evidence, kept_private, private, rows, splits
from curation.release.contents.rows import Selected
from curation.release.draft import ReleaseDraft
from curation.release.files import card, changelog, citation, configs, croissant, evals, manifest, parquet
from curation.release.publication import changes, published, versions
from curation.release.verification import repository

if TYPE_CHECKING:
    import polars as pl

    from curation.release.contents.kept_private import PrivateRows
    from curation.release.contents.quotation import Passages
    from curation.release.files.configs import RowConfig
    from curation.release.gates import Gate
    from curation.release.inputs import Inputs
    from curation.release.publication.versions import Version


RowDigests = Mapping[str, Mapping[str, Sequence[str]]]
"""Digests of rows by configuration and split."""
DIFF = "diff.parquet"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def cut(
    inputs: Inputs,
    version: str,
    releases: Path,
    preview: bool = False,
    validate: bool = True,
) -> Path:
    """Writes `<releases>/<dataset>/<version>/` and gives its path; the folder appears whole or not at all.

    A preview takes undecided candidates and skips the gates on people, and its version ends in `-preview`. With `validate`
    mlcroissant, where it is installed, has to accept `croissant.json`.

    Args:
        inputs: Frames and settings that the release is made from.
        version: `MAJOR.MINOR.PATCH`.
        releases: The folder `releases` of the workspace.
        preview: Whether undecided candidates enter.
        validate: Whether mlcroissant checks `croissant.json`.

    Raises: InputError with the issues of every gate that forbids it, when a file holds what may not be published, when git
    would leave a file out, or when the version is taken or no version.
    """
    with cycle_search.put_off():
        return _cut(inputs, _named(version, preview), releases, validate)


def _cut(inputs: Inputs, wanted: Version, releases: Path, validate: bool) -> Path:
    folder = releases / inputs.dataset.name / str(wanted)
    if folder.exists():
        raise InputError.one(
            f"{inputs.dataset.name} {wanted}",
            "release-exists",
            "is already cut; a release never changes, raise the version",
        )
    known = kept_private.read(folder.parent, inputs.dataset.name)
    draft, apart = prepare(inputs, wanted, known)
    found, issues = gates.evaluate(draft)
    if apart is not None:
        issues += gates.of_private(apart)
    stays = apart.rows["id"].to_list() if apart is not None else ()
    issues += kept_private.problems(draft.rows, known, inputs.dataset.publish_private, stays)
    if issues:
        raise InputError([*issues, *_would_hold(draft)])
    with tempfile.TemporaryDirectory(prefix="curation-") as room, whole_folder(folder) as part:
        if apart is not None:
            said = private.entry(apart.rows, inputs.pictures, inputs.dataset.name, str(wanted), Path(room))
            draft = replace(draft, private=said)
        write(draft, found, part)
        published.check(part, inputs, draft.passages)
        if validate:
            croissant.check(part)
        repository.check(folder, part)
        if apart is not None:
            target = private.place(releases, inputs.dataset.name, str(wanted))
            private.seal(Path(room), target, disk.text(part / manifest.FILE))
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


def prepare(
    inputs: Inputs, version: Version, known: PrivateRows | None = None
) -> tuple[ReleaseDraft, ReleaseDraft | None]:
    """The release before it is written, what the gates judge; and the same of the rows that stay private, None where there are none.

    Args:
        inputs: Frames and settings that the release is made from.
        version: The version that is cut.
        known: The rows that other versions keep private; they stay in their split where that is still private. None for no such row.
    """
    known = known or kept_private.PrivateRows(inputs.dataset.name)
    every = _draft(inputs, version, known, lambda row, split: True)
    names = inputs.dataset.private
    hidden = private.parted(every.rows, names)[1]["id"].to_list()
    if not hidden:
        return every, None
    # The audit of what is published says nothing of what is not: neither a verdict nor an answer.
    lineage = inputs.candidates.select("id", "root").iter_rows()
    of_row = {c["id"] for row, c in every.selected.candidates.items() if row in set(hidden)}
    ours = of_row | {name for name, root in lineage if root in set(hidden)}
    public = replace(
        inputs,
        judgements=inputs.judgements.filter(~inputs.judgements["subject"].is_in(list(ours))),
        decisions=inputs.decisions.filter(~inputs.decisions["subject"].is_in(list(ours))),
    )
    return (
        _draft(public, version, known, lambda row, split: split not in names),
        _draft(inputs, version, known, lambda row, split: split in names),
    )


def _would_hold(draft: ReleaseDraft) -> list[Issue]:
    """How many rows a refused release would have, and which candidates it leaves out; nothing where none is, or the gate of rows says it."""
    lost = draft.selected.lost
    if not lost or draft.rows.height < draft.inputs.dataset.gates.rows:
        return []
    told = f"without these errors it would have {counted(draft.rows.height, 'row')}; {gates.left_out(lost, draft.rows.height)}"
    return [Issue("rows", "release-rows", told, "info")]


def _draft(
    inputs: Inputs, version: Version, known: PrivateRows, kept: Callable[[str, str], bool]
) -> ReleaseDraft:
    """The draft of the rows that are `kept`, by their id and split."""
    before = manifest.load(inputs.previous) if inputs.previous else None
    old = read_items(inputs.previous) if inputs.previous else None
    chosen = rows.select(inputs, bool(version.preview))
    family = rows.family_of(inputs, chosen)
    was = dict(old.select("id", "split").iter_rows()) if old is not None else {}
    hidden = known.splits_of(family, inputs.dataset.private)
    split = splits.assign(inputs.dataset.name, family, inputs.dataset.splits, was, hidden)
    passages = published.passages_of(inputs)
    chosen = _without_explanations(chosen, passages)
    built = rows.build(inputs, chosen, split, family)
    chosen = replace(chosen, candidates=rows.cited(chosen.candidates))
    chosen, built = _without_copied(chosen, built, passages, inputs)
    chosen, built = _kept(chosen, built, kept)
    _pictures_there(built, inputs)
    withdrawn = _withdrawn(inputs, before, version)
    changed = changes.compare(old, built, {w["id"]: w["reason"] for w in withdrawn})
    step = versions.demanded(changed.counts, _scales_changed(inputs, before))
    lineage = inputs.candidates.select("id", "root").iter_rows()
    behind = {name: root for name, root in lineage if root in chosen.candidates}
    of_row = behind | {c["id"]: row for row, c in chosen.candidates.items()}
    audit = evidence.build(inputs, of_row, chosen.decisions)
    return ReleaseDraft(
        inputs,
        version,
        chosen,
        built,
        before,
        judged(inputs.previous),
        changed,
        step,
        audit,
        evidence.figures(audit),
        passages,
        withdrawn,
        _date(inputs),
    )


def _date(inputs: Inputs) -> str:
    """The day in the settings, else the newest day among the documents and the judgements; empty where nothing has one."""
    dated = [
        value[:10]
        for frame, column in ((inputs.documents, "published"), (inputs.documents, "retrieved"), (inputs.judgements, "made"))
        for value in frame[column].drop_nulls().to_list()
        if _DAY.fullmatch(value[:10])
    ]  # fmt: skip
    return inputs.dataset.date or max(dated, default="")


def _without_explanations(chosen: Selected, passages: Passages) -> Selected:
    """Empties the explanations that hold a passage of a document that may not be passed on: an item is whole without one."""
    if not passages:
        return chosen
    candidates = {row: {**c, **_silenced(c, passages)} for row, c in chosen.candidates.items()}
    return replace(chosen, candidates=candidates)


def _silenced(candidate: Mapping[str, Any], passages: Passages) -> dict[str, Any]:
    """What is emptied of a candidate: its explanation, and the reasons of its options, where they hold such a passage."""
    emptied: dict[str, Any] = {}
    if passages.found_in(candidate["explanation"]):
        emptied["explanation"] = ""
    if any(passages.found_in(reason) for reason in candidate["why"]):
        emptied["why"] = []
    return emptied


def _without_copied(
    chosen: Selected, built: pl.DataFrame, passages: Passages, inputs: Inputs
) -> tuple[Selected, pl.DataFrame]:
    """Leaves out, and counts, the rows that hold a passage or a picture of a document that may not be passed on."""
    import polars as pl

    copied = {row for row, _ in checks.copied(built, passages)} | set(_foreign(built, inputs))
    if not copied:
        return chosen, built
    kept = Selected(
        {row: c for row, c in chosen.candidates.items() if row not in copied},
        {row: d for row, d in chosen.decisions.items() if row not in copied},
        dict(sorted({**chosen.lost, "licence": len(copied)}.items())),
        chosen.unwritten - copied,
    )
    return kept, built.filter(~pl.col("id").is_in(list(copied)))


def _kept(
    chosen: Selected, built: pl.DataFrame, kept: Callable[[str, str], bool]
) -> tuple[Selected, pl.DataFrame]:
    """The rows of one side, and what stands behind them; the losses are those of the whole dataset."""
    ids = [row for row, split in built.select("id", "split").iter_rows() if kept(row, split)]
    if len(ids) == built.height:
        return chosen, built
    names = frozenset(ids)
    part = Selected(
        {row: c for row, c in chosen.candidates.items() if row in names},
        {row: d for row, d in chosen.decisions.items() if row in names},
        chosen.lost,
        chosen.unwritten & names,
    )
    return part, built.filter(built["id"].is_in(ids))


def _foreign(built: pl.DataFrame, inputs: Inputs) -> Iterator[str]:
    """Rows that show a picture out of a document that may not be passed on, or that is not known."""
    free = {
        f"{slug}@{edition}"
        for slug, edition, passed_on in inputs.documents.select("slug", "edition", "redistribute").iter_rows()
        if passed_on
    }
    for row, pictures in built.select("id", "pictures").iter_rows():
        if any(one["document"] and one["document"] not in free for one in pictures):
            yield row


def _pictures_there(built: pl.DataFrame, inputs: Inputs) -> None:
    """Raises: InputError naming every picture of a row whose bytes are not at hand."""
    message = "the bytes that were judged are not in raw/images (missing, or exchanged); take the file from the last commit again"
    issues = [
        Issue(f"{row} > picture {number} ({one['name'] or one['sha256'][:12]})", "picture-missing", message)
        for row, pictures in built.select("id", "pictures").iter_rows()
        for number, one in enumerate(pictures, 1)
        if one["sha256"] not in inputs.pictures
    ]
    if issues:
        raise InputError(issues)


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


def judged(previous: Path | None) -> frozenset[str]:
    """Ids of the judgements in the audit of the release in `previous`."""
    if previous is None:
        return frozenset()
    return frozenset(j["id"] for j in json.loads(disk.text(previous / "audit.json"))["judgements"])


def read_items(folder: Path) -> pl.DataFrame:
    """All rows of the release in `folder`, every column put back, sorted by id.

    Raises: InputError when there is no manifest or a file cannot be read.
    """
    import polars as pl

    files = sorted((folder / rows.CONFIG).glob("*.parquet"))
    if not files:
        raise InputError.one(folder.name, "release-empty", f"has no {rows.CONFIG}/*.parquet")
    constant = manifest.load(folder)["constant"]
    return pl.concat([released.read(path, constant) for path in files]).sort("id")


def write(draft: ReleaseDraft, found: Sequence[Gate], folder: Path) -> None:
    """Writes everything a release holds to `folder`, the manifest last."""
    every = configs.all_of(draft)
    about = {
        "dataset": draft.inputs.dataset.name,
        "version": str(draft.version),
        "canary": draft.inputs.dataset.canary,
    }
    digests = digests_of(draft, every)
    for config in every:
        for split, data in config.splits.items():
            parquet.write(data, folder / config.path(split), about)
    parquet.write(draft.changes.rows, folder / DIFF, about)
    for name, text in texts(draft, found, every, digests).items():
        tables.write_atomic(folder / name, text)
    content = manifest.content_digest(entries(every, digests))
    tables.write_atomic(folder / croissant.FILE, croissant.text(draft, every, parquets(folder), content))
    files = manifest.files(folder)
    body = manifest_body(draft, found, every, digests) | {
        "files": files,
        "writers": writers(),
        "inputs": input_digests(draft.inputs),
    }
    tables.write_atomic(folder / manifest.FILE, manifest.seal(body))


def texts(
    draft: ReleaseDraft, found: Sequence[Gate], every: Sequence[RowConfig], digests: RowDigests
) -> dict[str, str]:
    """The text of every file that follows from the rows, the audit and the settings, by path; `croissant.json` is not among
    them, since it also names the digests of the Parquet files."""
    names = sorted(draft.rows["split"].unique())
    content = manifest.content_digest(entries(every, digests))
    dataset = draft.inputs.dataset
    tasks = evals.lm_eval(draft, names, content)
    made = {
        "README.md": card.text(draft, found, every, content),
        "CHANGELOG.md": changelog.text(draft),
        "CITATION.cff": citation.cff(draft, content),
        "audit.json": evidence.text(draft.audit, dataset.canary),
        "rows.sha256": _row_lines(every, digests),
        "eval.yaml": evals.eval_yaml(draft, names),
        **{f"lm_eval/{name}": text for name, text in tasks.items()},
    }
    return made | ({"ERRATA.md": errata} if (errata := changelog.errata(draft)) else {})


def parquets(folder: Path) -> dict[str, dict[str, Any]]:
    """SHA-256 and size of each Parquet file of a configuration, by path."""
    found = manifest.files(folder)
    return {name: entry for name, entry in found.items() if "/" in name and name.endswith(".parquet")}


def digests_of(draft: ReleaseDraft, every: Sequence[RowConfig]) -> RowDigests:
    """The digests of the rows by configuration and split, in the order of the files. Of items the whole row counts, also
    the columns that the files leave out; a view holds the same rows again."""
    known = dict(zip(draft.rows["id"], parquet.row_digests(draft.rows), strict=True))
    return {
        config.name: {
            split: [known[k] for k in data[config.key]]
            if config.name == rows.CONFIG or config.view_of
            else parquet.row_digests(data)
            for split, data in config.splits.items()
        }
        for config in every
    }


def entries(every: Sequence[RowConfig], digests: RowDigests) -> dict[str, dict[str, Any]]:
    """What the manifest says of each configuration."""
    return {c.name: _entry(c, digests[c.name]) for c in every}


def writers() -> dict[str, str]:
    """The libraries that decide bytes, with their versions."""
    import pyarrow

    return {"curation": __version__, "pyarrow": pyarrow.__version__}


def _row_lines(every: Sequence[RowConfig], digests: RowDigests) -> str:
    """`rows.sha256`: the digest of each row of each file, in the file's order."""
    lines = []
    for config in every:
        for split, found in digests[config.name].items():
            keys = config.splits[split][config.key]
            lines += [f"{d}  {config.name}/{split}/{k}\n" for d, k in zip(found, keys, strict=True)]
    return "".join(lines)


def _entry(config: RowConfig, digests: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    ids = [k for data in config.splits.values() for k in data[config.key]]
    return {
        "rows": len(ids),
        "splits": {split: data.height for split, data in config.splits.items()},
        "view_of": config.view_of,
        "digest": parquet.set_digest(d for found in digests.values() for d in found),
    }


def manifest_body(
    draft: ReleaseDraft, found: Sequence[Gate], every: Sequence[RowConfig], digests: RowDigests
) -> dict[str, Any]:
    """What the manifest says of the release and what can be derived again; digests of files and inputs are not among it."""
    inputs, dataset = draft.inputs, draft.inputs.dataset
    listed = entries(every, digests)
    return {
        "format": manifest.FORMAT,
        "dataset": dataset.name,
        "version": str(draft.version),
        "comparability": versions.comparability(draft.version),
        "preview": draft.preview,
        "date": draft.date,
        "title": dataset.title,
        "kind": dataset.kind,
        "licence": dataset.licence,
        "taxonomy": dataset.taxonomy,
        "canary": dataset.canary,
        "settings": dataset.recorded(),
        "parent": {"version": draft.before["version"], "content_sha256": draft.before["content_sha256"]}
        if draft.before
        else None,
        "content_sha256": manifest.content_digest(listed),
        "configs": listed,
        "constant": dict(draft.constant),
        "gates": [gate.entry() for gate in found],
        "counts": _counts(draft),
        "briefs": sorted(draft.selected.unwritten),
        "figures": {"given": dict(inputs.figures), "derived": dict(draft.derived)},
        "changes": {"asks_for": draft.step, **draft.changes.counts},
        "withdrawn": draft.withdrawn,
        **({"bare_tables": True} if draft.bare else {}),
        **({"graded_tasks": True} if draft.graded else {}),
        **({"parsed_choices": True} if evals.parses_choices(draft) else {}),
        **({"tells_open": True} if draft.card_gaps or draft.judged_undecided else {}),
        **({"private": dict(draft.private)} if draft.private else {}),
    }


def _counts(draft: ReleaseDraft) -> dict[str, Any]:
    judged = evidence.judged_rows(draft.rows)
    return {
        "rows": draft.rows.height,
        "families": draft.rows["family"].n_unique(),
        "judgements": judged.pop("in_all"),
        "rows_by_judgements": judged,
        "by_category": dict(sorted(draft.rows["category"].value_counts().iter_rows())),
        "by_rule": dict(sorted(draft.rows["rule"].value_counts().iter_rows())),
        "lost": draft.selected.lost,
    }


def input_digests(inputs: Inputs) -> dict[str, Any]:
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
        "candidates": sha256("\n".join(sorted(inputs.candidates["fingerprint"]))),
        "clauses": sha256("\n".join(sorted(inputs.clauses["sha256"]))),
        "judgements": parquet.frame_digest(inputs.judgements),
        "decisions": parquet.frame_digest(inputs.decisions),
        "overridden": dict(sorted(inputs.overridden.items())),
    }
