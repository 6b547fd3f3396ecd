"""Tables of web pages: a row is a clause, with the heads of its columns."""

from __future__ import annotations

import re

from curation.readers.html.texts import text_of
from curation.readers.markup import Element
from curation.readers.structure.blocks import Block, label, row_text

_LAYOUT = ("h1", "h2", "h3", "table", "article", "section")
_MOST = 200
"""Most columns and rows that a span may cover."""


def is_data(table: Element) -> bool:
    """Whether a table shows data in rows and columns rather than placing parts of the page."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = _rows(table)
    if len(rows) < 2 or any(
        cell.find(f".//{tag}") is not None for row in rows for cell in row for tag in _LAYOUT
    ):
        return False
    wide = sum(len(row) > 1 for row in rows)
    return wide * 2 >= len(rows)


_NUMBER = re.compile(
    r"\((?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6})\.?\)|(?:\d{1,3}|([a-z])\1?|[ivxl]{1,6})(?:[.)]|\.\))",
    re.IGNORECASE,
)


def listed(table: Element) -> list[tuple[str, Element]]:
    """The marker and the words of each row of a table that places a list: `(a)` in one cell, the words in the next; else nothing."""
    if table.find(".//th") is not None:
        return []
    own = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    found: list[tuple[str, Element]] = []
    for row in own:
        cells = [cell for cell in row if cell.tag == "td"]
        if len(cells) != 2 or not _NUMBER.fullmatch(marker := text_of(cells[0])) or not text_of(cells[1]):
            return []
        found.append((marker, cells[1]))
    return found


def rows(table: Element) -> list[Block]:
    """The rows of a table, each with the cells that reach into it from above and with the heads of the columns."""
    heads = ""
    out: list[Block] = []
    for cells, head in _filled(table):
        text = row_text(cells)
        if not text:
            continue
        out.append(Block("row", text, heads="" if head else heads))
        if head and not any(block.heads for block in out):
            heads = text
    return out


def _rows(table: Element) -> list[list[Element]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _filled(table: Element) -> list[tuple[list[str], bool]]:
    """The texts of the cells of each row, spans of rows filled in, and whether the row holds heads of columns."""
    open_: dict[int, tuple[int, str]] = {}
    out: list[tuple[list[str], bool]] = []
    for row in _rows(table):
        texts: list[str] = []
        cells = iter(row)
        cell = next(cells, None)
        column = 0
        while cell is not None or any(at >= column for at in open_):
            if column in open_:
                left, text = open_.pop(column)
                texts.append(text)
                if left > 1:
                    open_[column] = (left - 1, text)
                column += 1
            elif cell is not None:
                text = text_of(cell)
                texts.append(text)
                if (down := _span(cell, "rowspan")) > 1:
                    open_[column] = (down - 1, label(text))
                column += _span(cell, "colspan")
                cell = next(cells, None)
            else:
                column += 1
        heads = bool(row) and (
            all(c.tag == "th" for c in row) or next(row[0].iterancestors("thead"), None) is not None
        )
        out.append((texts, heads))
    return out


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return max(1, min(_MOST, int(value))) if value.isdecimal() else 1
