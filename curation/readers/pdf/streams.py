"""How large the streams of a PDF become when they are unpacked: a small file must not make its reader take gigabytes."""

from __future__ import annotations

import base64
import re
import zlib

from curation.core.errors import InputError

MOST = 32 * 2**20
"""Most bytes that one stream of text and drawing may become; the largest of a thousand-page regulation has some hundred kilobytes."""
_RATIO = 1032
"""Most bytes that deflate makes of one byte (zlib's own documentation)."""
_STREAM = re.compile(rb"stream\r?\n")
_FILTERS = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")


def refuse_bombs(data: bytes) -> None:
    """Looks at every packed stream that is no image and could become larger than `MOST`.

    Raises: InputError for a stream that becomes larger.
    """
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        head = data[max(0, match.start() - 2048) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        filters = [name for name in _FILTERS.findall(head) if name in (b"FlateDecode", b"Fl")]
        if not filters or b"/Image" in head:
            continue
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        if len(packed) * _RATIO ** len(filters) > MOST and _size(packed, head, len(filters)) > MOST:
            raise InputError.one(
                f"byte {match.start()}",
                "document-large",
                f"a stream of {len(packed):,} bytes unpacks to more than {MOST:,}; print the document to a new PDF",
            )


def _size(packed: bytes, head: bytes, times: int) -> int:
    """The bytes that a stream unpacks to, counted no further than a little above `MOST`."""
    if re.search(rb"/(?:ASCII85Decode|A85)\b", head):
        try:
            packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
        except ValueError:
            return 0
    for step in range(times):
        packed, size = _unpacked(packed, keep=step < times - 1)
        if size > MOST:
            return size
    return size


def _unpacked(packed: bytes, keep: bool) -> tuple[bytes, int]:
    """What deflate makes of some bytes, when it is kept, and how many bytes it is; broken data ends where it breaks."""
    unpacking = zlib.decompressobj()
    out, size = bytearray(), 0
    rest = packed
    try:
        while rest and size <= MOST:
            piece = unpacking.decompress(rest, 1 << 20)
            size += len(piece)
            if keep:
                out += piece
            if not piece:
                break
            rest = unpacking.unconsumed_tail
    except zlib.error:
        pass
    return bytes(out), size
