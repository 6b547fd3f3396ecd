"""Which language a text is in: by script and function words where that is plain, by py3langid where it is not.

The detector is asked only when the cheap test does not decide, since it takes most of a millisecond a text. Without the
`lang` extra only the cheap test speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION = {
    "en": "the of and to in is that for with are which be by this from what how a an on or as not it you i do does can should when",
    "de": "der die das und ist nicht mit von zu den ein eine für auf wird dem des sich wie wenn oder auch als werden bei",
    "fr": "le la les des est et une pour que dans qui sur pas au par avec du ce cette sont vous quel quelle ou",
    "es": "el los las de y que es en una para con por del se al qué cómo cuál su son está como más",
    "nl": "de het een van en is niet dat voor met op zijn wordt te bij aan welke hoe wat als ook door",
    "it": "il lo gli di che è una per con del della non si sono come quale nel alla dei da",
    "pt": "o os as de que é uma para com não em do da dos das por como qual ao são se",
}
_WORDS = {code: frozenset(words.split()) for code, words in _FUNCTION.items()}
_HAN = re.compile("[\u4e00-\u9fff]")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SAME_SCRIPT = {
    "ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk"},
    "ar": {"ar", "fa", "ur"},
    "hi": {"hi", "mr", "ne"},
}
_PLAIN = 4
"""Function words in favour of the expected language, over those of any other, that settle the question."""


def by_script(text: str) -> str | None:
    """The language that a text's script gives away, None for Latin script or too few letters."""
    if text.isascii():
        return None
    letters = sum(c.isalpha() for c in text)
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > 0.3 * letters > 1:
            return code
    return "zh" if len(_HAN.findall(text)) > 0.3 * letters > 1 else None


def scores(text: str) -> dict[str, int]:
    """How many function words of each known language a text holds."""
    words = _WORD.findall(text.lower())
    return {code: sum(word in known for word in words) for code, known in _WORDS.items()}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str, expected: str = "") -> tuple[str, float]:
    """The language of `text` as a two-letter code and how sure that is in [0, 1]; ("", 0) when nothing can be said."""
    script = by_script(text)
    if script:
        same = _SAME_SCRIPT.get(script, {script, "zh"} if script == "ja" else {script})
        return (expected if expected in same else script), 0.99
    counted = scores(text)
    best = max(counted, key=lambda code: (counted[code], code == expected, code))
    rest = max((n for code, n in counted.items() if code != best), default=0)
    if counted[best] >= rest + _PLAIN:
        return best, 0.99
    if len(_WORD.findall(text)) < 6:
        return "", 0.0
    identifier = _identifier()
    if identifier is None:
        return "", 0.0
    code, sure = identifier.classify(text)
    return str(code), float(sure)


def wrong_language(item: Item, settings: Settings) -> Iterator[Hit]:
    """Text in another language than the item says, or than the rest of the file is in."""
    expected = item.language.split("-")[0].split("_")[0].lower()
    if not expected:
        return
    text = item.text if item.kind == "prompt" else " ".join((item.stem, *item.options))
    if text.isascii() and expected == "en" and _english(text):
        return
    if len(text) < 20 and by_script(text) is None:
        return
    found, sure = detect(text, expected)
    # Names, formulas and short options mislead a detector: it has to be sure, and the expected language's words absent.
    own = scores(text).get(expected, 0)
    if found and found != expected and sure > 0.97 and own < 3:
        yield Hit(
            "text" if item.kind == "prompt" else "stem",
            f"reads as {found}, not as {expected}; correct the text or the language",
            value=round(sure, 3),
            severity=None if item.declared else "warn",
        )


def _english(text: str) -> bool:
    """A quick yes for a text with plain English function words; a no decides nothing."""
    return len(_COMMON.findall(text)) >= 2


_COMMON = re.compile(r"\b(?:the|of|and|is|that|what|which|how|you|with|are|should|when)\b", re.I)
