"""Who gets which item: by expertise, never one's own words, within limits, evenly; and whether it was held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from curation.errors import Issue
from curation.records import Judgement, ReviewItem
from curation.review.route import lot
from curation.review.settings import Reviewer, Settings


def _main(item: ReviewItem) -> str:
    categories = item.shown.get("categories")
    return str(categories[0]) if isinstance(categories, list) and categories else ""


def _within(category: str, beginnings: Sequence[str]) -> bool:
    return any(category == b or category.startswith((f"{b}.", f"{b}:")) for b in beginnings)


def may(reviewer: Reviewer, item: ReviewItem, authors: Mapping[str, Sequence[str]]) -> bool:
    """Whether a reviewer knows the category, is not to be kept from it, and had no hand in the item's words."""
    main = _main(item)
    return (
        (not reviewer.categories or _within(main, reviewer.categories))
        and not _within(main, reviewer.avoid)
        and reviewer.name not in authors.get(item.subject, ())
    )


def assign(
    items: Sequence[ReviewItem], settings: Settings, authors: Mapping[str, Sequence[str]] | None = None
) -> tuple[list[ReviewItem], list[Issue]]:
    """The items with their reviewers, those with the least work first, and an issue for each that finds too few.

    `authors` gives, for a subject, the pseudonyms of those who wrote it. Without reviewers in the settings anyone may
    take any item.
    """
    if not settings.reviewers:
        return list(items), []
    load: Counter[str] = Counter()
    exposed: Counter[tuple[str, str]] = Counter()
    placed: list[ReviewItem] = []
    issues: list[Issue] = []
    for item in sorted(items, key=lambda i: (-i.priority, i.id)):
        beginnings = [b for b in sorted(settings.exposure) if _within(_main(item), [b])]
        able = [
            r
            for r in settings.reviewers
            if may(r, item, authors or {})
            and (r.limit is None or load[r.name] < r.limit)
            and all(exposed[r.name, b] < settings.exposure[b] for b in beginnings)
        ]
        able.sort(key=lambda r: (load[r.name], lot(settings.seed, f"{r.name} {item.id}")))
        chosen = sorted(r.name for r in able[: item.overlap])
        if len(chosen) < item.overlap:
            issues.append(
                Issue(item.id, "reviewers-missing", f"{len(chosen)} of {item.overlap} reviewers can take it; it waits", "warn")
            )  # fmt: skip
            continue
        load.update(chosen)
        exposed.update((name, b) for name in chosen for b in beginnings)
        placed.append(item.model_copy(update={"reviewers": chosen}))
    return placed, issues


def held(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> list[Issue]:
    """Where the plan was not held: judged by somebody it was not assigned to, or adjudicated by one of the annotators."""
    plan = {i.id: i for i in items}
    annotators = {
        (j.subject, j.reviewer) for j in judgements if j.status == "active" and j.role == "annotator"
    }
    issues = []
    for judgement in sorted(judgements, key=lambda j: j.id):
        item = plan.get(judgement.item)
        if item is None or judgement.status != "active":
            continue
        if item.reviewers and judgement.reviewer not in item.reviewers:
            issues.append(
                Issue(item.id, "not-assigned", f"{judgement.reviewer} was not assigned; not counted")
            )
        if judgement.role == "adjudicator" and (judgement.subject, judgement.reviewer) in annotators:
            issues.append(
                Issue(
                    item.id, "own-adjudication", f"{judgement.reviewer} was an annotator of it; not counted"
                )
            )
    return issues
