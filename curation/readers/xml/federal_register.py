"""One document of the Federal Register in XML: a rule, a proposed rule or a notice, its preamble and the sections that it lays down.

The text of the Code in it is read as that of the annual volumes is.
"""

from __future__ import annotations

import re

from curation.core.records import DropReason
from curation.readers import markup
from curation.readers.markup import Element, words
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml import cfr
from curation.readers.xml.hierarchy import Tree
from curation.text.document_words import contents as contents_wording

_LEVELS = {"HED": 1, "HD1": 2, "HD2": 3, "HD3": 4, "HD4": 5, "HD5": 6}
"""The depth of a heading by its `SOURCE`."""
_ASIDE: dict[str, DropReason] = {
    **dict.fromkeys(listed("PRTPAGE STARS"), "page-number"),
    **dict.fromkeys(listed("FRDOC BILCOD DEPDOC RIN"), "metadata"),
    **dict.fromkeys(listed("CONTENTS TOC"), "contents"),
    **dict.fromkeys(listed("AUTH SOURCE EDNOTE"), "editorial"),
    **dict.fromkeys(listed("SIG"), "closing"),
    **dict.fromkeys(listed("GID MID GPH"), "metadata"),
}
_WRAPPERS = frozenset(
    listed(
        "PREAMB SUPLINF AGY ACT SUM DATES EFFDATE ADD FURINF CHAPTER SUBCHAP LSTSUB PRORULE RULE NOTICE APPENDIX PREAMHD"
    )
)


def read(data: bytes) -> Parsed:
    """The headings, paragraphs, notes and sections of a document of the Federal Register."""
    page = markup.parse_xml(data)
    top = root()
    reader = _Reader(top)
    reader.walk(page, top)
    reader.flush()
    title = next((words(element) for element in page.iter("SUBJECT")), "")
    code = next(
        (match[1] for element in page.iter("CFR") if (match := re.match(r"\s*(\d+)\s+CFR", words(element)))),
        "",
    )
    proposed = "Proposed " if page.tag == "PRORULE" else ""
    if code:
        return Parsed(top, "cfr", f"{proposed}{code} CFR", "en", title, reader.tree.left_out)
    return Parsed(top, "policy", title, "en", title, reader.tree.left_out)


class _Reader:
    """A document being read: the headings that are open, and the paragraphs that wait for a part."""

    def __init__(self, top: Node) -> None:
        self.tree = Tree(cfr.DIALECT.vocabulary)
        self.headings: list[tuple[int, Node]] = []
        self.home = top
        """The part that has the text and the headings now."""
        self.waiting: list[Element] = []
        self.listing = False
        """Whether the last heading is that of a list of contents."""

    def walk(self, element: Element, home: Node) -> None:
        """Reads everything in an element into the part `home`."""
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in _ASIDE:
                self.tree.leave(child, _ASIDE[child.tag])
            elif child.tag == "HD":
                self.heading(child, home)
            elif child.tag in cfr.DIVISIONS:
                self.division(child, home)
            elif child.tag == "SECTION":
                self.flush()
                cfr.add_section(child, self.tree, self.here(home))
            elif child.tag == "REGTEXT":
                self.laid_down(child, home)
            elif self.listing and child.tag in ("P", "FP"):
                self.tree.leave(child, "contents")
            elif child.tag in _WRAPPERS:
                self.walk(child, home)
            else:
                self.waiting.append(child)
                self.home = self.here(home)
                if child.getnext() is None or child.getnext().tag in (
                    "HD",
                    "SECTION",
                    "REGTEXT",
                    *cfr.DIVISIONS,
                ):
                    self.flush()
        self.flush()

    def here(self, home: Node) -> Node:
        """The last heading that is open, else `home`."""
        return self.headings[-1][1] if self.headings else home

    def heading(self, element: Element, home: Node) -> None:
        """A heading of the preamble opens a part; what is below it goes there until the next of its depth."""
        self.flush()
        level = _LEVELS.get(element.get("SOURCE") or "", 2)
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        text = squeeze(words(element)).rstrip(":")
        self.listing = contents_wording.HEAD.match(text) is not None
        if text and (node := cfr.group(text, self.tree, self.here(home))) is not None:
            self.headings.append((level, node))

    def laid_down(self, element: Element, home: Node) -> None:
        """Text of the Code: it stands below no heading of the preamble."""
        self.flush()
        self.headings = []
        self.walk(element, home)
        self.headings = []

    def division(self, element: Element, home: Node) -> None:
        """A part of the Code that the document lays down, a subpart or a group of sections."""
        self.flush()
        node = cfr.division(element, self.tree, home)
        first = element.find("HD")
        if node is not None and first is not None:
            element.remove(first)
        self.laid_down(element, node or home)

    def flush(self) -> None:
        """Ends a run of paragraphs: each goes to the part that is open, with the notes that follow it."""
        if self.waiting:
            cfr.loose(self.waiting, self.tree, self.home)
            self.waiting = []
