"""Markdown and plain text, read line by line and tolerant of how people write lists.

An ordered list may begin at any number and may interrupt a paragraph, since policies are written so; CommonMark
readers lose such items.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from curation.readers import front_matter, markdown_marks, markup, page_marks, reference_links
from curation.readers.markdown_rows import ROW, fenced_lines, tabbed_rows, whole_rows
from curation.readers.structure import chinese_law
from curation.readers.structure.blocks import (
    MAX_BLOCKS,
    Block,
    LeftOut,
    Parsed,
    is_bullet,
    marked,
    squeeze,
    too_many,
)
from curation.readers.structure.flat_lists import readings
from curation.readers.structure.outline import outline
from curation.readers.structure.placing import noted
from curation.text.document_words import editorial

MAX_LEVELS = 12
"""Deepest nesting of lists that is told apart."""
_HEADING = re.compile(r"^(#{1,6})(?:\s+|(?<=##)(?=[^\W\d_]))(.*)$")
"""A heading; people also write `##Scope` without a space, which a single mark (`#scope`) is not."""
_BOLD_LINE = re.compile(
    r"^(?:\*\*|__)(?!\s)(.{1,160}?)(?:\*\*|__)\s*(?:(?:\*\*|__)(.{1,100}?)(?:\*\*|__))?:?$"
)
_ITEM = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marker>[-*+•▪◦‣·☐☑☒–—]|\(?\d{1,3}(?:\.\d{1,3})*[.)、．]|\d{1,3}(?:\.\d{1,3})+|\(?(?:[a-zA-Z]|[a-z]{2}|(?P<twin>[A-Z])(?P=twin)|[IVX]{2})[.)]|\([ivxIVX]{1,5}\)|\(\d{1,3}[A-Z]{1,2}\)"
    r"|[ivx]{2,5}[.)]|[IVX]{3,5}[.)]|\d{1,2}\s?[°º](?:[.)]|(?!\s{1,9}del?\s))(?=\s+(?:[^\W\d](?!\b)|[^\W\d]['’]|[AÀaàYy]\s)))(?P<gap>[ \t]+)(?P<text>\S.*)$"
)
_TIGHT = re.compile(
    r"^(?P<indent>)(?P<marker>\d{1,2}(?:\.\d{1,2}){0,2}[.、．]|\((?!c\)copyright|C\)Copyright|c\)Copyright)(?:[a-zA-Z]|\d{1,2}|[ivx]{2,4})\)(?=[A-Z][a-z ]))(?P<gap>)(?P<text>[^\W\d].*)$"
)
_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_]-)\n(?=[A-ZÀ-ÖØ-Þ])")
_HAN_BREAK = re.compile(
    r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])\n(?=[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])"
)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ ]?)+")
_CALLOUT = re.compile(r"^\[!\w+\]\s*$")
_OPEN_ROW = re.compile(r"^\s*\|(.+\|.+)$")
"""A row without a bar at its end, which counts below other rows only."""
_RULE = re.compile(
    r"^\s*+(?:[-*_=]\s*+){3,}+$|^\s*+(?:\|\s*+)?+(?::?-{2,}+:?\s*+\|\s*+|:-+:?\s*+\|\s*+)++:?-*+:?\s*+\|?$"
)
_NOTE = re.compile(r"^\[\^?[^\]]+\]:\s")
_LINK = re.compile(r"!?\[((?:\[[^\[\]]{0,80}\])?[^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_FIELD = re.compile(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*\s?:)")
"""A field of a form: `**Policy number:** 12`."""
_CLOSED_BELOW = re.compile(r"^([^\S\n]{0,12}\*\*)(?=[^\s*])([^*\n]{1,300})\n\*\*[^\S\n]{0,8}$", re.M)
"""A line in bold whose closing mark stands alone on the next line."""
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_TAGS = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|body|br|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|"
    r"head|header|hr|html|i|img|ins|kbd|li|link|main|mark|meta|nav|ol|p|pre|q|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|"
    r"u|ul|wbr)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_CUSTOM = re.compile(r"<([a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,4})>([^<>]{0,500})</\1>")
"""An element that a site made for itself; its name has a hyphen. A tag that nothing closes is a place to fill in: `<your-name>`."""
_ATTRIBUTES = re.compile(
    r"\{:[ ]{0,2}(?:(?:[.#][\w-]{1,60}|[\w-]{1,40}=(?:\"[^\"{}\n]{0,120}\"|'[^'{}\n]{0,120}'|[\w-]{1,60})|toc)[ ]{0,2}){1,8}\}"
)
"""Attributes as Kramdown writes them (`{: .class}`): they are for the browser."""
_HEADING_ATTRIBUTES = re.compile(r"(?<=\S)\s*\{[#.][^{}\n]{1,120}\}\s*$")
_ISLAND = re.compile(
    r"^[ ]{0,3}<(table|ul|ol|dl)\b.*?</\1\s*>[ \t]*$", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
"""A table or list written in HTML."""
_SUMMARY = re.compile(r"<summary[^<>]*>\s*+(.{1,200}?)\s*+</summary\s*>", re.IGNORECASE | re.DOTALL)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*)$")
_CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")
_BOLD_NUMBER = re.compile(
    r"^(?:\*\*|__)(?P<number>\d{1,4}(?:[.-]\d{1,4})*[A-Za-z]{0,2})\.?(?P<inside>\s*\(\w{1,4}\))?(?:\*\*|__)(?=\s)(?!\s+(?:\*\*|__)[^(])"
)
"""The number of a section that the print sets apart: `**2** **(1)** A keeper …`, `**2 (1)** A keeper …`."""
_BOLD_MARKER = re.compile(r"^(?:\*\*|__)(\(\w{1,5}(?:\.\d+)?\))(?:\*\*|__)\s+(?=\S)")


def read(data: bytes) -> Parsed:
    """The parts of a Markdown or plain-text document; the title of its front matter is its title."""
    text, pages = page_marks.parted(markup.decode(data))
    front, body = front_matter.split(text)
    found = _rows(blocks(markdown_marks.without_names(body)))
    called, notes = _notes(found)
    left_out: list[LeftOut] = [*pages]
    parsed = outline(called, front_matter.title(front))
    if front:
        left_out.append(LeftOut(html.unescape(front), "metadata", "front matter"))
    if name := front_matter.short_name(front):
        parsed.citation = name
    parsed.root.parts.extend(noted(note) for note in notes)
    parsed.left_out = [*left_out, *parsed.left_out]
    return parsed


def _notes(found: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks with the notes that each calls, marks of calls taken out; and the notes that nothing calls."""
    notes = {block.marker: block for block in found if block.kind == "note"}
    body = [block for block in found if block.kind != "note"]
    if not notes:
        return body, []
    for block in body:
        for name in _CALL.findall(block.text):
            note = notes.pop(name, None)
            if note is not None and note.text:
                block.notes.append(note)
        block.text = squeeze(_CALL.sub("", block.text))
    return [block for block in body if block.text or block.number], [
        note for note in notes.values() if note.text
    ]


def plain(text: str) -> str:
    """`text` without Markdown's marks: links as their words, no emphasis, no escapes."""
    if "{:" in text:
        text = _ATTRIBUTES.sub("", text)
    if "<" in text:
        text = _CUSTOM.sub(r"\2", _TAGS.sub("", _BREAK.sub(" ", text)))
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        for _ in range(2):
            text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return squeeze((html.unescape(text) if "&" in text else text).replace("`", ""))


def _heading_text(text: str) -> str:
    """The words of a heading, without closing marks and attributes."""
    return plain(_HEADING_ATTRIBUTES.sub("", text).rstrip("#").rstrip())


def joined(lines: list[str]) -> str:
    """Lines as one; a line break is no space between two Chinese characters and behind the hyphen of a compound (`UV-C-`, `Strahlung`)."""
    if len(lines) == 1:
        return lines[0]
    return _HYPHEN_BREAK.sub("", _HAN_BREAK.sub("", "\n".join(lines))).replace("\n", " ")


_MARK_ALONE = re.compile(
    r"^(#{1,6})[ \t]{0,9}\n(?:[ \t]{0,9}\n){1,3}(?=[^\W\d_][^\n]{1,99}(?<![.;:,\s])[ \t]{0,9}\n[ \t]{0,9}\n)",
    re.M,
)
"""The mark of a heading whose words stand below it, as converters of web pages write them."""


def written(text: str) -> str:
    """The text as a person would write it: links as their words, and the number of an act apart from the title it was joined to."""
    text = markdown_marks.title_apart(reference_links.resolved(text))
    return editorial.SERIES.sub("\n\n", text) if "Act" in text else text


@dataclass(slots=True)
class _Open:
    """The block being read, and where the text of its lines begins."""

    block: Block
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """The blocks of Markdown or plain text, in order.

    Tables and lists in HTML are read as HTML. A footnote is a block of kind `note`.
    """
    text = written(markup.without_comments(text))
    if "\n**" in text:
        text = _CLOSED_BELOW.sub(lambda bold: f"{bold[1]}{bold[2].rstrip()}**", text)
    text = _SUMMARY.sub(r"\n\n###### \1\n\n", text)
    if "#\n" in text or "# \n" in text:
        text = _MARK_ALONE.sub(r"\1 ", text)
    out: list[Block] = []
    place = 0
    for island in _ISLAND.finditer(text):
        out.extend(_lines(text[place : island.start()]))
        out.extend(_island(island[0], max((block.list_id for block in out), default=0)))
        place = island.end()
    rest = _lines(text[place:])
    base = max((block.list_id for block in out), default=0)
    for block in rest:
        block.list_id += base if block.list_id else 0
    return [*out, *rest]


def _island(source: str, base: int) -> list[Block]:
    """The blocks of a table or list in HTML."""
    from curation.readers.html.page import walked

    found = walked(markup.parse_html(source.encode("utf-8"))).out
    for block in found:
        block.list_id += base if block.list_id else 0
    return found


def _lines(text: str) -> list[Block]:
    """The blocks of text without HTML, line by line."""
    out: list[Block] = []
    current: _Open | None = None
    indents: list[int] = []
    blank, note, list_id = True, False, 0
    ruled, broken, indent = False, False, 0

    def close() -> None:
        nonlocal current
        if current is not None:
            current.block.text = plain(joined(current.lines))
            if (
                current.block.kind == "item"
                and is_bullet(current.block.marker)
                and (found := _BOLD_MARKER.match(current.lines[0]))
            ):
                current.block.marker = found[1]
                current.block.text = current.block.text.removeprefix(found[1]).lstrip()
            if current.block.text or current.block.number or current.block.kind == "note":
                out.append(current.block)
                if len(out) > MAX_BLOCKS:
                    raise too_many()
        current = None

    rows = markdown_marks.numbered(text.splitlines())
    rows = whole_rows(rows) if "|" in text else rows
    tabbed = tabbed_rows(rows) if "\t" in text else frozenset()
    fenced = fenced_lines(rows) if "```" in text or "~~~" in text else frozenset()
    for number, raw in enumerate(rows):
        if number in tabbed:
            close()
            blank = ruled = False
            out.append(Block("row", " | ".join(cell for cell in map(plain, raw.split("\t")) if cell)))
            continue
        if number in fenced:
            if current is None or current.block.kind != "text" or number - 1 not in fenced:
                close()
                current = _Open(Block("text", "", 0), [])
            current.lines.append(raw.strip().strip("`~"))
            blank = ruled = False
            continue
        line = _QUOTE.sub("", raw).expandtabs(4).rstrip()
        stripped = line.strip()
        if not stripped or _CALLOUT.match(stripped):
            close()
            blank = True
            continue
        field = broken and _FIELD.match(stripped)  # the line above ends with the spaces of a break
        broken = raw.endswith("  ")
        if current is not None and (
            (field and current.block.kind == "text")
            or _begins(raw, stripped, current.lines[-1])
            or markdown_marks.is_section(stripped, current.lines[-1])
            or markdown_marks.is_definition(stripped, current.lines[-1])
            or markdown_marks.opens_part(stripped, current.lines)
            or markdown_marks.is_part(current.lines, stripped)
            or markdown_marks.is_section_heading(current.lines, stripped)
            or _titled(current, line)
        ):
            close()
            blank = True
        before, indent = indent, len(line) - len(line.lstrip())
        if current is not None and markdown_marks.is_indented(
            current.lines, indent - before, current.block.kind
        ):
            close()
            blank = True
        if defined := _FOOTNOTE.match(line):
            close()
            note = True
            current = _Open(Block("note", "", 0, defined[1]), [defined[2]])
            blank = False
            continue
        if _NOTE.match(stripped):
            close()
            continue
        if note and indent >= 2:
            if current is None and out and out[-1].kind == "note":
                current = _Open(out.pop(), [])
                current.lines = [current.block.text]
            if current is not None:
                current.lines.append(stripped)
                blank = False
                continue
        note = note and not blank and current is not None and not stripped.startswith(("#", "-", "*"))
        if note and current is not None:
            current.lines.append(stripped)
            continue
        if numbered := _BOLD_NUMBER.match(stripped):
            close()
            indents = []
            rest = f"{(numbered['inside'] or '').strip()} {stripped[numbered.end() :]}".strip()
            current = _Open(Block("text", "", 0, number=numbered["number"]), [rest])
            blank = False
            continue
        if (
            current is not None
            and not blank
            and re.fullmatch(r"=+|-{3,}", stripped)
            and (current.block.kind == "text" or _is_title(current, out))
            and not markdown_marks.are_fields(current.lines)
        ):
            current.block.kind, current.block.level = "heading", 1 if stripped[0] == "=" else 2
            current.block.list_id, indents = 0, []
            close()
            continue
        if _RULE.match(stripped):
            close()
            ruled = "|" in stripped
            continue
        if heading := _HEADING.match(stripped):
            close()
            indents = []
            out.append(Block("heading", _heading_text(heading[2]), len(heading[1])))
        elif _BOLD_LINE.match(stripped) and (blank or (out and current is None)) and indent < 4:
            close()
            indents = []
            out.append(Block("heading", plain(stripped).rstrip(":"), 7))
        elif row := ROW.match(line) or (_goes_on(out, current, blank) and _OPEN_ROW.match(line)) or None:
            close()
            cells = [plain(cell) for cell in re.split(r"(?<!\\)\|", row[1])]
            above = out[-1] if out and out[-1].kind == "row" and not blank else None
            heads = (above.text if ruled else above.heads) if above is not None else ""
            out.append(Block("row", " | ".join(cell for cell in cells if cell), heads=heads))
        elif (item := _item(line, current, blank, out)) and (titled := _title_of(item)):
            close()
            indents = []
            title = _heading_text(titled[2])
            out.append(
                Block("heading", title, len(titled[1]), "" if is_bullet(item["marker"]) else item["marker"])
            )
        elif item:
            close()
            if not indents or (blank and indent == 0 and out and out[-1].kind != "item"):
                list_id += 1
                indents = []
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or (indent > indents[-1] + 1 and len(indents) < MAX_LEVELS):
                indents.append(indent)
            current = _Open(Block("item", "", len(indents), item["marker"], list_id=list_id), [item["text"]])
        elif current is not None and not blank:
            current.lines.append(stripped)
        else:
            close()
            while indents and indent <= indents[-1] + 1:
                indents.pop()
            inside = bool(indents)
            current = _Open(
                Block("text", "", len(indents) + 1 if inside else 0, list_id=list_id if inside else 0),
                [stripped],
            )
        blank = ruled = False
    close()
    return out


_CELL = re.compile(r"^[*+-](?:\s+|$)")


def _rows(found: list[Block]) -> list[Block]:
    """The blocks with tables written as lists as rows: `* * first cell`, then `* second cell` for each further one."""
    out: list[Block] = []
    row: list[str] | None = None
    for block in found:
        outer = block.kind == "item" and block.level == 1 and is_bullet(block.marker)
        if outer and (cell := _CELL.match(block.text)):
            row = [block.text[cell.end() :]]
            out.append(replace(block, kind="row", text=row[0], marker="", level=1))
        elif row is not None and block.level > 1 and block.kind in ("item", "text"):
            if block.kind == "item" and block.level == 2 and is_bullet(block.marker):
                row.append(block.text)
            else:
                row[-1] = f"{row[-1]} {marked(block)}".strip()
            out[-1].text = " | ".join(filter(None, (_CELL.sub("", one) for one in row)))
            out[-1].notes += block.notes
        else:
            row = None
            out.append(block)
    return [block for block in out if block.kind != "row" or block.text]


def _goes_on(out: list[Block], current: _Open | None, blank: bool) -> bool:
    """Whether the line above is a row of a table."""
    return not blank and current is None and bool(out) and out[-1].kind == "row"


def _title_of(item: re.Match[str]) -> re.Match[str] | None:
    """The heading that an item is (`5. #### Fees`); a bullet whose first sign means `number` is none (`- # of users`)."""
    found = _HEADING.match(item["text"])
    return None if found is not None and found[1] == "#" and found[2][:1].islower() else found


def _begins(raw: str, line: str, before: str) -> bool:
    """Whether a line of Chinese text begins a paragraph of its own though no blank line stands before it."""
    if not "\u3000" <= line[0] <= "\uff5e":
        return False
    return (
        raw.startswith("\u3000")
        or chinese_law.opens(line)
        or before.endswith(("。", "；", "：", "！", "？", ";", ":"))
    )


def _titled(current: _Open, line: str) -> bool:
    """Whether a numbered line is the title of what follows it, so that the next line begins a paragraph.

    It is short, ends without a stop, and the next line begins with a capital at the edge of the page: `2. Duty to keep a register`.
    """
    block = current.block
    if block.kind != "item" or len(current.lines) > 1 or not re.match(r"\d{1,3}[A-Z]?[.)]$", block.marker):
        return False
    title = current.lines[0]
    return (
        len(title) < 60
        and title[-1:].isalnum()
        and title[:1].isupper()
        and bool(re.match(r"\(?\d|[A-Z“\"(]", line))
    )


def _item(line: str, current: _Open | None, blank: bool, out: list[Block]) -> re.Match[str] | None:
    """The line as an item of a list, None when it is the next line of a wrapped paragraph or item."""
    found = _ITEM.match(line) or _TIGHT.match(line)
    if found is not None and _INITIAL.fullmatch(found["marker"]) and _INITIAL.match(found["text"]):
        return None  # two initials: `H. R. 12`, `A. B. Smith`
    if found is not None and found["marker"][0].isalpha() and _DATE.match(found["text"]):
        return None  # `e. 17/07/2025`, when a law was sent in
    if found is None or current is None or blank:
        return found
    marker = found["marker"]
    if current.block.kind == "item":
        return found if _lettered(marker, [*out[-_SIBLINGS:], current.block]) else None
    if marker[0] in "-*+•▪◦‣·☐☑☒" or marker.strip("().、．") in ("1", "a", "i"):
        return found
    ends = current.lines[-1].rstrip()[-1:]
    told = ends in ".:;：；。" or (len(found["text"].split()) >= _SAID and _succeeds(marker, out))
    return found if told else None


def _is_title(opened: _Open, out: list[Block]) -> bool:
    """Whether a numbered item above a rule is a title with a line below it, `1. Aims`: a line by itself, and not the last of a list."""
    block = opened.block
    alone = block.kind == "item" and len(opened.lines) == 1 and not (out and out[-1].kind == "item")
    return (
        alone and block.marker[0].isdecimal() and block.level == 1 and opened.lines[0].rstrip()[-1:].isalnum()
    )


def _succeeds(marker: str, above: list[Block]) -> bool:
    """Whether a number is the next one behind that of the last item, with no more than a paragraph between them."""
    last = next((block for block in reversed(above[-_NEAR:]) if block.kind == "item"), None)
    if last is None or is_bullet(marker) or is_bullet(last.marker):
        return False
    before = readings(last.marker)
    return any((style, value - 1) in before for style, value in readings(marker))


_NEAR, _SAID = 2, 4
"""Blocks back in which the item before another stands; fewest words of one that stands behind no stop."""


_INITIAL = re.compile(r"[A-Z]\.(?=\s|$)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2}")
_SIBLINGS = 60
"""How many blocks back the item before another of its list may be."""


def _lettered(marker: str, above: list[Block]) -> bool:
    """Whether letters with a stop number an item and are no abbreviation that a wrapped line begins with (`Nr. 5`, `S. 34`).

    They begin a list, or the letter before them numbers an item above.
    """
    bare = marker.removesuffix(".")
    if bare == marker or not bare.isalpha():
        return True
    options = readings(marker)
    if any(value == 1 for style, value in options if not style.endswith("other")):
        return True
    before = {reading for block in above if block.kind == "item" for reading in readings(block.marker)}
    return any((style, value - 1) in before for style, value in options)
