"""Whether each option fits the grammar of its stem and has the form of the others: `Close the valve` beside `Leaving the room`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.item_words.listed import LEADS_IN
from curation.text.item_words.option_starts import (
    ASKS_FOR_ACT,
    BEFORE_ING,
    BEFORE_VERB,
    CLAUSE,
    DETERMINERS,
    PHRASES_APART,
    PREPOSITIONS,
    PRONOUNS,
)
from curation.text.verbs import base, is_adverb, is_noun

_FIRST = re.compile(r"[\W_]*([A-Za-z][A-Za-z'\u2019-]*)(?:\s+([A-Za-z][A-Za-z'\u2019-]*))?")


def form(option: str) -> str:
    """How an option begins: `verb` (base form), `perhaps` (verb or noun), `ing`, `third` (keeps), `to`, or another word's class."""
    match = _FIRST.match(option)
    if match is None:
        return "other"
    word, second = match[1].lower(), (match[2] or "").lower()
    for name, words in (
        ("det", DETERMINERS),
        ("clause", CLAUSE),
        ("prep", PREPOSITIONS),
        ("pron", PRONOUNS),
    ):
        if word in words:
            return name
    if word == "to":
        return "to"
    if is_adverb(word) and word.endswith("ly") and second:
        word = second
    if word.endswith("ing") and len(word) > 5 and base(word) not in (None, word):
        return "ing"
    if base(word) == word:
        # `Check the arm` is an act, whatever else `check` may be.
        return "perhaps" if is_noun(word) and second not in DETERMINERS else "verb"
    if word.endswith("s") and base(word) not in (None, word):
        return "perhaps-third" if is_noun(word) or is_noun(word.removesuffix("s")) else "third"
    return "other"


_CLASH = {
    "verb": ("ing", "third", "to"),
    "ing": ("verb", "third"),
    "to": ("verb", "ing", "third"),
    "third": ("verb", "ing", "to"),
}
"""Forms that cannot stand beside three options of another form."""


def odd_form(item: Item, settings: Settings) -> Iterator[Hit]:
    """One option with another form of the verb than all the others, or one that the stem cannot go on with."""
    if (item.language or "en").split("-")[0] != "en" or len(item.options) < 3 or "__" in item.stem:
        return
    forms = [form(option) for option in item.options]
    if (place := _unfit(item.stem, forms)) is None and (place := _odd(forms)) is None:
        place = _of_another_kind(item.options, forms)
    if place is not None:
        yield Hit(
            f"options[{place}]",
            "has another grammatical form than the stem or the other options ask for; word it alike",
            value=place,
        )


def _odd(forms: list[str]) -> int | None:
    for common, clashing in _CLASH.items():
        like = [one for one in forms if one == common or (common == "verb" and one == "perhaps")]
        odd = [i for i, one in enumerate(forms) if one in clashing]
        if len(like) == len(forms) - 1 and len(odd) == 1 and forms.count(common) >= 2:
            return odd[0]
    return None


_KINDS = 3
"""Kinds of phrases from which on options answer different questions."""


def _of_another_kind(options: Sequence[str], forms: list[str]) -> int | None:
    """The option that is another kind of phrase than all others, or the first that differs where there are three kinds."""
    if any(LEADS_IN.search(option) for option in options):
        return None  # sentences may begin with anything
    kinds = [one for one in forms if one in PHRASES_APART]
    common = max(sorted(set(kinds)), key=kinds.count, default="")
    odd = [i for i, one in enumerate(forms) if one in PHRASES_APART.get(common, ())]
    if not odd:
        return None
    alone = kinds.count(common) == len(forms) - 1 and len(odd) == 1
    return odd[0] if alone or len(set(kinds)) >= _KINDS else None


def _unfit(stem: str, forms: list[str]) -> int | None:
    """The first option that an open stem (`the worker must`) cannot go on with, where another can."""
    end = stem.rstrip(" :\u2026.")
    bad: tuple[str, ...]
    good: tuple[str, ...]
    if stem.rstrip().endswith("?"):
        if not ASKS_FOR_ACT.search(stem):
            return None
        bad, good = ("ing", "third", "det"), ("verb", "perhaps")
    elif BEFORE_VERB.search(end):
        bad, good = ("ing", "third", "to", "det"), ("verb", "perhaps")
    elif BEFORE_ING.search(end):
        bad, good = ("verb", "third", "to"), ("ing",)
    else:
        return None
    unfit = [i for i, one in enumerate(forms) if one in bad]
    return unfit[0] if unfit and any(one in good for one in forms) else None
