"""American regulations read piece by piece: a section is built, handed on, and its XML forgotten before the next is parsed.

All three XML dialects of the Code of Federal Regulations are divisions (title, chapter, part) around sections. What is read of one is
a run of pieces in the order of the document, so that a volume of any length needs the memory of its longest section.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Literal

from curation.readers import markup
from curation.readers.markup import Element
from curation.readers.structure.blocks import Node, root

Role = Literal["division", "leaf", "aside", ""]


@dataclass(frozen=True)
class Piece:
    """A part of the document and the divisions around it, outermost first; those have been pieces themselves."""

    around: tuple[Node, ...]
    node: Node


@dataclass(frozen=True)
class Dialect:
    """How a dialect is taken apart."""

    tags: tuple[str, ...]
    """The elements that matter, as lxml names them."""
    role: Callable[[Element], Role]
    """Whether an element is a division, a leaf (a section, an appendix), or to be left out with all in it."""
    division: Callable[[Element], Node | None]
    """The part for a division of which the heading has been parsed; None for one that is not cited itself."""
    leaf: Callable[[Element], Node | None]
    """The part for a whole section or appendix."""


@dataclass(slots=True)
class _Open:
    """A division being read; its part is made when the first thing in it begins, by when its heading is known."""

    element: Element
    node: Node | None = None
    made: bool = False


def pieces(source: IO[bytes], dialect: Dialect) -> Iterator[Piece]:
    """The pieces of a document, in order.

    Raises: InputError for XML that is not well-formed or nests too deeply; pieces before the fault have been given by then.
    """
    stack: list[_Open] = []
    inside = 0
    for event, element in markup.events(source, dialect.tags):
        role = dialect.role(element)
        if not role:
            continue
        if inside:  # nothing within a section is a section
            inside += (role != "division") * (1 if event == "start" else -1)
            if inside == 0 and role == "leaf":
                node = dialect.leaf(element)
                if node is not None:
                    yield Piece(tuple(o.node for o in stack if o.node is not None), node)
            if inside == 0:
                _forget(element)
        elif event == "start":
            if role == "division":
                yield from _made(stack, dialect)
                stack.append(_Open(element))
            else:
                if role == "leaf":
                    yield from _made(stack, dialect)
                inside = 1
        elif stack:
            yield from _made(stack, dialect)
            stack.pop()
            _forget(element)


def _made(stack: list[_Open], dialect: Dialect) -> Iterator[Piece]:
    """The pieces of the open divisions that have none yet."""
    for place, opened in enumerate(stack):
        if not opened.made:
            opened.made = True
            opened.node = dialect.division(opened.element)
            if opened.node is not None:
                yield Piece(tuple(o.node for o in stack[:place] if o.node is not None), opened.node)


def _forget(element: Element) -> None:
    """Frees an element and what stands before it; its tail stays, and so do the headings of open divisions."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        previous = element.getprevious()
        while previous is not None and not len(previous) and not (previous.text or "").strip():
            parent.remove(previous)
            previous = element.getprevious()


def tree(data: bytes, dialect: Dialect) -> Node:
    """The whole tree of a document that is read in pieces."""
    top = root()
    for piece in pieces(io.BytesIO(data), dialect):
        (piece.around[-1] if piece.around else top).add(piece.node)
    return top
