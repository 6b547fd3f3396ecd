"""Whether the text layer of a page can be read: pages that are pictures, and text whose letters are not those printed.

A font without a right ToUnicode table gives other letters than the page shows (`Wkh` for `The`). Such text has hardly any
function word of any language and too few or too many vowels; natural text of a language not known here keeps its vowels.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curation.text import packs

_VOWELS = frozenset("aeiouy")
_LETTERS = 60
"""Fewest Latin letters that are judged."""
_FEW_FUNCTION_WORDS = 0.03
"""Share of function words below which text is no prose of a language known here; prose has a third."""
_VOWEL_SHARE = (0.27, 0.60)
"""Share of vowels among the letters of natural text in Latin script, from Czech (0.37) to Hawaiian-like (0.58), with a margin."""
_JUNK_SHARE = 0.15
"""Share of characters without a meaning above which a page cannot be read."""
_PLACEHOLDER = re.compile(r"\(cid:\d+\)")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    """The function words of two letters or more of all languages in Latin script that the package knows."""
    known = (packs.pack(language) for language in packs.languages())
    return frozenset(
        word for pack in known if pack.script == "latin" for word in pack.function_words if len(word) > 1
    )


def garbled(text: str) -> bool:
    """Whether the characters of a page are not those that it prints."""
    shown = [char for char in text if not char.isspace()]
    if len(shown) < _LETTERS // 2:
        return False
    junk = sum(
        unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd"
        for char in shown
        if char not in "\ufffe\x02\xad"
    )
    junk += sum(len(match[0]) for match in _PLACEHOLDER.finditer(text))
    bullets = sum("\uf000" <= char <= "\uf0ff" for char in shown)
    if junk - min(bullets, len(shown) // 10) > _JUNK_SHARE * len(shown):
        return True
    plain = unicodedata.normalize("NFD", text.lower())
    letters = [char for char in plain if "a" <= char <= "z"]
    if len(letters) < _LETTERS or len(letters) < 0.4 * len(shown):
        return False
    words = re.findall(r"[^\W\d_]{2,}", text.lower())
    function = sum(word in _function_words() for word in words) / max(1, len(words))
    vowels = sum(char in _VOWELS for char in letters) / len(letters)
    return function < _FEW_FUNCTION_WORDS and not _VOWEL_SHARE[0] <= vowels <= _VOWEL_SHARE[1]
