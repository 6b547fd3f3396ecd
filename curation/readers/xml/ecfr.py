"""The electronic CFR: the bulk files and the answers of the versioner API, which differ in their wrapping only."""

from __future__ import annotations

import re

from curation.core.records import DropReason
from curation.readers.markup import Element, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import LeftOut, Node, Parsed, listed
from curation.readers.xml import streaming
from curation.readers.xml.cfr import appendix, group, loose, section
from curation.readers.xml.hierarchy import Tree, Vocabulary

_DIVISION = {
    "SUBTITLE": ("title", "subtitle"), "CHAPTER": ("chapter", "chp"), "SUBCHAP": ("subchapter", "subchp"), "PART": ("part", "part"),
    "SUBPART": ("subpart", "subpart"),
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The chapters, parts, subparts, sections and appendices of a title or of any piece of one."""
    left_out: list[LeftOut] = []
    parsed = about(data[:HEAD], streaming.tree(data, DIALECT, left_out))
    parsed.left_out = left_out
    return parsed


def about(head: bytes, top: Node) -> Parsed:
    """What the beginning of a file says of it, around its tree."""
    match = (
        re.search(rb'<DIV1\b[^>]*\bN="(\d+)"', head)
        or re.search(rb"<IDNO[^>]*TYPE=.title.[^>]*>\s*(?:Title\s+)?(\d+)", head)
        or re.search(rb'\bNODE="(\d+):', head)
    )
    title = match[1].decode("ascii") if match else ""
    name = f"Title {title} of the Code of Federal Regulations" if title else ""
    return Parsed(top, "cfr", f"{title} CFR" if title else "CFR", "en", name)


_DIVS = frozenset(f"DIV{n}" for n in range(1, 10))
_WRAPPERS = frozenset(listed("DLPSTEXTCLASS TEXT BODY ECFRBRWS ECFR TITLE VOLUME"))
_ASIDE: dict[str, DropReason] = {
    **dict.fromkeys(listed("HEADER FILEDESC TEIHEADER IDNO"), "metadata"),
    **dict.fromkeys(listed("AUTH SOURCE CITA EDNOTE EFFDNOT XREF CROSSREF AMDDATE"), "editorial"),
    **dict.fromkeys(listed("CFRTOC TOC"), "contents"),
    "HEAD": "title",
}  # fmt: skip


def _role(element: Element) -> streaming.Role:
    tag = element.tag
    if tag in _DIVS:
        return "leaf" if element.get("TYPE") in ("SECTION", "APPENDIX") else "division"
    if tag in _WRAPPERS or element.getparent() is None:
        return ""
    if tag == "HEAD" and element.getparent().get("TYPE") in (*_DIVISION, "SUBJGRP"):
        return "head"
    return "aside" if tag in _ASIDE else "leaf"


def _aside(element: Element) -> DropReason:
    return _ASIDE.get(element.tag, "editorial")


def _leaf(element: Element, tree: Tree, where: Node) -> None:
    heading = element.find("HEAD")
    if element.get("TYPE") == "APPENDIX":
        where.add(appendix(element, tree.left_out))
    elif element.get("TYPE") == "SECTION":
        shown = "" if heading is None else words(heading)
        where.add(section(element.get("N") or "", shown, element, tree.left_out))
    else:
        loose([element], tree, where)


def _division(element: Element, tree: Tree, where: Node) -> Node | None:
    kind = element.get("TYPE") or ""
    heading = element.find("HEAD")
    text = "" if heading is None else words(heading)
    if kind not in _DIVISION:
        return group(text, tree, where) if kind == "SUBJGRP" else None
    name, segment = _DIVISION[kind]
    number = element.get("N") or ""
    fixed = kind in ("PART", "CHAPTER", "SUBTITLE")
    return where.add(
        Node(name, f"{segment}_{numbering.clean(number)}", number, text, absolute=fixed, parts=[text])
    )


DIALECT = streaming.StreamedDialect(
    Vocabulary({}, lambda _tree, _element, _where: (None, ())), _role, _division, _leaf, _aside
)
HEAD = 1 << 18
"""Bytes in which a file says which title it is."""
