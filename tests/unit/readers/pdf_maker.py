"""Small PDF files written by hand, for tests: lines of text at places, in sizes, on pages."""

from __future__ import annotations

Line = tuple[str, float, float, float]
"""Text, left edge and baseline in points from the lower left corner, size in points."""


class Drawn(list[Line]):
    """The lines of a page that also has strokes: left, bottom, right and top of each, in points."""

    strokes: list[tuple[float, float, float, float]]


def drawn(lines: list[Line], strokes: list[tuple[float, float, float, float]]) -> Drawn:
    """A page of lines of text with strokes."""
    page = Drawn(lines)
    page.strokes = strokes
    return page


def pdf(pages: list[list[Line]], trailer: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of Helvetica text; `more` are further objects, numbered on from the last page's content."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = (
            b"BT " + b" ".join(_shown(line) for line in lines) + b" ET"
            if lines
            else b"q 400 0 0 600 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
        )
        for left, bottom, right, top in getattr(lines, "strokes", []):
            content += b"\n%g %g m %g %g l S" % (left, bottom, right, top)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.extend(more)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, trailer, start,
    )  # fmt: skip
    return bytes(out)


def _shown(line: Line) -> bytes:
    text, x, y, size = line
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (size, x, y, escaped)


def paragraphs(lines: list[str], top: float = 700, x: float = 72, size: float = 11) -> list[Line]:
    """Lines below each other; an empty one leaves the gap of a paragraph."""
    out: list[Line] = []
    for line in lines:
        if line:
            out.append((line, x, top, size))
        top -= 14 if line else 12
    return out
