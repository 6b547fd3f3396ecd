"""Whether an answer makes a point of a rubric, as far as words tell: yes, no, or not to be told.

An entry to match is words with spaces between them, alternatives joined by `|`: `leave|evacuate laboratory|room`. It is found
where one sentence of the answer holds a form of every word. Whoever writes `not` or `never` in an entry means a sentence that denies;
a sentence that denies what the entry does not (or the other way round) leaves the point open, unless a part of it between commas
holds the entry and denies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from curation.text.packs import pack, primary
from curation.text.sentences import sentences
from curation.text.stems import inflection_stem, stem
from curation.text.words import lower

_WORD = re.compile(r"[^\W_]+(?:[.,'\u2019-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case; of a word with a mark inside (`cut-out`) the parts too."""
    found = [match.group() for match in _WORD.finditer(lower(text))]
    return [*found, *(part for word in found if "-" in word for part in word.split("-"))]


def parts(entry: str) -> list[frozenset[str]]:
    """The alternatives of each word of an entry, in lower case; empty for an entry without words."""
    found = (frozenset(w for one in part.split("|") for w in words(one)) for part in entry.split())
    return [part for part in found if part]


def _forms(word: str, language: str) -> set[str]:
    """What a word is recognised by: its stem, and of an English one the word without its inflection (`leaving` is `leave`)."""
    found = {stem(word, language)}
    return found | {inflection_stem(word)} if primary(language) == "en" else found


def makes(answer: str, entries: Sequence[str], language: str = "en") -> bool | None:
    """Whether a sentence of the answer holds an entry; None where one does but denies it, or there is nothing to match."""
    wanted = [found for entry in entries if (found := parts(entry))]
    if not wanted:
        return None
    denying = pack(language).negations
    open_ = False
    for start, end in sentences(answer, language, semicolons=True, lines=True):
        whole = _said(answer[start:end], language, denying)
        pieces = [_said(piece, language, denying) for piece in _PIECES.split(answer[start:end])]
        for entry in wanted:
            asked = [part for part in entry if not part & denying]
            if not _holds(whole, asked, language):
                continue
            if len(asked) < len(entry):  # the entry denies: so must the sentence
                if whole.denies:
                    return True
            elif not whole.denies or any(not p.denies and _holds(p, asked, language) for p in pieces):
                return True
            open_ = True
    return None if open_ else False


_PIECES = re.compile(r"[,:\u2013\u2014]\s|\bbut\b")
"""Where a part of a sentence ends that a denial in another part says nothing of."""


class _Said(NamedTuple):
    """The words of a sentence or a part of one, and whether it denies."""

    forms: frozenset[str]
    denies: bool


def _said(text: str, language: str, denying: frozenset[str]) -> _Said:
    found = words(text)
    return _Said(
        frozenset(f for word in found for f in _forms(word, language)), any(w in denying for w in found)
    )


def _holds(said: _Said, asked: Sequence[frozenset[str]], language: str) -> bool:
    return all(any(said.forms & _forms(word, language) for word in part) for part in asked)
