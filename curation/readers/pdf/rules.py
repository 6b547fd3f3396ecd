"""Tables that a page draws: the lines and filled cells of a page, and where their rows and columns are.

Horizontal and vertical strokes that touch each other are one table when they part two columns and two rows at least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

_THIN = 4.0
"""Most points of a stroke across its direction."""
_LEAST = 8.0
"""Fewest points of a stroke along its direction."""
_TOUCH = 4.0
"""Points between strokes that belong together."""
_MOST = 4000
"""Drawn objects of a page looked at; a page with more is a drawing."""

_MARGIN = 10.0
"""Fewest points between the border of a table and the edge of a column."""
Stroke = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class _Border(tuple[float, float, float, float]):
    """A stroke that is the border of a filled box."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A drawn table: its borders, the edges of its rows from the top down, and the edges of the columns in each row."""

    left: float
    bottom: float
    right: float
    top: float
    rows: tuple[float, ...]
    columns: tuple[tuple[float, ...], ...]
    """Inner edges for each row."""
    ruled: tuple[bool, ...]
    """Whether the edges of a row are drawn beside it; the others have those of the table."""
    upright: bool
    """Whether edges of columns are drawn at all; else only the strokes between rows end at them, and some rows may have none."""
    open: bool = False
    """Whether nothing shows the columns: rules part the rows and the words have to tell."""
    boxed: tuple[bool, ...] = ()
    """Whether an edge of rows is only the border of coloured boxes, and no rule."""

    def by_rules(self) -> Table:
        """The table with the rows that rules part, whatever is coloured in them."""
        last = len(self.rows) - 1
        kept = [n for n in range(len(self.rows)) if n in (0, last) or not self.boxed[n]]
        bands = [range(one, other) for one, other in pairwise(kept)]
        return replace(
            self,
            rows=tuple(self.rows[n] for n in kept),
            columns=tuple(max((self.columns[n] for n in band), key=len) for band in bands),
            ruled=tuple(any(self.ruled[n] for n in band) for band in bands),
            boxed=(),
        )

    def row(self, y: float) -> int | None:
        """The row at a height, None outside the table."""
        for number, (top, bottom) in enumerate(pairwise(self.rows)):
            if bottom <= y < top:
                return number
        return None

    def edges(self, y: float) -> tuple[float, ...]:
        """The inner edges of the columns at a height."""
        number = self.row(y)
        return () if number is None else self.columns[number]

    def column(self, x: float) -> int:
        """The column of a place, counted over all edges of the table."""
        edges = sorted({edge for row in self.columns for edge in row})
        return sum(x > edge - 2 for edge in edges)


@dataclass(frozen=True, slots=True)
class Head:
    """A rule below the heads of columns, in pieces that end where the columns do; the rows below it are not drawn."""

    y: float
    left: float
    right: float
    edges: tuple[float, ...]


def drawn(page: Any, width: float, height: float, raw: Any) -> tuple[list[Table], list[Head]]:
    """The drawn tables of a page of a size in points, and the heads of those of which only the heads are, from the top down."""
    tables: list[Table] = []
    heads: list[Head] = []
    for group in _groups(list(_strokes(page, width, height, raw))):
        if (table := _table(group)) is not None:
            tables.append(table)
        else:
            heads.extend(_heads(group))
    return sorted(tables, key=lambda table: -table.top), sorted(heads, key=lambda head: -head.y)


def _heads(strokes: Sequence[Stroke]) -> Iterator[Head]:
    """The rules that three pieces or more make, each beginning where the one before it ends."""
    flat = [s for s in strokes if s[3] - s[1] < _THIN and s[2] - s[0] >= _LEAST]
    for level in _merged([(s[1] + s[3]) / 2 for s in flat]):
        pieces = sorted(s for s in flat if abs((s[1] + s[3]) / 2 - level) < _TOUCH)
        if len(pieces) > 2 and all(abs(right[0] - left[2]) < _TOUCH for left, right in pairwise(pieces)):
            yield Head(level, pieces[0][0], pieces[-1][2], tuple(piece[0] for piece in pieces[1:]))


def _strokes(page: Any, width: float, height: float, raw: Any) -> Iterator[Stroke]:
    """The strokes of a page and the borders of its filled boxes; nothing of a page that is a drawing."""
    bounds = [c_float() for _ in range(4)]
    places = [byref(number) for number in bounds]
    boxes: list[Stroke] = []
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > _MOST:
        return
    for number in range(count):
        item = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(
            item, *places
        ):
            continue
        left, bottom, right, top = (number.value for number in bounds)
        wide, high = right - left, top - bottom
        if (wide < _LEAST and high < _LEAST) or (wide > 0.95 * width and high > 0.9 * height):
            continue
        if wide < _THIN or high < _THIN:
            yield left, bottom, right, top
        elif raw.FPDFPath_CountSegments(item) <= 6:
            boxes.append((left, bottom, right, top))
        else:
            yield from _segments(item, raw)
    yield from _borders(boxes)


def _borders(boxes: Sequence[Stroke]) -> Iterator[Stroke]:
    """The upper and lower borders of filled boxes, and the sides at which two of them meet: others may lie behind a line of text."""
    by_right: dict[int, list[Stroke]] = {}
    for box in boxes:
        by_right.setdefault(round(box[2] / _TOUCH), []).append(box)
    for left, bottom, right, top in boxes:
        yield _Border((left, bottom, right, bottom))
        yield _Border((left, top, right, top))
        cell = round(left / _TOUCH)
        near = (other for key in (cell - 1, cell, cell + 1) for other in by_right.get(key, ()))
        if any(
            abs(o[2] - left) < _TOUCH and min(o[3], top) - max(o[1], bottom) > 0.5 * (top - bottom)
            for o in near
        ):
            yield left, bottom, left, top


def _segments(item: Any, raw: Any) -> Iterator[Stroke]:
    """The horizontal and vertical lines of a path of many."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, byref(matrix))
    x, y = c_float(), c_float()
    last: tuple[float, float] | None = None
    for number in range(min(raw.FPDFPath_CountSegments(item), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if last is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            (left, right), (bottom, top) = sorted((last[0], here[0])), sorted((last[1], here[1]))
            if max(right - left, top - bottom) >= _LEAST and min(right - left, top - bottom) < 1:
                yield left, bottom, right, top
        last = here


def _groups(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """The strokes that touch each other, directly or by others; strokes below each other of one width touch too."""
    groups: list[tuple[list[Stroke], Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: (-s[3], s[0])):
        joined, box = [stroke], stroke
        rest = []
        for group, other in groups:
            if _touch(box, other):
                joined = group + joined
                box = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
            else:
                rest.append((group, other))
        groups = [*rest, (joined, box)]
    return [group for group, _ in groups]


_BELOW = 160.0
"""Most points between two horizontal rules of one table."""


def _touch(one: Stroke, other: Stroke) -> bool:
    beside = one[0] <= other[2] + _TOUCH and other[0] <= one[2] + _TOUCH
    if beside and one[1] <= other[3] + _TOUCH and other[1] <= one[3] + _TOUCH:
        return True
    return beside and abs(other[0] - one[0]) < _TOUCH and 0 <= other[1] - one[3] <= _BELOW


def _table(strokes: Sequence[Stroke]) -> Table | None:
    """The table that strokes draw, None when they part no rows and columns."""
    left, right = min(s[0] for s in strokes), max(s[2] for s in strokes)
    flat = [s for s in strokes if s[3] - s[1] < _THIN and s[2] - s[0] >= _LEAST]
    upright = [(s[0] + s[2]) / 2 for s in strokes if s[2] - s[0] < _THIN and s[3] - s[1] >= _LEAST]
    levels = _levels(flat, right - left)
    if len(levels) < 3:
        return None
    ends = Counter(_near(x, upright) for x in upright)
    by_level: Counter[float] = Counter()
    for level in levels:
        pieces = [s for s in flat if abs((s[1] + s[3]) / 2 - level) < _TOUCH]
        ends_here = {round(s[2] / _TOUCH) for s in pieces}
        begin = {s[0] for s in pieces if {round(s[0] / _TOUCH) + n for n in (-1, 0, 1)} & ends_here}
        by_level.update(_merged(list(begin)))
    inner = [x for x in _merged([*ends, *_often(by_level)]) if left + _MARGIN < x < right - _MARGIN]
    if not inner:
        whole = [
            y
            for y in levels
            if any(abs((s[1] + s[3]) / 2 - y) < 1.5 and s[2] - s[0] > _WHOLE * (right - left) for s in flat)
        ]
        return _open(whole, left, right)
    columns = [_drawn(inner, top, bottom, strokes) for top, bottom in pairwise(levels)]
    usual = tuple(x for x in inner if sum(x in row for row in columns) >= max(1, sum(map(bool, columns)) / 2))
    return Table(
        left,
        levels[-1],
        right,
        levels[0],
        tuple(levels),
        tuple(row or usual for row in columns),
        tuple(map(bool, columns)),
        bool(upright),
        boxed=_boxed(levels, flat),
    )


_WHOLE, _WIDE = 0.95, 250.0
"""Share of the width of a table that one stroke of such a rule has, and the least width of the table in points: words are underlined too."""
_BANDS = 3
"""Fewest rows between rules that make a table without edges of columns."""


def _open(levels: Sequence[float], left: float, right: float) -> Table | None:
    """A table whose rows are parted by rules and whose columns nothing shows; None for fewer rows than a table has."""
    bands = len(levels) - 1
    if bands < _BANDS or right - left < _WIDE:
        return None
    none: tuple[tuple[float, ...], ...] = ((),) * bands
    return Table(left, levels[-1], right, levels[0], tuple(levels), none, (False,) * bands, False, True)


def _boxed(levels: Sequence[float], flat: Sequence[Stroke]) -> tuple[bool, ...]:
    """Whether only borders of boxes are at each height."""
    rules = [(s[1] + s[3]) / 2 for s in flat if not isinstance(s, _Border)]
    return tuple(not any(abs(rule - level) < 1.5 for rule in rules) for level in levels)


def _often(counts: Counter[float]) -> list[float]:
    """The places that two levels have or more, those that are nearly the same counted together."""
    return [x for x in counts if sum(n for y, n in counts.items() if abs(x - y) < _TOUCH) >= 2]


def _levels(flat: Sequence[Stroke], width: float) -> list[float]:
    """The heights at which horizontal strokes cross most of a table, from the top down."""
    out: list[float] = []
    for level in sorted({(s[1] + s[3]) / 2 for s in flat}, reverse=True):
        covered = sum(s[2] - s[0] for s in flat if abs((s[1] + s[3]) / 2 - level) < 1.5)
        if covered > 0.6 * width and (not out or out[-1] - level > _TOUCH):
            out.append(level)
    return out


def _drawn(inner: Sequence[float], top: float, bottom: float, strokes: Sequence[Stroke]) -> tuple[float, ...]:
    """The edges of columns that are drawn beside a row, or at which the strokes above and below it end."""
    middle = (top + bottom) / 2
    crossings = [
        x
        for x in inner
        if any(
            s[0] - _TOUCH < x < s[2] + _TOUCH and s[2] - s[0] < _THIN and s[1] <= middle <= s[3]
            for s in strokes
        )
    ]
    if crossings:
        return tuple(crossings)
    return tuple(
        x
        for x in inner
        if all(
            any(
                abs((s[1] + s[3]) / 2 - level) < _TOUCH and min(abs(s[0] - x), abs(s[2] - x)) < _TOUCH
                for s in strokes
            )
            for level in (top, bottom)
        )
    )


def _near(x: float, others: Sequence[float]) -> float:
    """The first of the places that are the same as `x`."""
    return next(other for other in others if abs(other - x) < _TOUCH)


def _merged(places: Sequence[float]) -> list[float]:
    """The places without those that are nearly the same."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _TOUCH:
            out.append(place)
    return out
