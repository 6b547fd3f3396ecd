"""Which part of a tree each block went into: its page and place, the notes it calls, and the blocks that went nowhere.

The builders of trees (policy, articles, German and Chinese laws) take blocks in order and put their words on the lines of
nodes. Walking the two side by side finds the line of every block again, whatever the builder made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.core.records import DropReason
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, LeftOut, Node, marked

_NUMBER = re.compile(r"^(?:[（(]\w{1,5}[）)]|\w{1,4}[).、．]|[•▪◦‣●○■·✓✔✘✗➢])\s*")
_BEGINNING = 40
"""Characters of a paragraph that a builder may have cut in two: where it begins is where it stands."""
_AHEAD, _NEAR = 400, 30
"""How many lines ahead the line of a block is looked for: of one with telling words, and of one that many lines may have."""
_TELLING, _SHORT = 25, 12
"""Characters from which on words tell where they stand, and below which they may stand inside other words."""


@dataclass(slots=True)
class _Line:
    """A line of words of a node."""

    node: Node
    text: str
    used: int = 0
    """Up to where blocks have been found in it."""

    def use(self, words: str) -> None:
        """Marks the words as found, so that the same words of a later block are looked for behind them."""
        found = self.text.find(words, self.used)
        self.used = found + len(words) if found >= 0 else max(self.used, 1)


def place(top: Node, blocks: Sequence[Block]) -> list[LeftOut]:
    """Gives every part of the tree the page, boxes and notes of its blocks; returns the blocks that are in no part.

    A block before the first part of the tree is `preamble`, a list of contents `contents`, anything else `closing`.
    """
    lines = list(_lines(top))
    at = 0
    homes: list[_Line | None] = []
    for order, block in enumerate(blocks):
        found = _find(block, lines, at)
        if found is not None and found > at and _skips(blocks[order + 1 : order + 6], lines[at:found]):
            found = None
        if found is not None:
            at = found
            lines[at].use(block.text)
        homes.append(lines[found] if found is not None else None)
    _elsewhere(blocks, homes, lines)
    _settle(blocks, homes)
    first = next((n for n, home in enumerate(homes) if home is not None), len(blocks))
    return [
        LeftOut(marked(block), _reason(block, number < first), block.place, block.page, _box(block))
        for number, (block, home) in enumerate(zip(blocks, homes, strict=True))
        if home is None and block.text
    ]


def _elsewhere(blocks: Sequence[Block], homes: list[_Line | None], lines: Sequence[_Line]) -> None:
    """Finds blocks that a builder put out of their order, on lines where no other block was found."""
    free: dict[str, list[_Line]] = {}
    for line in lines:
        if not line.used:
            free.setdefault(line.text[:_SHORT], []).append(line)
    for order, block in enumerate(blocks):
        if homes[order] is not None or not block.text:
            continue
        for words in _printings(block):
            known = free.get(words[:_SHORT], ())
            unused = next((line for line in known if not line.used and _holds(line, words)), None)
            if unused is not None:
                unused.use(words)
                homes[order] = unused
                break


def _lines(node: Node) -> Iterator[_Line]:
    """The lines of a tree in the order of its words; deep trees are walked without recursion."""
    stack: list[tuple[Node, int]] = [(node, 0)]
    while stack:
        here, position = stack.pop()
        for order in range(position, len(here.parts)):
            part = here.parts[order]
            if isinstance(part, Node):
                stack.append((here, order + 1))
                stack.append((part, 0))
                break
            yield _Line(here, part)


def _find(block: Block, lines: Sequence[_Line], at: int) -> int | None:
    """The line, at or after `at`, that holds the words of a block."""
    if not block.text:
        return None
    for words in _printings(block):
        ahead = _AHEAD if len(words) >= _TELLING else _NEAR
        for number in range(at, min(len(lines), at + ahead)):
            if _holds(lines[number], words):
                return number
    return None


def _holds(line: _Line, words: str) -> bool:
    """Whether a line holds the words behind what has been found in it; a few letters must be its beginning or its end."""
    found = line.text.find(words, line.used)
    if found < 0:
        return False
    return len(words) >= _SHORT or found == 0 or found + len(words) == len(line.text)


def _printings(block: Block) -> Iterator[str]:
    """How the words of a block may stand on a line: with their number, without it, or their beginning."""
    text = block.text
    if (shown := marked(block)) != text:
        yield shown
    yield text
    plain = _NUMBER.sub("", text)
    if plain and plain != text:
        yield plain
    if len(plain) > _BEGINNING:
        yield plain[:_BEGINNING]
        yield plain[-_BEGINNING:]
    _, _, rest = text.replace("\u3000", " ").partition(" ")
    if len(rest) > 1 and rest != plain:
        yield rest


def _skips(following: Sequence[Block], between: Sequence[_Line]) -> bool:
    """Whether a line further down was taken for that of a block that is nowhere: the next blocks stand before that line."""
    texts = {line.text for line in between[:60]}
    return any(len(words) > 3 and words in texts for block in following for words in _printings(block))


def _settle(blocks: Sequence[Block], homes: Sequence[_Line | None]) -> None:
    """Writes pages, boxes and notes into the nodes; notes go after everything else of the node that calls them."""
    last: Node | None = None
    for block, home in zip(blocks, homes, strict=True):
        if home is not None:
            last = home.node
            last.page = last.page or block.page
            last.boxes.extend(box for box in block.boxes if box not in last.boxes)
        if block.notes and last is not None:
            for note in block.notes:
                last.add(noted(note))


def noted(block: Block) -> Node:
    """A footnote or endnote as a part of the provision that calls it."""
    number = numbering.clean(block.marker) or "1"
    return Node(
        "note", f"note_{number}", block.marker, parts=[block.text], page=block.page, boxes=list(block.boxes)
    )


def _reason(block: Block, before: bool) -> DropReason:
    if block.kind == "contents":
        return "contents"
    return "preamble" if before else "closing"


def _box(block: Block) -> tuple[float, float, float, float] | None:
    return block.boxes[0][1:] if block.boxes else None
