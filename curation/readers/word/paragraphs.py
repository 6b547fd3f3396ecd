"""The paragraphs, rows and text boxes of a Word document's body, with the numbers that Word prints before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curation.readers.markup import Element
from curation.readers.structure.blocks import MAX_BLOCKS, Block, is_bullet, label, row_text, squeeze, too_many
from curation.readers.word import numbers, printed_headings
from curation.readers.word.numbers import Numbers, W, number_of, value_of

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset(
    W + n
    for n in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr")
) | {_FALLBACK}
_BETWEEN_TAGS = re.compile(r">\n+<")
"""A line break between two tags of markup that the text shows is no space."""
_POWER = re.compile(r"[+−–-]?\d{1,3}")
"""A raised number: after a digit it is a power, which would be read as digits of the number without a sign."""
_BULLETS = "•\uf0b7\uf0a7o§▪–-"
_PROVISIONS = 2
"""Fewest numbered paragraphs in a cell as wide as its table that are provisions of their own."""
_MOST_WORDS = 400
"""Most words of a table row that is one clause; longer rows place parts of the page beside each other."""


def text_of(element: Element, boxes: list[Element] | None = None, calls: list[Element] | None = None) -> str:
    """The text of a paragraph, without the text boxes anchored in it and its calls of notes, which are collected."""
    return squeeze(_lines(element, boxes, calls))


_POINT = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+\S")
"""A line within a paragraph that is a point of a list."""


def parts_of(element: Element, boxes: list[Element], calls: list[Element]) -> list[str]:
    """The text of a paragraph, in parts where breaks of lines set them apart: an empty line between, or a point of a list behind the break."""
    parts: list[str] = []
    apart = True
    for line in map(squeeze, _lines(element, boxes, calls).split("\n")):
        if line and (apart or _POINT.match(line)):
            parts.append(line)
        elif line:
            parts[-1] = f"{parts[-1]} {line}"
        apart = not line
    return parts


def _lines(element: Element, boxes: list[Element] | None, calls: list[Element] | None) -> str:
    """The text of a paragraph as it stands in the file, its lines apart."""
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag in _GONE or not isinstance(tag, str):
            continue
        if tag in (f"{W}t", f"{_M}t"):
            raised = (
                pieces
                and pieces[-1][-1:].isdigit()
                and _POWER.fullmatch(node.text or "")
                and _is_raised(node)
            )
            pieces.append(f"^{node.text}" if raised else node.text or "")
        elif tag in (f"{W}tab", f"{W}ptab"):
            pieces.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            if calls is not None:
                calls.append(node)
        elif tag == f"{W}txbxContent":
            if boxes is not None:
                boxes.append(node)
        else:
            stack.extend(reversed(node))
    return _BETWEEN_TAGS.sub("><", "".join(pieces))


def _is_raised(text: Element) -> bool:
    """Whether the run of a text is printed raised."""
    run = text.getparent()
    return run is not None and value_of(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"


@dataclass
class _Style:
    """What a style says: its name, outline level and list."""

    name: str = ""
    based: str = ""
    level: int | None = None
    num: str = ""
    place: int | None = None
    """Its level in the list, 0 at the top, where it says so."""
    bold: bool | None = None
    """Whether it prints in bold, where it says so."""


@dataclass
class Look:
    """How a paragraph is printed: its style's name, heading level (1 at the top), list and level in the list."""

    name: str
    level: int | None
    num: str
    place: int
    bold: bool = False
    """Whether its style prints in bold."""


@dataclass
class Styles:
    """The styles and lists of a document."""

    styles: dict[str, _Style]
    numbers: Numbers
    default: str = ""

    @classmethod
    def read(cls, page: Element | None, numbering: Element | None) -> Styles:
        """The styles of `word/styles.xml` and the lists of `word/numbering.xml`."""
        out: dict[str, _Style] = {}
        default = ""
        for style in [] if page is None else page.iter(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            properties = style.find(f"{W}pPr")
            level = style.find(f"{W}pPr/{W}outlineLvl")
            num, place = _num(properties)
            out[key] = _Style(
                value_of(style.find(f"{W}name")).lower(),
                value_of(style.find(f"{W}basedOn")),
                number_of(level, 9) if level is not None else None,
                num,
                place,
                None if (bold := style.find(f"{W}rPr/{W}b")) is None else printed_headings.is_on(bold),
            )
            if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph":
                default = key
        lists = {key: style.num for key, style in out.items() if style.num}
        return cls(out, numbers.read(numbering, lists), default)

    def look(self, properties: Element | None) -> Look:
        """How a paragraph with these properties is printed, the styles below its own included."""
        own = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        key = own or self.default
        name = self.styles[key].name if key in self.styles else key.lower()
        num, place = _num(properties)
        level = _outline(properties)
        chain: list[str] = []
        bold: bool | None = None
        while key in self.styles and key not in chain:
            chain.append(key)
            style = self.styles[key]
            bold = style.bold if bold is None else bold
            if level is None and (match := re.match(r"heading (\d)", style.name)):
                level = int(match[1])
            elif level is None and style.level is not None and style.level < 9:
                level = style.level + 1
            if not num and style.num:
                num = style.num
                place = place if place is not None else style.place
            key = style.based
        if num == "0":
            num = ""
        return Look(name, level, num, self.numbers.level_of(num, chain, place), bool(bold))


def _outline(properties: Element | None) -> int | None:
    level = None if properties is None else properties.find(f"{W}outlineLvl")
    value = number_of(level, 9)
    return value + 1 if level is not None and value < 9 else None


def _num(properties: Element | None) -> tuple[str, int | None]:
    """The list that properties name, empty for none, and the level in it where they say so."""
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return "", None
    level = numbered.find(f"{W}ilvl")
    return value_of(numbered.find(f"{W}numId")), None if level is None else number_of(level)


@dataclass
class Body:
    """Collects blocks in the order of the document."""

    styles: Styles
    notes: dict[tuple[str, str], str]
    """Words of the footnotes and endnotes by kind and id."""
    out: list[Block] = field(default_factory=list)
    runs: int = 0
    called: dict[tuple[str, str], int] = field(default_factory=dict)
    """The notes called so far and their numbers."""
    sizes: dict[int, int] = field(default_factory=dict)
    """The size of the print of blocks, by identity, in half points, 0 where they do not say it themselves."""
    loud: set[int] = field(default_factory=set)
    """The blocks, by identity, of which all words are bold or underlined."""
    centred: set[int] = field(default_factory=set)
    """The blocks, by identity, that stand in the middle of the line."""

    def take(self, element: Element, contents: bool = False) -> None:
        """Reads a body, a cell, a text box, or anything else that holds paragraphs and tables."""
        stack: list[tuple[Element, bool]] = [(child, contents) for child in reversed(element)]
        while stack:
            child, listed = stack.pop()
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if len(self.out) > MAX_BLOCKS:
                raise too_many()
            if tag == f"{W}p":
                self._paragraph(child, listed)
            elif tag == f"{W}tbl":
                self._table(child)
            else:
                listed = listed or (tag == f"{W}sdt" and _is_contents(child))
                stack.extend((inner, listed) for inner in reversed(child))

    def uncalled(self) -> list[Block]:
        """The notes that no paragraph calls."""
        rest = [text for key, text in self.notes.items() if key not in self.called]
        return [
            Block("note", text, marker=str(len(self.called) + order)) for order, text in enumerate(rest, 1)
        ]

    def _paragraph(self, element: Element, contents: bool) -> None:
        boxes: list[Element] = []
        calls: list[Element] = []
        parts = parts_of(element, boxes, calls)
        text = parts[0] if len(parts) > 1 else "".join(parts)
        properties = element.find(f"{W}pPr")
        look = self.styles.look(properties)
        marker = self.styles.numbers.next(look.num, look.place) if look.num else ""
        if text:
            block = self._block(element, text, look, marker, contents)
            if block.kind not in ("text", "item"):
                block.text, parts = " ".join(parts), parts[:1]
            block.notes = self._called(calls)
            self.out.append(block)
            inside = block.level + 1 if block.kind == "item" else block.level
            self.out += [Block("text", part, inside, list_id=block.list_id) for part in parts[1:]]
            self.sizes[id(block)] = printed_headings.size(element)
            if printed_headings.stands_out(element, look.bold) or printed_headings.is_in_capitals(text):
                self.loud.add(id(block))
            if properties is not None and value_of(properties.find(f"{W}jc")) == "center":
                self.centred.add(id(block))
        elif calls and self.out:
            self.out[-1].notes += self._called(calls)
        for box in boxes:
            self.take(box)

    def _block(self, element: Element, text: str, look: Look, marker: str, contents: bool) -> Block:
        name, level, place = look.name, look.level, look.place
        listed = bool(look.num)
        if not marker and name.startswith("list bullet") and level is None:
            marker, listed, place = "•", True, int(name[-1]) - 1 if name[-1].isdecimal() else 0
        if contents or (name.startswith("toc ") and name != "toc heading") or _links_to_heading(element):
            return Block("contents", text)
        if name == "title":
            return Block("heading", text, 1)
        if level is not None or name == "toc heading":
            return Block("heading", text, level or 1, "" if marker in _BULLETS else marker)
        if marker and listed:
            return Block("item", text, place + 1, marker, list_id=self._run())
        return Block("text", text, 0)

    def _run(self) -> int:
        """Which list a paragraph belongs to: that of the item before it, unless other text stands between."""
        if self.out and self.out[-1].kind == "item":
            return self.out[-1].list_id
        self.runs += 1
        return self.runs

    def _called(self, calls: list[Element]) -> list[Block]:
        """The notes that a paragraph calls for the first time, numbered as they are called."""
        blocks: list[Block] = []
        for call in calls:
            kind = "footnote" if call.tag == f"{W}footnoteReference" else "endnote"
            key = kind, call.get(f"{W}id") or ""
            if key not in self.notes or key in self.called:
                continue
            number = 1 + sum(known == kind for known, _ in self.called)
            self.called[key] = number
            shown = str(number) if kind == "footnote" else numbers.formed(number, "lowerRoman")
            blocks.append(Block("note", self.notes[key], marker=shown))
        return blocks

    def _table(self, table: Element) -> None:
        rows = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_children(row, "tc")) for row in rows]
        if self._is_layout(cells):
            for row in cells:
                for cell in row:
                    self.take(cell)
            return
        above: dict[int, str] = {}
        heads = ""
        for order, row in enumerate(cells):
            if len(row) == 1 and (inner := self._provisions(row[0])):
                self._add(inner)
                continue
            texts, notes = self._row(row, above)
            text = row_text(texts)
            if not text:
                continue
            head = order == 0 and len(rows) > 1 and all(len(t) < 80 for t in texts) and not _says(texts)
            self.out.append(Block("row", text, heads="" if head else heads, notes=notes))
            heads = text if head else heads

    def _provisions(self, cell: Element) -> Body | None:
        """What a cell as wide as its table holds, where that is a list of provisions that the table only frames; None for any other cell."""
        inner = Body(self.styles, self.notes, called=dict(self.called))
        inner.take(cell)
        numbered = sum(block.kind == "item" and not is_bullet(block.marker) for block in inner.out)
        return inner if numbered >= _PROVISIONS else None

    def _add(self, inner: Body) -> None:
        """Adds what another body has read, behind what stands here."""
        runs: dict[int, int] = {}
        for block in inner.out:
            if block.kind == "item":
                block.list_id = runs.setdefault(block.list_id, self.runs + len(runs) + 1)
        self.runs += len(runs)
        self.out += inner.out
        self.loud |= inner.loud
        self.sizes |= inner.sizes
        self.called.update(inner.called)

    def _row(self, row: list[Element], above: dict[int, str]) -> tuple[list[str], list[Block]]:
        """The texts of a row's cells, those that reach into it from above included, and the notes it calls."""
        texts: list[str] = []
        notes: list[Block] = []
        column = 0
        for cell in row:
            inner = Body(self.styles, self.notes, called=self.called)
            inner.take(cell)
            text = " ".join(
                f"{block.marker} {block.text}" if block.marker not in ("", "•") else block.text
                for block in inner.out
            )
            notes += [note for block in inner.out for note in block.notes]
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and value_of(merge) in ("", "continue") and not text:
                text = label(above.get(column, ""))
            above[column] = text
            texts.append(text)
            column += max(1, number_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
        return texts, notes

    def _is_layout(self, cells: list[list[Element]]) -> bool:
        """Whether a table only places parts of the page: one row or column, headings, lists or very long texts in its cells."""
        if len(cells) < 2 or max(map(len, cells)) < 2:
            return True
        for row in cells:
            words = 0
            for cell in row:
                paragraphs = list(cell.iter(f"{W}p"))
                looks = [self.styles.look(p.find(f"{W}pPr")) for p in paragraphs]
                if any(look.level is not None for look in looks) and len(paragraphs) > 1:
                    return True
                words += sum(len(text_of(p).split()) for p in paragraphs)
            if words > _MOST_WORDS:
                return True
        return False


def _children(element: Element, tag: str) -> list[Element]:
    """The rows or cells of a table, those in content controls included, not those of tables inside it."""
    elements: list[Element] = []
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag == f"{W}{tag}":
            elements.append(child)
        elif (
            isinstance(child.tag, str)
            and child.tag not in _GONE
            and child.tag not in (f"{W}tbl", f"{W}p", f"{W}tc")
        ):
            stack.extend(reversed(child))
    return elements


def _is_contents(control: Element) -> bool:
    """Whether a content control holds the table of contents."""
    gallery = value_of(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
    return gallery.lower() == "table of contents"


def _says(cells: list[str]) -> bool:
    """Whether the first row of a table is one of its rows and no head: `1. | Title:`, or a label beside what it labels."""
    filled = [cell for cell in cells if cell]
    labels = sum(cell.endswith(":") for cell in filled)
    return bool(filled) and (filled[0] in ("1", "1.", "1)") or 0 < labels < len(filled))


def _links_to_heading(paragraph: Element) -> bool:
    """Whether a paragraph is a line of a table of contents: all of it links to a heading."""
    links = paragraph.findall(f"{W}hyperlink")
    if len(links) != 1 or not (links[0].get(f"{W}anchor") or "").startswith("_Toc"):
        return False
    return text_of(links[0]) == text_of(paragraph)
