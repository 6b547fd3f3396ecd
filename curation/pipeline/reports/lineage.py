"""The whole life of one item: clause, mapping, candidate, cluster, judgements, releases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.items import released
from curation.pipeline import losses, run_tables
from curation.pipeline.running import Run, kept

if TYPE_CHECKING:
    import polars as pl

Lineage = dict[str, Any]


def _table(run: Run, step: str, name: str | None = None) -> pl.DataFrame | None:
    return run.table(step, name) if step in run.made else None


def _where(data: pl.DataFrame | None, column: str, values: list[str]) -> list[dict[str, Any]]:
    import polars as pl

    return [] if data is None else data.filter(pl.col(column).is_in(values)).to_dicts()


def _rules_of(run: Run, clauses: list[str]) -> list[dict[str, Any]]:
    """The rules that the clauses take part in."""
    import polars as pl

    data = _table(run, "rules")
    if data is None:
        return []
    wanted = pl.col("clauses").list.eval(pl.element().is_in(clauses)).list.any()
    return data.filter(wanted).to_dicts()


def of(run: Run, id: str) -> Lineage:
    """Everything that leads to and from `id`, which may be a clause, candidate, review item or row.

    Raises: InputError when nothing here has that id.
    """
    import polars as pl

    from curation.review.judgements import batches
    from curation.review.standing import gather

    items = [i for i in batches.items(run.workspace) if id in (i.id, i.subject)]
    candidates = _table(run, "generate")
    family: list[dict[str, Any]] = []
    if candidates is not None:
        subjects = [id, *(i.subject for i in items)]
        asked = pl.col("id").is_in(subjects) | pl.col("root").is_in(subjects)
        roots = candidates.filter(asked | pl.col("clauses").list.contains(id))["root"].unique().to_list()
        family = candidates.filter(pl.col("root").is_in(roots)).sort("id").to_dicts()
    rows = list(_released(run.workspace, {id, *(c["root"] for c in family)}))
    clauses = sorted(
        {c for f in family for c in f["clauses"]} | {c for r in rows for c in r["clauses"]} | {id}
    )
    members = [c["id"] for c in family] or [id]
    items = [i for i in batches.items(run.workspace) if i.subject in members or i.id == id]
    named = {i.id for i in items}
    parts: Lineage = {
        "id": id,
        "clauses": _where(_table(run, "ingest"), "id", clauses),
        "rules": _rules_of(run, clauses),
        "mappings": _where(_table(run, "map"), "clause", clauses),
        "candidates": family,
        "findings": _where(_table(run, "lint"), "candidate", members),
        "clusters": [c for m in ("kept", "member") for c in _where(_table(run, "dedup"), m, members)],
        "edges": [e for m in ("a", "b") for e in _where(_table(run, "dedup", "edges"), m, members)],
        "items": [i.model_dump(mode="json", exclude={"gold"}) for i in items],
        "judgements": [j.model_dump(mode="json") for j in gather.record(run.workspace) if j.item in named],
        "releases": rows,
    }
    if not any(parts[part] for part in parts if part != "id"):
        raise InputError.one(
            id, "id-unknown", "no clause, candidate, review item or released row has this id"
        )
    return parts


def _released(workspace: Path, ids: set[str]) -> Iterator[dict[str, Any]]:
    import polars as pl

    from curation.release.publication import versions

    for folder in versions.every_release(workspace):
        constant = json.loads(disk.text(folder / "release.json")).get("constant", {})
        for path in sorted(folder.glob("items/*.parquet")):
            for row in released.read(path, constant).filter(pl.col("id").is_in(sorted(ids))).to_dicts():
                yield {"dataset": folder.parent.name, "version": folder.name, **row}


def lines(found: Lineage) -> Iterator[str]:
    """The lineage as indented lines, from the clause to the releases."""
    for clause in found["clauses"]:
        yield f"clause     {clause['id']}  {clause['citation']}"
        yield f"           {_cut(clause['text'])}"
    for rule in found["rules"]:
        yield from _rule_lines(rule)
    for mapping in found["mappings"]:
        yield f"mapping    {mapping['clause']} → {mapping['category']}  {mapping['score']:.2f}  {mapping['method']}"
    for candidate in found["candidates"]:
        origin = candidate["origin"]
        yield f"candidate  {candidate['id']}  {candidate['kind']}  {candidate['variant']}  {origin['generator']} {origin['version']}"
        yield f"           {_cut(candidate['text'] or candidate['stem'])}"
    for finding in found["findings"]:
        yield f"finding    {finding['candidate']}  {finding['severity']}[{finding['check']}]  {finding['message']}"
    for cluster in found["clusters"]:
        yield f"duplicate  {cluster['member']} → {cluster['kept']}  {cluster['method']} {cluster['score']:.2f}"
    for edge in found["edges"]:
        if edge["relation"] != "duplicate":
            yield f"{edge['relation']:<10} {edge['a']} / {edge['b']}  {edge['method']} {edge['score']:.2f}  {edge['evidence']}"
    for item in found["items"]:
        yield f"review     {item['id']}  batch {item['batch']}  {item['kind']}"
    for judgement in found["judgements"]:
        yield f"judgement  {judgement['reviewer']}  {judgement['verdict']}  {judgement['status']}  {json.dumps(judgement['reasons'])}"
    for row in found["releases"]:
        yield f"release    {row['dataset']} {row['version']}  row {row['id']}  {row['rule']}, {row['judgements']} judgements"


def _rule_lines(rule: dict[str, Any]) -> Iterator[str]:
    yield f"rule       {rule['id']}  {rule['modality']}  certainty {rule['certainty']:.2f}"
    for name in ("bearer", "action"):
        if rule[name] is not None:
            yield f"           {name}: {_cut(rule[name]['text'], 100)}"
    for name in ("conditions", "exceptions"):
        for part in rule[name]:
            yield f"           {name.removesuffix('s')}: {_cut(part['text'], 100)}"
    for words in rule["unparsed"]:
        yield f"           {words}"


def _cut(text: str, width: int = 110) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def dropped(run: Run, step: str) -> list[dict[str, Any]]:
    """What a step dropped, each with its reason."""
    import polars as pl

    if step == "dedup":
        return run.table("dedup").to_dicts()
    if step == "lint":
        return run.table("lint").filter(pl.col("severity") == "error").to_dicts()
    if step == "map":
        clauses, mappings = run_tables.labelled(run), run.table("map")
        mapped = mappings.filter(~pl.col("category").str.ends_with(":none"))["clause"].unique().to_list()
        about = clauses.select(pl.col("id").alias("clause"), "citation", "modality", "text")
        lost = run_tables.unmapped(run, mapped).join(about, on="clause", maintain_order="left")
        return lost.select(pl.col("clause").alias("id"), "citation", "modality", "text", "reason").to_dicts()
    if step == "generate":
        tables = ("failures", "skipped", "dropped_categories")
        return [row for table in tables for row in run.table(step, table).to_dicts()]
    if step == "ingest":
        return run.table(step, "dropped").to_dicts()
    if step == "route":
        return _unasked(run)
    return []


def nearest(run: Run, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `dropped` of the step `map`, each unmapped clause with its nearest category and that category's probability.

    Empty where a clause has no candidate: of an earlier edition, in no dataset, or of a kind that is never mapped. The embedder
    of the settings is opened.
    """
    import polars as pl

    from curation import mapping

    wanted = [row["id"] for row in rows if row["reason"] == losses.NO_CATEGORY]
    best: dict[str, tuple[float, str]] = {}
    if wanted:
        clauses = run_tables.labelled(run).filter(pl.col("id").is_in(wanted))
        embedder = run.adapters.embedder() if run.adapters.embedder else None
        settings = run.settings.map.model_copy(update={"threshold": 0.0, "top": 1})
        taxonomies = list(run.taxonomies())
        names = {f"{t.id}:{c.code}": c.name for t in taxonomies for c in t.categories}
        mapped = mapping.map_clauses(clauses, taxonomies, settings, embedder)
        for clause, category, score in mapped.select("clause", "category", "score").iter_rows():
            if category in names:
                told = (score, f"{category.rpartition(':')[2]} {names[category]}")
                best[clause] = max(best.get(clause, told), told)
    return [
        {**row, "nearest": best[row["id"]][1], "probability": round(best[row["id"]][0], 3)}
        if row["id"] in best
        else {**row, "nearest": "", "probability": None}
        for row in rows
    ]


def _unasked(run: Run) -> list[dict[str, Any]]:
    """The candidates that were kept and are not queued for review."""
    import polars as pl

    from curation.review.judgements import batches

    where = {i.subject: i.batch for i in batches.items(run.workspace)}
    queued = run.table("route")["subject"].to_list()
    rest = kept(run).filter(~pl.col("id").is_in(queued)).select("id", "dataset", "kind", "status")
    return [{**r, "reason": _why_not(r, where)} for r in rest.to_dicts()]


def _why_not(candidate: dict[str, Any], batch: dict[str, str]) -> str:
    if name := batch.get(candidate["id"]):
        return f"already in batch {name}"
    brief = candidate["status"] == "needs_authoring"
    return "a brief, to be written out by an author" if brief else "not chosen by the settings of review"
