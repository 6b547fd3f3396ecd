"""Whether an explanation pleads for another option than the key: it rules the key out and lets the other one stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import measured_as
from curation.checks.questions.reading import folded, heard
from curation.checks.settings import Settings
from curation.text.item_words.pleading import (
    APPLIES_HERE,
    CALLS_RIGHT,
    DENIES,
    IS_FOR_ELSE,
    NEXT_PART,
    RULES_OUT,
)
from curation.text.item_words.verdicts import ASKS_WRONG
from curation.text.sentences import asked_part, parts

_READ = 6_000
"""Characters of an explanation that are read."""
_SHORT_MEASURE = 7
"""Words of an option up to which its measure stands for it."""


def pleads_for_another(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that speaks of the key only to rule it out, while it states another option."""
    if (
        item.answer is None
        or not item.explanation
        or len(item.options) < 3
        or not (item.language or "en").startswith("en")
        or re.search(CALLS_RIGHT.format(letter=LETTERS[item.answer]), item.explanation[:_READ], re.I)
        or ASKS_WRONG.search(asked_part(item.stem, item.language or "en"))
    ):
        return
    told = item.explanation[:_READ]
    if not any(pattern.search(told) for pattern in (RULES_OUT, IS_FOR_ELSE, APPLIES_HERE)):
        return
    stated, ruled_out, decided = _judged(item)
    if item.answer in stated and not (decided and item.answer not in decided):
        return
    others = (decided or stated) - {item.answer}
    if len(others) == 1 and (item.answer in ruled_out or decided) and item.answer not in decided:
        (other,) = others
        yield Hit(
            "explanation",
            f"rules the key out and speaks for option {LETTERS[other]}; one of them is wrong",
            value=other,
        )


def _judged(item: Item) -> tuple[set[int], set[int], set[int]]:
    """The options that an explanation states, those that it rules out, and those that it says decide the case."""
    own = _own_words(item.options)
    figures = [measured_as(o) if len(o.split()) <= _SHORT_MEASURE else frozenset() for o in item.options]
    given = measured_as(item.stem)
    stated: set[int] = set()
    ruled_out: set[int] = set()
    decided: set[int] = set()
    for sentence in parts(item.explanation[:_READ], item.language or "en", ";"):
        for clause in NEXT_PART.split(sentence):
            named = _named(clause, own, figures, given)
            if (else_ := IS_FOR_ELSE.search(clause)) is not None:
                # What stands behind these words is no answer to something else: `longer ones are for the board`.
                before = _named(clause[: else_.start()], own, figures, given)
                ruled_out |= before
                stated |= named - before
            elif RULES_OUT.search(clause):
                ruled_out |= named
            elif not DENIES.search(clause):
                stated |= named
                if APPLIES_HERE.search(clause):
                    decided |= named
    return stated, ruled_out, decided if len(decided) == 1 else set()


def _own_words(options: Sequence[str]) -> list[frozenset[str]]:
    """The stems of each option that no other option has."""
    stems = [folded(option) for option in options]
    return [
        mine - frozenset().union(*(other for k, other in enumerate(stems) if k != i))
        for i, mine in enumerate(stems)
    ]


def _named(
    clause: str,
    own: Sequence[frozenset[str]],
    figures: Sequence[frozenset[tuple[str, float]]],
    given: frozenset[tuple[str, float]],
) -> set[int]:
    """The options of which a clause speaks: by their measure, or by most of the words that they alone have.

    Args:
        clause: A part of the explanation.
        own: The stems of each option that no other has.
        figures: The measures of each option.
        given: The measures of the stem, which say nothing of an option.
    """
    said, measured = folded(clause), measured_as(clause)
    found = set()
    for i, mine in enumerate(figures):
        only = mine - given
        if mine:
            if only and only <= measured and not any(only & f for k, f in enumerate(figures) if k != i):
                found.add(i)
        elif own[i] and sum(heard(one, said) for one in own[i]) * 3 >= 2 * len(own[i]):
            found.add(i)
    return found
