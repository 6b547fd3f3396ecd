"""What the print of a page sets beside or below something, told before the tree is made: labels of sections at the margin, dates, names over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from curation.readers.structure.blocks import Block, Node
from curation.text.document_words import printed_lines as wording
from curation.text.heading_words import is_blank_to_fill

_DATE = re.compile(r"[^\W\d_]{3,10}\.?,?\s+\d{4}[.,]?")
"""What follows the number of the day in a date that stands alone."""
_DAY = re.compile(r"\d{1,2}\.")
_LEAST = 2
"""Labels at the margin that a document needs."""
_SAID = 40
"""Fewest characters of most such sections: a table of articles says less."""
_NAME, _WORDS = 90, 12
"""Most characters and words of a line that goes on with the name of a document."""


def mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with sections whose label hangs at the margin (`Section 1: | The name …`) and dates (`19. | Februar 2022`) as lines of text."""
    hanging = {
        place: label
        for place, block in enumerate(blocks)
        if block.kind == "row" and (label := _label(block)) is not None
    }
    if sum(len(label) >= _SAID for label in hanging.values()) < max(_LEAST, len(hanging) / 2):
        hanging = {}
    out = list(blocks)
    for place, block in enumerate(blocks):
        if place in hanging:
            out[place] = replace(block, kind="text", text=hanging[place], level=0, heads="")
        elif block.kind == "row" and block.heads and _heads_hang(block, hanging.values()):
            out[place] = replace(block, heads="")
        elif block.kind == "item" and _DAY.fullmatch(block.marker) and _DATE.fullmatch(block.text):
            out[place] = replace(block, kind="text", text=f"{block.marker} {block.text}", marker="", level=0)
    return out


def _label(block: Block) -> str | None:
    """The line of a section whose label is the first of two cells, None for another row."""
    cells = block.text.split(" | ")
    if len(cells) != 2 or not wording.LABEL.fullmatch(cells[0]):
        return None
    return " ".join(cells)


def _heads_hang(block: Block, hanging: object) -> bool:
    """Whether the row that gave a table its heads is a section."""
    return block.heads.replace(" | ", " ", 1) in set(hanging)  # type: ignore[call-overload]


def whole_name(blocks: Sequence[Block], title: str) -> str:
    """The name of a document with the lines that go on with it: `Bylaws`, `of`, `the Kite Club`; `title` where none does."""
    place = next((n for n, b in enumerate(blocks) if b.text == title and b.kind in ("heading", "text")), -1)
    if place < 0:
        return title
    name = title
    for block in blocks[place + 1 : place + 3]:
        open_end = wording.LINK.fullmatch(name.rsplit(" ", 1)[-1]) is not None
        goes_on = wording.LINKED.match(block.text) is not None or open_end
        if block.kind not in ("heading", "text") or not goes_on or not _is_line(block.text, name):
            break
        if is_blank_to_fill(block.text) or "<" in block.text or "[" in block.text:
            break
        name = f"{name} {block.text}"
    return title if wording.LINK.fullmatch(name.rsplit(" ", 1)[-1]) else name


def _is_line(text: str, name: str) -> bool:
    """Whether a line may be a part of a name, set as the lines before: in capitals or not."""
    short = len(text) <= _NAME and len(text.split()) <= _WORDS
    ends = text.endswith((";", ":", ",", ".")) and not wording.ABBREVIATED.search(text)
    return short and not ends and (text.isupper() or not name.isupper() or text.islower())


_BOTH = 2
"""Up to this number another bracket is that of another list."""


def is_mixed(above: Node | str, marker: str) -> bool:
    """Whether a number in one bracket goes on with paragraphs in two: `4)` behind the paragraph `(3)`."""
    found = re.fullmatch(r"(\d{1,2})\)", marker)
    return (
        found is not None
        and isinstance(above, Node)
        and above.marker == f"({int(found[1]) - 1})"
        and int(found[1]) > _BOTH
    )
