"""The encoding of a text: by its mark, as UTF-8, as it declares, or by a guess that says that it is one.

A guess is made among the encodings in which texts of law are kept. Each candidate must decode every byte; the one whose text looks
most like a language wins: kana for Japanese, Hangul for Korean, frequent signs for Chinese, letters in natural case for Cyrillic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""encoding=["']([\w-]+)""")
_FREQUENT = frozenset(
    "的一是不在人有和为以定法应当规国务院条款项第年月日本者及其或等行管理安全"
    "的一是不在人有和為以定法應當規國務院條款項第年月日本者及其或等行管理安全"
)
"""Signs that make up a fifth of any Chinese legal text, in both scripts."""
_SAMPLE = 65_536


@dataclass(frozen=True)
class Encoding:
    """The name of an encoding, and whether the file or its bytes prove it."""

    name: str
    sure: bool


def of(data: bytes) -> Encoding:
    """The encoding of `data`; not `sure` when nothing but the look of the text speaks for it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, True)
    if name := wide(data):
        return Encoding(name, False)
    try:
        data.decode("utf-8")
        return Encoding("utf-8", True)
    except UnicodeDecodeError:
        pass
    declared = _META.search(data, 0, 4096) or _XML.search(data[:200])
    if declared is not None:
        name = declared[1].decode("ascii").lower()
        if name in ("gb2312", "gbk"):
            name = "gb18030"  # which holds them, and what such files really use
        try:
            data.decode(name)
            return Encoding(name, True)
        except (LookupError, UnicodeDecodeError):
            pass
    return Encoding(_guess(data), False)


def decode(data: bytes) -> str:
    """The text of `data`; NULs are dropped, and a byte that stands for nothing is shown as U+FFFD."""
    return data.decode(of(data).name, "replace").replace("\x00", "")


def wide(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for text without a mark: every other byte of Latin letters, spaces and digits is NUL; else empty."""
    sample = data[:4096]
    even, odd = sample[::2], sample[1::2]
    if len(sample) < 8 or len(odd) == 0:
        return ""
    nul_even, nul_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if nul_odd > 0.25 and nul_even < 0.02:
        return "utf-16-le"
    if nul_even > 0.25 and nul_odd < 0.02:
        return "utf-16-be"
    # text of Chinese and Japanese has few Latin letters: its spaces, digits and line breaks give it away
    if len(data) % 2 == 0 and (nul_odd > 0 or nul_even > 0):
        looks = {name: _looks(_tried(data, name)) for name in ("utf-16-le", "utf-16-be")}
        best = max(looks, key=lambda name: looks[name])
        return best if looks[best] > 0.5 else ""
    return ""


def _tried(data: bytes, name: str) -> str:
    """The beginning of `data` in an encoding, empty when the bytes are not text in it."""
    sample = data[: 2 * _SAMPLE]
    try:
        return sample.decode(name)
    except UnicodeDecodeError as error:
        cut = error.start > len(sample) - 4 and len(sample) < len(data)
        return sample[: error.start].decode(name) if cut else ""


def _guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8; Windows-1252 when no other one looks like a language."""
    best, score = "cp1252", 0.3
    for name in ("shift_jis", "cp932", "euc_jp", "euc_kr", "gb18030", "big5", "cp1251", "koi8_r"):
        looks = _looks(_tried(data, name))
        if looks > score + 0.02:
            best, score = name, looks
    return best


def _looks(text: str) -> float:
    """How much the letters outside ASCII look like a language, in [0, 1]."""
    letters = [char for char in text if ord(char) > 127]
    if not letters:
        return 0.0
    total = len(letters)
    kana = sum("\u3041" <= char <= "\u30fe" for char in letters)
    hangul = sum("\uac00" <= char <= "\ud7a3" for char in letters)
    han = sum("\u4e00" <= char <= "\u9fff" for char in letters)
    half = sum("\uff61" <= char <= "\uff9f" for char in letters)
    cyrillic = sum("\u0430" <= char <= "\u044f" for char in letters)
    marks = sum("\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60" for char in letters)
    frequent = sum(char in _FREQUENT for char in letters)
    strange = (
        total - kana - hangul - han - cyrillic - marks - sum("\u0410" <= char <= "\u042f" for char in letters)
    )
    penalty = (strange + 2 * half) / total
    if kana > 0.15 * total:
        return max(0.0, 0.6 + 0.4 * (kana + han + marks) / total - penalty)
    if hangul > 0.4 * total:
        return max(0.0, 0.5 + 0.5 * (hangul + marks) / total - penalty)
    if cyrillic > 0.6 * total and cyrillic > sum("a" <= char <= "z" for char in text):
        return max(0.0, cyrillic / total - penalty)
    if han > 0.5 * total:
        return max(0.0, 0.3 + min(0.7, 3 * frequent / total) - penalty)
    return 0.0
