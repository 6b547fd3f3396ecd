"""German laws and ordinances in flat text: §§, Absätze, numbers and letters, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from curation.readers.structure import decimals, numbering
from curation.readers.structure.blocks import Block, Node, Parsed, is_bullet, marked, root
from curation.readers.structure.flat_lists import goes_on, may_title, next_item, relist
from curation.text import german_sentences
from curation.text.document_words import german_law as wording

_SECTION = re.compile(r"^§+\s*(\d+[a-z]{0,2})\b\.?\s*(.*)$")
_ANNEX = re.compile(r"^(?:Anhang|Anlage)\s*([IVX]+\b|\d+[a-z]?\b)?", re.I)
_PARAGRAPH = re.compile(r"^\((\d+[a-z]?)\)\s+")
_SHORT = re.compile(r"\((?:[^()]*?[-–,]\s*)?([A-ZÄÖÜ][\w-]{1,24})(?:\s+\d{4})?\)\s*(?:\*\)?)?$")


def is_law(blocks: list[Block]) -> bool:
    """Whether three lines or more are heads of §§."""
    lines = [b.text for b in blocks if b.kind == "heading" or (len(b.text) < 160 and b.kind != "contents")]
    return sum(bool(_SECTION.match(line)) for line in lines) >= 3


def read(blocks: list[Block], title: str) -> Parsed:
    """The tree of a German law."""
    law = _Law()
    plain = _titled([block for block in blocks if block.kind != "contents"])
    listed = list(_relisted(decimals.parted(plain)))
    law.decimals = decimals.openers(listed, _headed)
    for place, block in enumerate(listed):
        following = next_item(listed, place) if block.kind == "text" and law.stack else None
        law.take(block, marked(block), following.marker if following else "")
    title = "" if _SECTION.match(title) else title
    short = _SHORT.search(title)
    return Parsed(law.top, "de", short[1] if short else title, "de", title)


def _headed(block: Block) -> str:
    """The number of the section that a block names, empty for another block."""
    match = _SECTION.match(block.text) if block.kind == "heading" or len(block.text) < _HEAD else None
    return match[1] if match else ""


_SENTENCE = 8
"""Fewest words of a sentence before the first section that is a clause: of a preamble, and not of a cover."""
_HEAD = 160
"""Most characters of the head of a section that is no heading by its print."""
_TITLE = 140
"""Most characters of the title of a part that stands on a line of its own, below its number."""


def _titled(blocks: list[Block]) -> list[Block]:
    """The blocks with a number that stands alone on its line (`§ 5`, `Abschnitt 2`) and the title on the next line as one heading."""
    out: list[Block] = []
    alone = False
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        text = block.text
        whole = _SECTION.fullmatch(text)
        chapter = wording.CHAPTER.fullmatch(text)
        if alone and _is_title(block, below):
            out[-1] = replace(
                out[-1], kind="heading", text=f"{out[-1].text} {text}", boxes=[*out[-1].boxes, *block.boxes]
            )
            alone = False
            continue
        alone = block.kind in ("heading", "text") and bool(chapter or (whole and not whole[2]))
        out.append(replace(block, kind="heading") if alone and chapter else block)
    return out


_POINT = re.compile(r"(?:\d{1,3}|[a-z]{1,2})[.)]\s")


def _is_title(block: Block, below: Block | None) -> bool:
    """Whether a line below a number is its title: no part of its own, and no sentence that begins or goes on `below`."""
    text = block.text
    if block.kind not in ("heading", "text") or len(text) > _TITLE or text.endswith((".", ";", ":", ",")):
        return False
    if not text[:1].isupper() or _SECTION.match(text) or wording.CHAPTER.match(text) or _ANNEX.match(text):
        return False
    if german_sentences.goes_on(text) or german_sentences.has_finite_verb(text):
        return False
    above_points = below is not None and _POINT.match(marked(below)) is not None
    return not above_points or german_sentences.may_open_a_list(text)


def _relisted(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with paragraphs that are items as items; each Absatz has lists of its own."""
    run: list[Block] = []
    for block in blocks:
        if block.kind == "heading" or _PARAGRAPH.match(marked(block)) or _SECTION.match(block.text):
            yield from relist(run)
            run = []
            yield block
        else:
            run.append(block)
    yield from relist(run)


class _Law:
    """A law being read: the parts that are open."""

    def __init__(self) -> None:
        self.top = root()
        self.chapters: list[tuple[int, Node]] = []
        self.section: Node | None = None
        self.para: Node | None = None
        self.annex: Node | None = None
        self.stack: list[tuple[int, Node]] = []
        self.decimals: dict[int, str] = {}
        """The paragraphs, by identity, that print the number of their section again: `3.1`."""

    def take(self, block: Block, text: str, following: str = "") -> None:
        """The next block, and the marker of the next item behind it."""
        if (number := self.decimals.get(id(block))) and self.section is not None:
            self._decimal(number, text)
        elif (match := _SECTION.match(text)) and self._heads(block, text):
            where = self.chapters[-1][1] if self.chapters else self.top
            node = Node("section", f"sec_{match[1]}", f"§ {match[1]}", text, absolute=True, parts=[text])
            self.section, self.para, self.annex, self.stack = where.add(node), None, None, []
        elif block.kind == "heading" and (match := wording.CHAPTER.match(text)):
            self._chapter(match, text)
        elif block.kind == "heading" and (match := _ANNEX.match(text)):
            segment = f"annex_{match[1] or 1}"
            self.annex = self.top.add(
                Node("annex", segment, match[0].strip(), text, absolute=True, parts=[text])
            )
            self.section, self.para, self.chapters, self.stack = None, None, [], []
        elif self.annex is not None:
            if block.kind == "heading":
                order = 1 + sum(node.kind == "heading" for node in self.annex.nodes())
                node = Node("heading", f"hcontainer_{order}", heading=text, parts=[text])
                self.stack = [(0, self.annex.add(node))]
            else:
                _part(block, text, self.annex, self.stack, following)
        elif self.section is not None:
            if match := _PARAGRAPH.match(text):
                self.para = self.section.add(
                    Node("paragraph", f"para_{match[1]}", f"({match[1]})", parts=[text])
                )
                self.stack = []
            else:
                _part(block, text, self.para or self.section, self.stack, following)
        elif block.kind == "text" and text.endswith(".") and len(text.split()) >= _SENTENCE:
            order = 1 + sum(node.kind == "text" for node in self.top.nodes())
            self.top.add(Node("text", f"al_{order}", absolute=True, parts=[text]))

    def _decimal(self, number: str, text: str) -> None:
        """Opens the paragraph `3.1` of § 3, or `3.1.2` in it."""
        above = self.section
        while (
            (inner := next((one for one in above.nodes() if number.startswith(f"{one.marker}.")), None))
            if above
            else None
        ):
            above = inner
        if above is not None:
            self.para = above.add(replace(decimals.node(number, "section", "sec", text), absolute=True))
        self.stack = []

    def _heads(self, block: Block, text: str) -> bool:
        """Whether a line that begins with § is the head of a section, not a sentence about one."""
        if block.kind == "heading":
            return True
        return len(text) < _HEAD and not (self.section is not None and text.endswith((".", ";", ",")))

    def _chapter(self, found: re.Match[str], text: str) -> None:
        word = (found[1] or found[4] or found[6]).lower()
        number = found[2] or found[5] or _ordinal(found[3])
        rank = wording.RANKS[word]
        while self.chapters and self.chapters[-1][0] >= rank:
            self.chapters.pop()
        inside = bool(self.chapters)
        node = Node(
            "chapter", f"{wording.SEGMENTS[word]}_{number}", found[0], text, absolute=not inside, parts=[text]
        )
        (self.chapters[-1][1] if inside else self.top).add(node)
        self.chapters.append((rank, node))
        self.section = self.para = self.annex = None


def division_number(text: str) -> tuple[str, str] | None:
    """The segment and the number of the division that a line names (`Zweiter Abschnitt` is `chp`, 2), None for none."""
    if article := re.match(r"art(?:ikel|\.)?\s*(\d+[a-z]*)\b", text, re.I):
        return "art", article[1]
    match = wording.CHAPTER.match(text)
    if match is None:
        return None
    number = match[2] or match[5] or _ordinal(match[3])
    return wording.SEGMENTS[(match[1] or match[4] or match[6]).lower()], number


def _ordinal(word: str) -> str:
    """The number of an ordinal: `zweiter` is 2; 0 for one not known here."""
    stem = wording.ORDINAL_ENDS.sub("", word.lower())
    return str(1 + wording.ORDINALS.index(stem)) if stem in wording.ORDINALS else "0"


_DASHES = "-–—"
"""What laws print before the parts of a sentence, which stay in their point; other bullets open items."""


def _part(block: Block, text: str, where: Node, stack: list[tuple[int, Node]], following: str = "") -> None:
    """A number, a letter, a row of a table or further text of an Absatz; text stands in the item whose list goes on with `following`."""
    if block.kind == "row":
        home = stack[-1][1] if stack and stack[-1][0] == 0 else where
        order = 1 + sum(node.kind == "row" for node in home.nodes())
        home.add(Node("row", f"row_{order}", "", block.heads, parts=[text]))
        return
    if block.kind == "item" and is_bullet(block.marker) and block.marker not in _DASHES:
        while stack and stack[-1][1].kind == "item" and stack[-1][0] >= block.level:
            stack.pop()
        home = next((node for level, node in reversed(stack) if block.level > level), where)
        order = 1 + sum(node.kind == "item" for node in home.nodes())
        stack.append((block.level, home.add(Node("item", f"item_{order}", block.marker, parts=[text]))))
        return
    open_item = next(
        (n for n in range(len(stack), 0, -1) if following and goes_on(stack[n - 1][1].marker, following)), 0
    )
    if block.kind == "text" and open_item and not may_title(block):
        del stack[open_item:]
        stack[-1][1].parts.append(text)
        return
    if block.kind != "item" or not _NUMBER.fullmatch(block.marker):
        _home(block, where, stack).parts.append(text)
        return
    number = numbering.clean(block.marker)
    above = next((entry for entry in reversed(stack) if _is_below(number, entry[1])), None)
    level = block.level if above is None else above[0] + 1
    while stack and stack[-1][0] >= level:
        stack.pop()
    segment = f"letter_{number}" if number.isalpha() else f"point_{number.replace('.', '-')}"
    node = (stack[-1][1] if stack else where).add(Node("point", segment, block.marker, parts=[text]))
    stack.append((level, node))


def _home(block: Block, where: Node, stack: list[tuple[int, Node]]) -> Node:
    """The part that further text stands in: the point it is indented under or that is its title, else the heading of the annex."""
    if stack and block.level > stack[-1][0] > 0:
        return stack[-1][1]
    if stack and _DOTTED.fullmatch(stack[-1][1].marker) and isinstance(last := stack[-1][1].parts[-1], str):
        titled = len(stack[-1][1].parts) > 1 or not last.endswith((".", ";", ",", ":"))
        if titled:
            return stack[-1][1]
    return stack[0][1] if stack and stack[0][0] == 0 else where


_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}\.?")
_NUMBER = re.compile(r"[(.]{0,2}(?:\w{1,8}|\d{1,3}(?:\.\d{1,3}){1,3})[).]{0,2}")
"""What a point is numbered with: `1.`, `a)`, `(2)`, `1.3`."""


def _is_below(number: str, point: Node) -> bool:
    """Whether a number with stops is one of those below a point: `2.3` of `2.`."""
    return number.rpartition(".")[0] == numbering.clean(point.marker) != ""
