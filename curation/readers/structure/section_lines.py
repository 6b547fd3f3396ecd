"""Lines below the number of a section: its title on a line of its own, and paragraphs that say their number in words."""

from __future__ import annotations

import re

from curation.readers.structure import segments
from curation.readers.structure.blocks import Block, Node
from curation.text.document_words import national_parts

_LINE = 100
"""Most characters of a title."""
_DEPTH = 20
"""The depth of a paragraph that prints the number of its section again, below any section."""
_SIGN = re.compile(r"§\s*\d{1,4}[a-z]{0,2}\.?")


def titles(section: Node, lead: str, text: str) -> bool:
    """Gives a section whose number stands alone in `lead` its title; whether `text` is that."""
    if not _SIGN.fullmatch(lead) or section.parts != [lead]:
        return False
    ends = text.endswith((".", ";", ",", "–", "—"))
    if len(text) > _LINE or not text[:1].isupper() or ":" in text or ends:
        return False
    section.parts.append(text)
    section.heading = f"{section.heading} {text}"
    return True


def danish(block: Block) -> Node | None:
    """The part that a paragraph of a Danish section opens, `Stk. 2. …`; None for another block."""
    match = national_parts.DANISH_PARAGRAPH.match(block.text)
    if match is None:
        return None
    return Node("paragraph", f"para_{match[1]}", f"Stk. {match[1]}", parts=[block.text], page=block.page)


def repeated(sections: list[tuple[int, Node]], block: Block) -> Node | None:
    """Opens a paragraph that prints the number of its section before its own, `49.1(2) …`, as rules of courts do; what follows stands in it.

    Returns its section, None for another block.
    """
    match = segments.PARAGRAPH.match(block.text)
    inside = sections[-1][0] == _DEPTH
    section = sections[-1 - inside][1] if len(sections) > inside else None
    if match is None or section is None or section.marker != match["section"]:
        return None
    if inside:
        sections.pop()
    segments.free(section)
    number = match["number"]
    node = Node("item", f"para_{number}", f"({number})", parts=[block.text], page=block.page)
    sections.append((_DEPTH, section.add(node)))
    return section
