"""Chinese laws in flat text: chapters, articles, unnumbered paragraphs, items."""

from __future__ import annotations

import re

from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, Node, Parsed, marked, root
from curation.text.document_words import chinese_law as wording

_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]\s*")
_COUNTED = re.compile(r"^([一二三四五六七八九十]{1,3})、\s*")
"""An item of a law of Taiwan, whose own items are those in brackets."""
_SUBITEM = re.compile(r"^(?:[（(](\d{1,2})[）)]|(\d{1,2})[.．、])\s*")


def is_law(texts: list[str]) -> bool:
    """Whether three lines or more are articles of a Chinese or Japanese law, or two that are its first and its second."""
    found = [match for text in texts if (match := wording.ARTICLE.match(text)) is not None]
    return len(found) >= 3 or [numbering.han(match[1]) for match in found] == [1, 2]


def opens(line: str) -> bool:
    """Whether a line of Chinese text begins a part of its own, so that it does not go on with the line before."""
    return bool(
        wording.ARTICLE.match(line)
        or wording.DIVISION.match(line)
        or _ITEM.match(line)
        or wording.ANNEX.match(line)
    )


def _unit(division: re.Match[str]) -> str:
    """The sort of a division in simplified characters."""
    return wording.SIMPLE.get(division[2], division[2])


class _Law:
    """A law being read: the parts that are open."""

    def __init__(self) -> None:
        self.top = root()
        self.part: Node | None = None
        self.chapter: Node | None = None
        self.section: Node | None = None
        self.article: Node | None = None
        self.para: Node | None = None
        self.item: Node | None = None
        self.annex: Node | None = None
        self.traditional = False
        """Whether articles are called 條, so that items are numbered 一、 and theirs （一）."""

    def division(self, number: int, label: str, unit: str, text: str) -> None:
        """A part (编), chapter (章) or section (节)."""
        self.article = self.para = self.item = self.annex = None
        if unit == "节" and self.chapter is not None:
            node = Node("division", f"sec_{number}", label, text, parts=[text])
            self.section = self.chapter.add(node)
        elif unit == "章":
            inside = self.part is not None
            node = Node("chapter", f"chp_{number}", label, text, absolute=not inside, parts=[text])
            self.chapter, self.section = (self.part or self.top).add(node), None
        else:
            segment = "subpart" if unit == "分编" else "part"
            node = Node("chapter", f"{segment}_{number}", label, text, absolute=True, parts=[text])
            self.part, self.chapter, self.section = self.top.add(node), None, None

    def open_article(self, found: re.Match[str], text: str) -> None:
        """An article and the paragraph on its line."""
        name = f"{numbering.han(found[1])}" + (f"-{numbering.han(found[2])}" if found[2] else "")
        label = found[0].strip()
        node = Node("article", f"art_{name}", label, label, absolute=True, parts=[label])
        self.article = (self.section or self.chapter or self.part or self.top).add(node)
        self.traditional = "條" in label
        self.para = self.item = self.annex = None
        if text[found.end() :]:
            self.para = self.article.add(Node("paragraph", "para_1", parts=[text[found.end() :]]))

    def text(self, text: str) -> None:
        """An item, a sub-item or a further paragraph of the article or annex that is open."""
        home = self.article or self.annex
        if home is None:
            return
        item, subitem = (_COUNTED, _ITEM) if self.traditional else (_ITEM, _SUBITEM)
        if (match := item.match(text)) and (self.para or self.annex) is not None:
            where = self.para or home
            self.item = where.add(
                Node("item", f"item_{numbering.han(match[1])}", match[0].strip(), parts=[text])
            )
        elif (match := subitem.match(text)) and self.item is not None:
            number = numbering.han(match[1]) if match[1] else match[2]
            self.item.add(Node("item", f"subitem_{number}", match[0].strip(), parts=[text]))
        else:
            order = 1 + sum(node.kind == "paragraph" for node in home.nodes())
            self.para = home.add(Node("paragraph", f"para_{order}", parts=[text]))
            self.item = None


def read(blocks: list[Block], title: str) -> Parsed:
    """The tree of a Chinese law."""
    law = _Law()
    for block, text in _body(blocks):
        if match := wording.DIVISION.match(text):
            number = numbering.han(match[1])
            law.division(number or 0, f"第{match[1]}{match[2]}", _unit(match), text)
        elif match := wording.ARTICLE.match(text):
            law.open_article(match, text)
        elif (match := wording.ANNEX.match(text)) and law.article is not None and not text.endswith("。"):
            value = numbering.han(match[1]) if match[1] else None
            order = value or 1 + sum(node.kind == "annex" for node in law.top.nodes())
            label = wording.READ.match(text)
            marker = label[0].strip() if label else ""
            law.annex = law.top.add(
                Node("annex", f"annex_{order}", marker, text, absolute=True, parts=[text])
            )
            law.article = law.para = law.item = None
        elif block.kind != "heading":
            law.text(text)
    return Parsed(law.top, "zh", title, "zh", title)


def _body(blocks: list[Block]) -> list[tuple[Block, str]]:
    """The blocks with their text as printed, without a table of contents before the first article."""
    pairs = [(block, marked(block)) for block in blocks if block.kind != "contents"]
    first = next((n for n, (_, text) in enumerate(pairs) if wording.ARTICLE.match(text)), 0)
    listed = next((n for n, (_, text) in enumerate(pairs[:first]) if wording.CONTENTS.match(text)), first)
    begin, rank = first, -1
    while (
        begin > listed
        and (match := wording.DIVISION.match(pairs[begin - 1][1]))
        and wording.RANKS[_unit(match)] > rank
    ):
        begin, rank = begin - 1, wording.RANKS[_unit(match)]
    return pairs[:listed] + pairs[begin:]
