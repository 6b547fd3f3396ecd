"""Faults planted into real items: what somebody who reads with care must object to.

Each fault needs no knowledge of the item's language, so it is there whatever the document is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from pydantic import JsonValue

from curation.core.digests import digest
from curation.core.records import ReviewItem
from curation.review.board import presentation
from curation.review.decisions.items import key_of, main_category
from curation.review.planning.route import lot

Shown = dict[str, JsonValue]
Plant = Callable[[ReviewItem, Sequence[ReviewItem], int], Shown | None]
"""The fields of an item with a fault in them, from the item, the others and a seed; None where it cannot be planted."""

_NUMBER = re.compile(r"\d+")


def swapped_key(item: ReviewItem, others: Sequence[ReviewItem], seed: int) -> Shown | None:
    """Another option is marked as the right one."""
    options, answer = _options(item), item.shown.get("answer")
    wrong = [n for n in range(len(options)) if n != answer]
    if not wrong or not isinstance(answer, int):
        return None
    return {"answer": wrong[int(lot(seed, f"key {item.subject}") * len(wrong))]}


def doubled_option(item: ReviewItem, others: Sequence[ReviewItem], seed: int) -> Shown | None:
    """A wrong option says what the right one says."""
    options, answer = _options(item), item.shown.get("answer")
    if not isinstance(answer, int) or len(options) < 2:
        return None
    wrong = [n for n in range(len(options)) if n != answer]
    place = wrong[int(lot(seed, f"option {item.subject}") * len(wrong))]
    key = options[answer].rstrip()
    doubled = [*options]
    # Not letter for letter: two equal options are seen without reading them.
    doubled[place] = key[:-1] if key.endswith(".") else f"{key}."
    return {"options": list(doubled)}


def altered_clause(item: ReviewItem, others: Sequence[ReviewItem], seed: int) -> Shown | None:
    """The provision says something else: a number that the item uses is another one, or it is a provision of another
    category, which the item has nothing to do with."""
    clause = str(item.shown.get("clause") or "")
    own = " ".join(str(item.shown.get(name) or "") for name in ("text", "stem", "options", "explanation"))
    used = [n for n in _NUMBER.findall(clause) if re.search(rf"(?<!\d){n}(?!\d)", own)]
    if used:
        number = used[int(lot(seed, f"clause {item.subject}") * len(used))]
        return {"clause": re.sub(rf"(?<!\d){number}(?!\d)", str(int(number) + 3), clause)}
    foreign = [o for o in others if o.shown.get("clause") and o.shown["clause"] != clause and _apart(o, item)]
    if not foreign:
        return None
    other = foreign[int(lot(seed, f"clause {item.subject}") * len(foreign))]
    return {"clause": other.shown["clause"]}


def wrong_category(item: ReviewItem, others: Sequence[ReviewItem], seed: int) -> Shown | None:
    """The category proposed is one of another branch of the taxonomy."""
    codes = sorted({main_category(o) for o in others if main_category(o) and _apart(o, item)})
    if not codes:
        return None
    code = codes[int(lot(seed, f"category {item.subject}") * len(codes))]
    planted: Shown = {"categories": [code]}
    if item.kind == "mapping":
        planted |= _proposal(code, others)
    return planted


def swapped_role(item: ReviewItem, others: Sequence[ReviewItem], seed: int) -> Shown | None:
    """A mistake of the rubric is a required point, so that an answer would have to make it."""
    points = [dict(p) for p in _listed(item.shown.get("rubric")) if isinstance(p, dict)]
    mistakes = [n for n, point in enumerate(points) if point.get("role") == "mistake"]
    if not mistakes:
        return None
    chosen = mistakes[int(lot(seed, f"role {item.subject}") * len(mistakes))]
    points[chosen]["role"] = "required"
    return {"rubric": cast(JsonValue, points)}


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _proposal(code: str, others: Sequence[ReviewItem]) -> Shown:
    """The name and words shown for a category, from an item that shows it first."""
    other = next(o for o in others if main_category(o) == code)
    return {
        name: value[:1] for name in ("names", "evidence") if isinstance(value := other.shown.get(name), list)
    }


FAULTS: dict[str, tuple[tuple[str, ...], Plant]] = {
    "key-swapped": (("question",), swapped_key),
    "option-doubled": (("question",), doubled_option),
    "clause-altered": (("question", "prompt", "task"), altered_clause),
    "wrong-category": (("question", "prompt", "mapping", "task"), wrong_category),
    "role-swapped": (("task",), swapped_role),
}
"""The sorts of faults: the kinds of work that they can be planted in, and how."""


def plant(items: Sequence[ReviewItem], number: int, seed: int = 0) -> list[ReviewItem]:
    """`number` gold items with a fault (fewer where no more can be planted), the sorts in turn, items drawn by lot.

    `items` are real items, frozen or queued; gold, briefs and repeats are left out. A planted item is a subject of its own,
    so that nothing said of it is said of the item it was made from.
    """
    real = {
        key_of(i): i
        for i in sorted(items, key=lambda i: i.id)
        if i.gold is None and not i.shown.get("brief") and not {"audit", "adjudication"} & set(i.why)
    }
    pool = sorted(real.values(), key=lambda i: lot(seed, f"plant {i.subject}"))
    planted: list[ReviewItem] = []
    used: set[str] = set()
    while len(planted) < number:
        before = len(planted)
        for fault, (kinds, function) in FAULTS.items():
            if len(planted) >= number:
                break
            for item in pool:
                if item.kind not in kinds or item.subject in used:
                    continue
                fields = function(item, [o for o in pool if o.kind == item.kind], seed)
                if fields is not None:
                    used.add(item.subject)
                    planted.append(_gold(item, fault, fields))
                    break
        if len(planted) == before:
            break
    return planted


def _gold(item: ReviewItem, fault: str, fields: Shown) -> ReviewItem:
    shown = {k: v for k, v in item.shown.items() if k not in ("opinions", "versions", "reexamines", "change")}
    shown |= fields
    # Nothing on the screen may name the item that it was made from.
    subject = f"gold-{digest('planted', item.subject, fault)[:12]}"
    shown["fingerprint"] = digest(fields, item.shown.get("fingerprint"))
    made = presentation.freeze("", item.kind, subject, item.dataset, shown, item.overlap, item.priority, [])
    answer: dict[str, JsonValue] = {"verdict": "reject", "fault": fault}
    return made.model_copy(update={"gold": answer})


def _options(item: ReviewItem) -> list[str]:
    options = item.shown.get("options")
    return [str(o) for o in options] if isinstance(options, list) else []


def _apart(one: ReviewItem, other: ReviewItem) -> bool:
    """Whether two items are of different branches of the taxonomy."""
    return _branch(main_category(one)) != _branch(main_category(other))


def _branch(code: str) -> str:
    taxonomy, _, leaf = code.rpartition(":")
    return f"{taxonomy}:{leaf.partition('.')[0]}"
