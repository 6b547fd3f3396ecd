"""Markdown and plain text, read line by line and tolerant of how people write lists.

An ordered list may begin at any number and may interrupt a paragraph, since policies are written so; CommonMark
readers lose such items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curation.readers import markup
from curation.readers.structure import chinese_law
from curation.readers.structure.blocks import MAX_BLOCKS, Block, Parsed, squeeze, too_many
from curation.readers.structure.outline import outline

MAX_LEVELS = 12
"""Deepest nesting of lists that is told apart."""
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD_LINE = re.compile(
    r"^(?:\*\*|__)(?!\s)(.{1,160}?)(?:\*\*|__)\s*(?:(?:\*\*|__)(.{1,100}?)(?:\*\*|__))?:?$"
)
_ITEM = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marker>[-*+•▪◦‣·–—]|\(?\d{1,3}(?:\.\d{1,3})*[.)、．]|\d{1,3}(?:\.\d{1,3})+|\(?[a-zA-Z]{1,2}[.)]|\([ivxIVX]{1,5}\)"
    r"|[ivx]{2,5}[.)])(?P<gap>[ \t]+)(?P<text>\S.*)$"
)
_TIGHT = re.compile(r"^(?P<indent>)(?P<marker>\d{1,2}(?:\.\d{1,2}){0,2}[.、．])(?P<gap>)(?P<text>[^\W\d].*)$")
_HAN_BREAK = re.compile(
    r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])\n(?=[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])"
)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ ]?)+")
_CALLOUT = re.compile(r"^\[!\w+\]\s*$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$|^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?$")
_NOTE = re.compile(r"^\[\^?[^\]]+\]:\s")
_FRONT = re.compile(r"\A\s*---\s*\n.*?\n---\s*(?:\n|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_TAGS = re.compile(
    r"</?(?:br|b|i|em|strong|u|sup|sub|span|a|p|div|small|center|img|font)\b[^>]{0,300}>", re.IGNORECASE
)


def read(data: bytes) -> Parsed:
    """The parts of a Markdown or plain-text document."""
    return outline(blocks(markup.decode(data)))


def plain(text: str) -> str:
    """`text` without Markdown's marks: links as their words, no emphasis, no escapes."""
    text = _LINK.sub(r"\1", _TAGS.sub("", text))
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return squeeze(_ESCAPE.sub(r"\1", text).replace("`", ""))


def joined(lines: list[str]) -> str:
    """Lines as one; between two Chinese characters a line break is no space."""
    return _HAN_BREAK.sub("", "\n".join(lines)).replace("\n", " ")


def _uncommented(text: str) -> str:
    """`text` without HTML comments, in time linear in its length."""
    out: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        out.append(text[place:start])
        place = end + 3
    return "".join([*out, text[place:]])


@dataclass(slots=True)
class _Open:
    """The block being read, and where the text of its lines begins."""

    block: Block
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """The blocks of Markdown or plain text, in order."""
    text = _uncommented(_FRONT.sub("", text, count=1) if text.lstrip().startswith("---") else text)
    out: list[Block] = []
    current: _Open | None = None
    indents: list[int] = []
    blank, note, list_id = True, False, 0

    def close() -> None:
        nonlocal current
        if current is not None:
            current.block.text = plain(joined(current.lines))
            if current.block.text:
                out.append(current.block)
                if len(out) > MAX_BLOCKS:
                    raise too_many()
        current = None

    for raw in text.splitlines():
        line = _QUOTE.sub("", raw).expandtabs(4).rstrip()
        stripped = line.strip()
        if not stripped or _CALLOUT.match(stripped):
            close()
            blank = True
            continue
        if current is not None and _begins(raw, stripped, current.lines[-1]):
            close()
        indent = len(line) - len(line.lstrip())
        if _NOTE.match(stripped):
            close()
            note = True
            continue
        if note and indent >= 4:
            continue
        note = False
        if (
            current is not None
            and current.block.kind == "text"
            and re.fullmatch(r"=+|-{3,}", stripped)
            and not blank
        ):
            current.block.kind, current.block.level = "heading", 1 if stripped[0] == "=" else 2
            close()
            continue
        if _RULE.match(stripped):
            close()
            continue
        if heading := _HEADING.match(stripped):
            close()
            indents = []
            out.append(Block("heading", plain(heading[2]), len(heading[1])))
        elif _BOLD_LINE.match(stripped) and (blank or (out and current is None)) and indent < 4:
            close()
            indents = []
            out.append(Block("heading", plain(stripped).rstrip(":"), 7))
        elif row := _ROW.match(line):
            close()
            cells = [plain(cell) for cell in row[1].split("|")]
            out.append(Block("row", " | ".join(cell for cell in cells if cell)))
        elif item := _item(line, current, blank):
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
            inside = bool(indents) and indent > indents[-1] + 1
            if not inside:
                indents = []
            current = _Open(
                Block("text", "", len(indents) + 1 if inside else 0, list_id=list_id if inside else 0),
                [stripped],
            )
        blank = False
    close()
    return out


def _begins(raw: str, line: str, before: str) -> bool:
    """Whether a line of Chinese text begins a paragraph of its own though no blank line stands before it."""
    if not "\u3000" <= line[0] <= "\uff5e":
        return False
    return (
        raw.startswith("\u3000")
        or chinese_law.opens(line)
        or before.endswith(("。", "；", "：", "！", "？", ";", ":"))
    )


def _item(line: str, current: _Open | None, blank: bool) -> re.Match[str] | None:
    """The line as an item of a list, None when it is the next line of a wrapped paragraph."""
    found = _ITEM.match(line) or _TIGHT.match(line)
    if found is None or current is None or blank or current.block.kind == "item":
        return found
    marker = found["marker"]
    if marker[0] in "-*+•▪◦‣·" or marker.strip("().、．") in ("1", "a", "i"):
        return found
    ends = current.lines[-1].rstrip()[-1:]
    return found if ends in ".:;：；。" else None
