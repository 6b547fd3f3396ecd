"""Which reader a document needs, told by its bytes alone."""

from __future__ import annotations

import codecs
import re

from curation.core.errors import InputError
from curation.readers import encodings
from curation.readers.structure.blocks import listed

READERS: dict[str, str] = {
    "eurlex-oj": "curation.readers.eurlex.official_journal:read",
    "eurlex-consolidated": "curation.readers.eurlex.consolidated:read",
    "eurlex-proposal": "curation.readers.eurlex.proposal:read",
    "formex": "curation.readers.eurlex.formex:read",
    "ecfr": "curation.readers.xml.ecfr:read",
    "cfr": "curation.readers.xml.cfr:read",
    "uslm": "curation.readers.xml.uslm:read",
    "us-house": "curation.readers.xml.house:read",
    "akn": "curation.readers.xml.akoma_ntoso:read",
    "clml": "curation.readers.xml.clml:read",
    "gii": "curation.readers.xml.gii:read",
    "justice-canada": "curation.readers.xml.justice_canada:read",
    "e-gov": "curation.readers.xml.egov:read",
    "lexml": "curation.readers.xml.lexml:read",
    "bc-laws": "curation.readers.xml.bc_laws:read",
    "federal-register": "curation.readers.xml.federal_register:read",
    "dc-law": "curation.readers.xml.dc_law:read",
    "html": "curation.readers.html.page:read",
    "pdf": "curation.readers.pdf.document:read",
    "docx": "curation.readers.word.document:read",
    "markdown": "curation.readers.markdown:read",
    "yaml": "curation.readers.framework:read",
}
"""Name to reader. A reader is a function from bytes to `Parsed`; one more is one more line."""

_ROOTS = {
    "DLPSTEXTCLASS": "ecfr", "ECFR": "ecfr", "DIV1": "ecfr", "DIV5": "ecfr", "DIV8": "ecfr", "DIV3": "ecfr", "DIV6": "ecfr",
    "CFRDOC": "cfr", "CFRGRANULE": "cfr", "cfrDoc": "uslm", "uslm": "uslm", "lawDoc": "uslm", "uscDoc": "uslm", "pLaw": "uslm",
    "bill": "uslm", "resolution": "uslm", "statuteCompilation": "uslm", "engrossedAmendment": "uslm", "frDoc": "uslm", "amendment": "uslm",
    "akomaNtoso": "akn", "ACT": "formex", "ANNEX": "formex", "CONS.ACT": "formex", "DOC": "formex",
    "TOC": "formex", "PUBLICATION": "formex", "CONS.ANNEX": "formex", "GENERAL": "formex", "CONS.DOC": "formex",
    "dokumente": "gii", "Legislation": "clml", "Primary": "clml", "Secondary": "clml", "Statute": "justice-canada", "Regulation": "justice-canada",
    "Bill": "justice-canada", "LexML": "lexml", "PRORULE": "federal-register", "RULE": "federal-register", "NOTICE": "federal-register",
    "Law": "e-gov", "DataRoot": "e-gov", "law_data_response": "e-gov",
}  # fmt: skip
"""The reader of an XML document by the name of its root element."""
_NAMESPACES = (
    ("uslm", "uslm"),
    ("akomantoso", "akn"),
    ("legaldocml", "akn"),
    ("legislation.gov.uk/namespaces", "clml"),
    ("gov.bc.ca/2013/legislation", "bc-laws"),
    ("code.dccouncil.us/schemas/dc-library", "dc-law"),
)
"""The reader of an XML document by words in the namespace of its root, which is surer than the name."""
_SURE = {
    "formex": rb"BIB|formex",
    "e-gov": rb"<LawBody|<LawFullText|<law_full_text|<LawNum",
    "clml": rb"legislation\.gov\.uk|<P1group|<P1[ >]",
    "justice-canada": rb"<Identification|<Body|lims",
    "lexml": rb"lexml|<Metado",
    "federal-register": rb"<PREAMB|<FRDOC|<SUPLINF",
    "uslm": rb"uslm|<num|<meta|<cfrDoc|<main",
}
"""What the beginning of a document must also have, where other vocabularies have a root of the same name."""
_HOUSE = frozenset({"bill", "resolution", "amendment-doc", "pLaw"})
_OF_THE_HOUSE = re.compile(rb"<legis-body|<resolution-body|<engrossed-amendment-body|<legis-num|<legis-type")
"""What a bill in the older XML of the House has, whose root USLM has too."""
_TAG = re.compile(rb"<(?:([\w-]+):)?([A-Za-z_][\w.-]*)((?:\s[^>]*)?)/?>")
_WEB = re.compile(r"(?:https?://www\.w3\.org/(?:1999/xhtml|TR/(?:REC-)?x?html[\w./-]*))?", re.IGNORECASE)
"""The namespaces of web pages: none, that of XHTML, and those that word processors write (`TR/REC-html40`)."""
_PAGE_ROOTS = frozenset(
    listed(
        "html head body div p h1 h2 h3 ul ol li main article section nav header footer table form span a b i em strong center font details blockquote "
        "pre img br hr dl figure aside button iframe script style title link meta sup sub code picture kbd"
    )
)
_JATS = re.compile(rb"<(?:article-meta|std-meta|std-doc-meta|journal-meta)[\s>]|\sdtd-version=")
"""What an article of a journal or a standard has (JATS, NISO STS), whose root a web page may have too."""
_HTML = re.compile(
    rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|h1|ul|main|article)[\s>]", re.IGNORECASE
)
_WHOLE_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(
    rb"^#{1,6} \S|^\s{0,3}(?:[-*+] |\d+\. )\S.*\n|^\|.*\|\s*$|^```|^(?:=|-){3,}\s*$", re.MULTILINE
)
"""A heading, a list, a table, a fence or a rule of Markdown at the beginning of a line."""
_KEY = re.compile(rb"[\w.-]{1,80}:(?:\s|$)")
_JSON = re.compile(rb"(?:\[\s{0,200})?\{\s{0,200}\"(?:[^\"\\\n]|\\.){1,200}\"\s{0,20}:")
"""How JSON begins whose values have names: an object, a list of objects, a table of JSON Lines."""
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
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if name := "utf-16" if marked else encodings.wide(data):
        head = data[:131072].decode(name, "replace").lstrip("\ufeff \t\r\n").encode("utf-8")
    if head.startswith(b"<"):
        return _tagged(head, data)
    if _binary(head):
        raise unknown()
    if _WHOLE_PAGE.search(head[:4096]) or (_HTML.search(head[:1024]) and not _MARKDOWN.search(head)):
        return _page(data)
    if _framework(head):
        return "yaml"
    if _JSON.match(head):
        message = "is JSON and no document; for the rules of a table of clauses: curation rules FILE; for the categories of a table of texts: curation map FILE"
        raise InputError.one("content", "format-json", message)
    return "markdown"


def unknown() -> InputError:
    """The error for bytes that are no document known here."""
    kinds = f"HTML, XML ({_VOCABULARIES}), PDF, DOCX, Markdown, text or YAML"
    return InputError.one(
        "content", "format-unknown", f"this is none of {kinds}; convert it or check the download"
    )


def _zipped(data: bytes) -> str:
    if b"word/document.xml" in data or b"[Content_Types].xml" in data:
        return "docx"
    raise unknown()


def _tagged(head: bytes, data: bytes) -> str:
    """The reader for something that begins with a tag: XML by its root and namespace, else a web page or Markdown."""
    root, namespace, attributes = _root(head)
    if (reader := _of_xml(root, namespace, head)) is not None:
        return reader
    page = root.lower() in _PAGE_ROOTS and _WEB.fullmatch(namespace) and not _JATS.search(head)
    if page and root.lower() != "html" and not _WHOLE_PAGE.search(head) and _MARKDOWN.search(head):
        return "markdown"
    if page or re.search(rb"<!doctype\s+html", head[:4096], re.IGNORECASE):
        return _page(data) if _HTML.search(head) else "markdown"
    if root and (head.startswith(b"<?xml") or namespace or b"xmlns" in attributes or _closed(root, data)):
        raise _unknown_xml(root, namespace)
    return _page(data) if _HTML.search(head) else "markdown"


def _root(head: bytes) -> tuple[str, str, bytes]:
    """The name of the root element, its namespace and its attributes; empty when no element begins."""
    first = _TAG.search(head, _prolog(head))
    if first is None:
        return "", "", b""
    prefix, name, attributes = first[1], first[2].decode("ascii"), first[3]
    declared = b"xmlns:" + prefix if prefix else b"xmlns"
    match = re.search(declared + rb"""\s*=\s*["']([^"']*)["']""", attributes)
    return name, match[1].decode("utf-8", "replace") if match else "", attributes


def _prolog(head: bytes) -> int:
    """Where the declaration, the comments and the document type before the root element end."""
    at = 0
    while at >= 0:
        at = len(head) - len(head[at:].lstrip())
        closing = next(
            (end for begin, end in _BEFORE_ROOT if head[at : at + 9].upper().startswith(begin)), None
        )
        if closing is None:
            return at
        if closing == b">" and 0 < (subset := head.find(b"[", at)) < head.find(b">", at):
            at = head.find(b"]", subset)
        end = head.find(closing, at) if at >= 0 else -1
        at = end + len(closing) if end >= 0 else -1
    return len(head)


_BEFORE_ROOT = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))


def _of_xml(root: str, namespace: str, head: bytes) -> str | None:
    """The reader of an XML vocabulary, None for one that has none."""
    for word, reader in _NAMESPACES:
        if word in namespace.lower():
            return reader
    if not namespace and root in _HOUSE and _OF_THE_HOUSE.search(head):
        return "us-house"
    reader = _ROOTS.get(root, "")
    sure = _SURE.get(reader)
    return reader if reader and (sure is None or re.search(sure, head)) else None


def _closed(root: str, data: bytes) -> bool:
    """Whether the element that begins a document ends it too, as in XML."""
    return (
        re.search(rb"</(?:[\w-]+:)?" + re.escape(root.encode("ascii")) + rb"\s*>\s*$", data[-200:])
        is not None
    )


def _unknown_xml(root: str, namespace: str) -> InputError:
    """The error for an XML vocabulary without a reader: it names the root and the namespace."""
    named = f"root <{root[:80]}>" + (f", namespace {namespace[:160]}" if namespace else ", no namespace")
    return InputError.one(
        "content",
        "format-unknown",
        f"an XML vocabulary without a reader ({named}); {_VOCABULARIES} are read; convert it, or name a reader for this source",
    )


_VOCABULARIES = "Formex, eCFR, CFR, USLM, bills of the House, Akoma Ntoso, legislation.gov.uk, gesetze-im-internet, Justice Canada (and bills of its Parliament), LexML Brasil, British Columbia, the District of Columbia, documents of the Federal Register and e-Gov"


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
        return (
            high > len(sample) // 4 and letters < len(sample) // 2 and encodings.of(sample).name == "cp1252"
        )
    return False


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
