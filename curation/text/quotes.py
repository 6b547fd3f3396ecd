"""Where the words of a quote stand in a text, whatever typography, case or line breaks the quote was copied with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from curation.core.digests import fold

_ELLIPSIS = re.compile(r"(?:\[ ?)?(?:…|\. ?\. ?\.)(?: ?\])?")
_MARKER = re.compile(r"^(?:\(?[0-9A-Za-z]{1,4}[.)]|[-*\u2022]) ")
_AROUND = " \t\r\n\"'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
_LEAST_PART = 3
"""Words that each part of a quote with an omission must have, and a quote that cuts a word: fewer could be found in any text."""
_NO_SPACES = 0x2E80
"""From here on stand the scripts that part no words by spaces: there a quote may begin anywhere."""


def find_span(text: str, quote: str) -> tuple[int, int] | None:
    """Start and end in `text` of the words of `quote`, None when they do not stand there.

    Case, quotation marks, dashes, white space, invisible signs and Unicode's several forms of one letter do not count;
    letters do. The span begins and ends at whole words; a quote of fewer than three words that cuts one is not found. Quotation marks around it, a list marker before it and a full stop
    after it may be the quoter's own. Where it leaves something out (`…`, `[...]`), its parts of at least three words must
    follow each other, and the span runs from the first to the last.
    """
    letters, places = _folded(text)
    for wanted in _forms(quote):
        parts = [part for part in _ELLIPSIS.split(wanted) if part.strip(_AROUND)]
        if not parts or (len(parts) > 1 and any(len(part.split()) < _LEAST_PART for part in parts)):
            continue
        spans: list[tuple[int, int]] = []
        after = 0
        for part in parts:
            span = _find(letters, _folded(part.strip())[0], after)
            if span is None:
                break
            spans.append(span)
            after = span[1]
        else:
            return places[spans[0][0]][0], places[spans[-1][1] - 1][1]
    return None


def _forms(quote: str) -> Iterator[str]:
    """The quote as it is, then without what the quoter may have put around it; the first that fits counts."""
    whole = " ".join(quote.split())
    bare = whole.strip(_AROUND)
    unmarked = _MARKER.sub("", bare)
    seen: set[str] = set()
    for form in (whole, bare, bare.rstrip(".;,:"), unmarked, unmarked.rstrip(".;,:" + _AROUND)):
        if form and form not in seen:
            seen.add(form)
            yield form


_KEPT = 10_000
"""Characters of the longest text whose folded form is kept: a section is asked for many quotes, one after the other."""


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` folded and in lower case, and for each of its characters where in `text` it comes from (start, end)."""
    return _kept(text) if len(text) <= _KEPT else _fold_each(text)


@lru_cache(maxsize=256)
def _kept(text: str) -> tuple[str, list[tuple[int, int]]]:
    return _fold_each(text)


@lru_cache(maxsize=4096)
def _letters(piece: str) -> str:
    """One character with what combines with it, folded and in lower case."""
    return fold(piece).casefold()


def _fold_each(text: str) -> tuple[str, list[tuple[int, int]]]:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[at].isspace():
            if letters and letters[-1] == " ":
                places[-1] = (places[-1][0], end)
            else:
                letters.append(" ")
                places.append((at, end))
        else:
            for letter in _letters(text[at:end]):
                letters.append(letter)
                places.append((at, end))
        at = end
    return "".join(letters), places


def _find(letters: str, wanted: str, after: int) -> tuple[int, int] | None:
    """Where `wanted` stands in `letters`, from `after` on, as whole words; else where it cuts a word, with the whole of that word."""
    start = first = letters.find(wanted, after) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not (_cuts(letters, start) or _cuts(letters, end)):
            return start, end
        start = letters.find(wanted, start + 1)
    if first < 0 or len(wanted.split()) < _LEAST_PART:
        return None
    start, end = first, first + len(wanted)
    while start > after and _cuts(letters, start):
        start -= 1
    while _cuts(letters, end):
        end += 1
    return start, end


def _cuts(letters: str, place: int) -> bool:
    """Whether a word runs across this place."""
    if not 0 < place < len(letters):
        return False
    before, here = letters[place - 1], letters[place]
    return before.isalnum() and here.isalnum() and max(ord(before), ord(here)) < _NO_SPACES
