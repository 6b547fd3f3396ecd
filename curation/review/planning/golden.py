"""Items with a known answer, mixed unseen into every batch: decided ones, ones that a maintainer wrote, planted faults.

`raw/review/gold.jsonl` holds them. A person never meets one twice, nor one that they helped to decide; two people are
enough to use written and planted ones, since nobody has judged those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import JsonValue

from curation.core import tables
from curation.core.errors import InputError, Issue
from curation.core.files.io import locked
from curation.core.records import Decision, ReviewItem
from curation.review.decisions.items import is_base, key_of
from curation.review.judgements import batches
from curation.review.planning import assign
from curation.review.planning.route import lot
from curation.review.settings import Settings
from curation.review.standing.gold import faulty


def path(workspace: Path) -> Path:
    """Where gold items are kept."""
    return batches.root(workspace) / "gold.jsonl"


def known(workspace: Path) -> list[ReviewItem]:
    """Every gold item there is."""
    return tables.read_jsonl(path(workspace), ReviewItem)


def add(workspace: Path, items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Appends the gold items that are not there yet, and gives them."""
    with locked(workspace):
        have = {key_of(item) for item in known(workspace)}
        new = [item for item in items if key_of(item) not in have]
        tables.append_jsonl(path(workspace), new)
    return new


def mixed(
    workspace: Path,
    chosen: Sequence[ReviewItem],
    done: Sequence[ReviewItem],
    settings: Settings,
    barred: Mapping[str, Sequence[str]],
) -> list[ReviewItem]:
    """Gold items for a batch of `chosen` (of one team), for everybody of the team.

    Faulty and sound ones in turn, in the order of a lot, none that one of these people has met or helped to decide
    (`barred`: pseudonyms by subject). Each gets the priority and reasons of an ordinary item, so nothing tells them apart.

    Args:
        workspace: The folder of the workspace, which holds the gold questions.
        chosen: The items of the batch.
        done: The items of earlier batches.
        settings: The share of gold items, the reviewers and the seed.
        barred: Subject to the pseudonyms of people who know it.
    """
    if not chosen or not settings.gold_share:
        return []
    first = chosen[0]
    team = set(first.reviewers)
    people = {r.name: r for r in settings.reviewers}
    met = {key_of(i) for i in done if i.gold is not None and _met_by(i, team)} | {key_of(i) for i in chosen}
    open_ = [
        g
        for g in known(workspace)
        if (g.kind, g.dataset) == (first.kind, first.dataset)
        and key_of(g) not in met
        and all(name not in people or assign.may(people[name], g, barred) for name in team)
        and not team & set(barred.get(g.subject, ()))
    ]
    number = max(1, round(len(chosen) * settings.gold_share))
    return [_disguised(g, chosen, settings) for g in _in_turn(open_, settings)[:number]]


def _met_by(item: ReviewItem, team: set[str]) -> bool:
    return not item.reviewers or not team or bool(team & set(item.reviewers))


def _in_turn(gold: Sequence[ReviewItem], settings: Settings) -> list[ReviewItem]:
    """Faulty and sound items in turn, each sort by lot: both are needed to know what a person misses and what they reject."""
    ordered = sorted(gold, key=lambda g: lot(settings.seed, g.id))
    places: dict[str, tuple[int, int]] = {}
    counts = [0, 0]
    for item in ordered:
        sort = int(not faulty(item.gold or {}))
        places[item.id] = (counts[sort], sort)
        counts[sort] += 1
    return sorted(ordered, key=lambda g: places[g.id])


def _disguised(item: ReviewItem, chosen: Sequence[ReviewItem], settings: Settings) -> ReviewItem:
    twin = chosen[int(lot(settings.seed, f"twin {item.id}") * len(chosen))]
    return item.model_copy(
        update={
            "priority": twin.priority,
            "why": twin.why,
            "overlap": twin.overlap,
            "reviewers": twin.reviewers,
        }
    )


def of_decided(
    subjects: Sequence[str], decisions: Sequence[Decision], items: Sequence[ReviewItem]
) -> list[ReviewItem]:
    """Gold items of decided subjects: shown as they were to the annotators, the decision as the known answer.

    Raises: InputError naming every subject that is not decided as an accept or a reject.
    """
    decided = {d.subject: d for d in decisions if d.outcome in ("accept", "reject")}
    plain = {i.subject: i for i in sorted(items, key=lambda i: i.id) if i.gold is None and is_base(i)}
    issues = [
        Issue(s, "gold-undecided", "is neither accepted nor rejected now, so it cannot be a known answer")
        for s in subjects
        if s not in decided or s not in plain
    ]
    if issues:
        raise InputError(issues)
    return [_of_decision(plain[s], decided[s]) for s in subjects]


def _of_decision(item: ReviewItem, decision: Decision) -> ReviewItem:
    answer: dict[str, JsonValue] = {"verdict": decision.outcome}
    if decision.outcome == "accept":
        answer["labels"] = [*decision.labels]
        if item.kind == "question":
            answer["answer"] = item.shown.get("answer")
    return item.model_copy(update={"batch": "", "gold": answer, "reviewers": [], "why": []})
