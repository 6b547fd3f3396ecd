"""How frozen items relate: what an item was put before people for, and which items are of the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.records import ReviewItem

ADJUDICATION, AUDIT, WRITING = "adjudication", "audit", "writing"
"""Among an item's reasons these say what it was put before somebody for; without one it is to be judged."""
REPLACES = "replaces:"
"""Begins the reason of an item that was frozen again for other people; the id of the earlier item follows."""
REEXAMINES = "reexamines"
"""Field of what is shown of an item that is before people again since its clause changed: the items it replaces."""

Key = tuple[str, str, str]
"""Kind, dataset and subject: what is judged."""


def key_of(item: ReviewItem) -> Key:
    """Names what is judged."""
    return (item.kind, item.dataset, item.subject)


def replaced(item: ReviewItem) -> list[str]:
    """The id of the item that this one was frozen again for, if it was."""
    return [why.removeprefix(REPLACES) for why in item.why if why.startswith(REPLACES)]


def earlier(items: Sequence[ReviewItem]) -> dict[str, str]:
    """The first item of each chain of replacements, by the id of a later one: what is said of both is said of one."""
    above = {item.id: first for item in items for first in replaced(item)}

    def first(id: str) -> str:
        seen = {id}
        while (before := above.get(id)) is not None and before not in seen:
            id = before
            seen.add(id)
        return id

    return {id: first(id) for id in above}


def current(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The items that count: those that another look (at a clause that changed) replaced are left out."""
    gone = {name for item in items for name in _reexamined(item)}
    return [item for item in items if item.id not in gone]


def _reexamined(item: ReviewItem) -> list[str]:
    named = item.shown.get(REEXAMINES, [])
    return [str(name) for name in named] if isinstance(named, list) else []


def is_base(item: ReviewItem) -> bool:
    """Whether an item was put before annotators (or an author), not before an adjudicator or an auditor."""
    return not {AUDIT, ADJUDICATION} & set(item.why)


def main_category(item: ReviewItem) -> str:
    """The first category that is shown of an item; empty where none is proposed."""
    shown = item.shown.get("categories")
    return str(shown[0]) if isinstance(shown, list) and shown else ""
