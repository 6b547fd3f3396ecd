"""Whether a provision says anything of what a question asks: of whom the key names, of the key's own words, of a reason or a rank."""

from __future__ import annotations

from curation.checks.items import Item
from curation.checks.questions.measures import quantities
from curation.checks.questions.reading import folded, heard, related, stems_of
from curation.text.grammar import head
from curation.text.item_words.provisions import ASKS_FOR_INSTANCE, PLAIN_ANSWER
from curation.text.item_words.unsaid import (
    ANYBODY,
    ASKS_FACT,
    ASKS_PERSON,
    ASKS_RANK,
    ASKS_REASON,
    BEFORE_PERSON,
    GIVES_A_REASON,
    JUDGES,
    JUDGES_A_CASE,
    OWN_NAME,
    RANKS,
    REASONS,
)
from curation.text.sentences import asked_part
from curation.text.whole import without_citations

_PERSON_WORDS = 8
"""Words of a key up to which it names somebody."""
_FEWEST = 2
"""Stems of a key's own from which on their absence tells something."""
_HEARD_SHARE = 0.2
"""Share of a key's own stems that a provision has at most where it does not say the key."""


def unsaid_in(item: Item) -> str | None:
    """What is wrong with a question whose provision does not say what it asks, in words; None where nothing shows it.

    A key that judges a case, or is an instance of what the provision names, has words of its own and is not looked at.
    """
    whole = asked_part(item.stem, item.language or "en")
    if ASKS_REASON.search(whole) and not REASONS.search(item.provision) and not _mostly_said(item):
        return "the provision gives no reason; ask for what it says"
    if ASKS_RANK.search(whole) and not RANKS.search(item.provision) and not _sets_measures(item.provision):
        return "the provision sets nothing before the others; ask for what it says"
    asked = asked_part(without_citations(item.stem), item.language or "en")
    key = item.key or ""
    if ASKS_FOR_INSTANCE.search(asked) or gives_a_reason(key) or _of_a_case(item):
        return None
    if ASKS_PERSON.search(asked) and len(key.split()) <= _PERSON_WORDS:
        named = BEFORE_PERSON.sub("", key).split(",")[0]
        noun = frozenset() if ANYBODY.match(named) else folded(head(named)) - _PERSON
        if noun and not any(heard(one, _said(item) | folded(item.stem)) for one in noun):
            return "the provision names nobody whom the key names; see whether any option is right"
    if (
        not ASKS_FACT.search(asked)
        or JUDGES_A_CASE.search(asked)
        or JUDGES.match(key)
        or ANYBODY.match(BEFORE_PERSON.sub("", key))
        or PLAIN_ANSWER.match(key)
    ):
        return None
    words = frozenset(one for one in folded(key) if not one.isdigit())
    own = words - folded(without_citations(item.stem)) - _ORDINARY
    # A stem that quotes the provision has most words of a sound key already.
    if len(own) < max(_FEWEST, len(words) / 2) or sum(
        heard(one, _said(item)) for one in own
    ) > _HEARD_SHARE * len(own):
        return None
    return "hardly a word of the key is in the provision; see whether any option is right"


def _mostly_said(item: Item) -> bool:
    """Whether the provision has most of the key's own words: `for research` gives a purpose without a word such as `because`."""
    own = folded(item.key or "") - folded(without_citations(item.stem)) - _ORDINARY
    return bool(own) and sum(heard(one, _said(item)) for one in own) * 2 > len(own)


def _sets_measures(provision: str) -> bool:
    """Whether a provision has two measures of one kind, such as fines, by which what it names can be set in order."""
    kinds = [kind for kind, _ in quantities(provision)]
    return len(set(kinds)) < len(kinds)


def gives_a_reason(key: str) -> bool:
    """Whether a key is a verdict with its reason, whose words are its own: `Denied, because …`."""
    return GIVES_A_REASON.search(key) is not None


def _of_a_case(item: Item) -> bool:
    """Whether the options are persons of a case by their own names: `Ines (50), who opened hers`."""
    return sum(OWN_NAME.match(option) is not None for option in item.options) * 2 > len(item.options)


_PERSON = folded("person")
_ORDINARY = folded("first second third both neither case yes no all none other")


def _said(item: Item) -> frozenset[str]:
    return folded(item.provision) | related(stems_of(item.provision))
