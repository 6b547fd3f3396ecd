"""Headings that only print shows: short lines all in bold or underlined, in a document whose author used no style for headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from curation.readers.markup import Element
from curation.readers.structure.blocks import Block
from curation.readers.structure.outline import GUESSED, names_part
from curation.readers.word.numbers import W, value_of
from curation.text.heading_words import goes_on, is_blank_to_fill, is_notice, names_document

_LONG, _WORDS = 110, 14
"""Most characters and words of a heading."""
_SHARE = 0.34
"""Share of a document's words that may stand in such lines: where more do, bold print says nothing."""
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}\.|[A-Z]\.)")
"""The automatic number of a line that may be a heading."""
_LEAD = 5
"""Most words of a heading that ends with a colon; a longer line introduces a list."""
_FEWEST = 2
"""Fewest such lines that are headings."""
_DATE = re.compile(r"\W*(?:\d{1,2}\W{1,3})?[^\W\d]{3,12}\W{1,3}(?:\d{1,2}\W{1,3})?\d{4}\W*")
"""A line that is a date: `August 2026`, `4 July 2024`."""
_STYLED = 2
"""Headings with a style from which on a document shows its headings by style."""
_FAR_MORE = 3
"""Lines that stand out for each heading with a style, above which the style was used by the way."""


def is_on(mark: Element | None) -> bool:
    """Whether a mark of print (`w:b`, `w:u`) is set and not set off."""
    return mark is not None and value_of(mark).lower() not in ("0", "false", "none", "off")


def stands_out(paragraph: Element, bold: bool) -> bool:
    """Whether all words of a paragraph are bold or all are underlined; `bold` says what its style prints."""
    bolds, lines, words = 0, 0, 0
    for run in paragraph.iter(f"{W}r"):
        size = sum(len((text.text or "").strip()) for text in run.iter(f"{W}t"))
        if not size:
            continue
        words += size
        marks = run.find(f"{W}rPr")
        own = None if marks is None else marks.find(f"{W}b")
        strong = marks is not None and value_of(marks.find(f"{W}rStyle")).lower() == "strong"
        bolds += size if (is_on(own) if own is not None else bold or strong) else 0
        lines += size if marks is not None and is_on(marks.find(f"{W}u")) else 0
    return words > 0 and words in (bolds, lines)


def is_in_capitals(text: str) -> bool:
    """Whether a line is in capitals and leads to what follows, as headings do where no other print is to be had: `PROCEDURE:`."""
    return (
        text.isupper()
        and text[0].isalpha()
        and text.endswith(":")
        and sum(map(str.isalpha, text)) >= _LETTERS
    )


_LETTERS = 4
"""Fewest letters of a heading in capitals: a shorter line may be an abbreviation."""


def size(paragraph: Element) -> int:
    """The least size of print, in half points, that the words of a paragraph say they have; 0 where some say none."""
    sizes: list[int] = []
    for run in paragraph.iter(f"{W}r"):
        if any((text.text or "").strip() for text in run.iter(f"{W}t")):
            marks = run.find(f"{W}rPr")
            said = "" if marks is None else value_of(marks.find(f"{W}sz"))
            sizes.append(int(said) if said.isdecimal() and len(said) < _DIGITS else 0)
    return min(sizes, default=0)


_DIGITS = 5
_LARGER = 1.15
"""How much larger than the print of most words that of a heading is."""
_SAID = 0.3
"""Share of the words that are known to have the usual size."""


def _larger(blocks: list[Block], sizes: Mapping[int, int]) -> set[int]:
    """The blocks, by identity, that are printed larger than most words."""
    words: Counter[int] = Counter()
    for block in blocks:
        words[sizes.get(id(block), 0)] += len(block.text.split())
    unsaid = words.pop(0, 0)
    usual, count = words.most_common(1)[0] if words else (0, 0)
    told = usual > 0 and count >= _SAID * (unsaid + words.total())
    return {id(block) for block in blocks if told and sizes.get(id(block), 0) >= _LARGER * usual}


def raised(blocks: list[Block], marked: set[int], sizes: Mapping[int, int]) -> list[Block]:
    """The blocks, short lines of `marked` (those that stand out in print, by identity) as headings.

    A document with headings by style is left as it is, unless it has far more that only print shows, when the levels of its styles say
    nothing; so is one that prints a third of its words so.
    """
    styled = sum(block.kind == "heading" for block in blocks)
    words = {id(block): len(block.text.split()) for block in blocks if block.kind in ("text", "item")}
    loud = sum(count for key, count in words.items() if key in marked)
    if loud > _SHARE * sum(words.values()):
        return blocks
    larger = _larger(blocks, sizes)
    heads = {id(b) for b in blocks[:-1] if id(b) in marked and _is_heading(b, id(b) in larger)}
    if len(heads) < _FEWEST or (styled >= _STYLED and len(heads) <= _FAR_MORE * styled):
        return blocks
    if styled == 1:
        heads |= _over_table(blocks)
    elif styled:
        heads |= {id(block) for block in blocks if block.kind == "heading"}
    return [
        replace(block, kind="heading", level=GUESSED, list_id=0) if id(block) in heads else block
        for block in blocks
    ]


def _over_table(blocks: list[Block]) -> set[int]:
    """The heading with a style, by identity, where it stands over a table alone, as on a cover, so that it holds no heading of the text."""
    return {id(one) for one, below in pairwise(blocks[1:]) if one.kind == "heading" and below.kind == "row"}


def _is_heading(block: Block, larger: bool) -> bool:
    if block.kind == "item" and (block.level > 1 or not _NUMBER.fullmatch(block.marker)):
        return False
    text, words = block.text, len(block.text.split())
    short = (
        len(text) <= _LONG
        and words <= (_LEAD if text.endswith(":") and not larger else _WORDS)
        and "\n" not in text
    )
    plain = block.kind in ("text", "item") and text[-1:] not in ".;," and any(map(str.isalpha, text))
    told = (not larger and (is_notice(text) or is_blank_to_fill(text))) or _DATE.fullmatch(text) is not None
    part = not text[:1].isdecimal() and names_part(text)  # parts of laws have rules of their own
    return short and plain and not told and not part


def title(blocks: list[Block], centred: set[int]) -> str:
    """The line of the title page that names the document: among the centred lines (by identity) at the beginning; empty for none.

    A line of one word (`CONSTITUTION`) goes with the line above it, which says whose, and one that goes on with the line below it.
    """
    page: list[str] = []
    for block in blocks:
        if id(block) not in centred:
            break
        page.append(block.text)
    plain = [
        line for line in page if not (is_blank_to_fill(line) or is_notice(line) or _DATE.fullmatch(line))
    ]
    place = next((n for n, line in enumerate(plain) if names_document(line) and len(line) <= _LONG), None)
    if place is None:
        return ""
    found = plain[place]
    if goes_on(found):
        return " ".join(plain[place : place + 2]) if len(plain) > place + 1 else ""
    return f"{plain[place - 1]} {found}" if place and " " not in found else found
