"""Whether one option is a class that takes in another option: who ticks the one is right with the other too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import measured_as
from curation.checks.questions.reading import folded, words_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.classes import AND_OTHER, MEMBERS, NO_CLASS, QUANTIFIER, TAKES_ALL
from curation.text.item_words.listed import JOINED, LEADS_IN
from curation.text.question_words import NEGATIONS

_MOST_WORDS = 12
"""Words of an option up to which it names a class."""


def class_and_part(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option for a class beside one for a part of it: `staff who handle acids` and `staff who handle strong acids`."""
    if item.answer is None or len(item.options) < 3 or not (item.language or "en").startswith("en"):
        return
    named = [_named(option) for option in item.options]
    for i, j in permutations(range(len(item.options)), 2):
        wide, narrow = named[i], named[j]
        if wide is None or narrow is None:
            continue
        whole = TAKES_ALL.search(item.options[i]) is not None
        if (item.answer in (i, j) or whole) and (
            _takes_in(wide, narrow) or (whole and not wide.joined and _member(wide, narrow))
        ):
            if _measures(wide.text) or _measures(narrow.text):
                continue
            yield Hit(f"options[{i}]", f"takes in option {LETTERS[j]}; make them exclude each other", value=j)
            return


class _Named(NamedTuple):
    """What an option names: its words, its chief noun, and whether it names several things."""

    text: str
    stems: frozenset[str]
    noun: frozenset[str]
    joined: bool


def _named(option: str) -> _Named | None:
    """What an option names; None for a sentence, an act or a denial."""
    if len(option.split()) > _MOST_WORDS or _says_a_thing(option) or NEGATIONS & {*words_of(option)}:
        return None
    bare = _bare(option)
    return _Named(option, folded(bare), folded(head(bare)), JOINED.search(option) is not None)


def _measures(option: str) -> bool:
    """Whether an option is a time or an amount."""
    return bool(measured_as(f"1 {option}") or measured_as(option))


def _takes_in(wide: _Named, narrow: _Named) -> bool:
    other = AND_OTHER.search(wide.text)
    if other is not None and (rest := folded(other["rest"])) and rest == folded(narrow.text):
        return True
    if wide.joined or narrow.joined or re.search(r"\d", wide.text):
        return False
    return bool(wide.noun) and wide.noun == narrow.noun and wide.noun <= wide.stems < narrow.stems


def _bare(option: str) -> str:
    return QUANTIFIER.sub("", option, count=1)


def _says_a_thing(option: str) -> bool:
    """Whether an option is a sentence or an act, and no class."""
    return LEADS_IN.search(option) is not None or NO_CLASS.match(option) is not None


def _member(wide: _Named, narrow: _Named) -> bool:
    """Whether the chief noun of one option is a class to which that of the other belongs."""
    members = _members()
    return any(narrow.noun & members.get(one, frozenset()) for one in wide.noun)


@lru_cache(maxsize=1)
def _members() -> dict[str, frozenset[str]]:
    """The stems of what belongs to each class, by the stem of its name."""
    return {
        one: frozenset().union(*(folded(member) for member in members))
        for name, members in MEMBERS.items()
        for one in folded(name)
    }
