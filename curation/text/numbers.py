"""Whole numbers in English words, of the number words that the English pack lists."""

from __future__ import annotations

from collections.abc import Mapping

from curation.text.packs import pack


def words() -> Mapping[str, int]:
    """The value of each English number word, from `zero` to `billion`."""
    return pack("en").number_words


_WORDS = {value: word for word, value in words().items()}
SMALL = tuple(_WORDS[number] for number in range(20))
"""`zero` to `nineteen`, each at its own place."""
TENS = tuple(_WORDS[number] for number in range(20, 100, 10))
"""`twenty` to `ninety`."""


def in_words(number: int) -> str:
    """A number from 0 to 99 in words."""
    if number < 20:
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


def from_words(text: str) -> int | None:
    """The number from 0 to 99 that `text` spells, None when it spells none."""
    return next((n for n in range(100) if in_words(n) == text.lower()), None)
