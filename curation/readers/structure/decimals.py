"""Paragraphs of articles and of §§ that print the number of their article again: `3.1`, `3.1.2` in Article 3, as statutes of associations do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, Node, marked

_OPENER = re.compile(r"(?P<number>(?P<head>\d{1,3})(?:\.\d{1,3}){1,4})\.?\s+(?=\S)")
_FEWEST, _STRANGE = 3, 0.25
"""Fewest such paragraphs, and the share of those whose article is another one, from which on they are references or amounts."""
_HEADING = 120
"""Characters of the words above the first paragraph that stands on the same line."""


def openers(blocks: Sequence[Block], head: Callable[[Block], str]) -> dict[int, str]:
    """The blocks, by identity, that open a paragraph with the number of their article, and that number; empty where few do.

    Args:
        blocks: The blocks of the document.
        head: The number of the article that a block names, empty for another block.
    """
    found: dict[int, str] = {}
    here, strange = "", 0
    for block in blocks:
        if block.kind in ("row", "contents"):
            continue
        if number := head(block):
            here = number
            continue
        match = _OPENER.match(_shown(block))
        if match is None:
            continue
        if here and match["head"] == here:
            found[id(block)] = match["number"]
        else:
            strange += 1
    return found if len(found) >= _FEWEST and strange <= _STRANGE * len(found) else {}


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a line with the title of a paragraph and the first of its own paragraphs as two: `4.3 The board 4.3.1 has three members`."""
    numbers = {match["number"] for block in blocks if (match := _OPENER.match(_shown(block)))}
    out: list[Block] = []
    for block in blocks:
        match = _OPENER.match(block.text) if block.kind == "text" else None
        first = f"{match['number']}.1" if match else ""
        place = block.text.find(f" {first} ", 0, _HEADING) if match else -1
        if place > 0 and first not in numbers and f"{first[:-1]}2" in numbers:
            out.append(replace(block, text=block.text[:place], notes=[]))
            out.append(replace(block, text=block.text[place + 1 :]))
        else:
            out.append(block)
    return out


def node(number: str, kind: str, segment: str, text: str) -> Node:
    """The part that a number opens."""
    return Node(kind, f"{segment}_{numbering.clean(number)}", number, parts=[text])


def _shown(block: Block) -> str:
    return f"{block.marker} {block.text}".strip() if block.kind == "heading" else marked(block)
