"""Printed numbers: what sort they are, what comes next, and how they read in an identifier."""

from __future__ import annotations

import re
import unicodedata

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_HAN_UNIT = {"十": 10, "百": 100, "千": 1000}


def roman(text: str) -> int | None:
    """The value of a Roman numeral in either case, None when `text` is none."""
    low = text.lower()
    if not low or not _ROMAN_FORM.match(low):
        return None
    values = [_ROMAN[c] for c in low]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def to_roman(value: int) -> str:
    """`value` (1 to 3999) as a lower-case Roman numeral."""
    table = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    out = ""
    for number, letters in table:
        while value >= number:
            out, value = out + letters, value - number
    return out


def han(text: str) -> int | None:
    """The value of a Chinese number below 10,000 (`一百二十三`), None when `text` is none."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        elif char in _HAN_UNIT:
            total, digit = total + (digit or 1) * _HAN_UNIT[char], 0
        else:
            return None
    return total + digit if text else None


def to_han(value: int) -> str:
    """`value` (1 to 9999) as a Chinese number, `12` as `十二`."""
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        elif out and value:
            zero = True
    return out.removeprefix("一") if out.startswith("一十") else out


_ALPHABETS = (
    (*"αβγδε", "στ", *"ζηθικλμνξοπρστυφχψω"),
    tuple("абвгдежзиклмнопрстуфхцчшщэюя"),
    tuple("абвгґдеєжзиіїйклмнопрстуфхцчшщ"),
    tuple("가나다라마바사아자차카타파하"),
)
"""The letters that number lists in Greek, Russian (without those left out in counting), Ukrainian and Korean."""


def letters(text: str) -> int | None:
    """The place of a letter marker: a=1 … z=26, aa=27, bb=28, as acts of India number on za=27, zb=28, zza=53; None when `text` is no such marker."""
    low = text.lower()
    if not low.isascii():
        return next((row.index(low) + 1 for row in _ALPHABETS if low in row), None)
    after_z = low[:-1] == "z" * (len(low) - 1)
    if not low.isalpha() or not (after_z or len(set(low)) == 1) or len(low) > 3:
        return None
    return ord(low[-1]) - 96 + 26 * (len(low) - 1)


def ascii_digits(text: str) -> str:
    """`text` with the digits of any script as 0 to 9: `๑๒` is `12`."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def clean(number: str) -> str:
    """A printed number as it stands in an identifier: `1.2.` is `1-2`, `3a bis` is `3abis`.

    Outer punctuation goes, white space goes, inner punctuation becomes a hyphen (the Akoma Ntoso naming convention).
    """
    text = unicodedata.normalize("NFKC", number.replace("º", "°"))
    text = ascii_digits(text)
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"^\W+|\W+$", "", text)
    return re.sub(r"[\W_]+", "-", text)
