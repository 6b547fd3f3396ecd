"""PDF by pdfium: lines with their place and size, without running heads, feet and footnotes, joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

from curation.core.errors import InputError
from curation.readers.pdf.lines import Line, letters_of, lines_of
from curation.readers.structure.blocks import Block, Parsed, is_bullet, squeeze
from curation.readers.structure.outline import outline

_ITEM = re.compile(
    r"^(?P<marker>[•▪◦‣·●○■□➢✓❖\uf000-\uf0ff–—-]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(?[a-zA-Z][.)]|\([ivx]{1,5}\)|[ivx]{2,5}[.)])\s+(?P<text>\S.*)$"
)
_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?\|?\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—]?(?:\s*(?:of|/|\|)\s*\d{1,4})?\s*(?:\|\s*page)?$",
    re.I,
)
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(\S.*)$")
_PROVISION = re.compile(r"^(\d{1,2}(?:\.\d{1,3}){1,4})\s+(?:[“\"‘'(]|[^\W\d_a-z])")
"""A line that may open a provision: `2.1 Nobody …`, and not `2.1 per cent`."""
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*$|\s\.{2,}\s*\d+$")
_CONTENTS = re.compile(
    r"^(table of contents|contents|inhalt|inhaltsverzeichnis|inhoud|inhoudsopgave|table des matières|目\s*录)$",
    re.I,
)


def read(data: bytes) -> Parsed:
    """The parts of a PDF, each with its page.

    Raises: InputError for a PDF that is encrypted, damaged, too long, or has no text (a scan).
    """
    lines, titles, height = lines_of(data)
    if sum(len(line.text) for line in lines) < 20:
        raise InputError.one(
            "pdf",
            "pdf-no-text",
            "the pages hold pictures and no text; run OCR over it (for example ocrmypdf) and give the result",
        )
    body = _body_size(lines)
    lines = _without_notes(_without_running(lines, height), body, height)
    blocks = _blocks(lines, body, titles)
    return outline(blocks, _title(lines, body) or next((b.text for b in blocks if b.kind == "heading"), ""))


def _title(lines: list[Line], body: float) -> str:
    """The lines in the largest print of the first two pages, empty when nothing is printed larger than the text."""
    first = [
        line
        for line in lines
        if line.page <= 2
        and len(line.text) > 2
        and not (_ITEM.match(line.text) or _CONTENTS.match(line.text))
    ]
    size = max((line.size for line in first), default=0.0)
    if size < 1.15 * body:
        return ""
    page = next(line.page for line in first if line.size == size)
    found = [line.text for line in first if line.page == page and line.size > 0.93 * size]
    title = squeeze(" ".join(found[:6]).replace("\xad", ""))
    return title if len(title) <= 200 else squeeze(found[0].replace("\xad", ""))


def _body_size(lines: list[Line]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] or 10.0


def _running_sizes(lines: list[Line]) -> frozenset[float]:
    """The sizes in which running text is printed: those of a sixth of all characters or more, bold lines left out."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.bold:
            sizes[line.size] += len(line.text)
    return frozenset(size for size, count in sizes.items() if count * 6 >= sizes.total())


def _without_running(lines: list[Line], height: float) -> list[Line]:
    """The lines without running heads, feet and page numbers: what stands at the edge of many pages, numbers folded."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: Counter[str] = Counter()
    for found in pages.values():
        ordered = sorted(found, key=lambda line: -line.y)
        edges.update({_edge(line) for line in [*ordered[:3], *ordered[-3:]]})
    often = max(2, min(4, len(pages) // 3 + 1))
    drop = {key for key, count in edges.items() if count >= often and len(pages) > 2}
    out = []
    for found in pages.values():
        ys = sorted((line.y for line in found), reverse=True)
        outer = {*ys[:3], *ys[-3:]}
        for line in found:
            if _PAGE_NUMBER.match(line.text) and (line.y < 0.12 * height or line.y > 0.9 * height):
                continue
            at_edge = line.y in outer and (
                line.y < 0.12 * height or line.y > 0.86 * height or _edge(line) in drop
            )
            if at_edge and (_edge(line) in drop or _PAGE_NUMBER.match(line.text)):
                continue
            out.append(line)
    return out


def _edge(line: Line) -> str:
    return (
        re.sub(r"\d+", "#", line.text) + f"@{line.y // 12}"
        if len(line.text) < 3
        else re.sub(r"\d+", "#", line.text)
    )


def _without_notes(lines: list[Line], body: float, height: float) -> list[Line]:
    """The lines without the footnotes: small print in the lower half of a page that begins with a number."""
    out: list[Line] = []
    page, noting = 0, False
    last: Line | None = None
    for line in lines:
        if line.page != page:
            page, noting, last = line.page, False, None
        if (
            last is not None
            and line.size < 0.8 * body
            and re.fullmatch(r"\d{1,3}[,;]?|\*+", line.text)
            and abs(line.y - last.y) < body
        ):
            continue  # the call of a footnote, raised from the line it belongs to
        last = line
        small = line.size < 0.92 * body
        if small and line.y < 0.5 * height and re.match(r"^(\d{1,3}|\*+)\s+\S|^\d{1,3}$", line.text):
            noting = True
        elif not small:
            noting = False
        if not noting:
            out.append(line)
    return out


def _blocks(lines: list[Line], body: float, titles: set[str]) -> list[Block]:
    """Paragraphs, headings and items from lines."""
    gaps = [a.foot - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.foot - b.y < 4 * body]
    close = [gap for gap in gaps if gap < 1.8 * body]  # a wider one parts paragraphs
    usual = median(close or gaps) if gaps else 1.2 * body
    running = _running_sizes(lines)
    sizes = sorted({line.size for line in lines if line.size > 1.1 * body}, reverse=True)
    out: list[Block] = []
    indents: list[float] = []
    previous: Line | None = None
    list_id = listed = 0
    section: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        marked = None if _dashed(previous, line, usual) else _ITEM.match(line.text)
        last = out[-1] if out else None
        headed = last is not None and last.kind == "heading" and _heads_on(previous, line, body, usual)
        dotted = marked is not None and is_bullet(marked["marker"])
        heading = headed or (
            not dotted and _is_heading(line, body, titles, running) and not _runs_in(line, after, body, usual)
        )
        if line.page != listed:
            listed = 0
        number = _number(line, marked, heading)
        provision = len(number) > 1 and (_next(below, number) or _next(section, number))
        section, below = number if len(number) == 1 else section, number if provision else below
        if _CONTENTS.match(line.text):
            listed = line.page
            out.append(Block("contents", line.text, page=line.page))
        elif _LEADER.search(line.text) or (listed and re.search(r"\D\s\d{1,3}$", line.text)):
            out.append(Block("contents", _LEADER.sub("", line.text), page=line.page))
        elif heading:
            joins = (
                last is not None
                and last.kind == "heading"
                and previous is not None
                and (headed or (_near(previous, line, usual * 1.3) and previous.size == line.size))
            )
            if (
                joins
                and last is not None
                and not _NUMBERED.match(line.text)
                and letters_of(last.text) not in titles
            ):
                last.text = _join(last.text, line.text)
            else:
                level = 1 + sizes.index(line.size) if line.size in sizes else 7
                out.append(Block("heading", line.text, min(level, 7), page=line.page))
            indents = []
        elif marked and (
            marked["marker"].strip("().").isdecimal()
            or not marked["marker"].strip("().").isalpha()
            or _opens(marked, last)
        ):
            while indents and line.x < indents[-1] - 3:
                indents.pop()
            if not indents or line.x > indents[-1] + 6:
                if not indents:
                    list_id += 1
                indents.append(line.x)
            out.append(Block("item", marked["text"], len(indents), marked["marker"], line.page, list_id))
        elif (
            not provision
            and last is not None
            and previous is not None
            and last.kind in ("text", "item")
            and _continues(previous, line, usual, last)
        ):
            last.text = _join(last.text, line.text)
        else:
            if not (indents and line.x > indents[-1] + 3):
                indents = []
            out.append(Block("text", line.text, 0, page=line.page))
        previous = line
    compounds = _compounds(lines)
    whole = [replace(block, text=_whole(block.text, compounds)) for block in out]
    return [block for block in whole if block.text]


def _number(line: Line, marked: re.Match[str] | None, heading: bool) -> tuple[int, ...]:
    """The number that opens a line, `(2, 1)` for `2.1 Nobody …` and `(2,)` for `2. Uses`; empty without one."""
    found = _PROVISION.match(line.text) or (_NUMBERED.match(line.text) if heading else None)
    digits = found[1] if found else marked["marker"].strip("().") if marked else ""
    return tuple(map(int, digits.split("."))) if re.fullmatch(r"\d+(\.\d+)*", digits) else ()


def _next(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number is the one after `last`: 2.1 after 2 or 1.4, 2.2 after 2.1 or 2.1.3."""
    heads = [(*last[:place], last[place] + 1) for place in range(len(last))]
    return number in [*heads, *((*head, 1) for head in heads), (*last, 1), (1, 1)]


def _runs_in(line: Line, after: Line | None, body: float, usual: float) -> bool:
    """Whether a bold line in the size of the text is the beginning of a paragraph: the next line goes on with it in plain print."""
    if after is None or after.bold or line.size > 1.15 * body or abs(after.size - line.size) > 0.5:
        return False
    return after.text[0].islower() and _near(line, after, usual * 1.15)


def _heads_on(above: Line | None, below: Line, body: float, usual: float) -> bool:
    """Whether a line in the print of the heading above it, and with a small letter first, goes on with that heading."""
    if (
        above is None
        or not below.text[0].islower()
        or abs(above.size - below.size) > 0.1
        or above.bold != below.bold
    ):
        return False
    return below.size > 1.15 * body and _near(above, below, max(usual * 1.3, 0.8 * below.size))


def _dashed(above: Line | None, below: Line, usual: float) -> bool:
    """Whether a line that begins with a dash goes on with the sentence of the line above."""
    if above is None or below.text[0] not in "–—-" or above.text.endswith((".", ":", ";", "!", "?")):
        return False
    return above.text[0] not in "–—-" and abs(above.x - below.x) < 3 and _near(above, below, usual * 1.15)


def _opens(marked: re.Match[str], last: Block | None) -> bool:
    """Whether a letter at the start of a line is the marker of an item rather than a word or an initial."""
    bare = marked["marker"].strip("().").lower()
    if bare in ("a", "i"):
        return True
    return (
        last is not None
        and last.kind == "item"
        and ord(last.marker.strip("().").lower()[-1:] or "\0") + 1 >= ord(bare[-1]) - 1
    )


def _is_heading(line: Line, body: float, titles: set[str], running: frozenset[float]) -> bool:
    if len(line.text) > 160 or line.text.endswith((",", ";")):
        return False
    if titles and len(letters_of(line.text)) > 2 and letters_of(line.text) in titles:
        return True
    large = line.size > 1.15 * body and (line.bold or line.size not in running)
    if large and len(line.text) > 2 and not line.text[0].islower():
        return True
    return (
        line.bold
        and line.text[0].isalnum()
        and len(line.text) < 90
        and not line.text.endswith((".", ":"))
        and not line.text[0].islower()
        and not _ITEM.match(line.text)
    )


def _near(above: Line, below: Line, gap: float) -> bool:
    return above.page == below.page and 0 <= above.foot - below.y <= gap + 0.35 * below.size


def _continues(above: Line, below: Line, usual: float, block: Block) -> bool:
    """Whether a line goes on with the paragraph above it."""
    if abs(above.size - below.size) > 1.5:
        return False
    if above.page != below.page:
        return not block.text.rstrip().endswith((".", ":", ";", "?", "!")) or below.text[:1].islower()
    if abs(above.foot - below.y) < 2:
        return True
    if (
        below.text[:1].islower()
        and not above.text.endswith((".", ":", ";"))
        and _near(above, below, usual * 2)
    ):
        return True
    return _near(above, below, usual * 1.15)


def _join(above: str, below: str) -> str:
    """Two lines as one; a hyphen that the setter put at the end goes with the next step, a printed one stays without a space."""
    if above.endswith("\xad"):
        return f"{above}{below}"
    if re.search(r"\w-$", above) and below[:1].isalnum():
        return f"{above}{below}"
    return f"{above}{below}" if below[:1] in ",.;:)" else f"{above} {below}"


def _whole(text: str, compounds: frozenset[str]) -> str:
    """`text` with the hyphens of line ends gone, or printed where they belong to the word."""
    if "\xad" not in text:
        return text
    return squeeze(
        _BROKEN.sub(lambda found: _mended(found[1], found[2], compounds), text).replace("\xad", "")
    )


_BROKEN = re.compile(r"([\w-]*\w)\xad\s*(\w[\w-]*)")


def _mended(left: str, right: str, compounds: frozenset[str]) -> str:
    """A word broken at the end of a line: with its hyphen when it has one elsewhere in the document, or cannot be without."""
    if f"{left}-{right}".lower() in compounds:
        return f"{left}-{right}"
    apart = (
        right[:1].isupper()
        or left[-2:].isupper()
        or left[-1:].isdigit()
        or right in ("en", "und", "of", "or", "et", "oder")
    )
    return f"{left}-{right}" if apart else f"{left}{right}"


def _compounds(lines: list[Line]) -> frozenset[str]:
    """The words with a hyphen inside a line."""
    return frozenset(word.lower() for line in lines for word in _COMPOUND.findall(line.text))


_COMPOUND = re.compile(r"\w+(?:-\w+)+")
