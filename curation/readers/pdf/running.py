"""Running heads, feet and page numbers: lines at the edge of many pages, in the same place, print and words but for a page number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from curation.core.records import DropReason
from curation.readers.pdf.lines import Line, Page
from curation.readers.structure.blocks import LeftOut
from curation.text.document_words import running as wording

_EDGE = 4
"""Lines at the upper and at the lower edge of a page that may be running."""
_Key = tuple[str, int, float, bool]


def drop(pages: list[Page]) -> list[LeftOut]:
    """Takes the running heads, feet and page numbers out of the pages; returns them."""
    counts: Counter[_Key] = Counter()
    offsets: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen: set[_Key] = set()
        for side, line in _edges(page):
            seen.update(_keys(line, side))
            if (match := wording.NUMBER_ALONE.match(line.text)) and match["number"].isdecimal():
                offsets[side, int(match["number"]) - page.number] += 1
        counts.update(seen)
    often = max(2, min(4, len(pages) // 3 + 1))
    beside = _beside_numbers(pages, offsets)
    out: list[LeftOut] = []
    for page in pages:
        gone: list[Line] = []
        for side in ("top", "foot"):
            for line in _side(page, side):
                bounds = (often, max(often, (len(pages) + 1) // 2)) if len(pages) > 2 else (1 << 30, 1 << 30)
                reason = _reason(line, side, page, counts, offsets, bounds)
                reason = reason or ("running-head" if id(line) in beside else None)
                if reason is None:
                    break
                gone.append(line)
                out.append(LeftOut(line.text, reason, page=page.number, box=line.box[1:]))
        page.lines = [line for line in page.lines if not any(line is other for other in gone)]
    return out


def _reason(
    line: Line,
    side: str,
    page: Page,
    counts: Counter[_Key],
    offsets: Counter[tuple[str, int]],
    bounds: tuple[int, int],
) -> DropReason | None:
    """Why the outermost line of a page is no part of its text, None for one that is; `bounds` are how many pages are many, and most."""
    if match := wording.NUMBER_ALONE.match(line.text):
        at_margin = line.y < 0.12 * page.height or line.y > 0.9 * page.height
        number = match["number"]
        expected = (
            not number.isdecimal()
            or offsets[side, int(number) - page.number] > 1
            or int(number) == page.number
        )
        if at_margin and (expected or match["of"]):
            return "page-number"
    often, most = bounds
    if not _counted(line, side, counts, often):
        return None
    sure = _counted(line, side, counts, most)
    return "running-head" if _apart(line, side, page, counts, often, sure) else None


_ROWS, _SHARE = 3, 0.3
"""Fewest pages, and share of the pages, that print a line in the row of the page number, for it to be a running head whose words change."""


def _beside_numbers(pages: list[Page], offsets: Counter[tuple[str, int]]) -> set[int]:
    """The lines, by identity, in the row of the page number at one height of many pages: `10 president`, then `7` at the margin."""
    rows: dict[int, list[list[Line]]] = {}
    for page in pages:
        for line in (each for side in ("top", "foot") for each in _side(page, side)):
            match = wording.NUMBER_ALONE.match(line.text)
            side = "top" if line.y > page.height / 2 else "foot"
            at_margin = line.y < 0.12 * page.height or line.y > 0.9 * page.height
            if match is None or not match["number"].isdecimal() or not at_margin:
                continue
            if offsets[side, int(match["number"]) - page.number] <= 1:
                continue
            others = [other for other in page.lines if other is not line and abs(other.y - line.y) <= _ROW]
            if others and all(len(other.text) <= _HEAD for other in others):
                rows.setdefault(round(line.y / 4), []).append(others)
    least = max(_ROWS, _SHARE * len(pages))
    return {id(line) for found in rows.values() if len(found) >= least for row in found for line in row}


_ROW, _HEAD = 2.0, 100
"""Points by which the parts of one printed line differ in height; most characters of a running head."""


def _counted(line: Line, side: str, counts: Counter[_Key], often: int) -> bool:
    """Whether a line stands so on many pages."""
    return any(counts[key] >= often for key in _keys(line, side))


def _apart(line: Line, side: str, page: Page, counts: Counter[_Key], often: int, sure: bool) -> bool:
    """Whether a line is set apart from the text next to it: by its print, or by a wider gap and no sentence that runs on.

    A line that most pages have (`sure`) may stand between two halves of a sentence, or above an item with a small letter.
    """
    rest = [
        other for other in page.lines if (other.y < line.y - 1 if side == "top" else other.y > line.y + 1)
    ]
    rest = [other for other in rest if not _counted(other, side, counts, often)]
    if not rest or any(_PAGE in key[0] and counts[key] >= often for key in _keys(line, side)):
        return True
    near = max(rest, key=lambda other: other.y) if side == "top" else min(rest, key=lambda other: other.y)
    if abs(near.size - line.size) > 0.4 or near.bold != line.bold:
        return True
    runs_on = near.text[:1].islower() if side == "top" else line.text[:1].islower()
    usual = min(1.7 * max(line.size, near.size), _WIDE * _leading(rest))
    return (sure or not runs_on) and abs(line.y - near.y) > usual


_PAGE = "#0#"
"""Stands in a key for the number of the page itself."""
_WIDE = 1.6
"""Distance of a running head from the text, in the usual distance of its lines."""


def _leading(lines: list[Line]) -> float:
    """The usual distance of lines in points, beyond all where there are too few to tell."""
    heights = sorted({round(line.y, 1) for line in lines}, reverse=True)
    gaps = [above - below for above, below in pairwise(heights) if above - below > 2]
    return median(gaps) if len(gaps) >= _TOLD else float("inf")


_TOLD = 8
"""Distances of lines that tell the usual one."""


def _edges(page: Page) -> Iterator[tuple[str, Line]]:
    for side in ("top", "foot"):
        for line in _side(page, side):
            yield side, line


def _side(page: Page, side: str) -> list[Line]:
    """The lines at an edge of a page, the outermost first; parts of one printed line count once."""
    kept = _in_tables(page)
    ordered = sorted(
        (line for line in page.lines if id(line) not in kept),
        key=lambda line: -line.y if side == "top" else line.y,
    )
    lines: list[Line] = []
    levels: list[float] = []
    for line in ordered:
        if not levels or abs(line.y - levels[-1]) > 2:
            levels.append(line.y)
            if len(levels) > _EDGE:
                break
        lines.append(line)
    return lines


_LETTERHEAD = 120.0
"""Most points of the height of a drawn table at the edge of a page that is a running head, and not a table of the text."""


def _in_tables(page: Page) -> set[int]:
    """The lines in drawn tables of the text, whose heads a page repeats without being running heads."""
    if not page.tables and not any(line.head for line in page.lines):
        return set()
    heads = Counter(line.head for line in page.lines if line.head is not None)
    high = [table for table in page.tables if not table.open and table.top - table.bottom > _LETTERHEAD]
    return {
        id(line)
        for line in page.lines
        if (line.head is not None and heads[line.head] > 12)
        or any(
            table.bottom <= line.y + 0.3 * line.size < table.top and table.left - 4 < line.x < table.right
            for table in high
        )
    }


def _keys(line: Line, side: str) -> Iterator[_Key]:
    """What a line has in common with the same line of other pages: its words as they are, and with a number that is the page's."""
    place, print_ = round(line.y / 4), round(line.size, 0)
    text = re.sub(r"\s+", " ", line.text)
    yield f"{side}{text}", place, print_, line.bold
    for match in re.finditer(r"(?<!\d)\d{1,6}(?!\d)", text):
        outer = match.start() == 0 or match.end() == len(text)
        named = wording.NAMES_PAGE.search(text[: match.start()]) is not None
        filled = match[0][0] == "0" and len(match[0]) > 2  # `Frm 00012`, as printers count their pages
        if not (outer or named or filled) or re.match(r"[.)]\s", text[match.end() :]):
            continue
        folded = f"{text[: match.start()]}#{int(match[0]) - line.page}#{text[match.end() :]}"
        yield f"{side}{folded}", place, print_, line.bold
