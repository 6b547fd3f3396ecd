"""The numbers 5, 10, 15 … that bills print beside every fifth line, right of each column: they are no words of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.readers.pdf.lines import Line, Page
from curation.readers.structure.blocks import LeftOut

_STEP = 5
_FEWEST = 3
"""Such numbers that a column needs when the page before has none; after a page with them, one is enough."""
_SAME = 4.0
"""Points that the places of the numbers of a column may differ."""
_BETWEEN = 2
"""Lines that stand between two such numbers at least: the cells of a table have none."""


def drop(pages: Sequence[Page]) -> list[LeftOut]:
    """Takes the counts of lines out of the pages; returns them."""
    out: list[LeftOut] = []
    before: list[float] = []
    for page in pages:
        columns = [(x, found) for x, found in _columns(page) if _counts(page, x, found, before)]
        before = [x for x, _ in columns] or (before if not page.lines else [])
        numbers = [line for _, found in columns for line in found]
        if not numbers:
            continue
        out.append(LeftOut(" ".join(_number(line) for line in numbers), "page-number", page=page.number))
        for line in numbers:
            line.text = re.sub(r"(?<=[^\W\d_])-$", "\xad", line.text[: -len(_number(line))].rstrip())
        page.lines = [line for line in page.lines if line.text]
    return out


def _number(line: Line) -> str:
    match = re.search(r"\d{1,3}$", line.text)
    return match[0] if match else ""


def _columns(page: Page) -> list[tuple[float, list[Line]]]:
    """The lines that end with such a number by the place of the number, each group from the top down."""
    groups: list[tuple[float, list[Line]]] = []
    for line in page.lines:
        if line.tail is None:
            continue
        group = next((found for x, found in groups if abs(x - line.tail) <= _SAME), None)
        if group is None:
            groups.append((line.tail, [line]))
        else:
            group.append(line)
    return [(x, sorted(found, key=lambda line: -line.y)) for x, found in groups]


def _counts(page: Page, x: float, found: list[Line], before: Sequence[float]) -> bool:
    """Whether numbers count lines: they go up by five, stand right of every line of their column, and lines stand between them."""
    values = [int(_number(line)) for line in found]
    if values != list(range(_STEP, _STEP * len(values) + 1, _STEP)):
        return False
    if len(values) < (1 if any(abs(x - other) <= _SAME for other in before) else _FEWEST):
        return False
    within = [
        line
        for line in page.lines
        if found[-1].y - 1 <= line.y <= found[0].y + 1 and line.tail not in (x, found[0].tail)
    ]
    if any(line.x < x - 1 and line.right > x + 1 for line in within):
        return False
    between = sum(line.right <= x + 1 and found[-1].y + 1 < line.y < found[0].y - 1 for line in within)
    return len(found) == 1 or between >= _BETWEEN * (len(found) - 1)
