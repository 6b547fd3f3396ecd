"""How the audit of what was accepted stands: a registered random sample, judged by people who had no hand in it.

An audited item is an error when an auditor objects to it as shown: to the words, the main category or the key. The error
is mended in the release and counts all the same, since the claim is about the lot as it was drawn. An adjudicator clears
an objection only where the registered plan says so (`overrule`); an auditor who was unsure is settled by an adjudicator.
Until then both count as errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from curation.core.digests import digest
from curation.core.errors import Issue
from curation.core.records import Candidate, Judgement, ReviewItem
from curation.review.decisions import content
from curation.review.decisions.items import ADJUDICATION, REEXAMINES, is_base, key_of, main_category
from curation.review.decisions.machine import order as by_time
from curation.review.decisions.statements import objects, statement
from curation.review.judgements.batches import Batch
from curation.review.settings import Plan
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.state import decisions, revisions


@dataclass(frozen=True)
class AuditState:
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
    overruled: int
    """Objections that an adjudicator cleared, which the registered plan allows or not; only where it does are they clean."""
    draws: int
    """How many lots of this dataset have been audited, this one included."""
    outside_subjects: tuple[str, ...]
    """Items accepted now whose words or category were not in the lot (mended errors not counted): the claim does not
    cover them."""
    mended_subjects: tuple[str, ...]
    """Accepted items that replaced one in which the audit found an error; they were not in the lot either."""
    auditors: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def outside(self) -> int:
        """How many items accepted now were not in the lot, those that replaced an error left out."""
        return len(self.outside_subjects)

    @property
    def mended(self) -> int:
        """How many accepted items replaced one in which the audit found an error."""
        return len(self.mended_subjects)

    @property
    def claim(self) -> dict[str, Any]:
        """What the statement rests on, as `stats.sampling.certify` takes it."""
        return {
            "outcomes": self.errors, "lot": self.lot, "p": self.plan.p, "confidence": self.plan.confidence,
            "allowed": self.plan.errors, "method": self.plan.method,
        }  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """What stands beside the statement."""
        return {
            "planned": self.planned, "waiting": self.waiting, "disputed": self.disputed, "overruled": self.overruled,
            "draws": self.draws, "outside_the_lot": self.outside, "mended": self.mended, "auditors": len(self.auditors),
            "issues": [str(i) for i in self.issues],
        }  # fmt: skip


def accepted(evidence: ReviewEvidence, dataset: str) -> dict[str, ReviewItem]:
    """The prompts and questions of a dataset that are accepted now, by subject, each as it will be released.

    Edited words are among them as soon as they are accepted, also those that their own authors accepted (`self_agreed`).
    """
    labels = {
        d.subject: d.labels
        for d in decisions(evidence)
        if d.dataset == dataset and d.kind != "mapping" and d.outcome == "accept"
    }
    pool: dict[str, ReviewItem] = {}
    for item in sorted(evidence.current, key=lambda i: (not is_base(i), i.id)):
        if item.dataset == dataset and item.subject in labels and item.gold is None:
            pool.setdefault(item.subject, _released(item, labels[item.subject]))
    unseen = labels.keys() - pool.keys()
    children = {c.id: c for c in revisions(evidence)} if unseen else {}
    for subject in sorted(unseen & children.keys()):
        pool[subject] = _revision(children[subject], children, evidence)
    return dict(sorted(pool.items()))


def _released(item: ReviewItem, labels: Sequence[str]) -> ReviewItem:
    """The item without what others said of it, under the category that was decided."""
    shown = {k: v for k, v in item.shown.items() if k not in ("opinions", "versions", REEXAMINES)}
    if labels:
        shown["categories"] = list(labels)
    return item.model_copy(update={"shown": shown, "content": content.of_item(item)})


def _revision(child: Candidate, children: Mapping[str, Candidate], evidence: ReviewEvidence) -> ReviewItem:
    """A revision as it would be shown, on the provision that its ancestor was shown with."""
    above = child
    while above.parent is not None and above.parent in children:
        above = children[above.parent]
    (item,) = [i for k, i in evidence.base.items() if k == (child.kind, child.dataset, above.parent)]
    fields = {
        "prompt": ("text", "benign"),
        "question": ("stem", "options", "answer", "explanation", "pool"),
        "task": ("text", "instruction"),
    }[child.kind]
    shown = {k: v for k, v in item.shown.items() if k not in ("opinions", "versions", REEXAMINES, "brief")}
    shown |= {name: getattr(child, name) for name in fields}
    shown |= {
        name: value
        for name, value in child.model_dump(mode="json", include={"messages", "rubric"}).items()
        if value or name in shown
    }
    shown |= {"categories": list(child.categories), "fingerprint": child.fingerprint}
    return item.model_copy(
        update={"subject": child.id, "shown": shown, "content": evidence.content_of(child), "why": []}
    )


def lot_line(item: ReviewItem) -> str:
    """An item of a lot as its file names it: the id, then the words and the main category that the claim is about."""
    return f"{item.subject}\t{content.of_item(item)}\t{main_category(item)}"


def of(heads: Iterable[Batch], dataset: str) -> list[Batch]:
    """The audit batches of a dataset over its last lot, in the order of the draw."""
    every = [b for b in heads if b.purpose == "audit" and b.dataset == dataset]
    newest = max(map(draw_of, every), default=0)
    return sorted(
        (b for b in every if draw_of(b) == newest), key=lambda b: (int(str(b.plan.get("first", 0))), b.name)
    )


def draw_of(head: Batch) -> int:
    """Which lot of the dataset an audit batch belongs to, from 1."""
    return int(str(head.plan.get("draw", 1)))


def plan_of(head: Batch) -> Plan:
    """The plan as it was registered."""
    return Plan.model_validate({k: v for k, v in head.plan.items() if k in Plan.model_fields})


def ids(lot: Sequence[str]) -> list[str]:
    """The subjects of a lot, from the lines of its file."""
    return [line.partition("\t")[0] for line in lot]


def order(lot: Sequence[str], seed: int) -> list[str]:
    """The subjects of a whole lot in the order of the draw, the same whatever order they are given in."""
    return sorted(set(lot), key=lambda id: digest("sample", seed, id))


def state_of(evidence: ReviewEvidence, dataset: str) -> AuditState | None:
    """How the audit of a dataset stands; None when no sample was ever drawn."""
    heads = of(evidence.heads, dataset)
    if not heads:
        return None
    lot = list(evidence.lots.get(heads[0].name, ()))
    names = {b.name for b in heads}
    drawn = sorted(
        (i for i in evidence.items if i.batch in names and i.gold is None), key=lambda i: -i.priority
    )
    plan = plan_of(heads[0])
    results = {item.id: _outcome(item, evidence, plan.overrule) for item in drawn}
    outcomes = [results[item.id] for item in drawn]
    judged = takewhile(_known, outcomes) if plan.method == "sequential" else filter(_known, outcomes)
    wrong = {item.subject for item in drawn if results[item.id] in ("error", "disputed")}
    outside, mended = _outside(evidence, accepted(evidence, dataset), lot, wrong)
    people = {j.reviewer for item in drawn for j in evidence.on_item.get(item.id, ())}
    return AuditState(
        plan=plan, lot=len(lot), planned=len(drawn), errors=tuple(o in ("error", "disputed") for o in judged),
        waiting=sum(o is None for o in outcomes), disputed=outcomes.count("disputed"),
        overruled=sum(_cleared(item, evidence) for item in drawn), draws=draw_of(heads[0]),
        outside_subjects=tuple(outside), mended_subjects=tuple(mended), auditors=tuple(sorted(people)),
        issues=tuple(_checks(heads[0], plan, ids(lot), drawn, evidence.settings.audit)),
    )  # fmt: skip


def _known(outcome: str | None) -> bool:
    return outcome is not None


def _outcome(item: ReviewItem, evidence: ReviewEvidence, overrule: bool) -> str | None:
    """`clean`, `error`, `disputed` for a doubt that nobody has settled, None for an item that is not judged yet."""
    audits = evidence.on_item.get(item.id, [])
    doubts = [j for j in audits if objects(item, j)]
    if not doubts:
        return "clean" if len({j.reviewer for j in audits}) >= item.overlap else None
    later = _rulings(item, evidence, doubts)
    if not later:
        return "disputed"
    if any(_is_objection(item, j) for j in doubts) and not overrule:
        return "error"
    return "error" if any(objects(item, j) for j in later) else "clean"


def _is_objection(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether an auditor objects, rather than being unsure."""
    return objects(item, judgement) and statement(judgement, item).says != "unsure"


def _rulings(item: ReviewItem, evidence: ReviewEvidence, doubts: Sequence[Judgement]) -> list[Judgement]:
    """What adjudicators who had no other hand in an audited item said of its words after the last doubt."""
    same = [
        other
        for other in evidence.items
        if key_of(other) == key_of(item) and content.same(content.of_item(other), content.of_item(item))
    ]
    given = [(other, j) for other in same for j in evidence.on_item.get(other.id, ())]
    people = {j.reviewer for _, j in given if j.role == "annotator"}
    last = by_time(doubts)[-1]
    return by_time(
        [
            j
            for other, j in given
            if ADJUDICATION in other.why
            and j.role == "adjudicator"
            and j.reviewer not in people
            and (j.made, j.id) > (last.made, last.id)
            and statement(j, other).says != "unsure"
        ]
    )


def _cleared(item: ReviewItem, evidence: ReviewEvidence) -> bool:
    """Whether adjudicators find nothing wrong with an item to which an auditor objects."""
    doubts = [j for j in evidence.on_item.get(item.id, ()) if _is_objection(item, j)]
    later = _rulings(item, evidence, doubts) if doubts else []
    return bool(later) and not any(objects(item, j) for j in later)


def _outside(
    evidence: ReviewEvidence, pool: Mapping[str, ReviewItem], lot: Sequence[str], wrong: set[str]
) -> tuple[list[str], list[str]]:
    """The accepted items that the claim does not cover: those that were never in the lot, and those that replaced one in
    which an error was found; sorted subjects.

    A lot of version 0.1 names ids only; its words are taken to be those of today.
    """
    covered, names = set(lot), {line for line in lot if "\t" not in line}
    parents = {c.id: c.parent for c in (*evidence.candidates, *revisions(evidence)) if c.parent}
    outside: list[str] = []
    mended: list[str] = []
    for subject, item in sorted(pool.items()):
        if subject in names or lot_line(item) in covered:
            continue
        above, seen = subject, {subject}
        while above not in wrong and (parent := parents.get(above)) is not None and parent not in seen:
            above = parent
            seen.add(above)
        (mended if above in wrong else outside).append(subject)
    return outside, mended


def _checks(
    head: Batch, plan: Plan, lot: Sequence[str], drawn: Sequence[ReviewItem], registered: Plan
) -> list[Issue]:
    """Whether the registered plan is the one in the settings, and the sample the one that its seed draws."""
    issues = []
    if plan != registered:
        issues.append(
            Issue(head.name, "audit-plan-changed", "the settings of the audit were changed after the sample was drawn; the plan of the draw counts", "warn")
        )  # fmt: skip
    if [i.subject for i in drawn] != order(lot, plan.seed)[: len(drawn)]:
        issues.append(
            Issue(
                head.name,
                "audit-sample",
                "is not the sample that its list of items and its seed give; take the files of this batch from git again",
            )
        )
    return issues


def abandoned(evidence: ReviewEvidence, dataset: str) -> int:
    """How many items of the last audit wait, when all of them wait for people who left; 0 when somebody is still there."""
    names = {head.name for head in of(evidence.heads, dataset)}
    waits = [
        open_
        for item in evidence.items
        if item.batch in names
        and item.reviewers
        and (open_ := set(item.reviewers) - evidence.judged(item.id))
    ]
    return len(waits) if waits and all(people <= evidence.settings.left for people in waits) else 0
