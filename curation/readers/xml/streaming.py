"""American law in XML read piece by piece: a section is built, handed on, and its XML forgotten before the next is parsed.

All dialects are divisions (title, chapter, part) around sections and other text. What is read of one is a run of pieces in the order of
the document, so that a volume of any length needs the memory of its longest section.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from curation.core.errors import InputError
from curation.core.records import DropReason
from curation.readers import markup
from curation.readers.markup import ByteSource, Element
from curation.readers.structure.blocks import LeftOut, Node, root, squeeze
from curation.readers.xml.hierarchy import Tree, Vocabulary, place

MOST = 64 << 20
"""Most bytes of XML from one piece to the next. The longest sections that are in force have two or three million."""

Role = Literal["division", "leaf", "head", "aside", ""]
"""What an element is: a division, a section or other text, the number or heading of a division, text that is left out, or a wrapper."""


@dataclass(frozen=True)
class Piece:
    """A part of the document and the divisions around it, outermost first; those have been pieces themselves."""

    around: tuple[Node, ...]
    node: Node


@dataclass(frozen=True)
class StreamedDialect:
    """How a dialect is taken apart."""

    vocabulary: Vocabulary
    role: Callable[[Element], Role]
    """What an element outside of a section is."""
    division: Callable[[Element, Tree, Node], Node | None]
    """Adds the part for a division of which the heading has been parsed; None for one that is not cited itself."""
    leaf: Callable[[Element, Tree, Node], None]
    """Adds the parts for a section, or for other text that is no division."""
    aside: Callable[[Element], DropReason] = lambda _element: "editorial"
    """Why an element is left out."""


@dataclass(slots=True)
class _Open:
    """A division being read; its part is made when the first thing in it begins, by when its heading is known."""

    element: Element
    node: Node | None = None
    made: bool = False


class _Counted:
    """Bytes to read, counted since the last piece: a section without an end would take all memory there is."""

    def __init__(self, source: ByteSource) -> None:
        self.source = source
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises: InputError when there are more than `MOST` without a whole section among them.
        """
        found = self.source.read(size)
        self.since += len(found)
        if self.since > MOST:
            raise InputError.one(
                "xml",
                "document-large",
                f"more than {MOST >> 20} MB without the end of a section; split the document",
            )
        return found

    def seek(self, place: int) -> None:
        """Goes to a place, from where the count begins anew."""
        self.source.seek(place)
        self.since = 0


def pieces(
    source: ByteSource, dialect: StreamedDialect, left_out: list[LeftOut] | None = None
) -> Iterator[Piece]:
    """The pieces of a document, in order; what is in none of them goes to `left_out`.

    Raises: InputError for XML that is not well-formed, nests too deeply or has a section larger than `MOST`; pieces before the fault have been given by then.
    """
    reading = _Reading(dialect, Tree(dialect.vocabulary, [] if left_out is None else left_out))
    inside: Role = ""
    depth = 0
    counted = _Counted(source)
    for event, element in markup.events(counted):
        if inside:  # nothing within a section is a division
            depth += 1 if event == "start" else -1
            if depth == 0:
                yield from reading.end(element, inside)
                inside, counted.since = "", 0
            continue
        role = dialect.role(element)
        if event == "end":
            if role == "division":
                yield from reading.close(element)
            elif not role:
                reading.stray(element)
        elif role == "division":
            yield from reading.made()
            reading.stack.append(_Open(element))
        elif role:
            if role == "leaf":
                yield from reading.made()
            inside, depth = role, 1


class _Reading:
    """The divisions that are open, and the part that text outside of them goes to."""

    def __init__(self, dialect: StreamedDialect, tree: Tree) -> None:
        self.dialect, self.tree = dialect, tree
        self.top = root()
        self.stack: list[_Open] = []

    def around(self) -> tuple[Node, ...]:
        return tuple(o.node for o in self.stack if o.node is not None)

    def made(self) -> Iterator[Piece]:
        """The pieces of the open divisions that have none yet."""
        for level, opened in enumerate(self.stack):
            if not opened.made:
                opened.made = True
                around = tuple(o.node for o in self.stack[:level] if o.node is not None)
                where = around[-1] if around else self.top
                opened.node = self.dialect.division(opened.element, self.tree, where)
                yield from self._new(where, around)

    def end(self, element: Element, role: Role) -> Iterator[Piece]:
        """The pieces of an element that has been parsed whole."""
        if role == "head":
            return
        around = self.around()
        where = around[-1] if around else self.top
        if role == "leaf":
            self.dialect.leaf(element, self.tree, where)
            self.tree.flush(where)
            self.tree.settle(where)
            yield from self._new(where, around)
        else:
            self.tree.leave(element, self.dialect.aside(element))
        _forget(element, self.tree)

    def close(self, element: Element) -> Iterator[Piece]:
        """The pieces of a division that ends: those of its heading, when there was nothing else in it."""
        yield from self.made()
        self.stack.pop()
        self.stray(element)
        _forget(element, self.tree)

    def stray(self, element: Element) -> None:
        """Leaves out the words that stand directly in a wrapper or a division, in no element of their own."""
        for child in element:
            _stray(child, self.tree)
        if text := squeeze(element.text or ""):
            self.tree.left_out.append(LeftOut(text, "unreadable", place(element)))

    def _new(self, where: Node, around: tuple[Node, ...]) -> Iterator[Piece]:
        """What was just added to `where`, taken from it again."""
        added, where.parts = where.parts, [part for part in where.parts if isinstance(part, str)]
        self.tree.forget((self.top, *self.around()))
        for part in added:
            if isinstance(part, Node):
                yield Piece(around, part)


def _stray(element: Element, tree: Tree) -> None:
    """Leaves out the words right after an element that stands outside of all text."""
    if text := squeeze(element.tail or ""):
        tree.left_out.append(LeftOut(text, "unreadable", place(element)))
        element.tail = None


def _forget(element: Element, tree: Tree) -> None:
    """Frees an element and what stands before it; its tail stays, and so do the headings of open divisions."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        previous = element.getprevious()
        while previous is not None and not len(previous) and not (previous.text or "").strip():
            _stray(previous, tree)
            parent.remove(previous)
            previous = element.getprevious()


def tree(data: bytes, dialect: StreamedDialect, left_out: list[LeftOut]) -> Node:
    """The whole tree of a document that is read in pieces; what is in none of them goes to `left_out`."""
    top = root()
    for piece in pieces(io.BytesIO(data), dialect, left_out):
        (piece.around[-1] if piece.around else top).add(piece.node)
    return top


def walk(element: Element, tree: Tree, where: Node) -> None:
    """Reads an element of a vocabulary as what it is, into `where`."""
    tree.take(element, tree.role(element, where) or "block", where)
