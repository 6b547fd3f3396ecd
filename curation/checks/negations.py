"""Whether a stem denies in a way that readers miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.checks.flaws import words_of
from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.sentences import sentences

_PASSAGE = re.compile(r"\u201c[^\u201c\u201d]*\u201d")
_FEWEST_WORDS = 6
"""Words from which on a quotation is a passage and no term."""


@lru_cache(maxsize=64)
def _asked(stem: str, language: str) -> str:
    """A stem with the passages that it quotes and the case that it tells blanked, each character in its place: what they deny is not what is asked."""
    own = _PASSAGE.sub(
        lambda match: " " * len(match[0]) if len(match[0].split()) >= _FEWEST_WORDS else match[0], stem
    )
    # `The clerk had not read it. Which duty did she breach?` asks for no exception.
    for start, end in list(sentences(own, language))[:-1]:
        if not own[start:end].endswith("?"):
            own = own[:start] + " " * (end - start) + own[end:]
    return own


_NOT_IN = re.compile(
    r"\b(?:not|never|nor|hardly|cannot) (?:an? |be |to be |considered |deemed |entirely |at all )*(?:im|in|il|ir|un|dis|non-?)(?:permissible|possible|lawful|legal|admissible|allowed|acceptable|regular|proper|valid|eligible|usual|common|necessary|authori[sz]ed|able|likely|true|correct|complete|sufficient|adequate|consistent|compatible|appropriate|approved|compliant|safe|fit|suitable|required|covered|exempt|important|advisable|wise|aware|known|licensed|qualified)\b"
    r"|\b(?:not|never) (?:be )?(?:forbidden|prohibited|banned|excluded|exempt|omitted|left out|waived|absent|lacking|missing|refused|denied)\b",
    re.I,
)
_APART_NOT = re.compile(
    r"\b(?:which|what|who|whom|when|where|how)\b[^?]{0,120}?\b(?:need|does|do|did|is|are|was|were|should|can|will|has|have|may|must) (?:(?!if\b|when\b|where\b|who\b|that\b|which\b|whose\b|because\b|but\b|and\b|or\b|although\b|unless\b|even\b)[\w'\u2019-]+ ){1,12}not\b(?! (?:[a-z]+ing|more|less|later|exceed\w*|fewer|only|yet|earlier|longer|before|until))[^?]*\?\s*$",
    re.I,
)
"""A question whose `not` stands apart from its verb: `at which value need bathers not leave`."""


def double_negative(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception and options that deny: readers lose count. `Never without` is plain English and no fault."""
    asked = _asked(item.stem, item.language or "en")
    stem = re.search(r"\b(?:not|except|never|least|false|incorrect|without|unlikely)\b", asked, re.I)
    denied = [
        i
        for i, o in enumerate(item.options)
        if {"not", "never", "no", "cannot", "don't", "doesn't"} & set(words_of(o)[:3])
    ]
    twice = _NOT_IN.search(asked) or re.search(
        r"\b(?:not|never|cannot|without)\b[^?.,;]{0,40}\b(?:not|never|no|un(?!der|it|ion|iv|til|less)\w{4,})\b",
        asked,
        re.I,
    )
    if twice or (
        stem and re.search(r"\b(?:which|what)\b", asked, re.I) and _ASKS_EXCEPTION.search(asked) and denied
    ):
        yield Hit("stem", "denies twice; say it without the negations")


_ASKS_EXCEPTION = re.compile(
    r"\b(?:which|what|who|all)\b.{0,80}?(?:\b(?:is|are|does|do|did|would|should|can|must|was|were|may|need|will)\s+not\b|\bexcept\b|\b(?:false|incorrect|untrue)\b)|\bexcept\b\W*$",
    re.I,
)


_BANNED = re.compile(r"\b(?:must|may)\s+not$", re.I)


def negative_plain(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception in small letters: the word is easily overlooked. `Must not` asks what is banned."""
    if (
        (
            match := _ASKS_EXCEPTION.search(_asked(item.stem, item.language or "en"))
            or _APART_NOT.search(_asked(item.stem, item.language or "en"))
        )
        and not _BANNED.search(match[0])
        and not re.search(
            r"\b(?:NOT|EXCEPT|LEAST|FALSE|INCORRECT)\b|(?<![*_])[*_]++(?:not|except|false|incorrect)",
            item.stem,
        )
    ):
        yield Hit(
            "stem",
            "asks for the exception in small letters; ask for what is right, or print the word in capitals",
            *match.span(),
        )
