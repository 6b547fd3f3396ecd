"""The printed text of an element of a web page."""

from __future__ import annotations

from curation.readers.html.site import UNSHOWN
from curation.readers.markup import Element
from curation.readers.structure.blocks import squeeze

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
    "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not part the word they stand in; all others do."""


def text_of(element: Element, skipped: frozenset[Element] = frozenset()) -> str:
    """The text of an element and everything in it, a space wherever a block ends; `skipped` elements are left out."""
    pieces: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        here, after = stack.pop()
        gap = "" if here.tag in INLINE else " "
        if after:
            pieces.append(gap)
            pieces.append("" if here is element else here.tail or "")
            continue
        stack.append((here, True))
        if isinstance(here.tag, str) and here.tag not in UNSHOWN and here not in skipped:
            pieces.append(gap)
            pieces.append(here.text or "")
            stack.extend((child, False) for child in reversed(here))
    return squeeze("".join(pieces))
