"""Acts in articles as flat text (a PDF or a Word file of an act of the European Union, a treaty, a code)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.readers.eurlex import part_names
from curation.readers.eurlex.act import CLOSE, OPEN, Act, closes, is_article, is_final, item
from curation.readers.structure import latin_law
from curation.readers.structure.blocks import Block, Node, Parsed, marked
from curation.readers.structure.flat_lists import Depths, readings, relist
from curation.text.document_words import articles as wording

_QUOTED = 400
"""Most blocks that a quotation from another act may run through."""
_RECITAL = re.compile(r"^\((\d{1,3}[a-z]?)\)\s+")
_PARAGRAPH = re.compile(r"\(?\d{1,3}[a-z]{0,2}[.)]$")


def is_law(blocks: list[Block]) -> bool:
    """Whether three short lines or more do nothing but name an article, each number once, or articles are printed as Latin laws do."""
    named = [block.text for block in blocks if block.kind in ("heading", "text") and len(block.text) < 160]
    numbers = [number for text in named if (number := is_article(text))]
    if len(set(numbers)) >= 3 and len(numbers) < 2 * len(set(numbers)):
        return True
    return latin_law.is_law([block.text for block in blocks if block.kind == "text"])


def read(blocks: list[Block], title: str, language: str) -> Parsed:
    """The tree of an act: recitals, divisions, articles, paragraphs, points, annexes."""
    reader = _Reader()
    listed = relist(blocks)
    for place, block in enumerate(listed):
        reader.take(block, marked(block), listed[place + 1 : place + 1 + _QUOTED])
    parsed = reader.act.parsed(language)
    parsed.title = parsed.title or title
    if not parsed.citation:
        parsed.title = title or parsed.title
        parsed.family, parsed.citation = "policy", title
        # An act of the European Union begins with what it is based on; what another begins with may be its principles.
        front = [text for text in reader.front if text != parsed.title]
        parsed.root.parts[:0] = [Node("text", f"para_{n}", parts=[text]) for n, text in enumerate(front, 1)]
        for node in _articles(parsed.root):
            _part(node)
    return parsed


def _articles(node: Node) -> Iterator[Node]:
    for part in node.parts:
        if isinstance(part, Node):
            if part.kind == "article":
                yield part
            else:
                yield from _articles(part)


def _part(article: Node) -> None:
    """Makes each unnumbered paragraph of an article of a code a part of its own, with the list that follows it.

    Acts of the European Union are cited without them, so their articles stay whole; an article of one paragraph stays whole too.
    """
    head = 2 if len(article.parts) > 1 and article.heading.endswith(f" {article.parts[1]}") else 1
    texts = [part for part in article.parts[head:] if isinstance(part, str)]
    numbered = any(node.kind == "paragraph" for node in article.nodes())
    if len(texts) < 2 or numbered or article.parts[head] is not texts[0]:
        return
    parts, article.parts = article.parts[head:], article.parts[:head]
    count, place = 0, article
    for part in parts:
        if isinstance(part, Node):
            place.parts.append(part)
        else:
            count += 1
            place = article.add(Node("paragraph", f"para_{count}", parts=[part]))


class _Reader:
    """An act being read, and the lists open in its present article or annex."""

    def __init__(self) -> None:
        self.act = Act()
        self.depths = Depths()
        self.stack: list[Node] = []
        self.fresh = False
        """Whether an article was just opened and has no words yet, so that a short line is its heading."""
        self.whereas = False
        self.front: list[str] = []
        """What stands before the first article and is neither the title nor a recital."""
        self.last = 0
        """The number of the last article, 0 when it was no plain number."""
        self.signed = 0
        """The number of the last paragraph with a section sign in the present article."""
        self.roman = 0
        """The last Roman number of an item in the present article or paragraph; notes and earlier wordings may stand between two."""
        self.loose = 0
        """How many paragraphs stood in no article and no annex so far."""

    def take(self, block: Block, text: str, following: Sequence[Block] = ()) -> None:
        """The next block; `following` are those in which words that begin with a quotation mark may be closed."""
        if block.kind == "contents" or not text:
            return
        if self._quotes(text, following):
            (self.stack[-1].parts if self.stack else self._quoting()).append(text)
            return
        if block.kind == "text" and (not is_article(text) or text.endswith(":")) and self._latin(text):
            return
        short = len(text) < 200
        act = self.act
        if short and block.kind != "item" and act.annex is not None and part_names.group(text) is not None:
            self._reset()
            act.group(text)  # "Section A — …" in an annex, which is no section of the act
            return
        if (
            short
            and block.kind != "item"
            and (is_article(text) or (text[:1].isupper() and act.division(text)))
        ):
            self._reset()
            if number := is_article(text):
                act.open_article(text)
                self._counted(number)
                self.fresh = act.article is not None and len(act.article.parts) == 1
            else:
                self.fresh = True
            return
        if short and block.kind != "item" and text[:1].isupper() and act.open_annex(text):
            self._reset()
            self.fresh = True
            return
        fresh, self.fresh = self.fresh, False
        if act.place() is None and not act.divisions:
            self._preamble(block, text)
        elif fresh and block.kind != "item" and len(text) < 150 and not text.endswith((".", ";", ":", ",")):
            self._heading(text)
        elif block.kind == "item" and not act.quoted:
            self._item(block, text)
        else:
            self._text(block, text)

    def _counted(self, number: str) -> None:
        """Notes the number of the article just opened."""
        digits = re.match(r"\d+", number)
        self.last, self.signed, self.roman = int(digits[0]) if digits else 0, 0, 0

    def _latin(self, text: str) -> bool:
        """Takes an article whose words follow on its line, a paragraph with a section sign, or an item with a Roman number."""
        act = self.act
        if act.annex is None and (label := latin_law.article(text, self.last)):
            self._reset()
            act.open_article(label)
            digits = re.search(r"\d+", label)
            self._counted(digits[0] if digits else label)
            self.fresh = False
            if act.article is not None:
                act.article.parts = [text]
            return True
        if act.article is None:
            return False
        if (signed := latin_law.paragraph(text, self.signed)) is not None:
            self._reset()
            (self.signed, mark), self.roman = signed, 0
            act.block = act.article.add(Node("paragraph", f"para_{self.signed}", mark, parts=[text]))
            self.fresh = False
            return True
        numeral = latin_law.roman(text)
        if numeral is None or numeral[1] not in (1, self.roman, self.roman + 1):
            return False
        self.fresh, self.roman = False, numeral[1]
        self._item(Block("item", text, 1, numeral[0]), text)
        return True

    def _quotes(self, text: str, following: Sequence[Block]) -> bool:
        """Whether the block is quoted from another act: from a mark that opens a block to the one that closes a block later on.

        A mark that nothing closes opens no quotation, or the rest of the act would be lost in it.
        """
        act = self.act
        if not act.quoted:
            begins = text[0] in OPEN and not re.search(rf"[{CLOSE}]", text[1:90]) and act.article is not None
            whole = begins and closes(text)
            act.quoted = begins and not whole and any(closes(marked(later)) for later in following)
            return whole or act.quoted
        act.quoted = not closes(text)
        return True

    def _quoting(self) -> list[str | Node]:
        """The parts of the article that quotes."""
        where = self.act.place()
        return where.parts if where is not None else self.act.root.parts

    def _reset(self) -> None:
        self.depths, self.stack = Depths(), []

    def _heading(self, text: str) -> None:
        if self.act.article is not None:
            self.act.article_heading(text)
        elif self.act.annex is not None:
            self.act.annex_heading(text)
        else:
            self.act.division_heading(text)

    def _preamble(self, block: Block, text: str) -> None:
        """A recital, or a line of the title."""
        if wording.WHEREAS.match(text):
            self.whereas = True
        elif found := _RECITAL.match(text):
            self.act.recital(f"({found[1]})", text[found.end() :])
        elif (recital := self._recital()) is not None and not text.isupper():
            recital.parts.append(text)  # a recital that goes on over a page, or a note of it
        elif not self.whereas:
            if self.act.title:
                self.front.append(text)
            self.act.name(text)

    def _recital(self) -> Node | None:
        last = self.act.root.parts[-1] if self.act.root.parts else None
        return last if isinstance(last, Node) and last.kind == "recital" else None

    def _item(self, block: Block, text: str) -> None:
        """A numbered paragraph of an article, or a point of a list."""
        act = self.act
        paragraph = block.marker.endswith(".") and _PARAGRAPH.match(block.marker) is not None
        if act.article is not None and paragraph and not self._counts(block.marker):
            self._reset()
            act.text(text)
            return
        where = act.place() or self._loose()
        depth = self.depths.place(block.marker)
        del self.stack[depth - 1 :]
        parent = self.stack[-1] if self.stack else where
        node = item(block.marker, "", parent)
        node.parts = [text]
        self.stack.append(parent.add(node))

    def _counts(self, marker: str) -> bool:
        """Whether a list printed in the style of `marker` is open below the paragraph."""
        style = readings(marker)[0][0]
        return any(name == style for name, _ in self.depths.open)

    def _loose(self) -> Node:
        """The part for words that stand in no article and no annex: the division that is open, else the act itself."""
        return self.act.divisions[-1][1] if self.act.divisions else self.act.root

    def _text(self, block: Block, text: str) -> None:
        """Further words: of the point they are indented under, else of the paragraph or article; no words are dropped for want of one."""
        if self.act.place() is None and not self.act.quoted and not is_final(text):
            self._reset()
            self.loose += 1
            self._loose().add(Node("text", f"al_{self.loose}", parts=[text]))
            return
        if self.stack and block.level > 1 and not self.act.quoted:
            self.stack[-1].parts.append(text)
            return
        self._reset()
        self.act.text(text)
