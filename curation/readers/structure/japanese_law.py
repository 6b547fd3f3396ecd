"""Japanese laws in flat text: divisions, articles with their captions, paragraphs by Arabic and items by Chinese numbers.

`第一条 …`, `２ …`, `一 …`, `イ …`: the parts and their names are those of the XML of e-Gov, so that a law has the same identifiers from
a web page, a PDF and the official file.
"""

from __future__ import annotations

import re
import unicodedata

from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, Node, Parsed, marked, root, squeeze
from curation.text.document_words import japanese_law as wording
from curation.text.han_numerals import JAPANESE

_CAPTION = re.compile(r"^（[^（）]{1,60}(?:（[^（）]*）[^（）]*)*）$")
_PARAGRAPH = re.compile(r"^(\d{1,3}|[０-９]{1,3})[\s　]+(?=\S)")
_ITEM = re.compile(rf"^([{JAPANESE}]{{1,5}})((?:の[{JAPANESE}]+)*)[\s　]+(?=\S)")
_SUBITEM = re.compile(r"^([イロハニホヘトチリヌルヲワカヨタレソツネナラム])[\s　]+(?=\S)")
_POINT = re.compile(r"^[（(](\d{1,2}|[０-９]{1,2})[）)][\s　]*(?=\S)")
_RANKS = list(wording.KINDS)


def _value(text: str, after: str = "") -> str:
    """A number as it stands in an identifier: `二` with `の三` is `2-3`."""
    values = [numbering.han(unicodedata.normalize("NFKC", part)) for part in (text, *after.split("の")[1:])]
    return "-".join(str(value or 0) for value in values)


class _Law:
    """A law being read: the parts that are open."""

    def __init__(self) -> None:
        self.top = root()
        self.divisions: list[tuple[int, Node]] = []
        self.supplement: Node | None = None
        self.supplements = 0
        self.article: Node | None = None
        self.para: Node | None = None
        self.item: Node | None = None
        self.subitem: Node | None = None
        self.annex: Node | None = None
        self.count = 0
        """The number of the last paragraph of the article that is open."""
        self.caption = ""

    def home(self) -> Node:
        """The part that articles and loose lines stand in."""
        return self.supplement or (self.divisions[-1][1] if self.divisions else self.top)

    def close(self) -> None:
        """Ends the article or annex that is open."""
        self.article = self.para = self.item = self.subitem = self.annex = None
        self.count = 0

    def division(self, found: re.Match[str], line: str) -> None:
        """A part (編), chapter (章), section (節) or a part of one."""
        self.close()
        self.supplement = None
        rank = _RANKS.index(found[2])
        self.divisions = [(above, node) for above, node in self.divisions if above < rank]
        kind, segment = wording.KINDS[found[2]]
        number = _value(found[1], found[3])
        node = Node(kind, f"{segment}_{number}", line[: found.start(4)].strip(), line, parts=[line])
        self.divisions.append((rank, self.home().add(node)))

    def open_article(self, found: re.Match[str], line: str) -> None:
        """An article with the caption that stands before it, and the words on its line: those of its first paragraph."""
        self.close()
        label, caption, self.caption = found[0].strip(), self.caption, ""
        head = squeeze(f"{label} {caption}")
        node = Node(
            "article",
            f"art_{_value(found[1], found[2])}",
            label,
            head,
            absolute=self.supplement is None,
            parts=[head],
        )
        self.article, self.count = self.home().add(node), 1
        if line[found.end() :]:
            self.para = self.article.add(Node("paragraph", "para_1", parts=[line[found.end() :]]))

    def paragraph(self, number: int, line: str) -> None:
        """A numbered paragraph of the article, or of a supplementary provision without articles."""
        self.item = self.subitem = None
        self.count = number
        where = self.article or self.home()
        self.para = where.add(Node("paragraph", f"para_{number}", re.split(r"[\s　]", line)[0], parts=[line]))

    def text(self, line: str) -> None:
        """An item, a part of one, or a further line of what is open."""
        here = self.para or self.article or self.annex
        match = _ITEM.match(line)
        if match and here is not None:
            self.subitem = None
            self.item = here.add(
                Node("item", f"item_{_value(match[1], match[2])}", match[0].strip(), parts=[line])
            )
        elif (match := _SUBITEM.match(line)) and self.item is not None:
            self.subitem = self.item.add(Node("point", f"subitem_{match[1]}", match[1], parts=[line]))
        elif (match := _POINT.match(line)) and (self.subitem or self.item) is not None:
            number = unicodedata.normalize("NFKC", match[1])
            above = self.subitem or self.item
            if above is not None:
                above.add(Node("point", f"point_{number}", match[0].strip(), parts=[line]))
        elif self.article is not None and self.para is None:
            self.para = self.article.add(Node("paragraph", "para_1", parts=[line]))
        elif (last := self.subitem or self.item or here) is not None:
            last.parts.append(line)
        else:
            where = self.home()
            order = 1 + sum(node.kind == "text" for node in where.nodes())
            where.add(Node("text", f"al_{order}", parts=[line]))


def read(blocks: list[Block], title: str) -> Parsed:
    """The tree of a Japanese law."""
    law = _Law()
    lines = [(block, marked(block)) for block in blocks if block.kind != "contents"]
    begin = _begin([line for _, line in lines])
    for place, (block, line) in enumerate(lines):
        if place < begin:
            if line != title:
                law.text(line)
            continue
        following = lines[place + 1][1] if place + 1 < len(lines) else ""
        if block.kind == "row":
            where = law.para or law.article or law.annex or law.home()
            order = 1 + sum(node.kind == "row" for node in where.nodes())
            where.add(Node("row", f"row_{order}", "", block.heads, parts=[line]))
        elif match := wording.DIVISION.match(line):
            law.division(match, line)
        elif match := wording.ARTICLE.match(line):
            law.open_article(match, line)
        elif wording.SUPPLEMENT.match(line):
            law.close()
            law.supplements += 1
            law.divisions = []
            node = Node("supplement", f"suppl_{law.supplements}", "附則", line, absolute=True, parts=[line])
            law.supplement = law.top.add(node)
        elif (match := wording.ANNEX.match(line)) and not line.endswith("。"):
            law.close()
            law.supplement, law.divisions = None, []
            segment = wording.ANNEXES[match[1]]
            order = sum(node.segment.startswith(f"{segment}_") for node in law.top.nodes()) + 1
            number = _value(match[2]) if match[2] else str(order)
            law.annex = law.top.add(
                Node("annex", f"{segment}_{number}", match[0].strip(), line, absolute=True, parts=[line])
            )
        elif _CAPTION.match(line) and (wording.ARTICLE.match(following) or _PARAGRAPH.match(following)):
            law.caption = line
        elif (match := _PARAGRAPH.match(line)) and _counts(law, match):
            law.paragraph(law.count + 1, f"{line} {law.caption}".strip() if law.caption else line)
            law.caption = ""
        else:
            law.text(line)
    _settle(law.top)
    return Parsed(law.top, "ja", title, "ja", title)


def _counts(law: _Law, found: re.Match[str]) -> bool:
    """Whether a number is that of the next paragraph here."""
    inside = law.article is not None or law.supplement is not None
    return inside and law.annex is None and int(unicodedata.normalize("NFKC", found[1])) == law.count + 1


def _begin(lines: list[str]) -> int:
    """Where the provisions begin: at the first article, with the divisions that name it and its caption; before it stands the contents."""
    first = next((n for n, line in enumerate(lines) if wording.ARTICLE.match(line)), 0)
    begin, rank = first, len(_RANKS)
    while begin and (
        _CAPTION.match(lines[begin - 1])
        or ((match := wording.DIVISION.match(lines[begin - 1])) and _RANKS.index(match[2]) < rank)
    ):
        begin -= 1
        if match := wording.DIVISION.match(lines[begin]):
            rank = _RANKS.index(match[2])
    return begin


def _settle(node: Node) -> None:
    """Makes the only paragraph of each article the article itself, as the official XML is read."""
    for part in node.nodes():
        _settle(part)
        if part.kind == "article":
            paragraphs = [inner for inner in part.nodes() if inner.kind == "paragraph"]
            if len(paragraphs) == 1 and not paragraphs[0].marker:
                place = part.parts.index(paragraphs[0])
                part.parts[place : place + 1] = paragraphs[0].parts
