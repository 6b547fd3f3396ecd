"""The disagreements as a batch of their own, for somebody who was none of the annotators and sees no names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curation.core.digests import digest
from curation.core.records import Judgement, ReviewItem
from curation.review.board import presentation
from curation.review.board.presentation import LETTERS
from curation.review.decisions.rules import ADJUDICATION, AUDIT, counting, decide, standing
from curation.review.settings import Settings


def disagreements(
    items: Sequence[ReviewItem],
    judgements: Sequence[Judgement],
    settings: Settings,
    words: Callable[[str], str] = str,
) -> tuple[list[ReviewItem], list[str]]:
    """The items that need an adjudicator, and `subject:pseudonym` for everyone who may not take one.

    An item already before an adjudicator who has not judged yet is not made twice; one whose adjudicator left, was unsure, or
    that an auditor has objected to since, goes to another. `words` turns a code of a category or reason into its name.
    """
    items = standing(items)
    waiting = {
        (d.kind, d.dataset, d.subject)
        for d in decide(items, judgements, settings)
        if d.rule == "disagreement"
    }
    counted = counting(items, judgements)
    judged = {j.item for given in counted.values() for j in given if j.role == "adjudicator"}
    taken = {
        _key(i)
        for i in items
        if ADJUDICATION in i.why
        and i.id not in judged
        and not (i.reviewers and settings.left.issuperset(i.reviewers))
    }
    found: list[ReviewItem] = []
    excluded: list[str] = []
    for item in sorted(items, key=lambda i: (AUDIT not in i.why, i.id)):
        key = _key(item)
        if key not in waiting or key in taken or item.gold is not None or ADJUDICATION in item.why:
            continue
        taken.add(key)
        given = counted.get("\0".join(key), [])
        people = {j.reviewer for j in given}
        own = [j for j in given if j.role == "annotator"]
        found.append(_put(item, own, people, settings, words))
        excluded += sorted(f"{item.subject}:{p}" for p in people)
    return found, excluded


def _key(item: ReviewItem) -> tuple[str, str, str]:
    return (item.kind, item.dataset, item.subject)


def _put(
    item: ReviewItem,
    given: Sequence[Judgement],
    people: set[str],
    settings: Settings,
    words: Callable[[str], str],
) -> ReviewItem:
    """The item as an adjudicator sees it: with what was said, for those who said none of it."""
    seen = {**item.shown, "opinions": opinions(given, words)}
    why = [ADJUDICATION, *(w for w in item.why if w.startswith("finding:"))]
    made = presentation.freeze("", item.kind, item.subject, item.dataset, seen, 1, item.priority, why)
    adjudicators = sorted(r.name for r in settings.reviewers if r.adjudicator and not r.left)
    allowed = [a for a in adjudicators if a not in people]
    return made.model_copy(update={"reviewers": allowed}) if allowed else made


def opinions(given: Sequence[Judgement], words: Callable[[str], str] = str) -> str:
    """What the annotators said, without names and in an order that tells nothing of them."""
    lines = []
    for number, judgement in enumerate(sorted(given, key=lambda j: digest(j.id)), 1):
        parts: list[str] = [judgement.verdict]
        if judgement.answer is not None:
            own = "none of these" if judgement.answer < 0 else LETTERS[judgement.answer]
            parts.append(f"answered {own}")
        parts += [words(code) for code in judgement.labels + judgement.reasons]
        parts += [f"{field}: {value}" for field, value in sorted(judgement.edited.items())]
        if judgement.comment:
            parts.append(judgement.comment)
        lines.append(f"{number}. " + " · ".join(parts))
    return "\n".join(lines)
