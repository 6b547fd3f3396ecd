"""The option that a short text names: a letter, a number or ordinal, an option's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.core.digests import fold
from curation.measure import (
    choice_places,
)

MARKS = " \t\r\n.,:;!*_`'\"()[]{}<>#-–—~$\\|/。．，：；！（）［］【】「」『』〈〉《》“”‘’>•·=→"
_NAMED = re.compile(
    rf"(?:the\s{{1,3}})?(?:final\s{{1,3}})?(?:option|choice|answer|letter|number|no\.?|{choice_places.NOUN})\W{{1,4}}(\w{{1,3}})",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\W{0,4}(?:definitely|clearly|certainly|surely|obviously|probably|most likely|likely|must be|yes)[\s,:]{1,3}(?:it'?s\s|it is\s)?",
    re.IGNORECASE,
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
_ORDINAL = re.compile(
    r"\W{0,4}(?:(?:my answer|the (?:correct |right |best )?answer|it|i(?:'d| would)? (?:choose|pick|go with|select))(?:\s(?:is|would be))?\s{1,3})?the (first|second|third|fourth|fifth|last) (?:option|choice|answer|one)"
    r"(?:\s{1,3}(?:is|seems) (?:the )?(?:correct|right|best)(?: (?:one|answer|choice|option))?)?(?:[.!]|;[^\n]{0,300}|,? (?:because|since|as)\b[^\n]{0,300})?\W{0,4}",
    re.IGNORECASE,
)
LEADING = re.compile(r"\W{0,12}?\(?([A-Z])\)?\s{0,3}(?:[.:)\]]|-\s|\u2013|\u2014)(?:\s|\*|$)")
_ONE_NOT_OTHER = re.compile(r"\W{0,4}([A-Z])\W{1,4}(?:not|nicht|pas|and not|rather than)\s([A-Z])\W{0,4}")


def letter_place(letter: str, count: int) -> int | None:
    """The place of a letter among `count` options, A = 0; None where it is no letter or too far on."""
    index = ord(letter.upper()) - ord("A") if len(letter) == 1 else -1
    return index if 0 <= index < count else None


def plain_words(text: str) -> str:
    """The words of a text in small letters with one blank between them, without signs."""
    return re.sub(r"[\W_]+", " ", fold(text).casefold()).strip()


def named_alone(text: str, count: int) -> int | None:
    """The option that a text names and nothing else: `C`, `(c)`, `**Option C**`, `Option 3` (counted from 1)."""
    core = text.strip(MARKS)
    if (sure := _SURE.match(core)) and len(core) - sure.end() <= 3:
        core = core[sure.end() :].strip(MARKS)
    if (index := letter_place(core, count)) is not None:
        return index
    if ordinal := _ORDINAL.fullmatch(core):
        place = _ORDINALS.get(ordinal[1].casefold(), count - 1)
        return place if place < count else None
    if other := _ONE_NOT_OTHER.fullmatch(core):
        return letter_place(other[1], count) if other[1] != other[2] else None
    if named := _NAMED.fullmatch(core):
        word = named[1].strip(MARKS)
        if word.isdecimal() and word.isascii():
            number = int(word)
            return number - 1 if 1 <= number <= count and not core.casefold().startswith("answer") else None
        return letter_place(word, count)
    return None


def tells_another(rest: str, index: int | None, options: Sequence[str]) -> bool:
    """Whether the words after a letter, up to the end of their line, are those of another option."""
    line = rest.lstrip(MARKS).split("\n", 1)[0]
    said = plain_words(line[:2000])
    if not said or index is None or said == plain_words(options[index]):
        return False
    return any(i != index and plain_words(option) == said for i, option in enumerate(options))
