"""Pages in plain text: what a program that takes the text out of paged files leaves between two pages.

Form feeds and lines such as `--- Page 3 ---` are no text. Page numbers and running heads beside them are left out, and a sentence that
goes on over a page stays one paragraph. A running head has the same words but for a page number, at the same edge, on most pages.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from curation.readers.structure.blocks import LeftOut, squeeze
from curation.readers.structure.outline import names_part
from curation.text.document_words import pages as wording

_NUMBERED = re.compile(r"^\W{0,3}\d{1,4}\b\W{0,3}|\W{0,3}\b\d{1,4}\W{0,3}$")
_LINES, _LONGEST = 6, 160
"""Lines at each edge of a page that may be its head or its foot; most characters of one."""
_AT_LEAST = 3
"""Fewest pages with the same running head."""
_ENDS = re.compile(r"[.:;!?。：；！？][\"”’)\]]{0,2}$")


def parted(text: str) -> tuple[str, list[LeftOut]]:
    """The text without the marks of its pages, and what stood beside them; a text of one page as it is."""
    marks = _marks(text)
    if not marks:
        return text, []
    starts, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
    pages = [text[start:end].split("\n") for start, end in zip(starts, ends, strict=True)]
    left_out = [
        LeftOut(mark, "page-number", f"page {number}")
        for number, (start, end) in enumerate(marks, 1)
        if any(map(str.isalnum, mark := text[start:end].strip()))
    ]
    for last in (False, True):
        heads = _heads(pages, last)
        for number, page in enumerate(pages, 1):
            left_out += _taken(page, number, heads, last)
    return _joined(pages), left_out


def _marks(text: str) -> list[tuple[int, int]]:
    """Where the marks between two pages begin and end: form feeds and lines that say so, else page numbers that run through (`3 of 12`)."""
    marks = [(found.start(), found.end()) for found in wording.BREAK.finditer(text)]
    if marks:
        return marks
    numbered = list(wording.OF_ALL.finditer(text))
    whole = Counter(found[2] for found in numbered).most_common(1)
    numbered = [found for found in numbered if whole and found[2] == whole[0][0]]
    up = all(int(one[1]) < int(other[1]) for one, other in pairwise(numbered))
    return [found.span() for found in numbered] if len(numbered) >= _AT_LEAST and up else []


def _edge(page: list[str], last: bool) -> list[int]:
    """The places of the first lines of a page that have words, or of its last ones, from the edge inwards."""
    places = [place for place, line in enumerate(page) if line.strip()]
    return (places[::-1] if last else places)[:_LINES]


def _same(line: str) -> str:
    """What a line has in common with those of other pages: all but its number, which the name of a part (`Article 2`) and a sentence keep."""
    shown = squeeze(line)
    return shown if names_part(shown) or _ENDS.search(shown) else _NUMBERED.sub("", shown)


def _heads(pages: list[list[str]], last: bool) -> frozenset[str]:
    """The lines that stand at this edge of most pages."""
    counts = Counter(
        key
        for page in pages
        for key in {_same(page[place]) for place in _edge(page, last) if len(page[place].strip()) <= _LONGEST}
        if any(map(str.isalpha, key))
    )
    return frozenset(key for key, count in counts.items() if count >= max(_AT_LEAST, 0.5 * len(pages)))


def _taken(page: list[str], number: int, heads: frozenset[str], last: bool) -> list[LeftOut]:
    """Takes page numbers and running heads off an edge of a page, up to the first line that is neither."""
    out: list[LeftOut] = []
    taken: set[str] = set()
    for place in _edge(page, last):
        line = page[place].strip()
        if (same := _same(line)) in taken:
            break  # the title, below a running head with its words
        taken.add(same)
        if wording.NUMBER.fullmatch(line) and any(map(str.isalnum, line)):
            out.append(LeftOut(line, "page-number", f"page {number}"))
        elif same in heads:
            out.append(LeftOut(line, "running-head", f"page {number}"))
        else:
            break
        page[place] = ""
    return out


def _joined(pages: list[list[str]]) -> str:
    """The pages as one text; a sentence that goes on over two pages is not parted."""
    out = ""
    for page in pages:
        words = "\n".join(page).strip("\n")
        if not words.strip():
            continue
        open_end = out and not _ENDS.search(out.rstrip()) and words.lstrip()[:1].islower()
        out = f"{out.rstrip()}\n{words.lstrip()}" if open_end else f"{out}\n\n{words}" if out else words
    return f"{out}\n"
