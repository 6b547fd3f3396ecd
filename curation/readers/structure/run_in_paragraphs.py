"""Paragraphs that follow each other without a break, `(1) … føretaket.(2) Staten …`, and items put in later, `5a.`, that a file has as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from curation.readers.structure.blocks import Block, marked

_FIRST = re.compile(r"\((\d{1,2})\)\s")
_GLUED = re.compile(r"(?<=[^\W\d_][.:;])\((\d{1,2})\)\s(?=[A-ZÀ-ÞΑ-Ω])")
"""The number of a paragraph straight behind a full stop: where the break between two paragraphs was lost."""
_LATER = re.compile(r"(\d{1,3})[a-z][.)]\s+(?=\S)")
"""The number of an item that was put in later."""
_NUMBERED = re.compile(r"(\d{1,3})[a-z]?[.)]")


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each numbered paragraph and each item that was put in later one of its own."""
    out: list[Block] = []
    for block in blocks:
        out += _paragraphs(_as_item(block, out[-1] if out else None))
    return out


def _as_item(block: Block, before: Block | None) -> Block:
    """A paragraph `5a. …` behind item `5.` as the item that it is."""
    if block.kind != "text" or before is None or before.kind != "item":
        return block
    later, number = _LATER.match(block.text), _NUMBERED.fullmatch(before.marker)
    if later is None or number is None or later[1] != number[1]:
        return block
    return replace(before, marker=later[0].strip(), text=block.text[later.end() :], page=block.page, boxes=block.boxes, notes=block.notes, place=block.place)  # fmt: skip


def _paragraphs(block: Block) -> list[Block]:
    """A block that begins with the number of a paragraph, parted where the next numbers follow a sentence without a space."""
    if block.kind not in ("text", "item") or block.number or block.notes:
        return [block]
    text = marked(block)
    first = _FIRST.match(text)
    if first is None:
        return [block]
    starts, number = [0], int(first[1])
    for found in _GLUED.finditer(text):
        if int(found[1]) == number + 1:
            starts.append(found.start())
            number += 1
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if block.kind == "text":
        return [replace(block, text=piece) for piece in pieces]
    markers = [piece[: piece.index(")") + 1] for piece in pieces]
    return [
        replace(block, marker=marker, text=piece[len(marker) :].lstrip())
        for marker, piece in zip(markers, pieces, strict=True)
    ]
