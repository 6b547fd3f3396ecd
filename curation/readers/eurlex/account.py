"""What of a EUR-Lex page is in no clause, and its footnotes: found by looking for every block of the page in the tree of the act."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curation.core.records import DropReason
from curation.readers.html.site import UNSHOWN
from curation.readers.html.texts import INLINE, text_of
from curation.readers.markup import Element
from curation.readers.structure.blocks import Block, LeftOut, Parsed, squeeze
from curation.readers.structure.placing import noted, place

_REASONS: tuple[tuple[str, DropReason], ...] = (
    ("hd-", "running-head"), ("signatory", "closing"), ("doc-end", "closing"), ("separator", "closing"), ("modref", "editorial"),
    ("arrow", "editorial"), ("disclaimer", "editorial"), ("reference", "metadata"), ("note", "editorial"), ("footnote", "editorial"),
)  # fmt: skip
"""By the beginning of a class, why an element of the page is no part of the act."""
_MENU = 80
"""Most characters of an entry of a menu."""
_IMPRINT = re.compile(r"(ELI: https?://\S+|ISSN \d{4}-\d{3}[\dX].{0,60})$")


def complete(page: Element, parsed: Parsed, skip: Callable[[Element], bool]) -> Parsed:
    """`parsed` with the notes of the page as clauses of the parts that call them, and with every block that is in no part.

    `skip` is what the reader leaves out inside a line: the calls of notes.
    """
    body = page.find(".//body")
    body = page if body is None else body
    notes = _Notes(body)
    blocks: list[Block] = []
    elements: list[Element] = []
    for element, pieces in _leaves(body, notes):
        text = squeeze("".join(_words(pieces, skip, notes)))
        called = notes.called(pieces)
        reason = _reason(element, text)
        if reason is None and len(text) < _MENU and not _in_act(element):
            reason = "navigation"  # an entry of a menu, whose words may stand in the act too
        if text and not called and reason is not None:
            parsed.left_out.append(LeftOut(text, reason, element.getroottree().getpath(element)))
            continue
        if text or called:
            blocks.append(Block("text", text, place=str(len(elements)), notes=called))
            elements.append(element)
    left_out = place(parsed.root, blocks)
    for piece in left_out:
        element = elements[int(piece.place)]
        piece.reason = piece.reason if _in_act(element) else "navigation"
        piece.place = element.getroottree().getpath(element)
    parsed.root.parts.extend(noted(note) for note in notes.rest())
    parsed.left_out += [*left_out, *notes.marks]
    return parsed


def _reason(element: Element, text: str) -> DropReason | None:
    if _IMPRINT.match(text):
        return "metadata"
    style = (element.get("class") or "").removeprefix("oj-")
    return next((reason for begin, reason in _REASONS if style.startswith(begin)), None)


_ACT = re.compile(
    r"(?:^|\s)(?:oj-|eli-|hd-|doc-ti|ti-|sti-|title-|norm|li |signatory|footnote|Normal|Titre|Text|Type|Manual|Considrant|Num|Point|Annexe|content)"
)


def _in_act(element: Element) -> bool:
    """Whether an element is a part of the text of the act, rather than of the site that shows it."""
    return any(
        _ACT.search(e.get("class") or "") or re.match(r"document\d|text$|docHtml", e.get("id") or "")
        for e in (element, *element.iterancestors())
        if e.tag in ("p", "div", "td", "span", "li", "article")
    )


class _Notes:
    """The notes of a page by the link that calls each. A call and its note lead to each other."""

    def __init__(self, body: Element) -> None:
        named = {
            e.get("id") or e.get("name"): e
            for e in body.iter()
            if isinstance(e.tag, str) and (e.get("id") or e.get("name"))
        }
        order = {element: number for number, element in enumerate(body.iter("a"))}
        self.calls: dict[Element, Block] = {}
        self.bodies: dict[Element, Block] = {}
        self.marks: list[LeftOut] = []
        self.used: set[int] = set()
        for link in list(order):
            href = link.get("href") or ""
            own = link.get("id") or link.get("name") or ""
            target = named.get(href[1:]) if href.startswith("#") else None
            if target is None or not own:
                continue
            back = (
                target
                if target.tag == "a"
                else next((a for a in target.iter("a") if a.get("href") == f"#{own}"), None)
            )
            if (
                back is None
                or back.get("href") != f"#{own}"
                or order.get(back, -1) < order[link]
                or link is back
            ):
                continue
            holder = (
                target
                if target.tag not in INLINE
                else next((e for e in target.iterancestors() if e.tag not in INLINE), None)
            )
            if holder is None:
                continue
            mark = re.sub(r"[\s()\[\]]", "", text_of(link)) or re.sub(r"[\s()\[\]]", "", text_of(back))
            if holder not in self.bodies:
                words = re.sub(r"^\(\s*\)\s*", "", text_of(holder, frozenset({back})))
                self.bodies[holder] = Block("note", words, marker=mark or "1")
                if shown := text_of(back):
                    self.marks.append(LeftOut(shown, "note-mark", holder.getroottree().getpath(holder)))
            self.calls[link] = self.bodies[holder]
            if mark and text_of(link):
                self.marks.append(LeftOut(text_of(link), "note-mark", link.getroottree().getpath(link)))

    def called(self, pieces: list[Element | str]) -> list[Block]:
        """The notes that a line calls for the first time."""
        blocks: list[Block] = []
        for piece in pieces:
            for link in [] if isinstance(piece, str) else piece.iter("a"):
                note = self.calls.get(link)
                if note is not None and id(note) not in self.used:
                    self.used.add(id(note))
                    blocks.append(note)
        return blocks

    def rest(self) -> list[Block]:
        """The notes that nothing in the act calls."""
        return [note for note in self.bodies.values() if id(note) not in self.used]


def _leaves(body: Element, notes: _Notes) -> Iterator[tuple[Element, list[Element | str]]]:
    """The lines of the page in order: each element with text of its own, and the inline elements and text that make a line of it."""
    stack = [_Frame(body, list(body), [body.text or ""])]
    while stack:
        frame = stack[-1]
        inner: Element | None = None
        while frame.at < len(frame.children) and inner is None:
            child = frame.children[frame.at]
            frame.at += 1
            if not isinstance(child.tag, str) or child.tag in UNSHOWN or child in notes.bodies:
                frame.line.append(f" {child.tail or ''}")
            elif _is_inline(child):
                frame.line.extend([child, child.tail or ""])
            else:
                inner = child
        if any(not isinstance(piece, str) or piece.strip() for piece in frame.line):
            yield frame.element, list(frame.line)
        frame.line.clear()
        if inner is None:
            stack.pop()
        else:
            frame.line.append(inner.tail or "")
            stack.append(_Frame(inner, list(inner), [inner.text or ""]))


@dataclass
class _Frame:
    """An element being walked: its children, the line of text that is open, and how far the walk is."""

    element: Element
    children: list[Element]
    line: list[Element | str]
    at: int = 0


def _is_inline(element: Element) -> bool:
    """Whether an element and everything in it stands inside a line."""
    return element.tag in INLINE | {"br"} and all(
        inner.tag in INLINE or inner.tag == "br" for inner in element.iter() if isinstance(inner.tag, str)
    )


def _words(pieces: list[Element | str], skip: Callable[[Element], bool], notes: _Notes) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif not skip(piece) and piece not in notes.calls:
            gone = frozenset(
                e
                for e in piece.iter()
                if isinstance(e.tag, str) and e is not piece and (skip(e) or e in notes.calls)
            )
            yield f"{text_of(piece, gone)} " if piece.tag == "br" else _inner(piece, gone)


def _inner(element: Element, gone: frozenset[Element]) -> str:
    """The text of an inline element with its white space, without what is left out in it."""
    if element in gone:
        return ""
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            out.append(" " if child.tag == "br" else _inner(child, gone))
        out.append(child.tail or "")
    return "".join(out)
