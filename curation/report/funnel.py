"""The funnel: how many of what went in and came out of each step, and the reason of every loss."""

from __future__ import annotations

from curation.report import charts
from curation.report.data import ReportData
from curation.report.html import Child, Html, code, note, table, tag


def section(data: ReportData) -> list[Child]:
    """A bar a step and a table with a row a reason."""
    if not data.losses:
        return [note(["Nothing has run yet: ", code("curation run"), "."])]
    return [_chart(data), _table(data), *_words(data)]


def _words(data: ReportData) -> list[Child]:
    """How many words of each document are in clauses, and what is left out and why."""
    words = data.figures.get("ingest", {}).get("words", {})
    if not words:
        return []
    rows: list[list[Child]] = [[name, found["kept"], found["line"]] for name, found in words.items()]
    title = "Words of each document in clauses, and what is left out"
    return [table(title, ["document", "words in clauses", "left out, and why"], rows, [1])]


def _chart(data: ReportData) -> Html:
    rows, beside = [], []
    for step, loss in data.losses:
        lost = [charts.Segment(n, "lost", f"lost: {why}") for why, n in sorted(loss.lost.items()) if n]
        rows.append((step, [charts.Segment(loss.given, "given", "came out"), *lost]))
        # Not "so many of so many": one clause may give several candidates, so what came out and what was lost are no parts of a whole.
        beside.append(f"{loss.given:,}" + (f", lost {sum(loss.lost.values()):,}" if lost else ""))
    key = charts.legend([("given", "came out"), ("lost", "lost, for the reasons in the table")])
    return tag("div", charts.bars("What came out of each step", rows, beside), key)


def _table(data: ReportData) -> Html:
    rows: list[list[Child]] = []
    for step, loss in data.losses:
        rows.append([step, loss.taken, loss.given, "", ""])
        rows += [
            [tag("span", step, class_="quiet"), "", "", why, n]
            for why, n in sorted(loss.lost.items(), key=lambda e: (-e[1], e[0]))
        ]
    return table(
        "Every step and the reason of every loss", ["step", "in", "out", "reason", "lost"], rows, [1, 2, 4]
    )
