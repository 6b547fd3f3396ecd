"""Placeholders and marks of a template that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.text.item_words.leftovers import ABOUT_CODE, LEAK, LEAK_CASED
from curation.text.quoted import unquoted

_WORD = re.compile(r"TODO|FIXME|TBD|TKTK|lorem|\$\{", re.I)


def unfilled(text: str) -> Iterator[re.Match[str]]:
    """Where a text holds a placeholder that nobody filled in; braces shown as code in a question about code are none."""
    if not any(c in text for c in "{[<_") and not _WORD.search(text):
        return
    for match in LEAK.finditer(text):
        if not LEAK_CASED.match(match[0]) and not _shown(text, match):
            yield match


def _shown(text: str, found: re.Match[str]) -> bool:
    """Whether braces are shown as code or quoted in a question about code, and not left from a template."""
    return found[0][0] in "{$<" and bool(ABOUT_CODE.search(text)) and unquoted(text)[found.start()] == " "
