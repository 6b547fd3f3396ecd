"""A seeded shuffle of options after which the key stands at every place equally often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from curation.checks.items import LETTERS, Item, from_record
from curation.checks.questions.question import all_of_above, k_type, numbers_of
from curation.checks.settings import Settings
from curation.core.digests import sha256

_OPTIONS = ("options", "choices", "Options")
_ANSWERS = ("answer", "correct_answer", "Correct Answer", "key", "label")


def rebalanced(records: Sequence[Mapping[str, Any]], seed: int = 0) -> tuple[list[dict[str, Any]], int]:
    """The records with their options in another order where that may be, and how many were changed.

    Left as they are: what is no question with a list of options and one key, numbers in their order, options that speak of
    one another, and questions whose explanation names a letter. The key of a question goes to the place that has been the
    key least often so far, the questions in the order of their digests, so that the order of the file decides nothing.
    """
    made = [dict(record) for record in records]
    items = [from_record(record, number) for number, record in enumerate(records)]
    free = [i for i, (record, item) in enumerate(zip(made, items, strict=True)) if _movable(record, item)]
    fixed = (item for i, item in enumerate(items) if i not in set(free))
    places: Counter[tuple[int, int]] = Counter(
        (len(x.options), x.answer) for x in fixed if x.answer is not None
    )
    moved = 0
    for i in sorted(
        free, key=lambda i: (sha256(f"{seed}|{items[i].stem}|{'|'.join(sorted(items[i].options))}"), i)
    ):
        item, size = items[i], len(items[i].options)
        name = f"{seed}|{item.stem}"
        place = min(range(size), key=lambda p: (places[size, p], sha256(f"{name}|{p}")))
        places[size, place] += 1
        order = sorted(
            (j for j in range(size) if j != item.answer), key=lambda j: sha256(f"{name}|{item.options[j]}")
        )
        order.insert(place, item.answer or 0)
        moved += order != list(range(size))
        _reorder(made[i], order)
    return made, moved


def _movable(record: Mapping[str, Any], item: Item) -> bool:
    held = next((record[name] for name in _OPTIONS if name in record), None)
    if item.kind != "question" or item.answer is None or item.problems or not isinstance(held, list):
        return False
    settings = Settings()
    numbers = numbers_of(item)
    ordered = len(set(numbers)) > 1 and numbers in (sorted(numbers), sorted(numbers, reverse=True))
    told = any(f"option {letter}" in item.explanation.casefold() for letter in "abcdefghij")
    return not (ordered or told or any(all_of_above(item, settings)) or any(k_type(item, settings)))


def _reorder(record: dict[str, Any], order: Sequence[int]) -> None:
    """Puts the options in the order of their old places; the answer keeps its form: letter, index or text."""
    options = next(name for name in _OPTIONS if name in record)
    answer = next(name for name in _ANSWERS if record.get(name) is not None)
    record[options] = [record[options][j] for j in order]
    given = record[answer]
    if isinstance(given, bool):
        return
    if isinstance(given, int):
        record[answer] = list(order).index(given)
    elif len(str(given).strip()) == 1 and str(given).strip().isalpha():
        letter = str(given).strip()
        new = LETTERS[list(order).index(LETTERS.index(letter.upper()))]
        record[answer] = new if letter.isupper() else new.lower()
    elif str(given).strip().isdigit() and str(given).strip() not in record[options]:
        record[answer] = str(list(order).index(int(given)))
