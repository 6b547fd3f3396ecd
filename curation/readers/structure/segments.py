"""What parts of a policy are called in its identifiers, and whether one section stands in another by their numbers."""

from __future__ import annotations

import re

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
