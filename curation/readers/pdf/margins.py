"""The numbers that bills, drafts and pleadings print beside each line, which are no words of theirs."""

from __future__ import annotations

import re

from curation.text.document_words import margins as wording

HYPHENS = "\ufffe\x02"
"""What pdfium has for the hyphen at the end of a line, behind which the next line follows without a break."""
_FEWEST = 10
"""Numbered lines that a page needs when the page before it is not numbered."""
_SHARE, _MANY, _HALF = 0.7, 20, 0.5
"""Share of the lines of a page that are numbered; with so many numbered lines, half are enough: a title page has many lines without."""
_RUNS_ON = 0.2
"""Share of the numbered lines that go on with a sentence: the rows of a table and the items of a list do not."""


def blanked(text: str, prefixes: dict[int, int], blank: str) -> str:
    """The text of a page with `blank` for each character of a line number behind a hyphen, so that the word goes on: `appro-`, `3 priated`."""
    for start, size in prefixes.items():
        if start and text[start - 1] in HYPHENS:
            text = text[:start] + blank * size + text[start + size :]
    return text


def numbers(text: str, before: bool) -> dict[int, int]:
    """The length of the line number that each printed line of a page begins with, by where the line begins; empty for a page without.

    The numbers count up by one from 1; `before` says whether the lines of the page before were numbered.
    """
    prefixes: dict[int, int] = {}
    place = last = worded = lower = 0
    lines = 0
    for part in re.split(rf"(\r\n|\n|\r|[{HYPHENS}])", text):
        start, place = place, place + len(part)
        if not part.strip() or part in HYPHENS:
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
    enough = len(prefixes) >= (3 if before else _FEWEST) and len(prefixes) >= lines * (
        _HALF if len(prefixes) >= _MANY else _SHARE
    )
    return prefixes if enough and lower >= _RUNS_ON * len(prefixes) else {}
