"""What the parts of an act are called in the languages of the European Union and of other laws, and where the number stands."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.readers.structure import numbering
from curation.text.document_words import national_parts
from curation.text.document_words import part_names as wording


def _folded(word: str) -> str:
    """A word in small letters, the two sorts of Turkish i as one."""
    return word.lower().replace("\u0307", "").replace("ı", "i")


_KINDS = {_folded(word): kind for kind, words in wording.DIVISIONS.items() for word in words.split()}
PARTS = frozenset(wording.DIVISIONS["part", "part", 1].split())


def _either(words: str, number: str, only_before: str = "", worded: str = "") -> re.Pattern[str]:
    """A line that begins with one of the words and its number: `Article 5`, `5 artikla`, `5. cikk`.

    Words in `only_before` always stand behind the number; `worded` are numbers in words, which may stand before each of the words.
    """
    names = "|".join(map(re.escape, words.split()))
    behind = sorted(wording.BEFORE & set(words.split()))
    before = "|".join([*behind, *(rf"{word}(?!\s*\d)" for word in only_before.split())])
    ordinal = rf"|(?P<ordinal>{worded})\s+(?:{names})" if worded else "|(?P<ordinal>(?!))"
    return re.compile(
        rf"^(?:(?:{names})\.?\s+(?P<after>{number})|(?P<before>[IVXLC]+|\d+\s?[a-z]?)\.?\s+(?:{before}){ordinal})"
        r"(?=[\s.:,;–—-]|$)[.:]?\s*(?P<rest>.*)$",
        re.I,
    )


_ORDINALS = {_folded(word): place for word, place in wording.ORDINALS.items()}
_WORDED = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_ARTICLE = _either(
    wording.ARTICLES,
    rf"{wording.ARTICLE_NUMBERS}|\d+(?:\.?\s?[ºª°]|\.o\b)(?:-[A-Z]\b)?|\d+[\s-]?(?:{national_parts.LATER})\b|\d+\s?[a-z]{{0,3}}|premier|1er|Ier|{_WORDED}",
    only_before=national_parts.NUMBERED_BEFORE,
)
_ANNEX = _either(wording.ANNEXES, r"[ivxlcdm]+[a-z]?|\d+[a-z]?|[a-z]")
_BARE_ANNEX = re.compile(rf"(?:{'|'.join(wording.ANNEXES.split(' '))})(?!\w)", re.I)
_GROUP = _either(
    " ".join((wording.DIVISIONS["part", "part", 1], wording.DIVISIONS["division", "sec", 5])),
    r"[ivxl]+|[a-z]|\d+",
)
_DIVISION = _either(
    " ".join(_KINDS),
    rf"{wording.DIVISION_NUMBERS}|{_WORDED}",
    worded=_WORDED,
)


_KOREAN = re.compile(rf"{national_parts.KOREAN}(?=\s|$)")


def article(text: str) -> tuple[str, str] | None:
    """The number of the article that a line names, and the rest of the line."""
    if wording.SOLE.match(text):
        return "1", ""
    if korean := _KOREAN.match(text):
        return korean["korean"] + (f"-{korean['later']}" if korean["later"] else ""), text[
            korean.end() :
        ].strip()
    return _numbered(_ARTICLE.match(text)) or _roman(text)


_ROMAN = re.compile(
    rf"(?:{national_parts.ROMAN_ARTICLES})\s+(?-i:(?P<number>[IVXLC]{{1,7}}))(?=[\s.:,;–—-]|$)[.:]?\s*(?P<rest>.*)$",
    re.I,
)


def _roman(text: str) -> tuple[str, str] | None:
    match = _ROMAN.match(text)
    if match is None or numbering.roman(match["number"]) is None:
        return None
    return match["number"], re.sub(r"^[–—:-](?:\s+|$)", "", match["rest"])


def annex(text: str) -> tuple[str, str] | None:
    """The number of the annex that a line names (empty for one without), and the rest of the line."""
    found = _numbered(_ANNEX.match(text))
    if found is not None:
        return found
    bare = _BARE_ANNEX.match(text)
    return ("", text[bare.end() :].strip()) if bare else None


def division(text: str) -> tuple[tuple[str, str, int], str] | None:
    """What a line names, as kind, segment and rank, and its number."""
    if korean := national_parts.KOREAN_DIVISION.match(text):
        return national_parts.KOREAN_KINDS[korean["word"]], korean["number"]
    match = _DIVISION.match(text)
    number = _numbered(match)
    if match is None or number is None:
        return None
    word = next((word for word in re.findall(r"[^\W\d_]+", _folded(text)) if word in _KINDS), "")
    return (_KINDS[word], number[0]) if word else None


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    words = (*wording.ARTICLES.split(), *national_parts.RUN_IN.split(), *_KINDS)
    return frozenset(_folded(word).strip(".") for word in words)


def begins_part(line: str) -> bool:
    """Whether the first word of a line is one for an article or a division, in whatever sentence."""
    first = re.match(r"[^\W\d_]+", line)
    return first is not None and _folded(first[0]) in _beginnings()


def group(text: str) -> tuple[str, str] | None:
    """The segment (`part_A`, `sec_1`) and number of the group in an annex that a line names."""
    found = _numbered(_GROUP.match(text))
    if found is None:
        return None
    number = found[0].upper()
    part = any(word in PARTS for word in re.split(r"[\s.]+", text.lower())[:2])
    return f"{'part' if part else 'sec'}_{number}", number


def ordinal(word: str) -> int | None:
    """The value of a number written as a word (`Primero`, `ΠΡΩΤΟ`), None for another word."""
    return _ORDINALS.get(_folded(word))


def _numbered(found: re.Match[str] | None) -> tuple[str, str] | None:
    if found is None:
        return None
    printed = found["after"] or found["before"] or found["ordinal"]
    number = re.sub(r"(?<=\d)(?:\.?\s?[ºª°]|\.o\b)", "", printed.strip(" '’΄´"))
    number = numbering.ascii_digits(number)
    if national_parts.ORDINAL_O.match(found.string):
        number = number.removesuffix("o")
    rest = re.sub(r"^[–—:-](?:\s+|$)", "", found["rest"])
    if number.lower() in ("premier", "première", "1er", "ier", "1re", "ire"):
        return ("1" if found.re is _ARTICLE else "I"), rest
    if (place := ordinal(number)) is not None:
        return str(place) if found.re is _ARTICLE else numbering.to_roman(place).upper(), rest
    return number, rest
