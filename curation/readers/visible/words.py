"""What a word of a document is when words are counted against each other."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def words_of(text: str) -> list[str]:
    """The words of `text` in order, in lower case and NFKC: runs of letters and digits, and each Han, Kana or Hangul sign alone."""
    if text.isascii():  # half of all documents: no sign has another form there
        return _PLAIN.findall(text.lower())
    return _WORD.findall(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower())
