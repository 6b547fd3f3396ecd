"""Whether an explanation that goes through the options speaks of those that the question has.

An option that was reworded after its explanation was written shows here: the explanation says of it what it no longer says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import quantities
from curation.checks.settings import Settings
from curation.text.item_words.told_options import (
    CALLS_ALL_WRONG,
    CALLS_ANOTHER_RIGHT,
    CALLS_WRONG,
    QUOTED_KEY,
    TURNS_TO,
)
from curation.text.item_words.verdicts import ASKS_WRONG
from curation.text.sentences import sentence_texts
from curation.text.stems import content_stems

_LONG = 80
"""Words of an explanation from which on it goes through the options."""
_READ = 6_000
"""Characters of an explanation that are read."""


def _stems(text: str) -> frozenset[str]:
    return content_stems(text, "en")


def _parts(item: Item) -> dict[int, str]:
    """What an explanation says of each option that it names by its letter."""
    text = item.explanation[:_READ]
    marks = [m for m in TURNS_TO.finditer(text) if LETTERS.index(m["letter"]) < len(item.options)]
    if len({m["letter"] for m in marks}) < 2:
        return {}
    told: dict[int, str] = {}
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        place = LETTERS.index(mark["letter"])
        told[place] = f"{told.get(place, '')} {text[mark.end() : end].strip()}".strip()
    return told


def other_words(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that quotes an option in other words than it has, or passes one over while it goes through all others."""
    if (item.language or "en").split("-")[0] != "en" or len(item.options) < 3 or not item.explanation:
        return
    own = [_stems(option) for option in item.options]
    place = _misquoted(item, own)
    if place is None:
        place = _passed_over(item, own)
    if place is not None:
        yield Hit(
            "explanation",
            f"does not speak of what option {LETTERS[place]} says; write the explanation of the options as they are",
            value=place,
        )


def _misquoted(item: Item, own: Sequence[frozenset[str]]) -> int | None:
    """The option of which an explanation says under its letter what has nothing to do with it."""
    key = QUOTED_KEY.search(item.explanation[:_READ])
    if key is not None and (place := LETTERS.index(key["letter"])) < len(own) and len(own[place]) >= 2:
        quoted = _stems(key["words"])
        if len(quoted) >= 2 and len(quoted & own[place]) * 4 < len(own[place]):
            return place
    sound = LETTERS.index(key["letter"]) if key is not None else None
    parts = _parts(item)
    heard = {i: len(_stems(words) & own[i]) / len(own[i]) if own[i] else 1.0 for i, words in parts.items()}
    for place, words in parts.items():
        said, stems = _stems(words), own[place]
        # An explanation that gives reasons alone repeats no option.
        if place == sound or any(share < 0.5 for i, share in heard.items() if i != place):
            continue
        if len(words.split()) < 6:
            continue
        if len(stems) >= 2 and len(said & stems) * (5 if len(stems) > 3 else len(stems) + 1) < len(stems):
            return place
        mine, told = quantities(item.options[place]), quantities(words[:60])
        if len(mine) == 1 and len(item.options[place].split()) <= 6 and len(told) == 1:
            elsewhere = quantities(item.explanation) + quantities(item.stem) + quantities(item.provision)
            if told[0][0] == mine[0][0] and told != mine and mine[0] not in elsewhere:
                return place
    return None


def _passed_over(item: Item, own: Sequence[frozenset[str]]) -> int | None:
    """The option of whose own words a long explanation has none, while it has most of those of the others."""
    if len(item.explanation.split()) < _LONG:
        return None
    said = _stems(item.explanation[:_READ])
    alone = [
        stems - frozenset().union(*(other for k, other in enumerate(own) if k != place))
        for place, stems in enumerate(own)
    ]
    heard = [len(stems & said) / len(stems) if stems else 1.0 for stems in alone]
    # Where the wrong options are quoted, the key is explained by its reason and need not be named.
    named = "\u201c" in item.explanation
    silent = [
        place
        for place, share in enumerate(heard)
        if share == 0 and len(alone[place]) >= 3 and not (named and place == item.answer)
    ]
    if len(silent) == 1 and sum(share >= 0.5 for share in heard) >= len(own) - 1:
        return silent[0]
    return None


def own_verdicts(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that calls a wrong option right as well, the key wrong, or says itself that no option is right or several are."""
    if item.answer is None or not item.explanation or (item.language or "en").split("-")[0] != "en":
        return
    if match := CALLS_ALL_WRONG.search(item.explanation[:_READ]):
        yield Hit("explanation", "says that not exactly one option is right; make one right", *match.span())
        return
    if ASKS_WRONG.search(item.stem):
        return
    for place, words in _parts(item).items():
        first = sentence_texts(words)[0]
        if place == item.answer and CALLS_WRONG.match(first):
            yield Hit("explanation", "calls the key wrong; one of the two is", value=place)
            return
        if place != item.answer and CALLS_ANOTHER_RIGHT.search(first) and "not" not in first.lower().split():
            yield Hit(
                f"options[{place}]", "is right as well, as the explanation says; replace it", value=place
            )
            return
