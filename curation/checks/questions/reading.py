"""How the checks by provision read words: as stems, and as stems of words of one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.checks.items import Item
from curation.text.contrasts import contrasts
from curation.text.item_words.synonyms import OF_OPTIONS
from curation.text.stems import content_stems, stem
from curation.text.verbs import base

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+(?:[.,]\d+)*|%")
_KEPT = 2_048
"""Texts whose reading is kept: the checks of one item read the same few texts many times."""
_FEWEST_WORDS = 8
"""Words of a provision from which on it is read."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, with numbers and the percent sign."""
    return list(_words_of(text))


@lru_cache(maxsize=_KEPT)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


def ends_of(phrase: str, text: str) -> Iterator[int]:
    """Where each place of a phrase ends that begins a word of a text; no pattern is made of the phrase, since that takes long."""
    place = text.find(phrase) if phrase else -1
    while place >= 0:
        if not text[place - 1 : place].isalnum() or place == 0:
            yield place + len(phrase)
        place = text.find(phrase, place + 1)


def stems_of(text: str) -> frozenset[str]:
    """The stems of the English words of a text that carry its content."""
    return content_stems(text, "en")


def readable(item: Item) -> bool:
    """Whether an item is an English question with a key and with a provision to read it by."""
    return (
        item.key is not None
        and not item.pictures
        and len(item.options) > 2
        and len(item.provision.split()) >= _FEWEST_WORDS
        and (not item.language or item.language.startswith("en"))
    )


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> frozenset[str]:
    """The stems of a text, each word that stands in a group of one meaning by the first word of the group."""
    named = _by_stem()
    plain = " ".join(_plain_form(word) for word in words_of(text))
    return frozenset(named.get(one, one) for one in stems_of(plain))


@lru_cache(maxsize=65_536)
def _plain_form(word: str) -> str:
    """The base form of a word whose other forms no stem brings together: `bent` and `bend`."""
    root = base(word) if word.isalpha() and len(word) > 2 else None
    return root if root is not None and not word.startswith(root[: len(root) - 1]) else word


def alike(one: str, others: frozenset[str]) -> bool:
    """Whether a stem is among others, or begins as one of them does: `archivist`, `archives`."""
    return one in others or (len(one) > 4 and any(other[:5] == one[:5] for other in others))


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    """The stem that stands for each stem of a group of words of one meaning."""
    named: dict[str, str] = {}
    for group in (*OF_OPTIONS, *contrasts("en").synonym_groups):
        for word in group:
            named.setdefault(stem(word, "en"), stem(group[0], "en"))
    return named


def related(stems: frozenset[str]) -> frozenset[str]:
    """Stems with those of the words that mean the same."""
    more = {
        other
        for group in contrasts("en").synonym_groups
        for other in _group(tuple(group))
        if not stems.isdisjoint(_group(tuple(group)))
    }
    return stems | more


@lru_cache(maxsize=1024)
def _group(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word, "en") for word in words)


def heard(one: str, said: frozenset[str]) -> bool:
    """Whether a stem is among those of a text, in this form or as another form of the word: `erase`, `erasing`."""
    return alike(one, said) or (len(one) > 4 and any(other.startswith(one[:-1]) for other in said))
