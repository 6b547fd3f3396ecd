"""Which part of a tree each block went into: its page and place, the notes it calls, and the blocks that went nowhere.

The builders of trees (policy, articles, German and Chinese laws) take blocks in order and put their words on the lines of
nodes. Looking for the words of every block in the lines, one after the other, finds its part again whatever the builder made of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curation.core.records import DropReason
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, LeftOut, Node, marked

_NUMBER = re.compile(r"^(?:[（(]\w{1,5}[）)]|\w{1,4}[).、．]|[•▪◦‣●○■·✓✔✘✗➢])\s*")
_BEGINNING = 40
"""Characters of a paragraph that a builder may have cut in two: where it begins is where it stands."""
_NEAR, _FAR = 4_000, 200_000
"""Characters ahead in which the words of a block are looked for: first here, then further on if they tell where they stand."""
_TELLING, _SHORT = 25, 12
"""Characters from which on words tell where they stand, and below which they may stand inside other words."""
_SURE = 60
"""Characters from which on words that stand anywhere are those of the block."""
_FRONT = 5
"""The same for words that stand before all others."""
_MOST = 0.7
"""How much of a block has to stand between its beginning and its end."""
_CLOSE = 300
"""Characters ahead in which the beginning or the end of a block is looked for."""
_NEXT = 12
"""Characters that may be skipped without asking the next blocks: a number on a line of its own."""
_TITLED = 200
"""Most characters of the head of a part that a builder parts into its number and its title."""
_LISTED = 80
"""Most characters of a line of contents."""
_FOLLOWING = 5
"""How many of the next blocks are asked whether a place further on is the right one."""
_TRIES = 40
_LATER = 150
"""How many of the next blocks may have the words of a block inside theirs."""


@dataclass
class _Lines:
    """The words of a tree as one text, and to which node each part of it belongs."""

    text: str
    starts: list[int]
    nodes: list[Node]
    taken: bytearray = field(default_factory=bytearray)
    """Which characters belong to a block that has been found."""
    flat: str = ""
    """The same words on one line, made when it is asked for."""

    def node(self, place: int) -> Node:
        """The node that holds the character at `place`."""
        return self.nodes[bisect_right(self.starts, place) - 1]

    def take(self, place: int, length: int) -> None:
        """Marks words as found."""
        self.taken[place : place + length] = b"\1" * length

    def over_lines(self, words: str, begin: int, end: int) -> int:
        """Where words stand that a builder parted over two lines at a blank (`Article 5`, `Scope`), -1 when they do not."""
        if not self.flat:
            self.flat = self.text.replace("\n", " ")
        place = self.flat.find(words, begin, end)
        if place < 0 or self.taken[place] or self.taken[place + len(words) - 1]:
            return -1
        return place if self.is_line(place, len(words)) else -1

    def at_edge(self, place: int, length: int) -> bool:
        """Whether words are the beginning or the end of a line."""
        end = place + length
        return (place == 0 or self.text[place - 1] == "\n") or (
            end == len(self.text) or self.text[end] == "\n"
        )

    def is_line(self, place: int, length: int) -> bool:
        """Whether words are all of a line."""
        end = place + length
        return (place == 0 or self.text[place - 1] == "\n") and (
            end == len(self.text) or self.text[end] == "\n"
        )

    def find(self, words: str, begin: int, end: int, whole: bool = False) -> int:
        """Where words stand that no block has, -1 when they do not; a few letters must be the beginning or the end of a line.

        `whole`: the words must be all of a line.
        """
        place = begin
        for _ in range(_TRIES):
            place = self.text.find(words, place, end)
            if place < 0:
                return -1
            free = not self.taken[place] and not self.taken[place + len(words) - 1]
            if free and (
                self.is_line(place, len(words))
                if whole
                else len(words) >= _SHORT or self.at_edge(place, len(words))
            ):
                return place
            place += 1
        return -1


def place(top: Node, blocks: Sequence[Block]) -> list[LeftOut]:
    """Gives every part of the tree the page, boxes and notes of its blocks; returns the blocks that are in no part.

    A block before the first part of the tree that is more than a paragraph is `preamble`, a list of contents `contents`, anything else
    `closing`.
    """
    lines = _collect(top)
    homes: list[Node | None] = [None] * len(blocks)
    at = 0
    left = Counter(block.text for block in blocks)
    listed = any(node.kind == "contents" for node in lines.nodes)
    for order, block in enumerate(blocks):
        if block.kind == "contents" and not listed:
            left[block.text] -= 1
            continue  # the builder leaves lists of contents out: the same words in the tree are those of a heading
        more = left[block.text] > 1 and len(block.text) <= _LISTED
        left[block.text] -= 1
        if more and lines.text.count(block.text, at) <= left[block.text]:
            continue  # a line of contents: the same words are still to come and stand there once
        spans = _find(lines, blocks, order, at)
        if spans is not None:
            start, length = spans
            lines.take(start, length)
            homes[order], at = lines.node(start), start + length
    for order, block in enumerate(blocks):  # what a builder put out of its order
        if homes[order] is None and len(block.text) > 1 and (listed or block.kind != "contents"):
            for words in _printings(block):
                start = lines.find(words, 0, len(lines.text), whole=len(words) < _SURE)
                if start >= 0:
                    lines.take(start, len(words))
                    homes[order] = lines.node(start)
                    break
    _settle(top, blocks, homes)
    placed = [(number, home) for number, home in enumerate(homes) if home is not None]
    parts = [number for number, home in placed if home.kind != "text"]
    first = (parts or [number for number, _ in placed] or [len(blocks)])[0]
    return [
        LeftOut(marked(block), _reason(block, number < first), block.place, block.page, _box(block))
        for number, (block, home) in enumerate(zip(blocks, homes, strict=True))
        if home is None and block.text
    ]


def _collect(top: Node) -> _Lines:
    """The lines of a tree in the order of its words; deep trees are walked without recursion."""
    parts: list[str] = []
    starts: list[int] = []
    nodes: list[Node] = []
    size = 0
    stack: list[tuple[Node, int]] = [(top, 0)]
    while stack:
        here, position = stack.pop()
        for order in range(position, len(here.parts)):
            part = here.parts[order]
            if isinstance(part, Node):
                stack.append((here, order + 1))
                stack.append((part, 0))
                break
            parts.append(part)
            starts.append(size)
            nodes.append(here)
            size += len(part) + 1
    text = "\n".join(parts)
    return _Lines(text, starts, nodes, bytearray(len(text) + 1))


def _find(lines: _Lines, blocks: Sequence[Block], order: int, at: int) -> tuple[int, int] | None:
    """Where the words of a block stand at or after `at`, and how many characters they are."""
    block = blocks[order]
    if not block.text:
        return None
    printings = list(_printings(block))
    for words in printings:
        start = lines.find(words, at, at + _NEAR)
        if start >= 0 and _said_later(lines, blocks, order, start, words):
            continue
        inside = start >= 0 and len(words) < _TELLING and not lines.at_edge(start, len(words))
        if start >= 0 and (start - at < _NEXT or _goes_on(lines, blocks, order, at, start, surely=inside)):
            return start, len(words)
    for words, other in _pieces(block):
        start = lines.find(words, at, at + _CLOSE)
        if start >= 0 and other:
            end = lines.find(other, at, at + _CLOSE + 2 * len(block.text))
            if end < 0 or abs(end - start) + _BEGINNING < _MOST * len(block.text):
                continue  # other words begin or end so too: these are not all of the block's
        if start >= 0 and not other and _said_later(lines, blocks, order, start, words):
            continue
        if start >= 0 and (start - at < _NEXT or _goes_on(lines, blocks, order, at, start)):
            return start, len(words)
    for words in printings:
        if len(words) <= _TITLED and (start := lines.over_lines(words, at, at + _CLOSE)) >= 0:
            return start, len(words)
    for words in printings:
        start = lines.find(words, at, at + _FAR) if len(words) >= _TELLING else -1
        inside = start >= 0 and not lines.at_edge(start, len(words))  # a name that a later sentence has too
        if inside and _said_later(lines, blocks, order, start, words):
            continue
        if start >= 0 and _goes_on(lines, blocks, order, at, start, surely=inside):
            return start, len(words)
    return None


def _said_later(lines: _Lines, blocks: Sequence[Block], order: int, start: int, words: str) -> bool:
    """Whether words inside a line are those of a block still to come, which says more: a heading and a sentence that begins with it."""
    telling = _TELLING // 2 if words[:1] >= "\u3000" else _TELLING
    if not any(lines.taken[:start]):
        telling = _FRONT  # the title of the document, which its first sentence may name
    if len(words) < telling or lines.at_edge(start, len(words)):
        return False
    return any(words in later.text for later in blocks[order + 1 : order + 1 + _LATER])


def _goes_on(
    lines: _Lines, blocks: Sequence[Block], order: int, at: int, start: int, surely: bool = False
) -> bool:
    """Whether the next blocks stand behind a place further on rather than before it, so that the block itself stands there.

    `surely`: one of them has to stand behind it.
    """
    before = after = 0
    for block in blocks[order + 1 : order + 1 + _FOLLOWING]:
        for words in _printings(block):
            if len(words) < _SHORT:
                continue
            if lines.find(words, at, start) >= 0:
                before += 1
                break
            if lines.find(words, start, start + _NEAR) >= 0:
                after += 1
                break
    return before < after if surely else before <= after


def _printings(block: Block) -> Iterator[str]:
    """How the words of a block may stand on a line: with their number, or without it."""
    text = block.text
    if (shown := marked(block)) != text:
        yield shown
    yield text
    plain = _NUMBER.sub("", text)
    if plain and plain != text:
        yield plain


def _pieces(block: Block) -> Iterator[tuple[str, str]]:
    """The beginning and the end of a block, or what follows its first word: a builder may part a line in two.

    Each with the words that have to stand near it, empty where none have to.
    """
    plain = _NUMBER.sub("", block.text)
    if len(plain) > _BEGINNING:
        yield plain[:_BEGINNING], plain[-_BEGINNING:]
        yield plain[-_BEGINNING:], plain[:_BEGINNING]
    label, _, rest = block.text.replace("\u3000", " ").partition(" ")
    if len(rest) > 1 and rest != plain and re.search(r"[\d条章节编§)）.]", label):
        yield rest, ""


def _settle(top: Node, blocks: Sequence[Block], homes: Sequence[Node | None]) -> None:
    """Writes pages, boxes and notes into the nodes; notes go after everything else of the node that calls them."""
    last: Node | None = None
    for block, home in zip(blocks, homes, strict=True):
        if home is not None:
            last = home
            last.page = last.page or block.page
            last.boxes.extend(box for box in block.boxes if box not in last.boxes)
        for note in block.notes:
            (last if home is not None and last is not None else top).add(noted(note))
    if any(block.page is not None for block in blocks):
        _on_pages(top)


def _on_pages(top: Node) -> None:
    """Gives parts without words of their own on a page the place of their first sub-part, and cut-off words that of the part before them."""
    order: list[tuple[Node, Node]] = []
    stack = [(part, top) for part in reversed(top.parts) if isinstance(part, Node)]
    while stack:
        node, parent = stack.pop()
        order.append((node, parent))
        stack += [(part, node) for part in reversed(node.parts) if isinstance(part, Node)]
    first: dict[int, Node] = {}
    for node, parent in reversed(order):
        below = first.get(id(node))
        if node.page is None and below is not None:
            node.page, node.boxes = below.page, below.boxes[:1]
        if node.page is not None:
            first[id(parent)] = node
    last: Node | None = None
    for node, _ in order:
        if node.page is not None:
            last = node
        elif last is not None:
            node.page, node.boxes = last.page, list(last.boxes)


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
