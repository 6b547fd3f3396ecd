"""What the judgements so far come to: what is decided, what waits and for whom, which edits were made.

Functions of `Evidence` alone. `pipeline/people/review_work.py` gathers the evidence of a workspace; nobody else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core.records import Candidate, Decision, Judgement, ReviewItem
from curation.review.decisions import revisions as edits
from curation.review.decisions.items import ADJUDICATION, AUDIT, WRITING, is_base, key_of, replaced
from curation.review.decisions.machine import decision, order
from curation.review.settings import Settings
from curation.review.standing.evidence import ReviewEvidence


def decisions(evidence: ReviewEvidence) -> list[Decision]:
    """One decision for each subject that was put before people, and for each revision that came of one.

    Sorted by kind, dataset and subject. A revision that nobody was asked about yet is pending, unless those who edited it
    in the same words may accept it themselves (`self_agreed`).
    """
    return evidence.once("decisions", lambda: _decisions(evidence))


def _decisions(evidence: ReviewEvidence) -> list[Decision]:
    decided = {key: decision(evidence.case(key)) for key in evidence.base}
    live = _live(evidence, {d.subject: d for d in decided.values()})
    for key, one in decided.items():
        if live.get(one.subject) is False:
            # The edit that made these words is no longer what people say of the item it was made from.
            decided[key] = one.model_copy(update={"outcome": "pending", "rule": "abandoned"})
    subjects = {d.subject: d for d in decided.values()}
    for child in edits.of_decisions(evidence.candidates, list(decided.values())):
        if child.id not in subjects:
            made = _of_revision(child, subjects[child.parent or ""], evidence)
            subjects[child.id] = decided[(child.kind, child.dataset, child.id)] = made
    return [decided[key] for key in sorted(decided)]


def _live(evidence: ReviewEvidence, decided: dict[str, Decision]) -> dict[str, bool]:
    """By frozen revision whether the decision on its parent (and on the parent's parent) makes it as things stand."""
    frozen = {c.id: c for c in evidence.candidates}
    live: dict[str, bool] = {}

    def lives(candidate: Candidate) -> bool:
        parent = frozen.get(candidate.parent or "")
        if candidate.variant != "revision" or candidate.origin.generator != "review" or parent is None:
            return True
        if candidate.id not in live:
            live[candidate.id] = False
            made = decided.get(parent.id)
            makes = made is not None and made.outcome == "revise" and bool(made.edited)
            live[candidate.id] = (
                lives(parent)
                and makes
                and made is not None
                and edits.revised(parent, made).id == candidate.id
            )
        return live[candidate.id]

    return {c.id: lives(c) for c in evidence.candidates}


def _of_revision(child: Candidate, parent: Decision, evidence: ReviewEvidence) -> Decision:
    """The decision on a revision that was put before nobody."""
    agreed = parent.rule == "self_agreed"
    (now,) = evidence.migrate([child])
    return Decision(
        subject=child.id, kind=child.kind, dataset=child.dataset, content=evidence.content_of(now),
        outcome="accept" if agreed else "pending", rule="self_agreed" if agreed else "insufficient",
        judgements=parent.judgements if agreed else [], agreement=parent.agreement if agreed else None,
        labels=child.categories if agreed else [], reasons=parent.reasons if agreed else [],
    )  # fmt: skip


def revisions(evidence: ReviewEvidence) -> list[Candidate]:
    """The candidates that decided revisions make, and of one another, as they rest on the editions in force, by id."""
    return evidence.once(
        "revisions",
        lambda: list(evidence.migrate(edits.of_decisions(evidence.candidates, decisions(evidence)))),
    )


def decide(
    items: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> list[Decision]:
    """The decisions of items and judgements alone, without candidates and without a look at the clauses of today."""
    return decisions(ReviewEvidence(items, judgements, settings))


For = Literal["judgement", "answer", "author", "adjudicator", "auditor"]


@dataclass(frozen=True)
class Wait:
    """A frozen item that wants something more of people."""

    item: str
    batch: str
    subject: str
    want: For
    """What it waits for; `answer` is the one that is given before the key is shown."""
    missing: int
    """How many people have still to give it."""
    people: tuple[str, ...]
    """Those it was assigned to who have not given it; empty where anyone may."""
    stuck: bool
    """Whether fewer people are there than are wanted: it has to be given to others."""


def waiting(evidence: ReviewEvidence) -> list[Wait]:
    """The frozen items that want more of people than they have, sorted by batch and item.

    An item counts for itself: a judgement too many of one does not make up for one that another lacks.
    """
    waits = []
    for item in sorted(evidence.items, key=lambda i: (i.batch, i.id)):
        judged, away = evidence.judged(item.id), evidence.away(item)
        missing = evidence.planned[item.id] - len(judged)
        if missing <= 0:
            continue
        open_ = sorted(set(item.reviewers) - judged - away)
        want = _want(item, evidence, open_)
        stuck = bool(item.reviewers) and len(open_) < missing
        waits.append(Wait(item.id, item.batch, item.subject, want, missing, tuple(open_), stuck))
    return waits


def _want(item: ReviewItem, evidence: ReviewEvidence, people: Sequence[str]) -> For:
    if WRITING in item.why:
        return "author"
    if ADJUDICATION in item.why:
        return "adjudicator"
    if AUDIT in item.why:
        return "auditor"
    if evidence.stages.get(item.batch) == "separate":
        answered = evidence.answered.get(item.id, {})
        if len(answered) < evidence.planned[item.id] or any(name not in answered for name in people):
            return "answer"
    return "judgement"


def done(evidence: ReviewEvidence, batch: str) -> tuple[int, int]:
    """How many judgements of a batch count towards its plan, and how many it wants: `(judgements, wanted)`.

    Judgements beyond the plan of their item are not in the first number, so the two are equal when nothing waits.
    """
    items = [i for i in evidence.items if i.batch == batch]
    given = sum(min(len(evidence.judged(i.id)), evidence.planned[i.id]) for i in items)
    return given, sum(evidence.planned[i.id] for i in items)


def stuck(evidence: ReviewEvidence) -> list[tuple[ReviewItem, int]]:
    """The items that wait for people who left or skipped them, with how many others each needs; each item once.

    Only what still waits for judgements is given again: an item that is decided is done without them.
    """
    short = {
        (d.kind, d.dataset, d.subject) for d in decisions(evidence) if d.rule in ("insufficient", "unwritten")
    }
    groups: dict[tuple[str, str, str], list[ReviewItem]] = {}
    for item in evidence.current:
        if key_of(item) in short and item.gold is None and is_base(item):
            groups.setdefault(key_of(item), []).append(item)
    again = []
    for key, own in sorted(groups.items()):
        if not any(evidence.away(item) for item in own):
            continue
        first = min(own, key=lambda i: (bool(replaced(i)), i.batch, i.id))
        coming = {name for item in own for name in set(item.reviewers) - evidence.away(item)}
        judged = {j.reviewer for j in evidence.counting.get(key, [])}
        if (missing := evidence.needed(first) - len(judged | coming)) > 0:
            again.append((first, missing))
    return again


def hands(evidence: ReviewEvidence) -> dict[str, list[str]]:
    """Everybody who ever judged, wrote or skipped a subject, by subject: they may not audit or adjudicate it."""
    people: dict[str, set[str]] = {}
    for judgement in evidence.judgements:
        if judgement.status in ("active", "superseded", "stale"):
            people.setdefault(judgement.subject, set()).add(judgement.reviewer)
    return {subject: sorted(names) for subject, names in sorted(people.items())}


def authors(evidence: ReviewEvidence, parents: dict[str, str]) -> dict[str, list[str]]:
    """Who wrote a revision: the pseudonyms whose words made it or one it stems from, by the revision's id.

    `parents` is the parent by revision; the revisions that the evidence itself decides are added.
    """
    above = parents | {c.id: c.parent for c in revisions(evidence) if c.parent is not None}
    wrote: dict[str, set[str]] = {}
    for judgement in evidence.judgements:
        if judgement.status == "active" and (judgement.edited or judgement.authored):
            wrote.setdefault(judgement.subject, set()).add(judgement.reviewer)
    names: dict[str, list[str]] = {}
    for child in sorted(above):
        name, people, seen = child, set[str](), {child}
        while (parent := above.get(name)) is not None and parent not in seen:
            name = parent
            seen.add(name)
            people |= wrote.get(name, set())
        if people:
            names[child] = sorted(people)
    return names


def of_clauses(evidence: ReviewEvidence) -> list[Judgement]:
    """The judgements of clauses that count, by the time they were made: what a mapper may learn from."""
    mappings = [given for (kind, _, _), given in evidence.counting.items() if kind == "mapping"]
    return order([judgement for given in mappings for judgement in given])
