"""The pictures inside a source document, with the page and the box that they stand in: material for questions with pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from curation.core.errors import InputError, MissingExtra
from curation.core.files import limited

MOST = 500
"""Most pictures taken out of one document."""
LEAST_SIDE = 64
"""Fewest pixels of a side: what is smaller is a bullet, a rule or a logo."""
_MOST_BYTES = 20_000_000
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


@dataclass(frozen=True)
class Taken:
    """A picture of a document."""

    data: bytes
    suffix: str
    page: int | None = None
    """1-based page; None where the format has no pages."""
    box: tuple[float, ...] = ()
    """Left, bottom, right, top in points on the page."""


def taken_from(data: bytes, where: str) -> list[Taken]:
    """The pictures of a PDF or DOCX document, page by page, read within the limits of a document.

    Raises: InputError for another format, a damaged file, or one that needs more than a document of its size may.
    """
    limits = limited.limits_of(len(data), 2000 * limited.MB, 300)
    return limited.call(_taken, (data, where), limits, "source pictures", where)


def _taken(data: bytes, where: str) -> list[Taken]:
    if data.startswith(b"%PDF"):
        taken = _of_pdf(data, where)
    elif data.startswith(b"PK"):
        taken = _of_word(data, where)
    else:
        message = (
            "is neither PDF nor DOCX; pictures of a web page are files of their own: save them beside a table"
        )
        raise InputError.one(where, "document-kind", message)
    kept: list[Taken] = []
    for one in taken:
        kept.append(one)
        if len(kept) == MOST:
            break
    return kept


def _of_pdf(data: bytes, where: str) -> Iterator[Taken]:
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise MissingExtra("documents", "reading PDF") from error
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        message = "the pages cannot be read; take the file from its source again"
        raise InputError.one(where, "pdf-broken", message) from error
    for number in range(len(document)):
        page = document[number]
        for image in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            if min(image.get_px_size()) < LEAST_SIDE:
                continue
            file = io.BytesIO()
            try:
                image.extract(file, fb_format="png")
            except (pdfium.PdfiumError, OSError, ValueError, NotImplementedError, RuntimeError):
                continue  # a filter that the library cannot undo
            box = tuple(round(float(side), 2) for side in image.get_bounds())
            packed = file.getvalue()
            yield Taken(packed, ".png" if packed.startswith(b"\x89PNG") else ".jpg", number + 1, box)


def _of_word(data: bytes, where: str) -> Iterator[Taken]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in sorted(package.infolist(), key=lambda e: e.filename):
                path = PurePosixPath(entry.filename)
                if (
                    path.parts[:2] == ("word", "media")
                    and path.suffix.lower() in _SUFFIXES
                    and entry.file_size <= _MOST_BYTES
                ):
                    yield Taken(package.read(entry), path.suffix.lower())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        message = "is a damaged DOCX file; take it from its source again"
        raise InputError.one(where, "document-broken", message) from error
