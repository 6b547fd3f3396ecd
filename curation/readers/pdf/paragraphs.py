"""Paragraphs, headings, items and rows from the printed lines of a PDF, by indent, spacing and hyphenation of their own page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from curation.readers.pdf.hyphens import compounds_of, join, unbroken
from curation.readers.pdf.layout import Piece, TableRow
from curation.readers.pdf.lines import Line, letters_of
from curation.readers.pdf.openings import (
    ITEM,
    NUMBERED,
    ROMAN_ITEM,
    STOPS,
    continues,
    dashed,
    ends_bold,
    goes_on_as_heading,
    heads_on,
    is_heading,
    is_next,
    number_of,
    numbered_in_sentence,
    opens_item,
    parted,
    runs_in,
)  # fmt: skip
from curation.readers.pdf.setting import Setting, running_sizes, settings_of
from curation.readers.structure.blocks import Block, Box, is_bullet
from curation.readers.structure.flat_lists import readings
from curation.text.document_words import contents as contents_wording

_LEADER = re.compile(r"(?:\.\s?){4}\s*\d*$|\s\.{2,}\s*\d+$")
_DOTS = re.compile(r"(?:\.\s?){3,}")
"""The dots that lead from a line of contents to its page number."""
_PAGE = re.compile(r"\| \d{1,3}$")
"""The page number in the last cell of a line of contents."""
_DRAWN = re.compile(r"[\s_=]{4,}")
"""A line across the page that is made of characters."""
_ALONE = 2.2
"""Distance, in lines of the text, of a line that stands alone at the edge of a page."""


@dataclass
class PageBlocks:
    """The blocks of a document and the notes that none of them calls."""

    blocks: list[Block]
    uncalled: list[Block]


def blocks(
    pieces: Sequence[Piece], body: float, titles: set[str], notes: Mapping[tuple[int, str], Block]
) -> PageBlocks:
    """The paragraphs, headings, items and rows of a document; each has the notes that its lines call."""
    lines = [line for piece in pieces for line in (piece.lines if isinstance(piece, TableRow) else [piece])]
    settings = settings_of(lines, body)
    left = dict(notes)
    running = running_sizes(lines)
    sizes = sorted({line.size for line in lines if line.size > 1.1 * body}, reverse=True)
    out: list[Block] = []
    indents: list[float] = []
    previous: Line | None = None
    list_id = listed = 0
    section: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    aside = _asides(lines, settings)
    waiting: list[Block] = []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if isinstance(piece, TableRow):
            _row(piece, out, left)
            entry = len(out) > 1 and out[-2].kind == "contents" and listed == out[-1].page
            if entry and _PAGE.search(out[-1].text):
                out[-1].kind, out[-1].heads = "contents", ""
            previous, indents = None, []
            continue
        line = piece
        if _DRAWN.fullmatch(line.text):
            previous = None
            continue
        if id(line) in aside:
            waiting.append(Block("text", line.text, 0, page=line.page, boxes=[line.box]))
            continue
        count = len(out)
        line.text = parted(line.text, out)
        after = None if isinstance(after, TableRow) else after
        setting = settings[line.page]
        usual = setting.usual
        marked = (
            None if dashed(previous, line, usual) else ITEM.match(line.text) or ROMAN_ITEM.match(line.text)
        )
        last = out[-1] if out else None
        if marked is not None and numbered_in_sentence(previous, line, marked["marker"], out, setting):
            marked = None
        headed = last is not None and last.kind == "heading" and heads_on(previous, line, body, usual)
        dotted = marked is not None and is_bullet(marked["marker"])
        heading = headed or (
            not dotted
            and is_heading(line, body, titles, running)
            and not runs_in(line, after, body, usual)
            and not (last is not None and last.kind != "heading" and ends_bold(previous, line, setting))
        )
        if line.page != listed:
            listed = 0
        number = number_of(line, marked, heading)
        provision = len(number) > 1 and (is_next(below, number) or is_next(section, number))
        section, below = number if len(number) == 1 else section, number if provision else below
        if contents_wording.HEAD.match(line.text):
            listed = line.page
            out.append(Block("contents", line.text, page=line.page))
        elif _LEADER.search(line.text) or (listed and re.search(r"\D\s\d{1,3}$", line.text)):
            out.append(Block("contents", _DOTS.sub(" ", line.text), page=line.page))
        elif heading:
            joins = (
                last is not None
                and last.kind == "heading"
                and previous is not None
                and (headed or goes_on_as_heading(previous, line, usual))
            )
            if (
                joins
                and last is not None
                and not NUMBERED.match(line.text)
                and letters_of(last.text) not in titles
            ):
                last.text = join(last.text, line.text)
            else:
                level = 1 + sizes.index(line.size) if line.size in sizes else 7
                out.append(Block("heading", line.text, min(level, 7), page=line.page))
            indents = []
        elif marked and (
            marked["marker"].strip("().-").isdecimal()
            or not marked["marker"].strip("().-").isalpha()
            or opens_item(marked, last, line, out)
        ):
            begun = not indents
            _indent(indents, line.indent, marked["marker"], out)
            list_id += begun
            out.append(Block("item", marked["text"], len(indents), marked["marker"], line.page, list_id))
        elif (
            not provision
            and last is not None
            and previous is not None
            and last.kind in ("text", "item")
            and continues(previous, line, setting, last, after)
        ):
            last.text = join(last.text, line.text)
        else:
            if not (indents and line.indent > indents[-1] + 3):
                indents = []
            out.append(Block("text", line.text, 0, page=line.page))
        previous = line
        if waiting and len(out) > count:
            out[count:count], waiting = waiting, []
        out[-1].boxes.append(line.box)
        _call(out[-1], line, left)
    out += waiting
    compounds = compounds_of(lines)
    whole = [
        replace(block, text=unbroken(block.text, compounds), boxes=_united(block.boxes)) for block in out
    ]
    for note in notes.values():
        note.text = unbroken(note.text, compounds)
        note.boxes = _united(note.boxes)
    return PageBlocks([block for block in whole if block.text], list(left.values()))


def _indent(indents: list[float], indent: float, marker: str, out: Sequence[Block]) -> None:
    """Opens the list of an item at `indent`, or goes back to the one that it goes on with: each list by the indent of its last item.

    A number that follows that of the last item is in its list wherever the page sets it.
    """
    last = out[-1] if out else None
    if (
        indents
        and last is not None
        and last.kind == "item"
        and indent > indents[-1] + 6
        and _is_after(last.marker, marker)
    ):
        indents[-1] = indent
    while indents and indent < indents[-1] - 3:
        indents.pop()
    if not indents or indent > indents[-1] + 6:
        indents.append(indent)


def _is_after(before: str, marker: str) -> bool:
    """Whether a number is the one after another, printed in the same way, and cannot be the first of a list of Roman numbers."""
    numbers = readings(marker)
    if is_bullet(marker) or any(value == 1 for _, value in numbers):
        return False
    return any((style, value - 1) in readings(before) for style, value in numbers)


def _asides(lines: Sequence[Line], settings: Mapping[int, Setting]) -> set[int]:
    """The lines alone at the foot or the head of a page between two halves of a sentence: the mark of a file, an address of the sender."""
    asides: set[int] = set()
    for place in range(1, len(lines) - 1):
        above, line, below = lines[place - 1 : place + 2]
        if above.page == line.page != below.page:
            gap = above.foot - line.y
        elif above.page != line.page == below.page:
            gap = line.foot - below.y
        else:
            continue
        broken = not above.text.rstrip().endswith(STOPS) and below.text[:1].islower()
        if broken and gap > _ALONE * settings[line.page].usual and not line.text[:1].islower():
            asides.add(id(line))
    return asides


def _row(row: TableRow, out: list[Block], left: dict[tuple[int, str], Block]) -> None:
    """Adds a row of a table; the first row of a table is the heads of its columns."""
    cells = [_cell(row.cells[number]) for number in sorted(row.cells)]
    above = out[-1] if out and out[-1].kind == "row" else None
    heads = (above.heads or above.text) if above is not None else ""
    block = Block("row", " | ".join(cells), page=row.lines[0].page, heads=heads)
    block.boxes = [line.box for line in row.lines]
    for line in row.lines:
        _call(block, line, left)
    out.append(block)


def _cell(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = join(text, line.text)
    return text


def _call(block: Block, line: Line, left: dict[tuple[int, str], Block]) -> None:
    """Gives a block the notes that one of its lines calls, those of the next page too when they ran over."""
    for mark in line.calls:
        for page in (line.page, line.page + 1):
            if (page, mark) in left:
                block.notes.append(left.pop((page, mark)))
                break


def _united(boxes: Sequence[Box]) -> list[Box]:
    """One rectangle for each page and column: those of lines below each other are one."""
    out: list[Box] = []
    for box in boxes:
        page, x, bottom, right, top = box
        last = out[-1] if out else None
        if last is not None and last[0] == page and top <= last[4] + 2 and x < last[3] and right > last[1]:
            out[-1] = (page, min(x, last[1]), min(bottom, last[2]), max(right, last[3]), last[4])
        else:
            out.append(box)
    return out
