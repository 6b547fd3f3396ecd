"""A choice read from what each clause of a short answer says of the options: affirmed, or denied.

Options are named by letter, by place in the list, or by their words, in any language. One that is affirmed where another is denied (`the third
one, and not the first`) is the choice, and so is the only one that a clause with a word such as `answer` affirms by its place or
words (statements of a letter are read by `choice_statements`). Conditions, other people's words, questions and
hedges leave the answer unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from curation.measure.choices import choice_doubts, choice_places
from curation.text.answer_words import choice_clauses as wording

_REST = 12
"""Characters after an option in its clause up to which the clause ends with it."""
LONGEST = 400
"""Characters up to which an answer is read in this way: a longer one gives reasons that name options in passing."""


class Named(NamedTuple):
    """An option that a clause names."""

    option: int
    """0 first."""
    denied: bool
    ends: bool
    """Whether the clause ends with its place or words; what begins a clause may only be described in it."""
    declared: bool
    """Whether the clause says that it names the choice."""
    by_words: bool
    """Whether it is named by its own words."""
    span: tuple[int, int]
    """Of the clause."""


def chosen(answer: str, options: Sequence[str]) -> tuple[int, tuple[int, int]] | None:
    """The one option that a short answer affirms, and the clause that does so; None where it affirms none or several, hedges, or speaks of cases and of others."""
    words = choice_doubts.words()
    text = answer.strip()
    if not text or len(text) > LONGEST or wording.HEDGE.search(text) or choice_doubts.withdrawn(text):
        return None
    if any(words[name].search(text) for name in ("conditions", "reports", "others", "cases", "overturns")):
        return None
    if choice_doubts.in_a_row(text, len(options)):
        return None
    told = named(text, options)
    letters = choice_doubts.mentions(text, len(options))
    denied = {n.option for n in told if n.denied}
    affirmed = [n for n in told if not n.denied]
    contrast = bool(denied) and any(n.ends for n in affirmed)
    for chosen_by in (affirmed if contrast else [], [n for n in affirmed if n.declared and not letters]):
        if len({n.option for n in chosen_by}) == 1 and chosen_by[0].option not in denied:
            lead = len(answer) - len(answer.lstrip())
            return chosen_by[-1].option, (lead + chosen_by[-1].span[0], lead + chosen_by[-1].span[1])
    return None


def contradicts(answer: str, index: int, options: Sequence[str], at: int) -> bool:
    """Whether a short answer says that another option is the answer, and the words of the option that was read nowhere: `The river is the
    Seine. Final answer: C`.

    Only a clause that says what the answer is counts. A reason that ends in the words of another option names somebody or something of the
    rule (`B. The operator must submit it to the inspector.`), and no choice.

    Args:
        answer: the whole answer.
        index: the option that was read.
        options: all options.
        at: where the choice was read in `answer`: what stands before it is what it was concluded from.
    """
    text = answer.strip()
    if len(text) > LONGEST or choice_places.spoken(options[index]).search(text):
        return False
    words = choice_doubts.words()
    doubts = wording.CONTRADICTS
    if any(words[name].search(text) for name in doubts):
        return False
    at -= len(answer) - len(answer.lstrip())
    told = {
        n.option
        for n in named(text, options)
        if n.by_words
        and n.ends
        and not n.denied
        and _is_answer(text[slice(*n.span)], options[n.option], n.span[1] <= at)
    }
    # What stands beside its own letter is listed (`A. The Seine`), not affirmed.
    lettered = {m.option for m in choice_doubts.mentions(text, len(options))}
    return len(told) == 1 and not told & {index, *lettered}


def _is_answer(clause: str, option: str, concluded: bool) -> bool:
    """Whether a clause says that an option's words are the answer: `it is X`, `the answer is X`, `X is right`; where the choice is concluded
    from the clause, also `the river is X`."""
    for match in choice_places.spoken(option).finditer(clause):
        if clause[match.end() : match.end() + 2] in ("'s", "’s"):
            continue
        if wording.RIGHT.match(clause, match.end()):
            return True
        copula = wording.COPULA.search(clause[: match.start()])
        if copula is None:
            continue
        subject = clause[: copula.start()]
        if (
            concluded
            or wording.IT.search(subject)
            or wording.DECLARES.search(subject)
            or wording.BEST.search(subject)
        ):
            return True
    return False


def named(text: str, options: Sequence[str]) -> list[Named]:
    """What each clause names, in their order."""
    words = choice_doubts.words()
    letters = choice_doubts.mentions(text, len(options), options)
    own = any(re.match(r"\W{0,3}\d", option) for option in options)
    said = [choice_places.spoken(option) for option in options]
    nameds: list[Named] = []
    for start, end in _declared_apart(text):
        clause = text[start:end]
        bare = wording.NO_FIRST.sub("", clause)
        for option, pattern in zip(options, said, strict=True):
            if words["negations"].search(option):
                # An option `No` or `not allowed` denies nothing by its own words.
                bare = pattern.sub(" ", bare)
        denied = words["negations"].search(bare) is not None or words["denied"].search(bare) is not None
        declared = wording.DECLARES.search(clause) is not None
        nameds += [
            Named(m.option, m.denied or denied, False, declared, False, (start, end))
            for m in letters
            if start <= m.start < end
        ]
        for place, last in _places(clause, len(options), own).items():
            right = wording.RIGHT.match(clause, last) is not None
            nameds.append(
                Named(place, denied, len(clause) - last <= _REST, declared or right, False, (start, end))
            )
        for place, last in _texts(clause, options, said).items():
            nameds.append(Named(place, denied, len(clause) - last <= _REST, declared, True, (start, end)))
    return nameds


def declares(text: str) -> bool:
    """Whether a text says that it names the choice."""
    return wording.DECLARES.search(text) is not None


def hedged(text: str) -> bool:
    """Whether a text asks, or leaves it open between options."""
    return wording.HEDGE.search(text) is not None


def _declared_apart(text: str) -> list[tuple[int, int]]:
    """The clauses of a text, cut at a colon behind which the choice is named: `Not A and not D: I choose B`."""
    found = []
    for start, end in _clauses(text):
        colon = text.rfind(":", start, end)
        if colon > 0 and wording.DECLARES.search(text[colon:end]):
            found += [(start, colon), (colon + 1, end)]
        else:
            found.append((start, end))
    return found


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = [(m.start(), m.end()) for m in wording.CLAUSE.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]


def _places(clause: str, count: int, own: bool) -> dict[int, int]:
    """The options that a clause names by their place, and where the last mention of each ends; digits name none where options begin with
    numbers of their own."""
    places = {
        n: m.end()
        for n, pattern in enumerate(wording.ORDINALS)
        if n < count
        for m in pattern.finditer(clause)
    }
    if not own:
        numbers = {_counted(m["a"] or m["b"]) - 1: m.end() for m in wording.NUMBER.finditer(clause)}
        places |= {n: end for n, end in numbers.items() if 0 <= n < count}
    return places


def _counted(number: str) -> int:
    """The value of a digit or a number word; 0 for a word that only looks like one (`fıve` matches without regard to case)."""
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    return int(number) if number.isdecimal() else words.get(number.casefold(), 0)


def _texts(clause: str, options: Sequence[str], said: Sequence[re.Pattern[str]]) -> dict[int, int]:
    """The options whose words a clause holds, and where they end; where one option's words are part of another's, the longer counts."""
    held = {
        n: m.end()
        for n, pattern in enumerate(said)
        if len(options[n].strip()) > 1
        for m in pattern.finditer(clause)
    }
    folded = [option.strip().casefold() for option in options]
    return {n: end for n, end in held.items() if not any(m != n and folded[n] in folded[m] for m in held)}
