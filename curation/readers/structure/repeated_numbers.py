"""Provisions that print the number of their section again, or print it before a dash: `5 Fees`, then `5.—(1) A keeper pays …`.

Acts of Ireland, of the United Kingdom and of much of the Commonwealth print sections so. The heading and the provision are one
section; the number is a section's even where nothing but a full stop and a dash says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from curation.readers.eurlex import part_names
from curation.readers.structure import section_style
from curation.readers.structure.blocks import Block, LeftOut, is_bullet, marked
from curation.text.document_words import repeated_numbers as wording

_NUMBER = r"(?P<number>\d{1,4}[A-Za-z]{0,3}(?:[.-]\d{1,4}){0,6})"
_HEAD = re.compile(
    rf"(?:(?P<word>§{{1,3}}|[^\W\d_]{{2,12}}\.?)\s{{0,4}})?{_NUMBER}\s?[ºª°]?[.):]{{0,2}}(?:\s|$)"
)
"""The number that a heading begins with, and the word before it."""
_AGAIN = re.compile(
    rf"(?P<word>§|[^\W\d_]{{2,12}}\.?)?\s{{0,4}}{_NUMBER}\s?[ºª°]?\s{{0,4}}(?:(?P<stop>\.)\s{{0,4}})?(?P<dash>[—–]|-(?=[\s(]))?\s{{0,4}}(?=\S)"
)
"""A number printed again, as laws print one: with a stop, a dash or the first subsection behind it, or set apart."""
_DASHED = re.compile(
    r"(?P<number>\d{1,4}(?:[A-Z]{0,3}|[a-z](?=\. ?\(1\))))(?:(?:\s?\.\s?[—–]|(?<!\d{4})—)\s*+(?=[(\[“‘\"A-ZÀ-Þ])|\.\s*+(?=\(1\)\s*+\S))"
)
"""A section whose number stands before a dash or before its first subsection: `5.—(1) A keeper …`, `5. (1) A keeper …`.

Four digits and a dash alone may be a year.
"""
_TITLED = re.compile(
    r"\[?(?P<number>\d{1,4}[A-Z]{0,3})\.\s{0,2}(?P<title>[A-ZÀ-Þ“‘\"][^—–\n]{1,220}[.?]\s?(?:[—–]{1,2}|--)\s?)(?=\S)"
)
"""A section whose title runs into its words, as acts of India and its neighbours print it: `5. Fees.—(1) A keeper …`."""
_POINT = re.compile(r"(?P<number>\d{1,4})\.\s++(?=\S)")
_SUBSECTION = re.compile(r"(?P<marker>\(\d{1,3}[A-Za-z]{0,2}\))\s*+(?=\S)")
_AT_LEAST, _TITLED_AT_LEAST = 2, 3
"""Sections with a dash that a document needs, and sections with a title before it; one such line may be anything."""
_TITLE = 160
"""Most characters of a heading that has no print of its own."""
_GUESSED = 7
"""The level of a heading that only the number below it shows."""
_LISTED = re.compile(r"(?P<number>\d{1,4})[.)]\s")
"""The number of an item of a list, or of a provision printed in the same way."""


class _Repeat(NamedTuple):
    """A provision that repeats the number of the heading above it."""

    place: int
    size: int
    """The characters that print the number again."""
    number: str
    sure: bool
    """Whether a dash or the first subsection stands behind the number, which no list prints."""
    headed: bool
    """Whether the heading is one by its print."""
    same_words: bool
    """Whether the provision goes on with the first word of the heading: `24 December`, then `24. December is a holiday`."""


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks with such provisions as what they are, and the numbers printed again, which are in no block then.

    Each part between two attachments is looked at alone. Where its headings have the numbers, a number before a dash without one is
    that of a section quoted from another act.
    """
    out = list(blocks)
    behind: dict[int, Block] = {}
    left_out: list[LeftOut] = []
    starts = [place for place, block in enumerate(blocks) if section_style.attachment(block) is not None]
    for begin, end in pairwise([0, *starts, len(blocks)]):
        run = blocks[begin:end]
        repeats = _repeats(run)
        for place, size, *_ in repeats:
            block, shown = run[place], marked(run[place])
            if run[place - 1].kind == "text":
                out[begin + place - 1] = replace(run[place - 1], kind="heading", level=_GUESSED)
            left_out.append(LeftOut(shown[:size].strip(), "repeated", block.place, block.page))
            out[begin + place] = _subsection(block, shown[size:])
        for place, found in [] if repeats else _plain(run, _dashed(run)):
            rest = _subsection(run[place], marked(run[place])[found.end() :])
            title = found.groupdict().get("title", "")
            if title:
                behind[begin + place] = replace(rest, notes=[])
                rest = replace(run[place], kind="text", text=title.rstrip(), marker="", level=0)
            out[begin + place] = replace(rest, number=found["number"])
    if behind:
        out = [
            each for place, block in enumerate(out) for each in (block, behind.get(place)) if each is not None
        ]
    return out, left_out


def _dashed(blocks: Sequence[Block]) -> list[tuple[int, re.Match[str]]]:
    """The provisions whose number stands before a dash, as far as their numbers go up: the longest such row of them.

    What breaks the row is quoted from another act.
    """
    dashed = [
        (place, match)
        for place, block in enumerate(blocks)
        if block.kind in ("text", "item")
        and not block.number
        and (match := _DASHED.match(marked(block)) or _TITLED.match(marked(block)))
    ]
    if sum(match.re is _TITLED for _, match in dashed) < _TITLED_AT_LEAST:
        dashed = [(place, match) for place, match in dashed if match.re is _DASHED]
    values = [(int(re.match(r"\d+", match["number"])[0]), match["number"]) for _, match in dashed]  # type: ignore[index]
    lasts: list[tuple[int, str]] = []  # the least value that a row of each length ends with
    lengths: list[int] = []
    for value in values:
        size = bisect_right(lasts, value)
        lasts[size : size + 1] = [value]
        lengths.append(size + 1)
    kept: list[tuple[int, re.Match[str]]] = []
    wanted = len(lasts)
    for one, length in zip(reversed(dashed), reversed(lengths), strict=True):
        if length == wanted:
            kept.append(one)
            wanted -= 1
    return kept[::-1] if len(kept) >= _AT_LEAST else []


def _plain(
    blocks: Sequence[Block], dashed: list[tuple[int, re.Match[str]]]
) -> list[tuple[int, re.Match[str]]]:
    """The provisions with a dash, and those without one that stand between them with the number that comes next."""
    places = dict(dashed)
    out: list[tuple[int, re.Match[str]]] = []
    last = 0
    for place, block in enumerate(blocks if dashed else ()):
        numbered = places.get(place)
        if numbered is None and block.kind == "item" and block.level == 1 and not block.number:
            numbered = _POINT.match(marked(block))
            numbered = numbered if numbered is not None and int(numbered["number"]) == last + 1 else None
        if numbered is not None:
            last = int(re.sub(r"\D", "", numbered["number"]))
            out.append((place, numbered))
    return out


def _subsection(block: Block, text: str) -> Block:
    """A provision without its number: the first subsection (`(1) A keeper …`) or a paragraph."""
    match = _SUBSECTION.match(text)
    if match is None:
        return replace(block, kind="text", text=text, marker="", number="", level=0)
    return replace(block, kind="item", text=text[match.end() :], marker=match["marker"], number="", level=1)


def _repeats(blocks: Sequence[Block]) -> list[_Repeat]:
    """The provisions that repeat the number of the heading right above them.

    A number with a stop alone may be that of a list. It repeats nothing where the list goes on before or behind it, or where it is 1
    and no other number comes twice. Lines that are no headings by their print need three of them.
    """
    candidates = [one for place in range(1, len(blocks)) if (one := _candidate(blocks, place)) is not None]
    lists = _lists(blocks, {one.place for one in candidates})
    restarted = any(
        above.kind == "heading"
        and (match := _LISTED.match(marked(block))) is not None
        and match["number"] == "1"
        and (head := _HEAD.match(_shown(above))) is not None
        and head["number"] != "1"
        for above, block in pairwise(blocks)
    )
    kept = [
        one
        for one in candidates
        if one.sure or not (one.place in lists or (one.number == "1" and one.headed and restarted))
    ]
    if not any(one.sure or not one.same_words for one in kept):
        return []
    unsure = [one for one in kept if one.headed and not one.sure]
    if 2 * len(unsure) < _headings(blocks) and not any(one.sure for one in kept):
        kept = [
            one for one in kept if not one.headed
        ]  # a law prints the number again in most of its sections
    printed = [one for one in kept if one.headed]
    others = [one for one in kept if not one.headed]
    out = printed if any(one.number != "1" or one.sure for one in printed) else []
    if sum(one.number != "1" for one in others) >= 3:
        out = sorted([*out, *others])
    return out


def _headings(blocks: Sequence[Block]) -> int:
    """How many headings with a number have a provision right below them."""
    return sum(
        above.kind == "heading" and block.kind in ("text", "item") and _HEAD.match(_shown(above)) is not None
        for above, block in pairwise(blocks)
    )


def _lists(blocks: Sequence[Block], places: set[int]) -> set[int]:
    """Those of `places` whose number goes on with the list before it or whose list goes on below the same heading."""
    out: set[int] = set()
    last = -1
    """The number of the last item that repeats nothing."""
    open_place, open_number, level = -1, -1, 0
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            open_place = -1
            continue
        match = _LISTED.match(marked(block)) if block.kind in ("text", "item") else None
        if match is None:
            continue
        value = int(match["number"])
        heads_next = place + 1 in places
        if open_place >= 0 and block.level > level:
            continue
        goes_on = open_place >= 0 and value == open_number + 1 and not heads_next
        if goes_on:
            out.add(open_place)
        open_place = -1
        if goes_on:
            last = value
        elif place in places:
            if value == last + 1:
                out.add(place)
                last = value
            else:
                open_place, open_number, level = place, value, block.level
        elif not heads_next:
            last = value
    return out


def _shown(heading: Block) -> str:
    return f"{heading.marker} {heading.text}".strip() if heading.kind == "heading" else marked(heading)


def _candidate(blocks: Sequence[Block], place: int) -> _Repeat | None:
    """The block at `place` as one that prints the number of the block above again, None when it does not."""
    above, block = blocks[place - 1], blocks[place]
    headed = above.kind == "heading"
    if not headed and (above.kind not in ("text", "item") or above.number or len(above.text) > _TITLE):
        return None
    if block.kind not in ("text", "item"):
        return None
    listed = is_bullet(block.marker) or block.marker.startswith("(")
    if block.kind == "item" and listed and not block.number:
        return None
    heading, shown = _shown(above), marked(block)
    head, again = _HEAD.match(heading), _AGAIN.match(shown)
    if head is None or again is None or head.end() >= len(heading):
        return None
    if again["number"].casefold() != head["number"].casefold() or not _names_provision(head["word"], again):
        return None
    rest = shown[again.end() :]
    first = rest.startswith("(1)")
    behind = rest[3:].lstrip() if first else rest
    if behind[:1].isdigit() or not behind:
        return None
    stopped = bool(again["stop"])
    if not stopped and (
        behind[0].islower() or not (again["dash"] or block.number or (first and not again["word"]))
    ):
        return None
    sure = bool(again["dash"]) or first
    title = re.match(r"\W*(\w+)", heading[head.end() :])
    same = title is not None and re.match(rf"{re.escape(title[1])}\b", rest, re.IGNORECASE) is not None
    return _Repeat(place, again.end(), head["number"], sure, headed, same)


def _names_provision(head: str | None, again: re.Match[str]) -> bool:
    """Whether the words before two numbers are none, or the same one for a section or an article (`Art.` and `Article` are one)."""
    word, other = ((each or "").rstrip(".").casefold() for each in (head, again["word"]))
    if not word:
        return not other
    if word not in wording.SECTIONS and part_names.article(f"{word} 1") is None:
        return False
    return not other or other == word or (again["word"].endswith(".") and word.startswith(other))
