"""The annual Code of Federal Regulations in XML, and the paragraphs of its sections for the other CFR dialects."""

from __future__ import annotations

import re

from curation.readers.markup import Element, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, squeeze
from curation.readers.xml import cfr_levels
from curation.readers.xml import streaming as pieces

_MARKER = re.compile(r"[\s\x02\x03]*\([\s\x02\x03]*(\w{1,5})[\s\x02\x03]*\)")
_RANGE = re.compile(r"[\s\x03]*(?:[-–—]|through|to)[\s\x02]*\(\s*(\w{1,4})\s*\)\s*\[?\x02?\[?Reserved", re.I)
_HEADED = re.compile(r"\s*\x02([^\x03]{1,160}?)\x03?[.:—–-]?\x03?\s*(?=\((\w{1,4})\)\s)")
_ITALIC = frozenset({"I", "EM"})
_SKIPPED = frozenset({"FTREF", "PRTPAGE", "FTNT"})
_TERM = re.compile(r"^\s*\x02[^\x03]{1,90}\x03")
_ASIDE = frozenset({
    "CITA", "AUTH", "SOURCE", "SECAUTH", "EDNOTE", "EFFDNOT", "CFRTOC", "CONTENTS", "TOC", "APPRO", "CROSSREF", "PRTPAGE",
    "EAR", "LRH", "RRH", "HED1", "FTNT", "PARAUTH", "XREF", "img", "IMG", "GID", "GPH",
})  # fmt: skip


def read(data: bytes) -> Parsed:
    """The parts, subparts and sections of a volume of the annual CFR."""
    return about(data[:HEAD], pieces.tree(data, DIALECT))


def about(head: bytes, top: Node) -> Parsed:
    """What the title page or the running heads at the beginning of a file say of it, around its tree."""
    found = next(filter(None, (pattern.search(head) for pattern in _TITLE)), None)
    title = found[1].decode("ascii") if found else ""
    name = f"Title {title} of the Code of Federal Regulations" if title else ""
    return Parsed(top, "cfr", f"{title} CFR" if title else "CFR", "en", name)


def _role(element: Element) -> pieces.Role:
    if element.tag in ("SECTION", "APPENDIX"):
        return "leaf"
    return "aside" if element.tag in ("CFRTOC", "TOC", "CONTENTS") else "division"


def _division(element: Element) -> Node | None:
    """A part or a subpart; a group of sections is not cited."""
    heading = element.find("HD")
    text = "" if heading is None else words(heading)
    if element.tag == "PART" and (found := re.match(r"PART\s+([\w.-]+)", text, re.I)):
        number = re.split("[—–]", found[1])[0]
        segment = f"part_{numbering.clean(number)}"
        return Node("part", segment, found[1], text, absolute=True, parts=[text])
    if element.tag == "SUBPART" and (found := re.match(r"Subpart\s+([\w-]+)", text, re.I)):
        return Node("subpart", f"subpart_{numbering.clean(found[1])}", found[1], text, parts=[text])
    return None


def _leaf(element: Element) -> Node | None:
    if element.tag == "APPENDIX":
        return appendix(element)
    number, subject = element.find("SECTNO"), element.find("SUBJECT")
    if subject is None:
        subject = element.find("RESERVED")
    shown = "" if number is None else words(number)
    return section(shown, squeeze(f"{shown} {'' if subject is None else words(subject)}"), element)


DIALECT = pieces.Dialect(
    ("PART", "SUBPART", "SUBJGRP", "SECTION", "APPENDIX", "CFRTOC", "TOC", "CONTENTS"),
    _role,
    _division,
    _leaf,
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


def section(number: str, heading: str, element: Element) -> Node:
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
    hang(node, paragraphs(element))
    return node


def appendix(element: Element) -> Node:
    """An appendix, its paragraphs by their place."""
    heading = element.find("HEAD")
    if heading is None:
        heading = element.find("HD")
    text = "" if heading is None else words(heading)
    found = re.search(r"appendix\s+([A-Z0-9-]+)\b(?!\s*to\s+part)?", text, re.I)
    segment = f"app_{numbering.clean(found[1]) if found else 1}"
    node = Node("appendix", segment, heading=text, parts=[text] if text else [])
    for order, paragraph in enumerate(paragraphs(element), 1):
        node.add(Node("text", f"al_{order}", parts=[_bare(paragraph)]))
    return node


def paragraphs(element: Element) -> list[str]:
    """The paragraphs of a section, italics between \\x02 and \\x03; notes of the editors are left out."""
    out: list[str] = []
    for child in element:
        tag = child.tag
        if (
            not isinstance(tag, str)
            or tag in _ASIDE
            or tag in ("SECTNO", "SUBJECT", "HEAD", "HD", "RESERVED")
        ):
            continue
        if tag == "P" or tag.startswith("FP") or tag in ("HD1", "HD2", "HD3", "PSPACE", "MATH"):
            out.append(_italic(child))
        elif tag in ("GPOTABLE", "TABLE", "DIV"):
            out.extend(_rows(child) or paragraphs(child))
        else:
            out.extend(paragraphs(child))
    return [text for text in out if text.replace("\x02", "").replace("\x03", "").strip()]


def _rows(table: Element) -> list[str]:
    rows = list(table.iter("ROW", "TR", "tr"))
    return [" | ".join(filter(None, (words(cell) for cell in row))) for row in rows]


def _italic(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            inner = _italic(child)
            slanted = child.tag in _ITALIC or (child.tag == "E" and child.get("T") in ("03", "7462", "04"))
            pieces.append(f"\x02{inner}\x03" if slanted else inner)
        pieces.append(child.tail or "")
    return "".join(pieces).replace("\x00", "")


def _bare(text: str) -> str:
    return squeeze(text.replace("\x02", "").replace("\x03", ""))


def hang(section: Node, texts: list[str]) -> None:
    """Puts the paragraphs of a section below it, each at its depth."""
    split = [(*found, _bare(found[2])) for found in map(_markers, texts)]
    flat: list[cfr_levels.Marker] = []
    before, fresh = "", True
    for names, heads, rest, plain in split:
        for order, name in enumerate(names):
            leads = before.endswith((":", "—", "–", "-")) if order == 0 else True
            until = _RANGE.match(rest) if order == len(names) - 1 else None
            flat.append(
                cfr_levels.Marker(name, leads, order > 0, fresh and order == 0, until[1] if until else "")
            )
            fresh = False
        fresh = fresh or not names
        before = plain or (heads[-1] if heads else before)
    depths = iter(cfr_levels.depths(tuple(flat)))
    stack: list[Node] = []
    floor: Node = section
    terms = sum(bool(_TERM.match(text)) for text in texts) >= 2 or not flat
    order = 0
    for text, (names, heads, _, plain) in zip(texts, split, strict=True):
        if not names:
            if stack and not (terms and _TERM.match(text)):
                stack[-1].parts.append(plain)
                continue
            order += 1
            floor = section.add(Node("text", f"al_{order}", parts=[plain]))
            stack = []
            continue
        for place, name in enumerate(names):
            depth = next(depths)
            del stack[max(0, min(depth, len(stack) + 1) - 1) :]
            parent = stack[-1] if stack else (floor if terms and floor is not section else section)
            head = heads[place]
            words_here = f"({name}) {head if place < len(names) - 1 else plain}".strip()
            stack.append(parent.add(Node("paragraph", f"para_{name}", f"({name})", parts=[words_here])))


def _markers(text: str) -> tuple[list[str], list[str], str]:
    """The markers that open a paragraph, the italic heading after each but the last, and the rest of the text."""
    names: list[str] = []
    heads: list[str] = []
    rest = text
    while True:
        found = _MARKER.match(rest)
        if found is None or cfr_levels.readings(found[1])[0][0] == "other":
            return names, heads, rest
        if names and not _fits(names[-1], found[1]):
            return names, heads, rest
        names.append(found[1])
        heads.append("")
        rest = rest[found.end() :].lstrip("\x03")
        headed = _HEADED.match(rest)
        if headed and len(names) < 5 and _fits(found[1], headed[2]):
            heads[-1] = _bare(headed[0])
            rest = rest[headed.end() :]


def _fits(above: str, below: str) -> bool:
    """Whether `below` can be the first of a list inside `above`: `(a)(1)`, not `(a) (b)`."""
    kinds = {kind for kind, value in cfr_levels.readings(below) if value == 1}
    return bool(
        kinds - {kind for kind, _ in cfr_levels.readings(above) if len(cfr_levels.readings(above)) == 1}
    )
