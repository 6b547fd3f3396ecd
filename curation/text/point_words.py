"""Whether an answer makes a point of a rubric, as far as words tell: yes, no, or not to be told.

An entry to match is words with spaces between them, alternatives joined by `|`: `leave|evacuate laboratory|room`. It is found
where one sentence of the answer holds a form of every word. Whoever writes `not` or `never` in an entry means a sentence that denies;
a sentence that denies what the entry does not (or the other way round) leaves the point open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    wanted = [parts(entry) for entry in entries]
    wanted = [entry for entry in wanted if entry]
    if not wanted:
        return None
    denying = pack(language).negations
    open_ = False
    for start, end in sentences(answer, language, semicolons=True, lines=True):
        said = words(answer[start:end])
        forms = {form for word in said for form in _forms(word, language)}
        denied = any(word in denying for word in said)
        for entry in wanted:
            asked = [part for part in entry if not part & denying]
            if all(any(forms & _forms(word, language) for word in part) for part in asked):
                if denied == (len(asked) < len(entry)):
                    return True
                open_ = True
    return None if open_ else False
