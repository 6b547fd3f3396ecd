"""Web pages of policies and terms: headings, paragraphs, nested lists and accordions, without the site around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from curation.core.records import DropReason
from curation.readers import markup
from curation.readers.html import notes, provisions, site, tables
from curation.readers.html.site import HEADINGS, UNSHOWN, toggles
from curation.readers.html.texts import text_of
from curation.readers.markup import Element
from curation.readers.structure import printed
from curation.readers.structure.blocks import MAX_BLOCKS, Block, LeftOut, Parsed, squeeze, too_many
from curation.readers.structure.outline import GUESSED, names_part, outline
from curation.readers.structure.section_style import attachment
from curation.text.document_words import page as wording

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_SECTION_NUMBER = re.compile(r"\d{1,4}[A-Z]{0,2}\.")
_STRUCK = frozenset({"del", "s", "strike"})
"""Elements whose words the page strikes through: an earlier wording, no longer in force."""
_TERM_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}[a-z]?|[a-z]{1,3})[.)]{1,2}|[-–—•*])$")
_CHANGED = re.compile(
    r"^(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\s*[:–—-]"
)


def read(data: bytes) -> Parsed:
    """The parts of a web page that are the document itself, and what of the page is not."""
    page = markup.parse_html(data)
    walker = walked(page)
    found, history = _without_changes(walker.out)
    while found and found[-1].kind == "heading" and found[-1].level < GUESSED and len(found) > 1:
        last = found.pop()  # the head of something that was the site's: related pages, a form
        walker.left_out.append(LeftOut(last.text, "navigation", last.place))
    title = squeeze(page.findtext(".//title") or "")
    first = next(
        (b.text for b in found if b.kind == "heading" and b.level == 1 and not names_part(b.text)), ""
    )
    if first and _of_code(first, title):
        first = title
    parsed = outline(
        found, first or _told(_named(title)), (page.get("lang") or "").split("-")[0].lower(), "counted"
    )
    parsed.left_out = [*walker.left_out, *history, *parsed.left_out]
    return parsed


def _of_code(first: str, title: str) -> bool:
    """Whether the title of a page names the section and the code that its heading leaves out: `§5-1 Appeals. — Kite Statutes`, heading `Appeals.`."""
    return title.startswith("§") and first in title and title[1:].lstrip()[:1].isdecimal()


def _told(title: str) -> str:
    """The title of a page, empty when it is no more than the name of a file (`L13709`); of one with a number of EUR-Lex, that number."""
    if found := _CELEX.search(title):
        return f"CELEX {found[1]}"
    return "" if " " not in title and re.search(r"\d", title) and title.isascii() else title


_CELEX = re.compile(r"^\W*(?:[^\W\d_]+\W+){0,3}(\d{5}[A-Z]{1,2}\d{4})\b")


def _named(title: str) -> str:
    """The title of a page without the name of the site behind it."""
    chinese = re.search(r"[\u4e00-\u9fff]", title)
    return re.split(r"\s*[_|｜—-]\s*" if chinese else r"\s[|–—·-]\s", title)[0]


def walked(page: Element) -> _Walker:
    """The headings, paragraphs and items of the document on the page, in order, and what is left out."""
    if sum(1 for _ in page.iter("li", "p", "td", "div", "h2", "span")) > 4 * MAX_BLOCKS:
        raise too_many()
    body = page.find(".//body")
    body = page if body is None else body
    walker = _Walker(site.main(page), notes.collect(page), body)
    walker.walk(body, 0)
    walker.flush()
    walker.number_alone()
    _set_apart(walker.numbered, walker.out)
    return walker


def _set_apart(numbered: list[tuple[str, Block]], out: list[Block]) -> None:
    """Gives paragraphs the section number that they print in bold, where these numbers go up from one to the next.

    They begin again in a schedule only: lists that begin again below other headings number no sections.
    """
    values = [int(re.sub(r"\D.*", "", number)) for number, _ in numbered]
    up = sum(before <= after <= before + _SKIPPED for before, after in pairwise(values))
    again = sum(after == 1 < before for before, after in pairwise(values))
    if again and again > sum(attachment(block) is not None for block in out):
        return
    if len(values) >= _AT_LEAST and up >= 0.9 * (len(values) - 1):
        for number, block in numbered:
            block.number, block.text = number.rstrip("."), block.text.removeprefix(number).strip()


_AT_LEAST, _SKIPPED = 3, 5
"""Fewest sections that a law has, and most numbers between two of them: those of repealed ones."""
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?[A-Z]{0,2}\.?")
_SET_APART = re.compile(r"\s*(?:\(\d|[^\W\d_a-z]\w*\s)")


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

    def __init__(self, main: Element | None, noted: notes.Notes, body: Element) -> None:
        self.out: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.inline: list[str] = []
        self.bold = 0
        self.list_id = 0
        self.item: Block | None = None
        self.main = main
        self.around = frozenset() if main is None else frozenset(map(id, main.iterancestors()))
        """The elements around the main element."""
        self._alive = (
            [] if main is None else list(main.iterancestors())
        )  # an element keeps its identity while it is referred to
        self.inside = main is None
        """Whether the walk is inside the main element, or the page names none."""
        self.strikes = _strikes(body)
        """Whether words struck through are left out."""
        self.noted = noted
        self.lead = ""
        """The words in bold that the run begins with."""
        self.numbered: list[tuple[str, Block]] = []
        """Paragraphs that begin with a number in bold, which may be that of a section."""
        self.number = ""
        """A section number in bold that stood alone: it opens the words that follow."""
        self.quoted = False
        """Whether the walk is in an item that holds provisions, whose headings are those of a quoted act."""
        self.called: list[Block] = []
        """The notes called in the run of inline text."""

    def drop(self, element: Element, reason: DropReason) -> None:
        """Leaves an element out with all its text."""
        text = text_of(element)
        if text:
            self.left_out.append(LeftOut(text, reason, element.getroottree().getpath(element)))

    def flush(self) -> None:
        """Ends the run of inline text: a paragraph, a heading all in bold, or more words of the open item."""
        raw = "".join(self.inline)
        text = squeeze(raw)
        plain = len(text)
        if text and self.bold >= plain and self.item is None and _SECTION_NUMBER.fullmatch(text):
            self.number_alone()
            self.inline, self.bold, self.number = [], 0, text
            return
        if text and self.number:
            raw, text, self.number = f"{self.number} {raw}", f"{self.number} {text}", ""
        bold, self.inline, self.bold = self.bold, [], 0
        lead, self.lead = self.lead, ""
        if not text:
            return
        called, self.called = self.called, []
        if self.item is None and _BREAK in raw and len(lines := _lines(raw)) > 1:
            self.out.extend(Block("text", line, 0) for line in lines)
            self.out[-1].notes = called
            return
        if self.item is not None:
            self.item.text = f"{self.item.text} {text}".strip()
            self.item.notes += called
            return
        if bold >= plain - 1 and len(text) < 140 and bold:
            self.out.append(Block("heading", text.rstrip(":："), GUESSED))
        else:
            self.out.append(Block("text", text, 0))
            if lead and _SET_APART.match(text.removeprefix(lead)) and _NUMBER.fullmatch(lead):
                self.numbered.append((lead, self.out[-1]))
        self.out[-1].notes = called

    def number_alone(self) -> None:
        """Ends the wait of a section number for the words behind it."""
        if self.number:
            self.out.append(Block("text", self.number, 0))
            self.number = ""

    def walk(self, element: Element, depth: int) -> None:
        """Reads an element; `depth` is how many lists it stands in."""
        self._add(element.text, element)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNSHOWN:
                self._visit(child, depth)
            else:
                self.inline.append("" if not isinstance(child.tag, str) else " ")
            self._add(child.tail, element)

    def _visit(self, child: Element, depth: int) -> None:
        """Reads a child unless it belongs to the site around the document, or to a note."""
        if id(child) in self.around:
            self._child(child, depth)
            return
        if child is self.main:
            self.inside = True
            self._child(child, depth)
            self.inside = False
            return
        if (note := self.noted.calls.get(child)) is not None:
            self.left_out.append(LeftOut(text_of(child), "note-mark", child.getroottree().getpath(child)))
            self.called.append(note)
            return
        if child in self.noted.bodies:
            return
        if self.strikes and _is_struck(child):
            self.drop(child, "deleted")
            return
        outside = None if self.inside else self.main
        toggle = toggles(child) or (child.tag == "button" and site.says(child))
        reason = None if toggle and self.inside else site.left_out(child, outside)
        if reason is None:
            self._child(child, depth)
        else:
            self.inline.append(" ")
            self.drop(child, reason)

    def _add(self, text: str | None, element: Element) -> None:
        if text:
            if element.tag in ("b", "strong") and not any(piece.strip() for piece in self.inline):
                self.lead = text.strip()
            self.inline.append(text)
            if element.tag in ("b", "strong") or (element.tag == "u" and self.bold):
                self.bold += len(squeeze(text))

    def _child(self, child: Element, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self.inline.append(_BREAK)
        elif tag in ("rt", "rp"):
            self.drop(child, "repeated")  # how the characters before it are read aloud
        elif tag in _INLINE and not any(
            e.tag in ("p", "div", "ul", "ol", "li", "h2", "h3") for e in child.iter()
        ):
            bold_before = self.bold
            self.walk(child, depth)
            if tag in ("b", "strong"):
                self.bold = bold_before + len(squeeze("".join(child.itertext())))
        elif tag in HEADINGS:
            self._named(child, HEADINGS[tag])
        elif tag in ("p", "div") and _HEADED.search(child.get("class") or "") and _is_head(child):
            self._named(child, GUESSED)
        elif toggles(child):
            inner = next((e for e in child.iter(*HEADINGS)), None)
            if 0 < len(text_of(child)) < 160:
                self._named(child, HEADINGS[inner.tag] if inner is not None else 6)
            else:
                self._end(depth)
                self.walk(child, depth)
                self._end(depth)
        elif tag in ("pre", "xmp", "listing", "plaintext") or provisions.is_set_by_lines(child):
            self._printed(child)
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

    def _printed(self, element: Element) -> None:
        """Text that is set line by line, as in plain text."""
        self.flush()
        raw = "".join(element.itertext())
        if self.item is not None or "\n" not in raw.strip():
            self.inline.append(raw)
            self.flush()
            return
        self.out.extend(printed.blocks(raw))

    def _named(self, element: Element, level: int) -> None:
        """A heading, without the calls of notes in it."""
        self.flush()
        calls = [e for e in element.iter("a", "sup") if e in self.noted.calls]
        for call in calls:
            self.drop(call, "note-mark")
        links = [e for e in element.iter("a") if site.is_permalink(e)]
        for link in links:
            self.drop(link, "navigation")
        skipped = frozenset([*calls, *links])
        self._heading(text_of(element, skipped), level)
        if calls and self.out:
            self.out[-1].notes += [self.noted.calls[call] for call in calls]

    def _heading(self, text: str, level: int) -> None:
        self.flush()
        if not text:
            return
        if self.item is not None:
            self.item.text = f"{self.item.text} {text}".strip()
        elif self.quoted:
            self.out.append(Block("text", text, 0))
        else:
            self.out.append(Block("heading", f"{self.number} {text}".lstrip(), level))
            self.number = ""

    def _list(self, element: Element, depth: int) -> None:
        self.flush()
        lead = self.out[-1].text if self.out and self.out[-1].kind in ("text", "item") else ""
        reason = site.list_left_out(element, self.main is not None and self.inside, lead)
        if reason is not None:
            self.drop(element, reason)
            return
        self.number_alone()
        if depth == 0:
            self.list_id += 1
        self._add(element.text, element)
        order = int(element.get("start")) if (element.get("start") or "").isdecimal() else 1
        style = provisions.list_style(element)
        for child in element:
            if child in self.noted.bodies:
                continue
            if child.tag == "li" and provisions.is_container(child):
                self._opened(child, depth)
            elif child.tag == "li":
                order = int(child.get("value")) if (child.get("value") or "").isdecimal() else order
                self._entry(
                    child, depth + 1, provisions.marker(child, order, style) if element.tag == "ol" else "•"
                )
                order += 1
            elif child.tag in _LISTS:
                self._list(child, depth + 1)
            elif isinstance(child.tag, str) and child.tag not in UNSHOWN:
                self._visit(child, depth)
            self._add(child.tail, element)
        self.flush()

    def _terms(self, element: Element, depth: int) -> None:
        """A list of terms: numbered items where the terms are numbers, else a heading and its text each."""
        self.flush()
        if depth == 0:
            self.list_id += 1
        marker = ""
        for child in _terms_of(element):
            if child.tag not in ("dt", "dd"):
                self._visit(child, depth)
                self.flush()
            elif child.tag == "dt":
                text = text_of(child)
                marker = text if _TERM_NUMBER.match(text) else ""
                if text and not marker:
                    self._heading(text, GUESSED)
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

    def _opened(self, child: Element, depth: int) -> None:
        """An item that only holds provisions: its paragraphs stand where it does."""
        self.flush()
        (outer, self.item), quoted, self.quoted = (self.item, None), self.quoted, True
        self.walk(child, depth)
        self.flush()
        self.item, self.quoted = outer, quoted

    def _table(self, table: Element, depth: int) -> None:
        self.flush()
        caption = table.find("caption")
        if caption is not None and text_of(caption):
            self._heading(text_of(caption), 8)  # below a heading that is only bold
        if found := tables.listed(table):
            self.number_alone()
            self.list_id += depth == 0
            for marker, cell in found:
                self._entry(cell, depth + 1, marker)
            return
        if self.item is not None or not tables.is_data(table):
            for child in table:
                if child.tag != "caption" and isinstance(child.tag, str):
                    self.walk(child, depth)
                    self.flush()
            return
        self.number_alone()
        self.out.extend(tables.rows(table))


def _is_struck(element: Element) -> bool:
    style = element.get("style") or ""
    return element.tag in _STRUCK or ("line-through" in style and "text-decoration" in style)


def _strikes(page: Element) -> bool:
    """Whether a minority of the words is struck through; a tag that nobody closed strikes most of a page."""
    outer = [
        e
        for e in page.iter()
        if isinstance(e.tag, str) and _is_struck(e) and not any(map(_is_struck, e.iterancestors()))
    ]
    return 2 * sum(len(text_of(e)) for e in outer) < len(text_of(page)) if outer else True


_HEADED = re.compile(r"(?:^|\s)(?:Mso)?Heading\d?(?:\s|$)", re.I)
"""Classes of paragraphs that a word processor or a legislature prints as headings."""


_PIECES = 30
"""Elements in a paragraph from which on it is no title; so the look at nested ones takes bounded time."""


def _is_head(element: Element) -> bool:
    """Whether a paragraph is short, ends without a stop and holds no other paragraphs than the lines of its title."""
    if len(list(islice(element.iterdescendants(), _PIECES))) == _PIECES:
        return False
    text = text_of(element)
    plain = 0 < len(text) < 160 and not text.endswith((".", ";", ":", ","))
    return plain and not any(
        e.tag in ("p", "ul", "ol", "table", *HEADINGS) for e in element.iterdescendants()
    )


def _terms_of(element: Element) -> Iterator[Element]:
    """The terms and definitions of a list, and anything else that stands among them; groups in `div` are opened."""
    for child in element:
        if child.tag == "div":
            yield from _terms_of(child)
        elif isinstance(child.tag, str) and child.tag not in UNSHOWN:
            yield child


def _without_changes(found: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks without the page's own history, and that history.

    History is what stands below a heading that says so when every line of it begins with a date, and a list whose items all
    begin with a date. A heading alone proves nothing: a section "Document history" may lay down how it is kept.
    """
    out: list[Block] = []
    history: list[Block] = []
    place = 0
    while place < len(found):
        block = found[place]
        end = place + 1
        if block.kind == "heading" and wording.CHANGES.match(block.text):
            while end < len(found) and not (found[end].kind == "heading" and found[end].level <= block.level):
                end += 1
        below = found[place + 1 : end]
        if below and all(_CHANGED.match(b.text) for b in below if b.kind != "heading"):
            history.extend(found[place:end])
        else:
            out.extend(found[place:end])
        place = end
    items = [b for b in out if b.kind == "item"]
    dated = {b.list_id for b in items} - {b.list_id for b in items if not _CHANGED.match(b.text)}
    history += [b for b in out if b.kind == "item" and b.list_id in dated]
    kept = [b for b in out if b.kind != "item" or b.list_id not in dated]
    return kept, [LeftOut(b.text, "page-history", b.place) for b in history]
