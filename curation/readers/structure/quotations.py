"""Words that an amendment puts into another act, where print opens the quotation once and closes it paragraphs later.

Their numbers are those of the other act: no section, item or heading of this one begins inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curation.readers.structure.blocks import Block, marked
from curation.text.document_words import quotations as wording

_LONGEST = 120
"""Most paragraphs of a quotation: what is open for longer lacks its closing mark."""
_PAIRS = {"“": "”", "«": "»"}


def marked_off(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of a quotation over several paragraphs as `quoted` text with their numbers in it."""
    out = list(blocks)
    place = 1
    while place < len(out):
        end = _end(out, place) if wording.ANNOUNCED.search(out[place - 1].text[-20:]) else place
        for number in range(place, end):
            block = out[number]
            if block.kind != "row":
                out[number] = replace(
                    block, kind="text", text=marked(block), marker="", number="", quoted=True
                )
        place = max(end, place + 1)
    return out


def _end(blocks: Sequence[Block], place: int) -> int:
    """Behind which block the quotation ends that the block at `place` opens; `place` itself where it opens none, or prints its mark at each paragraph."""
    mark = marked(blocks[place])[:1]
    if mark not in _PAIRS:
        return place
    open_marks = 0
    for number in range(place, min(len(blocks), place + _LONGEST)):
        text = blocks[number].text
        if number > place and marked(blocks[number]).startswith(mark) and open_marks:
            return place
        open_marks += text.count(mark) - text.count(_PAIRS[mark])
        if open_marks <= 0:
            return number + 1 if number > place and wording.CLOSED.search(text[-30:]) else place
    return place
