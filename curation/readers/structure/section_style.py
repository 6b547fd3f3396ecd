"""How the sections of a part of a document are numbered, decided for each part where it stands.

A document may number its sections 1, 2, 3 and its annex again 1, 2, 3; each run between two attachments is looked at alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, marked
from curation.text.document_words import section_style as wording

_ATTACHMENT = re.compile(
    rf"^({'|'.join(wording.WORDS)})\s+([A-Z]|\d{{1,2}}|[IVX]{{1,5}})\b(.{{0,100}})$", re.I
)
_BARE = re.compile(rf"^({'|'.join(wording.WORDS)})\s*(?:[:.–—-]\s*(.{{0,80}}))?$", re.I)
_UPPER = re.compile(rf"^({'|'.join(wording.WORDS).upper()})\s+([^\W\d_a-z].{{2,100}})$")
"""A heading of the print of a law: `SCHEDULE Harbours of the first class`."""
HAN_NUMBER = re.compile(r"^([一二三四五六七八九十]{1,3})、\s*")


@dataclass(frozen=True)
class Style:
    """How the sections of a part of the document are numbered."""

    worded: bool = False
    """Sections say what they are: `Section 2`, `Article 5`."""
    han: bool = False
    """Sections are numbered 一、二、三、."""
    numbered: bool = False
    """The numbers 1, 2, 3 that open lines name sections rather than items of a list."""
    dotted: bool = False
    """Paragraphs are numbered 1.1, 1.2, 2.1."""
    headed: bool = False
    """Headings begin with a number."""
    bare: frozenset[int] = frozenset()
    """The lines, by identity, that are titles with a number and no sign behind it: `1 DEFINITIONS`."""
    nested: str = ""
    """The word for the parts that number their sections anew: `article` for `Article II`, `Section 1`; empty when none does."""
    titled: frozenset[int] = frozenset()
    """The items, by identity, that are the titles of sections though other lists are numbered so too: `1. Definitions`."""
    roman: bool = False
    """Sections with a word have Roman numbers, so that `Section C` is the hundredth and no letter."""


@dataclass(frozen=True)
class Attachment:
    """The line that opens an annex, a schedule, an exhibit."""

    segment: str
    marker: str


def attachment(block: Block) -> Attachment | None:
    """What a line opens when it names an attachment (`ANNEX`, `Schedule 2 - Fees`), else None."""
    text = f"{block.marker} {block.text}".strip() if block.kind == "heading" else block.text
    if block.kind not in ("heading", "text") or len(text) > 120 or block.number:
        return None
    text = text.removeprefix("THE ")
    match = _ATTACHMENT.match(text)
    if match is not None and not text.endswith((".", ";", ",")):
        return Attachment(f"{wording.WORDS[match[1].lower()]}_{match[2].upper()}", match[2])
    ordinal = wording.ORDINAL.match(text)
    if ordinal is not None and (
        block.kind == "heading" or (ordinal[2].isupper() and not ordinal[3].strip(" .:–—"))
    ):
        number = str(wording.ORDINALS.index(ordinal[1].lower()) + 1)
        return Attachment(f"{wording.WORDS[ordinal[2].lower()]}_{number}", number)
    bare = _BARE.match(text)
    titled = _UPPER.match(text) if block.kind == "heading" else None
    if titled is not None and not titled[2].isupper():
        return Attachment(wording.WORDS[titled[1].lower()], "")
    if bare is None or (block.kind != "heading" and not bare[1].isupper() and bare[2]):
        return None
    stops = (";", ",") if block.kind == "heading" and bare[1].isupper() else (".", ";", ",")
    return None if (bare[2] or "").endswith(stops) else Attachment(wording.WORDS[bare[1].lower()], "")


def styles(blocks: Sequence[Block]) -> list[Style]:
    """The style of each run of blocks between two attachments, in order; a document without attachments has one."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        if attachment(block) is not None:
            runs.append([])
        else:
            runs[-1].append(block)
    return [_style(run) for run in runs]


def _style(blocks: Sequence[Block]) -> Style:
    nested, numbered = _nested(blocks), _numbered(blocks)
    worded = bool(nested) or _worded(blocks)
    return Style(
        worded,
        sum(HAN_NUMBER.match(shown(b)) is not None for b in blocks) >= 2,
        numbered,
        _dotted(blocks),
        sum(
            b.kind == "heading" and bool(re.match(r"^\d{1,2}[.\s]", f"{b.marker} {b.text}".strip()))
            for b in blocks
        )
        >= 2,
        _bare(blocks),
        nested,
        frozenset() if numbered or worded else _titled(blocks),
        _roman(blocks),
    )


_TITLE, _TITLE_WORDS, _FEWEST, _FOLLOWED = 120, 14, 3, 0.8
"""Most characters and words of the title of a section; fewest such titles; share of them that other words follow."""


def _titled(blocks: Sequence[Block]) -> frozenset[int]:
    """The items that run through from 1 on as short titles, each with other text below it, as contracts print their sections."""
    titles: list[int] = []
    for place, block in enumerate(blocks):
        if block.kind == "item" and block.level == 1 and block.marker == f"{len(titles) + 1}.":
            text = block.text
            short = len(text) <= _TITLE and len(text.split()) <= _TITLE_WORDS
            if short and text[:1].isupper() and text[-1:].isalnum():
                titles.append(place)
    below = [blocks[place + 1] for place in titles if place + 1 < len(blocks)]
    followed = sum(
        block.kind == "text" or (block.kind == "item" and not _POINTED.fullmatch(block.marker))
        for block in below
    )
    if len(titles) < _FEWEST or followed < _FOLLOWED * len(titles):
        return frozenset()
    return frozenset(id(blocks[place]) for place in titles)


def titles_above(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines, by identity, that are titles of the numbered provisions right below them, as most acts of the Commonwealth print them.

    Most of three provisions or more have such a line above them.
    """
    openers, titles = 0, set()
    for above, block in pairwise(blocks):
        if not (
            block.number or (block.kind == "item" and block.level == 1 and _POINTED.fullmatch(block.marker))
        ):
            continue
        openers += 1
        text = above.text
        if (
            above.kind == "text"
            and len(text) < _TITLE_ABOVE
            and text[:1].isupper()
            and not text.isupper()
            and not text.endswith((".", ";", ":", ",", "—", "–", "-"))
            and wording.WORDED.match(text) is None
        ):
            titles.add(id(above))
    return frozenset(titles) if openers >= 3 and len(titles) >= _MOST * openers else frozenset()


def numbers_alone(blocks: Sequence[Block]) -> bool:
    """Whether headings are nothing but a number, three or more from 1 or 2 on upwards, or 1 and 2 alone, as laws print sections without a title."""
    numbers = [
        int(match[1])
        for block in blocks
        if block.kind == "heading" and (match := _ALONE.fullmatch(f"{block.marker} {block.text}".strip()))
    ]
    steps = [after - before for before, after in pairwise(numbers)]
    if numbers == [1, 2]:
        return True
    return len(numbers) >= 3 and numbers[0] <= 2 and all(0 <= step <= _STEP for step in steps)


_ALONE = re.compile(r"(\d{1,3})(?:\.\d{1,3})*[A-Za-z]{0,2}\.?")
_STEP = 9
"""Most numbers that may be missing between two such headings: repealed sections, or sections with a title."""
_POINTED = re.compile(r"\d{1,3}[A-Z]?\.?")
_TITLE_ABOVE, _MOST = 100, 0.6
"""Most characters of a title above its provision; share of provisions that have one."""
BARE_NUMBER = re.compile(r"(\d{1,2})\s+([^\W\d_a-z][^.;:!?]{1,80})")
"""A line that is a number and a short title, without a sign between or behind them."""
_BARE_WORDS = 10


def _bare(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines `1 DEFINITIONS`, `2 SERVICES` … that follow each other from 1 on, three at least, each with other text below it."""
    titles: list[int] = []
    for place, block in enumerate(blocks):
        found = _bare_number(block)
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        if found == len(titles) + 1 and below is not None and _bare_number(below) is None:
            titles.append(id(block))
    return frozenset(titles) if len(titles) >= 3 else frozenset()


def _bare_number(block: Block) -> int | None:
    if block.kind != "text" or len(block.text) > 90 or len(block.text.split()) > _BARE_WORDS:
        return None
    match = BARE_NUMBER.fullmatch(block.text)
    return int(match[1]) if match else None


def shown(block: Block) -> str:
    """The beginning of a block as printed."""
    return f"{block.marker}{block.text[:20]}" if block.marker.endswith("、") else block.text[:20]


def _words(blocks: Sequence[Block]) -> list[re.Match[str]]:
    """The lines that begin with the word and the number of a section."""
    return [
        m for b in blocks if b.kind in ("heading", "text") and (m := wording.WORDED.match(b.text)) is not None
    ]


def _roman(blocks: Sequence[Block]) -> bool:
    """Whether sections have Roman numbers: `Section I` and `Section II`; `Section C` alone is one of letters."""
    return {"I", "II"} <= {found["number"].upper() for found in _words(blocks)}


def _worded(blocks: Sequence[Block]) -> bool:
    """Whether two lines or more begin with the word and the number of a section, the numbers going up."""
    roman = _roman(blocks)
    found = [m for m in _words(blocks) if roman or m["number"][0].isdecimal()]
    numbers = [
        value for value, _ in groupby(_value(m["number"]) for m in found)
    ]  # a running head says a number again
    if len(numbers) < 2:
        first = found[0] if numbers else None
        if first is None or not first["word"].isupper():
            return False
        titled = first["number"] == "1" and first["end"].strip() == "." and len(first.string) <= _TITLE
        return titled or first.string.isupper()
    up = sum(b > a for a, b in pairwise(numbers))
    return up >= max(1, 0.6 * (len(numbers) - 1))


def _value(number: str) -> tuple[int, ...]:
    """The numbers in a printed one, to compare it with others: `(3, 1)` for `3.1`, `(4,)` for `IV`."""
    return tuple(map(int, re.findall(r"\d+", number))) or (numbering.roman(number) or 0,)


def _nested(blocks: Sequence[Block]) -> str:
    """The word for the parts that number their sections anew (`article`), empty unless `Section 1` stands in two of them."""
    word, number = "", ""
    firsts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for block in blocks:
        if block.kind not in ("heading", "text") or (len(block.text) > _LINE and block.kind == "heading"):
            continue
        text = f"{block.marker} {block.text}".strip()
        if container := wording.CONTAINER.match(text):
            word, number = container["word"].lower(), container["number"]
        elif word and (word, number) not in seen and _is_first(wording.WORDED.match(text)):
            seen.add((word, number))
            firsts[word] += 1
    return next((found for found, count in firsts.most_common(1) if count >= 2), "")


def _is_first(section: re.Match[str] | None) -> bool:
    """Whether a line opens `Section 1`."""
    return (
        section is not None
        and section["word"].lower() in ("section", "sec.")
        and _value(section["number"]) == (1,)
    )


_LINE = 160


_RARELY = 6
"""Numbers of the second level for each time that they begin again."""


def _dotted(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs are numbered 1.1, 1.2, 2.1 … in order, two of them at least, beginning again rarely."""
    numbers = [
        tuple(map(int, m[1].split(".")))
        for b in blocks
        if b.kind in ("text", "item")
        and (m := re.match(r"(\d{1,2}\.\d{1,2})[.\s](?=\s*\D)", marked(b))) is not None
    ]
    again = sum(below < above for above, below in pairwise(numbers))
    return len(numbers) >= 2 and again * _RARELY <= len(numbers) - 2


def _numbered(blocks: Sequence[Block]) -> bool:
    """Whether the numbers 1, 2, 3 … that open lines name the sections of the document rather than items of a list.

    They do when they run through once, and text or numbers of a second level (3.1) stand between them. Paragraphs of a page have no
    level of their own: those between two numbers stand in the first by then.
    """
    run, between, below, last = 0, False, False, 0
    apart = False
    for block in blocks:
        bare = block.marker.strip("().、．")
        if (
            block.kind == "item"
            and block.level == 1
            and bare.isdecimal()
            and not block.marker.startswith("(")
        ):
            value = int(bare)
            if value == last + 1:
                run, last, apart = run + 1, value, apart or (between and value > 1)
            elif value <= last and not (value == 1 and below and run >= 3):
                return False
            elif value <= last:
                last = value  # another agreement in the same file begins again at 1
            between = False
        elif (block.kind == "item" and re.fullmatch(r"\d+\.\d+", bare)) or (
            block.kind == "text" and re.match(r"^\d+\.\d+[.\s]", block.text)
        ):
            below = True
        elif (block.kind == "item" and block.marker.startswith("(") and run) or (
            block.kind in ("text", "heading")
            and (block.level <= 1 or (block.kind == "text" and block.page is not None))
        ):
            between = True
    return (run >= 3 and (apart or below)) or (below and run >= 1)
