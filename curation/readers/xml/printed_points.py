"""Points that an XML file has as lines of one paragraph: files that a program made from plain text print their lists so."""

from __future__ import annotations

import re
from typing import NamedTuple

from curation.readers.markup import Element
from curation.readers.structure.flat_lists import readings

_MARK = re.compile(r"(?P<mark>[IVXL]{1,7}\.-?|[a-zñ]\)|\d{1,2}[.)]|\([a-z\d]{1,2}\))[ \t]+(?=\S)")
_AT_LEAST = 2
"""Fewest points of a list."""
_DEPTH = 3
"""Most lists that stand in each other."""


class _Point(NamedTuple):
    marker: str
    lines: list[str]


def part(page: Element) -> None:
    """Makes each point that is printed as a line of a paragraph a part of its own, below what the paragraph stands in."""
    for paragraph in list(page.iter("{*}p")):
        if not len(paragraph) and "\n" in (paragraph.text or ""):
            _part(paragraph, _DEPTH)


def _part(paragraph: Element, depth: int) -> None:
    content = paragraph.getparent()
    if content is None or not str(content.tag).endswith("}content") or len(content) != 1 or depth == 0:
        return
    lead, points = _points((paragraph.text or "").split("\n"))
    if len(points) < _AT_LEAST or not " ".join(lead).strip():
        return
    space = str(content.tag).removesuffix("content")
    paragraph.text = "\n".join(lead)
    place = content
    for point in points:
        made = content.makeelement(f"{space}point", {})
        number, inner = made.makeelement(f"{space}num", {}), made.makeelement(f"{space}content", {})
        number.text = point.marker
        words = inner.makeelement(f"{space}p", {})
        words.text = "\n".join(point.lines)
        inner.append(words)
        made.extend([number, inner])
        place.addnext(made)
        place = made
        _part(words, depth - 1)


def _points(lines: list[str]) -> tuple[list[str], list[_Point]]:
    """The lines before the first point of the outermost list, and its points, whose numbers go up from 1."""
    lead: list[str] = []
    points: list[_Point] = []
    style, last = "", 0
    for line in lines:
        found = _MARK.match(line.strip())
        options = readings(found["mark"].rstrip("-")) if found is not None else ()
        value = next(
            (
                value
                for name, value in options
                if (name == style and value == last + 1) or (not style and value == 1)
            ),
            0,
        )
        if found is not None and value:
            style = style or next(name for name, number in options if number == 1)
            last = value
            points.append(_Point(found["mark"], [line.strip()[found.end() :]]))
        elif points:
            points[-1].lines.append(line)
        else:
            lead.append(line)
    return lead, points
