"""The text that a web page or an XML file shows, element by element, with no knowledge of what its parts mean."""

from __future__ import annotations

from collections.abc import Iterator

from curation.readers import markup
from curation.readers.markup import Element

_UNSHOWN = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "head", "link", "meta", "select", "option", "textarea", "video", "audio",
    "canvas", "object", "math",
})  # fmt: skip
"""Elements of HTML whose text is code, a control, or shown only where something else cannot be."""
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr",
})  # fmt: skip
"""Elements that do not part the word they stand in."""


def page(data: bytes) -> str:
    """The text of a web page, that of hidden parts included; code, controls and the head of the page are not text."""
    root = markup.parse_html(data)
    body = root.find(".//body")
    return "".join(_shown(root if body is None else body))


def _shown(root: Element) -> Iterator[str]:
    """The pieces of text in order, with a space wherever an element parts words. Without recursion: pages nest deeply."""
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, after = stack.pop()
        tag = element.tag
        if after:
            yield from _edge(tag)
            if element is not root:
                yield element.tail or ""
            continue
        if not isinstance(tag, str) or tag in _UNSHOWN:
            yield " " if isinstance(tag, str) else ""
            yield element.tail or ""
            continue
        yield from _edge(tag)
        yield element.text or ""
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _edge(tag: str) -> Iterator[str]:
    if tag not in _INLINE:
        yield " "
