"""The numbers that bills, drafts and pleadings print beside each line, which are no words of theirs."""

from __future__ import annotations

import re

from curation.text.document_words import margins as wording

_FEWEST = 10
"""Numbered lines that a page needs when the page before it is not numbered."""
_SHARE = 0.7
"""Share of the lines of a page that are numbered."""
_RUNS_ON = 0.2
"""Share of the numbered lines that go on with a sentence: the rows of a table and the items of a list do not."""


def numbers(text: str, before: bool) -> dict[int, int]:
    """The length of the line number that each printed line of a page begins with, by where the line begins; empty for a page without.

    The numbers count up by one from 1; `before` says whether the lines of the page before were numbered.
    """
    prefixes: dict[int, int] = {}
    place = last = worded = lower = 0
    lines = 0
    for part in re.split(r"(\r\n|\n|\r)", text):
        start, place = place, place + len(part)
        if not part.strip():
            continue
        lines += 1
        match = wording.NUMBER.match(part)
        if match is None or int(match["number"]) != last + 1:
            continue
        last += 1
        worded += match["word"] is not None
        lower += part[match.end() : match.end() + 1].islower()
        prefixes[start] = match.end()
    if worded == len(prefixes) and worded > (1 if before else 4):
        return prefixes
    enough = len(prefixes) >= (3 if before else _FEWEST) and len(prefixes) >= _SHARE * lines
    return prefixes if enough and lower >= _RUNS_ON * len(prefixes) else {}
