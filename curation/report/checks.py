"""What the item checks found."""

from __future__ import annotations

import polars as pl

from curation.report import charts
from curation.report.data import ReportData
from curation.report.html import Child, Html, code, note, table, tag

ROLES = {"error": "lost", "warn": "b", "info": "a"}
EXAMPLES = 5


def section(data: ReportData) -> list[Child]:
    """Findings by check and severity, each with a few of the candidates it is about."""
    if data.findings is None:
        return [note(["No findings yet: ", code("curation run lint"), "."])]
    if data.findings.is_empty():
        return [note("The checks found nothing.")]
    counts = (
        data.findings.group_by("check", "severity")
        .agg(
            pl.len().alias("n"),
            pl.col("candidate").unique().sort().head(EXAMPLES).alias("which"),
            pl.col("message").sort().first(),
        )
        .sort(["n", "check", "severity"], descending=[True, False, False])
    )
    rows = [
        [row["check"], row["severity"], row["n"], row["message"], _links(row["which"])]
        for row in counts.iter_rows(named=True)
    ]
    drawn = [
        (
            f"{row['check']} ({row['severity']})",
            [charts.Segment(row["n"], ROLES[row["severity"]], row["severity"])],
        )
        for row in counts.head(20).iter_rows(named=True)
    ]
    key = charts.legend([("lost", "error: stops the item"), ("b", "warning"), ("a", "hint")])
    heads = ["check", "severity", "findings", "what it says (one of them)", "candidates (some)"]
    return [
        charts.bars("Findings by check", drawn),
        key,
        table("Findings by check and severity", heads, rows, [2]),
    ]


def _links(ids: list[str]) -> Html:
    shown = [(tag("button", i, type="button", class_="link", data_item=i), " ") for i in ids if i]
    return tag("span", shown)
