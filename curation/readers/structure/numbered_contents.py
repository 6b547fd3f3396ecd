"""Lists of contents told by their numbers: below a line that names such a list, the numbers of the sections run through once and begin again.

Acts of the Commonwealth print an arrangement of sections so, over pages, with words that the margin of the body has in another way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curation.readers.structure.blocks import Block, marked

_NUMBER = re.compile(r"(\d{1,4})[A-Za-z]{0,2}\.\s+(?=\S)")
_APART = 10
"""Most lines from one number to the next: the names of parts and of points stand between them."""
_FEWEST = 5
"""Fewest numbered lines of a list."""
_AGAIN = 0.7
"""Share of the numbers of the list that open provisions behind it."""
_LONGEST, _TAIL = 250, 120
"""Most characters of a line of the list, and of the names of schedules behind its numbers."""
_SENTENCES = 0.15
"""Share of the lines that may look like a sentence: one that ends with `etc.`, one that leads to a list of its own."""
_SENTENCE = 9
"""Words from which on a line with a full stop is a sentence and no title."""


def end(blocks: Sequence[Block], place: int) -> int:
    """Where the list ends whose first line stands at `place`, 0 when the numbers there are not those of a list of contents."""
    listed, again = _run(blocks, place)
    sentences = sum(not _is_line(blocks[at]) for _, at in listed)
    if len(listed) < _FEWEST or not again or sentences > _SENTENCES * len(listed):
        return 0
    later = {number for block in blocks[again:] if (number := _number(block))}
    if sum(number in later for number, _ in listed) < _AGAIN * len(listed):
        return 0
    return _last(blocks, listed[-1][1], again)


def _run(blocks: Sequence[Block], place: int) -> tuple[list[tuple[int, int]], int]:
    """The numbers of the list, each with its place, and where the first of them opens a provision, 0 where it does not."""
    listed: list[tuple[int, int]] = []
    over = False
    for at in range(place, len(blocks)):
        number = _number(blocks[at])
        if listed and number == listed[0][0] and listed[-1][0] > number:
            return listed, at
        over = over or at - (listed[-1][1] if listed else place) > _APART or len(blocks[at].text) > _LONGEST
        goes_on = number > listed[-1][0] if listed else number in (1, 2)
        if number and goes_on and not over:
            listed.append((number, at))
    return listed, 0


def _number(block: Block) -> int:
    """The number of a section that a block prints first, 0 for none."""
    if block.number:
        return int(block.number) if block.number.isdecimal() else 0
    if block.kind not in ("text", "item", "heading", "contents"):
        return 0
    shown = f"{block.marker} {block.text}" if block.kind == "heading" and block.marker else marked(block)
    match = _NUMBER.match(shown[:_TAIL])
    return int(match[1]) if match else 0


def _is_line(block: Block) -> bool:
    text = block.text
    if block.number or len(text) > _LONGEST:
        return False
    return not (text.endswith((".", ";", ":", "—", "–")) and len(text.split()) >= _SENTENCE)


def _last(blocks: Sequence[Block], at: int, again: int) -> int:
    """The end of the list: behind the names of schedules that follow its last number on the same page."""
    page, at = blocks[at].page, at + 1
    while at < again and blocks[at].kind in ("text", "item", "contents"):
        text = blocks[at].text
        if blocks[at].page != page or page is None or len(text) > _TAIL or text.endswith((".", ";", ":")):
            break
        at += 1
    return at


_GAP = 4
"""Most lines between two of a list that the body has in other words."""
_LEFT = re.compile(r"\d{0,3}\[[*\s]+\]")
"""What stands for a section that was left out: `13[***]`."""
_AT = re.compile(r"\[?(\d{1,4}(?:\.\d{1,3}){0,4})[A-Za-z]{0,2}\.?\s+(?=[^\W\d_])(?!.*\.{4})")


def filled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the lines inside a list of contents whose numbers stand between those around them: the body prints their titles otherwise."""
    out = list(blocks)
    listed = [place for place, block in enumerate(out) if block.kind == "contents"]
    for before, after in pairwise(listed):
        low, high = (_AT.match(marked(replace(out[place], kind="item"))) for place in (before, after))
        if not 1 < after - before <= _GAP + 1 or low is None or high is None:
            continue
        last = _values(low[1])
        for place in range(before + 1, after):
            text = marked(out[place])
            number = _AT.match(text)
            if _LEFT.fullmatch(text) is None and (
                number is None or not last < _values(number[1]) < _values(high[1]) or len(text) > _TAIL
            ):
                break
            last = _values(number[1]) if number is not None else last
        else:
            out[before + 1 : after] = [replace(block, kind="contents") for block in out[before + 1 : after]]
    return out


def _values(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
