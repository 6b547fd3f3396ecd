"""The annual Code of Federal Regulations in XML, and the paragraphs of its sections for the other CFR dialects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from curation.core.records import DropReason
from curation.readers.markup import Element, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import LeftOut, Node, Parsed, listed, squeeze
from curation.readers.xml import cfr_levels, streaming
from curation.readers.xml.hierarchy import Tree, Vocabulary, place, spaced
from curation.text.document_words import cfr as wording

_MARKER = re.compile(r"[\s\x02\x03]*\([\s\x02\x03]*(\w{1,5})[\s\x02\x03]*\)")
_HEADED = re.compile(r"\s*\x02([^\x03]{1,160}?)\x03?[.:—–-]?\x03?\s*(?=\((\w{1,4})\)\s)")
_ITALIC = frozenset({"I", "EM"})
_SKIPPED = frozenset({"FTREF", "PRTPAGE", "FTNT"})
_TERM = re.compile(r"^\s*\x02[^\x03]{1,90}\x03")
_ASIDE: dict[str, DropReason] = {
    **dict.fromkeys(listed("CITA AUTH SOURCE SECAUTH EDNOTE EFFDNOT EFFDNOTP APPRO CROSSREF PARAUTH XREF OMBSCHED PARTLIST AIDS BMTR EXPLA ALPHLIST "
                    "INDXAID AMDDATE AMDDATEP CHAPNO CHAPTI"), "editorial"),
    **dict.fromkeys(listed("CFRTOC CONTENTS TOC TOCHD"), "contents"),
    **dict.fromkeys(listed("EAR LRH RRH HED1"), "running-head"),
    **dict.fromkeys(listed("FMTR TITLEPG TITLEHD HD CHAPTITL TITLENUM SUBTITLE BTITLE HEAD"), "title"),
    **dict.fromkeys(listed("img IMG GID MID GPH"), "metadata"),
    "PRTPAGE": "page-number", "FTREF": "note-mark",
}  # fmt: skip
"""Elements that are no provision, and why they are left out."""
_WRAPPERS = frozenset(listed("CFRDOC CFRGRANULE TITLE CHAPTER SUBCHAP VOLUME BODY SUBTITL REGTEXT"))
DIVISIONS = frozenset({"PART", "SUBPART", "SUBJGRP"})


@dataclass(frozen=True)
class Text:
    """A paragraph of a section, a row of a table or a footnote; italics between \\x02 and \\x03."""

    kind: Literal["paragraph", "row", "note"]
    words: str
    heads: str = ""
    """The heads of the columns, of a row."""


def read(data: bytes) -> Parsed:
    """The parts, subparts and sections of a volume of the annual CFR."""
    left_out: list[LeftOut] = []
    parsed = about(data[:HEAD], streaming.tree(data, DIALECT, left_out))
    parsed.left_out = left_out
    return parsed


def about(head: bytes, top: Node) -> Parsed:
    """What the title page or the running heads at the beginning of a file say of it, around its tree."""
    found = next(filter(None, (pattern.search(head) for pattern in _TITLE)), None)
    title = found[1].decode("ascii") if found else ""
    name = f"Title {title} of the Code of Federal Regulations" if title else ""
    return Parsed(top, "cfr", f"{title} CFR" if title else "CFR", "en", name)


def _role(element: Element) -> streaming.Role:
    tag = element.tag
    if tag in ("SECTION", "APPENDIX"):
        return "leaf"
    if tag in DIVISIONS:
        return "division"
    if tag in _WRAPPERS or element.getparent() is None:
        return ""
    if tag == "HD" and element.getparent().tag in DIVISIONS:
        return "head"
    return "aside" if tag in _ASIDE else "leaf"


def _aside(element: Element) -> DropReason:
    return _ASIDE.get(element.tag, "editorial")


def division(element: Element, tree: Tree, where: Node) -> Node | None:
    """A part, a subpart, or a group of sections below a heading."""
    heading = element.find("HD")
    text = "" if heading is None else words(heading)
    if element.tag == "PART" and (match := re.match(r"PART\s+([\w.-]+)", text, re.I)):
        number = re.split("[—–]", match[1])[0]
        segment = f"part_{numbering.clean(number)}"
        return where.add(Node("part", segment, match[1], text, absolute=True, parts=[text]))
    if element.tag == "SUBPART" and (match := re.match(r"Subpart\s+([\w-]+)", text, re.I)):
        return where.add(
            Node("subpart", f"subpart_{numbering.clean(match[1])}", match[1], text, parts=[text])
        )
    return group(text, tree, where)


def group(text: str, tree: Tree, where: Node) -> Node | None:
    """A heading above some sections, which is no number of a part."""
    if not text:
        return None
    return where.add(Node("heading", tree.next(where, "hcontainer"), heading=text, parts=[text]))


def _leaf(element: Element, tree: Tree, where: Node) -> None:
    if element.tag == "APPENDIX":
        where.add(appendix(element, tree.left_out))
        return
    if element.tag == "SECTION":
        add_section(element, tree, where)
    else:
        loose([element], tree, where)


def add_section(element: Element, tree: Tree, where: Node) -> None:
    """Adds a section, named by its number and subject, to a part."""
    number, subject = element.find("SECTNO"), element.find("SUBJECT")
    if subject is None:
        subject = element.find("RESERVED")
    shown = "" if number is None else words(number)
    where.add(
        section(
            shown, squeeze(f"{shown} {'' if subject is None else words(subject)}"), element, tree.left_out
        )
    )


def loose(elements: Iterable[Element], tree: Tree, where: Node) -> None:
    """Text that stands in no section: paragraphs below a part."""
    holder = Node("section", "")
    for text in paragraphs(elements, tree.left_out):
        _unnumbered(text, holder, tree.next(where, "row" if text.kind == "row" else "al"))
    where.parts.extend(holder.parts)


DIALECT = streaming.StreamedDialect(
    Vocabulary({}, lambda _tree, _element, _where: (None, ())), _role, division, _leaf, _aside
)
HEAD = 1 << 18
"""Bytes in which a file says which title it is."""
_TITLE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rb"<TITLENUM>\D{0,20}(\d+)",
        rb"<TITLEHD>\D{0,20}(\d+)",
        rb"<LRH>\s*(\d+) CFR",
        rb"<CFRTITLE>\D{0,40}(\d+)",
    )
)


def section(number: str, heading: str, element: Element, left_out: list[LeftOut]) -> Node:
    """A section with its paragraphs in their depth. `number` is as printed, with or without the section sign."""
    plain = squeeze(re.sub(r"^[§\s]+", "", number))
    node = Node(
        "section",
        f"sec_{numbering.clean(plain)}",
        f"§ {plain}",
        heading,
        absolute=True,
        parts=[heading] if heading else [],
    )
    hang(node, paragraphs(_body(element), left_out))
    return node


def _body(element: Element) -> list[Element]:
    """The sub-elements of a section or appendix without its number and the first heading, which its node shows."""
    shown: set[str] = set()
    out = []
    for child in element:
        if child.tag in ("SECTNO", "SUBJECT", "HEAD", "RESERVED") and child.tag not in shown:
            shown.add(child.tag)
            if child.tag != "RESERVED" or "SUBJECT" not in shown:
                continue
        out.append(child)
    return out


def appendix(element: Element, left_out: list[LeftOut]) -> Node:
    """An appendix, its paragraphs by their place."""
    heading = element.find("HEAD")
    if heading is None:
        heading = element.find("HD")
    text = "" if heading is None else words(heading)
    match = wording.APPENDIX.search(text)
    segment = f"app_{numbering.clean(match[1]) if match else 1}"
    node = Node("appendix", segment, heading=text, parts=[text] if text else [])
    order = rows = 0
    for paragraph in paragraphs([child for child in element if child is not heading], left_out):
        order, rows = order + (paragraph.kind == "paragraph"), rows + (paragraph.kind == "row")
        _unnumbered(paragraph, node, f"row_{rows}" if paragraph.kind == "row" else f"al_{order}")
    return node


def _unnumbered(text: Text, where: Node, segment: str) -> None:
    """Adds a paragraph, a row or a note that has no number, by its place."""
    if text.kind == "note":
        last = where.parts[-1] if where.parts else None
        note(text, last if isinstance(last, Node) else where)
    else:
        where.add(
            Node(
                "row" if text.kind == "row" else "text",
                segment,
                heading=text.heads,
                parts=[_bare(text.words)],
            )
        )


def note(text: Text, where: Node) -> None:
    """Adds a footnote to the part before it, which calls it."""
    plain = _bare(text.words)
    mark = re.match(r"\[?(\d{1,3}|[*†‡a-z])\]?(?=\s|[A-Z])", plain)
    order = 1 + sum(node.kind == "note" for node in where.nodes())
    where.add(Node("note", f"note_{order}", mark[1] if mark else "", parts=[plain]))


def paragraphs(elements: Iterable[Element], left_out: list[LeftOut]) -> list[Text]:
    """The paragraphs, rows and footnotes in some elements; notes of the editors go to `left_out`."""
    out: list[Text] = []
    for child in elements:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag in _ASIDE and tag not in ("HD", "HEAD"):
            _leave(child, left_out)
        elif (
            tag == "P" or tag.startswith("FP") or tag in ("HD", "HEAD", "HD1", "HD2", "HD3", "PSPACE", "MATH")
        ):
            out.append(Text("paragraph", _italic(child, left_out)))
        elif tag == "FTNT":
            out.append(
                Text(
                    "note",
                    " ".join(text.words for text in paragraphs(child, left_out)) or _italic(child, left_out),
                )
            )
        elif tag in ("GPOTABLE", "TABLE"):
            out.extend(_rows(child, left_out))
        elif len(child) and not (child.text or "").strip():
            out.extend(paragraphs(child, left_out))
        else:
            out.append(Text("paragraph", _italic(child, left_out)))
        if (child.tail or "").strip():
            out.append(Text("paragraph", child.tail))
    return [text for text in out if text.words.replace("\x02", "").replace("\x03", "").strip()]


def _leave(element: Element, left_out: list[LeftOut]) -> None:
    if text := spaced(element):
        left_out.append(LeftOut(text, _ASIDE.get(element.tag, "editorial"), place(element)))


_CELLS = frozenset({"ENT", "TD", "TH", "CHED", "td", "th"})


def _rows(table: Element, left_out: list[LeftOut]) -> Iterator[Text]:
    """The rows of a table with the heads of its columns, and the lines above and below them."""
    heads = ""
    for child in table:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag in ("BOXHD", "THEAD", "thead"):
            cells = [_bare(_italic(cell, left_out)) for cell in child.iter(*_CELLS)]
            heads = " | ".join(filter(None, cells))
            yield Text("row", heads)
        elif tag in ("ROW", "TR", "tr"):
            yield Text(
                "row", " | ".join(filter(None, (_bare(_italic(cell, left_out)) for cell in child))), heads
            )
        elif tag in ("TBODY", "tbody", "TFOOT", "tfoot"):
            for row in _rows(child, left_out):
                yield Text(row.kind, row.words, row.heads or heads)
        elif tag in ("COL", "col", "colgroup", "COLGROUP"):
            continue
        else:
            yield from paragraphs([child], left_out)


def _italic(element: Element, left_out: list[LeftOut] | None = None) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            called = child.tag == "SU" and (after := child.getnext()) is not None and after.tag == "FTREF"
            if called and left_out is not None and not (child.tail or "").strip():
                left_out.append(LeftOut(words(child), "note-mark", place(child)))
            elif child.tag not in _SKIPPED:
                inner = _italic(child, left_out)
                slanted = child.tag in _ITALIC or (
                    child.tag == "E" and child.get("T") in ("03", "7462", "04")
                )
                inner = f" {inner} " if child.tag == "LI" else inner
                pieces.append(f"\x02{inner}\x03" if slanted else inner)
            elif left_out is not None:
                _leave(child, left_out)
        pieces.append(child.tail or "")
    return "".join(pieces).replace("\x00", "")


def _bare(text: str) -> str:
    return squeeze(text.replace("\x02", "").replace("\x03", ""))


def hang(section: Node, texts: list[Text]) -> None:
    """Puts the paragraphs of a section below it, each at its depth."""
    split = [
        (*found, _bare(found[2]))
        for found in (
            _markers(text.words) if text.kind == "paragraph" else ([], [], text.words) for text in texts
        )
    ]
    flat: list[cfr_levels.Marker] = []
    before, fresh = "", True
    for names, heads, rest, plain in split:
        for order, name in enumerate(names):
            leads = before.endswith((":", "—", "–", "-")) if order == 0 else True
            until = wording.RANGE.match(rest) if order == len(names) - 1 else None
            flat.append(
                cfr_levels.Marker(name, leads, order > 0, fresh and order == 0, until[1] if until else "")
            )
            fresh = False
        fresh = fresh or not names
        before = plain or (heads[-1] if heads else before)
    depths = iter(cfr_levels.depths(tuple(flat)))
    stack: list[Node] = []
    floor: Node = section
    terms = sum(bool(_TERM.match(text.words)) for text in texts) >= 2 or not flat
    order = rows = 0
    for text, (names, heads, _, plain) in zip(texts, split, strict=True):
        if text.kind != "paragraph":
            here = stack[-1] if stack else floor
            rows += text.kind == "row"
            _unnumbered(text, here, f"row_{rows}")
            continue
        if not names:
            if stack and not (terms and _TERM.match(text.words)):
                stack[-1].parts.append(plain)
                continue
            order += 1
            floor = section.add(Node("text", f"al_{order}", parts=[plain]))
            stack = []
            continue
        for place_, name in enumerate(names):
            depth = next(depths)
            del stack[max(0, min(depth, len(stack) + 1) - 1) :]
            parent = stack[-1] if stack else (floor if terms and floor is not section else section)
            head = heads[place_]
            words_here = f"({name}) {head if place_ < len(names) - 1 else plain}".strip()
            stack.append(parent.add(Node("paragraph", f"para_{name}", f"({name})", parts=[words_here])))


def _markers(text: str) -> tuple[list[str], list[str], str]:
    """The markers that open a paragraph, the italic heading after each but the last, and the rest of the text."""
    names: list[str] = []
    heads: list[str] = []
    rest = text
    while True:
        match = _MARKER.match(rest)
        if match is None or cfr_levels.readings(match[1])[0][0] == "other":
            return names, heads, rest
        if names and not _fits(names[-1], match[1]):
            return names, heads, rest
        names.append(match[1])
        heads.append("")
        rest = rest[match.end() :].lstrip("\x03")
        headed = _HEADED.match(rest)
        if headed and len(names) < 5 and _fits(match[1], headed[2]):
            heads[-1] = _bare(headed[0])
            rest = rest[headed.end() :]


def _fits(above: str, below: str) -> bool:
    """Whether `below` can be the first of a list inside `above`: `(a)(1)`, not `(a) (b)`."""
    kinds = {kind for kind, value in cfr_levels.readings(below) if value == 1}
    return bool(
        kinds - {kind for kind, _ in cfr_levels.readings(above) if len(cfr_levels.readings(above)) == 1}
    )
