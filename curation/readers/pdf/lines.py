"""The printed lines of a PDF, by pdfium: text, place, size and weight, without the calls of footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from curation.core.errors import InputError, MissingExtra
from curation.readers.structure.blocks import squeeze

MAX_PAGES = 5000
_CALL = re.compile(r"(?<=[a-zA-Zà-ž\"”’).,;:]) ?(\d{1,3})(?=\W|$)")


@dataclass(slots=True)
class Line:
    """A printed line."""

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


def lines_of(data: bytes) -> tuple[list[Line], set[str], float]:
    """The lines of all pages in reading order, the titles of the bookmarks, and the height of the first page."""
    try:
        import pypdfium2 as pdfium
        from pypdfium2 import raw
    except ImportError as error:
        raise MissingExtra("documents", "reading PDF") from error
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
        out: list[Line] = []
        height = 842.0
        for number in range(len(document)):
            page = document[number]
            if number == 0:
                height = page.get_height()
            out.extend(_page_lines(page, number + 1, raw))
            page.close()
        return out, _titles(document), height
    except pdfium.PdfiumError as error:
        raise InputError.one(
            "pdf", "pdf-broken", "a page cannot be loaded; take the file from its source again"
        ) from error
    finally:
        document.close()


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


def _page_lines(page: Any, number: int, raw: Any) -> list[Line]:
    from ctypes import byref, c_double

    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range() if count > 0 else ""
    left, base = c_double(), c_double()
    out: list[Line] = []
    place = 0
    for part in re.split(r"(\r\n|\n|\r)", text):
        start, place = place, place + len(part)
        if not part.strip():
            continue
        first = start + len(part) - len(part.lstrip())
        middle = min(start + len(part) // 2, count - 1)
        raw.FPDFText_GetCharOrigin(textpage.raw, first, byref(left), byref(base))
        size = _height(textpage, middle, raw)
        if part.strip()[0].isalnum():  # a bullet is often set larger than its text
            size = max(size, _height(textpage, first, raw))
        size = round(size, 1)
        weight = raw.FPDFText_GetFontWeight(textpage.raw, middle)
        clean = _without_calls(part, start, size, textpage, raw) if re.search(r"\d", part) else part
        shown = squeeze(clean.replace("\ufffe", "\xad").replace("\x02", "\xad"))
        if shown:
            x, y, foot = left.value, base.value, base.value
            if "\xad" in shown:
                last = min(start + len(part.rstrip()) - 1, count - 1)
                raw.FPDFText_GetCharOrigin(textpage.raw, last, byref(left), byref(base))
                foot = base.value
            out.append(Line(shown, number, x, y, foot, size, weight >= 600))
    textpage.close()
    return out


def _height(textpage: Any, place: int, raw: Any) -> float:
    """The height of a character's em box in points; the font size alone leaves out how the page scales it."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage.raw, place, box):
        return 0.0
    return float(abs(box.top - box.bottom))


def _without_calls(part: str, start: int, size: float, textpage: Any, raw: Any) -> str:
    """A line without the calls of footnotes: digits after a word that are printed much smaller."""
    out, last = [], 0
    for found in _CALL.finditer(part):
        small = _height(textpage, start + found.start(1), raw)
        if 0 < small < 0.8 * size:
            out.append(part[last : found.start()])
            last = found.end()
    return "".join([*out, part[last:]])
