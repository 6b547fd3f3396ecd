"""Licences, terms, policies and standards in flat text: headings, numbered sections, lists and paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, Node, marked, root
from curation.readers.structure.flat_lists import relist

_ATTACHMENT = re.compile(
    r"^(attachment|appendix|annex|exhibit|schedule|addendum)\s+([A-Z]|\d{1,2}|[IVX]{1,5})\b(.{0,100})$", re.I
)
_ATTACH = {
    "attachment": "att",
    "addendum": "att",
    "appendix": "app",
    "annex": "annex",
    "exhibit": "exh",
    "schedule": "sch",
}
_NUMBER = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,3}){0,4})[.):、．]?\s*(?=\D|$)", re.I)
_WORDED = re.compile(
    r"^(?P<word>section|sec\.|article|art\.|artikel|artículo|articolo|artigo|clause|rule|§)\s*(?P<number>\d{1,4}[A-Za-z]?(?:[.-]\d{1,4})*)\b"
    r"(?P<end>\s*[.:–—-]|\s*$|\s+(?=[A-Z\[(]))",
    re.I,
)
"""A section that says what it is: `Section 2. Definitions`, `Article 5`, `§ 12-3 Title`."""
_DATE = re.compile(r"\d{1,2}\.?\s+[^\W\d]{3,}\.?,?\s+\d{4}\b")
_SENTENCE = re.compile(
    r"(?:\S+\s+){6,}.*(?:[.;]$|\b(?:must|shall|may|should|cannot|muss|müssen|darf|dürfen|doit|doivent|moet|moeten)\b)|[。；]$",
    re.S,
)
"""What a numbered paragraph has and its title has not: six words and more, with a full stop or a word of duty."""
_HAN_NUMBER = re.compile(r"^([一二三四五六七八九十]{1,3})、\s*")
_ADDRESS = re.compile(r":\s*(?:https?://\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)\.?$", re.I)


def tree(blocks: list[Block]) -> Node:
    """The tree of a document that is no law of a known sort."""
    return _Policy(relist(blocks)).tree()


class _Policy:
    """Licences, terms, policies and standards: headings, numbered sections, lists and paragraphs."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.top = root()
        self.sections: list[tuple[int, Node]] = []
        """Numbered sections that are open, with the depth of their numbers."""
        self.headings: list[tuple[int, Node]] = []
        self.attachment: Node | None = None
        self.items: list[tuple[int, Node]] = []
        self.list_id = 0
        self.counts: dict[int, dict[str, int]] = {}
        self.lead = ""
        self.worded = _worded(blocks)
        """Whether sections say what they are: `Section 2`, `Article 5`."""
        self.han = sum(_HAN_NUMBER.match(_shown(b)) is not None for b in blocks) >= 2
        """Whether sections are numbered 一、二、三、."""
        self.numbered = _numbered(blocks)
        self.dotted = _dotted(blocks)
        """Whether paragraphs are numbered 1.1, 1.2, 2.1."""
        self.headed = (
            sum(
                b.kind == "heading" and bool(re.match(r"^\d{1,2}[.\s]", f"{b.marker} {b.text}".strip()))
                for b in blocks
            )
            >= 2
        )

    def tree(self) -> Node:
        """The tree."""
        for block in self.blocks:
            if block.kind == "heading":
                self._heading(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind == "contents":
                self._leaf(block, "toc", "contents")
            elif block.kind == "row":
                self._leaf(block, "row", "row")
            else:
                self._text(block)
        return self.top

    def _here(self) -> Node:
        """The part that things belong to now."""
        if self.sections:
            return self.sections[-1][1]
        return self.attachment or (self.headings[-1][1] if self.headings else self.top)

    def _home(self) -> Node:
        """The part whose name begins the identifiers here: a section or an attachment, else the document."""
        return self.sections[-1][1] if self.sections else self.attachment or self.top

    def _next(self, home: Node, segment: str) -> str:
        count = self.counts.setdefault(id(home), {})
        count[segment] = count.get(segment, 0) + 1
        return f"{segment}_{count[segment]}"

    def _add(self, node: Node) -> Node:
        """Puts a node here; its identifier begins with a section or an attachment when it stands in one."""
        node.absolute = self._home() is self.top
        return self._here().add(node)

    def _heading(self, block: Block) -> None:
        self.items = []
        text = f"{block.marker} {block.text}".strip()
        if self._attachment(text):
            return
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        if self._named_section(text, block.page) or self._numbered_section(text, block.page):
            self.headings.append((block.level, self.sections[-1][1]))
            return
        self.sections = []
        if self.attachment is not None and block.level <= 2:
            self.attachment = None
        parent = self.attachment or (self.headings[-1][1] if self.headings else self.top)
        node = Node(
            "heading",
            self._next(self.top, "hcontainer"),
            block.marker,
            text,
            absolute=True,
            parts=[text],
            page=block.page,
        )
        parent.add(node)
        self.headings.append((block.level, node))
        self.lead = text

    def _numbered_section(self, text: str, page: int | None) -> bool:
        """Opens a section when `text` is a heading that begins with its number."""
        found = _NUMBER.match(text)
        if found is None or found.end() == len(text) or _DATE.match(text):
            return False
        if text[found.end() :].startswith(("%", "/")):
            return False
        self._section(found[1], text, page)
        return True

    def _attachment(self, text: str) -> bool:
        found = _ATTACHMENT.match(text)
        if found is None or len(text) > 120 or text.endswith((".", ";", ",")):
            return False
        self.sections, self.headings, self.items = [], [], []
        segment = f"{_ATTACH[found[1].lower()]}_{found[2].upper()}"
        self.attachment = self.top.add(Node("annex", segment, found[2], text, absolute=True, parts=[text]))
        self.lead = text
        return True

    def _named_section(self, text: str, page: int | None) -> bool:
        """Opens a section that says what it is, or one with a Chinese number, when `text` is the line that names it."""
        if self.han and (found := _HAN_NUMBER.match(text)):
            self._section(str(numbering.han(found[1])), text, page)
            return True
        if not self.worded or not (found := _WORDED.match(text)):
            return False
        kind = "art" if found["word"].lower().startswith("art") else "sec"
        self._section(found["number"], text, page, kind)
        return True

    def _section(
        self, number: str, text: str, page: int | None, kind: str = "sec", titled: bool = True
    ) -> None:
        """Opens a numbered section: `3`, or `3.2` inside it; not `titled` when its words may be all it says."""
        depth = number.count(".")
        while self.sections and self.sections[-1][0] >= depth:
            self.sections.pop()
        if depth and not self.sections and not (self.numbered or self.dotted):
            depth = 0
        heading = text if len(text) < 120 else number
        if not titled and len(text) < 120 and _SENTENCE.search(text):
            heading = ""  # a provision: what it stands under is the heading above it
        segment = f"{kind}_{numbering.clean(number)}"
        node = Node(
            "article" if kind == "art" else "section",
            segment,
            number,
            heading,
            absolute=self.attachment is None,
            parts=[text],
            page=page,
        )
        where = (
            self.sections[-1][1]
            if self.sections
            else self.attachment or (self.headings[-1][1] if self.headings else self.top)
        )
        where.add(node)
        self.sections.append((depth, node))
        self.items = []
        self.lead = text

    def _item(self, block: Block) -> None:
        text = block.text
        bare = block.marker.strip("().、．")
        deep = (self.dotted or (self.headed and bool(self.sections))) and re.fullmatch(
            r"\d{1,2}(\.\d{1,3}){1,4}", bare
        )
        below = bool(self.sections) and bare.startswith(f"{self.sections[0][1].marker}.")
        if self.han and self._named_section(_shown(block), block.page):
            return
        if (
            (block.level == 1 or below)
            and (deep or (self.numbered and re.fullmatch(r"\d{1,2}(\.\d{1,3}){0,4}", bare)))
            and not block.marker.startswith("(")
            and self.attachment is None
        ):
            self._section(bare, f"{block.marker} {text}", block.page, titled=False)
            return
        if _ADDRESS.search(text) and len(text) < 300:
            self._leaf(block, "contact", "contact")
            return
        if block.list_id != self.list_id or not self.items:
            self.items, self.list_id = [], block.list_id
        while self.items and self.items[-1][0] >= block.level:
            self.items.pop()
        node = Node("item", "", block.marker, parts=[text], page=block.page)
        if self.items:
            parent = self.items[-1][1]
            node.segment = self._named(block, parent)
            parent.add(node)
        else:
            node.segment = self._named(block, self._home())
            node.lead = self.lead
            self._add(node)
        self.items.append((block.level, node))

    def _named(self, block: Block, home: Node) -> str:
        """`point_a` for a lettered item of a numbered section, else the item by its place in the list."""
        bare = block.marker.strip("().")
        bracketed = bare.isdecimal() and block.marker.endswith(")")
        if (
            (self.numbered or self.dotted or self.worded)
            and home.kind in ("section", "article", "item")
            and (bare.isalpha() or bracketed)
            and block.marker[-1:] in ")."
        ):
            return f"point_{bare}"
        return self._next(home, "item")

    def _text(self, block: Block) -> None:
        if self.items and block.level > self.items[-1][0] and block.list_id == self.list_id:
            parent = self.items[-1][1]
            parent.add(Node("text", self._next(parent, "para"), parts=[block.text], page=block.page))
            return
        self.items = []
        if len(block.text) < 120 and self._attachment(block.text):
            return
        if self._named_section(block.text, block.page):
            return
        found = _NUMBER.match(block.text)
        if (
            (self.numbered or self.headed or self.dotted)
            and found
            and found[1].count(".")
            and self.attachment is None
        ):
            self._section(found[1], block.text, block.page, titled=False)
            return
        self._leaf(block, "para", "text")
        self.lead = block.text

    def _leaf(self, block: Block, segment: str, kind: str) -> None:
        self._add(
            Node(kind, self._next(self._home(), segment), block.marker, parts=[block.text], page=block.page)
        )


def _shown(block: Block) -> str:
    """The beginning of a block as printed."""
    return f"{block.marker}{block.text[:20]}" if block.marker.endswith("、") else block.text[:20]


def _worded(blocks: list[Block]) -> bool:
    """Whether two lines or more begin with the word and the number of a section, the numbers going up."""
    found = [m for b in blocks if b.kind in ("heading", "text") and (m := _WORDED.match(b.text)) is not None]
    numbers = [int(n[0]) for m in found if (n := re.match(r"\d+", m["number"]))]
    up = sum(b > a for a, b in pairwise(numbers))
    return up >= max(1, 0.6 * (len(numbers) - 1))


def _dotted(blocks: list[Block]) -> bool:
    """Whether paragraphs are numbered 1.1, 1.2, 2.1 … in order, two of them at least."""
    numbers = [
        tuple(map(int, m[1].split(".")))
        for b in blocks
        if b.kind in ("text", "item")
        and (m := re.match(r"(\d{1,2}\.\d{1,2})[.\s](?=\s*\D)", marked(b))) is not None
    ]
    return len(numbers) >= 2 and numbers == sorted(numbers)


def _numbered(blocks: list[Block]) -> bool:
    """Whether the numbers 1, 2, 3 … that open lines name the sections of the document rather than items of a list.

    They do when they run through once, and text or numbers of a second level (3.1) stand between them.
    """
    run, between, below, last = 0, False, False, 0
    apart = False
    for block in blocks:
        bare = block.marker.strip("().、．")
        if (
            block.kind == "item"
            and block.level == 1
            and bare.isdecimal()
            and not block.marker.startswith("(")
        ):
            value = int(bare)
            if value == last + 1:
                run, last, apart = run + 1, value, apart or (between and value > 1)
            elif value <= last:
                return False
            between = False
        elif (block.kind == "item" and re.fullmatch(r"\d+\.\d+", bare)) or (
            block.kind == "text" and re.match(r"^\d+\.\d+[.\s]", block.text)
        ):
            below = True
        elif block.kind in ("text", "heading") and block.level <= 1:
            if block.kind == "text" and _ATTACHMENT.match(block.text):
                break
            between = True
    return (run >= 3 and (apart or below)) or (below and run >= 1)
