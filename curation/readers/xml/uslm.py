"""United States Legislative Markup 2, whose parts carry their own identifiers."""

from __future__ import annotations

import html
import re

from curation.readers.markup import Element, name, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, squeeze
from curation.readers.xml import streaming

_DIVISIONS = {
    "title": ("title", "title"), "subtitle": ("title", "subtitle"), "chapter": ("chapter", "chp"), "subchapter": ("subchapter", "subchp"),
    "part": ("part", "part"), "subpart": ("subpart", "subpart"), "division": ("title", "div"),
}  # fmt: skip
_PARAGRAPHS = frozenset(
    {"subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "level"}
)
_ASIDE = frozenset(
    {
        "toc",
        "authority",
        "source",
        "editorialNote",
        "note",
        "notes",
        "sourceCredit",
        "meta",
        "page",
        "footnote",
        "preface",
        "crossReference",
        "effectiveDateNote",
    }
)
_BLOCKS = frozenset({"content", "chapeau", "continuation", "p", "text", "proviso"})


def read(data: bytes) -> Parsed:
    """The divisions, sections and paragraphs of a USLM document."""
    return about(data[:HEAD], streaming.tree(data, DIALECT))


def about(head: bytes, top: Node) -> Parsed:
    """What the beginning of a file says of it, around its tree."""
    number = re.search(rb"<(?:\w+:)?docNumber[^>]*>\s*(\d+[A-Za-z]?)\s*<", head)
    code = re.search(rb"<(?:\w+:)?cfrDoc\b|/us/cfr/", head) is not None
    title = re.search(rb"<(?:dc:)?title[^>]*>([^<]*)<", head)
    name = squeeze(html.unescape(title[1].decode("utf-8", "replace"))) if title else ""
    act = f"{number[1].decode('ascii')} {'CFR' if code else 'U.S.C.'}" if number else name
    return Parsed(top, "cfr", act, "en", name)


def _skip(element: Element) -> bool:
    return name(element) in ("page", "footnote", "ref_note")


def _head(element: Element) -> tuple[str, str]:
    """The number as data and the heading as printed."""
    number, heading = element.find("{*}num"), element.find("{*}heading")
    shown = "" if number is None else words(number, _skip)
    value = (number.get("value") or shown) if number is not None else ""
    return value, squeeze(f"{shown} {'' if heading is None else words(heading, _skip)}")


def _role(element: Element) -> streaming.Role:
    tag = name(element)
    return "leaf" if tag == "section" else "division" if tag in _DIVISIONS else "aside"


def _division(element: Element) -> Node | None:
    tag = name(element)
    kind, segment = _DIVISIONS[tag]
    value, text = _head(element)
    if not text:
        return None  # `dc:title` and other names that are no divisions
    fixed = tag not in ("subpart", "subchapter", "subtitle")
    number = f"{segment}_{numbering.clean(value) or 1}"
    return Node(kind, number, value, text, absolute=fixed, parts=[text])


def _section(element: Element) -> Node:
    value, text = _head(element)
    printed = re.match(r"[§\s]*([\w.–-]*\w)", text)
    if printed and printed[1].startswith(value):
        value = printed[1]  # the attribute leaves out the letter of `§ 478.39a` in some conversions
    number = squeeze(re.sub(r"^[§\s]+|\.$", "", value))
    segment = f"sec_{numbering.clean(number)}"
    node = Node("section", segment, f"§ {number}", text, absolute=True, parts=[text])
    _below(element, node)
    return node


def _below(element: Element, node: Node) -> None:
    for child in element:
        tag = name(child)
        if tag in _ASIDE or tag in ("num", "heading") or not tag:
            continue
        if tag in _PARAGRAPHS:
            number = child.find("{*}num")
            shown = "" if number is None else words(number, _skip)
            value = ((number.get("value") or shown) if number is not None else "") or "1"
            heading = child.find("{*}heading")
            inner = Node("paragraph", f"para_{numbering.clean(value)}", shown)
            first = squeeze(f"{shown} {'' if heading is None else words(heading, _skip)}")
            node.add(inner)
            inner.parts.append(first)
            _below(child, inner)
        elif tag in _BLOCKS and not any(name(e) in _PARAGRAPHS for e in child):
            lines = [e for e in child if name(e) == "p"]
            if len(lines) > 1:
                _text(squeeze(child.text or ""), node)
                for line in lines:
                    _text(words(line, _skip), node)
            else:
                _text(words(child, _skip), node)
        elif len(child):
            _below(child, node)
        else:
            _text(words(child, _skip), node)


def _text(text: str, node: Node) -> None:
    if not text:
        return
    if node.kind == "paragraph" and len(node.parts) == 1 and isinstance(node.parts[0], str):
        node.parts[0] = f"{node.parts[0]} {text}"
    elif node.kind == "section":
        order = 1 + sum(child.kind == "text" for child in node.nodes())
        node.add(Node("text", f"al_{order}", parts=[text]))
    else:
        node.parts.append(text)


_LEFT_OUT = tuple(sorted(_ASIDE - {"page", "footnote", "crossReference"}))
DIALECT = streaming.Dialect(
    tuple(f"{{*}}{tag}" for tag in ("section", *_DIVISIONS, *_LEFT_OUT)), _role, _division, _section
)
HEAD = 1 << 18
"""Bytes in which a file says what it is."""
