"""Footnotes of web pages: the marks in the text that lead to a note further down, and the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from curation.readers.html.texts import text_of
from curation.readers.markup import Element
from curation.readers.structure.blocks import Block

_MARK = re.compile(r"\[?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶]{1,3})\)?\]?$")
_NAMED = re.compile(r"foot-?note|fn-?ref|note-?ref|endnote|reference", re.I)
_BACK = re.compile(r"[↩↑^⏎︎\s]*$")
_HOLDERS = ("li", "p", "div", "aside", "dd", "td", "span")


@dataclass
class Notes:
    """The notes of a page: by the element that calls each, and the elements that hold them."""

    calls: dict[Element, Block] = field(default_factory=dict)
    bodies: set[Element] = field(default_factory=set)


def collect(page: Element) -> Notes:
    """The notes of a page; a mark is a short number in a link to a place of the page, raised or named as a call of a note."""
    notes = Notes()
    targets = {
        e.get("id") or e.get("name"): e
        for e in page.iter()
        if isinstance(e.tag, str) and (e.get("id") or e.get("name"))
    }
    blocks: dict[Element, Block] = {}
    called: set[str] = set()
    for link in page.iter("a"):
        href = link.get("href") or ""
        mark = text_of(link)
        if not href.startswith("#") or not _MARK.match(mark) or not _calls(link):
            continue
        if href[1:] in called:
            continue  # the way back from a note to its call, which is printed like one
        called.update(_names(link))
        body = _holder(targets.get(href[1:]))
        if body is None or body is link or link in body.iter("a"):
            continue
        if body not in blocks:
            block = Block("text", _words(body, mark), marker=mark.strip("[]()"))
            if len(block.text) < 2:
                continue
            blocks[body] = block
            notes.bodies.add(body)
            notes.calls[_whole(link)] = block
        else:
            notes.calls[_whole(link)] = Block("text", "")
    return notes


def _names(link: Element) -> Iterator[str]:
    """The places of a page that lead to a call: its own, and that of the element which holds nothing else."""
    for element in (link, _whole(link)):
        yield from filter(None, (element.get("id"), element.get("name")))


def _calls(link: Element) -> bool:
    """Whether a link is printed raised or says that it calls a note."""
    if link.get("role") == "doc-noteref" or link.get("epub:type") == "noteref":
        return True
    raised = next(link.iterancestors("sup"), None) is not None or link.find(".//sup") is not None
    return (
        raised
        or _NAMED.search(f"{link.get('class') or ''} {link.get('id') or ''} {link.get('href') or ''}")
        is not None
    )


def _holder(target: Element | None) -> Element | None:
    """The element that holds the words of a note: the target, or what stands around a bare anchor."""
    while target is not None and (target.tag not in _HOLDERS or len(text_of(target)) < 6):
        if target.tag in ("body", "main", "article", "section", "ol", "ul", "table"):
            return None
        target = target.getparent()
    if target is None or target.find(".//h2") is not None or target.find(".//h3") is not None:
        return None
    return target


def _whole(link: Element) -> Element:
    """The raised element around a link, when it holds nothing else."""
    parent = link.getparent()
    if parent is not None and parent.tag == "sup" and text_of(parent) == text_of(link):
        return parent
    return link


def _words(body: Element, mark: str) -> str:
    """The words of a note without its number and its way back."""
    back = frozenset(
        a
        for a in body.iter("a")
        if (a.get("href") or "").startswith("#")
        and (_BACK.match(text_of(a)) or text_of(a).strip("[]().") == mark.strip("[]()."))
    )
    text = text_of(body, back)
    number = re.escape(mark.strip("[]()."))
    return re.sub(rf"^[\[(]?{number}[\])]?[.:]?\s+", "", text)
