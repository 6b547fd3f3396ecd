"""The rules of a provision that stands in an item as one text, for the checks that compare the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from curation.core.digests import text_digest
from curation.core.records import Clause, Rule

_PARAGRAPH = re.compile(r"(?=(?<![\w)])\(\d{1,2}\)\s)|\n+|(?<=[.;]\s)(?=\d{1,2}\.\d{1,2}\s+[A-Z])")
"""Where the next paragraph begins: before a number in brackets, before `4.2` behind a full stop, and at a line end."""
_READ = 6_000
"""Characters of a provision that are read."""


@lru_cache(maxsize=256)
def rules_of(provision: str) -> Sequence[Rule]:
    """The rules of an English provision, each paragraph as one clause; empty for a text without a rule."""
    from curation.rules import extract

    pieces = [piece.strip() for piece in _PARAGRAPH.split(provision[:_READ]) if piece and piece.strip()]
    return tuple(extract([_clause(place, piece) for place, piece in enumerate(pieces, 1)]))


def _clause(place: int, text: str) -> Clause:
    return Clause(
        id=f"provision@1#{place}", document="provision", edition="1", eid=str(place), kind="paragraph", citation=str(place),
        path=[], marker="", text=text, start=0, end=len(text), sha256=text_digest(text), language="en",
    )  # fmt: skip
