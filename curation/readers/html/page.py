"""Web pages of policies and terms: headings, paragraphs, nested lists and accordions, without the site around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.readers import markup
from curation.readers.html.site import DROPPED, HEADINGS, is_navigation, is_site, main, toggles
from curation.readers.markup import Element
from curation.readers.structure.blocks import MAX_BLOCKS, Block, Parsed, squeeze, too_many
from curation.readers.structure.outline import outline

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_TERM_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}[a-z]?|[a-z]{1,3})[.)]{1,2}|[-–—•*])$")
_CHANGES = re.compile(
    r"^(change ?log|version history|revision history|document history|update history|recent (changes|updates))\b",
    re.I,
)
_CHANGED = re.compile(r"^(?:\d{4}-\d{2}(?:-\d{2})?|[A-Z][a-z]+ \d{1,2}, \d{4})\s*[:–—-]")


def read(data: bytes) -> Parsed:
    """The parts of a web page that are the document itself."""
    page = markup.parse_html(data)
    found = blocks(page)
    title = squeeze(page.findtext(".//title") or "")
    first = next((b.text for b in found if b.kind == "heading" and b.level == 1), "")
    return outline(found, first or _named(title), (page.get("lang") or "").split("-")[0].lower())


def _named(title: str) -> str:
    """The title of a page without the name of the site behind it."""
    chinese = re.search(r"[\u4e00-\u9fff]", title)
    return re.split(r"\s*[_|｜—-]\s*" if chinese else r"\s[|–—·-]\s", title)[0]


def blocks(page: Element) -> list[Block]:
    """The headings, paragraphs and items of the document on the page, in order."""
    if sum(1 for _ in page.iter("li", "p", "td", "div", "h2", "span")) > 4 * MAX_BLOCKS:
        raise too_many()
    walker = _Walker()
    walker.walk(main(page), 0)
    walker.flush()
    found = _without_changes(walker.out)
    while found and found[-1].kind == "heading" and len(found) > 1:
        found.pop()  # the head of something that was the site's: related pages, a form
    return found


_BREAK = "\x1e"
"""Stands for a line break in a run of text; it counts as white space."""
_STARTS = re.compile(
    r"[•▪◦‣●○■·✓✔✘✗➢-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[（(][一二三四五六七八九十\d]{1,3}[）)]"
)


def _lines(raw: str) -> list[str]:
    """Paragraphs that are parted by empty lines only, and items that are parted by line breaks only."""
    out: list[str] = []
    for paragraph in re.split(rf"{_BREAK}\s*{_BREAK}", raw):
        lines = [line for part in paragraph.split(_BREAK) if (line := squeeze(part))]
        if sum(_STARTS.match(line) is not None for line in lines) >= 2:
            out.extend(lines)
        elif lines:
            out.append(" ".join(lines))
    return out


class _Walker:
    """Collects blocks; inline text gathers until a block ends it."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.inline: list[str] = []
        self.bold = 0
        self.list_id = 0
        self.item: Block | None = None

    def flush(self) -> None:
        """Ends the run of inline text: a paragraph, a heading all in bold, or more words of the open item."""
        raw = "".join(self.inline)
        text = squeeze(raw)
        plain = len(text)
        bold, self.inline, self.bold = self.bold, [], 0
        if not text:
            return
        if self.item is None and _BREAK in raw and len(lines := _lines(raw)) > 1:
            self.out.extend(Block("text", line, 0) for line in lines)
            return
        if self.item is not None:
            self.item.text = f"{self.item.text} {text}".strip()
        elif bold >= plain - 1 and len(text) < 140 and bold:
            self.out.append(Block("heading", text.rstrip(":："), 7))
        else:
            self.out.append(Block("text", text, 0))

    def walk(self, element: Element, depth: int) -> None:
        """Reads an element; `depth` is how many lists it stands in."""
        self._add(element.text, element)
        for child in element:
            if not is_site(child):
                self._child(child, depth)
            self._add(child.tail, element)

    def _add(self, text: str | None, element: Element) -> None:
        if text:
            self.inline.append(text)
            if element.tag in ("b", "strong") or (element.tag == "u" and self.bold):
                self.bold += len(squeeze(text))

    def _child(self, child: Element, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self.inline.append(_BREAK)
        elif tag in _INLINE and not any(
            e.tag in ("p", "div", "ul", "ol", "li", "h2", "h3") for e in child.iter()
        ):
            bold_before = self.bold
            self.walk(child, depth)
            if tag in ("b", "strong"):
                self.bold = bold_before + len(squeeze("".join(child.itertext())))
        elif tag in HEADINGS:
            self._heading(squeeze("".join(_texts(child))), HEADINGS[tag])
        elif toggles(child):
            inner = next((e for e in child.iter(*HEADINGS)), None)
            text = squeeze("".join(_texts(child)))
            if 0 < len(text) < 160:
                self._heading(text, HEADINGS[inner.tag] if inner is not None else 6)
        elif tag == "button":
            pass
        elif tag == "dl":
            self._terms(child, depth)
        elif tag in _LISTS:
            self._list(child, depth)
        elif tag in ("table",):
            self._table(child, depth)
        elif tag == "li":
            self._entry(child, depth + 1, "•")
        else:
            self._end(depth)
            self.walk(child, depth)
            self._end(depth)

    def _end(self, depth: int) -> None:
        """A block ends; inside an item its words go on after a space."""
        self.flush()

    def _heading(self, text: str, level: int) -> None:
        self.flush()
        if not text:
            return
        if self.item is not None:
            self.item.text = f"{self.item.text} {text}".strip()
        else:
            self.out.append(Block("heading", text, level))

    def _list(self, element: Element, depth: int) -> None:
        self.flush()
        if is_navigation(element):
            return
        if depth == 0:
            self.list_id += 1
        order = int(element.get("start")) if (element.get("start") or "").isdecimal() else 1
        style = element.get("type") or ""
        for child in element:
            if child.tag == "li":
                self._entry(child, depth + 1, _marker(order, style) if element.tag == "ol" else "•")
                order += 1
            elif child.tag in _LISTS:
                self._list(child, depth + 1)
            elif not is_site(child):
                self._child(child, depth)
        self.flush()

    def _terms(self, element: Element, depth: int) -> None:
        """A list of terms: numbered items where the terms are numbers, else a heading and its text each."""
        self.flush()
        if depth == 0:
            self.list_id += 1
        marker = ""
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl")) is not element:
                continue
            if child.tag == "dt":
                text = squeeze("".join(_texts(child)))
                marker = text if _TERM_NUMBER.match(text) else ""
                if text and not marker:
                    self._heading(text, 7)
            elif marker:
                self._entry(child, depth + 1, marker)
                marker = ""
            else:
                self.walk(child, depth)
                self.flush()

    def _entry(self, child: Element, depth: int, marker: str) -> None:
        self.flush()
        outer, self.item = self.item, Block("item", "", depth, marker, list_id=self.list_id)
        mine = self.item
        self.out.append(mine)
        self.walk(child, depth)
        self.flush()
        if not mine.text and self.out[-1] is mine:
            self.out.pop()
        self.item = outer

    def _table(self, table: Element, depth: int) -> None:
        self.flush()
        rows = list(table.iter("tr"))
        if (
            self.item is not None
            or any(row.find(".//td//li") is not None or row.find(".//td//h2") is not None for row in rows)
            or len(rows) == 1
        ):
            self.walk(table, depth)
            self.flush()
            return
        for row in rows:
            text = " | ".join(
                filter(None, (squeeze("".join(_texts(cell))) for cell in row if cell.tag in ("td", "th")))
            )
            if text:
                self.out.append(Block("row", text))


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "br":
        yield " "
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED and child.get("aria-hidden") != "true":
            yield from _texts(child)
        yield child.tail or ""


def _marker(order: int, style: str) -> str:
    if style in ("a", "A") and order <= 26:
        return f"{chr(ord(style) + order - 1)}."
    return f"{order}."


def _without_changes(found: list[Block]) -> list[Block]:
    """The blocks without the page's own history: a section headed as such, or a list whose items all begin with a date."""
    out: list[Block] = []
    level = 0
    for block in found:
        if block.kind == "heading":
            if level and block.level <= level:
                level = 0
            if not level and _CHANGES.match(block.text):
                level = block.level
        if not level:
            out.append(block)
    dated = {b.list_id for b in out if b.kind == "item"} - {
        b.list_id for b in out if b.kind == "item" and not _CHANGED.match(b.text)
    }
    return [b for b in out if b.kind != "item" or b.list_id not in dated]
