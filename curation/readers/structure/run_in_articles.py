"""Articles whose words follow on the line that names them, in the laws of many countries: `Чл. 2. (1) …`, `2 § …`, `MADDE 2- (1) …`.

Such a line is parted into the one that names the article and its first paragraph, so that these laws are read as those that print
the name of an article on a line of its own. Only words that open lines in the order of their numbers are names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from curation.readers.eurlex import part_names
from curation.readers.structure import latin_law
from curation.readers.structure.blocks import RUNS_ON, Block, BlockKind, marked
from curation.text.document_words import national_parts

_WORDS = "|".join(map(re.escape, sorted(national_parts.RUN_IN.split(), key=len, reverse=True)))
_AFTER = "|".join(map(re.escape, national_parts.NUMBERED_BEFORE.split()))
_WITH_WORDS = "|".join(national_parts.WORDED.split())
_LATER = rf"(?:[\s-]?(?:{national_parts.LATER})\b|(?-i:[a-zа-я])\b|/[a-zA-Z]\b|-[A-Z]\b)?"
_NAMED = re.compile(
    rf"(?P<label>(?:{_WITH_WORDS})\s{{1,3}}(?P<worded>[^\W\d_]{{5,13}})(?=\s?[.:–—-])|(?:{_WORDS})\.?\s{{0,3}}(?P<number>\d{{1,4}})(?:\s?[ºª°]|o\b)?{_LATER}|(?P<first>\d{{1,4}})(?:\s(?-i:[a-z])|{_LATER})\.?\s(?:{_AFTER})(?![\w§]|\s{{0,2}}\d)"
    rf"|{national_parts.KOREAN})"
    r"(?P<stop>\s?[.:]?\s?[-–—]?)\s*(?P<rest>\S.*)",
    re.I | re.S,
)
_AT_LEAST = 3
"""Articles that show a law; two do when they are the first two."""
_LONGEST, _WORDS_OF_TITLE = 200, 7
"""Most characters of a heading that names an article, and most words of a title that ends with a stop: `1. gr. Gildissvið.`"""
_GUESSED = 7
"""The level of a heading that only its print shows."""
_MARKER = re.compile(r"(?P<marker>\(\d{1,3}[a-zа-я]?\)|\d{1,3}[.)](?=\s)|[①-⑳])\s*(?=\S)")
"""The number of the first paragraph, behind the name of the article."""


class _Opener(NamedTuple):
    """A line that may open an article."""

    place: int
    number: int
    found: re.Match[str]
    headed: bool
    """Whether the line is a heading by its print, whose words are then a title, be it with a full stop."""


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each article whose text follows on its line as two: the line that names it, and its text."""
    if latin_law.is_law([block.text for block in blocks if block.kind == "text"]):
        return list(blocks)
    found = [one for place, block in enumerate(blocks) if (one := _opener(block, place)) is not None]
    if any(one.found["label"][:1].isupper() for one in found):
        found = [one for one in found if not one.found["label"][:1].islower()]  # words of a sentence
    openers = _in_order(found)
    told = len(openers) >= _AT_LEAST or [one.number for one in openers] == [1, 2]
    if not told or not any(_runs_on(one) for one in openers):
        return list(blocks)
    out: list[Block] = []
    runs_on = [one for one in openers if _runs_on(one)]
    places = {one.place for one in openers}
    short = {one.place for one in runs_on if _may_title(one) and one.place + 1 not in places}
    titles = short if 2 * len(short) >= len(openers) else set()
    most = 2 * len(runs_on) > len(openers) and not titles
    by_place = {one.place: one for one in (openers if most else runs_on) if one in runs_on or not one.headed}
    for place, block in enumerate(blocks):
        one = by_place.get(place)
        out += [block] if one is None else _two(block, one.found, place in titles)
    return out


def _may_title(one: _Opener) -> bool:
    rest = one.found["rest"]
    return rest.endswith(".") and len(rest.split()) <= _WORDS_OF_TITLE and _MARKER.match(rest) is None


def _opener(block: Block, place: int) -> _Opener | None:
    if block.kind not in ("heading", "text", "item") or block.number:
        return None
    match = _NAMED.match(marked(block))
    if match is None or national_parts.REFERS.match(match["rest"]):
        return None
    latin = match["number"] is not None
    worded = part_names.ordinal(match["worded"]) if match["worded"] is not None else None
    if match["worded"] is not None and worded is None:
        return None
    if latin and not (match["stop"].strip() or _MARKER.match(match["rest"]) or _national(match["label"])):
        return None
    number = worded or int(match["number"] or match["first"] or match["korean"])
    return _Opener(place, number, match, block.kind == "heading")


def names(line: str) -> bool:
    """Whether a line begins with the name of an article and a stop behind it: `Artículo 2o.- …`, `Art. 5. …`."""
    one = _opener(Block("text", line, 0), 0)
    return one is not None and bool(one.found["stop"].strip() or one.found["rest"][:1].isupper())


def _national(label: str) -> bool:
    """Whether the word is of a language whose laws print no stop behind the number of an article."""
    return not label.isascii()


def _runs_on(one: _Opener) -> bool:
    """Whether the rest of the line is text of the article and not its title."""
    rest = one.found["rest"]
    if one.headed:
        return len(one.found.string) >= _LONGEST
    sentence = national_parts.ENDS_SENTENCE.search(rest) is not None or len(rest) > _LONGEST
    return sentence or _MARKER.match(rest) is not None


def _in_order(found: list[_Opener]) -> list[_Opener]:
    """The lines whose numbers go up: the longest row of them within each chapter that numbers its articles anew."""
    runs: list[list[_Opener]] = [[]]
    for one in found:
        if one.number == 1 and runs[-1]:
            runs.append([])
        runs[-1].append(one)
    return [
        one
        for run in runs
        if (run[0:1] and run[0].number <= 3) or len(run) >= _AT_LEAST
        for one in _rising(run)
    ]


def _rising(run: list[_Opener]) -> list[_Opener]:
    lasts: list[int] = []
    lengths: list[int] = []
    for one in run:
        size = bisect_right(lasts, one.number)
        lasts[size : size + 1] = [one.number]
        lengths.append(size + 1)
    kept: list[_Opener] = []
    wanted = len(lasts)
    for one, length in zip(reversed(run), reversed(lengths), strict=True):
        if length == wanted:
            kept.append(one)
            wanted -= 1
    return kept[::-1]


def _two(block: Block, found: re.Match[str], titled: bool) -> list[Block]:
    """The line that names the article, and its text: an item when it begins with the number of a paragraph, its title if it is `titled`."""
    text = marked(block)
    label = text[: found.start("rest")].strip()
    rest = found["rest"]
    head = replace(block, kind="heading", level=_GUESSED, text=label, marker="", notes=[])
    numbered = _MARKER.match(rest)
    if numbered is None:
        kind: BlockKind = "heading" if titled else "text"
        return [head, replace(block, kind=kind, text=rest, marker="", level=_GUESSED if titled else RUNS_ON)]
    body = replace(block, kind="item", level=1, marker=numbered["marker"], text=rest[numbered.end() :])
    return [head, body]
