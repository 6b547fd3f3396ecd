"""Terms of other languages in English: which words of a clause the English cues and definitions of a taxonomy know.

A glossary is a file `glossary/<language>.toml`: English words by the terms for them. A term is found by the stems of its words
in their order, inside a compound in German and Dutch, and by its characters in Chinese. It is no translation: what the
glossary does not know stays out, and a reader of a mapping sees the term of the clause itself as evidence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from curation.core.digests import sha256
from curation.core.files import disk
from curation.text.packs import pack, primary
from curation.text.stems import stem_tokens
from curation.text.words import lower

LONGEST = 6
"""Words of the longest term that is looked for."""
COMPOUND = 7
"""Characters of the stem of a term that is also found at the end or the beginning of a longer word."""
_COMPOUNDING = frozenset(["de", "nl", "sv"])


class Term(NamedTuple):
    """A term of a text: its place as code points, and the English words for it."""

    start: int
    end: int
    english: str


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The tags of the languages that have a glossary, sorted."""
    names = (entry.name for entry in (files("curation.text") / "glossary").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache(maxsize=16)
def glossary(language: str) -> Mapping[str, tuple[str, ...]]:
    """The terms of a language by the English words for them; empty where the language has no glossary."""
    tag = primary(language)
    if tag not in languages():
        return {}
    text = disk.text(files("curation.text") / "glossary" / f"{tag}.toml")
    return {english: tuple(terms) for english, terms in tomllib.loads(text)["terms"].items()}


@lru_cache(maxsize=1)
def digest() -> str:
    """The SHA-256 of all glossaries: part of the key of the step that maps."""
    folder = files("curation.text") / "glossary"
    return sha256("\0".join(f"{tag}\0{disk.text(folder / f'{tag}.toml')}" for tag in languages()))


def english_terms(text: str, language: str) -> list[Term]:
    """The terms of `text` that the glossary of `language` knows, in order, the longest at each place."""
    if not glossary(language):
        return []
    tag = primary(language)
    return list(_by_stems(text, tag) if pack(tag).script == "latin" else _by_characters(text, tag))


def in_english(text: str, language: str) -> str:
    """The English words for the terms of `text`, each term's apart by a full stop; empty where none is known."""
    return ". ".join(term.english for term in english_terms(text, language))


@lru_cache(maxsize=16)
def _characters(tag: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    english = {lower(term): words for words, terms in glossary(tag).items() for term in terms}
    longest_first = sorted(english, key=lambda term: (-len(term), term))
    return re.compile("|".join(map(re.escape, longest_first))), english


def _by_characters(text: str, tag: str) -> Iterator[Term]:
    pattern, english = _characters(tag)
    for match in pattern.finditer(lower(text)):
        yield Term(*match.span(), english[match[0]])


@lru_cache(maxsize=16)
def _stems(tag: str) -> Mapping[tuple[str, ...], str]:
    """The English words of each term, by the stems of its words."""
    found: dict[tuple[str, ...], str] = {}
    for words, terms in glossary(tag).items():
        for term in terms:
            key = tuple(token.word for token in stem_tokens(term, tag))
            if 0 < len(key) <= LONGEST:
                found.setdefault(key, words)
    return found


def _by_stems(text: str, tag: str) -> Iterator[Term]:
    known = _stems(tag)
    tokens = stem_tokens(text, tag)
    place = 0
    while place < len(tokens):
        for size in range(min(LONGEST, len(tokens) - place), 0, -1):
            part = tokens[place : place + size]
            words = known.get(tuple(token.word for token in part))
            if words is None and size == 1:
                words = _of_compound(part[0].word, tag)
            if words is not None:
                yield Term(part[0].start, part[-1].end, words)
                place += size
                break
        else:
            place += 1


@lru_cache(maxsize=200_000)
def _of_compound(word: str, tag: str) -> str | None:
    """The English words of the longest term that a compound begins or ends with, None where it has none."""
    if tag not in _COMPOUNDING or len(word) <= COMPOUND:
        return None
    parts = [
        key[0]
        for key in _stems(tag)
        if len(key) == 1 and len(key[0]) >= COMPOUND and (word.startswith(key[0]) or word.endswith(key[0]))
    ]
    return _stems(tag)[max(parts, key=lambda part: (len(part), part)),] if parts else None
