"""Where a flat act ends and an agreement or another act that it has attached begins, whose articles are numbered anew."""

from __future__ import annotations

from collections.abc import Sequence

from curation.readers.eurlex import part_names
from curation.readers.eurlex.act import is_article
from curation.readers.structure import latin_law
from curation.readers.structure.blocks import Block
from curation.text.document_words import articles as wording

_RECITALS = 60
"""Most blocks between the title of what is attached and its first article: recitals and the names of the parties."""
_TITLE = 240
"""Most characters of such a title."""
_FIRST = frozenset({"1", "I"})


def openers(blocks: Sequence[Block]) -> set[int]:
    """The lines, by identity, with which an attached act begins: the title above a first article behind other articles.

    Args:
        blocks: the blocks of the act and of what it has attached.
    """
    found: set[int] = set()
    seen, last = False, 0
    for place, block in enumerate(blocks):
        number = _opens(block)
        if not number:
            continue
        if number in _FIRST and seen and (title := _title(blocks[max(last, place - _RECITALS) : place])):
            found.add(id(title))
        seen, last = True, place + 1
    return found


def _opens(block: Block) -> str:
    """The number of the article that a line opens."""
    if block.kind not in ("heading", "text"):
        return ""
    if len(block.text) > _TITLE:
        return "1" if latin_law.article(block.text, 0) else ""
    return is_article(block.text.removesuffix(".")) or ("1" if latin_law.article(block.text, 0) else "")


def _title(between: Sequence[Block]) -> Block | None:
    """The line among those between two articles that names an agreement or an annex, in capitals or as a heading."""
    for block in between:
        text = block.text
        shown = block.kind == "heading" or (block.kind == "text" and text.isupper())
        named = wording.INSTRUMENT.match(text) or part_names.annex(text) is not None
        if shown and named and len(text) <= _TITLE and not part_names.division(text):
            return block
    return None
