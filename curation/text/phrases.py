"""The phrase tables of a language pack as compiled patterns, and text in the form in which they are searched."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.text.packs import pack

_LIKE = str.maketrans(
    {
        **dict.fromkeys("\n\r\t\f\v\u00a0\u2002\u2003\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u2013\u2014\u2015", "\u2014"),
        **dict.fromkeys("\u2010\u2011", "-"),
        # What Chinese, Japanese and Korean print in full width.
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff05": "%",
        "\uff0e": ".",
    }
)


WORDS = re.compile(r"(?<![\w-])[a-z][a-z']*")
"""The words of a folded text, a compound by its first part: where a phrase can begin."""


_KEPT = 4000
"""Code points of the longest text whose folded form is remembered: clauses are short, and each is asked for several times."""


def fold(text: str) -> str:
    """`text` in lower case with plain spaces, quotation marks and dashes; every code point keeps its place."""
    return _remembered(text) if len(text) <= _KEPT else _folded(text)


@lru_cache(maxsize=256)
def _remembered(text: str) -> str:
    return _folded(text)


_TYPED_DASH = re.compile(r"(?<!-)--(?!-)|(?<=\w)---(?!-)")


def _folded(text: str) -> str:
    if "--" in text:
        # "each party may-- (1) appear", "the court may---"
        text = _TYPED_DASH.sub(lambda dash: "\u2014".ljust(len(dash[0])), text)
    if text.isascii():  # nothing in it is alike but white space, and every code point keeps its length
        plain = text.lower()
        return plain if plain.isprintable() else plain.translate(_LIKE)
    alike = text.translate(_LIKE)
    lowered = alike.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in alike)


_SPACE = re.compile(r" (?P<repeated>[?*+{])?")


def _spaces(match: re.Match[str]) -> str:
    return r"\s+" + match["repeated"] if match["repeated"] else r"\s++"


def alternatives(*phrases: str) -> str:
    """One group that matches any of the phrases, the longest first; a space in a phrase stands for white space.

    All of it: an aside that was blanked is a long run of spaces, which no phrase may try to part in every way.
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(_SPACE.sub(_spaces, phrase) for phrase in longest_first) + ")"


def table(language: str, name: str) -> tuple[str, ...]:
    """A table of phrases of a language, empty where its pack has none."""
    return pack(language).rules.get(name, ())


@lru_cache(maxsize=512)
def pattern(language: str, name: str) -> re.Pattern[str] | None:
    """The phrases of a table as whole words; None where the language has none."""
    phrases = table(language, name)
    return re.compile(rf"(?<![\w-]){alternatives(*phrases)}(?![\w-])") if phrases else None


@lru_cache(maxsize=512)
def words(language: str, name: str) -> frozenset[str]:
    """The words of a table as a set."""
    return frozenset(table(language, name))


_ACCENT_APART = re.compile(r"([aeiou])'(?=[\s,.;:)]|$)")
_ACCENTED = str.maketrans("aeiou", "àèìòù")


def accented(folded: str, language: str) -> str:
    """Folded Italian with the accents that its gazette prints as apostrophes (`puo'` is `può`); other languages as they are."""
    if language != "it" or "'" not in folded:
        return folded
    return _ACCENT_APART.sub(lambda match: match[1].translate(_ACCENTED) + " ", folded)


_BRACKETED = re.compile(r"\([^()]{4,}\)|\[[^\[\]]{4,}\]")
_BETWEEN_HYPHENS = re.compile(
    r"(?<=\w) - (?:whether|for example|e\.g\.|such as|including|if|both|either|even|especially|particularly|ideally) [^-;:]{3,120} - (?=[a-z])"
)
_QUOTED = re.compile(r'"[^"]{12,400}"')


def _blank(match: re.Match[str]) -> str:
    inside = match[0]
    return inside[0] + " " * (len(inside) - 2) + inside[-1]


def hide_asides(folded: str) -> str:
    """Folded text with the words in brackets and long quotations blanked: what they say is not said by the sentence."""
    if "(" in folded or "[" in folded:
        folded = _BRACKETED.sub(_blank, folded)
    if '"' in folded:
        folded = _QUOTED.sub(_blank, folded)
    if " - " in folded:
        folded = _BETWEEN_HYPHENS.sub(_blank, folded)
    return folded
