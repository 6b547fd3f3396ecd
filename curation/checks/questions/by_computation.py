"""Checks of a question against what can be worked out from its provision: dates, who is named, sums of money, and copies of the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.flaws import is_person
from curation.checks.questions.reading import alike, folded, words_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.computation import (
    ASKS_FREQUENCY,
    ASKS_PENALTY,
    ASKS_RETENTION_PERIOD,
    ASKS_WHO,
    BY_WHOM,
    KEEPING,
    MODALS,
    MONEY,
    PASSIVE,
    SHARE,
    TIMES,
    UNDER,
)
from curation.text.item_words.due import AT_A_TIME, DAY_OF_MONTH
from curation.text.item_words.listed import JOINED
from curation.text.language import function_word_counts
from curation.text.packs import primary
from curation.text.quoted import unquoted
from curation.text.sentences import parts
from curation.text.stems import content_stems
from curation.text.whole import without_citations

_READ = 4_000
"""Characters of a provision or a stem that are searched."""


_BEHIND_BRACKET = re.compile(r"(?<=\))\s+(?=[A-Z])")
"""Behind a number in brackets that has a paragraph of its own: `(2) The clerk …`."""


def bearer_named(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question for who has to do something, where the sentence of the provision that says so begins with another option than the key."""
    asked = ASKS_WHO.search(item.stem)
    if asked is None or item.answer is None or not item.provision or len(item.options) < 3:
        return
    act = content_stems(without_citations(UNDER.split(asked["act"])[0]), "en")
    sentences = [
        piece
        for part in parts(item.provision[:_READ], item.language or "en", ";")
        for piece in _BEHIND_BRACKET.split(part)
        if len(piece.split()) > 4
    ]
    scored = sorted(((len(act & content_stems(s, "en")) / max(1, len(act)), s) for s in sentences), reverse=True)  # fmt: skip
    verb = content_stems(asked["act"].split()[0], "en")
    if verb:
        # "Countersign the declaration": a sentence about the declaration that does not countersign it is another.
        scored = [one for one in scored if verb <= content_stems(one[1], "en")] or scored
    if not scored or scored[0][0] < 0.6 or (len(scored) > 1 and scored[1][0] > scored[0][0] - 0.2):
        return
    front = MODALS.split(scored[0][1])
    if len(front) < 2:
        return
    if PASSIVE.match(front[1]):
        yield from _by_nobody(item, scored[0][1])
        return
    subject = content_stems(re.split(r",\s", front[0])[-1], "en")
    named = [
        i
        for i, option in enumerate(item.options)
        if (own := content_stems(option, "en")) and own <= subject and len(option.split()) <= 6
    ]
    own_of = {i: content_stems(item.options[i], "en") for i in named}
    named = [i for i in named if not any(own_of[i] < other for other in own_of.values())]
    if len(named) == 1 and named[0] != item.answer:
        yield Hit(
            "answer",
            f"the provision lays this on {LETTERS[named[0]]} in so many words; see whether the key is right",
        )
    elif not named and _strangers(item, scored[0][1], subject):
        yield Hit(
            "answer", "the provision lays this on somebody else than any option; one of them has to be right"
        )


def _strangers(item: Item, sentence: str, subject: frozenset[str]) -> bool:
    """Whether no option is named in the sentence that lays down the duty, all options are persons, and the stem does not say who is who."""
    said = folded(sentence)
    heads = [folded(head(option)) for option in item.options]
    return (
        all(is_person(option) for option in item.options)
        and not any(alike(one, said) for stems in heads for one in stems)
        and not any(alike(one, folded(unquoted(item.stem))) for one in folded(" ".join(subject)))
    )


def _by_nobody(item: Item, sentence: str) -> Iterator[Hit]:
    """A sentence that says by whom something is done, and names none of the options."""
    if BY_WHOM.search(sentence) is None:
        return
    said = content_stems(sentence, "en")
    own = [content_stems(option, "en") for option in item.options]
    joined = any(JOINED.search(option) for option in item.options)
    roles = content_stems(unquoted(item.stem), "en")
    if any(stems & roles for stems in own):
        return  # the stem tells who is who
    if all(own) and not joined and not any(stems <= said for stems in own):
        yield Hit("answer", "the provision says by whom this is done, and no option is one of them")


def not_asked_of(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question for a sum or a time of keeping of which the provision says nothing."""
    if item.key is None or len(item.provision.split()) < 12:
        return
    told = f"{item.provision} {unquoted(item.stem)}"
    money = [MONEY.search(option) is not None for option in item.options]
    if (
        all(money)
        and MONEY.search(told) is None
        and (
            SHARE.search(told) is None
            or (ASKS_PENALTY.search(item.stem) and not ASKS_PENALTY.search(item.provision))
        )
    ):
        yield Hit("answer", "the provision names no sum of money; see whether it says what is asked")
    elif ASKS_RETENTION_PERIOD.search(item.stem) and not KEEPING.search(
        re.sub(r"\brecords?\b", " ", item.provision, flags=re.I)
    ):
        yield Hit("stem", "the provision says nothing of keeping; see whether it says what is asked")


def _how_often(text: str) -> set[int]:
    return {days for pattern, days in TIMES if pattern.search(text)}


def often_told(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question how often something is done whose stem says so already, in other words than the key."""
    asked = ASKS_FREQUENCY.search(item.stem)
    if asked is None or item.answer is None or item.key is None:
        return
    said = _how_often(unquoted(item.stem[: asked.start()]))
    mine = _how_often(item.key)
    others = [_how_often(option) for i, option in enumerate(item.options) if i != item.answer]
    if len(mine) == 1 and said == mine and not any(said & other for other in others):
        yield Hit("stem", "says how often before it asks; leave that out")


_SHORT = 12
"""Words of an option up to which it is looked for copies: longer ones tell cases, of which one alone meets every condition."""


def centre_of_copies(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key from which each other option differs in one place, and not all in the same: the one in the middle."""
    if item.answer is None or len(item.options) < 4:
        return
    if all(DAY_OF_MONTH.search(option) or AT_A_TIME.search(option) for option in item.options):
        return  # days and times near the right one are the misreadings of a period
    rows = [words_of(option) for option in item.options]
    if not 4 <= min(len(row) for row in rows) <= max(len(row) for row in rows) <= _SHORT:
        return
    spans = [_changed(rows[item.answer], row) for i, row in enumerate(rows) if i != item.answer]
    places = [one for one in spans if one is not None]
    if len(places) == len(spans) and any(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(places, 2)):
        yield Hit(
            f"options[{item.answer}]",
            "every other option is the key with one part changed; change parts so that none stands in the middle",
        )


def _changed(key: Sequence[str], other: Sequence[str]) -> tuple[int, int] | None:
    """From which to which word of a key another option differs; None where it differs in no place or in several."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, key, other, autojunk=False)
    if blocks.ratio() < 0.5:
        return None
    changed = [(first, last) for tag, first, last, *_ in blocks.get_opcodes() if tag == "replace"]
    others = sum(tag not in ("equal", "replace") for tag, *_ in blocks.get_opcodes())
    return changed[0] if len(changed) == 1 and not others else None


def option_language(item: Item, settings: Settings) -> Iterator[Hit]:
    """One option in another language than the others: function words of one language, and none of the item's own."""
    expected = primary(item.language) or "en"
    counts = [function_word_counts(option) for option in item.options]
    foreign = [
        i
        for i, count in enumerate(counts)
        if len(item.options[i].split()) >= 4
        and not count.get(expected, 0)
        and max((n for code, n in count.items() if code != expected), default=0) >= 3
    ]
    if len(foreign) == 1 and sum(count.get(expected, 0) > 0 for count in counts) >= 2:
        yield Hit(f"options[{foreign[0]}]", "is in another language than the other options; translate it")
