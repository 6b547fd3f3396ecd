"""Akoma Ntoso: the hierarchy is the format's own; identifiers are made anew so that every document has the same sort."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.markup import Element, name, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, root, squeeze

_SEGMENT = {
    "book": "book", "tome": "tome", "part": "part", "subpart": "subpart", "title": "title", "subtitle": "subtitle", "chapter": "chp",
    "subchapter": "subchp", "division": "div", "section": "sec", "subsection": "subsec", "article": "art", "paragraph": "para",
    "subparagraph": "subpara", "clause": "clause", "subclause": "subclause", "rule": "rule", "subrule": "subrule", "point": "point",
    "indent": "indent", "alinea": "al", "item": "item", "recital": "rec", "hcontainer": "hcontainer", "proviso": "proviso",
    "attachment": "att", "crossHeading": "crosshead", "level": "level", "transitional": "transitional",
}  # fmt: skip
_DIVISIONS = frozenset(
    {"book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division"}
)
_ABSOLUTE = frozenset({"part", "chapter", "section", "article", "recital", "attachment"})
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "ita": "it", "spa": "es", "por": "pt", "pol": "pl",
    "swe": "sv", "zho": "zh", "chi": "zh",
}  # fmt: skip
_HEADS = frozenset({"num", "heading", "subheading"})
_LEADING_WORD = re.compile(r"^[^\W\d_]{2,}\.?\s+(?=\(?[\dIVXLC]+[A-Za-z]{0,8}\b|\(?[A-Z]\b)")
"""The word before a number: `Chapter 2`, `Art. 5`, `Titolo IV`."""
_NAMED = {"schedule": "sch", "annex": "annex", "appendix": "app"}
_UNNUMBERED = {"subsection": "al", "point": "def", "paragraph": "al", "alinea": "al"}
_ASIDE = frozenset(
    {
        "meta",
        "toc",
        "authorialNote",
        "remark",
        "editorialNote",
        "coverPage",
        "conclusions",
        "quotedStructure",
        "noteRef",
    }
)


def read(data: bytes) -> Parsed:
    """The parts of an Akoma Ntoso document (versions 2 and 3)."""
    page = markup.parse_xml(data)
    top = root()
    title = _title(page)
    language = next((e.get("language") or "" for e in page.iter("{*}FRBRlanguage")), "")
    _walk(page, top)
    return Parsed(top, "akn", title, _LANGUAGES.get(language, language[:2]), title)


def _title(page: Element) -> str:
    """What the document is called: its alias, short title or title, else the words of its preface."""
    alias = next((e.get("value") or "" for e in page.iter("{*}FRBRalias") if e.get("name") != "eli"), "")
    found = alias or next((words(e, _skip) for e in page.iter("{*}shortTitle", "{*}docTitle")), "")
    if not found:
        found = next((words(e, _skip) for e in page.iter("{*}preface")), "")
    return found[:200]


def _skip(element: Element) -> bool:
    return name(element) in ("authorialNote", "noteRef", "remark")


def _walk(element: Element, where: Node) -> None:
    for child in element:
        tag = name(child)
        if not tag or tag in _ASIDE or tag in _HEADS:
            continue
        if tag in _SEGMENT:
            _part(child, tag, where)
        elif tag in ("list", "blockList", "intro", "content", "body", "mainBody", "wrapUp", "wrap", "preface", "preamble", "recitals", "act", "bill", "doc",
                     "listWrapUp", "block", "container", "tblock", "components", "attachments", "component", "statement"):  # fmt: skip
            _walk(child, where) if len(child) else _text(child, where)
        elif tag in (
            "p",
            "listIntroduction",
            "listConclusion",
            "blockContainer",
            "docTitle",
            "longTitle",
            "formula",
            "tocItem",
            "li",
            "ul",
            "ol",
            "table",
        ):
            _text(child, where)
        elif len(child):
            _walk(child, where)


def _text(element: Element, where: Node) -> None:
    if name(element) == "table":
        for row in element.iter("{*}tr"):
            _add(where, " | ".join(filter(None, (words(cell, _skip) for cell in row))))
    else:
        _add(where, words(element, _skip))


def _add(where: Node, text: str) -> None:
    """Adds text; the first goes on the line of the number."""
    if not text or where.kind == "document":
        return
    if len(where.parts) == 1 and where.marker and where.parts[0] == where.marker:
        where.parts[0] = f"{where.marker} {text}"
    else:
        where.parts.append(text)


def _part(element: Element, tag: str, where: Node) -> None:
    number, heading = element.find("{*}num"), element.find("{*}heading")
    marker = "" if number is None else words(number, _skip)
    title = "" if heading is None else words(heading, _skip)
    if not marker and not title and (where.segment.startswith("def_") or tag == "attachment"):
        _walk(element, where)  # a wrapper without a name of its own
        return
    bare = numbering.clean(_LEADING_WORD.sub("", marker))
    segment = _SEGMENT[tag]
    if tag == "attachment" and element.find(".//{*}num") is not None and not marker:
        _walk(element, where)  # the schedule inside has the number
        return
    if tag == "hcontainer" and (element.get("name") or "") in _NAMED:
        segment, tag = _NAMED[element.get("name") or ""], "attachment"
    if not bare:
        segment = segment if marker else _UNNUMBERED.get(tag, segment)
        bare = str(1 + sum(node.segment.startswith(f"{segment}_") for node in where.nodes()))
    kind = (
        "chapter"
        if tag in _DIVISIONS
        else "paragraph"
        if tag == "subsection"
        else "point"
        if tag in ("item", "level")
        else "annex"
        if tag == "attachment"
        else tag
    )
    node = Node(
        kind,
        f"{segment}_{bare}",
        marker,
        squeeze(f"{marker} {title}") if title else "",
        absolute=tag in _ABSOLUTE,
    )
    where.add(node)
    if line := squeeze(f"{marker} {title}"):
        node.parts.append(line)
    _walk(element, node)
