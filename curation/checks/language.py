"""The check that a text is in the language that the item or its file names."""

from __future__ import annotations

from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.language import by_script, detect, exclusive_words, function_word_counts
from curation.text.packs import pack, primary
from curation.text.words import words

_SHORTEST = 20
"""Characters below which only the script of a text tells its language."""
_CERTAIN = 0.97
"""Least confidence of the detector: names, formulas and short options mislead it."""
_OWN_WORDS = 3
"""Function words of the expected language from which on the text counts as being in it."""


def wrong_language(item: Item, settings: Settings) -> Iterator[Hit]:
    """Text in another language than the item says, or than the rest of the file is in."""
    expected = primary(item.language)
    if not expected:
        return
    text = item.text if item.kind != "question" else " ".join((item.stem, *item.options))
    if sum(word in exclusive_words(expected) for word in words(text)) >= 2:
        return  # the usual case, decided without counting the words of every language
    if len(text) < _SHORTEST and not by_script(text):
        return
    language, confidence = detect(text, expected)
    if not language or language == expected or confidence <= _CERTAIN:
        return
    if pack(expected).script == "latin" and function_word_counts(text).get(expected, 0) >= _OWN_WORDS:
        return
    yield Hit(
        "stem" if item.kind == "question" else "text",
        f"reads as {language}, not as {expected}; correct the text or the language",
        value=round(confidence, 3),
        severity=None if item.declared else "warn",
    )
