"""The printed lines of a PDF, by pdfium: text, place, size and weight, and the calls of footnotes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from curation.core.errors import InputError, MissingExtra
from curation.readers.pdf import margins, rules, streams
from curation.readers.pdf.text_layer import garbled
from curation.readers.structure.blocks import Box, squeeze

MAX_PAGES = 5000
_CALL = re.compile(r"(?<=[a-zA-Zà-ž\"”’).,;:\u3040-\u9fff])\s?(\d{1,3}|\*{1,3}|[†‡])(?=\W|$)")
_LABEL = re.compile(
    r"[•▪◦‣·●○■□➢✓❖\uf000-\uf0ff*–—-]|\(?\w{1,5}[.)]{1,2}|\d{1,3}(?:\.\d{1,3})*\.?|§+\s*\d+\w?|[IVXivx]{1,6}\.?|(?:[A-Z][\w.]{2,9}|Art\.|Sec\.)\s+\d{1,4}\w?\.?"
)
"""A number or bullet that a tab sets apart from its text."""
_GAP = 1.9
"""Width of a gap inside a line, in sizes of its print, that parts two columns or cells; a space is 0.3, justified text up to 1.2."""
_BACK = 3.0
"""How far to the left a line goes on, in sizes of its print, when it is no line but the next one."""
_PICTURE = 0.25
"""Share of a page that a picture must cover to be taken for its content."""


@dataclass(slots=True)
class Line:
    """A printed line, or the part of one that stands in a column of its own."""

    text: str
    page: int
    x: float
    """Left edge in points."""
    y: float
    """Baseline in points from the foot of the page."""
    foot: float
    """Baseline of its end: lower than `y` where a word broken at the end of a line joined the next one to it."""
    size: float
    bold: bool
    right: float = 0.0
    """Right edge in points."""
    row: int = 0
    """Number of the printed line on its page; parts of one line share it."""
    calls: list[str] = field(default_factory=list)
    """The footnotes that it calls, as printed."""
    head: rules.Head | None = None
    """The rule below the heads of the columns in which it stands, where the page draws no more of the table."""
    column: float = 0.0
    """How far right of the first column its own begins, in points."""

    @property
    def indent(self) -> float:
        """Left edge as it would be in the first column."""
        return self.x - self.column

    @property
    def box(self) -> Box:
        """Where it stands on its page."""
        return (
            self.page,
            round(self.x, 1),
            round(self.foot - 0.25 * self.size, 1),
            round(max(self.right, self.x), 1),
            round(self.y + 0.8 * self.size, 1),
        )


@dataclass(slots=True)
class Page:
    """A page and what could be read of it."""

    number: int
    width: float
    height: float
    lines: list[Line]
    picture: bool = False
    """Whether the page is a picture without a text layer."""
    tables: list[rules.Table] = field(default_factory=list)
    """The tables that it draws."""
    numbers: str = ""
    """The numbers that the page prints beside its lines, which are not in them."""
    garbled: str = ""
    """The text of a page whose characters are not those that it prints; it has no lines."""


@dataclass(slots=True)
class Pages:
    """The pages of a document and the titles of its bookmarks, folded."""

    pages: list[Page]
    titles: set[str]
    name: str = ""
    """The title in the properties of the file, which may be that of the file that it was made from."""


def pages_of(data: bytes) -> Pages:
    """All pages, their lines in reading order.

    Raises: InputError for a PDF that is encrypted, damaged or too long.
    """
    try:
        import pypdfium2 as pdfium
        from pypdfium2 import raw
    except ImportError as error:
        raise MissingExtra("documents", "reading PDF") from error
    streams.refuse_bombs(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise InputError.one(
                "pdf", "pdf-encrypted", "the document is encrypted; save it without a password"
            ) from error
        raise InputError.one(
            "pdf", "pdf-broken", "the file is damaged or cut off; take it from its source again"
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError.one(
                "pdf",
                "document-large",
                f"{len(document):,} pages, more than {MAX_PAGES:,}; split the document",
            )
        out: list[Page] = []
        for number in range(len(document)):
            page = document[number]
            out.append(_page(page, number + 1, raw, bool(out and out[-1].numbers)))
            page.close()
        return Pages(out, _titles(document), _name(document))
    except pdfium.PdfiumError as error:
        raise InputError.one(
            "pdf", "pdf-broken", "a page cannot be loaded; take the file from its source again"
        ) from error
    finally:
        document.close()


def _name(document: Any) -> str:
    """The title in the properties of the file, empty when there is none or it cannot be read."""
    try:
        return squeeze(document.get_metadata_value("Title") or "")
    except UnicodeDecodeError:
        return ""


def _titles(document: Any) -> set[str]:
    """The titles of the bookmarks, folded; empty when there are none or they cannot be read."""
    found: set[str] = set()
    for entry in document.get_toc(max_depth=6):
        title = entry.get_title() if hasattr(entry, "get_title") else entry.title
        found.add(letters_of(title or ""))
    return found - {""}


def letters_of(text: str) -> str:
    """The letters of `text` in lower case: two printings of a title agree in them."""
    return re.sub(r"[\W\d_]+", "", text).lower()


def _page(page: Any, number: int, raw: Any, numbered: bool) -> Page:
    """A page; `numbered` says whether the lines of the page before it have numbers beside them."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range() if count > 0 else ""
    found = Page(number, width, height, [])
    if len("".join(text.split())) < 25 and _is_picture(page, width * height, raw):
        found.picture = True
    if garbled(text):
        found.garbled = text
    else:
        text = _aligned(textpage, text, count, raw)
        prefixes = margins.numbers(text, numbered)
        found.numbers = squeeze(" ".join(text[start : start + size] for start, size in prefixes.items()))
        found.tables, heads = rules.drawn(page, width, height, raw)
        edges = _Edges(found.tables, heads)
        found.lines = list(_lines(textpage, text, count, number, raw, prefixes, edges))
    textpage.close()
    return found


_NOTHING = "\x00"
"""Stands in a text for what has a place of its own and is not shown: the second half of a sign, a control character."""


def _aligned(textpage: Any, text: str, count: int, raw: Any) -> str:
    """The text of a page with one letter for each place that pdfium counts, so that letters can be asked where they stand."""
    if len(text) == count:
        return text
    units = [raw.FPDFText_GetUnicode(textpage.raw, place) for place in range(count)]
    out: list[str] = []
    for unit in units:
        if 0xDC00 <= unit < 0xE000 and out and 0xD800 <= ord(out[-1]) < 0xDC00:
            out[-1] = chr(0x10000 + ((ord(out[-1]) - 0xD800) << 10) + unit - 0xDC00)
            out.append(_NOTHING)
        else:
            shown = unit >= 32 or unit in (2, 9, 10, 13)
            out.append(chr(unit) if shown and unit <= 0xFFFF else _NOTHING)
    return "".join(_NOTHING if "\ud800" <= letter < "\ue000" else letter for letter in out)


def _is_picture(page: Any, area: float, raw: Any) -> bool:
    """Whether what a page shows is a picture, or drawings in the place of letters."""
    drawn = 0
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
            if abs((right - left) * (top - bottom)) > _PICTURE * area:
                return True
        drawn += item.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
        if drawn > 200:
            return True
    return False


class _Text:
    """The places of the characters of a page."""

    def __init__(self, textpage: Any, count: int, raw: Any) -> None:
        from ctypes import byref, c_double

        self.page, self.count, self.raw = textpage.raw, count, raw
        self._numbers = [c_double() for _ in range(4)]
        self._places = [byref(number) for number in self._numbers]
        self._box = raw.FS_RECTF()

    def origin(self, place: int) -> tuple[float, float]:
        """Left edge and baseline of a character."""
        self.raw.FPDFText_GetCharOrigin(self.page, min(place, self.count - 1), *self._places[:2])
        return self._numbers[0].value, self._numbers[1].value

    def edges(self, place: int) -> tuple[float, float]:
        """Left and right edge of the ink of a character."""
        if not self.raw.FPDFText_GetCharBox(self.page, min(place, self.count - 1), *self._places):
            return 0.0, 0.0
        return self._numbers[0].value, self._numbers[1].value

    def height(self, place: int) -> float:
        """The height of a character's em box in points; the font size alone leaves out how the page scales it."""
        if not self.raw.FPDFText_GetLooseCharBox(self.page, min(place, self.count - 1), self._box):
            return 0.0
        return float(abs(self._box.top - self._box.bottom))

    def bold(self, place: int) -> bool:
        """Whether a character is printed bold."""
        return bool(self.raw.FPDFText_GetFontWeight(self.page, min(place, self.count - 1)) >= 600)


@dataclass
class _Edges:
    """The edges of columns that a page draws, where its lines are read from the top down."""

    tables: list[rules.Table]
    heads: list[rules.Head]
    open: rules.Head | None = None
    """The head whose rows are being read."""

    size: float = 0.0
    """Size of the print of its heads."""

    @property
    def any(self) -> bool:
        """Whether the page draws tables at all."""
        return bool(self.tables or self.heads)

    def of(self, y: float, x: float, size: float) -> tuple[float, ...]:
        """The edges that may part a line at a place."""
        for table in self.tables:
            if table.left - 4 < x < table.right and (edges := table.edges(y + 0.3 * size)):
                return edges
        for head in self.heads:
            near = abs(head.y - y) < _HEAD * size
            if near and head is not self.open and (self.open is None or y < head.y):
                self.open, self.size = head, size
        if self.open is not None and size > 1.2 * self.size:
            self.open = None  # a heading below the table
        return self.open.edges if self.open is not None else ()

    def end(self) -> None:
        """A line that crosses an edge is below the last row."""
        self.open = None


_HEAD = 3.0
"""Sizes of print that the heads of columns may stand above their rule, and the first row below it."""


def _lines(
    textpage: Any, text: str, count: int, number: int, raw: Any, prefixes: dict[int, int], drawn: _Edges
) -> Iterator[Line]:
    chars = _Text(textpage, count, raw)
    place = 0
    row = 0
    for part in re.split(r"(\r\n|\n|\r)", text):
        start, place = place, place + len(part)
        skipped = prefixes.get(start, 0)
        start, part = start + skipped, part[skipped:]
        if not part.strip():
            continue
        row += 1
        edges = _parting(part, start, chars, drawn) if drawn.any else frozenset()
        right = 0.0
        for begin, end in _cells(part, start, chars, edges):
            line = _line(part[begin:end], start + begin, number, chars)
            if line is not None:
                row += (
                    line.x < right - 2 * line.size
                )  # the text goes on in another line though nothing says so
                right = line.right
                line.row, line.head = row, drawn.open
                yield line


def _parting(part: str, start: int, chars: _Text, drawn: _Edges) -> frozenset[int]:
    """The gaps of a line in which an edge of a drawn column stands, by where they begin."""
    first = start + len(part) - len(part.lstrip())
    last = start + len(part.rstrip()) - 1
    x, y = chars.origin(first)
    size = chars.height(start + _printed(part, len(part) // 2)) or 10.0
    edges = drawn.of(y, x, size)
    right = chars.edges(last)[1]
    inside = [edge for edge in edges if x + 1 < edge < right - 1]
    if not inside:
        return frozenset()
    gaps: dict[float, int] = {}
    for found in re.finditer(r"\s+", part):
        if found.start() == 0 or found.end() == len(part):
            continue
        before, after = chars.edges(start + found.start() - 1)[1], chars.edges(start + found.end())[0]
        for edge in inside:
            if before - _OVER <= edge <= after + _OVER:
                gaps.setdefault(edge, found.start())
    if drawn.open is not None and edges is drawn.open.edges:
        if y > drawn.open.y and len(gaps) < 2:
            drawn.end()  # a line above the heads of the columns
            return frozenset()
        if len(gaps) < len(inside):
            drawn.end()
            return frozenset()
    return frozenset(gaps.values())


_OVER = 3.0
"""Points by which a word may stand over the edge of its column."""


def _cells(part: str, start: int, chars: _Text, edges: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where the parts of a line begin and end that a wide gap or a drawn edge sets apart."""
    begin = 0
    size = 0.0
    for found in re.finditer(r"\s+", part):
        if found.start() == 0 or found.end() == len(part):
            continue
        if found.start() in edges:
            yield begin, found.start()
            begin = found.end()
            continue
        if _LABEL.fullmatch(part[begin : found.start()].strip()):
            continue  # a number and the provision that it stands before
        size = size or chars.height(start + found.start() // 2) or 10.0
        right = chars.edges(start + found.start() - 1)[1]
        left = chars.edges(start + found.end())[0]
        if left < right - _BACK * size:
            yield begin, found.start()
            begin = found.end()
        elif (
            left - right > _GAP * size and chars.height(start + found.end()) > 0.8 * size
        ):  # a raised call is no cell
            yield begin, found.start()
            begin = found.end()
    yield begin, len(part)


def _line(part: str, start: int, number: int, chars: _Text) -> Line | None:
    first = start + len(part) - len(part.lstrip())
    last = start + len(part.rstrip()) - 1
    middle = _printed(part, len(part) // 2) + start
    x, y = chars.origin(first)
    size = chars.height(middle)
    if part.strip()[:1].isalnum():  # a bullet is often set larger than its text
        size = max(size, chars.height(first))
    size = round(size, 1)
    calls: list[str] = []
    clean = _without_calls(part, start, size, chars, calls) if re.search(r"[\d*†‡]", part) else part
    shown = squeeze(clean.replace("\ufffe", "\xad").replace("\x02", "\xad").replace(_NOTHING, ""))
    if not shown:
        return None
    foot = y
    if "\xad" in shown:
        foot = chars.origin(last)[1]
    return Line(shown, number, x, y, foot, size, chars.bold(middle), chars.edges(last)[1], calls=calls)


def _printed(part: str, place: int) -> int:
    """The place of a character that is printed: a blank that stands for a gap has no size."""
    while place < len(part) and part[place].isspace():
        place += 1
    return place if place < len(part) else len(part.rstrip()) - 1


def _without_calls(part: str, start: int, size: float, chars: _Text, calls: list[str]) -> str:
    """A line without the calls of footnotes, which are collected: digits after a word that are printed much smaller."""
    out, last = [], 0
    for found in _CALL.finditer(part):
        at = start + found.start(1)
        before = start + found.start() - 1 if found.start() else at
        small, beside = chars.height(at), chars.height(before) or size
        raised = chars.origin(at)[1] > chars.origin(before)[1] + 0.08 * beside
        if 0 < small < 0.8 * min(size, beside) and (raised or found[1] in "*†‡"):
            out.append(part[last : found.start()])
            calls.append(found[1])
            last = found.end()
    return "".join([*out, part[last:]])
