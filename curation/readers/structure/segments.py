"""What parts of a policy are called in its identifiers, and whether one section stands in another by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.readers.structure.blocks import Node

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u109f\u1780-\u17ff\u0e30-\u0e4f])*")


def of_words(text: str) -> str:
    """The segment of a heading: its first words, so that a heading put in before it does not move it; empty for one without words."""
    named: list[str] = []
    size = 0
    for word in _WORD.findall(text.lower())[:6]:
        size += len(word) + 1
        if size > 48 and named:
            break
        named.append(word[:24])
    return f"hcontainer_{'-'.join(named)}" if named else ""


def is_beside(marker: str, number: str) -> bool:
    """Whether a section of the third level or below is not the one that a number names: 2.2 or 2.1.2 does not stand in 2.1.1."""
    dotted = re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){2,5}", marker) is not None
    return dotted and not number.startswith(f"{marker}.")


def is_behind(heading: Node, number: str) -> bool:
    """Whether a section of the first level follows the one that a heading of a lower level opened, however large that is printed: 3 behind 2.4, or behind 2.

    A heading with sections of its own, as the title `05.05 Access` has, holds the next of them too.
    """
    match = re.fullmatch(r"(\d{1,3})(?:\.\d{1,3}){0,5}", heading.marker)
    if heading.kind != "section" or match is None or number != str(int(match[1]) + 1):
        return False
    return not any(node.kind == "section" and node.marker.isdecimal() for node in heading.nodes())


PARAGRAPH = re.compile(r"(?P<section>\d{1,4}(?:[.-]\d{1,4}){1,3})\((?P<number>\d{1,3})\)\s++(?=\S)")
"""A paragraph that prints the number of its section before its own: `49.1(2) The clerk …`."""
_SKIPPED = 5
"""Most numbers that may be left out before a section of three digits: those of repealed ones."""


def is_late(last: int, number: str) -> bool:
    """Whether a number of three digits is that of a section soon after the last one."""
    return len(number) == 3 and number.isdecimal() and last < int(number) <= last + _SKIPPED


def is_later(last: tuple[int, str], section: tuple[int, str]) -> bool:
    """Whether a section with a letter was put in behind the last section: 5A behind 5, 5B behind 5A, and no `3D` behind 3."""
    if last[0] != section[0]:
        return False
    return section[1] > last[1] if last[1].isalpha() else section[1] in ("A", "AA")


def free(home: Node) -> None:
    """Names the unnumbered paragraphs of a section with numbered ones `al_1`, since `para_1` is the numbered one."""
    for node in home.nodes():
        if node.kind == "text" and node.segment.startswith("para_"):
            node.segment = f"al_{node.segment.removeprefix('para_')}"


def is_closed(section: tuple[int, Node], depth: int, number: str, last: int) -> bool:
    """Whether a number of a depth closes an open section: one as deep, or one of the second level without its own section, as 9.1 and 9.2 without 9.

    Args:
        section: The depth of the open section, and its part of the tree.
        depth: How deep the number is: 0 for `9`, 1 for `9.2`.
        number: The number as printed.
        last: The number of the last section of the first level.
    """
    if section[0] >= depth:
        return True
    marker = section[1].marker
    if section[0] or not re.fullmatch(r"\d{1,3}\.\d{1,3}", marker):
        return False
    return int(marker.partition(".")[0]) != last and not number.startswith(f"{marker}.")


def is_listed(marker: str, sections: Sequence[tuple[int, Node]]) -> bool:
    """Whether a number in brackets is that of an item: `(1)` anywhere, `1)` below a section such as 3.1."""
    return marker.startswith("(") or (
        marker.endswith(")") and bool(sections) and sections[-1][1].marker.count(".") > 0
    )
