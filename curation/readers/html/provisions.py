"""Provisions that a web page prints without the elements meant for them: text set line by line, and list items that are containers."""

from __future__ import annotations

import re

from curation.readers.html.texts import INLINE
from curation.readers.markup import Element
from curation.readers.structure import numbering
from curation.readers.structure.blocks import squeeze
from curation.text.document_words import page as wording

_PRE = "white-space:pre"
_EMPTY_LINE = re.compile(r"(?<=\S)[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*(?=\S)")
_AT_LEAST = 2
"""Fewest empty lines inside the words of an element from which on they part its paragraphs, and fewest provisions of a container."""
_BEGINS = 0.8
"""Least share of paragraphs behind an empty line that do not begin with a small letter."""
_LABEL = re.compile(r"[\"“„«‘']?\(\d{1,3}[A-Z]{0,2}\)\s*\S")
_HEADS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "h1", *_HEADS, "ul", "ol", "table", "blockquote")


def is_set_by_lines(element: Element) -> bool:
    """Whether the words of an element are set line by line: by its style, or by empty lines between its paragraphs.

    A browser shows empty lines where a style sheet says so, which a file alone may not have. Only elements that hold nothing but
    words count.
    """
    if element.tag not in ("div", "p", "section", "article", "td"):
        return False
    if any(not isinstance(inner.tag, str) or inner.tag not in INLINE for inner in element.iterdescendants()):
        return False
    texts = [element.text or "", *(inner.tail or "" for inner in element)]
    if _PRE in (element.get("style") or "").replace(" ", ""):
        return any("\n" in text.strip() for text in texts)
    starts = [text[gap.end()] for text in texts if "\n" in text for gap in _EMPTY_LINE.finditer(text)]
    return len(starts) >= _AT_LEAST and sum(not start.islower() for start in starts) >= _BEGINS * len(starts)


def is_container(item: Element) -> bool:
    """Whether an item of a list holds numbered provisions, or the headings of a quoted act, and so is no point itself."""
    own = [e for e in item.iterdescendants("p", "div", *_HEADS) if next(e.iterancestors("li"), None) is item]
    quotations = frozenset(item.iterdescendants("blockquote"))
    if any(e.tag in _HEADS and not quotations.isdisjoint(e.iterancestors("blockquote")) for e in own):
        return True
    leaves = [e for e in own if e.tag not in _HEADS and next(e.iterdescendants(*_BLOCKS), None) is None]
    labelled = sum(_LABEL.match(squeeze("".join(e.itertext()))) is not None for e in leaves)
    return labelled >= _AT_LEAST


_PRINTED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxIVX]{1,5})[.)]")


def list_style(element: Element) -> str:
    """How an ordered list numbers its items: `a`, `A`, `i`, `I`, empty for figures; by its attribute, its style or its class."""
    styled = wording.LIST_STYLE.search((element.get("style") or "").replace(" ", ""))
    names = (element.get("type") or "", styled[1] if styled else "", *(element.get("class") or "").split())
    return next((wording.LIST_STYLES[name] for name in names if name in wording.LIST_STYLES), "")


def marker(item: Element, order: int, style: str) -> str:
    """The number that an item of an ordered list prints: the one that it says it has, else that of its place."""
    if _PRINTED.fullmatch(said := item.get("data-title") or ""):
        return said
    if style in ("a", "A") and order <= 26:
        return f"{chr(ord(style) + order - 1)}."
    if style in ("i", "I") and order < 100:
        number = numbering.to_roman(order)
        return f"{number if style == 'i' else number.upper()}."
    return f"{order}."
