"""Whether a stem denies in a way that readers miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.checks.items import Hit, Item
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.item_words.negative_stems import (
    APART_NOT,
    ASKS_EXCEPTION,
    ASKS_FOR_CHOICE,
    BANNED,
    DENIED_NEGATIVE_ADJECTIVE,
    NEGATIONS,
    NEGATIVE_WORD,
    STRESSED,
    TWICE_NEGATIVE,
)
from curation.text.sentences import sentences

_PASSAGE = re.compile(r"\u201c[^\u201c\u201d]*\u201d")
_FEWEST_WORDS = 6
"""Words from which on a quotation is a passage and no term."""


@lru_cache(maxsize=64)
def _asked(stem: str, language: str) -> str:
    """A stem with the passages that it quotes and the case that it tells blanked, each character in its place: what they deny is not what is asked."""
    own = _PASSAGE.sub(
        lambda match: " " * len(match[0]) if len(match[0].split()) >= _FEWEST_WORDS else match[0], stem
    )
    # `The clerk had not read it. Which duty did she breach?` asks for no exception.
    kept, done = [], 0
    for start, end in list(sentences(own, language))[:-1]:
        if not own[start:end].endswith("?"):
            kept += [own[done:start], " " * (end - start)]
            done = end
    return "".join([*kept, own[done:]])


def double_negative(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception and options that deny: readers lose count. `Never without` is plain English and no fault."""
    asked = _asked(item.stem, item.language or "en")
    stem = NEGATIVE_WORD.search(asked)
    denied = [i for i, o in enumerate(item.options) if NEGATIONS & set(words_of(o)[:3])]
    twice = DENIED_NEGATIVE_ADJECTIVE.search(asked) or TWICE_NEGATIVE.search(asked)
    if twice or (stem and ASKS_FOR_CHOICE.search(asked) and ASKS_EXCEPTION.search(asked) and denied):
        yield Hit("stem", "denies twice; say it without the negations")


def negative_plain(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception in small letters: the word is easily overlooked. `Must not` asks what is banned."""
    if (
        (
            match := ASKS_EXCEPTION.search(_asked(item.stem, item.language or "en"))
            or APART_NOT.search(_asked(item.stem, item.language or "en"))
        )
        and not BANNED.search(match[0])
        and not STRESSED.search(item.stem)
    ):
        yield Hit(
            "stem",
            "asks for the exception in small letters; ask for what is right, or print the word in capitals",
            *match.span(),
        )
