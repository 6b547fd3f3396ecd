"""From the queue to a batch: the reserved random share, then the highest priorities, and gold among them."""

from __future__ import annotations

from collections.abc import Sequence

from curation.records import Judgement, ReviewItem
from curation.review.route import balanced, lot
from curation.review.settings import Settings


def select(
    queue: Sequence[ReviewItem],
    done: Sequence[ReviewItem],
    gold: Sequence[ReviewItem],
    settings: Settings,
    size: int | None = None,
) -> list[ReviewItem]:
    """The items of the next batch: what is in no batch yet or has to be looked at again, with gold items mixed in.

    A gold item gets the priority and reasons of an ordinary one, so nothing tells them apart.
    """
    size = settings.batch_size if size is None else size
    before = {(i.kind, i.dataset, i.subject) for i in done}
    fresh = [i for i in queue if "reexamines" in i.shown or (i.kind, i.dataset, i.subject) not in before]
    chosen = balanced(fresh, size, settings)
    if not chosen or not gold:
        return chosen
    kind, dataset = chosen[0].kind, chosen[0].dataset
    known = sorted(
        (g for g in gold if (g.kind, g.dataset) == (kind, dataset)), key=lambda g: lot(settings.seed, g.id)
    )
    wanted = max(1, round(len(chosen) * settings.gold_share)) if settings.gold_share else 0
    mixed = []
    for item in known[:wanted]:
        twin = chosen[int(lot(settings.seed, f"twin {item.id}") * len(chosen))]
        mixed.append(
            item.model_copy(update={"priority": twin.priority, "why": twin.why, "overlap": twin.overlap})
        )
    return [*chosen, *mixed]


def authors(judgements: Sequence[Judgement], parents: dict[str, str]) -> dict[str, list[str]]:
    """Who wrote a revision: the pseudonyms whose edits made its parent, by the revision's id."""
    wrote: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.status == "active" and judgement.edited:
            wrote.setdefault(judgement.subject, set()).add(judgement.reviewer)
    return {child: sorted(wrote[parent]) for child, parent in sorted(parents.items()) if parent in wrote}
