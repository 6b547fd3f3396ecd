"""The option that a short text names: a letter, a number or ordinal, an option's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from curation.core.digests import fold
from curation.text.answer_words import choice_names as wording

MARKS = " \t\r\n.,:;!*_`'\"()[]{}<>#-–—~$\\|/。．，：；！（）［］【】「」『』〈〉《》“”‘’>•·=→"
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
LEADING = re.compile(r"\W{0,12}?\(?([A-Z])\)?\s{0,3}(?:[.:)\]]|-\s|\u2013|\u2014)(?:\s|\*|$)")


def letter_place(letter: str, count: int) -> int | None:
    """The place of a letter among `count` options, A = 0; None where it is no letter or too far on."""
    index = ord(letter.upper()) - ord("A") if len(letter) == 1 else -1
    return index if 0 <= index < count else None


def plain_words(text: str) -> str:
    """The words of a text in small letters with one blank between them, without signs."""
    return re.sub(r"[\W_]+", " ", fold(text).casefold()).strip()


def said_whole(text: str, options: Sequence[str]) -> list[int]:
    """The options whose words a text is and nothing more.

    Accents are left out only of a text that is no option with them: `Jupiter` is `Júpiter`, but of `sad` and `sąd` each is itself. Within
    a longer text they always count, since another word may differ by an accent alone (`nam`, man, and `năm`, year).
    """
    said = plain_words(text)
    wanted = [plain_words(option) for option in options]
    exact = [index for index, words in enumerate(wanted) if words and words == said]
    return exact or [
        index for index, words in enumerate(wanted) if words and _unaccented(words) == _unaccented(said)
    ]


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", re.sub(r"[\u0300-\u036f]", "", apart))


def named_alone(text: str, count: int) -> int | None:
    """The option that a text names and nothing else: `C`, `(c)`, `**Option C**`, `Option 3` (counted from 1)."""
    core = text.strip(MARKS)
    if (sure := wording.SURE.match(core)) and len(core) - sure.end() <= 3:
        core = core[sure.end() :].strip(MARKS)
    if (index := letter_place(core, count)) is not None:
        return index
    if ordinal := wording.ORDINAL.fullmatch(core):
        place = _ORDINALS.get(ordinal[1].casefold(), count - 1)
        return place if place < count else None
    if other := wording.ONE_NOT_OTHER.fullmatch(core):
        return letter_place(other[1], count) if other[1] != other[2] else None
    if named := wording.NAMED.fullmatch(core):
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
