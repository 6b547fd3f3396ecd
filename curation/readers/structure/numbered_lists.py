"""Numbered lists of a policy: titles that a file has as items, and lists that begin again at 1 below each numbered heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from curation.readers.structure.blocks import Block, marked
from curation.text.heading_words import names_document

_PRINTED = re.compile(r"\(?(\d{1,3})[.)]")
_BEFORE = re.compile(r"(\d{1,3})\.\s+(?=\S)")
"""The number of a title in a line of text: `3. DEFINITIONS`."""
_HEADING = re.compile(r"(?:[IVXLC]{1,7}|\d{1,4})(?=[.):]|$)")
"""The number of a heading: `II`, `100. Effect of orders`."""
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


def anew(blocks: Sequence[Block], printed: bool = False) -> set[int]:
    """The items, by identity, of lists that are numbered from 1 below each numbered heading: `II`, then `1.` is cited as II 1.

    Below headings of words, lists are counted through the document, unless the numbers are `printed`. Empty unless there are two such lists of two items or more. A heading with several lists
    below it has none: its numbers stand for several items.
    """
    below: list[list[Block]] = [[]]
    numbered = False
    for block in blocks:
        if block.kind == "heading":
            below.append([])
            numbered = printed or _HEADING.match(f"{block.marker} {block.text}".strip()) is not None
        elif numbered and block.level == 1 and number(block):
            below[-1].append(block)
    lists = [
        items
        for items in below
        if len(items) > 1 and [number(one) for one in items] == list(range(1, len(items) + 1))
    ]
    return {id(one) for items in lists for one in items} if len(lists) > (0 if printed else 1) else set()
