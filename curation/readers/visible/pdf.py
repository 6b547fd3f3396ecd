"""The text that the pages of a PDF show, as pdfium gives it for whole pages."""

from __future__ import annotations

import re

from curation.core.errors import MissingExtra
from curation.readers.pdf import tex_encoding


def document(data: bytes) -> str:
    """The text of all pages; a word broken at the end of a line is one word."""
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise MissingExtra("documents", "reading PDF") from error
    pages: list[str] = []
    source = pdfium.PdfDocument(data)
    try:
        for number in range(len(source)):
            page = source[number]
            textpage = page.get_textpage()
            text = textpage.get_text_range() if textpage.count_chars() > 0 else ""
            pages.append(text.translate(tex_encoding.table(text)))
            textpage.close()
            page.close()
    finally:
        source.close()
    return re.sub(r"[\ufffe\x02\xad]\s*", "", "\n".join(pages))
