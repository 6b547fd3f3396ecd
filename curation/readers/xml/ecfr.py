"""The electronic CFR: the bulk files and the answers of the versioner API, which differ in their wrapping only."""

from __future__ import annotations

import re

from curation.readers.markup import Element, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed
from curation.readers.xml import streaming
from curation.readers.xml.cfr import appendix, section

_DIVISION = {
    "SUBTITLE": ("title", "subtitle"), "CHAPTER": ("chapter", "chp"), "SUBCHAP": ("subchapter", "subchp"), "PART": ("part", "part"),
    "SUBPART": ("subpart", "subpart"),
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The chapters, parts, subparts, sections and appendices of a title or of any piece of one."""
    return about(data[:HEAD], streaming.tree(data, DIALECT))


def about(head: bytes, top: Node) -> Parsed:
    """What the beginning of a file says of it, around its tree."""
    found = (
        re.search(rb'<DIV1\b[^>]*\bN="(\d+)"', head)
        or re.search(rb"<IDNO[^>]*TYPE=.title.[^>]*>\s*(?:Title\s+)?(\d+)", head)
        or re.search(rb'\bNODE="(\d+):', head)
    )
    title = found[1].decode("ascii") if found else ""
    name = f"Title {title} of the Code of Federal Regulations" if title else ""
    return Parsed(top, "cfr", f"{title} CFR" if title else "CFR", "en", name)


def _role(element: Element) -> streaming.Role:
    return "leaf" if element.get("TYPE") in ("SECTION", "APPENDIX") else "division"


def _leaf(element: Element) -> Node | None:
    heading = element.find("HEAD")
    if element.get("TYPE") == "APPENDIX":
        return appendix(element)
    return section(element.get("N") or "", "" if heading is None else words(heading), element)


def _division(element: Element) -> Node | None:
    kind = element.get("TYPE") or ""
    if kind not in _DIVISION:
        return None
    name, segment = _DIVISION[kind]
    number, heading = element.get("N") or "", element.find("HEAD")
    text = "" if heading is None else words(heading)
    fixed = kind in ("PART", "CHAPTER", "SUBTITLE")
    return Node(name, f"{segment}_{numbering.clean(number)}", number, text, absolute=fixed, parts=[text])


DIALECT = streaming.Dialect(tuple(f"DIV{n}" for n in range(1, 10)), _role, _division, _leaf)
HEAD = 1 << 18
"""Bytes in which a file says which title it is."""
