"""Laws, acts and the Code of the District of Columbia in the XML of its Council (`dc-library`).

Its parts are those of USLM under other names, so the elements are named as USLM names them, and read as USLM is.
"""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import Tree, iso
from curation.readers.xml.uslm import VOCABULARY

_NAMES = {
    "para": "paragraph", "aftertext": "continuation", "include": "quotedContent", "document": "main", "collection": "main", "td": "td", "th": "th",
    **dict.fromkeys(listed("cite Cite code-cite find replace"), "inline"),
    **dict.fromkeys(listed("annotations annotation"), "editorialNote"),
    **dict.fromkeys(listed("meta stub citations history search-text reason"), "meta"),
}  # fmt: skip
"""What USLM calls an element."""
_CODIFYING = ("schemas/codify", "schemas/codified", "schemas/cache", "schemas/macro", "XInclude")
"""Namespaces of what tells the editors where a law goes in the Code."""
_CONTAINERS = frozenset({"title", "subtitle", "chapter", "subchapter", "part", "subpart", "division", "article"})  # fmt: skip
_CODE = "D.C. Code"


def read(data: bytes) -> Parsed:
    """The divisions, sections and paragraphs of a law, an act, or a section or a division of the Code."""
    page = markup.parse_xml(data)
    number, title = _law(page)
    coded = not number
    day = next((iso(element.text or "") for element in page.iter() if _tag(element) == "effective"), "")
    for element in list(page.iter()):
        if isinstance(element.tag, str):
            _rename(element, page)
    top = root()
    tree = Tree(VOCABULARY)
    if page.tag == "main":
        tree.walk(page, top)
    else:
        tree.take(page, tree.role(page, top) or "block", top)
    tree.flush(top)
    tree.settle(top)
    act = f"{_CODE} §" if coded else number
    return Parsed(top, "cfr" if coded else "us", act, "en", title, tree.left_out, published=day)


def _tag(element: Element) -> str:
    return name(element) if isinstance(element.tag, str) else ""


def _law(page: Element) -> tuple[str, str]:
    """What a law is cited as and its short title; empty for a part of the Code, which has no name of its own."""
    if _tag(page) != "document":
        return "", ""
    heads = [child for child in page if _tag(child) == "heading"]
    short = next((child for child in heads if child.get("type") == "short"), heads[0] if heads else None)
    title = "" if short is None else squeeze("".join(short.itertext()))
    return squeeze(page.get("id") or "") or title, title


def _rename(element: Element, page: Element) -> None:
    """Names an element as USLM does; the number of a part gets its value, without the marks around it."""
    tag = name(element)
    spaced = str(element.tag)
    above = element.getparent()
    if any(space in spaced for space in _CODIFYING):
        element.tag = "meta"
    elif tag == "container":
        element.tag = _container(element)
    elif tag == "prefix":
        element.tag = "inline"
    elif above is page and page.tag == "main" and tag in ("num", "heading"):
        element.tag = "meta" if tag == "num" else "longTitle"
    else:
        element.tag = _NAMES.get(tag, tag)
    if tag == "num" and not element.get("value"):
        element.set("value", squeeze("".join(element.itertext())).strip("().§ "))
        if above is not None and above.tag == "section" and (element.text or "")[:1].isalnum():
            element.text = (
                f"{element.text}." if page.tag == "main" else f"§ {element.text}"
            )  # as they are printed
    if tag == "text":
        element.tag = "inline" if above is not None and above.tag in _INSIDE else "content"


_INSIDE = frozenset({"inline", "td", "th", "heading", "num"})


def _container(element: Element) -> str:
    """The kind of a division, whose word goes to its number: `Chapter`, `12A` is chapter 12A."""
    prefix = next((child for child in element if _tag(child) == "prefix"), None)
    word = "" if prefix is None else squeeze("".join(prefix.itertext()))
    number = next((child for child in element if _tag(child) == "num"), None)
    if prefix is not None and number is not None and word:
        number.text = f"{word} {number.text or ''}".rstrip()
        number.set("value", numbering.clean(re.sub(rf"^{re.escape(word)}\s*", "", number.text)))
        element.remove(prefix)
    return word.lower() if word.lower() in _CONTAINERS else "level"
