"""Whether only the key takes up words of the stem, so that it can be found without knowing anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.questions.flaws import form, is_person
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.function_words import MONTHS, WEEKDAYS
from curation.text.item_words.options import ASKED_NOUN
from curation.text.item_words.ordinary import ORDINARY
from curation.text.quoted import unquoted
from curation.text.sentences import sentence_texts
from curation.text.stems import content_stems, stem
from curation.text.whole import without_citations

_HYPHEN = re.compile(r"(?<=\w)[-\u2013](?=\w)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w\u2019']*")
_TIME = frozenset(stem(word, "en") for word in (*MONTHS, *WEEKDAYS.split("|")))
_KEY_STEMS = 6
"""Stems of a key up to which a word of the stem strikes in it."""
_KEY_WORDS = 12
"""Words of a key up to which one of them strikes."""
_RARE = 6
"""Letters of a stem from which on it may strike, where it is no ordinary word of the field."""
_VERY_RARE = 9
"""Letters from which on it strikes in any case."""
_RARE_IN_A_CASE = 12
"""The same where the stem tells a case."""


def clang(item: Item, settings: Settings) -> Iterator[Hit]:
    """A rare word or two words of the stem that only the key repeats."""
    if item.key is None or len(item.options) < 3 or form(item.key) == "verdict":
        return  # the reason of a verdict takes up the case
    language = item.language or "en"
    parts = sentence_texts(unquoted(item.stem), language)
    own = [_stems(option, language) for option in item.options]
    key = own[item.answer or 0]
    others = frozenset().union(*(stems for i, stems in enumerate(own) if i != item.answer))
    # Names of a case come again in any answer.
    asked = _stems(_NAME.sub(" ", parts[-1]), language)
    shared = (key & asked) - others
    unusual = shared - ORDINARY if language.startswith("en") else shared
    very_rare = {one for one in shared if len(one) >= (_VERY_RARE if len(parts) == 1 else _RARE_IN_A_CASE)}
    if len(key) <= _KEY_STEMS and (
        (len(shared) >= 2 and unusual)
        or very_rare
        or _named_again(item, language)
        or (language.startswith("en") and _strikes(item, key, others))
    ):
        yield Hit(
            f"options[{item.answer}]",
            "only the key repeats words of the stem; use them in no option or in all",
            value=len(shared),
        )


def _stems(text: str, language: str) -> frozenset[str]:
    return content_stems(_HYPHEN.sub(" ", text), language) - _TIME


def _strikes(item: Item, key: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the key has a word of the question that is not ordinary, or of the case while no other option takes up the case."""
    if len((item.key or "").split()) > _KEY_WORDS:
        return False
    told = _NAME.sub(" ", without_citations(unquoted(item.stem)))
    case = _stems(told, "en")
    asked = _stems(sentence_texts(told)[-1], "en")
    unusual = key - others - ORDINARY
    striking = {one for one in unusual if len(one) >= _RARE - 1}
    return (
        bool(striking & asked)
        or (bool(striking & case) and not others & case)
        or any(len(one) > _VERY_RARE for one in striking & case)
        or _of_the_asked_kind(item, key - others - ORDINARY)
    )


def _of_the_asked_kind(item: Item, alone: frozenset[str]) -> bool:
    """Whether the key alone is called by the noun that the stem asks for: `Which etch …` and `Buffered oxide etch`."""
    asked = ASKED_NOUN.search(sentence_texts(item.stem)[-1])
    return asked is not None and bool(_stems(asked["noun"], "en") & alone)


def _named_again(item: Item, language: str) -> bool:
    """Whether a short key is a thing of the case with its striking word, which no other option has: `The sentinel register`."""
    key = content_stems(item.key or "", language) - _TIME
    others = frozenset().union(
        *(content_stems(o, language) for i, o in enumerate(item.options) if i != item.answer)
    )
    told = content_stems(unquoted(item.stem), language)
    if len(key) >= 3 and key <= told and not others & told and not is_person(item.key or ""):
        return True
    again = {one for one in key & told - others if len(one) >= _RARE}
    return (
        len(key) == 2
        and bool(again)
        and max(len(words_of(o)) for o in item.options) <= 4
        and not is_person(item.key or "")
    )
