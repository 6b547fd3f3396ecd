"""The printed lines of a PDF, by pdfium: text, place, size and weight, and the calls of footnotes in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from curation.core.errors import InputError, MissingExtra
from curation.readers.pdf import margins, rules, streams, tex_encoding
from curation.readers.pdf.columns import Edges, cells, parting
from curation.readers.pdf.letters import NOTHING, Letters, aligned, printed
from curation.readers.pdf.text_layer import garbled
from curation.readers.structure.blocks import Box, squeeze

MAX_PAGES = 5000
_CALL = re.compile(r"(?<=[a-zA-Zà-ž\"”’).,;:\u3040-\u9fff])\s?(\d{1,3}|\*{1,3}|[†‡])(?=\W|$)")
_COUNT = re.compile(r"(?:^|\s)(\d{0,2}[05])$")
"""A number at the end of a line that may count lines."""
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
    tail: float | None = None
    """Left edge of a number at its end that may count lines: a multiple of five."""
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
    outside: list[Line] = field(default_factory=list)
    """Lines that stand beside the page, where nobody sees them."""
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
        text = aligned(textpage, text, count, raw)
        prefixes = margins.numbers(text, numbered)
        found.numbers = squeeze(" ".join(text[start : start + size] for start, size in prefixes.items()))
        text = margins.blanked(text, prefixes, NOTHING)
        found.tables, heads = rules.drawn(page, width, height, raw)
        edges = Edges(found.tables, heads)
        lines = list(_lines(textpage, text, count, number, raw, prefixes, edges))
        found.outside = _outside(lines, _shown(page, raw))
        found.lines = [line for line in lines if not any(line is other for other in found.outside)]
    textpage.close()
    return found


_BESIDE = 3.0
"""Points that a line may stand beyond the edge of the page."""


def _shown(page: Any, raw: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a page shows, in its own points; the boxes may be those of all pages."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.raw, box):
        return 0.0, 0.0, float("inf"), float("inf")
    return box.left, box.bottom, box.right, box.top


def _outside(lines: list[Line], shown: tuple[float, float, float, float]) -> list[Line]:
    """The lines that stand wholly beside the part of the page that is shown, unless all of them seem to."""
    left, bottom, right, top = shown
    found = [
        line
        for line in lines
        if line.x > right + _BESIDE
        or max(line.right, line.x) < left - _BESIDE
        or not bottom - line.size - _BESIDE < line.y < top + _BESIDE
    ]
    return found if len(found) < len(lines) else []


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


def _lines(
    textpage: Any, text: str, count: int, number: int, raw: Any, prefixes: dict[int, int], drawn: Edges
) -> Iterator[Line]:
    chars = Letters(textpage, count, raw)
    place = 0
    row = 0
    for part in re.split(r"(\r\n|\n|\r)", text):
        start, place = place, place + len(part)
        skipped = prefixes.get(start, 0)
        start, part = start + skipped, part[skipped:]
        if not part.strip():
            continue
        row += 1
        edges = parting(part, start, chars, drawn) if drawn.any else frozenset()
        right = 0.0
        for begin, end in _unjoined(part, start, chars, cells(part, start, chars, edges)):
            line = _line(part[begin:end], start + begin, number, chars)
            if line is not None:
                row += (
                    line.x < right - 2 * line.size
                )  # the text goes on in another line though nothing says so
                right = line.right
                line.row, line.head = row, drawn.open
                yield line


_HYPHEN = re.compile(f"[{margins.HYPHENS}]")
_SMALLER = 0.87
"""Size of print, as a share of that before a hyphen, below which it is that of a note and not the rest of the word."""


def _unjoined(
    part: str, start: int, chars: Letters, found: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of a line, each parted again behind a hyphen that small print follows: a word broken at the foot of a page, then its notes."""
    for begin, end in found:
        for match in _HYPHEN.finditer(part, begin + 1, end - 1):
            place = match.start()
            above, below = chars.height(start + place - 1), chars.height(start + place + 1)
            if 0 < below < _SMALLER * above:
                yield begin, place + 1
                begin = place + 1
        yield begin, end


def _line(part: str, start: int, number: int, chars: Letters) -> Line | None:
    first = start + len(part) - len(part.lstrip())
    last = start + len(part.rstrip()) - 1
    middle = printed(part, len(part) // 2) + start
    x, y = chars.origin(first)
    size = chars.usual_height([start + printed(part, len(part) * n // 4) for n in (1, 2, 3)])
    if part.strip()[:1].isalnum():  # a bullet is often set larger than its text
        size = max(size, chars.height(first)) if chars.larger(first, middle) else size
    size = round(size, 1)
    calls: list[str] = []
    clean = _without_calls(part, start, size, chars, calls) if re.search(r"[\d*†‡]", part) else part
    shown = squeeze(clean.replace("\ufffe", "\xad").replace("\x02", "\xad").replace(NOTHING, ""))
    shown = tex_encoding.parted(shown)
    if not shown:
        return None
    foot = y
    if "\xad" in shown:
        foot = chars.origin(last)[1]
    line = Line(shown, number, x, y, foot, size, chars.bold(middle), chars.edges(last)[1], calls=calls)
    if (tail := _COUNT.search(shown)) and part.rstrip().endswith(tail[1]):
        line.tail = chars.origin(last - len(tail[1]) + 1)[0]
    return line


def _without_calls(part: str, start: int, size: float, chars: Letters, calls: list[str]) -> str:
    """A line without the calls of footnotes, which are collected: digits after a word that are printed much smaller."""
    out, last = [], 0
    for match in _CALL.finditer(part):
        at = start + match.start(1)
        before = start + match.start() - 1 if match.start() else at
        small, beside = chars.height(at), chars.height(before) or size
        raised = chars.origin(at)[1] > chars.origin(before)[1] + 0.08 * beside
        if 0 < small < 0.8 * min(size, beside) and (raised or match[1] in "*†‡"):
            out.append(part[last : match.start()])
            calls.append(match[1])
            last = match.end()
    return "".join([*out, part[last:]])
