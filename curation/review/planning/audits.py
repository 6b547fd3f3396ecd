"""The draw of an audit: a registered random sample of what is accepted, put before people who had no hand in it.

How an audit stands is said by `standing/audit.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from curation.core.errors import StateError
from curation.core.records import ReviewItem
from curation.review.board import presentation
from curation.review.decisions import content
from curation.review.decisions.items import AUDIT
from curation.review.settings import Plan
from curation.review.standing import audit
from curation.review.standing.audit import AuditState
from curation.review.standing.evidence import ReviewEvidence
from curation.stats import sampling


def registered(plan: Plan, lot: int, planned: int) -> dict[str, JsonValue]:
    """The plan as it goes into the batch's head."""
    return {**plan.model_dump(mode="json"), "lot": lot, "planned": planned}


def put(sample: Sequence[str], pool: dict[str, ReviewItem], plan: Plan, first: int = 0) -> list[ReviewItem]:
    """The items of an audit batch in the order of the draw, which their priority keeps; `first` is the place of the
    first of them in the whole draw."""
    drawn = []
    for place, subject in enumerate(sample, first):
        item = pool[subject]
        drawn.append(
            presentation.freeze(
                "", item.kind, subject, item.dataset, dict(item.shown), plan.overlap, -float(place), [AUDIT],
                content.of_item(item),
            )
        )  # fmt: skip
    return drawn


def next_draw(
    evidence: ReviewEvidence, dataset: str
) -> tuple[list[ReviewItem], dict[str, JsonValue], list[str]]:
    """The items, the registered plan and the lot (as lines of its file) of the next audit batch of a dataset.

    Raises: StateError when a drawn sample waits, is spent, or the accepted items are too few for the plan.
    """
    plan = evidence.settings.audit
    pool = audit.accepted(evidence, dataset)
    now, more = audit.state_of(evidence, dataset), None
    if now is not None:
        more = _further(evidence, dataset, now, pool)
    size = (
        sampling.size(plan.p, plan.confidence, plan.errors, len(pool))
        if plan.method == "fixed" or not pool
        else sampling.certified_at([False] * len(pool), plan.p, plan.confidence, lot=len(pool))
    )
    return _draw(evidence, dataset, pool, size, more)


def _further(
    evidence: ReviewEvidence, dataset: str, now: AuditState, pool: dict[str, ReviewItem]
) -> int | None:
    """How many more items an open sequential audit needs; None when a new lot is to be drawn.

    Raises: StateError when neither may be done, naming what may.
    """
    plan = evidence.settings.audit
    same_plan = now.plan == plan
    if now.waiting:
        left = audit.abandoned(evidence, dataset)
        if not left:
            raise StateError(
                f"{now.waiting} items of the last audit of {dataset} are not judged yet; see who has them with: curation review status"
            )
        if same_plan:
            raise StateError(
                f"{left} items of the last audit of {dataset} wait for people who left; to draw again, register another "
                "plan in [review.audit] (another seed at least); the number of draws is published"
            )
    statement = sampling.certify(**now.claim)
    lines = evidence.lots.get(audit.of(evidence.heads, dataset)[0].name, ())
    covered = {*lines, *(line for line in audit.ids(lines))}
    old = all("\t" not in line for line in lines)
    same = same_plan and all(
        (subject if old else audit.lot_line(item)) in covered for subject, item in pool.items()
    )
    if same and (statement.certified or plan.method == "fixed"):
        raise StateError(
            f"this lot of {dataset} has been audited: {statement}. To audit it again as it is now, register another "
            "plan in [review.audit] (another seed at least); the number of draws is published"
        )
    if not same:
        return None
    if statement.needed is None:
        raise StateError(f"this lot of {dataset} cannot be certified: {statement}")
    return statement.needed


def _draw(
    evidence: ReviewEvidence, dataset: str, pool: dict[str, ReviewItem], size: int | None, more: int | None
) -> tuple[list[ReviewItem], dict[str, JsonValue], list[str]]:
    earlier = audit.of(evidence.heads, dataset)
    plan = evidence.settings.audit
    if earlier and more:
        lot = list(evidence.lots.get(earlier[0].name, ()))
        names = {b.name for b in earlier}
        first = sum(i.batch in names and i.gold is None for i in evidence.items)
        frozen = {i.subject: i for i in evidence.items if i.dataset == dataset and i.gold is None}
        open_plan = audit.plan_of(earlier[0])
        sample = audit.order(audit.ids(lot), open_plan.seed)[first : first + more]
        head = {**earlier[0].plan, "first": first}
        return put(sample, {**frozen, **pool}, open_plan, first), head, lot
    if not pool:
        raise StateError(f"nothing of {dataset} is accepted yet; see: curation review decide")
    if size is None:
        raise StateError(
            f"{len(pool)} accepted items are too few to certify an error rate below {plan.p:.2%} "
            f"with {plan.errors} errors allowed; accept more, or register another plan in [review.audit]"
        )
    lot = [audit.lot_line(item) for _, item in sorted(pool.items())]
    draw = audit.draw_of(earlier[0]) + 1 if earlier else 1
    head = {**registered(plan, len(lot), size), "draw": draw, "first": 0}
    return put(audit.order(list(pool), plan.seed)[:size], pool, plan), head, lot
