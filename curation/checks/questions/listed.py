"""Checks of a question whose provision lists things: two options that are both in the list which the stem asks one entry of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.checks.items import Hit, Item
from curation.checks.questions.measures import quantities
from curation.checks.questions.reading import alike, folded, heard, readable, related, stems_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.duty_bearers import NOUN_PHRASE
from curation.text.item_words.listed import (
    ASKS_FOR_ANY,
    ASKS_MISSING,
    ASKS_NOT,
    CONDITIONAL,
    ENTRY_BREAK,
    JOINED,
    LEADS_IN,
    ONE_ALONE,
    SAYS_AS_WHAT,
    SAYS_REQUIRED,
)
from curation.text.item_words.provisions import ASKS_FOR_LIST_MEMBER, ASKS_THE_OTHER, SERIES, SINGLES_OUT
from curation.text.sentences import asked_part, parts, sentence_texts, sentences
from curation.text.whole import without_citations

_READ = 4_000
"""Characters of a provision that are searched for lists."""


_ITEM_MARK = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s*")


def _lists(provision: str, language: str) -> Iterator[list[str]]:
    """The lists of a provision, each as its entries: behind letters in brackets, or joined by commas and a last `and` or `or`."""
    marks = list(re.finditer(r"(?:^|[\s,;:])(\([a-z]\)|\([ivx]{1,4}\))\s*", provision))
    if len(marks) > 1:
        ends = [*(m.start() for m in marks[1:]), len(provision)]
        yield [
            parts(provision[m.end() : end], language, ";")[0].strip(" ,;.")
            for m, end in zip(marks, ends, strict=True)
        ]
    for sentence in parts(_ITEM_MARK.sub("", provision), language, ";:"):
        if match := SERIES.search(sentence):
            yield [*(part for part in match[1].split(", ") if part), match[2], match[3]]


def second_of_a_list(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that are both entries of the list that the stem asks for one entry of: both are right."""
    if not readable(item) or item.answer is None or ASKS_THE_OTHER.search(item.stem):
        return
    if not ASKS_FOR_LIST_MEMBER.search(item.stem) or SINGLES_OUT.search(without_citations(item.stem)):
        return
    own = [stems_of(option) for option in item.options]
    for entries in _lists(item.provision[:_READ], item.language or "en"):
        of_list = [stems_of(entry) for entry in entries]
        known = frozenset().union(*of_list) | stems_of(item.stem)
        # What an entry says alone: `the time` of `the name of the person, the time and the reason`.
        single = [
            entry - frozenset().union(*(other for m, other in enumerate(of_list) if m != n))
            for n, entry in enumerate(of_list)
        ]
        inside = [
            next(
                (
                    n
                    for n, one in reversed(list(enumerate(single)))
                    if option and option <= known and option & one
                ),
                None,
            )
            for option in own
        ]
        key = inside[item.answer]
        others = [i for i, n in enumerate(inside) if n is not None and i != item.answer and n != key]
        if key is not None and others:
            yield Hit(
                f"options[{others[0]}]",
                "is in the same list of the provision as the key, so it is right too; replace it",
            )
            return
    yield from _in_one_sentence(item, own)


def both_listed(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that fit two entries of a list of the provision, where the stem asks for any entry: both are right.

    Where the stem asks for what is not required, the contrary: all options are in one list, or two are nowhere in the provision.
    """
    if not readable(item) or item.answer is None:
        return
    if (other := _both_listed(item)) is not None:
        yield Hit(
            f"options[{other}]",
            "the provision lists it beside the key; see whether it is right too",
            value=other,
        )
    elif _all_listed(item):
        yield Hit("answer", "the provision lists all options; see whether any of them is right")
    elif (other := _both_unsaid(item)) is not None:
        yield Hit(
            f"options[{other}]",
            "the provision says as little of it as of the key; see whether it is right too",
            value=other,
        )


def _asks_for_none(item: Item) -> bool:
    """Whether a stem asks for what a provision does not require."""
    asked = asked_part(without_citations(item.stem), item.language or "en")
    return ASKS_NOT.search(asked) is not None and SAYS_REQUIRED.search(asked) is not None


def _apart(item: Item) -> list[frozenset[str]]:
    """The stems of each option that not all options have."""
    own = [folded(option) for option in item.options]
    return [stems - frozenset.intersection(*own) for stems in own]


def _all_listed(item: Item) -> bool:
    """Whether every option fits an entry of one list, each another, though the stem asks for what is not in it."""
    if not _asks_for_none(item):
        return False
    told = folded(without_citations(item.stem))
    heads = [folded(head(option)) if NOUN_PHRASE.match(option) else frozenset() for option in item.options]
    for one in _listed(item.provision, item.language or "en"):
        fitting = [
            {
                place
                for place, entry in enumerate(one.entries)
                if _fits(option, noun, entry, one.around | told)
            }
            for option, noun in zip(_apart(item), heads, strict=True)
        ]
        if all(fitting) and len(frozenset().union(*fitting)) >= len(item.options):
            return True
    return False


def _both_unsaid(item: Item) -> int | None:
    """The only other option of which the provision has no word, as it has none of the key, where the stem asks for what is not required."""
    if not _asks_for_none(item):
        return None
    said = folded(item.provision) | related(stems_of(item.provision))
    unsaid = [
        place
        for place, own in enumerate(_apart(item))
        if own and not any(heard(one, said) for one in own - _ANYBODY)
    ]
    return (
        next((place for place in unsaid if place != item.answer), None)
        if len(unsaid) == 2 and item.answer in unsaid
        else None
    )


_ANYBODY = folded("person second other one")


def _in_one_sentence(item: Item, own: list[frozenset[str]]) -> Iterator[Hit]:
    """Another option whose words all stand in the sentence of the key, beside words that are the key's own."""
    key = own[item.answer or 0]
    for start, end in sentences(item.provision, item.language or "en", semicolons=True):
        sentence = item.provision[start:end]
        said = stems_of(sentence)
        if len(key) < 2 or not key <= said | stems_of(item.stem) or len(key & said) < 2:
            continue
        for i, option in enumerate(own):
            apart = (option - key) & said
            if (
                i != item.answer
                and option <= said | stems_of(item.stem)
                and len(apart) >= 3
                and (key - option) & said
            ):
                yield Hit(
                    f"options[{i}]",
                    "stands in the same sentence of the provision as the key; see whether it is right too",
                )
                return


_ENTRY_WORDS = 12
"""Words of an entry of a series up to which it is one."""
_MOST_ENTRIES = 12
"""Entries of a list that are compared in pairs."""
_OWN_SHARE = 0.5
"""Share of an option's words that its entry has to have."""
_SHARE = 0.6
"""Share of an option's words that its entry, the sentence and the stem together have to have."""


@dataclass(frozen=True)
class _List:
    """Entries of one list of a provision, as stems, and the stems of the sentence or paragraph around them."""

    entries: tuple[frozenset[str], ...]
    around: frozenset[str]
    with_verb: frozenset[int]
    """Places of entries that begin with the verb of the whole list: `notify the owner` of `must notify the owner and the office`."""


def _listed(provision: str, language: str) -> Iterator[_List]:
    """The lists of a provision whose entries hold without a condition: behind letters, or joined by `and`, `or` and commas."""
    for paragraph in _PARAGRAPH.split(provision[:_READ]):
        marks = list(_LETTERED.finditer(paragraph))
        if len(marks) > 1:
            ends = [*(m.start() for m in marks[1:]), len(paragraph)]
            texts = [
                parts(paragraph[m.end() : end], language, ";")[0] for m, end in zip(marks, ends, strict=True)
            ]
            yield _as_list(texts, paragraph)
        for sentence in sentence_texts(_LETTERED.sub(" ", paragraph), language):
            if not LEADS_IN.search(sentence):
                continue  # a heading
            for piece in ENTRY_BREAK.split(sentence):
                told = [LEADS_IN.split(text) for text in JOINED.split(piece)]
                if len(told) > 1:
                    short = [text for text in told if len(text[-1].split()) <= _ENTRY_WORDS]
                    leading = [text[-1] for text in short if len(text) > 1]
                    yield _as_list([text[-1] for text in short], sentence, leading)


_PARAGRAPH = re.compile(r"(?=\(\d{1,2}\)\s)|\n+")
_LETTERED = re.compile(r"(?:^|(?<=[\s,;:\u2014\u2013-]))\((?:[a-z]|[ivx]{1,4})\)\s*|\s[\u2022\u00b7]\s")


def _as_list(texts: Sequence[str], around: str, leading: Sequence[str] = ()) -> _List:
    kept = [text for text in texts if not CONDITIONAL.search(text)][:_MOST_ENTRIES]
    with_verb = frozenset(place for place, text in enumerate(kept) if text in leading)
    return _List(tuple(folded(text) for text in kept), folded(around), with_verb)


def _both_listed(item: Item) -> int | None:
    """The option that fits another entry of the list from which the key is, where the stem asks for any entry and not for a certain one."""
    asked = sentence_texts(without_citations(item.stem), item.language or "en")[-1]
    if ONE_ALONE.search(asked) or not ASKS_FOR_ANY.search(asked) or quantities(asked):
        return None
    if any(JOINED.search(SAYS_AS_WHAT.sub("", option)) for option in item.options):
        return None  # options of several things: which of them go together is asked
    kinds = Counter(kind for option in item.options for kind in {kind for kind, _ in quantities(option)})
    if max(kinds.values(), default=0) > 2:
        return None
    told = folded(without_citations(item.stem))
    own = [folded(option) for option in item.options]
    apart = [stems - frozenset.intersection(*own) for stems in own]
    asked_words = told - frozenset().union(*own)
    heads = [folded(head(option)) if NOUN_PHRASE.match(option) else frozenset() for option in item.options]
    for one in _listed(item.provision, item.language or "en"):
        if len(told & one.around) < 2:
            continue
        fitting = [
            [_fits(option, noun, entry, one.around | told) for entry in one.entries]
            for option, noun in zip(apart, heads, strict=True)
        ]
        if all(any(row) for row in fitting):
            continue
        for place in range(len(one.entries)):
            if not fitting[item.answer or 0][place]:
                continue
            for i, row in enumerate(fitting):
                elsewhere = [
                    n
                    for n, fits in enumerate(row)
                    if fits
                    and not fitting[item.answer or 0][n]
                    # Of what the stem says is there already nobody takes it for the one that is missing.
                    and not (
                        ASKS_MISSING.search(item.stem)
                        and one.entries[n]
                        and len(one.entries[n] & told) * 2 >= len(one.entries[n])
                    )
                    # `Where must an extinguisher hang` asks for the entry of extinguishers alone.
                    and (place in one.with_verb or not (one.entries[place] - one.entries[n]) & asked_words)
                ]
                if i != item.answer and elsewhere and not row[place]:
                    return i
    return None


def _fits(
    option: frozenset[str], noun: frozenset[str], entry: frozenset[str], around: frozenset[str]
) -> bool:
    """Whether an entry of a list has enough of an option's words, and the rest of the sentence or the stem enough of the others.

    Args:
        option: The stems of the option that not all options have.
        noun: The stem of the option's chief noun; an entry that has it needs no more.
        entry: The stems of the entry.
        around: The stems of the sentence and of the stem of the question.
    """
    if not option:
        return False
    here = sum(alike(one, entry) for one in option)
    near = sum(alike(one, entry | around) for one in option)
    share = _OWN_SHARE if noun & option and all(alike(one, entry) for one in noun) else _SHARE
    return here >= _OWN_SHARE * len(option) and near >= share * len(option)
