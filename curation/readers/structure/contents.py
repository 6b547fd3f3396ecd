"""Lists of contents, with page numbers or without: lines whose words stand again, in the same order, over the parts they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from curation.readers.structure.blocks import Block, marked

_AT_LEAST = 3
"""Lines that make a list of contents; two lines that return are a coincidence of short documents."""
_LONGEST = 160
_HEAD = re.compile(
    r"^(?:arrangement of (?:sections|regulations|clauses|rules|articles)|(?:table of )?contents|index|inhalt(?:sübersicht|sverzeichnis)?|"
    r"inhoud(?:sopgave)?|table des matières|sommaire|índice|indice|sumário|目\s*[录次]|spis treści|оглавление|содержание)\W*$",
    re.I,
)


def find(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the lines of a list of contents marked as such.

    A run of short lines is one when every line stands again further down, in the same order, and something stands between two
    of them there. The line that names the list is a part of it.
    """
    keys = [_key(block) for block in blocks]
    later: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key:
            later.setdefault(key, []).append(place)
    out = list(blocks)
    place = 0
    while place < len(blocks):
        end, last = place, -1
        first = _next(later, keys[place], place)
        # A list ends before its first line stands again: so lines that repeat many times cost no more than one look each.
        while first is not None and end < first and keys[end]:
            again = _next(later, keys[end], max(last, end))
            if again is None:
                break
            last, end = again, end + 1
        if end - place < _AT_LEAST:
            first = None
        if first is not None and first >= end and last - first > end - place - 1:
            for number in range(place, end):
                out[number] = replace(out[number], kind="contents")
            if place and _HEAD.match(blocks[place - 1].text):
                out[place - 1] = replace(out[place - 1], kind="contents")
            place = end
        else:
            place += 1
    return out


def _next(later: dict[str, list[int]], key: str, place: int) -> int | None:
    """Where a line stands next after a place; None where it does not."""
    places = later.get(key, [])
    found = bisect_right(places, place)
    return places[found] if found < len(places) else None


def _key(block: Block) -> str:
    """What two printings of a line have in common: its letters and digits; empty for what is no line of contents."""
    if block.kind not in ("heading", "text", "item") or block.number:
        return ""
    line = marked(block)
    if not 3 <= len(line) <= _LONGEST:
        return ""
    return re.sub(r"[\W_]+", " ", line).strip().lower()
