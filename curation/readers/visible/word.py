"""The text that a Word file shows: the runs of text of every part that is printed."""

from __future__ import annotations

import io
import re
import zipfile

from curation.readers import markup

_PRINTED = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml$")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
_UNSHOWN = frozenset({f"{_W}del", f"{_W}moveFrom"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def document(data: bytes) -> str:
    """The text of the body, notes, heads and feet when every tracked change is accepted; numbers that Word counts are not in it."""
    out: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if _PRINTED.match(name):
                root = markup.parse_xml(archive.read(name).replace(_STRICT, _W[1:-1].encode()))
                _collect(root, out)
                out.append("\n")
    return "".join(out)


def _collect(root: markup.Element, out: list[str]) -> None:
    stack = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            out.append(element)
            continue
        tag = element.tag
        if tag in _UNSHOWN or tag == _FALLBACK:
            continue
        if tag in (f"{_W}t", _MATH):
            out.append(element.text or "")
        elif tag in _SPACES:
            out.append(" ")
        elif tag == f"{_W}noBreakHyphen":
            out.append("-")
        if tag == f"{_W}p":
            out.append("\n")
            stack.append("\n")
        stack.extend(reversed(element))
