"""What was released, how it grew, and what a changed document touches."""

from __future__ import annotations

from curation.report import charts
from curation.report.data import ReportData
from curation.report.html import Child, code, note, table, tag
from curation.report.words import side_by_side

SHOWN = 40


def section(data: ReportData) -> list[Child]:
    """Versions with their differences, then the impact of changed editions."""
    if not data.releases:
        return [
            note(["Nothing released yet: ", code("curation release cut DATASET VERSION --preview"), "."]),
            *_impact(data),
        ]
    drawn = []
    rows: list[list[Child]] = []
    for r in data.releases:
        name = f"{r.dataset} {r.version}" + (" (preview)" if r.preview else "")
        drawn.append((name, [charts.Segment(r.rows, "b" if r.preview else "given", "rows")]))
        change = "first" if r.added is None else f"+{r.added} ~{r.changed or 0} −{r.removed or 0}"
        state = f"preview, {r.judgements} judgements" if r.preview else "audited"
        rows.append([r.dataset, r.version, state, r.rows, r.judgements, change, code(r.digest[:12])])
    heads = ["dataset", "version", "state", "rows", "judgements", "against the version before", "digest"]
    key = charts.legend([("given", "audited"), ("b", "preview: too few judgements to be called audited")])
    return [
        charts.bars("Rows by release", drawn),
        key,
        table("Releases", heads, rows, [3, 4]),
        *_differences(data),
        *_impact(data),
    ]


def _differences(data: ReportData) -> list[Child]:
    """Row by row what each version changed, the gravest first; the whole list is the version's `diff.parquet`."""
    parts: list[Child] = []
    for release in data.releases:
        if release.diff:
            title = f"{release.dataset} {release.version}: {min(SHOWN, len(release.diff))} of {len(release.diff)} changed rows"
            rows: list[list[Child]] = [[code(name), *rest] for name, *rest in release.diff[:SHOWN]]
            parts.append(table(title, ["row", "change", "fields", "reason"], rows))
    return parts


def _impact(data: ReportData) -> list[Child]:
    if not data.changes:
        return []
    rows: list[list[Child]] = [[c.where, c.document, c.kind, c.candidates, c.rows] for c in data.changes]
    parts: list[Child] = [tag("h3", "Impact of changed documents")]
    parts.append(
        table(
            "Changed clauses and what rests on them",
            ["clause", "document", "change", "candidates", "rows"],
            rows,
            [3, 4],
        )
    )
    for change in data.changes[:SHOWN]:
        if change.kind in {"modified", "split", "merged"}:
            head = tag("p", tag("strong", f"{change.where}: {change.kind}"))
            parts.append(tag("div", head, side_by_side(change.old, change.new), class_="card"))
    return parts
