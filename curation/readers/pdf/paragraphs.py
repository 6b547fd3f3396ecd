"""Paragraphs, headings, items and rows from the printed lines of a PDF, by indent, spacing and hyphenation of their own page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from curation.readers.pdf.layout import Piece, Row
from curation.readers.pdf.lines import Line, letters_of
from curation.readers.structure.blocks import Block, Box, is_bullet, squeeze

ITEM = re.compile(
    r"^(?P<marker>[•▪◦‣·●○■□➢✓❖\uf000-\uf0ff–—-]|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(?[a-zA-Z][.)]|\([ivx]{1,5}\)|[ivx]{2,5}[.)]|"
    r"\d{1,2}\s?[°º][.)]?(?=\s+[^\W\d](?!\b)))\s+(?P<text>\S.*)$"
)
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(\S.*)$")
_PROVISION = re.compile(r"^(\d{1,2}(?:\.\d{1,3}){1,4})\s+(?:[“\"‘'(]|[^\W\d_a-z])")
"""A line that may open a provision: `2.1 Nobody …`, and not `2.1 per cent`."""
_LEADER = re.compile(r"(?:\.\s?){4}\s*\d*$|\s\.{2,}\s*\d+$")
_DOTS = re.compile(r"(?:\.\s?){3,}")
"""The dots that lead from a line of contents to its page number."""
CONTENTS = re.compile(
    r"^(table of contents|contents|inhalt|inhaltsverzeichnis|inhoud|inhoudsopgave|table des matières|目\s*录)$",
    re.I,
)
_OPENS = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百千两\d]+[条章节編编]|§+\s*\d+[a-z]?\b|(?:Article|Artikel|Art\.|Artículo|Articolo|Artigo|Section|Sec\.|SECTION|SEC\.|ARTICLE|"
    r"Rule|Regulation|Clause)\s+\d{1,4}[A-Za-z]?(?:[.:–—-](?!\d)|$|\s+[A-Z“\"(])|[（(][一二三四五六七八九十]{1,3}[）)])"
)
"""A line that opens a provision of its own."""
_AWAITS = re.compile(
    r"(?:\bU\.?\s?S\.?\s?C\.?|\bC\.?\s?F\.?\s?R\.?|\b(?:of|under|in|to|by|with|and|or|see|per|from|this|the|than|through|that|such|as|nach|gemäß|des|der|und|"
    r"oder|van|en|de|du|et|ou|y|o))$",
    re.I,
)
"""The end of a line whose sentence goes on with what it refers to: `42 U.S.C.`, `pursuant to`."""
_ALONE = 2.2
"""Distance, in lines of the text, of a line that stands alone at the edge of a page."""
_STOPS = (".", ":", ";", "!", "?", "。", "；", "：", "！", "？", "”", '"')
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass
class Result:
    """The blocks of a document and the notes that none of them calls."""

    blocks: list[Block]
    uncalled: list[Block]


@dataclass(frozen=True)
class _Setting:
    """How the text of a page is set."""

    usual: float
    """Distance of the baselines of two lines of a paragraph, in points."""
    left: float
    """Left edge of its lines."""
    right: float
    """Right edge of its lines."""


def _settings(lines: Sequence[Line], body: float) -> dict[int, _Setting]:
    """The setting of each page; a page with few lines takes the distance of the whole document."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    whole = _usual(lines, body, 1.2 * body)
    out = {}
    for number, found in pages.items():
        text = [line for line in found if abs(line.size - body) < 1.5] or found
        edges = Counter(round(line.x) for line in text)
        rights = sorted(line.right for line in text)
        usual = _usual(found, body, whole) if len(found) > 8 else whole
        out[number] = _Setting(usual, float(edges.most_common(1)[0][0]), rights[int(0.9 * (len(rights) - 1))])
    return out


def _usual(lines: Sequence[Line], body: float, default: float) -> float:
    gaps = [a.foot - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.foot - b.y < 4 * body]
    close = [gap for gap in gaps if gap < 1.8 * body]  # a wider one parts paragraphs
    return median(close or gaps) if gaps else default


def _running_sizes(lines: list[Line]) -> frozenset[float]:
    """The sizes in which running text is printed: those of a sixth of all characters or more, bold lines left out."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.bold:
            sizes[line.size] += len(line.text)
    return frozenset(size for size, count in sizes.items() if count * 6 >= sizes.total())


def blocks(
    pieces: Sequence[Piece], body: float, titles: set[str], notes: Mapping[tuple[int, str], Block]
) -> Result:
    """The paragraphs, headings, items and rows of a document; each has the notes that its lines call."""
    lines = [line for piece in pieces for line in (piece.lines if isinstance(piece, Row) else [piece])]
    settings = _settings(lines, body)
    left = dict(notes)
    running = _running_sizes(lines)
    sizes = sorted({line.size for line in lines if line.size > 1.1 * body}, reverse=True)
    out: list[Block] = []
    indents: list[float] = []
    previous: Line | None = None
    list_id = listed = 0
    section: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    aside = _asides(lines, settings)
    waiting: list[Block] = []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if isinstance(piece, Row):
            _row(piece, out, left)
            previous, indents = None, []
            continue
        line = piece
        if id(line) in aside:
            waiting.append(Block("text", line.text, 0, page=line.page, boxes=[line.box]))
            continue
        count = len(out)
        after = None if isinstance(after, Row) else after
        setting = settings[line.page]
        usual = setting.usual
        marked = None if _dashed(previous, line, usual) else ITEM.match(line.text)
        last = out[-1] if out else None
        if marked is not None and _goes_on(previous, line, marked["marker"], out, setting):
            marked = None
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
        if CONTENTS.match(line.text):
            listed = line.page
            out.append(Block("contents", line.text, page=line.page))
        elif _LEADER.search(line.text) or (listed and re.search(r"\D\s\d{1,3}$", line.text)):
            out.append(Block("contents", _DOTS.sub(" ", line.text), page=line.page))
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
                last.text = join(last.text, line.text)
            else:
                level = 1 + sizes.index(line.size) if line.size in sizes else 7
                out.append(Block("heading", line.text, min(level, 7), page=line.page))
            indents = []
        elif marked and (
            marked["marker"].strip("().").isdecimal()
            or not marked["marker"].strip("().").isalpha()
            or _opens(marked, last)
        ):
            while indents and line.indent < indents[-1] - 3:
                indents.pop()
            if not indents or line.indent > indents[-1] + 6:
                if not indents:
                    list_id += 1
                indents.append(line.indent)
            out.append(Block("item", marked["text"], len(indents), marked["marker"], line.page, list_id))
        elif (
            not provision
            and last is not None
            and previous is not None
            and last.kind in ("text", "item")
            and _continues(previous, line, setting, last, after)
        ):
            last.text = join(last.text, line.text)
        else:
            if not (indents and line.indent > indents[-1] + 3):
                indents = []
            out.append(Block("text", line.text, 0, page=line.page))
        previous = line
        if waiting and len(out) > count:
            out[count:count], waiting = waiting, []
        out[-1].boxes.append(line.box)
        _call(out[-1], line, left)
    out += waiting
    compounds = _compounds(lines)
    whole = [replace(block, text=_whole(block.text, compounds), boxes=_united(block.boxes)) for block in out]
    for note in notes.values():
        note.text = _whole(note.text, compounds)
        note.boxes = _united(note.boxes)
    return Result([block for block in whole if block.text], list(left.values()))


def _asides(lines: Sequence[Line], settings: Mapping[int, _Setting]) -> set[int]:
    """The lines alone at the foot or the head of a page between two halves of a sentence: the mark of a file, an address of the sender."""
    found: set[int] = set()
    for place in range(1, len(lines) - 1):
        above, line, below = lines[place - 1 : place + 2]
        if above.page == line.page != below.page:
            gap = above.foot - line.y
        elif above.page != line.page == below.page:
            gap = line.foot - below.y
        else:
            continue
        broken = not above.text.rstrip().endswith(_STOPS) and below.text[:1].islower()
        if broken and gap > _ALONE * settings[line.page].usual and not line.text[:1].islower():
            found.add(id(line))
    return found


def _row(row: Row, out: list[Block], left: dict[tuple[int, str], Block]) -> None:
    """Adds a row of a table; the first row of a table is the heads of its columns."""
    cells = [_cell(row.cells[number]) for number in sorted(row.cells)]
    above = out[-1] if out and out[-1].kind == "row" else None
    heads = (above.heads or above.text) if above is not None else ""
    block = Block("row", " | ".join(cells), page=row.lines[0].page, heads=heads)
    block.boxes = [line.box for line in row.lines]
    for line in row.lines:
        _call(block, line, left)
    out.append(block)


def _cell(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = join(text, line.text)
    return text


def _call(block: Block, line: Line, left: dict[tuple[int, str], Block]) -> None:
    """Gives a block the notes that one of its lines calls, those of the next page too when they ran over."""
    for mark in line.calls:
        for page in (line.page, line.page + 1):
            if (page, mark) in left:
                block.notes.append(left.pop((page, mark)))
                break


def _united(boxes: Sequence[Box]) -> list[Box]:
    """One rectangle for each page and column: those of lines below each other are one."""
    out: list[Box] = []
    for box in boxes:
        page, x, bottom, right, top = box
        last = out[-1] if out else None
        if last is not None and last[0] == page and top <= last[4] + 2 and x < last[3] and right > last[1]:
            out[-1] = (page, min(x, last[1]), min(bottom, last[2]), max(right, last[3]), last[4])
        else:
            out.append(box)
    return out


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
    return (
        above.text[0] not in "–—-"
        and abs(above.indent - below.indent) < 3
        and _near(above, below, usual * 1.15)
    )


_NAMES_NUMBER = re.compile(
    r"\b(?:sections?|paragraphs?|articles?|clauses?|parts?|rules?|items?|points?|annex|chapter|table|figure|version|no\.|nr\.|art\.|abs\.|§{1,2}|artikel|"
    r"absatz|nummer|ziffer|artículo|apartado|articolo|comma|artigo|paragraphe|alinéa|lid)$",
    re.I,
)
"""The end of a line whose sentence goes on with a number: `set forth in paragraph`."""
_EARLIER = 40
"""How many blocks back the item before an item may stand."""


def _goes_on(above: Line | None, below: Line, marker: str, out: Sequence[Block], setting: _Setting) -> bool:
    """Whether a number at the start of a line belongs to the sentence of the full line above it: `Llama / 3.2. If you …`."""
    bare = marker.strip("().")
    last = out[-1] if out else None
    if (
        above is None
        or last is None
        or last.kind not in ("text", "item")
        or not re.fullmatch(r"\d+(\.\d+)*", bare)
    ):
        return False
    width = max(setting.right - setting.left, 1.0)
    full = above.right > setting.right - 0.2 * width
    if (
        not full
        or last.text.rstrip().endswith((*_STOPS, ","))
        or not _near(above, below, setting.usual * 1.15)
    ):
        return False
    if abs(above.indent - below.indent) > 3 and len(last.boxes) > 1:
        return False
    if _NAMES_NUMBER.search(above.text.rstrip()):
        return True
    head, _, number = bare.rpartition(".")
    before = {f"{head}.{int(number) - 1}".lstrip("."), head}
    counted = any(block.marker.strip("().") in before for block in out[-_EARLIER:])
    return int(number) > 1 and not counted


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
        and not ITEM.match(line.text)
    )


def _near(above: Line, below: Line, gap: float) -> bool:
    return above.page == below.page and 0 <= above.foot - below.y <= gap + 0.35 * below.size


def _continues(above: Line, below: Line, setting: _Setting, block: Block, after: Line | None) -> bool:
    """Whether a line goes on with the paragraph above it."""
    if abs(above.size - below.size) > 1.5 or (
        _OPENS.match(below.text) and not _AWAITS.search(above.text.rstrip())
    ):
        return False
    stopped = block.text.rstrip().endswith(_STOPS)
    small = below.text[:1].islower()
    if above.page != below.page or below.y > above.y + 2:
        return not stopped or small
    if abs(above.foot - below.y) < 2:
        return True
    usual = setting.usual
    if small and not stopped and _near(above, below, usual * 2):
        return True
    if not _near(above, below, usual * 1.15):
        return False
    if small or (not stopped and not block.text.rstrip().endswith((")", "]"))):
        return True
    width = max(setting.right - setting.left, 1.0)
    short = above.right < setting.right - 0.3 * width and above.x <= setting.left + 0.2 * width
    if short and above.foot - below.y > 0.99 * usual:
        return False
    return not _indented(above, below, after)


def _indented(above: Line, below: Line, after: Line | None) -> bool:
    """Whether the first line of a paragraph is set in: right of the line above, and of the line that follows it."""
    step = below.indent - above.indent
    if not 0.6 * below.size < step < 6 * below.size:
        return False
    return (
        after is None
        or after.page != below.page
        or after.x < below.x - 0.6 * below.size
        or after.x > below.x + 0.6 * below.size
        or (abs(after.x - below.x) < 1 and bool(re.search(r"[.。]$", below.text)))
    )


def join(above: str, below: str) -> str:
    """Two lines as one; a hyphen that the setter put at the end goes with the next step, a printed one stays without a space.

    Between two characters of Chinese or Japanese a line break is no space.
    """
    if above.endswith("\xad"):
        return f"{above}{below}"
    if re.search(r"\w-$", above) and below[:1].isalnum():
        return f"{above}{below}"
    if _CJK.match(above[-1:]) and _CJK.match(below[:1]):
        return f"{above}{below}"
    return f"{above}{below}" if below[:1] in ",.;:)" else f"{above} {below}"


def _whole(text: str, compounds: frozenset[str]) -> str:
    """`text` with the hyphens of line ends gone, or printed where they belong to the word."""
    if "\xad" not in text:
        return text
    return squeeze(
        _BROKEN.sub(lambda found: _mended(found[1], found[2], compounds), text).replace("\xad", "")
    )


_BROKEN = re.compile(r"(?<![\w-])([\w-]*\w)\xad\s*(\w[\w-]*)")


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


_COMPOUND = re.compile(r"(?<!\w)\w++(?:-\w++)++")
