"""Letters of PDFs that TeX made with fonts whose table of characters is missing: pdfium gives the codes of the T1 encoding (Cork, 1990).

A `§` is 9F there, `ß` is FF, `fi` is 1C, and the quotation marks are 10 to 14, so that codes of control characters stand between letters.
"""

from __future__ import annotations

import re

from curation.text.language import language_of

_T1 = {
    0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—",
    0x1B: "ﬀ", 0x1C: "ﬁ", 0x1D: "ﬂ", 0x1E: "ﬃ", 0x1F: "ﬄ", 0x9F: "§", 0xFF: "ß",
}  # fmt: skip
_SURE = re.compile(r"[^\W\d_][\x1b-\x1f][^\W\d_]|(?<![^\s(])\x9f\s?\d|\x12[^\W\d_][^\x10]{0,200}\x10")
"""Codes where nothing but T1 puts them: a ligature in a word, a section sign before a number, quotation marks around words."""
_SHARP = re.compile(r"[a-zäöü]ÿ[a-zäöü]")
"""A `ß` as T1 has it, in a word of a page in German."""
_LIGATURES = {ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl"}


def table(text: str) -> dict[int, str]:
    """What the codes of a page stand for, one letter for each; empty for a page whose characters are those that it prints."""
    if _SURE.search(text) or (_SHARP.search(text) and language_of(text[:4000]) == "de"):
        return _T1
    return {}


def parted(text: str) -> str:
    """`text` with its ligatures as single letters."""
    return text if text.isascii() else text.translate(_LIGATURES)
