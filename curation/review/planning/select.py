"""From the queue to a batch: the reserved random share, then the highest priorities."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.records import ReviewItem
from curation.review.board import presentation
from curation.review.decisions import content
from curation.review.decisions.items import REEXAMINES, REPLACES, is_base, key_of
from curation.review.planning.route import RESERVED, balanced, lot, place, reserved
from curation.review.settings import Settings
from curation.review.standing import state as standing
from curation.review.standing.evidence import ReviewEvidence


def select(
    queue: Sequence[ReviewItem], done: Sequence[ReviewItem], settings: Settings, size: int | None = None
) -> list[ReviewItem]:
    """The items of the next batch: what is in no batch yet or has to be looked at again (`golden.mixed` adds gold)."""
    size = settings.batch_size if size is None else size
    open_ = fresh(queue, done)
    by_lot = {i.id for i in reserved(open_, size, settings)}
    return [
        i.model_copy(update={"why": [*i.why, RESERVED]}) if i.id in by_lot else i
        for i in balanced(open_, size, settings)
    ]


def fresh(queue: Sequence[ReviewItem], done: Sequence[ReviewItem]) -> list[ReviewItem]:
    """What of the queue is in no batch yet, or has to be looked at again."""
    before = {key_of(i) for i in done}
    again = {(*key_of(i), str(i.shown.get("change"))) for i in done if REEXAMINES in i.shown}
    return [
        i
        for i in queue
        if (REEXAMINES in i.shown and (*key_of(i), str(i.shown.get("change"))) not in again)
        or key_of(i) not in before
    ]


def replacements(evidence: ReviewEvidence) -> tuple[list[ReviewItem], dict[str, list[str]]]:
    """The frozen items that wait for somebody who left or skipped them, each for as many others; and by subject who may
    not be among them.

    Whoever has judged an item, skipped it, or is still to judge it, does not get it a second time.
    """
    made, barred = [], {}
    for first, missing in standing.stuck(evidence):
        why = [
            *(w for w in first.why if w != RESERVED and not w.startswith(REPLACES)),
            f"{REPLACES}{first.id}",
        ]
        made.append(
            presentation.freeze(
                "", first.kind, first.subject, first.dataset, dict(first.shown), missing, first.priority, why,
                content.of_item(first),
            )
        )  # fmt: skip
        own = [i for i in evidence.current if key_of(i) == key_of(first)]
        people = {name for item in own for name in item.reviewers} | evidence.settings.left
        people |= {name for item in own for name in evidence.skipped.get(item.id, ())}
        people |= {j.reviewer for j in evidence.counting.get(key_of(first), [])}
        barred[first.subject] = sorted(people)
    return made, barred


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
    plain = [i for i in items if i.gold is None and is_base(i)]
    for group in sorted({(i.kind, i.dataset) for i in plain}):
        own = [i for i in plain if (i.kind, i.dataset) == group]
        places = [place(i, settings) for i in own if RESERVED in i.why]
        found |= {i.id for i in own if places and place(i, settings) <= max(places)}
    return found
