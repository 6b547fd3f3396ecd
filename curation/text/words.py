"""Words of a text: tokens, content words, stop words, white space. Works for every language that has a pack."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from curation.text.packs import pack

_WORD = re.compile(r"[^\W\d_]+(?:['’\u2010-][^\W\d_]+)*")
_TOKEN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]+|[\u3040-\u30ff]+|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?"
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r" ([,;.])(?=\s|$)")


class Token(NamedTuple):
    """A word of a text in lower case, and where it stands in the text as code points."""

    word: str
    start: int
    end: int


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, none at the ends, and no NUL."""
    return " ".join(text.replace("\x00", "").split())


def squeeze_marks(text: str) -> str:
    """`text` as `squeeze` gives it, also without the space before a comma, semicolon or full stop."""
    return _SPACE_BEFORE_MARK.sub(r"\1", squeeze(text))


def lower(text: str) -> str:
    """`text` in lower case at the same length, so that an offset in one is the same offset in the other."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tokens(text: str) -> list[Token]:
    """The words and numbers of `text` in order. A run of Han characters is one token; `curation.text.stems` parts it."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(lower(text))]


def words(text: str) -> list[str]:
    """The words of `text` in lower case and in order, without numbers; `well-known` and `don't` are one word each."""
    return _WORD.findall(text.lower())


CHARACTERS_A_WORD = 1.6
"""Han characters that take as long to read as a word: 255 characters and 158 words a minute in Chinese (Trauzettel-Klosinski
and Dietz 2012, Investigative Ophthalmology & Visual Science 53, 5452-5461)."""


def reading_length(text: str) -> float:
    """How many words a reader has to take in: words and numbers, Han characters and kana by what they take."""
    return sum(
        len(token.word) / CHARACTERS_A_WORD if _UNSPACED.match(token.word) else 1.0 for token in tokens(text)
    )


def stop_words(language: str = "en") -> frozenset[str]:
    """The words of a language that say nothing about what a text is about."""
    return pack(language).function_words


@lru_cache(maxsize=64)
def grammar_words(language: str = "en") -> frozenset[str]:
    """The function words that may change without another meaning: no negation, no modal word, none of quantity or direction."""
    known = pack(language)
    return known.function_words - known.negations - known.modal_words - known.relation_words


def content_words(text: str, language: str = "en", shortest: int = 3) -> list[str]:
    """The words of `text` that are no stop words of `language`, in order.

    Args:
        text: Any text.
        language: A BCP 47 tag; without a pack, every word counts.
        shortest: Least number of characters of a word that counts, in scripts that separate words.
    """
    stop = stop_words(language)
    return [w for w in words(text) if w not in stop and (len(w) >= shortest or _HAN.search(w) is not None)]
