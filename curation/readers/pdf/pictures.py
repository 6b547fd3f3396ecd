"""Pictures of the pages of a PDF, as PNG in shades of grey."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from curation.core.errors import InputError, MissingExtra

_MOST_PIXELS = 4_000_000
"""Most pixels of a picture: an A4 page at 200 dots an inch has 3.9 million."""


@dataclass(frozen=True)
class PageImage:
    """A page as it looks."""

    number: int
    """1-based page."""
    width: float
    """Width of the page in points."""
    height: float
    """Height of the page in points."""
    png: bytes


def pictures_of(data: bytes, most: int, width: int) -> Iterator[PageImage]:
    """The pictures of the first `most` pages, each `width` pixels wide or less.

    Raises: InputError for a PDF that cannot be opened.
    """
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise MissingExtra("documents", "reading PDF") from error
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise InputError.one(
            "pdf", "pdf-broken", "the pages cannot be drawn; take the file from its source again"
        ) from error
    try:
        for number in range(min(len(document), most)):
            page = document[number]
            wide, high = page.get_size()
            scale = min(width / max(wide, 1.0), (_MOST_PIXELS / max(wide * high, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            yield PageImage(number + 1, wide, high, _png(bitmap))
            bitmap.close()
            page.close()
    finally:
        document.close()


def _png(bitmap: Any) -> bytes:
    """A bitmap with one byte a pixel as a PNG file (W3C PNG, colour type 0)."""
    raw, stride, width, height = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    rows = b"".join(b"\0" + raw[row * stride : row * stride + width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
