"""From the queue to a batch: the reserved random share, then the highest priorities, and gold among them."""

from __future__ import annotations

from collections.abc import Sequence

from curation.records import Judgement, ReviewItem
from curation.review.route import RESERVED, balanced, lot, place, reserved
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
    open_ = fresh(queue, done)
    by_lot = {i.id for i in reserved(open_, size, settings)}
    chosen = [
        i.model_copy(update={"why": [*i.why, RESERVED]}) if i.id in by_lot else i
        for i in balanced(open_, size, settings)
    ]
    return [*chosen, *golden(chosen, done, gold, settings)]


def fresh(queue: Sequence[ReviewItem], done: Sequence[ReviewItem]) -> list[ReviewItem]:
    """What of the queue is in no batch yet, or has to be looked at again."""
    before = {(i.kind, i.dataset, i.subject) for i in done}
    return [i for i in queue if "reexamines" in i.shown or (i.kind, i.dataset, i.subject) not in before]


def golden(
    chosen: Sequence[ReviewItem], done: Sequence[ReviewItem], gold: Sequence[ReviewItem], settings: Settings
) -> list[ReviewItem]:
    """Gold items for a batch of `chosen`, none that was in a batch before: a second meeting would give it away."""
    if not chosen or not settings.gold_share:
        return []
    kind, dataset = chosen[0].kind, chosen[0].dataset
    met = {(i.kind, i.dataset, i.subject) for i in (*done, *chosen)}
    known = sorted(
        (g for g in gold if (g.kind, g.dataset) == (kind, dataset) and (g.kind, g.dataset, g.subject) not in met),
        key=lambda g: lot(settings.seed, g.id),
    )  # fmt: skip
    mixed = []
    for item in known[: max(1, round(len(chosen) * settings.gold_share))]:
        twin = chosen[int(lot(settings.seed, f"twin {item.id}") * len(chosen))]
        mixed.append(
            item.model_copy(update={"priority": twin.priority, "why": twin.why, "overlap": twin.overlap})
        )
    return mixed


def calibration(
    queue: Sequence[ReviewItem], done: Sequence[ReviewItem], settings: Settings
) -> list[ReviewItem]:
    """The items of a calibration round: drawn by lot alone, so that what agrees there agrees elsewhere."""
    return sorted(fresh(queue, done), key=lambda i: lot(settings.seed, i.subject))[: settings.calibration]


def unbiased(items: Sequence[ReviewItem], settings: Settings) -> set[str]:
    """Ids of the frozen items from which rates of the whole queue can be told.

    The reserved share of every batch continues one order that owes nothing to priority. Up to the last place it has
    reached, everything is in a batch, whether by lot or by priority: that is a random sample of the queue.
    """
    found: set[str] = set()
    plain = [i for i in items if i.gold is None and not {"audit", "adjudication"} & set(i.why)]
    for group in sorted({(i.kind, i.dataset) for i in plain}):
        own = [i for i in plain if (i.kind, i.dataset) == group]
        places = [place(i, settings) for i in own if RESERVED in i.why]
        found |= {i.id for i in own if places and place(i, settings) <= max(places)}
    return found


def authors(judgements: Sequence[Judgement], parents: dict[str, str]) -> dict[str, list[str]]:
    """Who wrote a revision: the pseudonyms whose edits made its parent, by the revision's id."""
    wrote: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.status == "active" and judgement.edited:
            wrote.setdefault(judgement.subject, set()).add(judgement.reviewer)
    return {child: sorted(wrote[parent]) for child, parent in sorted(parents.items()) if parent in wrote}
