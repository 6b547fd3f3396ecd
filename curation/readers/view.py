"""A document as it was read, on one page without a network: clauses framed, what is left out grey with its reason, beside the pages.

The words are shown in the order of the document; of a PDF each clause leads to its rectangles on the picture of the page.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator

from curation.core.records import Clause, Dropped
from curation.readers import ledger
from curation.readers.pdf.pictures import PageImage, pictures_of
from curation.readers.structure.clauses import Reading

MAX_PICTURES = 200
"""Most pages whose picture is put into the file; a picture is some 100 KB."""
_WIDTH = 900
"""Width of the picture of a page, in pixels."""
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff}
header{padding:12px 20px;border-bottom:1px solid #ccc}
header h1{font-size:18px;margin:0 0 4px}
.fault{color:#8a1c1c;font-weight:600}
.both{display:grid;grid-template-columns:1fr 1fr;gap:0}
.one{max-width:60em;margin:auto}
.side{height:calc(100vh - 110px);overflow:auto;padding:12px 20px}
.one .side{height:auto}
.clause{border:1px solid #7a9cc6;border-radius:4px;padding:6px 10px;margin:6px 0;background:#f6f9fd}
.clause:target,.clause:focus{outline:3px solid #d98e04}
.clause small{color:#4a5a6a;display:block;overflow-wrap:anywhere}
.heading{font-weight:600;background:#e9f0f8}
.note{margin-left:3em;font-size:14px}
.left{color:#666;background:#eee;border-radius:4px;padding:4px 10px;margin:6px 0;font-size:14px}
.left b{font-weight:600}
.unaccounted{color:#8a1c1c;background:#fbe9e9}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
figure{margin:0 0 16px;position:relative}
figure img{width:100%;display:block;border:1px solid #ccc}
figure a,figure span{position:absolute;border:1px solid #2f6db5;background:rgba(47,109,181,.10)}
figure span{border:1px dashed #777;background:rgba(120,120,120,.25)}
figcaption{font-size:13px;color:#555}
@media(max-width:900px){.both{grid-template-columns:1fr}.side{height:auto}}
"""


def page(reading: Reading, data: bytes) -> str:
    """The page as HTML; `data` are the bytes of the document, for the pictures of its pages.

    Everything of the document is escaped; the page has no script and loads nothing.
    """
    document = reading.document
    title = html.escape(document.title or document.slug)
    summary = html.escape(f"{len(reading.clauses):,} clauses; {ledger.account(reading)}")
    faults = "".join(
        f'<p class="fault">{html.escape(f"{fault.code}: {fault.message}")}</p>' for fault in reading.faults
    )
    pictures = "".join(_figures(reading, data)) if data[:1024].find(b"%PDF-") >= 0 else ""
    read = "".join(_pieces(reading))
    body = (
        f'<div class="both"><div class="side">{pictures}</div><div class="side">{read}</div></div>'
        if pictures
        else f'<div class="one"><div class="side">{read}</div></div>'
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<title>{title}: as read</title><style>{_STYLE}</style>"
        f"<header><h1>{title}</h1><div>{summary}</div>{faults}</header>{body}</html>\n"
    )


def _pieces(reading: Reading) -> Iterator[str]:
    """The clauses in the order of the document; what is left out stands before the first clause of its page, else at the end."""
    waiting = list(reading.dropped)
    paged = [piece for piece in waiting if piece.page is not None]
    rest = [piece for piece in waiting if piece.page is None]
    before = [
        piece for piece in rest if piece.reason in ("navigation", "metadata", "preamble", "title", "contents")
    ]
    yield from map(_left, before)
    for clause in reading.clauses:
        while paged and clause.page is not None and (paged[0].page or 0) <= clause.page:
            yield _left(paged.pop(0))
        yield _clause(clause)
    yield from map(_left, paged)
    yield from map(_left, (piece for piece in rest if piece not in before))


def _clause(clause: Clause) -> str:
    kind = (
        "heading"
        if clause.kind in ("heading", "section", "chapter", "article") and len(clause.text) < 160
        else clause.kind
    )
    words = (
        clause.text
        if not clause.marker or clause.text.startswith(clause.marker)
        else f"{clause.marker} {clause.text}"
    )
    place = f" · page {clause.page}" if clause.page else ""
    label = f"{clause.citation} · {clause.kind} · {clause.modality}{place}"
    return (
        f'<div class="clause {html.escape(kind)}" id="c-{html.escape(clause.eid, quote=True)}"><small>{html.escape(label)}</small>'
        f'<div class="text">{html.escape(words)}</div></div>'
    )


def _left(piece: Dropped) -> str:
    reason = ledger.PLAIN[piece.reason]
    shown = piece.text if len(piece.text) < 2000 else piece.text[:2000] + " …"
    return (
        f'<div class="left {html.escape(piece.reason)}"><b>left out: {html.escape(reason)}</b> '
        f'<small>{html.escape(piece.place)}, {piece.words:,} words</small><div class="text">{html.escape(shown)}</div></div>'
    )


def _figures(reading: Reading, data: bytes) -> Iterator[str]:
    """A picture of each page with the rectangles of its clauses, each a link to the clause."""
    names = {clause.id: clause for clause in reading.clauses}
    boxes: dict[int, list[str]] = {}
    pictures = {picture.number: picture for picture in pictures_of(data, MAX_PICTURES, _WIDTH)}
    for spot in reading.placements:
        if (picture := pictures.get(spot.page)) is not None:
            clause = names[spot.clause]
            where = _style(picture, spot.left, spot.bottom, spot.right, spot.top)
            target, shown = html.escape(clause.eid, quote=True), html.escape(clause.citation, quote=True)
            boxes.setdefault(spot.page, []).append(
                f'<a href="#c-{target}" title="{shown}" style="{where}"></a>'
            )
    for piece in reading.dropped:
        if (
            piece.page is not None
            and len(piece.box) == 4
            and (picture := pictures.get(piece.page)) is not None
        ):
            reason = html.escape(ledger.PLAIN[piece.reason], quote=True)
            where = _style(picture, *piece.box)
            boxes.setdefault(piece.page, []).append(
                f'<span title="left out: {reason}" style="{where}"></span>'
            )
    for number, picture in pictures.items():
        coded = base64.b64encode(picture.png).decode("ascii")
        yield (
            f'<figure><img alt="page {number}" src="data:image/png;base64,{coded}">{"".join(boxes.get(number, ()))}</figure>'
            f"<figcaption>page {number}</figcaption>"
        )


def _style(picture: PageImage, left: float, bottom: float, right: float, top: float) -> str:
    """Where a rectangle stands on the picture of its page, in shares of its size."""
    width, height = picture.width, picture.height
    return (
        f"left:{100 * left / width:.2f}%;top:{100 * (height - top) / height:.2f}%;"
        f"width:{100 * (right - left) / width:.2f}%;height:{100 * (top - bottom) / height:.2f}%"
    )
