"""Acts in articles as flat text (a PDF or a Word file of an act of the European Union, a treaty, a code)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from curation.readers.eurlex import part_names
from curation.readers.eurlex.act import CLOSE, OPEN, Act, closes, is_article, is_final, item
from curation.readers.structure import (
    attached_acts,
    code_paragraphs,
    decimals,
    latin_law,
    numbering,
    section_style,
)
from curation.readers.structure.blocks import RUNS_ON, Block, Node, Parsed, marked
from curation.readers.structure.flat_lists import Depths, goes_on, may_title, next_item, readings, relist
from curation.readers.structure.printed_lines import is_mixed
from curation.text.document_words import articles as wording
from curation.text.document_words import national_parts
from curation.text.document_words import part_names as part_wording

_QUOTED = 400
"""Most blocks that a quotation from another act may run through."""
_RECITAL = re.compile(r"^\((\d{1,3}[a-z]?)\)\s+")
_PARAGRAPH = re.compile(r"\(?\d{1,3}[a-z]{0,2}[.)]$")
_LINE, _NAME = 120, 250  # most characters of a line that names a part, and of a paragraph that names the act
_NUMBER_FIRST = re.compile(r"[\dIVXLC]{1,6}\.?\s")
_SIGNED = re.compile(r"1\.?\s§")
_BRACKETED = re.compile(r"\((?P<number>\d{1,3})[a-zа-я]?\)$|(?P<circled>[①-⑳])$")
"""The number of a paragraph in brackets or in a circle, where an article begins with it."""


def is_law(blocks: list[Block]) -> bool:
    """Whether three short lines or more do nothing but name an article, each number once, or articles are printed as Latin laws do.

    Numbers may begin again in each chapter. The first two articles, or one that is called the only one, are a law too.
    """
    lines = [block for block in blocks if block.kind in ("heading", "text") and len(block.text) < 160]
    named = [_named(block) for block in lines]
    anew, attached = restarts(named), attached_acts.openers(blocks)
    act, chapter, numbers = 0, 0, []
    for block, text in zip(lines, named, strict=True):
        act += id(block) in attached
        if number := is_article(text):
            numbers.append((act, chapter if anew else 0, number))
        elif anew:
            chapter += part_names.division(text) is not None
    if len(set(numbers)) >= 3 and len(numbers) < 2 * len(set(numbers)):
        return True
    bare = [
        number for text in named if (number := is_article(text)) and part_names.article(text) == (number, "")
    ]
    sole = [text for text in named if part_wording.SOLE.match(text)]
    if (len(numbers) == 2 and bare in (["1", "2"], ["I", "II"])) or (sole and len(numbers) == len(sole)):
        return True
    return latin_law.is_law([block.text for block in blocks if block.kind == "text"])


def restarts(lines: Sequence[str]) -> bool:
    """Whether sections with a sign behind their number (`1 §`) begin again at 1 in a second chapter."""
    firsts, chapter = set(), 0
    for text in lines:
        if _SIGNED.match(text):
            firsts.add(chapter)
        elif part_names.division(text) is not None:
            chapter += 1
    return len(firsts) > 1


def read(blocks: list[Block], title: str, language: str) -> Parsed:
    """The tree of an act: recitals, divisions, articles, paragraphs, points, annexes."""
    reader = _Reader()
    listed = relist(decimals.parted([_division(block) for block in blocks]))
    reader.decimals = decimals.openers(listed, lambda block: _whole(is_article(_named(block))))
    reader.titles = _titles_above(listed)
    reader.attached = attached_acts.openers(listed)
    reader.act.anew = restarts([block.text for block in listed if block.kind in ("heading", "text")])
    for place, block in enumerate(listed):
        reader.take(block, marked(block), listed[place + 1 : place + 1 + _QUOTED])
    parsed = reader.act.parsed(language)
    parsed.title = parsed.title or title
    if not parsed.citation:
        long = [parsed.title] if len(parsed.title) > _NAME else []
        parsed.title = title or ("" if long else parsed.title)
        parsed.family, parsed.citation = "policy", title
        # An act of the European Union begins with what it is based on; what another begins with may be its principles.
        front = [text for text in long + reader.front if text != parsed.title]
        parsed.root.parts[:0] = [Node("text", f"para_{n}", parts=[text]) for n, text in enumerate(front, 1)]
        for node in code_paragraphs.articles_of(parsed.root):
            code_paragraphs.parted(node)
    return parsed


def _division(block: Block) -> Block:
    """A line that names a division and begins with its number (`II. kafli`) as a heading, since such a number opens no list."""
    text = marked(block)
    number_first = block.kind in ("text", "item") and len(text) < _LINE and _NUMBER_FIRST.match(text)
    if number_first and part_names.division(text) is not None:
        return replace(block, kind="heading", level=7, text=text, marker="")
    return block


def _titles_above(blocks: Sequence[Block]) -> set[int]:
    """The lines, by identity, that are titles of the articles below them (`Amaç`, then `MADDE 1- …`): most articles have one."""
    openers, titles = 0, set()
    for above, block in zip([None, *blocks], blocks, strict=False):
        if block.kind in ("item", "row", "contents") or not is_article(block.text):
            continue
        openers += 1
        if above is not None and above.kind in ("text", "heading") and _may_title(above.text):
            titles.add(id(above))
    return titles if openers >= 3 and len(titles) >= 0.6 * openers else set()


_NOTE = re.compile(r"\((\d{1,3})\)\s+(?=\S)")
"""A footnote behind the end of an act."""
_RECITED = 5
"""Fewest words of a recital without a number."""
_SIGNATURE = 60
"""Most characters of a line of a signature."""


def _may_title(text: str) -> bool:
    plain = len(text) < 90 and not text.endswith((".", ";", ":", ",")) and not is_article(text)
    return plain and text[:1].isupper() and part_names.division(text) is None and not text.isupper()


def _named(block: Block) -> str:
    """The text of a line that may name an article; a heading may end with a full stop and is no sentence."""
    return block.text.removesuffix(".") if block.kind == "heading" else block.text


def _whole(number: str) -> str:
    """The digits that the number of an article begins with."""
    digits = re.match(r"\d+", number)
    return digits[0] if digits else ""


def _closes(text: str) -> str:
    """The name of the provision behind the articles that a line opens, empty for another line."""
    match = national_parts.CLOSING.match(text) if len(text) < 160 else None
    return match[0].strip(" .:") if match is not None else ""


class _Reader:
    """An act being read, and the lists open in its present article or annex."""

    def __init__(self) -> None:
        self.act = Act()
        self.depths = Depths()
        self.stack: list[Node] = []
        self.fresh = False
        """Whether an article was just opened and has no words yet, so that a short line is its heading."""
        self.ended = False
        """Whether the lines that close the act have been read."""
        self.whereas = False
        self.recites = False
        """Whether recitals stand here that have no numbers."""
        self.front: list[str] = []
        """What stands before the first article and is neither the title nor a recital."""
        self.last = 0
        """The number of the last article, 0 when it was no plain number."""
        self.signed = 0
        """The number of the last paragraph with a section sign in the present article."""
        self.roman = 0
        """The last Roman number of an item in the present article or paragraph; notes and earlier wordings may stand between two."""
        self.ran_on = False
        """Whether the last words, lists aside, ran on from the line that names their article."""
        self.titles: set[int] = set()
        """The lines, by identity, that are titles of the articles below them."""
        self.attached: set[int] = set()
        """The lines, by identity, with which an attached act begins."""
        self.title = ""
        """The title of the article that is opened next."""
        self.loose = 0
        """How many paragraphs stood in no article and no annex so far."""
        self.decimals: dict[int, str] = {}
        """The paragraphs, by identity, that print the number of their article again: `3.1`."""

    def take(self, block: Block, text: str, following: Sequence[Block] = ()) -> None:
        """The next block; `following` are those in which words that begin with a quotation mark may be closed."""
        if block.kind == "contents" or not text:
            return
        if block.kind == "row":
            self._row(block, text)
            return
        if id(block) in self.attached:
            self._reset()
            self.act.attach(text)
            self.last, self.loose, self.fresh = 0, 0, True
            return
        if id(block) in self.titles:
            self.title = text
            return
        if (number := self.decimals.get(id(block))) and self.act.article is not None:
            self._decimal(number, text)
            return
        if self._quotes(text, following):
            (self.stack[-1].parts if self.stack else self._quoting()).append(text)
            return
        short = len(text) < 200
        named = short and bool(is_article(text)) and not text.endswith(":")
        if block.kind == "text" and not named and self._latin(text):
            return
        act = self.act
        if short and block.kind != "item" and act.annex is not None and part_names.group(text) is not None:
            self._reset()
            act.group(text)  # "Section A — …" in an annex, which is no section of the act
            return
        if (
            short
            and block.kind != "item"
            and (
                is_article(_named(block))
                or ((text[:1].isupper() or text[:1].isdigit()) and act.division(text))
            )
        ):
            self._reset()
            if number := is_article(_named(block)):
                act.open_article(text)
                self._counted(number)
                self.fresh = act.article is not None and len(act.article.parts) == 1
                self._titled_above()
            else:
                self.fresh = True
            return
        if short and block.kind != "item" and text[:1].isupper() and act.open_annex(text):
            self._reset()
            self.fresh = True
            return
        behind = act.article is not None or (act.block is not None and act.block.kind == "heading")
        if behind and not self.fresh and (closing := _closes(text)):
            self._closing(closing, text)
            return
        if self._behind_the_end(block, text):
            return
        fresh, self.fresh = self.fresh, False
        self.ran_on = block.level == RUNS_ON or (self.ran_on and block.kind == "item")
        if act.place() is None and not act.divisions:
            self._preamble(block, text)
        elif (
            fresh
            and block.kind != "item"
            and block.level != RUNS_ON
            and len(text) < 150
            and not text.endswith(
                (".", ";", ":", ",") if block.kind != "heading" or act.article is None else ()
            )
        ):
            self._heading(text)
        elif block.kind == "item" and not act.quoted:
            self._item(block, text)
        else:
            self._text(block, text, next_item(following, -1) if self.stack else None)

    def _behind_the_end(self, block: Block, text: str) -> bool:
        """Takes what stands behind the lines that close an act: its footnotes as notes, the signatures as no part of it."""
        act = self.act
        if act.quoted or act.annex is not None:
            return False
        if is_final(text):
            self.ended = True
            return False
        if not self.ended or act.place() is not None:
            return False
        if section_style.attachment(block) is not None:
            self.ended = False  # what is attached behind the signatures
            return False
        if (note := _NOTE.match(marked(block))) is not None:
            act.root.add(Node("note", f"note_{note[1]}", note[1], absolute=True, parts=[marked(block)]))
            return True
        return block.kind == "text" and len(text) < _SIGNATURE and not text.endswith((".", ";", ":"))

    def _titled_above(self) -> None:
        """Gives the article just opened the title that stands above it."""
        article = self.act.article
        if self.title and article is not None:
            article.parts.insert(0, self.title)
            article.heading = f"{article.heading} {self.title}"
            self.title, self.fresh = "", False

    def _counted(self, number: str) -> None:
        """Notes the number of the article just opened."""
        digits = re.match(r"\d+", number)
        self.last, self.signed, self.roman = int(digits[0]) if digits else 0, 0, 0

    def _decimal(self, number: str, text: str) -> None:
        """Opens paragraph `3.1` of Article 3, or `3.1.2` in it, which is named after the article too."""
        self._reset()
        article, self.fresh = self.act.article, False
        above = article
        while above is not None and (
            inner := next((n for n in above.nodes() if number.startswith(f"{n.marker}.")), None)
        ):
            above = inner
        if above is not None:
            self.act.block = above.add(
                replace(decimals.node(number, "paragraph", "para", text), scope=article)
            )

    def _row(self, block: Block, text: str) -> None:
        """A row of a table, in the article or annex that is open."""
        where = self.act.place() or self._loose()
        order = 1 + sum(node.kind == "row" for node in where.nodes())
        where.add(Node("row", f"row_{order}", "", block.heads, parts=[text]))
        self.fresh = False

    def _closing(self, name: str, text: str) -> None:
        """Opens a provision behind the articles that has a name and no number: `Disposición transitoria primera`."""
        self._reset()
        act = self.act
        act.article, act.annex, act.divisions, self.fresh = None, None, [], False
        words = "-".join(re.findall(r"[^\W_]+", name.lower()))
        act.block = act.root.add(
            Node("heading", f"hcontainer_{words}", heading=text, absolute=True, parts=[text])
        )
        if len(text.split()) == 1:  # `TRANSITORIOS`, whose articles are numbered anew
            act.divisions, act.anew = [(0, act.block)], True

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
        if self._recites(text):
            return
        if wording.WHEREAS.match(text):
            self.whereas = True
        elif match := _RECITAL.match(text):
            self.act.recital(f"({match[1]})", text[match.end() :])
        elif (recital := self._recital()) is not None and not text.isupper():
            recital.parts.append(text)  # a recital that goes on over a page, or a note of it
        elif not self.whereas:
            if self.act.title:
                self.front.append(text)
            self.act.name(text)

    def _recites(self, text: str) -> bool:
        """Takes a recital without a number: one that says what it is, or one below the line that announces such."""
        if self.ended or is_final(text):
            return False
        opens = wording.RECITES.match(text)
        if opens is not None and opens["said"]:
            self.whereas = self.recites = True
            self.act.recital("", text)
            return True
        if wording.ANNOUNCED.search(text):
            self.whereas = self.recites = True
            return True
        last = self._recital()
        if not self.recites or text.isupper() or len(text.split()) < _RECITED or _RECITAL.match(text):
            return False
        if last is not None and (last.marker or not text.lstrip('_*“«"( ')[:1].isupper()):
            return False
        if text.endswith(":") or wording.WHEREAS.match(text):
            return True
        self.act.recital("", text)
        return True

    def _recital(self) -> Node | None:
        last = self.act.root.parts[-1] if self.act.root.parts else None
        return last if isinstance(last, Node) and last.kind == "recital" else None

    def _item(self, block: Block, text: str) -> None:
        """A numbered paragraph of an article, or a point of a list."""
        act = self.act
        paragraph = block.marker.endswith(".") and _PARAGRAPH.match(block.marker) is not None
        inside = act.block is not None and _BRACKETED.fullmatch(act.block.marker) is not None
        inside = inside or (act.block is None and self._introduced())
        if act.article is not None and paragraph and not inside and not self._counts(block.marker):
            self._reset()
            act.text(text)
            return
        if self._bracketed(block.marker, text):
            return
        where = act.place() or self._loose()
        depth = self.depths.place(block.marker)
        del self.stack[depth - 1 :]
        parent = self.stack[-1] if self.stack else where
        node = item(block.marker, "", parent)
        node.parts = [text]
        self.stack.append(parent.add(node))

    def _introduced(self) -> bool:
        """Whether the article has words of its own that lead to a list, so that `1.` is a point of it and no paragraph."""
        article = self.act.article
        if article is None or isinstance(article.parts[-1], Node) or not self.ran_on:
            return False
        return not article.parts[-1].endswith(".")

    def _bracketed(self, marker: str, text: str) -> bool:
        """Takes a paragraph with its number in brackets (`(1)`, `①`): the words of its article begin with the first of them."""
        article, found = self.act.article, _BRACKETED.fullmatch(marker)
        if article is None or (found is None and not is_mixed(article.parts[-1], marker)):
            return False
        words = [part for part in article.parts if isinstance(part, str)]
        last = article.parts[-1]
        number = numbering.clean(marker)
        if isinstance(last, Node):
            goes_on = last.kind == "paragraph" and _BRACKETED.fullmatch(last.marker) is not None
        else:
            goes_on = number == "1" and len(words) <= 2 and len(" ".join(words)) == len(article.heading)
        if not goes_on:
            return False
        self._reset()
        self.act.block = article.add(Node("paragraph", f"para_{number}", marker, parts=[text]))
        return True

    def _counts(self, marker: str) -> bool:
        """Whether a list printed in the style of `marker` is open below the paragraph."""
        style = readings(marker)[0][0]
        return any(name == style for name, _ in self.depths.open)

    def _loose(self) -> Node:
        """The part for words that stand in no article and no annex: the division that is open, else the act itself."""
        return self.act.divisions[-1][1] if self.act.divisions else self.act.root

    def _text(self, block: Block, text: str, following: Block | None = None) -> None:
        """Further words: of the point they are indented under or whose list goes on behind them, else of the paragraph or article."""
        if self.act.place() is None and not self.act.quoted and not is_final(text):
            self._reset()
            self.loose += 1
            self._loose().add(Node("text", f"al_{self.loose}", parts=[text]))
            return
        for depth in range(len(self.stack), 0, -1):
            if (
                following is not None
                and not may_title(block)
                and goes_on(self.stack[depth - 1].marker, following.marker)
            ):
                del self.stack[depth:]
                self.stack[-1].parts.append(text)
                return
        if self.stack and block.level > 1 and not self.act.quoted:
            self.stack[-1].parts.append(text)
            return
        self._reset()
        if self.act.block is not None and self.act.block.kind == "heading":
            count = 1 + sum(node.kind == "text" for node in self.act.block.nodes())
            self.act.block.add(Node("text", f"para_{count}", parts=[text]))
            return
        self.act.text(text)
