"""Paragraphs of the articles of a code that print no number: each is a part of its own, with the list that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curation.readers.structure.blocks import Node
from curation.readers.structure.flat_lists import readings

_FURTHER = 3
"""Most paragraphs of a numbered point behind its first."""


def articles_of(node: Node) -> Iterator[Node]:
    """The articles in a part of the tree, in order."""
    for part in node.parts:
        if isinstance(part, Node):
            if part.kind == "article":
                yield part
            else:
                yield from articles_of(part)


def parted(article: Node) -> None:
    """Makes each unnumbered paragraph of an article of a code a part of its own, with the list that follows it.

    Acts of the European Union are cited without them, so their articles stay whole; an article of one paragraph stays whole too.
    """
    head = 2 if len(article.parts) > 1 and article.heading.endswith(f" {article.parts[1]}") else 1
    texts = [part for part in article.parts[head:] if isinstance(part, str)]
    numbered = any(node.kind == "paragraph" for node in article.nodes())
    if len(texts) < 2 or numbered or article.parts[head] is not texts[0]:
        return
    parts, article.parts = article.parts[head:], article.parts[:head]
    count, place = 0, article
    for order, part in enumerate(parts):
        if isinstance(part, Node):
            place.parts.append(part)
        elif (point := _goes_on_in(parts, order)) is not None:
            point.parts.append(part)
        else:
            count += 1
            place = article.add(Node("paragraph", f"para_{count}", parts=[part]))


def _goes_on_in(parts: Sequence[str | Node], order: int) -> Node | None:
    """The point whose further paragraph the words at `order` are: they stand between it and the next one and lead to no list."""
    first, last = order, order
    while first > 0 and isinstance(parts[first - 1], str):
        first -= 1
    while last + 1 < len(parts) and isinstance(parts[last + 1], str):
        last += 1
    between = [part for part in parts[first : last + 1] if isinstance(part, str)]
    if len(between) > _FURTHER or any(
        text.endswith(":") or text.isupper() or text[0] in "§[" for text in between
    ):
        return None
    above = parts[first - 1] if first else None
    below = parts[last + 1] if last + 1 < len(parts) else None
    if not (isinstance(above, Node) and isinstance(below, Node) and {above.kind, below.kind} == {"point"}):
        return None
    numbers = set(readings(below.marker))
    return above if any((style, value + 1) in numbers for style, value in readings(above.marker)) else None
