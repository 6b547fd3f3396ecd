"""Flaws of multiple-choice questions that item writers know by name: each check finds one, by form alone.

The names follow Haladyna, Downing and Rodriguez (2002) and the flaw lists built on them. What only a subject expert can tell (an implausible
option, a wrong key) is left to people, except where the item itself shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import digits_of, unit_of
from curation.checks.questions.reading import words_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.listed import LEADS_IN
from curation.text.item_words.options import (
    ADDS,
    ADDS_ANY,
    AGENT,
    AUXILIARIES,
    BEFORE_NUMBER,
    BEFORE_PERSON,
    CLOCK,
    ESCAPE,
    GIVES_REASON,
    IS_FREQUENCY,
    LETTERS_JOINED,
    NARROWS,
    NOT_AGENT,
    NUMBERED_NAME,
    ORDERS,
    SMALL_WORDS,
    STARTS_OTHERWISE,
    STARTS_WITH_VERDICT,
    SWITCHED_OFF,
    SWITCHED_ON,
)
from curation.text.item_words.questions import OF_A_SCALE
from curation.text.question_words import (
    NEGATIONS,
    NUMBER_WORDS,
    OPPOSITES,
    PERSONS,
)
from curation.text.stems import content_stems


def repeated_words(item: Item, settings: Settings) -> Iterator[Hit]:
    """Options that all begin or end with the same words, which belong into the stem."""
    lists = [words_of(option) for option in item.options]
    if len(lists) < 3 or min(map(len, lists)) < 4:
        return
    head = 0
    while head < min(map(len, lists)) and len({words[head] for words in lists}) == 1:
        head += 1
    tail = 0
    while tail < min(map(len, lists)) - head and len({words[-1 - tail] for words in lists}) == 1:
        tail += 1
    # `It must be` says nothing that could stand in the stem.
    said = len(content_stems(" ".join(lists[0][:head]), "en")) + len(
        content_stems(" ".join(lists[0][len(lists[0]) - tail :]) if tail else "", "en")
    )
    if (
        said
        and (head >= 4 or tail >= 4 or head + tail >= 5)
        and (
            head >= 6
            or (head >= 4 and LEADS_IN.search(" ".join(lists[0][:head])))
            or not _differ_twice([words[head : len(words) - tail] for words in lists])
        )
    ):
        yield Hit("options", "all options repeat the same words; put them into the stem", value=head + tail)


def _differ_twice(middles: Sequence[Sequence[str]]) -> bool:
    """Whether what is left of the options differs in two places: then the same words between cannot stand in the stem."""
    for word in min(middles, key=len):
        if not all(word in words for words in middles):
            continue
        places = [list(words).index(word) for words in middles]
        before = {tuple(words[:place]) for words, place in zip(middles, places, strict=True)}
        behind = {tuple(words[place + 1 :]) for words, place in zip(middles, places, strict=True)}
        if len(before) > 1 and len(behind) > 1:
            return True
    return False


def _contrary(a: str, b: str) -> bool:
    """Whether two options differ by a negation or a pair of opposites alone."""
    left, right = words_of(a), words_of(b)
    only_left = list((Counter(left) - Counter(right)).elements())
    only_right = list((Counter(right) - Counter(left)).elements())
    if _switched(a, b) and len(set(left) & set(right)) * 2 >= min(len(set(left)), len(set(right))):
        return True
    opposed = any(frozenset((x, y)) in OPPOSITES for x in only_left for y in only_right)
    shared = content_stems(a, "en") & content_stems(b, "en")
    apart = max(sum(w not in SMALL_WORDS for w in only) for only in (only_left, only_right))
    if (
        opposed
        and apart <= 2
        and len(shared) >= 3
        and len(content_stems(a, "en") ^ content_stems(b, "en")) <= 2
    ):
        return True
    rest = [w for w in only_left + only_right if w not in NEGATIONS and w not in AUXILIARIES]
    negated = bool(set(only_left) & NEGATIONS) != bool(set(only_right) & NEGATIONS)
    if negated and not rest and min(len(left), len(right)) >= 1 and max(len(left), len(right)) >= 2:
        return True
    return len(only_left) == len(only_right) == 1 and frozenset((only_left[0], only_right[0])) in OPPOSITES


def _switched(a: str, b: str) -> bool:
    """Whether one option keeps or turns a thing on and the other turns it off."""
    return any(SWITCHED_ON.search(x) and SWITCHED_OFF.search(y) for x, y in ((a, b), (b, a)))


def opposites(item: Item, settings: Settings) -> Iterator[Hit]:
    """One pair of options that contradict each other: one of them is nearly always the key. Pairs throughout are meant so."""
    if item.answer is None or len(item.options) < 3:
        return
    if sum(OF_A_SCALE.match(option) is not None for option in item.options) > 2:
        return
    if all(form(option) == "verdict" or GIVES_REASON.search(option) for option in item.options):
        return  # a verdict and its reason: the same reason may stand behind both verdicts
    pairs = [(i, j) for (i, a), (j, b) in combinations(enumerate(item.options), 2) if _contrary(a, b)]
    if len(pairs) == 1 and item.answer in pairs[0]:
        i, j = pairs[0]
        yield Hit(
            f"options[{j}]",
            f"is the contrary of option {LETTERS[i]}, which gives the key away to those who guess; replace one",
            value=i,
        )


def form(option: str) -> str:
    """The kind of an option: `quantity`, `verdict` (yes, no), `person`, `name` or `text`."""
    words = words_of(option)
    if not words:
        return ""
    if STARTS_WITH_VERDICT.match(option):
        return "verdict"
    if IS_FREQUENCY.match(option):
        return "quantity"
    if len(words) == 1 and unit_of(words[0]) and len(words[0]) > 2:
        return "quantity"  # `every … year` beside `two years`
    if NUMBERED_NAME.match(option.strip()):
        return "text"
    words = words[2:] if words[:2] == ["the", "one"] else words
    core = [w for w in words if w not in BEFORE_NUMBER]
    if (
        core
        and len(core) <= 4
        and (core[0][0].isdigit() or (core[0] in NUMBER_WORDS and core[0] not in ("a", "an")))
        and not (len(core) > 1 and core[1].removesuffix("s") in PERSONS)
    ):
        return "quantity"
    if is_person(option):
        return "person"
    return "text"


def is_person(option: str) -> bool:
    """Whether an option names a person or a body: `the student who filled it`, `the keeper of the store`."""
    noun = head(BEFORE_PERSON.sub("", option)).removesuffix("s")
    return (
        bool(noun)
        and len(option.split()) < 14
        and (noun in PERSONS or (bool(AGENT.search(noun)) and noun not in NOT_AGENT))
    )


def _all_measure_alike(options: Sequence[str]) -> bool:
    """Whether every option begins with one word and gives a figure: `Within 6 months after …` beside `Within 5 days after …`."""
    return len({(words_of(option) or [""])[0] for option in options}) == 1 and all(
        re.search(r"\d", digits_of(option)) for option in options
    )


def heterogeneous(item: Item, settings: Settings) -> Iterator[Hit]:
    """Options of different kinds: a number, a person and an action answer different questions."""
    forms = [form(option) for option in item.options]
    kinds = {form for form in forms if form}
    if len(item.options) < 3 or len(kinds) < 2:
        return
    if all(CLOCK.search(option) for option in item.options) or _all_measure_alike(item.options):
        return
    if all(STARTS_OTHERWISE.match(option) and form(option) != "verdict" for option in item.options):
        return  # times, places or reasons, whether they give a figure or not
    # Of two kinds that are as common, neither is odd: the order says which counts, or it would change from run to run.
    common = max(sorted(kinds, reverse=True), key=forms.count)
    odd = [i for i, form in enumerate(forms) if form != common]
    special = {"quantity", "verdict"} & kinds
    if (
        len(kinds) >= 3
        or (
            special
            and (common in ("quantity", "verdict") or len(odd) * 2 <= len(forms))
            and not _escape(item.options, odd)
        )
        or (
            "person" in kinds
            and common == "person"
            and all(len(item.options[i].split()) > 4 and STARTS_OTHERWISE.match(item.options[i]) for i in odd)
        )
    ):
        yield Hit(
            f"options[{odd[0]}]",
            "is of another kind than the other options; make all of one kind",
            value=len(kinds),
        )


def _escape(options: Sequence[str], odd: Sequence[int]) -> bool:
    """Whether the odd options are ordinary companions of numbers: `no limit`, `immediately`, `annually`."""
    return all(ESCAPE.match(options[i]) for i in odd)


_NAMES_ONE = re.compile(r"\d+|\b[A-Z]\b(?!')")
"""What tells one thing of a kind from another: a number, or a letter as in `container B`."""


def same_words(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options of the same words in another order: if one is right, so is the other."""
    language = item.language or "en"
    sets = [content_stems(option, language) for option in item.options]
    for i, j in combinations(range(len(sets)), 2):
        a, b = sets[i], sets[j]
        negated = {w for w in words_of(item.options[i]) if w in NEGATIONS} != {
            w for w in words_of(item.options[j]) if w in NEGATIONS
        }
        numbers = _NAMES_ONE.findall(item.options[i]) != _NAMES_ONE.findall(item.options[j])
        order = _order_matters(item.options[i]) or _order_matters(item.options[j])
        if (
            len(a) >= 2
            and a == b
            and not negated
            and not numbers
            and not order
            and words_of(item.options[i]) != words_of(item.options[j])
        ):
            yield Hit(
                f"options[{j}]", f"says what option {LETTERS[i]} says in other words; replace one of them"
            )
            return


def _order_matters(option: str) -> bool:
    return bool(ORDERS.search(option))


_ARTICLES = ("the", "a", "an")


def nested(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option that holds another one whole: who ticks the wider one is right with the narrower one too."""
    lists = [tuple(w for w in words_of(o) if w not in _ARTICLES) for o in item.options]
    for i, j in combinations(range(len(lists)), 2):
        small, large = sorted((i, j), key=lambda n: len(lists[n]))
        a, b = lists[small], lists[large]
        if (
            a
            and len(a) < len(b)
            and len(a) >= 2
            and (
                (b[: len(a)] == a and b[len(a)] in (ADDS if len(a) < 2 else (*ADDS, *NARROWS)))
                or (b[-len(a) :] == a and b[-len(a) - 1] in ADDS_ANY)
            )
            and item.answer in (small, large)
        ):
            yield Hit(
                f"options[{large}]", f"holds option {LETTERS[small]} whole; make them exclude each other"
            )
            return


def combination(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option that combines other options: `Both A and C`."""
    for i, option in enumerate(item.options):
        if LETTERS_JOINED.match(option):
            yield Hit(f"options[{i}]", "combines other options; write one of its own")
            return
