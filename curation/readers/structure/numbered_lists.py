"""Numbered lists of a policy: titles that a file has as items, and lists that begin again at 1 below each numbered heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curation.readers.structure.blocks import Block, marked
from curation.readers.structure.flat_lists import readings
from curation.text.heading_words import names_document

Lists = Literal["counted", "printed", "lettered"]
"""What names the items of lists below headings of words: their place, as in web pages, the number, or the letter below a section too."""
_PRINTED = re.compile(r"\(?(\d{1,3})[.)]")
_BEFORE = re.compile(r"(\d{1,3})\.\s+(?=\S)")
"""The number of a title in a line of text: `3. DEFINITIONS`."""
_HEADING = re.compile(r"(?:[IVXLC]{1,7}|\d{1,4})(?=[.):]|$)")
"""The number of a heading: `II`, `100. Effect of orders`."""
_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxl]{1,6}|[IVXL]{1,6})[.)]")
"""What an item may print before its words: `3.`, `(c)`, `iv)`."""
_TITLE = 100
"""Most characters of the title of a section."""
_SECTIONS = 3
"""Fewest titles in capitals, numbered from 1, that are those of sections."""


def number(block: Block) -> int:
    """The number that an item of a list prints (`3.`, `(3)`), 0 for none."""
    match = _PRINTED.fullmatch(block.marker) if block.kind == "item" else None
    return int(match[1]) if match is not None else 0


def _leading(block: Block) -> int:
    """The number that an item or a line of text begins with, 0 for none."""
    match = _BEFORE.match(block.text) if block.kind == "text" else None
    return int(match[1]) if match is not None else number(block)


def cited(marker: str, nested: bool = False) -> str:
    """The segment that the citation of an item is written from, by the number or the letter that it prints: `point_a`, `item_1`; empty for a bullet.

    Digits of `nested` items are not used: files number them on through the items around them.
    """
    bare = marker.strip("() .")
    if not _MARK.fullmatch(marker) or (nested and bare.isdecimal()):
        return ""
    return f"item_{bare}" if bare.isdecimal() else f"point_{bare}"


def between(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, paragraphs `3. …` between the sections 2 and 4, whose numbers the print sets apart, as sections too: they have no paragraphs of their own."""
    numbers = [int(block.number) if block.number.isdecimal() else 0 for block in blocks]
    if sum(map(bool, numbers)) < _SECTIONS - 1:
        return list(blocks)
    out, last = list(blocks), 0
    for place, block in enumerate(blocks):
        match = _BEFORE.match(block.text) if block.kind == "text" and not block.number else None
        if numbers[place]:
            last = numbers[place]
        elif match is not None and int(match[1]) == last + 1:
            out[place] = replace(block, number=match[1], text=block.text[match.end() :])
            last += 1
    return out


def headed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a first line that names the document with its number among others of its kind as a heading: `23. Kite Policy`."""
    first = blocks[0] if blocks else None
    if first is None or len(blocks) < 2 or blocks[1].kind != "text":
        return list(blocks)
    order, text = _leading(first), marked(first)
    alone = order > 1 and not any(abs(_leading(block) - order) == 1 for block in blocks[1:])
    plain = len(text) <= _TITLE and text[-1:].isalnum() and names_document(text)
    if not (alone and plain):
        return list(blocks)
    return [replace(first, kind="heading", level=1, text=text, marker="", list_id=0), *blocks[1:]]


def titled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, items and lines that are titles of sections as headings.

    Titles are in capitals and numbered from 1 through the document, most of them with text below.
    """
    titles: list[int] = []
    for place, block in enumerate(blocks):
        if block.text.isupper() and len(block.text) <= _TITLE and _leading(block) == len(titles) + 1:
            titles.append(place)
    below = sum(place + 1 < len(blocks) and blocks[place + 1].kind != "item" for place in titles)
    if len(titles) < _SECTIONS or 2 * below < len(titles):
        return list(blocks)
    level = min((block.level for block in blocks if block.kind == "heading"), default=2) - 1
    out = list(blocks)
    for place in titles:
        out[place] = replace(blocks[place], kind="heading", level=level, list_id=0)
    return out


def numbers(heading: str) -> bool:
    """Whether a heading begins with its number, or is nothing else."""
    return _HEADING.match(heading) is not None


def anew(blocks: Sequence[Block], lists: Lists = "printed") -> dict[int, str]:
    """The segments, by identity, of items below headings that keep the number or the letter that they print.

    `II`, then `1.` is cited as II 1, and `Duties`, then `a)` as Duties (a). A list runs from 1, from a, or from where the list of its
    sort before it ended. The numbers of the only list of a document are its places anyway, unless print letters them.
    """
    found: list[_List] = []
    heading, counted = 0, False
    for block in blocks:
        heading += block.kind == "heading"
        if block.kind != "item" or block.level != 1:
            continue
        style, value = next(_marks(block, found), ("", 0))
        if not value:
            counted = counted or not found
            continue
        last = next((one for one in reversed(found) if one.style == style), None)
        inside = last is not None and last.heading == heading
        if last is not None and inside and last.shows_ones(value):
            last.items.append(block)
            last.ones = True
        elif last is not None and inside and last.ones:
            # `1.`, `1.`, `2.`: an item was put in, and Markdown counts through.
            found.remove(last)
            counted = True
        elif last is not None and inside and value == last.last + 1:
            last.items.append(block)
        elif value == 1 or (last is not None and value == last.last + 1 and len(last.items) > 1):
            found.append(_List(style, heading, value, [block]))
        else:
            counted = True
    kept = [one for one in found if len(one.items) > 1 or one.first > 1]
    numbers = [one for one in kept if one.style.endswith("digit")]
    if len(numbers) == 1 and not (lists == "lettered" or counted):
        kept.remove(numbers[0])
    return {id(item): one.segment(place, lists) for one in kept for place, item in enumerate(one.items)}


@dataclass(slots=True)
class _List:
    """Items below one heading whose numbers follow each other."""

    style: str
    heading: int
    """Which heading of the document it is, counted from 1."""
    first: int
    items: list[Block]
    ones: bool = False
    """Whether each item prints 1, which Markdown shows as 1, 2, 3."""

    def shows_ones(self, value: int) -> bool:
        """Whether another 1 goes on with the list: no item of it prints another number."""
        return (
            value == self.first == 1 and self.style.endswith("digit") and (self.ones or len(self.items) == 1)
        )

    @property
    def last(self) -> int:
        """The number of the last item."""
        return self.first + len(self.items) - 1

    def segment(self, place: int, lists: Lists) -> str:
        """The name of an item in its heading: `item_3`, `point_c`."""
        if lists == "counted":
            return f"item_{self.first + place}"
        marker = self.items[place].marker.strip("().（）、． ")
        return f"item_{self.first + place}" if self.style.endswith("digit") else f"point_{marker}"


def _marks(block: Block, lists: Sequence[_List]) -> Iterator[tuple[str, int]]:
    """What the number or the letter of an item may be, the reading first that goes on with the last list."""
    marker = block.marker
    if not _MARK.fullmatch(marker):
        return
    options = readings(marker)
    last = lists[-1] if lists else None
    yield from (one for one in options if last is not None and one == (last.style, last.last + 1))
    yield from options
