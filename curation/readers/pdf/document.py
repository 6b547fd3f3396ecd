"""PDF by pdfium: lines with their place and size, without running heads, joined to paragraphs, rows and notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from curation.core.errors import InputError, Issue
from curation.readers.pdf import layout, line_counts, notes, running, two_languages
from curation.readers.pdf.hyphens import join
from curation.readers.pdf.lines import Line, Page, pages_of
from curation.readers.pdf.openings import ITEM
from curation.readers.pdf.paragraphs import blocks
from curation.readers.structure.blocks import Block, LeftOut, Parsed, squeeze
from curation.readers.structure.outline import named, names_part, outline
from curation.readers.structure.placing import noted
from curation.text.document_words import contents as contents_wording
from curation.text.heading_words import (
    is_blank_to_fill,
    is_generic,
    is_letterhead,
    is_number_of_document,
    names_document,
    titled,
)


def read(data: bytes) -> Parsed:
    """The parts of a PDF, each with its page and its place on it.

    Raises: InputError for a PDF that is encrypted, damaged, too long, has no text (a scan), or text that cannot be read.
    """
    found = pages_of(data)
    pages = found.pages
    left_out, faults = _unreadable(pages)
    left_out += line_counts.drop(pages)
    left_out += [
        LeftOut(line.text, "hidden", f"beside page {page.number}", page.number)
        for page in pages
        for line in page.outside
    ]
    left_out += running.drop(pages)
    left_out += [LeftOut(page.numbers, "page-number", page=page.number) for page in pages if page.numbers]
    lines = [line for page in pages for line in page.lines]
    if not lines:
        raise InputError.one("pdf", "pdf-no-text", "no page has text of its own; there is nothing to read")
    body = _body_size(lines)
    _quieten(lines)
    taken = notes.take(pages, body)
    called = notes.blocks(taken, join)
    pieces = [piece for page in pages for piece in layout.arrange(page.lines, page.tables)]
    pieces = two_languages.in_turn(pieces)
    result = blocks(pieces, body, found.titles, called)
    lines = [
        line for piece in pieces for line in (piece.lines if isinstance(piece, layout.TableRow) else [piece])
    ]
    headings = [
        (b.text, b.page or 1)
        for b in result.blocks
        if b.kind == "heading" and not names_part(b.text) and not _SECTION.match(b.text)
    ]
    title = _title(lines, body) or next((text for text, _ in headings), "")
    said = named(result.blocks, found.name) if found.name else ""
    said = "" if is_generic(said) else said
    if is_generic(title) or _told(said, found.name):
        title = said or _called(headings) or title
    parsed = outline(_joined(result.blocks, title), title, lists="lettered")
    parsed.root.parts.extend(noted(note) for note in result.uncalled)
    parsed.left_out = [*left_out, *taken.marks, *parsed.left_out]
    parsed.faults += faults
    return parsed


def _called(headings: list[tuple[str, int]]) -> str:
    """The first heading that a document may be called by, one of its first pages that names a sort of document rather than another."""
    own = [(text, page) for text, page in headings if not is_generic(text) and text[0].isalpha()]
    named = (
        text
        for text, page in own[:_FIRST]
        if page <= _COVER and names_document(text) and not is_number_of_document(text)
    )
    return next(named, next((text for text, _ in own), ""))


_COVER = 2
"""Pages on which the name of a document stands in large print."""


_SECTION = re.compile(r"\d{1,3}[A-Z]{0,2}\.\s*\D")
"""A heading that is the title of a section and not that of the document."""
_LOUD = 0.5
"""Share of the characters from which on bold print is that of the text and marks no heading."""


def _quieten(lines: list[Line]) -> None:
    """Takes lines for plain where most of the document is bold (or a font only says that it is)."""
    if sum(len(line.text) for line in lines if line.bold) > _LOUD * sum(len(line.text) for line in lines):
        for line in lines:
            line.bold = False


def _told(printed: str, said: str) -> bool:
    """Whether the title found is the one that the file says it has, and not the first heading."""
    return bool(said) and printed.lower().startswith(said.lower()[:40])


def _unreadable(pages: list[Page]) -> tuple[list[LeftOut], list[Issue]]:
    """The pages that are pictures and those whose characters are not the printed ones, with an issue each.

    Raises: InputError when that is true of all pages with something on them.
    """
    pictures = [page for page in pages if page.picture]
    garbled = [page for page in pages if page.garbled]
    rest = [page for page in pages if page.lines]
    characters = sum(len(line.text) for page in rest for line in page.lines)
    if not garbled and characters < 20:
        raise InputError.one(
            "pdf",
            "pdf-no-text",
            "the pages hold pictures and no text; run OCR over it (for example ocrmypdf) and give the result",
        )
    if garbled and characters < 200 * len(garbled):
        raise InputError.one(
            "pdf",
            "pdf-garbled-text",
            "the text layer cannot be read: its characters are not those that the pages print (a font without a right table of "
            "characters); run OCR over it (for example ocrmypdf --force-ocr) and give the result",
        )
    left_out = [
        LeftOut("", "unreadable", page=page.number, box=(0, 0, page.width, page.height)) for page in pictures
    ]
    left_out += [
        LeftOut(page.garbled, "unreadable", page=page.number, box=(0, 0, page.width, page.height))
        for page in garbled
    ]
    faults = [
        Issue(
            f"page {page.number}",
            "pdf-page-no-text",
            f"page {page.number} has no text layer; run OCR over it (for example ocrmypdf)",
        )
        for page in pictures
    ]
    faults += [
        Issue(
            f"page {page.number}",
            "pdf-page-garbled",
            f"the text layer of page {page.number} cannot be read; run OCR over it (for example ocrmypdf --force-ocr)",
        )
        for page in garbled
    ]
    return left_out, faults


def _title(lines: list[Line], body: float) -> str:
    """The lines in the largest print of the first two pages, empty when nothing is printed larger than the text."""
    first = [
        line
        for line in lines
        if line.page <= 2
        and len(line.text) > 2
        and (any(map(str.isalpha, line.text)) or _YEAR.fullmatch(line.text))
        and not (
            ITEM.match(line.text) or contents_wording.HEAD.match(line.text) or is_blank_to_fill(line.text)
        )
    ]
    size = max((line.size for line in first if not _YEAR.fullmatch(line.text)), default=0.0)
    if size < 1.15 * body:
        return ""
    page = next(line.page for line in first if line.size == size)
    found = titled(
        _together([line for line in first if line.page == page and line.size > 0.93 * size], lines)
    )
    if all(is_generic(text) or is_number_of_document(text) for text in found):
        return found[0]  # a series, and which of its documents this is
    title = squeeze(" ".join(found[:6]).replace("\xad", ""))
    return title if len(title) <= 200 else squeeze(found[0].replace("\xad", ""))


_YEAR = re.compile(r"(?:19|20)\d\d")
"""A year, which ends a name (`Handbook 2031`) and is none itself."""
_LEADING = 1.5
"""Distance of two lines of one name on a cover, in their size."""
_BETWEEN = 3
"""How many lines further on the next line of a title may stand; the headings of a short page are printed as large."""


def _together(large: list[Line], lines: list[Line]) -> list[str]:
    """The texts of the first of the `large` lines and of those that follow it closely, without names of organisations over several of them."""
    places = {id(line): place for place, line in enumerate(lines)}
    kept = [large[0]]
    for line in large[1:]:
        if places[id(line)] - places[id(kept[-1])] > _BETWEEN:
            break
        kept.append(line)
    groups: list[list[str]] = []
    for above, line in zip([None, *kept], kept, strict=False):
        near = above is not None and above.page == line.page and 0 < above.y - line.y < _LEADING * line.size
        groups[-1:] = [[*groups[-1], line.text]] if near else [*groups[-1:], [line.text]]
    named = [group for group in groups if not is_letterhead(" ".join(group))]
    return [text for group in named or groups for text in group]


def _joined(found: list[Block], title: str) -> list[Block]:
    """The blocks, the headings in a row that are the lines of the title as one heading."""
    for begin, block in enumerate(found[:_FIRST]):
        if block.kind != "heading" or not title.startswith(block.text):
            continue
        end = begin + 1
        while end < len(found) and found[end].kind == "heading":
            end += 1
            text = squeeze(" ".join(one.text for one in found[begin:end]).replace("\xad", ""))
            if text == title:
                boxes = [box for one in found[begin:end] for box in one.boxes]
                notes_of = [note for one in found[begin:end] for note in one.notes]
                whole = replace(block, text=text, boxes=boxes, notes=notes_of)
                return [*found[:begin], whole, *found[end:]]
    return found


_FIRST = 20
"""Blocks in which the lines of a title stand."""


def _body_size(lines: list[Line]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] or 10.0
