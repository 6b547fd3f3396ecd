"""Coverage: which document speaks of which category, in how many clauses, and where nobody looked yet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from curation.report.data import ReportData
from curation.report.html import Child, Html, code, note, table, tag

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy

LEVEL = 2
"""The tier of the columns: 16 in AIR 2024, fine enough to see gaps and coarse enough to read."""


def section(data: ReportData) -> list[Child]:
    """A heat map for each taxonomy and the categories without a candidate."""
    if data.mappings is None or data.clauses is None:
        return [note(["No mappings yet: ", code("curation run map"), "."])]
    best = best_mappings(data)
    parts: list[Child] = []
    for tax in data.taxonomies:
        mine = best.filter(pl.col("taxonomy") == tax.id)
        parts.append(tag("h3", tax.id))
        parts.append(_heat(tax, mine))
        parts.append(_gaps(tax, mine, data))
    return parts


def best_mappings(data: ReportData) -> pl.DataFrame:
    """The first-ranked mapping of each clause in each taxonomy that is not `none`: clause, document, taxonomy, code, score."""
    assert data.mappings is not None and data.clauses is not None
    parts = pl.col("category").str.split_exact(":", 1)
    return (
        data.mappings.with_columns(
            parts.struct.field("field_0").alias("taxonomy"), parts.struct.field("field_1").alias("code")
        )
        .filter((pl.col("rank") == 1) & (pl.col("code") != "none"))
        .join(data.clauses.select(clause="id", document="document"), on="clause", how="inner")
        .select("clause", "document", "taxonomy", "code", "score")
        .sort("clause", "code")
    )


def column_of(tax: Taxonomy, code_: str) -> str:
    """The code of the tier-2 category above `code_`, or the top one where the taxonomy has a single tier."""
    path = tax.path(code_)
    return path[min(LEVEL, len(path)) - 1].code


def _heat(tax: Taxonomy, mine: pl.DataFrame) -> Html:
    known = {c.code for c in tax.categories}
    cells: Counter[tuple[str, str]] = Counter()
    for document, code_ in mine.select("document", "code").iter_rows():
        if code_ in known:
            cells[document, column_of(tax, code_)] += 1
    columns = [c for c in tax.categories if c.level == min(LEVEL, len(tax.levels))]
    documents = sorted({d for d, _ in cells})
    most = max(cells.values(), default=1)
    head = [tag("th", "document", scope="col")]
    head += [
        tag("th", tag("span", c.name), scope="col", class_="tilt", title=f"{c.code} {c.name}")
        for c in columns
    ]
    rows = [tag("tr", head)]
    for document in documents:
        line = [tag("th", document, scope="row")]
        for column in columns:
            count = cells[document, column.code]
            line.append(_cell(document, tax.id, column.code, column.name, count, most))
        rows.append(tag("tr", line))
    caption = tag(
        "caption", f"Clauses by document and category of {tax.id}; choose a cell to read its clauses"
    )
    grid = tag("table", caption, tag("thead", rows[0]), tag("tbody", rows[1:]), class_="heat")
    return tag("div", grid, class_="scroll", tabindex=0, role="region", aria_label=f"Coverage of {tax.id}")


def _cell(document: str, taxonomy: str, code_: str, name: str, count: int, most: int) -> Html:
    if not count:
        return tag("td", tag("span", "0", class_="quiet"), class_="h0")
    shade = 1 + int(4 * (count - 1) / most)
    said = f"{count} clauses of {document} about {name}"
    button = tag(
        "button",
        count,
        type="button",
        aria_label=said,
        data_cell=f"{document}|{taxonomy}|{code_}",
        title=said,
    )
    return tag("td", button, class_=f"h{shade}")


def _gaps(tax: Taxonomy, mine: pl.DataFrame, data: ReportData) -> Html:
    """Leaves by what they lack, one line a tier-2 category."""
    mapped = set(mine["code"])
    with_candidates: set[str] = set()
    if data.candidates is not None:
        with_candidates = {
            c.partition(":")[2]
            for c in data.candidates["categories"].explode().drop_nulls()
            if c.startswith(tax.id + ":")
        }
    totals: dict[str, list[int]] = {}
    names = {c.code: c.name for c in tax.categories}
    for leaf in tax.leaves():
        line = totals.setdefault(column_of(tax, leaf.code), [0, 0, 0])
        line[0] += 1
        line[1] += leaf.code in mapped
        line[2] += leaf.code in with_candidates
    rows: list[list[Child]] = [
        [f"{code_} {names[code_]}", *line, line[0] - line[2]] for code_, line in totals.items()
    ]
    heads = ["category", "leaves", "with a clause", "with a candidate", "without a candidate"]
    return table(f"Leaves of {tax.id} that are covered", heads, rows, [1, 2, 3, 4])
