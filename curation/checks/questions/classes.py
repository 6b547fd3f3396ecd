"""Whether one option is a class that takes in another option: who ticks the one is right with the other too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import measured_as
from curation.checks.questions.reading import folded, stems_of, words_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.classes import AND_OTHER, MEMBERS, QUANTIFIER, TAKES_ALL
from curation.text.item_words.listed import JOINED, LEADS_IN
from curation.text.question_words import NEGATIONS

_MOST_WORDS = 12
"""Words of an option up to which it names a class."""


def class_and_part(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option for a class beside one for a part of it: `staff who handle acids` and `staff who handle strong acids`."""
    if item.answer is None or len(item.options) < 3 or not (item.language or "en").startswith("en"):
        return
    for i, j in permutations(range(len(item.options)), 2):
        wide, narrow = item.options[i], item.options[j]
        if (item.answer in (i, j) or TAKES_ALL.search(wide)) and _takes_in(wide, narrow):
            yield Hit(f"options[{i}]", f"takes in option {LETTERS[j]}; make them exclude each other", value=j)
            return


def _takes_in(wide: str, narrow: str) -> bool:
    if (
        max(len(wide.split()), len(narrow.split())) > _MOST_WORDS
        or _says_a_thing(wide)
        or _says_a_thing(narrow)
    ):
        return False
    other = AND_OTHER.search(wide)
    if other is not None and (rest := folded(other["rest"])) and rest == folded(narrow):
        return True
    if NEGATIONS & {*words_of(wide), *words_of(narrow)} or JOINED.search(wide) or re.search(r"\d", wide):
        return False
    if measured_as(f"1 {wide}") or measured_as(narrow):
        return False  # a time or an amount
    noun, part = folded(head(_bare(wide))), folded(head(_bare(narrow)))
    a, b = folded(_bare(wide)), folded(_bare(narrow))
    if noun and noun == part and noun <= a < b and not JOINED.search(narrow):
        return True
    return bool(TAKES_ALL.search(wide)) and _member(wide, narrow)


def _bare(option: str) -> str:
    return QUANTIFIER.sub("", option, count=1)


def _says_a_thing(option: str) -> bool:
    """Whether an option is a sentence or an act, and no class."""
    return (
        LEADS_IN.search(option) is not None or re.match(r"\W*(?:to|by|it|they)\b", option, re.I) is not None
    )


def _member(wide: str, narrow: str) -> bool:
    """Whether the chief noun of one option is a class to which that of the other belongs."""
    known = {one: name for name in MEMBERS for one in stems_of(name)}
    for one in stems_of(head(_bare(wide))):
        members = MEMBERS.get(known.get(one, ""), frozenset())
        if members and stems_of(head(_bare(narrow))) & frozenset().union(*(stems_of(m) for m in members)):
            return True
    return False
