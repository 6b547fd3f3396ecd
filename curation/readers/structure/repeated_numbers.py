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

from curation.readers.structure import section_style
from curation.readers.structure.blocks import Block, LeftOut, is_bullet, marked

_NUMBER = r"(?P<number>\d{1,4}[A-Za-z]{0,3}(?:[.-]\d{1,4}){0,6})"
_HEAD = re.compile(
    rf"(?:(?P<word>§{{1,3}}|[^\W\d_]{{2,12}}\.?)\s{{0,4}})?{_NUMBER}\s?[ºª°]?[.):]{{0,2}}(?:\s|$)"
)
"""The number that a heading begins with, and the word before it."""
_AGAIN = re.compile(
    rf"(?P<word>§{{1,3}}|[^\W\d_]{{2,12}}\.?)?\s{{0,4}}{_NUMBER}\s?[ºª°]?\s{{0,4}}(?:(?P<stop>[.):])\s{{0,4}})?(?P<dash>[—–]|-(?=[\s(]))?\s{{0,4}}(?=\S)"
)
_DASHED = re.compile(
    r"(?P<number>\d{1,4}[A-Z]{0,3})(?:(?:\s?\.\s?[—–]|—)\s*+(?=[(\[“‘\"A-ZÀ-Þ])|\.\s*+(?=\(1\)\s*+\S))"
)
"""A section whose number stands before a dash or before its first subsection: `5.—(1) A keeper …`, `5. (1) A keeper …`."""
_POINT = re.compile(r"(?P<number>\d{1,4})\.\s++(?=\S)")
_SUBSECTION = re.compile(r"(?P<marker>\(\d{1,3}[A-Za-z]{0,2}\))\s*+(?=\S)")
_AT_LEAST = 2
"""Sections with a dash that a document needs; one such line may be anything."""
_TITLE = 160
"""Most characters of a heading that has no print of its own."""
_Repeat = tuple[int, int, bool]
"""The place of a provision, the characters of the number that it repeats, and whether a dash stands behind them."""


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks with such provisions as what they are, and the numbers printed again, which are in no block then.

    Each part between two attachments is looked at alone. Where its headings have the numbers, a number before a dash without one is
    that of a section quoted from another act.
    """
    out = list(blocks)
    left_out: list[LeftOut] = []
    starts = [place for place, block in enumerate(blocks) if section_style.attachment(block) is not None]
    for begin, end in pairwise([0, *starts, len(blocks)]):
        run = blocks[begin:end]
        repeats = _repeats(run)
        for place, size, _ in repeats:
            block, shown = run[place], marked(run[place])
            left_out.append(LeftOut(shown[:size].strip(), "repeated", block.place, block.page))
            out[begin + place] = _subsection(block, shown[size:])
        for place, found in [] if repeats else _plain(run, _dashed(run)):
            rest = _subsection(run[place], marked(run[place])[found.end() :])
            out[begin + place] = replace(rest, number=found["number"])
    return out, left_out


def _dashed(blocks: Sequence[Block]) -> list[tuple[int, re.Match[str]]]:
    """The provisions whose number stands before a dash, as far as their numbers go up: the longest such row of them.

    What breaks the row is quoted from another act.
    """
    found = [
        (place, match)
        for place, block in enumerate(blocks)
        if block.kind in ("text", "item") and not block.number and (match := _DASHED.match(marked(block)))
    ]
    values = [(int(re.match(r"\d+", match["number"])[0]), match["number"]) for _, match in found]  # type: ignore[index]
    lasts: list[tuple[int, str]] = []  # the least value that a row of each length ends with
    lengths: list[int] = []
    for value in values:
        size = bisect_right(lasts, value)
        lasts[size : size + 1] = [value]
        lengths.append(size + 1)
    kept: list[tuple[int, re.Match[str]]] = []
    wanted = len(lasts)
    for one, length in zip(reversed(found), reversed(lengths), strict=True):
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
        found = places.get(place)
        if found is None and block.kind == "item" and block.level == 1 and not block.number:
            found = _POINT.match(marked(block))
            found = found if found is not None and int(found["number"]) == last + 1 else None
        if found is not None:
            last = int(re.sub(r"\D", "", found["number"]))
            out.append((place, found))
    return out


def _subsection(block: Block, text: str) -> Block:
    """A provision without its number: the first subsection (`(1) A keeper …`) or a paragraph."""
    found = _SUBSECTION.match(text)
    if found is None:
        return replace(block, kind="text", text=text, marker="", number="", level=0)
    return replace(block, kind="item", text=text[found.end() :], marker=found["marker"], number="", level=1)


def _repeats(blocks: Sequence[Block]) -> list[_Repeat]:
    """The provisions that repeat the number of the heading right above them.

    A list that begins at 1 below a heading with the number 1 repeats nothing: another number has to come twice as well, or a dash
    has to stand behind this one. Lines that are no headings by their print need three of them.
    """
    found: list[tuple[_Repeat, str, bool]] = []
    for place in range(1, len(blocks)):
        above, block = blocks[place - 1], blocks[place]
        headed = above.kind == "heading"
        if not headed and (above.kind not in ("text", "item") or above.number or len(above.text) > _TITLE):
            continue
        repeat = _repeat(
            marked(above) if above.kind != "heading" else f"{above.marker} {above.text}".strip(), block
        )
        if repeat is not None:
            number, size, dash = repeat
            found.append(((place, size, dash), number, headed))
    printed = [one for one in found if one[2]]
    others = [one for one in found if not one[2]]
    out = printed if any(number != "1" or repeat[2] for repeat, number, _ in printed) else []
    if sum(number != "1" for _, number, _ in others) >= 3:
        out = sorted([*out, *others])
    return [repeat for repeat, _, _ in out]


def _repeat(heading: str, block: Block) -> tuple[str, int, bool] | None:
    """The number that a block repeats from the heading above it, with the characters that print it; None when it repeats none."""
    head = _HEAD.match(heading)
    if head is None or head.end() >= len(heading) or block.kind not in ("text", "item"):
        return None
    if (
        block.kind == "item"
        and (is_bullet(block.marker) or block.marker.startswith("("))
        and not block.number
    ):
        return None
    shown = marked(block)
    again = _AGAIN.match(shown)
    if again is None or again["number"].casefold() != head["number"].casefold():
        return None
    told = block.number or again["dash"] or again["stop"] or (again["word"] and head["word"])
    named = (
        not again["word"]
        or (head["word"] or "").rstrip(".").casefold()[:3] == again["word"].rstrip(".").casefold()[:3]
    )
    return (head["number"], again.end(), bool(again["dash"])) if told and named else None
