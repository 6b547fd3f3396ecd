"""Word documents, over their raw XML: tracked changes as accepted, content controls, automatic numbers, tables, notes, text boxes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from curation.core.errors import InputError
from curation.readers import markup
from curation.readers.markup import Element
from curation.readers.structure.blocks import LeftOut, Parsed, squeeze
from curation.readers.structure.outline import named, outline
from curation.readers.structure.placing import noted
from curation.readers.word import printed_headings
from curation.readers.word.numbers import W
from curation.readers.word.paragraphs import Body, Styles, text_of
from curation.text.heading_words import is_letterhead, is_notice, names_document

MAX_PART = 64 * 1024 * 1024
"""Largest part unpacked, in bytes: a document of a million words is some 40 MB of XML."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARTS = re.compile(
    r"(?:word/(?:document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)|docProps/core)\.xml$"
)


def read(data: bytes) -> Parsed:
    """The parts of a Word document as it reads when every tracked change is accepted.

    Footnotes and endnotes belong to the paragraph that calls them; heads and feet of pages are left out.
    """
    body, parts = _open(data)
    styles = Styles.read(parts.get("word/styles.xml"), parts.get("word/numbering.xml"))
    reader = Body(styles, _notes(parts, styles))
    reader.take(body)
    blocks = printed_headings.raised(reader.out, reader.loud, reader.sizes)
    title = printed_headings.title(reader.out, reader.centred)
    parsed = outline(blocks, title or named(reader.out, _said(parts)) or _headed(parts), lists="lettered")
    parsed.root.parts.extend(noted(note) for note in reader.uncalled())
    parsed.left_out = [*_running(parts), *parsed.left_out]
    return parsed


_HEAD = 120
"""Most characters of a title in the head of a page."""
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def _said(parts: dict[str, Element]) -> str:
    """The title in the properties of the file, which may be that of the file that it was copied from."""
    properties = parts.get("docProps/core.xml")
    return squeeze((properties.findtext(_TITLE) if properties is not None else "") or "")


def _headed(parts: dict[str, Element]) -> str:
    """The line in the heads of the pages that names the document, for one whose own headings do not."""
    heads = (name for name in sorted(parts) if name.startswith("word/header"))
    lines = (squeeze(line) for name in heads for line in _lines(parts[name]))
    named_so = (line for line in lines if names_document(line) and 3 < len(line) < _HEAD)
    return next((line for line in named_so if not (is_letterhead(line) or is_notice(line))), "")


def _notes(parts: dict[str, Element], styles: Styles) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes by kind and id."""
    found: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        page = parts.get(f"word/{kind}s.xml")
        if page is None:
            continue
        for note in page.iter(f"{W}{kind}"):
            text = squeeze(" ".join(_lines(note)))
            if text:
                found[kind, note.get(f"{W}id") or ""] = text
    return found


def _lines(element: Element) -> Iterator[str]:
    return (text_of(paragraph) for paragraph in element.iter(f"{W}p"))


def _running(parts: dict[str, Element]) -> list[LeftOut]:
    """The heads and feet of the pages."""
    found = (
        (name, squeeze(" ".join(_lines(parts[name]))))
        for name in sorted(parts)
        if name.startswith(("word/header", "word/footer"))
    )
    return [LeftOut(text, "running-head", name) for name, text in found if text]


def _open(data: bytes) -> tuple[Element, dict[str, Element]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "EncryptedPackage" in names:
                raise InputError.one(
                    "docx", "docx-encrypted", "the document is encrypted; save it without a password"
                )
            if "word/document.xml" not in names:
                raise InputError.one(
                    "docx",
                    "format-unknown",
                    "a ZIP file that holds no Word document; unpack it and give its files",
                )
            parts = {
                name: markup.parse_xml(_part(archive, name)) for name in sorted(names) if _PARTS.match(name)
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise InputError.one(
            "docx", "docx-broken", "the file is damaged or cut off; take it from its source again"
        ) from error
    body = parts.pop("word/document.xml").find(f"{W}body")
    if body is None:
        raise InputError.one("docx", "docx-broken", "the document has no body; save it again from its editor")
    return body, parts


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part unpacked, never more than `MAX_PART` bytes whatever its header says."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise InputError.one(
            f"docx > {name}",
            "docx-bomb",
            f"unpacks to more than {MAX_PART >> 20} MB; this is no ordinary document",
        )
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise InputError.one(
            f"docx > {name}",
            "docx-bomb",
            f"unpacks to more than {MAX_PART >> 20} MB; this is no ordinary document",
        )
    return data.replace(_STRICT, W[1:-1].encode())
