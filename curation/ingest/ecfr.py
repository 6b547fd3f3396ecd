"""The electronic CFR: the bulk files and the answers of the versioner API, which differ in their wrapping only."""

from __future__ import annotations

import re

from curation.ingest import markup, numbering
from curation.ingest.blocks import Node, Parsed, root
from curation.ingest.cfr import appendix, section
from curation.ingest.markup import Element, words

_DIVISION = {
    "SUBTITLE": ("title", "subtitle"), "CHAPTER": ("chapter", "chp"), "SUBCHAP": ("subchapter", "subchp"), "PART": ("part", "part"),
    "SUBPART": ("subpart", "subpart"),
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The chapters, parts, subparts, sections and appendices of a title or of any piece of one."""
    page = markup.parse_xml(data)
    top = root()
    title = ""
    for element in page.iter("DIV1"):
        title = title or (element.get("N") or "")
    if not title:
        node = page.findtext(".//IDNO[@TYPE='title']") or ""
        found = re.search(r"\d+", node) or re.match(r"\d+", page.get("NODE") or "")
        title = found[0] if found else ""
    _division(page, top)
    return Parsed(
        top,
        "cfr",
        f"{title} CFR" if title else "CFR",
        "en",
        f"Title {title} of the Code of Federal Regulations",
    )


def _division(element: Element, where: Node) -> None:
    kind = element.get("TYPE") or ""
    if kind == "SECTION":
        heading = element.find("HEAD")
        text = "" if heading is None else words(heading)
        where.add(section(element.get("N") or "", text, element))
        return
    if kind == "APPENDIX":
        appendix(element, where)
        return
    inner = where
    if kind in _DIVISION:
        name, segment = _DIVISION[kind]
        number = element.get("N") or ""
        heading = element.find("HEAD")
        text = "" if heading is None else words(heading)
        fixed = kind in ("PART", "CHAPTER", "SUBTITLE")
        inner = where.add(
            Node(name, f"{segment}_{numbering.clean(number)}", number, text, absolute=fixed, parts=[text])
        )
    for child in element:
        if isinstance(child.tag, str) and (
            child.tag.startswith("DIV") or child.tag in ("TEXT", "BODY", "ECFRBRWS", "ECFR")
        ):
            _division(child, inner)
