"""Columns and tables of a page, told by gaps: lines that a wide gap parts, and where the parts stand.

Two columns of prose are read one after the other. Rows of short parts whose left edges agree are the rows of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from curation.readers.pdf.lines import Line
from curation.readers.pdf.rules import Table

_ALIGNED = 9.0
"""Points by which the left edges of the cells of a column may differ."""


@dataclass
class TableRow:
    """A row of a table: the lines of each cell, by column."""

    cells: dict[int, list[Line]]

    @property
    def lines(self) -> list[Line]:
        """All lines of the row."""
        return [line for number in sorted(self.cells) for line in self.cells[number]]


Piece = Line | TableRow


def arrange(lines: Sequence[Line], tables: Sequence[Table] = ()) -> list[Piece]:
    """The lines of a page in reading order, those of tables as rows; `tables` are those that the page draws."""
    out: list[Piece] = []
    run: list[Line] = []
    rows = _drawn_rows(lines, tables)
    placed: set[int] = set()
    for line in lines:
        row = rows.get(id(line))
        if row is None:
            run.append(line)
        elif id(row) not in placed:
            out += _arranged(run)
            run = []
            out.append(row)
            placed.add(id(row))
    out += _arranged(run)
    _set_columns([piece for piece in out if isinstance(piece, Line)])
    return out


def _drawn_rows(lines: Sequence[Line], tables: Sequence[Table]) -> dict[int, TableRow]:
    """The rows of drawn tables, by the identity of each of their lines."""
    out: dict[int, TableRow] = {}
    for drawn in tables:
        table = _uncut(drawn, lines)
        bands: dict[int, list[Line]] = {}
        for line in lines:
            number = table.row(line.y + 0.3 * line.size)
            if number is not None and table.left - 4 < line.x < table.right:
                bands.setdefault(number, []).append(line)
        if table.open:
            rows = _ruled(list(bands.values()))
        else:
            rows = [row for number, found in bands.items() for row in _banded(table, number, found)]
        if sum(len(row.cells) > 1 for row in rows) > 1:
            out |= {id(line): row for row in rows for line in row.lines}
    headed = [line for line in lines if line.head is not None and id(line) not in out]
    for head, group in groupby(headed, key=lambda line: line.head):
        rows = _begun(list(group), head.edges, head.y) if head is not None else []
        if sum(len(row.cells) > 1 for row in rows) > 1:
            out |= {id(line): row for row in rows for line in row.lines}
    return out


_RULES, _CUT = 4, 0.2
"""Fewest rules of a table whose colours part no rows; share of the borders of colours that cut through words there."""


def _uncut(table: Table, lines: Sequence[Line]) -> Table:
    """The table with the rows that its rules part, where each line is coloured by itself and the borders of colours cut through other lines."""
    borders = [y for y, boxed in zip(table.rows, table.boxed, strict=False) if boxed]
    if not borders or len(table.rows) - len(borders) < _RULES:
        return table
    inside = [line for line in lines if table.left - 4 < line.x < table.right]
    cut = sum(
        any(line.y + 0.1 * line.size < y < line.y + 0.55 * line.size for line in inside) for y in borders
    )
    return table.by_rules() if cut >= _CUT * len(borders) else table


_SIDE_BY_SIDE = 0.6
"""Share of the rows between rules that have cells in two columns or more, where the words alone show the columns."""


def _ruled(bands: Sequence[list[Line]]) -> list[TableRow]:
    """The rows between rules whose columns only the left edges of the words show; none where lines cross these edges or few have two."""
    starts: list[list[Line]] = []
    for line in sorted((line for band in bands for line in band), key=lambda line: line.x):
        if starts and line.x - starts[-1][-1].x <= 3:
            starts[-1].append(line)
        else:
            starts.append([line])
    whose = {id(line): number for number, band in enumerate(bands) for line in band}
    often = [group for group in starts if len({whose[id(line)] for line in group}) > 1]
    edges = [group[0].x for group in often[1:]]
    rows: list[TableRow] = []
    for band in bands:
        crossing = any(line.x < edge - 3 and line.right > edge + 1 for line in band for edge in edges)
        cells: dict[int, list[Line]] = {}
        for line in [] if crossing else sorted(band, key=lambda line: (-round(line.y), line.x)):
            cells.setdefault(sum(line.x > edge - 2 for edge in edges), []).append(line)
        if len(cells) > 1:
            rows.append(TableRow(cells))
    return rows if len(rows) >= _SIDE_BY_SIDE * len(bands) else []


def _banded(table: Table, number: int, lines: Sequence[Line]) -> list[TableRow]:
    """The rows between two horizontal rules of a table: one where the edges of columns are drawn, none where a line crosses them."""
    edges = table.columns[number]
    if table.upright:
        free = not table.ruled[number] and any(_crosses(line, edges) for line in lines)
        return [] if free else [_drawn_row(table, lines)]
    size = median(line.size for line in lines)
    inside = [line for line in lines if not _crosses(line, edges) and line.size < 1.2 * size]
    return [row for row in _begun(inside, edges, table.top) if len(row.cells) > 1 or 0 not in row.cells]


def _drawn_row(table: Table, lines: Sequence[Line]) -> TableRow:
    cells: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x)):
        cells.setdefault(table.column(line.x), []).append(line)
    return TableRow(cells)


def _crosses(line: Line, edges: Sequence[float]) -> bool:
    return any(line.x < edge - 3 and line.right > edge + 3 for edge in edges)


def _begun(lines: Sequence[Line], edges: Sequence[float], top: float) -> list[TableRow]:
    """Rows that no rule parts: each begins with a line in the first column; lines above `top` are the heads."""
    columns = {id(line): sum(line.x > edge - 2 for edge in edges) for line in lines}
    firsts = sorted(
        (line for line in lines if not columns[id(line)] and line.y < top), key=lambda line: -line.y
    )
    begins = [
        line.y
        for place, line in enumerate(firsts)
        if not place or firsts[place - 1].y - line.y > 1.6 * line.size or _beside(line, lines)
    ]
    rows: dict[int, TableRow] = {}
    for line in sorted(lines, key=lambda line: -line.y):
        number = 0 if line.y > top else sum(y > line.y - 0.6 * line.size for y in begins)
        rows.setdefault(number, TableRow({})).cells.setdefault(columns[id(line)], []).append(line)
    return list(rows.values())


def _beside(line: Line, lines: Sequence[Line]) -> bool:
    """Whether another cell begins at the height of a line of the first column, so that this line begins a row of its own."""
    beside = [other for other in lines if other is not line and abs(other.y - line.y) < 0.4 * line.size]
    return any(not other.text[:1].islower() for other in beside)


def _arranged(lines: Sequence[Line]) -> list[Piece]:
    """Lines that no drawn table has, in reading order."""
    printed = [list(group) for _, group in groupby(lines, key=lambda line: line.row)]
    out: list[Piece] = []
    place = 0
    while place < len(printed):
        if len(printed[place]) < 2:
            out.extend(printed[place])
            place += 1
            continue
        end = _end(printed, place)
        region = printed[place:end]
        if _is_prose(region):
            out.extend(_columns(region))
        elif (rows := _table(region)) is not None:
            out.extend(rows)
        else:
            out.extend(line for row in region for line in _joined(row))
        place = end
    return out


def _set_columns(lines: Sequence[Line]) -> None:
    """Notes on each line how far its column is set in: a column begins where the text goes up the page and to the right."""
    columns: list[list[Line]] = []
    for line in lines:
        above = columns[-1][-1] if columns else None
        first = min(other.x for other in columns[-1]) if columns else 0.0
        if above is None or (line.y > above.y + 2 * line.size and line.x > first + 80):
            columns.append([line])
        elif (
            line.y < above.y - 0.5
            and len(columns) > 1
            and line.x < min(other.x for other in columns[-1]) - 40
        ):
            columns = [[line]]  # below the columns the text is set in full width again
        else:
            columns[-1].append(line)
        left = min(other.x for other in columns[0])
        line.column = min(other.x for other in columns[-1]) - left if len(columns) > 1 else 0.0


def _end(printed: Sequence[list[Line]], place: int) -> int:
    """Where a region with parted lines ends: before the first line that crosses the gap or lies far below."""
    edges = [line.x for line in printed[place]]
    end = place + 1
    while end < len(printed):
        row, above = printed[end], printed[end - 1]
        gap = above[0].y - row[0].y
        if gap < -2 or gap > 3.5 * max(row[0].size, above[0].size):
            break
        if len(row) == 1:
            column = _column(row[0], edges)
            crosses = column is None or (column + 1 < len(edges) and row[0].right > edges[column + 1] - 2)
            if crosses or gap > 1.9 * row[0].size or not _more(printed, end, edges):
                break
        elif not any(_column(line, edges) is not None for line in row):
            break
        edges = sorted({*edges, *(line.x for line in row if _column(line, edges) is None)})
        end += 1
    return end


def _more(printed: Sequence[list[Line]], place: int, edges: Sequence[float]) -> bool:
    """Whether a line in one column goes on with a cell: it stands in another column than the first, or parted lines follow."""
    line = printed[place][0]
    if _column(line, edges) != 0:
        return True
    following = printed[place + 1 : place + 4]
    return any(len(row) > 1 for row in following)


def _column(line: Line, edges: Sequence[float]) -> int | None:
    """The column in which a line begins."""
    return next((number for number, edge in enumerate(edges) if abs(line.x - edge) <= _ALIGNED), None)


def _is_prose(region: Sequence[list[Line]]) -> bool:
    """Whether a region is text set in two columns: many words in each part, and lines that run on to the next."""
    parted = [row for row in region if len(row) == 2]
    if len(parted) < 3 or len(parted) < 0.6 * len(region) or any(len(row) > 2 for row in region):
        return False
    lefts, rights = [row[0] for row in parted], [row[1] for row in parted]
    edge = median(line.x for line in rights)
    if sum(abs(line.x - edge) <= 3 * _ALIGNED for line in rights) < 0.8 * len(rights):
        return False
    enough = all(
        median(len(line.text.split()) for line in side) >= 4 or _han(side) for side in (lefts, rights)
    )
    return enough and (_runs_on(lefts) + _runs_on(rights)) >= 0.3 * (len(lefts) + len(rights) - 2)


def _han(lines: Sequence[Line]) -> bool:
    return median(len(line.text) for line in lines) >= 8 and any(
        "\u3040" <= line.text[0] <= "\u9fff" for line in lines
    )


def _runs_on(lines: Sequence[Line]) -> int:
    """How many lines go on in the middle of a sentence."""
    return sum(
        not above.text.endswith((".", ";", ":", "。", "；", "："))
        and (below.text[:1].islower() or "\u3040" <= below.text[:1] <= "\u9fff")
        for above, below in pairwise(lines)
    )


def _columns(region: Sequence[list[Line]]) -> list[Line]:
    """The lines of two columns, the left one first."""
    edge = median(row[1].x for row in region if len(row) == 2)
    left = [line for row in region for line in row if line.x < edge - _ALIGNED]
    return [*left, *(line for row in region for line in row if line.x >= edge - _ALIGNED)]


def _table(region: Sequence[list[Line]]) -> list[TableRow] | None:
    """The rows of a table, None when the parts of the lines do not stand in columns."""
    if _justified(region):
        return None
    edges: list[float] = []
    for row in region:
        for line in row:
            if _column(line, edges) is None:
                edges = sorted([*edges, line.x])
    parted = sum(len(row) > 1 for row in region)
    if parted < 2 or len(edges) > 12 or len(edges) > 2 + max(map(len, region)):
        return None
    rows: list[TableRow] = []
    for row in region:
        cells: dict[int, list[Line]] = {}
        last = 0
        for line in row:  # a part between two columns goes on with the cell before it
            number = _column(line, edges)
            last = last if number is None else number
            cells.setdefault(last, []).append(line)
        if rows and _goes_on(rows[-1], row, cells):
            for number, lines in cells.items():
                rows[-1].cells.setdefault(number, []).extend(lines)
        else:
            rows.append(TableRow(cells))
    return rows if len(rows) > 1 else None


def _justified(region: Sequence[list[Line]]) -> bool:
    """Whether the parts of the lines are the words of a sentence, set far apart so that the lines end together."""
    parts = [line.text for row in region if len(row) > 1 for line in row]
    if not parts or len(parts) < 5 * sum(len(row) > 1 for row in region):
        return False
    alone = sum(" " not in part for part in parts)
    small = sum(part[:1].islower() for part in parts)
    return alone >= 0.8 * len(parts) and small >= 0.6 * len(parts)


def _goes_on(above: TableRow, row: Sequence[Line], cells: dict[int, list[Line]]) -> bool:
    """Whether a printed line holds further lines of the cells above it: the first cell is empty, or all go on in small letters."""
    if 0 not in cells and 0 in above.cells:
        return True
    gap = min(line.y for line in above.lines) - row[0].y
    return gap < 1.5 * row[0].size and all(line.text[:1].islower() for line in row)


def _joined(row: Sequence[Line]) -> list[Line]:
    """The parts of a printed line as the one line that they are."""
    first = row[0]
    if len(row) == 1 or any(not 0.8 < line.size / max(first.size, 0.1) < 1.25 for line in row):
        return list(row)
    first.text = " ".join(line.text for line in row)
    first.right = max(line.right for line in row)
    first.calls = [call for line in row for call in line.calls]
    return [first]
