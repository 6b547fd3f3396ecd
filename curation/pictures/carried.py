"""The words that the file of a picture carries beside its pixels: they travel with a release and may say what the picture must not.

Read are the text chunks of PNG, the comments of JPEG, GIF and WebP, the text fields of EXIF (description, comment, the fields that
Windows writes), the caption fields of IPTC, and the text of XMP. Runs in the limited process of `decoding`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from curation.text.words import squeeze

MOST_CHARACTERS = 4_000
"""Most characters that are kept of the texts of one file: captions have some hundred, and a record of edits may have millions."""
_MOST_FIELDS = 100
"""Most fields of an XMP packet that are read; a packet names each once for every language."""
_EXIF = (0x010D, 0x010E, 0x013C, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)
"""DocumentName, ImageDescription, HostComputer, and the title, comment, keywords and subject that Windows writes."""
_EXIF_FOLDER, _USER_COMMENT = 0x8769, 0x9286
_IPTC = ((2, 5), (2, 25), (2, 105), (2, 120))
"""Object name, keywords, headline and caption (IPTC IIM 4.2, record 2)."""
_OWN = frozenset(
    {"version", "xmp", "XML:com.adobe.xmp", "exif", "icc_profile", "photoshop", "Raw profile type exif"}
)
"""Keys of a picture's facts that hold whole blocks of other formats, or are read on their own here."""
_TAG = re.compile(r"<[^<>]*>")
_XMP_NAME = r"(?:dc:(?:title|description|subject)|photoshop:Headline|exif:UserComment|Iptc4xmpCore:(?:Ext|Alt)\w{1,40})"
_XMP_ELEMENT = re.compile(rf"<({_XMP_NAME})\b[^<>]{{0,200}}>")
_XMP_ATTRIBUTE = re.compile(rf"\b{_XMP_NAME}\s{{0,9}}=\s{{0,9}}(?:\"([^\"]*)\"|'([^']*)')")


def carried_texts(image: Any) -> tuple[str, ...]:
    """The texts in the file of an open picture, each once, in all `MOST_CHARACTERS` at the most."""
    room = MOST_CHARACTERS
    texts: dict[str, None] = {}
    for text in _texts(image):
        words = squeeze(text)[:room]
        if any(c.isalnum() for c in words) and words not in texts:
            texts[words] = None
            room -= len(words)
    return tuple(texts)


def _texts(image: Any) -> Iterator[str]:
    facts: Mapping[Any, Any] = {**image.info, **(getattr(image, "text", None) or {})}
    for name, value in facts.items():
        if name not in _OWN and isinstance(value, str | bytes):
            yield _decoded(value)
    exif = image.getexif()
    for tag in _EXIF:
        yield _decoded(exif.get(tag), wide=tag >= 0x9C9B)
    yield _comment(exif.get_ifd(_EXIF_FOLDER).get(_USER_COMMENT))
    yield from _iptc(image)
    for name in ("xmp", "XML:com.adobe.xmp"):
        yield from _xmp(_decoded(facts.get(name)))


def _decoded(value: Any, wide: bool = False) -> str:
    """A value as text: UTF-8, or UTF-16 where Windows wrote it; nothing for a value that is no text."""
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes):
        return value.decode("utf-16-le" if wide else "utf-8", "replace").replace("\x00", " ")
    return value if isinstance(value, str) else ""


def _comment(value: Any) -> str:
    """EXIF's UserComment, whose first eight bytes name its character set."""
    if not isinstance(value, bytes) or len(value) < 8:
        return _decoded(value)
    name, body = value[:8], value[8:]
    if name.startswith(b"UNICODE"):
        # The byte order is that of the file and is not said again here: the one that gives text of ASCII letters is taken.
        big = body[:1] == b"\x00"
        return body.decode("utf-16-be" if big else "utf-16-le", "replace").replace("\x00", " ")
    return _decoded(body)


def _iptc(image: Any) -> Iterator[str]:
    from PIL import IptcImagePlugin

    if image.format != "JPEG":
        return
    facts = IptcImagePlugin.getiptcinfo(image) or {}
    for key in _IPTC:
        value = facts.get(key)
        for one in value if isinstance(value, list) else [value]:
            yield _decoded(one)


def _xmp(packet: str) -> Iterator[str]:
    packet = packet[: 50 * MOST_CHARACTERS]
    for element in islice(_XMP_ELEMENT.finditer(packet), _MOST_FIELDS):
        start = element.end()
        end = packet.find(f"</{element[1]}", start, start + 2 * MOST_CHARACTERS)
        if end >= 0:
            yield html.unescape(_TAG.sub(" ", packet[start:end]))
    for attribute in islice(_XMP_ATTRIBUTE.finditer(packet), _MOST_FIELDS):
        yield html.unescape(attribute[1] or attribute[2] or "")
