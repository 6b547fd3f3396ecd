"""Footnotes of a PDF: small print at the foot of a page that begins with a mark which the text of the page calls."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from curation.readers.pdf.lines import Line, Page
from curation.readers.structure.blocks import Block, LeftOut

_MARK = re.compile(r"^(?P<mark>\d{1,3}|\*{1,3}|[†‡§])[.)]?\s*(?P<text>\S.*)?$")
_SMALL = 0.93
"""Size of the print of notes, as a share of that of the text, below which print is small."""


@dataclass
class PageNotes:
    """The notes by page and mark, and the marks that were taken out of the text."""

    found: dict[tuple[int, str], list[Line]] = field(default_factory=dict)
    marks: list[LeftOut] = field(default_factory=list)


def take(pages: list[Page], body: float) -> PageNotes:
    """Takes the notes and the calls of notes out of the lines of the pages.

    A call on a line of its own is given to the line it is raised from. Small print without a call is text.
    """
    notes = PageNotes()
    last: tuple[int, str] | None = None
    waiting: set[str] = set()
    for page in pages:
        _join_calls(page, body)
        for line in page.lines:
            for mark in line.calls:
                notes.marks.append(LeftOut(mark, "note-mark", page=page.number, box=line.box[1:]))
        called = {mark for line in page.lines for mark in line.calls} | waiting
        small = _foot(page, body)
        current = last if small and not _MARK.match(small[0].text) else None
        taken: list[Line] = []
        fresh: set[str] = set()
        for line in small:
            match = _MARK.match(line.text)
            if (
                match is not None
                and match["mark"] in called
                and (page.number, match["mark"]) not in notes.found
            ):
                current = page.number, match["mark"]
                notes.found[current] = []
                fresh.add(match["mark"])
            if current is not None:
                notes.found[current].append(line)
                taken.append(line)
        waiting = called - fresh if len(called) - len(fresh) < 20 else set()
        last = current
        page.lines = [line for line in page.lines if not any(line is other for other in taken)]
    return notes


def _join_calls(page: Page, body: float) -> None:
    """Gives calls that pdfium parts from their line to that line."""
    out: list[Line] = []
    for line in page.lines:
        above = out[-1] if out else None
        raised = (
            above is not None
            and line.size < 0.8 * min(body, above.size)
            and re.fullmatch(r"(?:\d{1,3}|\*{1,3}|[†‡])[,;]?", line.text) is not None
            and abs(line.y - above.y) < body
            and line.x > above.x
        )
        if raised and above is not None:
            above.calls.append(line.text.rstrip(",;"))
        else:
            out.append(line)
    page.lines = out


def _foot(page: Page, body: float) -> list[Line]:
    """The small print that ends a page, from its first mark on."""
    out: list[Line] = []
    for line in sorted(page.lines, key=lambda line: (line.y, -line.x)):
        tiny_mark = _MARK.fullmatch(line.text) is not None and line.size < _SMALL * body
        if line.size >= _SMALL * body and not tiny_mark:
            break
        out.append(line)
    return sorted(out, key=lambda line: (-round(line.y), line.x))


def blocks(notes: PageNotes, joined: Callable[[str, str], str]) -> dict[tuple[int, str], Block]:
    """The notes as blocks; `joined` makes one text of two lines."""
    out: dict[tuple[int, str], Block] = {}
    for (page, mark), lines in notes.found.items():
        text = ""
        for line in lines:
            text = joined(text, line.text) if text else line.text
        match = _MARK.match(text)
        words = (match["text"] or "") if match else text
        block = Block("note", words, marker=mark, page=page)
        block.boxes = [line.box for line in lines]
        out[page, mark] = block
    return out
