"""The disagreements as a batch of their own, for somebody who was none of the annotators and sees no names."""

from __future__ import annotations

from collections.abc import Sequence

from curation.digests import digest
from curation.records import Judgement, ReviewItem
from curation.review import shown
from curation.review.decide import counting, decide, standing
from curation.review.settings import Settings
from curation.review.shown import LETTERS


def disagreements(
    items: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> tuple[list[ReviewItem], list[str]]:
    """The items that need an adjudicator, and `subject:pseudonym` for everyone who may not take one.

    Items already in an adjudication batch (their reasons say so) that still wait are not made twice.
    """
    items = standing(items)
    waiting = {
        (d.kind, d.dataset, d.subject)
        for d in decide(items, judgements, settings)
        if d.rule == "disagreement"
    }
    counted = counting(items, judgements)
    open_already = {(i.kind, i.dataset, i.subject) for i in items if "adjudication" in i.why}
    adjudicators = sorted(r.name for r in settings.reviewers if r.adjudicator)
    found: list[ReviewItem] = []
    excluded: list[str] = []
    for item in sorted(items, key=lambda i: i.id):
        key = (item.kind, item.dataset, item.subject)
        if key not in waiting or key in open_already or item.gold is not None:
            continue
        open_already.add(key)
        given = [j for j in counted.get("\0".join(key), []) if j.role == "annotator"]
        seen = {**item.shown, "opinions": opinions(given)}
        made = shown.freeze(
            "", item.kind, item.subject, item.dataset, seen, 1, item.priority, ["adjudication"]
        )
        people = {j.reviewer for j in given}
        if allowed := [a for a in adjudicators if a not in people]:
            made = made.model_copy(update={"reviewers": allowed})
        found.append(made)
        excluded += sorted(f"{item.subject}:{p}" for p in people)
    return found, excluded


def opinions(given: Sequence[Judgement]) -> str:
    """What the annotators said, without names and in an order that tells nothing of them."""
    lines = []
    for number, judgement in enumerate(sorted(given, key=lambda j: digest(j.id)), 1):
        parts: list[str] = [judgement.verdict]
        if judgement.answer is not None:
            own = "none of these" if judgement.answer < 0 else LETTERS[judgement.answer]
            parts.append(f"answered {own}")
        parts += judgement.labels + judgement.reasons
        parts += [f"{field}: {value}" for field, value in sorted(judgement.edited.items())]
        if judgement.comment:
            parts.append(judgement.comment)
        lines.append(f"{number}. " + " · ".join(parts))
    return "\n".join(lines)
