"""Whether the plan was held: who judged what they were not given, and who began before the calibration round was done."""

from __future__ import annotations

from collections import Counter, defaultdict

from curation.core.errors import Issue
from curation.review.standing.evidence import ReviewEvidence


def held(evidence: ReviewEvidence, batch: str | None = None) -> list[Issue]:
    """Where the plan was not held, in one batch or all. None of these judgements counts.

    Judged by somebody it was not assigned to, by somebody who had a hand in it, adjudicated by one of the annotators, or
    more often than planned (the last of these does count).
    """
    excluded = {head.name: set(head.excluded) for head in evidence.heads}
    annotators = {
        (j.subject, j.reviewer)
        for given in evidence.on_item.values()
        for j in given
        if j.role == "annotator" and evidence.by_id[j.item].gold is None
    }
    issues = []
    for judgement in sorted(evidence.judgements, key=lambda j: j.id):
        item, who = evidence.by_id.get(judgement.item), judgement.reviewer
        if item is None or (batch is not None and judgement.batch != batch) or judgement.stage != "verdict":
            continue
        barred = f"{judgement.subject}:{who}" in excluded.get(judgement.batch, ())
        if judgement.role == "adjudicator" and (
            barred or (judgement.status == "active" and (judgement.subject, who) in annotators)
        ):
            issues.append(
                Issue(
                    item.id,
                    "own-adjudication",
                    f"{who} annotated it before, so the adjudication of {who} does not count",
                )
            )
        elif barred and judgement.status == "invalid":
            issues.append(
                Issue(
                    item.id,
                    "own-words",
                    f"{who} wrote it or judged it before, so this judgement does not count",
                )
            )
        elif judgement.status == "active" and evidence.keyed_first(judgement):
            issues.append(
                Issue(
                    item.id,
                    "no-own-answer",
                    f"{who} saw the key before giving an answer, so the verdict of {who} does not count",
                )
            )
        elif judgement.status == "active" and item.reviewers and who not in item.reviewers:
            issues.append(
                Issue(
                    item.id, "not-assigned", f"it was not assigned to {who}, so this judgement does not count"
                )
            )
    return issues + [
        Issue(item.id, "overlap-exceeded", f"has {n} judgements, and {item.overlap} were planned", "info")
        for item in sorted(evidence.items, key=lambda i: i.id)
        if (batch is None or item.batch == batch) and (n := len(evidence.judged(item.id))) > item.overlap
    ]


def uncalibrated(evidence: ReviewEvidence) -> list[Issue]:
    """Who judged in a batch before having finished the calibration round of its dataset and kind, by batch."""
    rounds = {(b.dataset, b.kind): b.name for b in evidence.heads if b.purpose == "calibration"}
    size = Counter(i.batch for i in evidence.items)
    done: dict[tuple[str, str], list[str]] = defaultdict(list)
    for given in evidence.on_item.values():
        for judgement in given:
            done[judgement.batch, judgement.reviewer].append(judgement.made)
    issues = []
    for head in evidence.heads:
        first = rounds.get((head.dataset, head.kind))
        if first is None or head.purpose != "review":
            continue
        for name, who in sorted(key for key in done if key[0] == head.name):
            finished = sorted(done.get((first, who), []))
            if len(finished) < size[first] or finished[-1] > min(done[name, who]):
                issues.append(
                    Issue(name, "not-calibrated", f"{who} began before finishing the calibration round {first}; these judgements count, so let people finish that round first", "warn")
                )  # fmt: skip
    return issues


def calibration_left(evidence: ReviewEvidence, dataset: str, kind: str) -> tuple[str, int] | None:
    """The calibration round of a dataset and kind with how many judgements it still wants; None when there is none."""
    rounds = [
        b for b in evidence.heads if b.purpose == "calibration" and (b.dataset, b.kind) == (dataset, kind)
    ]
    if not rounds:
        return None
    names = {b.name for b in rounds}
    left = sum(
        max(0, evidence.planned[i.id] - len(evidence.judged(i.id)))
        for i in evidence.items
        if i.batch in names
    )
    return rounds[0].name, left
