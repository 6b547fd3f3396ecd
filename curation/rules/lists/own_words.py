"""Where a clause's own words stand: without its mark, and without the heading that it repeats."""

from __future__ import annotations

import re

from curation.core.records import Clause
from curation.rules.parts.drafts import Span
from curation.text.rule_words.english import WITHDRAWN

_MARK = re.compile(r"\s*(?:\(?[A-Za-z0-9]{1,4}[.)]|\u2022|[-*\u2013\u2014])\s+")
_EDITORIAL = re.compile(
    r"\W*(?:R\.S\.(?:C\.)?,|S\.C\.|\d{4}(?:-\d{2,4}){0,4}, c\. ?\d|SOR/|SI/|C\.R\.C\.|\[?\d+ FR \d|\[?(?:Repealed|Reserved|Omitted)\b|Pub\. ?L\.|(?:\d{1,3}\.? )?(?:Subs|Ins|Rep|Omitted|Inserted|Substituted)\.? by (?:Act|s\.|\[?the\b|G\.S\.R|Notification|[A-Z]\.O\.|GSR|G\.S\.R|SRO|S\.?O\.? ?\d))"
)
"""Notes on the history of a provision, and provisions that are gone."""


def editorial(text: str, start: int) -> bool:
    """Whether a text begins at `start` with a note on the history of a provision, or says that the provision is gone."""
    return _EDITORIAL.match(text, start) is not None or WITHDRAWN.search(text, start) is not None


def own_words(clause: Clause) -> Span | None:
    """Where the words of a clause begin and end, without its mark and without the heading that it repeats; None without any."""
    text = clause.text
    start = len(text) - len(text.lstrip())
    if clause.path and (behind := _behind_heading(text, start, clause.path[-1])) is not None:
        start = behind
    if clause.marker and text.startswith(clause.marker, start):
        start += len(clause.marker)
        while start < len(text) and (text[start].isspace() or text[start] in ".)"):
            start += 1
    elif clause.marker and (match := _MARK.match(text, start)):
        start = match.end()
    return trimmed_space(text, start, len(text))


def trimmed_space(text: str, start: int, end: int) -> Span | None:
    """The span without white space around it; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _behind_heading(text: str, start: int, heading: str) -> int | None:
    """Where the text goes on behind a heading that it begins with; None when it does not begin with it."""
    place = start
    for char in heading:
        if char.isspace():
            continue
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text) or text[place] != char:
            return None
        place += 1
    if place < len(text) and not (text[place].isspace() or text[place] in ".:"):
        return None
    if text[place : place + 1] == "." and text[place + 1 : place + 2].isalnum():
        return None  # "MEASURE 2" above "MEASURE 2.3: …": a longer number
    return place
