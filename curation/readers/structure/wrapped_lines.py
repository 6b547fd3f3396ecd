"""Sentences that a file has cut at the printed ends of lines, each line a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curation.readers.eurlex import part_names
from curation.readers.structure.blocks import Block

_SHORTEST, _LONGEST = 45, 110
"""Characters of a printed line that is full."""
_SHORT = 30
"""Characters of a line from which on a small letter below it goes on with its sentence."""
_CERTAIN = 5
"""Fewest lines that go on in the next one, with a small letter, before a file is taken for cut at the ends of lines."""
_OPEN = re.compile(r"[\w,)\]”»’\"'%°º-]$")
"""The end of a line whose sentence may go on."""
_RUNS = 400
"""Most lines of one paragraph."""


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, lines of one sentence joined where the file as a whole is cut at the ends of printed lines.

    A line is full when the first word of the next one would have made it longer than the lines are; the width is that
    of the lines that surely go on, since the next begins with a small letter.
    """
    sure = [
        (len(one.text), len(one.text) + 1 + len(following.text.split(" ", 1)[0]))
        for one, following in pairwise(blocks)
        if _plain(one, following) and _full(one) and following.text[:1].islower()
    ]
    if len(sure) < _CERTAIN:
        return list(blocks)
    longest = max(length for length, _ in sure)
    width = sorted(reach for _, reach in sure)[len(sure) // 20]
    cut = sum(one.kind == "text" and len(one.text) > longest + 2 for one in blocks)
    if cut > len(sure):
        return list(blocks)  # most paragraphs are whole
    out: list[Block] = []
    last, lines = "", 0
    for block in blocks:
        before = out[-1] if out else None
        if (
            before is not None
            and lines < _RUNS
            and _plain(replace(before, text=last), block)
            and _goes_on(last, block.text, longest, width)
        ):
            if before.kind == "heading":
                before = replace(before, kind="text", level=0)
            out[-1] = replace(before, text=f"{before.text} {block.text}", boxes=[*before.boxes, *block.boxes], notes=[*before.notes, *block.notes])  # fmt: skip
            lines += 1
        else:
            out.append(block)
            lines = 1
        last = block.text
    return out


def _plain(one: Block, following: Block) -> bool:
    """Whether two blocks are lines of running text, the first without an end; a reader of pages has joined its lines.

    The first may be the line that opens an article, with the first of its words, which a file shows as a heading.
    """
    article = one.kind == "heading" and any(map(str.islower, _words_of_article(one.text)))
    return (
        (article or _unindented(one, following))
        and (following.kind == "text" or (following.kind == "heading" and following.text[:1].islower()))
        and not following.number
        and _OPEN.search(one.text) is not None
        and one.page is None
        and following.text[:1] not in "-–—•*"
        and not (following.text[:1].isupper() and _names_part(following.text))
    )


def _unindented(one: Block, following: Block) -> bool:
    """Whether the second stands as far to the left as the first; below an item of a list, at the edge of the page."""
    level = 0 if following.kind == "heading" else following.level
    return level == (one.level if one.kind == "text" else 0) and one.kind in ("text", "item")


def _names_part(text: str) -> bool:
    return part_names.article(text) is not None or part_names.division(text) is not None


def _words_of_article(text: str) -> str:
    """What stands behind the number in a line that opens an article."""
    named = part_names.article(text)
    return named[1] if named is not None else ""


def _full(block: Block) -> bool:
    return _SHORTEST <= len(block.text) <= _LONGEST


def _goes_on(line: str, following: str, longest: int, width: int) -> bool:
    """Whether a line is full, so that its sentence goes on in the next."""
    reach = len(line) + 1 + len(following.split(" ", 1)[0])
    small = following[:1].islower()
    if not (
        (_SHORT if small else _SHORTEST) <= len(line) <= max(longest, width) + 2
        and len(following) <= _LONGEST
    ):
        return False
    return small or reach >= width
