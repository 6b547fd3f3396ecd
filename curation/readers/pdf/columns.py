"""Where a line is parted into cells: at gaps wider than those between words, and at the edges of columns that the page draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curation.readers.pdf import rules
from curation.readers.pdf.letters import Letters, printed

_LABEL = re.compile(
    r"[•▪◦‣·●○■□➢✓❖\uf000-\uf0ff*–—-]|\(?\w{1,5}[.)]{1,2}|\d{1,3}(?:\.\d{1,3})*\.?|§+\s*\d+\w?|[IVXivx]{1,6}\.?|(?:[A-Z][\w.]{2,9}|Art\.|Sec\.)\s+\d{1,4}\w?\.?"
)
"""A number or bullet that a tab sets apart from its text."""


_GAP = 1.9
"""Width of a gap inside a line, in sizes of its print, that parts two columns or cells; a space is 0.3, justified text up to 1.2."""


_BACK = 3.0
"""How far to the left a line goes on, in sizes of its print, when it is no line but the next one."""


@dataclass
class Edges:
    """The edges of columns that a page draws, where its lines are read from the top down."""

    tables: list[rules.Table]
    heads: list[rules.Head]
    open: rules.Head | None = None
    """The head whose rows are being read."""

    size: float = 0.0
    """Size of the print of its heads."""

    @property
    def any(self) -> bool:
        """Whether the page draws tables at all."""
        return bool(self.tables or self.heads)

    def of(self, y: float, x: float, size: float) -> tuple[float, ...]:
        """The edges that may part a line at a place."""
        for table in self.tables:
            if table.left - 4 < x < table.right and (edges := table.edges(y + 0.3 * size)):
                return edges
        for head in self.heads:
            near = abs(head.y - y) < _HEAD * size
            if near and head is not self.open and (self.open is None or y < head.y):
                self.open, self.size = head, size
        if self.open is not None and size > 1.2 * self.size:
            self.open = None  # a heading below the table
        return self.open.edges if self.open is not None else ()

    def end(self) -> None:
        """A line that crosses an edge is below the last row."""
        self.open = None


_HEAD = 3.0
"""Sizes of print that the heads of columns may stand above their rule, and the first row below it."""


def parting(part: str, start: int, chars: Letters, drawn: Edges) -> frozenset[int]:
    """The gaps of a line in which an edge of a drawn column stands, by where they begin."""
    first = start + len(part) - len(part.lstrip())
    last = start + len(part.rstrip()) - 1
    x, y = chars.origin(first)
    size = chars.height(start + printed(part, len(part) // 2)) or 10.0
    edges = drawn.of(y, x, size)
    right = chars.edges(last)[1]
    inside = [edge for edge in edges if x + 1 < edge < right - 1]
    if not inside:
        return frozenset()
    gaps: dict[float, int] = {}
    for match in re.finditer(r"\s+", part):
        if match.start() == 0 or match.end() == len(part):
            continue
        before, after = chars.edges(start + match.start() - 1)[1], chars.edges(start + match.end())[0]
        if 0 <= after - before < _SPACE * size:
            continue  # a rule under words of a sentence, or a box behind them, is no edge of a cell
        for edge in inside:
            if before - _OVER <= edge <= after + _OVER:
                gaps.setdefault(edge, match.start())
    if drawn.open is not None and edges is drawn.open.edges:
        if y > drawn.open.y and len(gaps) < 2:
            drawn.end()  # a line above the heads of the columns
            return frozenset()
        if len(gaps) < len(inside):
            drawn.end()
            return frozenset()
    return frozenset(gaps.values())


_SPACE = 0.32
"""Width of the space between two words, in sizes of print; cells stand further apart."""
_OVER = 3.0
"""Points by which a word may stand over the edge of its column."""


def cells(part: str, start: int, chars: Letters, edges: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where the parts of a line begin and end that a wide gap or a drawn edge sets apart."""
    begin = 0
    size = 0.0
    for match in re.finditer(r"\s+", part):
        if match.start() == 0 or match.end() == len(part):
            continue
        if match.start() in edges:
            yield begin, match.start()
            begin = match.end()
            continue
        if _LABEL.fullmatch(part[begin : match.start()].strip()):
            continue  # a number and the provision that it stands before
        size = size or chars.height(start + match.start() // 2) or 10.0
        right = chars.edges(start + match.start() - 1)[1]
        left = chars.edges(start + match.end())[0]
        if left < right - _BACK * size:
            yield begin, match.start()
            begin = match.end()
        elif (
            left - right > _GAP * size and chars.height(start + match.end()) > 0.8 * size
        ):  # a raised call is no cell
            yield begin, match.start()
            begin = match.end()
    yield begin, len(part)
