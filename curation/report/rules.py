"""The rules of the documents: how many of each modality, how surely they were read, and some of them as a table."""

from __future__ import annotations

import polars as pl

from curation.report.data import ReportData
from curation.report.html import Child, code, note, table, tag

SHOWN = 200
"""Most rules that the table shows; `curation rules FILE` shows all."""


def section(data: ReportData) -> list[Child]:
    """Counts by document and modality, what could not be read, and the first rules of each document."""
    if data.rules is None:
        return [note(["No rules yet: ", code("curation run rules"), "."])]
    if data.rules.is_empty():
        return [note("No rule was found in the documents.")]
    counts = data.rules.group_by("document", "modality").agg(
        pl.len().alias("n"),
        (pl.col("unparsed").list.len() == 0).sum().alias("whole"),
        pl.col("certainty").mean().alias("sure"),
    )
    rows = [
        [row["document"], row["modality"], row["n"], f"{row['whole']} of {row['n']}", f"{row['sure']:.2f}"]
        for row in counts.sort("document", "modality").iter_rows(named=True)
    ]
    head = ["Document", "Modality", "Rules", "All parts read", "Mean certainty"]
    return [
        table("Rules by document and modality", head, rows),
        tag("h3", "Rules"),
        note(f"The first {min(SHOWN, data.rules.height)} of {data.rules.height} rules."),
        table(
            "Rules",
            ["Where", "Does", "Who", "What", "When", "Unless"],
            [_row(r) for r in data.rules.head(SHOWN).iter_rows(named=True)],
        ),
    ]


def _row(rule: dict[str, object]) -> list[Child]:
    return [
        str(rule["citation"]),
        str(rule["modality"]),
        _words([rule["bearer"]]),
        _words([rule["action"]]),
        _words(rule["conditions"]),
        _words(rule["exceptions"]),
    ]


def _words(parts: object) -> str:
    known = (
        [part["text"] for part in parts if isinstance(part, dict) and part.get("text")]
        if isinstance(parts, list)
        else []
    )
    text = "; ".join(" ".join(str(words).split()) for words in known)
    return text if len(text) <= 160 else text[:159] + "\u2026"
