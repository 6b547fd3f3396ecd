"""What was taken for the same thing, what only looks alike, and which words make the difference."""

from __future__ import annotations

import polars as pl

from curation.report import charts, pictures
from curation.report.data import ReportData
from curation.report.html import Child, Html, code, note, table, tag
from curation.report.words import side_by_side

SHOWN = 20
"""Pairs and clusters shown in full; the tables of the step hold them all."""


def section(data: ReportData) -> list[Child]:
    """Clusters by size, edges by method, the closest calls and the contrast pairs with their differing words."""
    if data.clusters is None or data.edges is None:
        return [note(["No duplicates looked for yet: ", code("curation run dedup"), "."])]
    texts = wording(data)
    return [
        _methods(data.edges),
        _clusters(data.clusters, texts),
        *_pairs("Closest calls: duplicates with the lowest score", _closest(data.edges), texts, data),
        *_pairs(
            "Contrast pairs: alike in words, kept because they differ in what matters",
            _contrasts(data.edges),
            texts,
            data,
        ),
    ]


def wording(data: ReportData) -> dict[str, str]:
    """The text or stem of every candidate, by id."""
    if data.candidates is None:
        return {}
    shown = pl.when(pl.col("text") != "").then("text").otherwise("stem")
    return dict(data.candidates.select("id", shown.alias("words")).iter_rows())


def _methods(edges: pl.DataFrame) -> Html:
    counts = (
        edges.group_by("method", "relation")
        .agg(pl.len().alias("n"), pl.col("score").min().alias("low"))
        .sort("method", "relation")
    )
    rows: list[list[Child]] = [[m, relation, n, f"{low:.3f}"] for m, relation, n, low in counts.iter_rows()]
    return table("Pairs found by method", ["method", "relation", "pairs", "lowest score"], rows, [2, 3])


def _clusters(clusters: pl.DataFrame, texts: dict[str, str]) -> Child:
    if clusters.is_empty():
        return note("No two items were taken for the same.")
    by_kept = clusters.group_by("kept").agg(
        pl.len().alias("n"), pl.col("score").min().alias("low"), pl.col("member").sort()
    )
    by_kept = by_kept.sort(["n", "kept"], descending=[True, False])
    sizes = by_kept.group_by("n").len().sort("n").iter_rows()
    drawn = [(f"{n} dropped for 1 kept", [charts.Segment(k, "given", "clusters")]) for n, k in sizes]
    rows: list[list[Child]] = [
        [texts.get(row["kept"], row["kept"]), row["n"], f"{row['low']:.3f}", _members(row["member"], texts)]
        for row in by_kept.head(SHOWN).iter_rows(named=True)
    ]
    title = f"The {len(rows)} largest of {by_kept.height} clusters"
    return [
        charts.bars("Clusters by size", drawn[:15]),
        table(title, ["kept", "dropped", "lowest score", "dropped items"], rows, [1, 2]),
    ]


def _members(ids: list[str], texts: dict[str, str]) -> Html:
    return tag(
        "ul",
        [tag("li", texts.get(i, i)) for i in ids[:5]],
        tag("li", f"and {len(ids) - 5} more") if len(ids) > 5 else None,
    )


def _closest(edges: pl.DataFrame) -> pl.DataFrame:
    inexact = edges.filter((pl.col("relation") == "duplicate") & (pl.col("method") != "exact"))
    return inexact.sort("score", "a", "b").head(SHOWN)


def _contrasts(edges: pl.DataFrame) -> pl.DataFrame:
    alike = edges.filter(pl.col("relation").is_in(["contrast", "conflict"]))
    return alike.sort(["score", "a", "b"], descending=[True, False, False]).head(SHOWN)


def _pairs(title: str, edges: pl.DataFrame, texts: dict[str, str], data: ReportData) -> list[Child]:
    if edges.is_empty():
        return []
    parts: list[Child] = [tag("h3", title)]
    drawn = pictures.by_item(data)
    for row in edges.iter_rows(named=True):
        head = f"{row['relation']} by {row['method']}, score {row['score']:.3f}"
        why = tag("p", row["evidence"], class_="quiet") if row["evidence"] else None
        pair = side_by_side(texts.get(row["a"], row["a"]), texts.get(row["b"], row["b"]))
        sides = [pictures.figures(drawn.get(row[side], ()), data.images) for side in ("a", "b")]
        shown = tag("div", [tag("div", side) for side in sides], class_="pair") if any(sides) else None
        parts.append(tag("div", tag("p", tag("strong", head)), why, pair, shown, class_="card"))
    return parts
