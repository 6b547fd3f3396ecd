"""Which language a text is in: the one detector of the package.

Three kinds of evidence decide, in this order: the script; the function words of the packs; and, where they leave it open,
the byte model of py3langid added to them. The same text gives the same answer on every machine and with every extra.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curation.text.packs import languages, pack, primary
from curation.text.words import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 20_000
"""Characters of a text that are read; the beginning of a document is enough."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SAME_SCRIPT = {
    "ru": frozenset({"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "uz"}),
    "ar": frozenset({"ar", "fa", "ur"}),
    "hi": frozenset({"hi", "mr", "ne"}),
    "zh": frozenset({"zh", "ja"}),
}
_CLEAR = 4
"""Function words in favour of one language, over those of any other, that settle the question without the model."""
_WORD_WEIGHT = 3.0
"""Log-odds that one function word adds for its language, shared among the languages that have it."""
_FEWEST = 3
"""Words below which only the script speaks: names and headings mislead every detector."""
_LONG = 40
"""Words from which on a text shows that it is in a language without a pack."""
_OWN_SHARE, _RIVAL_SHARE = 0.35, 0.7
"""Least share of function words among the words of a text, and most function words of another language for each of these.

Laws and policies in the languages of the packs have 0.3 to 0.5 and at most 0.67."""
_ENGLISH_SHARE, _ENGLISH_RIVAL = 0.2, 0.35
"""The same of English, which no language without a pack is near: lists and tables have fewer function words than sentences."""
_NEAR_SPANISH = frozenset(
    [
        "amb",
        "els",
        "dels",
        "aquest",
        "aquesta",
        "aquests",
        "aquestes",
        "seva",
        "seves",
        "seus",
        "són",
        "també",
        "perquè",
        "sense",
        "llei",
        "pels",
        "unha",
        "unhas",
        "pola",
        "coa",
        "coas",
    ]
)
"""Function words of Catalan and Galician that no pack has: many others they share with Spanish."""
_FEW = 3
"""Such words that make the byte model be asked."""
_SURE = 0.5
"""Least probability of the language of `language_of`."""


class Detection(NamedTuple):
    """A language as a two-letter code, empty when nothing can be said, and how sure that is in [0, 1]."""

    language: str
    confidence: float


UNKNOWN = Detection("", 0.0)


def by_script(text: str, expected: str = "") -> str:
    """The language that the script of a text shows, empty for Latin script or fewer than two letters.

    Args:
        text: Any text.
        expected: Answered where the script is shared and this language is written in it, such as `uk` for Cyrillic.
    """
    if text.isascii():
        return ""
    letters = sum(c.isalpha() for c in text)
    if letters < 2:
        return ""
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    if han + kana > 0.3 * letters:
        shown = "ja" if kana > 0.1 * (han + kana) else "zh"
    else:
        shown = next((code for code, known in _SCRIPTS if len(known.findall(text)) > 0.3 * letters), "")
        shown = _cyrillic(text) if shown == "ru" and letters >= _TELLING_LETTERS else shown
    return expected if expected in _SAME_SCRIPT.get(shown, ()) else shown


_TELLING_LETTERS = 200
"""Letters from which on a text shows the letters of its alphabet."""
_OWN_LETTERS = (
    ("kk", "ұ"), ("tg", "ҷӣӯ"), ("uz", "ҳ"), ("tt", "җ"), ("ky", "ң"), ("mn", "ө"), ("be", "ў"), ("uk", "іїє"), ("mk", "ѓќѕ"), ("sr", "јљњћђ"),
)  # fmt: skip
"""Letters that Russian has not, by language; the first language that has them decides, since Kazakh has `і` too and Uzbek `ў`."""


def _cyrillic(text: str) -> str:
    """The language of a longer text in Cyrillic, by letters: Bulgarian has neither `ы` nor `э`, and `ъ` as a vowel."""
    lowered = text.lower()
    for code, letters in _OWN_LETTERS:
        if sum(map(lowered.count, letters)) > 0.002 * len(text):
            return code
    return "bg" if not sum(map(lowered.count, "ыэё")) and lowered.count("ъ") > 0.002 * len(text) else "ru"


def function_word_counts(text: str) -> dict[str, int]:
    """How many function words of each language in Latin script a text holds."""
    return _counts(words(text))


def _counts(words_of_text: list[str]) -> dict[str, int]:
    return {code: sum(word in known for word in words_of_text) for code, known in _latin().items()}


@lru_cache(maxsize=1)
def _latin() -> dict[str, frozenset[str]]:
    return {code: pack(code).function_words for code in languages() if pack(code).script == "latin"}


@lru_cache(maxsize=64)
def exclusive_words(language: str) -> frozenset[str]:
    """The function words of a language in Latin script that no other pack in Latin script has."""
    others = (known for code, known in _latin().items() if code != language)
    return _latin().get(language, frozenset()).difference(*others)


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """By function word, the languages that have it, each with an equal share of the word's weight."""
    owners: dict[str, list[str]] = {}
    for code, known in _latin().items():
        for word in known:
            owners.setdefault(word, []).append(code)
    return {w: tuple((code, _WORD_WEIGHT / len(codes)) for code in codes) for w, codes in owners.items()}


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)


@lru_cache(maxsize=4096)
def _log_odds(text: str) -> dict[str, float]:
    """The log-likelihood of every language of the model."""
    return {str(code): float(score) for code, score in _model().rank(text)}


@lru_cache(maxsize=65_536)
def detect(text: str, expected: str = "") -> Detection:
    """The language of a text and how sure that is.

    Args:
        text: Any text; the first 20,000 characters are read.
        expected: The language that the text should be in. It wins ties only.
    """
    import math

    sample, expected = text[:SAMPLE], primary(expected)
    if script := by_script(sample, expected):
        return Detection(script, 0.99)
    words_of_text = words(sample)
    if len(words_of_text) < _FEWEST:
        return UNKNOWN
    counted = _counts(words_of_text)
    best = max(sorted(counted), key=lambda code: (counted[code], code == expected))
    others = max(n for code, n in counted.items() if code != best)
    if counted[best] >= others + _CLEAR:
        return Detection(_relative(best, words_of_text, counted[best], others) or best, 0.99)
    scores = dict(_log_odds(" ".join(words_of_text)))
    for word in words_of_text:
        for code, weight in _weights().get(word, ()):
            scores[code] += weight
    top = max(scores.values())
    chances = {code: math.exp(score - top) for code, score in scores.items()}
    best = max(sorted(chances), key=lambda code: (chances[code], code == expected))
    return Detection(best, round(chances[best] / sum(chances.values()), 6))


def _relative(best: str, words_of_text: list[str], mine: int, others: int) -> str:
    """A language without a pack that a text is in rather than in `best`, its relative (Catalan, Norwegian, Czech); empty when there is none.

    The byte model is asked where a longer text has few function words of `best`, or nearly as many of another language.
    """
    size = len(words_of_text)
    plain = mine >= _OWN_SHARE * size and others < _RIVAL_SHARE * mine
    plain = plain or (best == "en" and mine >= _ENGLISH_SHARE * size and others < _ENGLISH_RIVAL * mine)
    if size < _LONG or (
        plain and (best != "es" or sum(word in _NEAR_SPANISH for word in words_of_text) < _FEW)
    ):
        return ""
    scores = _log_odds(" ".join(words_of_text))
    top = max(scores, key=lambda code: scores[code])
    return top if top not in languages() and scores[top] - scores[best] >= size else ""


def language_of(text: str, expected: str = "") -> str:
    """The BCP 47 tag of the language of a text; empty when nothing makes one language probable."""
    language, confidence = detect(text, expected)
    return language if confidence >= _SURE else ""
