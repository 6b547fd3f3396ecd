"""What the experts said: agreement with intervals, who differs from whom, gold items, pace, and what that certifies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import polars as pl

from curation.report import charts
from curation.report.data import ReportData, ReportedAgreement
from curation.report.html import Child, Html, note, table, tag
from curation.report.words import side_by_side

SHOWN = 20
"""Edits shown in full."""
VERDICTS = ("accept", "revise", "reject", "unsure")


def section(data: ReportData) -> list[Child]:
    """Agreement, confusion, annotators, decisions and certificates; says plainly when there are no judgements."""
    parts: list[Child] = [_certificates(data)] if data.certificates else []
    if data.judgements is None or data.judgements.is_empty():
        return [note("No expert has judged anything yet: nothing here is audited."), *parts]
    counted = data.judgements
    said = (
        f"{counted.height} judgements that count, by {counted['reviewer'].n_unique()} people; {data.not_counted} others do "
        "not (superseded, skipped, stale, invalid or not assigned)."
    )
    return [
        tag("p", said),
        *parts,
        *_agreement(data.agreement),
        _confusion(counted),
        _people(data),
        _decisions(data),
        *_yields(data),
        *_edits(data),
    ]


def _certificates(data: ReportData) -> Html:
    rows: list[list[Child]] = []
    for c in data.certificates:
        upper = "–" if c.upper is None else f"{c.upper:.2%}"
        more = "–" if c.more_needed is None else c.more_needed
        rows.append([c.dataset, c.audited, c.errors, upper, f"{c.goal:.2%}", more])
    heads = [
        "dataset",
        "audited",
        "errors",
        "error rate at most (95 %)",
        "goal",
        "error-free audits still needed",
    ]
    return table("Certified error rate", heads, rows, [1, 2, 3, 4, 5])


def _name(a: ReportedAgreement) -> str:
    return " ".join(part for part in (a.batch, a.field, a.category, a.measure) if part)


def _agreement(known: Sequence[ReportedAgreement]) -> list[Child]:
    if not known:
        return [note("Agreement needs items that two people judged; there are none yet.")]
    dots = [
        charts.Dot(_name(a), a.value, a.low, a.high)
        for a in known
        if a.value is not None and a.low is not None and a.high is not None
    ]
    rows: list[list[Child]] = []
    for a in known:
        value = a.why if a.value is None else f"{a.value:.3f}"
        interval = "–" if a.low is None or a.high is None else f"{a.low:.3f} to {a.high:.3f}"
        rows.append(
            [a.field, a.batch or "all", a.category or "all", a.measure, value, interval, a.n_items, a.n_pairs]
        )
    heads = ["field", "batch", "category", "measure", "value", "95 % interval", "items", "pairs"]
    drawn: list[Child] = [charts.intervals("Agreement with 95 % intervals", dots[:40])] if dots else []
    return [*drawn, table("Agreement", heads, rows, [4, 5, 6, 7])]


def _confusion(active: pl.DataFrame) -> Html:
    """How often one annotator said the row and another the column of the same item; symmetric, each pair counted once."""
    cells: Counter[tuple[str, str]] = Counter()
    annotators = active.filter(pl.col("role") == "annotator").sort("item", "reviewer")
    for verdicts in annotators.group_by("item", maintain_order=True).agg("verdict")["verdict"]:
        for pair in combinations(verdicts.to_list(), 2):
            one, other = sorted(pair, key=VERDICTS.index)
            cells[one, other] += 1
    rows: list[list[Child]] = [
        [
            row,
            *(
                "" if VERDICTS.index(column) < VERDICTS.index(row) else cells[row, column]
                for column in VERDICTS
            ),
        ]
        for row in VERDICTS
    ]
    return table(
        "Pairs of verdicts on the same item", ["one said / the other said", *VERDICTS], rows, [1, 2, 3, 4]
    )


def _people(data: ReportData) -> Child:
    if not data.annotators:
        return None
    rows: list[list[Child]] = []
    for a in data.annotators:
        pace = "–" if a.median_seconds is None else f"{a.median_seconds:.0f} s"
        rows.append([a.reviewer, a.done, pace, f"{a.gold_right} of {a.gold_seen}"])
    return table(
        "Annotators (pseudonyms)", ["annotator", "judgements", "median time", "gold right"], rows, [1, 2, 3]
    )


def _decisions(data: ReportData) -> Child:
    if data.decisions is None or data.decisions.is_empty():
        return note("No decisions yet.")
    counts = data.decisions.group_by("kind", "outcome", "rule").len().sort("kind", "outcome", "rule")
    rows: list[list[Child]] = [list(row) for row in counts.iter_rows()]
    return table("Decisions and the rule behind them", ["kind", "outcome", "rule", "items"], rows, [3])


def _yields(data: ReportData) -> list[Child]:
    """What the review kept, edited and rejected, with the share kept of what is decided."""
    from curation.stats.intervals import wilson

    if not data.yields:
        return []
    rows: list[list[Child]] = []
    for y in data.yields:
        decided = y.kept + y.edited + y.rejected
        share = str(wilson(y.kept, decided)) if decided else "–"
        rows.append([f"{y.by}: {y.name}", y.kept, y.edited, y.rejected, y.pending, share])
    heads = ["sort", "kept", "edited", "rejected", "pending", "share kept of decided, 95 % interval"]
    return [table("Yield of the review", heads, rows, [1, 2, 3, 4])]


def _edits(data: ReportData) -> list[Child]:
    """Accepted revisions, before and after side by side."""
    if not data.edits:
        return []
    parts: list[Child] = [tag("h3", f"Edits: {min(SHOWN, len(data.edits))} of {len(data.edits)}")]
    for edit in data.edits[:SHOWN]:
        head = tag("p", tag("strong", f"{edit.subject}: {edit.field}"))
        parts.append(tag("div", head, side_by_side(edit.old, edit.new), class_="card"))
    return parts
