"""What a batch is made of: the queue, the candidates behind it, who wrote them, and the names people know codes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, StateError

if TYPE_CHECKING:
    from curation.core.records import Candidate, ReviewItem
    from curation.taxonomy import Taxonomy

Barred = dict[str, list[str]]
"""Pseudonyms by subject of those who must not judge it."""


def merged(first: Barred, second: Barred) -> Barred:
    """Both, by subject."""
    return {s: sorted({*first.get(s, ()), *second.get(s, ())}) for s in sorted(first.keys() | second.keys())}


def next_name(stem: str, taken: Sequence[str]) -> str:
    """`stem-1`, or the first number after it that is free."""
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def spoken(place: Path) -> Callable[[str], str]:
    """A function from the code of a reason or category to its name."""
    from curation import taxonomy
    from curation.pipeline import config
    from curation.review.judgements import reasons

    names = {r.code: r.label for r in reasons.load(place)}
    for each in sorted({d.taxonomy for d in config.load(place).dataset}):
        tree = taxonomy.load(each.partition("@")[0], place)
        names |= {tree.qualified(c.code): c.name for c in tree.categories}
    return lambda code: names.get(code, code)


def queue_of(place: Path) -> list[ReviewItem]:
    """What the route step queued.

    Raises: StateError when it has not run.
    """
    from curation.core import stage, tables
    from curation.core.records import ReviewItem
    from curation.pipeline import running

    found = stage.latest(place / ".curation" / "steps", running.ROUTE)
    if found is None:
        raise StateError("nothing is queued for review yet; run: curation run route")
    return list(tables.rows(found.table("items", ReviewItem), ReviewItem))


def taxonomy_of(place: Path, items: Sequence[ReviewItem]) -> Taxonomy:
    """The taxonomy whose codes the items carry.

    Raises: InputError when they carry none or several.
    """
    from curation import taxonomy

    found = sorted(
        {str(c).partition(":")[0] for i in items for c in listed(i.shown.get("categories"))}
        | {str(i.shown["taxonomy"]) for i in items if i.shown.get("taxonomy")}
    )
    if len(found) != 1:
        raise InputError.one("batch", "batch-taxonomy", f"one batch shows one taxonomy, not {found}")
    return taxonomy.load(found[0].partition("@")[0], place)


def listed(value: Any) -> list[Any]:
    """A list as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def candidates(place: Path, ids: set[str]) -> list[Candidate]:
    """The candidates behind a batch, from the last generation or an earlier batch."""
    from curation.core import stage, tables
    from curation.core.records import Candidate
    from curation.pipeline import running
    from curation.review.judgements import batches

    frozen = {c.id: c for c in batches.candidates(place) if c.id in ids}
    found = stage.latest(place / ".curation" / "steps", running.STAGES["generate"])
    if found is not None:
        data = found.table("candidates", Candidate)
        fresh = tables.rows(data.filter(data["id"].is_in(sorted(ids))), Candidate)
        frozen = {c.id: c for c in fresh} | frozen
    return [frozen[id] for id in sorted(frozen)]


def authors(place: Path) -> Barred:
    """Who wrote which revision, from the last generation and the frozen batches."""
    from curation.core import stage
    from curation.core.records import Candidate
    from curation.pipeline import running
    from curation.review.judgements import batches
    from curation.review.planning import select

    parents = {
        c.id: c.parent for c in batches.candidates(place) if c.variant == "revision" and c.parent is not None
    }
    found = stage.latest(place / ".curation" / "steps", running.STAGES["generate"])
    if found is not None:
        data = found.table("candidates", Candidate)
        chosen = data.filter((data["variant"] == "revision") & data["parent"].is_not_null())
        parents |= dict(chosen.select("id", "parent").rows())
    return select.authors(batches.judgements(place), parents)
