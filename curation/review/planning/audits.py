"""The audit of what was accepted: a registered random sample, put before people who had no hand in it.

An item counts as an error when an auditor finds it wrong as shown (verdict, main category, key) and no adjudicator
after that says otherwise. It is mended by going to an adjudicator again, and counts all the same: the claim is about
the lot as it was drawn. While the difference waits for the adjudicator it counts as an error.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from curation.core.digests import digest
from curation.core.errors import Issue, StateError
from curation.core.records import Judgement, ReviewItem
from curation.review.board import presentation
from curation.review.decisions.rules import ADJUDICATION, AUDIT, counting, decide, key_of, objects, standing
from curation.review.judgements import batches
from curation.review.judgements.batches import Batch
from curation.review.settings import Plan, Settings

REEXAMINES = "reexamines"
"""The field of an item that was put before people again since its clause changed."""


@dataclass(frozen=True)
class Standing:
    """How the audit of a dataset stands."""

    plan: Plan
    """As registered when the sample was drawn."""
    lot: int
    planned: int
    """Items drawn so far."""
    errors: tuple[bool, ...]
    """Of the judged items, in the order of the draw; for a sequential plan up to the first that is not judged."""
    waiting: int
    disputed: int
    """Objections that no adjudicator has settled; they count as errors."""
    draws: int
    """How many lots of this dataset have been audited, this one included."""
    outside: int
    """Items accepted now that were not in the lot (mended ones not counted): the claim does not cover them."""
    issues: tuple[Issue, ...]

    @property
    def claim(self) -> dict[str, Any]:
        """What the statement rests on, as `audit.sampling.certify` takes it."""
        return {
            "outcomes": self.errors, "lot": self.lot, "p": self.plan.p, "confidence": self.plan.confidence,
            "allowed": self.plan.errors, "method": self.plan.method,
        }  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """What stands beside the statement."""
        return {
            "planned": self.planned, "waiting": self.waiting, "disputed": self.disputed, "draws": self.draws,
            "outside_the_lot": self.outside, "issues": [str(i) for i in self.issues],
        }  # fmt: skip


def accepted(
    items: Sequence[ReviewItem],
    judgements: Sequence[Judgement],
    settings: Settings,
    dataset: str,
    waiting: Collection[str] = (),
) -> dict[str, ReviewItem]:
    """What is accepted of a dataset, by subject, each as it will be released: with the categories decided.

    `waiting` are the subjects whose clause has changed since: no release takes them before people have looked again.
    """
    labels = {
        d.subject: d.labels
        for d in decide(items, judgements, settings)
        if d.dataset == dataset and d.kind != "mapping" and d.outcome == "accept" and d.subject not in waiting
    }
    found: dict[str, ReviewItem] = {}
    for item in sorted(standing(items), key=lambda i: (bool({AUDIT, ADJUDICATION} & set(i.why)), i.id)):
        if item.dataset == dataset and item.subject in labels and item.gold is None:
            found.setdefault(item.subject, _released(item, labels[item.subject]))
    return found


def _released(item: ReviewItem, labels: Sequence[str]) -> ReviewItem:
    seen = {k: v for k, v in item.shown.items() if k not in ("opinions", REEXAMINES)}
    if labels:
        seen["categories"] = list(labels)
    return item.model_copy(update={"shown": seen})


def registered(plan: Plan, lot: int, planned: int) -> dict[str, JsonValue]:
    """The plan as it goes into the batch's head."""
    return {**plan.model_dump(mode="json"), "lot": lot, "planned": planned}


def put(sample: Sequence[str], pool: dict[str, ReviewItem], plan: Plan, first: int = 0) -> list[ReviewItem]:
    """The items of an audit batch in the order of the draw, which their priority keeps; `first` is the place of the
    first of them in the whole draw."""
    made = []
    for place, subject in enumerate(sample, first):
        item = pool[subject]
        made.append(
            presentation.freeze("", item.kind, subject, item.dataset, dict(item.shown), plan.overlap, -float(place), [AUDIT])
        )  # fmt: skip
    return made


def judges_of(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> dict[str, list[str]]:
    """Everybody whose judgement of a subject counts, or counted, by subject: they may not audit it."""
    found: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.status in ("active", "superseded", "stale"):
            found.setdefault(judgement.subject, set()).add(judgement.reviewer)
    return {subject: sorted(people) for subject, people in sorted(found.items())}


def of(workspace: Path, dataset: str) -> list[Batch]:
    """The audit batches of a dataset over its last lot, in the order of the draw."""
    every = [b for b in batches.heads(workspace) if b.purpose == "audit" and b.dataset == dataset]
    if not every:
        return []
    newest = max(map(_draw, every))
    return sorted((b for b in every if _draw(b) == newest), key=lambda b: int(str(b.plan.get("first", 0))))


def _draw(head: Batch) -> int:
    """Which lot of the dataset an audit batch belongs to, from 1."""
    return int(str(head.plan.get("draw", 1)))


def standing_of(
    workspace: Path, dataset: str, settings: Settings, waiting: Collection[str] = ()
) -> Standing | None:
    """How the audit of a dataset stands; None when no sample was ever drawn. `waiting` as in `accepted`."""
    heads = of(workspace, dataset)
    if not heads:
        return None
    items, judgements = batches.items(workspace), batches.judgements(workspace)
    lot = batches.lot(workspace, heads[0].name)
    names = {b.name for b in heads}
    drawn = sorted((i for i in items if i.batch in names), key=lambda i: -i.priority)
    plan = _plan_of(heads[0])
    # The claim is about the lot as it was: a later look at a clause that changed takes nothing of it back.
    counted = counting([i for i in items if REEXAMINES not in i.shown], judgements)
    outcomes = [_outcome(i, counted.get(key_of(i), [])) for i in drawn]
    judged = takewhile(_known, outcomes) if plan.method == "sequential" else filter(_known, outcomes)
    pool = accepted(items, judgements, settings, dataset, waiting)
    return Standing(
        plan, len(lot), len(drawn), tuple(bool(o) for o in judged), sum(o is None for o in outcomes),
        sum(o == "disputed" for o in outcomes), _draw(heads[0]),
        _outside(workspace, pool, lot), tuple(_checks(heads[0], plan, lot, drawn, settings)),
    )  # fmt: skip


def _known(outcome: str | None) -> bool:
    return outcome is not None


def _outcome(item: ReviewItem, said: Sequence[Judgement]) -> str | None:
    """Empty for a clean item, `error`, `disputed` for an objection not yet settled, None for one not yet judged.

    `said` are the judgements that count of the same subject.
    """
    audits = [j for j in said if j.item == item.id]
    if against := [j for j in audits if objects(item, j)]:
        people = {j.reviewer for j in said if j.role == "annotator"}
        later = [
            j for j in said
            if j.role == "adjudicator" and j.made > against[-1].made and j.reviewer not in people and j.verdict != "unsure"
        ]  # fmt: skip
        if not later:
            return "disputed"
        return "error" if objects(item, later[-1]) else ""
    return "" if len({j.reviewer for j in audits}) >= item.overlap else None


def _outside(workspace: Path, pool: dict[str, ReviewItem], lot: Sequence[str]) -> int:
    """Accepted items that neither were in the lot nor come from one that was."""
    roots = {c.id: c.root for c in batches.candidates(workspace)}
    covered = {*lot, *(roots.get(id, id) for id in lot)}
    return sum(s not in covered and roots.get(s, s) not in covered for s in pool)


def _checks(
    head: Batch, plan: Plan, lot: Sequence[str], drawn: Sequence[ReviewItem], settings: Settings
) -> list[Issue]:
    """Whether the registered plan is the one in the settings, and the sample the one that its seed draws."""
    issues = []
    if plan != settings.audit:
        issues.append(
            Issue(head.name, "audit-plan-changed", "the settings of the audit differ from what was registered at the draw; what was registered counts", "warn")
        )  # fmt: skip
    if [i.subject for i in drawn] != order(lot, plan.seed)[: len(drawn)]:
        issues.append(Issue(head.name, "audit-sample", "is not the sample that its lot and seed give"))
    return issues


def order(lot: Sequence[str], seed: int) -> list[str]:
    """The whole lot in the order of the draw, the same whatever order it is given in."""
    return sorted(set(lot), key=lambda id: digest("sample", seed, id))


def next_draw(
    workspace: Path, dataset: str, pool: dict[str, ReviewItem], plan: Plan, size: int | None, more: int | None
) -> tuple[list[ReviewItem], dict[str, JsonValue], list[str]]:
    """The items, the registered plan and the lot of the next audit batch.

    `size` is what a new plan needs of the lot as it is now, `more` what an open sequential one still needs (None when
    there is none to go on with).

    Raises: StateError when a drawn sample is not judged yet, or no sample of the lot could certify the claim.
    """
    earlier = of(workspace, dataset)
    if earlier and more:
        lot = batches.lot(workspace, earlier[0].name)
        first = sum(len(batches.items(workspace, b.name)) for b in earlier)
        frozen = {i.subject: i for i in batches.items(workspace) if i.dataset == dataset and i.gold is None}
        open_plan = _plan_of(earlier[0])
        sample = order(lot, open_plan.seed)[first : first + more]
        known = {**frozen, **pool}
        head = {**earlier[0].plan, "first": first}
        return put(sample, known, open_plan, first), head, lot
    if not pool:
        raise StateError(f"nothing of {dataset} is accepted yet; see: curation review decide")
    if size is None:
        raise StateError(
            f"{len(pool)} accepted items are too few to certify an error rate below {plan.p:.2%} "
            f"with {plan.errors} errors allowed; accept more, or register another plan in [review.audit]"
        )
    lot = sorted(pool)
    draw = _draw(earlier[0]) + 1 if earlier else 1
    head = {**registered(plan, len(lot), size), "draw": draw, "first": 0}
    return put(order(lot, plan.seed)[:size], pool, plan), head, lot


def _plan_of(head: Batch) -> Plan:
    """The plan as it was registered."""
    return Plan.model_validate({k: v for k, v in head.plan.items() if k in Plan.model_fields})


def lot_of(workspace: Path, dataset: str) -> list[str]:
    """The ids of the last lot audited; empty when there was none."""
    heads = of(workspace, dataset)
    return batches.lot(workspace, heads[0].name) if heads else []
