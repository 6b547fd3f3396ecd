"""Whole numbers that a language writes in words: a pattern that finds one, its value, and the words of a value.

The words of single numbers are the pack's `number_words`; how they are joined is said by three tables of its `rules`:

- `unit_before_ten`: what stands between a unit and its ten where the unit comes first (`und` in `fünfundzwanzig`);
- `ten_before_unit`: what stands between them where the ten comes first (`-`, ` et ` in `vingt et un`);
- `hundred_join`: what stands between hundreds, thousands and what follows them (nothing in `zweihundertfünfzig`).

A language without these tables has its single words alone. Chinese, Japanese and Korean numbers are runs of their digits and of the
signs for ten, a hundred, a thousand and ten thousand (`三十`, `二百五十`, `삼십`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from curation.text.packs import pack
from curation.text.phrases import table


def _group(words: Iterable[str]) -> str:
    listed = sorted(
        {re.escape(word).replace(r"\ ", " ") for word in words}, key=lambda word: (-len(word), word)
    )
    return f"(?:{'|'.join(listed)})" if listed else "(?!)"


def _joined(joins: tuple[str, ...]) -> str:
    return _group(join.replace("_", " ") for join in joins)


@lru_cache(maxsize=32)
def pattern(language: str) -> str:
    """A regular expression for a number in words of a language; one that matches nothing where its pack has no number words."""
    words = pack(language).number_words
    if pack(language).script in ("han", "kana", "hangul"):
        if pack(language).script == "hangul":
            return _korean(words)
        return rf"{_group(words)}{{1,12}}" if words else "(?!)"
    single = _group(words)
    units_first, tens_first = table(language, "unit_before_ten"), table(language, "ten_before_unit")
    if not (units_first or tens_first):
        return single
    unit = _group(word for word, value in words.items() if 1 <= value <= 9)
    small = _group(word for word, value in words.items() if 1 <= value <= 19)
    ten = _group(word for word, value in words.items() if 20 <= value <= 90)
    hundred = _group(word for word, value in words.items() if 100 <= value <= 900)
    thousand = _group(word for word, value in words.items() if value == 1000)
    below = [ten, small]
    if tens_first:
        # "twenty five-day courses": the sign ties the unit to the next word, so that a space does not tie it to the ten.
        if "_" in tens_first:
            below.insert(0, rf"{ten} {small}(?!-[a-z])")
        if tied := tuple(join for join in tens_first if join != "_"):
            below.insert(0, rf"{ten}{_joined(tied)}{small}")
    if units_first:
        below.insert(0, rf"{unit}{_joined(units_first)}{ten}")
    two = f"(?:{'|'.join(below)})"
    join = _joined(table(language, "hundred_join") or ("_",))
    # No hundred follows the two in "one hundred and two hundred": it is the next number.
    three = rf"(?:(?:{small}{join})?{hundred}(?:{join}{two}(?! {hundred}\b))?|{two})"
    whole = rf"(?:(?:{three}{join})?{thousand}(?:{join}(?>{three})(?! {thousand}\b))?|{three}|{single})"
    if language != "en":
        return whole
    # "between one hundred and two thousand people": the `and` parts two numbers, where no third one follows.
    first = rf"(?<=between\x20)(?:{small}{join})?{hundred}(?= and {whole}(?! and {single})\b)"
    return rf"(?:{first}|{whole})"


def _korean(words: Mapping[str, int]) -> str:
    """Korean numbers: native ones stand apart from what they count, others hold ten or more; `사회` is a word and no `사` with `회`."""
    tens = _group(word for word, value in words.items() if value >= 10 and word != "열")
    ones = _group(word for word, value in words.items() if 1 <= value <= 9 and word in "일이삼사오육칠팔구")
    native = _group(
        word for word, value in words.items() if 1 <= value <= 10 and word not in "일이삼사오육칠팔구십"
    )
    return rf"(?<![\uac00-\ud7a3])(?:(?:{ones}?{tens}){{1,6}}{ones}?|{native}(?=\s))"


@lru_cache(maxsize=32)
def _words(language: str) -> re.Pattern[str]:
    return re.compile(_group(pack(language).number_words))


def value(text: str, language: str) -> int | None:
    """The value of a number in folded words, None when `text` is none.

    Words add up from left to right; one for a hundred or more multiplies what stands before it.
    """
    words = pack(language).number_words
    plain = text.strip()
    if plain in words:
        return words[plain]
    parts = _words(language).findall(plain)
    if not parts:
        return None
    return _sum([words[part] for part in parts], _signs(language))


def begins(word: str, language: str) -> bool:
    """Whether a folded word is a number in words: `dreißig`, and not `einschließlich`, which only begins like one.

    Where no space parts words, whether the run begins with a number.
    """
    known = re.compile(pattern(language))
    return (known.match if _signs(language) else known.fullmatch)(word) is not None


DECIMAL_MARKS = {
    "en": ".", "de": ",", "fr": ",", "nl": ",", "it": ",", "pt": ",", "pl": ",", "ru": ",", "sv": ",",
}  # fmt: skip
"""What stands before decimals; Spanish is left out, whose countries differ, and so are languages without a common use."""


def _signs(language: str) -> bool:
    return pack(language).script in ("han", "kana", "hangul")


def _sum(values: list[int], signs: bool) -> int:
    total = block = last = 0
    for number in values:
        if number >= 10_000 and signs:
            total, block, last = total + max(block + last, 1) * number, 0, 0
        elif signs and number >= 10:
            block, last = block + max(last, 1) * number, 0
        elif signs:
            last = last * 10 + number
        elif number >= 1000:
            total, block = total + max(block, 1) * number, 0
        elif number == 100 and 0 < block < 20:
            block *= 100
        else:
            block += number
    return total + block + last


def values(language: str) -> Mapping[str, int]:
    """The value of each single number word of a language."""
    return pack(language).number_words


_ENGLISH = {number: word for word, number in values("en").items()}
SMALL = tuple(_ENGLISH[number] for number in range(20))
"""`zero` to `nineteen`, each at its own place."""
TENS = tuple(_ENGLISH[number] for number in range(20, 100, 10))
"""`twenty` to `ninety`."""


def in_words(number: int) -> str:
    """A number from 0 to 99 in English words."""
    if number < 20:
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


@lru_cache(maxsize=4)
def _whole_number(language: str) -> re.Pattern[str]:
    return re.compile(pattern(language), re.IGNORECASE)


def from_words(text: str, language: str = "en") -> int | None:
    """The number that all of `text` spells (`forty-two`, `two hundred and five`), None when it spells none."""
    return value(text.lower(), language) if _whole_number(language).fullmatch(text) else None
