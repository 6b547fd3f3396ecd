"""What a reader gives back: the parts of a document, either as a tree or as a flat run of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from curation.core.errors import InputError, Issue
from curation.core.records import DropReason
from curation.text.words import squeeze as squeeze

MAX_BLOCKS = 200_000
"""Most parts read from one document; a code of laws has some 20,000."""

BlockKind = Literal["heading", "text", "item", "row", "contents", "note"]


Box = tuple[float, float, float, float, float]
"""A rectangle on a page: page, left, bottom, right, top, in points from the lower left corner."""


def listed(text: str) -> list[str]:
    """The names in `text`, which has white space between them: how a long list of element names is written down."""
    return text.split()


RUNS_ON = -1
"""The level of text that runs on from the line that names its article, so that it is no title, however short."""


@dataclass(slots=True)
class LeftOut:
    """A piece of visible text that a reader puts in no clause, and why."""

    text: str
    reason: DropReason
    place: str = ""
    """Where it stands: `page 3`, an element path, a line, a part of the file."""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(slots=True)
class Block:
    """A heading, paragraph or list item of a document whose format says nothing of its law."""

    kind: BlockKind
    text: str
    level: int = 1
    """Depth of a heading or of a list item, 1 at the top."""
    marker: str = ""
    """The number or bullet as printed, empty when there is none."""
    page: int | None = None
    list_id: int = 0
    """Which list an item belongs to; items of two lists never share a parent."""
    boxes: list[Box] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    """The footnotes and endnotes that its words call."""
    place: str = ""
    """Where it stands in the file, for what is left out: an element path, a line."""
    heads: str = ""
    """The heads of the columns, of a row of a table."""
    number: str = ""
    """The number of the section that the block opens, where the print sets it apart."""
    quoted: bool = False
    """Whether it is a paragraph of a quotation of several, whose numbers name no part of this document."""


@lru_cache(maxsize=4096)
def is_bullet(marker: str) -> bool:
    """Whether a marker is no number: a dash, a dot, a box."""
    return marker == "o" or not any(char.isalnum() for char in marker)


def marked(block: Block) -> str:
    """The text of a block with its number in front, as printed."""
    if block.number:
        return marked(replace(block, number="", text=f"{block.number} {block.text}".strip()))
    if block.kind != "item" or is_bullet(block.marker):
        return block.text
    return f"{block.marker}{'' if block.marker.endswith(('）', '、')) else ' '}{block.text}"


@dataclass(slots=True)
class Node:
    """A citable part with its words and its sub-parts in the order of the document."""

    kind: str
    segment: str
    """Its own part of the eid: `point_a`."""
    marker: str = ""
    heading: str = ""
    """What it adds to the heading path of everything below it."""
    absolute: bool = False
    """True when the eid does not begin with that of the part around it (articles are numbered through)."""
    parts: list[str | Node] = field(default_factory=list)
    page: int | None = None
    lead: str = ""
    """The words that introduce the list it belongs to, when they are not those of its parent."""
    unlisted: bool = False
    """True for a part that groups others but is no clause itself."""
    boxes: list[Box] = field(default_factory=list)
    """Where its own words stand on the pages."""
    cited: str = ""
    """The segment that its citation is written from, below that of the part around it, where its identifier is its place in the document."""
    scope: Node | None = None
    """The part around it with whose eid its own begins, when that is not the nearest: section 2.1 of an annex stands in
    section 2 and is named after the annex."""

    def add(self, node: Node) -> Node:
        """`node`, now the last sub-part of this one."""
        self.parts.append(node)
        return node

    def nodes(self) -> Iterator[Node]:
        """The sub-parts, in order."""
        return (part for part in self.parts if isinstance(part, Node))


@dataclass(slots=True)
class Parsed:
    """What a structural reader found: the tree, and what the document says of itself."""

    root: Node
    family: str = "policy"
    """The tradition its citations follow: eu, cfr, zh, de, akn, framework or policy."""
    citation: str = ""
    """How the act is named in a citation, as far as the document says."""
    language: str = ""
    title: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    """Every piece of visible text that is in no clause."""
    faults: list[Issue] = field(default_factory=list)
    """What could not be read, or only by a guess; a run stops for it until the source allows its code by name."""
    published: str = ""
    """ISO date of the act or of this version of it, as far as the document says."""


def too_many() -> InputError:
    """The error for a document of more than `MAX_BLOCKS` parts."""
    return InputError.one("content", "document-large", f"more than {MAX_BLOCKS:,} parts; split the document")


def root() -> Node:
    """An empty tree: the node around everything, itself no clause."""
    return Node("document", "", unlisted=True)


def row_text(cells: Sequence[str]) -> str:
    """The cells of a row with a bar between them; an empty one keeps its place before a filled one, so that each stands below its head."""
    filled = [place for place, cell in enumerate(cells) if cell]
    if len(filled) < 2:
        return "".join(cells)
    return " | ".join(cells[: filled[-1] + 1])


_LABEL = 80
"""Most characters of a cell over several rows that is the label of each; a longer one is a provision, which stands once."""


def label(text: str) -> str:
    """The text of a cell as the rows below its first one show it: a label is shown in each row, a provision in the first only."""
    return text if len(text) <= _LABEL else ""
