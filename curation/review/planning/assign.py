"""Who gets which item: by expertise, never one's own words, within limits, evenly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from curation.core.errors import Issue
from curation.core.records import ReviewItem
from curation.review.decisions.items import main_category
from curation.review.planning.route import lot
from curation.review.settings import Reviewer, Settings


def _within(category: str, beginnings: Sequence[str]) -> bool:
    return any(category == b or category.startswith((f"{b}.", f"{b}:")) for b in beginnings)


def may(reviewer: Reviewer, item: ReviewItem, authors: Mapping[str, Sequence[str]]) -> bool:
    """Whether a reviewer is here, knows the category, is not to be kept from it, and had no hand in the item's words."""
    main = main_category(item)
    return (
        not reviewer.left
        and (not reviewer.categories or _within(main, reviewer.categories))
        and not _within(main, reviewer.avoid)
        and reviewer.name not in authors.get(item.subject, ())
    )


def of_one_writer(item: ReviewItem) -> str:
    """What the items of one writer have in common: briefs of one clause, since half of a pair says how it differs from the other.

    Any other item has this in common with itself alone.
    """
    if not item.shown.get("brief"):
        return item.id
    return "\n".join(str(item.shown.get(part) or "") for part in ("citation", "clause")) or item.id


def _of_itself(item: ReviewItem) -> str:
    return item.id


def side_by_side(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The items with the briefs of one clause behind one another, the harmless ones last; the order of the clauses is kept."""
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        first.setdefault(of_one_writer(item), place)
    return sorted(items, key=lambda i: (first[of_one_writer(i)], bool(i.shown.get("benign"))))


def assign(
    items: Sequence[ReviewItem], settings: Settings, authors: Mapping[str, Sequence[str]] | None = None
) -> tuple[list[ReviewItem], list[Issue]]:
    """The items with their reviewers, those with the least work first, and an issue for each that finds too few.

    `authors` gives, for a subject, the pseudonyms of those who wrote it (or must not judge it for another reason).
    Without reviewers in the settings anyone may take any item, so exposure is limited for the batch as a whole.
    """
    if not settings.reviewers:
        return _exposed_at_most(items, settings)
    load: Counter[str] = Counter()
    together: dict[str, list[str]] = {}
    exposed: Counter[tuple[str, str]] = Counter()
    placed: list[ReviewItem] = []
    issues: list[Issue] = []
    for item in sorted(items, key=lambda i: (-i.priority, i.id)):
        beginnings = [b for b in sorted(settings.exposure) if _within(main_category(item), [b])]
        able = [
            r
            for r in settings.reviewers
            if may(r, item, authors or {})
            and (r.limit is None or load[r.name] < r.limit)
            and all(exposed[r.name, b] < settings.exposure[b] for b in beginnings)
        ]
        # Adjudicators are kept free where they can be: whoever annotated an item cannot settle it.
        own = together.get(of_one_writer(item), [])
        able.sort(
            key=lambda r: (
                r.name not in own, r.adjudicator, load[r.name], lot(settings.seed, f"{r.name} {item.subject}")
            )
        )  # fmt: skip
        chosen = sorted(r.name for r in able[: item.overlap])
        if len(chosen) < item.overlap:
            issues.append(
                Issue(item.id, "reviewers-missing", f"{len(chosen)} of the {item.overlap} reviewers that it needs can take this item, so it waits for a later batch; see categories, avoid and limit under [[review.reviewers]], and review.exposure", "warn")
            )  # fmt: skip
            continue
        load.update(chosen)
        together[of_one_writer(item)] = chosen
        exposed.update((name, b) for name in chosen for b in beginnings)
        placed.append(item.model_copy(update={"reviewers": chosen}))
    return placed, issues


def _exposed_at_most(items: Sequence[ReviewItem], settings: Settings) -> tuple[list[ReviewItem], list[Issue]]:
    """The items without those of a category beyond its limit, which wait for another batch."""
    seen: Counter[str] = Counter()
    placed: list[ReviewItem] = []
    issues: list[Issue] = []
    for item in sorted(items, key=lambda i: (-i.priority, i.id)):
        beginnings = [b for b in sorted(settings.exposure) if _within(main_category(item), [b])]
        full = [b for b in beginnings if seen[b] >= settings.exposure[b]]
        if full:
            issues.append(
                Issue(
                    item.id,
                    "exposure-limit",
                    f"the batch has as many items of {full[0]} as review.exposure in curation.toml allows; this item waits for a later batch",
                    "warn",
                )
            )
            continue
        seen.update(beginnings)
        placed.append(item)
    return placed, issues


def dealt(items: Sequence[ReviewItem], people: Sequence[str], excluded: Sequence[str] = ()) -> dict[str, str]:
    """Which of `people` has each item that names nobody, in equal shares; the same however many of the items are done.

    The briefs of one clause go to one person (`of_one_writer`) where they stand `side_by_side`. In a batch of an earlier version they
    do not, and each brief stays with the person whose page had it. `excluded` are pairs `subject:pseudonym` that must not meet. An item that nobody may have is left out.
    """
    barred, load = set(excluded), Counter(dict.fromkeys(people, 0))
    found: dict[str, str] = {}
    together: dict[str, str] = {}
    writer = of_one_writer if list(items) == side_by_side(items) else _of_itself
    first: dict[str, int] = {}
    waiting = sorted((i for i in items if not i.reviewers), key=lambda i: i.id)
    for place, item in enumerate(waiting):
        first.setdefault(writer(item), place)
    for item in sorted(waiting, key=lambda i: first[writer(i)]):
        able = [who for who in people if f"{item.subject}:{who}" not in barred]
        if able:
            own = together.get(writer(item))
            found[item.id] = min(able, key=lambda who: (who != own, load[who], who))
            together[writer(item)] = found[item.id]
            load[found[item.id]] += 1
    return found


def everybody(items: Sequence[ReviewItem], settings: Settings) -> tuple[list[ReviewItem], list[Issue]]:
    """The items of a calibration round: each for all reviewers (at least two), so that they can be compared.

    Adjudicators are left out where two others are there, so that somebody can settle what they differ on.
    """
    here = [r for r in settings.reviewers if not r.left]
    plain = [r for r in here if not r.adjudicator]
    people = sorted(r.name for r in (plain if len(plain) > 1 else here))
    if settings.reviewers and not people:
        everyone = "every reviewer in the settings has left; name others under [[review.reviewers]]"
        return [], [Issue("review.reviewers", "reviewers-missing", everyone)]
    overlap = max(2, len(people) or settings.overlap)
    return [i.model_copy(update={"reviewers": people, "overlap": overlap}) for i in items], []


def teams(items: Sequence[ReviewItem]) -> list[list[ReviewItem]]:
    """The items by who they are assigned to, the largest team first.

    The server gives everybody who opens a project the next item of it, so each team has a project of its own.
    """
    found: dict[tuple[str, ...], list[ReviewItem]] = defaultdict(list)
    for item in items:
        found[tuple(sorted(item.reviewers))].append(item)
    return [found[who] for who in sorted(found, key=lambda who: (-len(found[who]), who))]
