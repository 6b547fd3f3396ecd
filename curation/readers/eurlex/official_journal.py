"""EUR-Lex HTML of the Official Journal: tables for lists, classes `oj-*` (since 2023) or the same without the prefix."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.eurlex import account
from curation.readers.eurlex.act import Act, append, is_marker, item
from curation.readers.markup import Element, words
from curation.readers.structure.blocks import Node, Parsed

_IMPRINT = re.compile(r"(ELI: https?://\S+|ISSN \d{4}-\d{3}[\dX].{0,60})$")
"""The lines of the Official Journal itself at the foot of an act."""


def read(data: bytes) -> Parsed:
    """The act of an Official Journal page: recitals, divisions, articles, paragraphs, points, annexes."""
    page = markup.parse_html(data)
    act = Act()
    body = page.find("body")
    _walk(page if body is None else body, act, None)
    return account.complete(page, act.parsed((page.get("lang") or "").split("-")[0]), _note)


def _note(element: Element) -> bool:
    """Footnote calls and anything that is no text."""
    if element.tag == "a":
        href = element.get("href") or ""
        return href.startswith(("#ntr", "#ntc")) or "#ntr" in href
    return element.tag in ("script", "style", "noscript")


def _walk(element: Element, act: Act, inside: Node | None) -> None:
    """Reads the block elements below `element`; `inside` is the point of a list that they belong to, if any."""
    for child in element:
        tag = child.tag
        if tag == "p":
            _paragraph(child, act, inside)
        elif tag == "table":
            _table(child, act, inside)
        elif tag == "span" and inside is not None:
            append(inside, words(child, _note))
        elif tag == "div" and "enumeration-spacing" in (child.get("class") or ""):
            text = words(child, _note)
            act.put(inside, text)
        elif isinstance(tag, str) and tag not in (
            "script",
            "style",
            "hr",
            "col",
            "br",
            "head",
            "nav",
            "footer",
        ):
            _walk(child, act, inside)


def _paragraph(element: Element, act: Act, inside: Node | None) -> None:
    style = (element.get("class") or "").removeprefix("oj-")
    if style.startswith(("note", "hd-", "signatory")) or style in ("separator", "doc-end"):
        return
    text = words(element, _note)
    if not text or _IMPRINT.match(text):
        return
    if inside is not None:
        append(inside, text)
    elif style == "ti-art":
        if not act.open_article(text):
            act.text(text)
    elif style == "sti-art":
        act.article_heading(text)
    elif style == "ti-section-1":
        if not act.division(text):
            act.text(text)
    elif style == "ti-section-2":
        act.division_heading(text)
    elif style == "doc-ti":
        if act.open_annex(text):
            return
        if act.annex is not None:
            act.annex_heading(text)
        else:
            act.name(text)
    elif style.startswith("ti-grseq"):
        if not act.amendment(text):
            act.group(text)
    else:
        act.text(text)


def _table(table: Element, act: Act, inside: Node | None) -> None:
    """A list written as a table (marker, text), or a real table, row by row."""
    for row in _rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        filled = [cell for cell in cells if len(cell) or (cell.text or "").strip()]
        label = words(filled[0], _note) if len(filled) == 2 else ""
        if not (label and is_marker(label)):
            text = " ".join(filter(None, (words(cell, _note) for cell in cells)))
            act.put(inside, text)
            continue
        where = inside or act.place()
        if where is None:
            if label.startswith("("):
                act.recital(label, words(filled[1], _note))
        elif act.quoted and inside is None:
            act.text(f"{label} {words(filled[1], _note)}")
        else:
            node = where.add(item(label, "", where))
            _walk(filled[1], act, node)
            if not node.parts or node.parts == [node.marker]:
                append(node, words(filled[1], _note))


def _rows(table: Element) -> list[Element]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows
