"""Which reader a document needs, told by its bytes alone."""

from __future__ import annotations

import codecs
import re

from curation.core.errors import InputError

READERS: dict[str, str] = {
    "eurlex-oj": "curation.readers.eurlex.official_journal:read",
    "eurlex-consolidated": "curation.readers.eurlex.consolidated:read",
    "eurlex-proposal": "curation.readers.eurlex.proposal:read",
    "formex": "curation.readers.eurlex.formex:read",
    "ecfr": "curation.readers.xml.ecfr:read",
    "cfr": "curation.readers.xml.cfr:read",
    "uslm": "curation.readers.xml.uslm:read",
    "akn": "curation.readers.xml.akoma_ntoso:read",
    "html": "curation.readers.html.page:read",
    "pdf": "curation.readers.pdf.document:read",
    "docx": "curation.readers.docx:read",
    "markdown": "curation.readers.markdown:read",
    "yaml": "curation.readers.framework:read",
}
"""Name to reader. A reader is a function from bytes to `Parsed`; one more is one more line."""

_ROOTS = {
    "DLPSTEXTCLASS": "ecfr", "ECFR": "ecfr", "DIV1": "ecfr", "DIV5": "ecfr", "DIV8": "ecfr", "DIV3": "ecfr", "DIV6": "ecfr",
    "CFRDOC": "cfr", "CFRGRANULE": "cfr", "cfrDoc": "uslm", "uslm": "uslm", "lawDoc": "uslm", "uscDoc": "uslm", "pLaw": "uslm",
    "bill": "uslm", "akomaNtoso": "akn", "ACT": "formex", "ANNEX": "formex", "CONS.ACT": "formex", "DOC": "formex",
    "TOC": "formex", "PUBLICATION": "formex", "CONS.ANNEX": "formex", "GENERAL": "formex", "CONS.DOC": "formex",
}  # fmt: skip
_TAG = re.compile(rb"<(?:[\w-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_HTML = re.compile(
    rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|ul|main|article)[\s>]", re.IGNORECASE
)
_KEY = re.compile(rb"[\w.-]{1,80}:(?:\s|$)")
_REQUIREMENT = re.compile(rb"(?:ref_id|urn|requirement_nodes|controls|requirements|id):")


def reader_of(data: bytes) -> str:
    """The name of the reader for `data`.

    Raises: InputError for bytes that are no document known here.
    """
    head = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return _zipped(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[:131072].decode("utf-16", "replace").encode("utf-8")
    if head.startswith(b"<"):
        return _tagged(head, data)
    if _binary(head):
        raise unknown()
    if _HTML.search(head[:4096]):
        return _page(data)
    if _framework(head):
        return "yaml"
    return "markdown"


def unknown() -> InputError:
    """The error for bytes that are no document known here."""
    kinds = "HTML, XML (EUR-Lex, Formex, eCFR, CFR, USLM, Akoma Ntoso), PDF, DOCX, Markdown, text or YAML"
    return InputError.one(
        "content", "format-unknown", f"this is none of {kinds}; convert it or check the download"
    )


def _zipped(data: bytes) -> str:
    if b"word/document.xml" in data or b"[Content_Types].xml" in data:
        return "docx"
    raise unknown()


def _tagged(head: bytes, data: bytes) -> str:
    """The reader for something that begins with a tag."""
    body = re.sub(
        rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", b"", head[:16384], flags=re.DOTALL
    )
    first = _TAG.search(body)
    root = first[1].decode("ascii") if first else ""
    if root in _ROOTS and not (
        root in ("ANNEX", "DOC", "TOC", "ACT") and b"BIB" not in head and b"formex" not in head
    ):
        return _ROOTS[root]
    if root.lower() == "html" or _HTML.search(head):
        return _page(data)
    if head.startswith(b"<?xml"):
        raise InputError.one(
            "content",
            "format-unknown",
            "an XML vocabulary without a reader; there are readers for EUR-Lex, Formex, eCFR, CFR, USLM and Akoma Ntoso",
        )
    return "markdown"


def _page(data: bytes) -> str:
    """Which dialect of HTML."""
    if re.search(rb'class="(?:oj-)?(?:ti-art|doc-ti|ti-grseq-1)"', data):
        return "eurlex-oj"
    if b'class="title-article-norm"' in data or b'class="title-doc-first"' in data:
        return "eurlex-consolidated"
    if re.search(rb'class="(?:li )?(?:Titrearticle|ManualConsidrant|Typedudocument)', data):
        return "eurlex-proposal"
    return "html"


def _binary(head: bytes) -> bool:
    """Whether the bytes are no text: control characters that no text has, or nothing that decodes."""
    sample = head[:4096]
    control = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in sample)
    if control > len(sample) // 50:
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        high = sum(byte > 127 for byte in sample)
        letters = sum(chr(byte).isalpha() or byte in b" \n" for byte in sample if byte < 128)
        return high > len(sample) // 4 and letters < len(sample) // 2 and not _chinese(sample)
    return False


def _chinese(sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    return han > len(text) // 3


def _framework(head: bytes) -> bool:
    """Whether the text is a YAML mapping that lists requirements, not a text with a head of metadata."""
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith((b"#", b"---"))]
    if (
        len(lines) < 2
        or not _KEY.match(lines[0])
        or not (_KEY.match(lines[1]) or lines[1][:1].isspace() or lines[1].startswith(b"-"))
    ):
        return False
    return any(_REQUIREMENT.match(line.lstrip(b" \t-")) for line in lines)
