"""What the parts of an act are called in the languages of the European Union, and where the number stands."""

from __future__ import annotations

import re

from curation.readers.structure import numbering
from curation.text.document_words import part_names as wording

_KINDS = {word: kind for kind, words in wording.DIVISIONS.items() for word in words.split(" ")}
PARTS = frozenset(wording.DIVISIONS["part", "part", 1].split(" "))


def _either(words: str, number: str) -> re.Pattern[str]:
    """A line that begins with one of the words and its number: `Article 5`, `5 artikla`, `5. cikk`."""
    names = "|".join(map(re.escape, words.split(" ")))
    before = "|".join(sorted(wording.BEFORE & set(words.split(" "))))
    return re.compile(
        rf"^(?:(?:{names})\s+(?P<after>{number})|(?P<before>[IVXLC]+|\d+\s?[a-z]?)\.?\s+(?:{before}))(?=[\s.:,;–—-]|$)[.:]?\s*(?P<rest>.*)$",
        re.I,
    )


_CODE = r"(?:[LRDA]\*?\.?\s?)?\d+(?:-\d+)+(?:\s(?:bis|ter|quater)|[a-z])?|[LRDA]\*?\.?\s?\d+"
"""The number of an article of a code: `68-19`, `L4121-1`, `R. 4323-1`."""
_WORDED = "|".join(sorted(wording.ORDINALS, key=len, reverse=True))
_ARTICLE = _either(
    wording.ARTICLES,
    rf"{_CODE}|\d+(?:\.?\s?[ºª°]|\.o\b)(?:-[A-Z]\b)?|\d+\s?[a-z]{{0,3}}|premier|1er|Ier|{_WORDED}",
)
_ANNEX = _either(wording.ANNEXES, r"[ivxlcdm]+[a-z]?|\d+[a-z]?|[a-z]")
_BARE_ANNEX = re.compile(rf"(?:{'|'.join(wording.ANNEXES.split(' '))})(?!\w)", re.I)
_GROUP = _either(
    " ".join([*PARTS, *wording.DIVISIONS["division", "sec", 5].split(" ")]), r"[ivxl]+|[a-z]|\d+"
)
_DIVISION = _either(
    " ".join(_KINDS),
    rf"[IVXLC]+(?:\s(?:bis|ter|quater))?|\d+[a-z]?|[A-Z]|premier|première|1er|Ier|1re|Ire|{_WORDED}",
)


def article(text: str) -> tuple[str, str] | None:
    """The number of the article that a line names, and the rest of the line."""
    if wording.SOLE.match(text):
        return "1", ""
    return _numbered(_ARTICLE.match(text))


def annex(text: str) -> tuple[str, str] | None:
    """The number of the annex that a line names (empty for one without), and the rest of the line."""
    found = _numbered(_ANNEX.match(text))
    if found is not None:
        return found
    bare = _BARE_ANNEX.match(text)
    return ("", text[bare.end() :].strip()) if bare else None


def division(text: str) -> tuple[tuple[str, str, int], str] | None:
    """What a line names, as kind, segment and rank, and its number."""
    found = _DIVISION.match(text)
    number = _numbered(found)
    if found is None or number is None:
        return None
    word = next(word for word in re.split(r"[\s.]+", text.lower()) if word in _KINDS)
    return _KINDS[word], number[0]


def group(text: str) -> tuple[str, str] | None:
    """The segment (`part_A`, `sec_1`) and number of the group in an annex that a line names."""
    found = _numbered(_GROUP.match(text))
    if found is None:
        return None
    number = found[0].upper()
    part = any(word in PARTS for word in re.split(r"[\s.]+", text.lower())[:2])
    return f"{'part' if part else 'sec'}_{number}", number


def _numbered(found: re.Match[str] | None) -> tuple[str, str] | None:
    if found is None:
        return None
    number = re.sub(r"(?<=\d)(?:\.?\s?[ºª°]|\.o\b)", "", (found["after"] or found["before"]).strip())
    rest = re.sub(r"^[–—:-]\s+", "", found["rest"])
    if number.lower() in ("premier", "première", "1er", "ier", "1re", "ire"):
        return ("1" if found.re is _ARTICLE else "I"), rest
    if (place := wording.ORDINALS.get(number.lower())) is not None:
        return str(place) if found.re is _ARTICLE else numbering.to_roman(place).upper(), rest
    return number, rest
