"""How sure the mapper is, and how often reviewers agreed with that."""

from __future__ import annotations

import json

import polars as pl

from curation.report import charts
from curation.report.data import ReportData
from curation.report.html import Child, code, note, table


def section(data: ReportData) -> list[Child]:
    """The scores of first-ranked mappings, and their reliability against decisions where there are some."""
    if data.mappings is None or data.mappings.is_empty():
        return [note(["No mappings yet: ", code("curation run map"), "."])]
    first = data.mappings.filter(pl.col("rank") == 1).with_columns(
        none=pl.col("category").str.ends_with(":none")
    )
    scores = first.filter(~pl.col("none"))["score"].to_list()
    rows: list[list[Child]] = [
        [method, n, none, f"{mean:.3f}" if mean is not None else "–"]
        for method, n, none, mean in first.group_by("method")
        .agg(pl.len(), pl.col("none").sum(), pl.col("score").mean().alias("mean"))
        .sort("method")
        .iter_rows()
    ]
    return [
        charts.histogram("Scores of the best category of each clause", scores, 0.0, 1.0),
        table("Best mappings by method", ["method", "clauses", "none", "mean score"], rows, [1, 2, 3]),
        *_reliability(data, first),
        *_learning(data),
    ]


def _reliability(data: ReportData, first: pl.DataFrame) -> list[Child]:
    """Share of mappings that reviewers kept, in bins of the score: a calibrated mapper lies on the diagonal."""
    from curation.stats.intervals import wilson

    empty: list[Child] = [note("Reliability needs decisions on mapping items; there are none yet.")]
    if data.decisions is None:
        return empty
    decided = data.decisions.filter(
        (pl.col("kind") == "mapping") & pl.col("outcome").is_in(["accept", "reject", "revise"])
    )
    joined = first.join(decided.select(clause="subject", outcome="outcome", labels="labels"), on="clause")
    if joined.is_empty():
        return empty
    right = pl.col("category").is_in(pl.col("labels")) | (
        (pl.col("outcome") == "accept") & (pl.col("labels").list.len() == 0)
    )
    bins = (
        joined.with_columns(bin=(pl.col("score") * 5).floor().clip(0, 4), right=right)
        .group_by("bin")
        .agg(pl.len().alias("n"), pl.col("right").sum().alias("k"), pl.col("score").mean().alias("mean"))
        .sort("bin")
    )
    rates = [(row["mean"], wilson(row["k"], row["n"])) for row in bins.iter_rows(named=True)]
    dots = [
        charts.Dot(f"score about {mean:.2f}", r.value or 0.0, r.low or 0.0, r.high or 0.0)
        for mean, r in rates
    ]
    rows: list[list[Child]] = [[f"{mean:.3f}", r.n, str(r)] for mean, r in rates]
    return [
        charts.intervals("Share kept by reviewers, by score", dots),
        table("Reliability of the scores", ["mean score", "clauses", "share kept, 95 % interval"], rows, [1]),
    ]


def _learning(data: ReportData) -> list[Child]:
    """Share of first proposals that reviewers kept, batch by batch as they were judged: it should rise with judgements."""
    from curation.stats.intervals import wilson

    if data.items is None or data.judgements is None:
        return []
    proposed = data.items.filter(pl.col("kind") == "mapping").select("id", "batch", "shown")
    said = data.judgements.filter(pl.col("kind") == "mapping")
    judged = said.join(proposed.select(item="id", shown="shown"), on="item").with_columns(
        kept=pl.struct("shown", "labels").map_elements(_kept, return_dtype=pl.Boolean)
    )
    if judged.is_empty():
        return []
    by_batch = judged.group_by("batch").agg(
        pl.len().alias("n"), pl.col("kept").sum().alias("k"), pl.col("made").min().alias("first")
    )
    rows: list[list[Child]] = []
    dots = []
    before = 0
    for row in by_batch.sort("first", "batch").iter_rows(named=True):
        rate = wilson(row["k"], row["n"])
        dots.append(charts.Dot(row["batch"], rate.value or 0.0, rate.low or 0.0, rate.high or 0.0))
        rows.append([row["batch"], before, row["n"], str(rate)])
        before += row["n"]
    heads = ["batch", "judgements before it", "judgements", "share kept, 95 % interval"]
    return [
        charts.intervals("First proposals kept by reviewers, batch by batch", dots),
        table("What the mapper learned", heads, rows, [1, 2]),
    ]


def _kept(row: dict[str, object]) -> bool:
    """Whether the first category shown is among those chosen; with none shown, whether none was chosen."""
    labels = row["labels"]
    chosen = list(labels) if isinstance(labels, list) else []
    shown = json.loads(str(row["shown"])).get("categories") or []
    return shown[0] in chosen if shown else not chosen
