"""The letters of a page: a text with one letter for each place that pdfium counts, and where each letter stands."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from curation.readers.pdf import tex_encoding

NOTHING = "\x00"
"""Stands in a text for what has a place of its own and is not shown: the second half of a sign, a control character."""


def aligned(textpage: Any, text: str, count: int, raw: Any) -> str:
    """The text of a page with one letter for each place that pdfium counts, so that letters can be asked where they stand."""
    codes = tex_encoding.table(text)
    if len(text) == count:
        return text.translate(codes)
    units = [raw.FPDFText_GetUnicode(textpage.raw, place) for place in range(count)]
    out: list[str] = []
    for unit in units:
        if 0xDC00 <= unit < 0xE000 and out and 0xD800 <= ord(out[-1]) < 0xDC00:
            out[-1] = chr(0x10000 + ((ord(out[-1]) - 0xD800) << 10) + unit - 0xDC00)
            out.append(NOTHING)
        elif unit in codes:
            out.append(codes[unit])
        else:
            shown = unit >= 32 or unit in (2, 9, 10, 13)
            out.append(chr(unit) if shown and unit <= 0xFFFF else NOTHING)
    return "".join(NOTHING if "\ud800" <= letter < "\ue000" else letter for letter in out)


_SAMPLE = 200
"""Characters of a page that tell how its fonts are drawn."""
_INK = 0.75
"""Least height of an em box in sizes of the font: those of fonts with a descent are 0.85 and more."""


class Letters:
    """The places of the characters of a page."""

    def __init__(self, textpage: Any, count: int, raw: Any) -> None:
        from ctypes import byref, c_double

        self.page, self.count, self.raw = textpage.raw, count, raw
        self._numbers = [c_double() for _ in range(4)]
        self._places = [byref(number) for number in self._numbers]
        self._box = raw.FS_RECTF()

    def origin(self, place: int) -> tuple[float, float]:
        """Left edge and baseline of a character."""
        self.raw.FPDFText_GetCharOrigin(self.page, min(place, self.count - 1), *self._places[:2])
        return self._numbers[0].value, self._numbers[1].value

    def edges(self, place: int) -> tuple[float, float]:
        """Left and right edge of the ink of a character."""
        if not self.raw.FPDFText_GetCharBox(self.page, min(place, self.count - 1), *self._places):
            return 0.0, 0.0
        return self._numbers[0].value, self._numbers[1].value

    def height(self, place: int) -> float:
        """The height of a character's em box in points; the font size alone leaves out how the page scales it.

        A font that is drawn sign by sign (Type 3) has no em box: there it is the font size as the page scales it.
        """
        if self.drawn and (size := self._scaled(place)):
            return size
        return self._boxed(place)

    def usual_height(self, places: list[int]) -> float:
        """The middle one of the heights of some characters of a line: one of them may be of another font, with a higher em box."""
        return sorted(map(self.height, places))[len(places) // 2]

    def larger(self, place: int, other: int) -> bool:
        """Whether a character is set in a larger size than another one; a font with a higher em box alone, as bold ones have, is not."""
        one, two = self._scaled(place), self._scaled(other)
        return not (one and two) or one > 1.02 * two

    @cached_property
    def drawn(self) -> bool:
        """Whether the boxes of the letters are those of their ink, which is lower than the font is high."""
        shares = []
        for place in range(min(self.count, _SAMPLE)):
            letter = chr(self.raw.FPDFText_GetUnicode(self.page, place) & 0xFFFF)
            if letter.isalpha() and (scaled := self._scaled(place)) and (boxed := self._boxed(place)):
                shares.append(boxed / scaled)
        return bool(shares) and sum(shares) < _INK * len(shares)

    def _scaled(self, place: int) -> float:
        from math import hypot

        matrix = self.raw.FS_MATRIX()
        if not self.raw.FPDFText_GetMatrix(self.page, min(place, self.count - 1), matrix):
            return 0.0
        return abs(float(self.raw.FPDFText_GetFontSize(self.page, place))) * hypot(matrix.c, matrix.d)

    def _boxed(self, place: int) -> float:
        if not self.raw.FPDFText_GetLooseCharBox(self.page, min(place, self.count - 1), self._box):
            return 0.0
        return float(abs(self._box.top - self._box.bottom))

    def bold(self, place: int) -> bool:
        """Whether a character is printed bold."""
        return bool(self.raw.FPDFText_GetFontWeight(self.page, min(place, self.count - 1)) >= 600)


def printed(part: str, place: int) -> int:
    """The place of a character that is printed: a blank that stands for a gap has no size."""
    while place < len(part) and part[place].isspace():
        place += 1
    return place if place < len(part) else len(part.rstrip()) - 1
