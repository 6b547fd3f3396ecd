"""Bills and resolutions of the Congress in the XML of the House (`bill.dtd`, `res.dtd`), as they were published before USLM.

Its parts have the names of USLM; numbers, headings and the words between them have others. So the elements are named as USLM names
them, and read as USLM is.
"""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import Tree
from curation.readers.xml.uslm import VOCABULARY

_NAMES = {
    **dict.fromkeys(("legis-body", "resolution-body", "engrossed-amendment-body", "amendment-body"), "main"),
    **dict.fromkeys(
        listed("external-xref internal-xref quote act-name short-title term italic bold superscript subscript header-in-text enum-in-header nobreak "
        "added-phrase committee-name effective-date cato-short-title fraction after-quoted-block omitted-text editorial inline-comment"),
        "inline",
    ),
    **dict.fromkeys(("metadata", "dublinCore", "distribution-code", "calendar", "congress", "session", "legis-num", "current-chamber", "action", "legis-type",
                     "associated-doc", "congress-slug", "graphic", "formula"), "meta"),
    **dict.fromkeys(("appropriations-major", "appropriations-intermediate", "appropriations-small"), "appropriations"),
    **dict.fromkeys(("attestation", "endorsement"), "signatures"),
    "enum": "num", "header": "heading", "text": "content", "continuation-text": "continuation", "quoted-block": "quotedContent", "official-title": "longTitle",
    "whereas": "recital", "list-item": "listItem", "toc-entry": "referenceItem", "ttitle": "caption", "row": "tr", "entry": "td", "linebreak": "br",
    "pagebreak": "page", "deleted-phrase": "deletedText", "form": "block", "rule": "block", "tgroup": "block", "legis-comment": "block",
    "quoted-block-continuation-text": "continuation", "section-display": "inline",
}  # fmt: skip
"""What USLM calls an element."""
_CHAMBERS = {
    "hr": "HR", "s": "S", "hjres": "HJRES", "sjres": "SJRES", "hconres": "HCONRES", "sconres": "SCONRES", "hres": "HRES", "sres": "SRES",
}  # fmt: skip
_INSIDE = frozenset({"content", "continuation", "recital", "heading", "num", "td", "longTitle"})


def read(data: bytes) -> Parsed:
    """The divisions, sections and paragraphs of a bill or a resolution."""
    page = markup.parse_xml(data)
    form = next(page.iter("form"), None)
    title = _field(page, "official-title")
    act = _cited(_field(page, "congress"), _field(page, "legis-num")) or title
    for element in list(page.iter()):
        if isinstance(element.tag, str):
            _rename(element)
    top = root()
    tree = Tree(VOCABULARY)
    for element in page:
        if isinstance(element.tag, str):
            tree.take(element, tree.role(element, top) or "block", top)
    tree.flush(top)
    tree.settle(top)
    return Parsed(top, "us", act, "en", title if form is not None else "", tree.left_out)


def _rename(element: Element) -> None:
    """Names an element as USLM does; the number of a part gets its value, without the marks around it."""
    tag = name(element)
    element.tag = _NAMES.get(tag, tag)
    if tag == "enum":
        element.set("value", numbering.clean("".join(element.itertext())))
    above = element.getparent()
    if above is not None and element.tag == "content" and above.tag in _INSIDE:
        element.tag = "inline"


def _field(page: Element, tag: str) -> str:
    found = next(page.iter(tag), None)
    return "" if found is None else squeeze(" ".join(found.itertext()))


def _cited(congress: str, number: str) -> str:
    """`118 HR 12` of `118th CONGRESS` and `H. R. 12`; empty where one is missing."""
    term = re.match(r"\d+", congress)
    parts = re.fullmatch(r"([A-Za-z. ]++)\s*+(\d++)", number)
    kind = _CHAMBERS.get(re.sub(r"[^a-z]", "", parts[1].lower())) if parts else None
    return f"{term[0]} {kind} {parts[2]}" if term and parts and kind else ""
