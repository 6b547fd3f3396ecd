"""Word documents, over their raw XML: tracked changes as accepted, content controls, automatic numbers, tables."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from curation.core.errors import InputError
from curation.readers import markup
from curation.readers.markup import Element
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, Parsed, squeeze
from curation.readers.structure.outline import outline

MAX_PART = 64 * 1024 * 1024
"""Largest part unpacked, in bytes: a document of a million words is some 40 MB of XML."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_GONE = frozenset(
    _W + n
    for n in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr")
)
_BETWEEN_TAGS = re.compile(r">\n+<")
"""A line break between two tags of markup that the text shows is no space."""
_BULLETS = "•\uf0b7\uf0a7o§▪–-"


def read(data: bytes) -> Parsed:
    """The parts of a Word document as it reads when every tracked change is accepted."""
    body, parts = _open(data)
    styles = _styles(parts.get("word/styles.xml"))
    numbers = _Numbers(parts.get("word/numbering.xml"))
    blocks: list[Block] = []
    for paragraph in _paragraphs(body):
        _block(paragraph, styles, numbers, blocks)
    title = next((b.text for b in blocks if b.kind == "heading"), "")
    return outline(blocks, title)


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
            wanted = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
            parts = {name: markup.parse_xml(_part(archive, name)) for name in wanted if name in names}
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
    body = parts.pop("word/document.xml").find(f"{_W}body")
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
    return data.replace(_STRICT, _W[1:-1].encode())


@dataclass
class _Paragraph:
    """A paragraph element and whether it stands in a row of a table or in a table of contents."""

    element: Element
    row: bool = False


def _paragraphs(body: Element) -> list[_Paragraph]:
    """The paragraphs in order, those in content controls and tables included."""
    out: list[_Paragraph] = []
    for element in body.iter(f"{_W}p"):
        inside = {ancestor.tag for ancestor in element.iterancestors()}
        if _W + "del" in inside or _W + "moveFrom" in inside or _W + "p" in inside:
            continue
        out.append(_Paragraph(element, _W + "tbl" in inside))
    return out


def _text(element: Element) -> str:
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag in _GONE or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            pieces.append(node.text or "")
        elif tag == f"{_W}tab":
            pieces.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif tag != f"{_W}txbxContent" and not tag.endswith("}Fallback"):
            stack.extend(reversed(node))
    return squeeze(_BETWEEN_TAGS.sub("><", "".join(pieces)))


@dataclass
class _Style:
    """What a style says: its name, outline level and list."""

    name: str = ""
    based: str = ""
    level: int | None = None
    num: tuple[str, int] | None = None


def _styles(page: Element | None) -> dict[str, _Style]:
    if page is None:
        return {}
    out: dict[str, _Style] = {}
    for style in page.iter(f"{_W}style"):
        found = _Style((_value(style.find(f"{_W}name")) or "").lower(), _value(style.find(f"{_W}basedOn")))
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and _value(level).isdecimal():
            found.level = int(_value(level))
        found.num = _num(style.find(f"{_W}pPr"))
        out[style.get(f"{_W}styleId") or ""] = found
    return out


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _num(properties: Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    numbered = properties.find(f"{_W}numPr")
    if numbered is None:
        return None
    level = _value(numbered.find(f"{_W}ilvl"))
    return _value(numbered.find(f"{_W}numId")), int(level) if level.isdecimal() else 0


def _inherited(styles: dict[str, _Style], key: str) -> tuple[str, int | None, tuple[str, int] | None]:
    """Name, heading level (1 at the top) and list of a style, those of the styles below it included."""
    name = styles[key].name if key in styles else key.lower()
    level: int | None = None
    num: tuple[str, int] | None = None
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        style = styles[key]
        if level is None and (found := re.match(r"heading (\d)", style.name)):
            level = int(found[1])
        elif level is None and style.level is not None and style.level < 9:
            level = style.level + 1
        num = num or style.num
        key = style.based
    return name, level, num


def _block(paragraph: _Paragraph, styles: dict[str, _Style], numbers: _Numbers, out: list[Block]) -> None:
    element = paragraph.element
    properties = element.find(f"{_W}pPr")
    name, level, num = _inherited(
        styles, _value(properties.find(f"{_W}pStyle")) if properties is not None else ""
    )
    num = _num(properties) or num
    marker = numbers.next(*num) if num is not None and num[0] not in ("", "0") else ""
    text = _text(element)
    if not text:
        return
    if not marker and name.startswith("list bullet") and level is None:
        marker, num = "•", ("style", int(name[-1]) - 1 if name[-1].isdecimal() else 0)
    if name.startswith("toc ") and name != "toc heading":
        out.append(Block("contents", text))
    elif name == "title":
        out.append(Block("heading", text, 1))
    elif level is not None or name == "toc heading":
        out.append(Block("heading", text, level or 1, "" if marker in _BULLETS else marker))
    elif marker and num is not None:
        out.append(Block("item", text, num[1] + 1, marker, list_id=numbers.run(num[0], out)))
    elif paragraph.row:
        out.append(Block("row", text))
    else:
        out.append(Block("text", text, 0))


@dataclass
class _Level:
    """How a level of a list is numbered."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False
    """Whether all levels in it are shown in digits (`Article IV`, but `4.1`)."""


@dataclass
class _Numbers:
    """Word's automatic numbers, counted as Word counts them."""

    page: Element | None
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    runs: int = 0

    def __post_init__(self) -> None:
        if self.page is None:
            return
        kinds = {}
        for found in self.page.iter(f"{_W}abstractNum"):
            levels = {}
            for level in found.iter(f"{_W}lvl"):
                place = level.get(f"{_W}ilvl") or "0"
                start = _value(level.find(f"{_W}start"))
                levels[int(place) if place.isdecimal() else 0] = _Level(
                    _value(level.find(f"{_W}numFmt")) or "decimal",
                    _value(level.find(f"{_W}lvlText")),
                    int(start) if start.isdecimal() else 1,
                    level.find(f"{_W}isLgl") is not None,
                )
            kinds[found.get(f"{_W}abstractNumId") or ""] = levels
        for num in self.page.iter(f"{_W}num"):
            key = num.get(f"{_W}numId") or ""
            self.abstract[key] = _value(num.find(f"{_W}abstractNumId"))
            self.lists[key] = kinds.get(self.abstract[key], {})
            for override in num.iter(f"{_W}lvlOverride"):
                start = _value(override.find(f"{_W}startOverride"))
                place = override.get(f"{_W}ilvl") or "0"
                if start.isdecimal() and place.isdecimal():
                    self.abstract[key] = f"{self.abstract[key]}/{key}"

    def next(self, key: str, level: int) -> str:
        """The marker of the next paragraph of list `key` at `level` (0 at the top)."""
        levels = self.lists.get(key)
        if not levels or level not in levels:
            return "•" if levels is not None or self.page is None else ""
        counts = self.counts.setdefault(self.abstract.get(key, key), {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for below in [n for n in counts if n > level]:
            del counts[below]
        here = levels[level]
        if here.form == "bullet":
            return "•"
        if here.form == "none":
            return ""
        return re.sub(r"%(\d)", lambda m: self._shown(levels, counts, int(m[1]) - 1, here.legal), here.text)

    def run(self, key: str, out: list[Block]) -> int:
        """Which list a paragraph belongs to: that of the item before it, unless other text stands between."""
        if out and out[-1].kind == "item":
            return out[-1].list_id
        self.runs += 1
        return self.runs

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], level: int, legal: bool) -> str:
        value = counts.get(level, levels[level].start if level in levels else 1)
        return _formed(value, "decimal" if legal or level not in levels else levels[level].form)


def _formed(value: int, form: str) -> str:
    """A number as Word writes it in one of its formats; digits for a format not known here."""
    if form.endswith("Roman") and 0 < value < 4000:
        shown = numbering.to_roman(value)
    elif form.endswith("Letter") and value > 0:
        shown = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif form == "decimalZero":
        return f"{value:02d}"
    elif form == "ordinal":
        return f"{value}{_ordinal(value)}"
    elif form == "decimalEnclosedCircle" and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    elif form in _HAN and 0 < value < 10_000:
        return numbering.to_han(value)
    else:
        return str(value)
    return shown.upper() if form.startswith("upper") else shown


_HAN = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


def _ordinal(value: int) -> str:
    """The ending of an English ordinal."""
    return "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
