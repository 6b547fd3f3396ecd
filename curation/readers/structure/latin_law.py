"""Laws of the Latin tradition in flat text: articles whose words follow on their own line, paragraphs with a section sign, Roman items.

`Art. 2º The keeper shall …`, `§ 1º …`, `Parágrafo único. …`, `I – …`: the law of Brazil and Portugal prints all of them, that of Spain,
Italy, France and Latin America the first. A number counts only where it is the next one, since sentences begin with such words too.
"""

from __future__ import annotations

import re

from curation.readers.eurlex import part_names
from curation.readers.structure import numbering
from curation.text.document_words import latin_law as wording

_RUN_IN = re.compile(
    r"^(?P<label>[^\W\d_]+\.?\s+(?P<number>\d{1,4})\s?(?:[ºª°]|o\b)?(?:-(?P<letter>[A-Z])\b)?)(?P<stop>\s?\.?\s?[-–—]?)\s+(?P<rest>\(?[^\W\d_a-zà-ÿ].*)$",
    re.DOTALL,
)
_SKIPPED = 3
"""Most numbers that may be missing before an article: those of repealed ones."""
_PARAGRAPH = re.compile(
    r"^§\s?(?P<number>\d{1,3})\s?(?P<sign>[ºª°]|o\b)?(?:-[A-Z]\b)?\.?(?:\s*[-–—])?\s+(?=[^\W\d_a-zà-ÿ])"
)
_ROMAN = re.compile(r"^([IVXLC]{1,7})\s*(?:[–—]|-(?=\s))\s*(?=\S)")


def is_law(texts: list[str]) -> bool:
    """Whether the first three articles follow each other, each with an ordinal sign and its words on its own line."""
    wanted = 1
    for text in texts:
        match = _RUN_IN.match(text)
        if match and match["number"] == str(wanted) and re.search(r"\d\s?(?:[ºª°]|o\b)", match["label"]):
            wanted += part_names.article(match["label"]) is not None
        if wanted > 3:
            return True
    return False


def article(text: str, last: int) -> str:
    """The words that name the article a paragraph opens (`Art. 2º`), empty unless its number comes soon after `last`.

    A number without an ordinal sign needs a stop or a dash behind it. Articles that were repealed may be left out of a consolidated law.
    """
    match = _RUN_IN.match(text)
    if match is None or part_names.article(match["label"]) is None:
        return ""
    number, letter = int(match["number"]), match["letter"]
    marked = re.search(r"\d\s?(?:[ºª°]|o\b)", match["label"]) is not None or match["stop"].strip() != ""
    counts = last < number <= last + 1 + (_SKIPPED if last else 0) or (bool(letter) and number == last)
    return match["label"] if marked and counts else ""


def paragraph(text: str, last: int) -> tuple[int, str] | None:
    """The number and the mark of the paragraph that a text is (`§ 1º`), None unless it comes after `last`; a sole one is the first.

    An earlier wording may stand above the present one with the same number.
    """
    if match := wording.SOLE.match(text):
        return 1, match[0].rstrip(" .:–—-")
    match = _PARAGRAPH.match(text)
    if (
        match is None
        or int(match["number"]) not in (last, last + 1)
        or not (match["sign"] or int(match["number"]) > 9)
    ):
        return None
    return int(match["number"]), text[: match.end("sign") if match["sign"] else match.end("number")]


def roman(text: str) -> tuple[str, int] | None:
    """The Roman number before a dash that a text begins with, and its value; None without one."""
    match = _ROMAN.match(text)
    value = numbering.roman(match[1]) if match else None
    return (match[1], value) if match and value else None
