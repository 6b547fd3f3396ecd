"""From the queue to a batch: the reserved random share, then the highest priorities, and gold among them."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from curation.core.errors import InputError, Issue
from curation.core.records import Decision, Judgement, ReviewItem
from curation.review.board import presentation
from curation.review.decisions.rules import (
    ADJUDICATION,
    AUDIT,
    REPLACES,
    counting,
    decide,
    key_of,
    needed,
    standing,
)
from curation.review.planning.route import RESERVED, balanced, lot, place, reserved
from curation.review.settings import Settings


def select(
    queue: Sequence[ReviewItem],
    done: Sequence[ReviewItem],
    gold: Sequence[ReviewItem],
    settings: Settings,
    size: int | None = None,
) -> list[ReviewItem]:
    """The items of the next batch: what is in no batch yet or has to be looked at again, with gold items mixed in.

    A gold item gets the priority and reasons of an ordinary one, so nothing tells them apart.
    """
    size = settings.batch_size if size is None else size
    open_ = fresh(queue, done)
    by_lot = {i.id for i in reserved(open_, size, settings)}
    chosen = [
        i.model_copy(update={"why": [*i.why, RESERVED]}) if i.id in by_lot else i
        for i in balanced(open_, size, settings)
    ]
    return [*chosen, *golden(chosen, done, gold, settings)]


def fresh(queue: Sequence[ReviewItem], done: Sequence[ReviewItem]) -> list[ReviewItem]:
    """What of the queue is in no batch yet, or has to be looked at again."""
    before = {_names(i) for i in done}
    again = {(*_names(i), str(i.shown.get("change"))) for i in done if "reexamines" in i.shown}
    return [
        i
        for i in queue
        if ("reexamines" in i.shown and (*_names(i), str(i.shown.get("change"))) not in again)
        or _names(i) not in before
    ]


def _names(item: ReviewItem) -> tuple[str, str, str]:
    return (item.kind, item.dataset, item.subject)


def replacements(
    done: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> tuple[list[ReviewItem], dict[str, list[str]]]:
    """The frozen items that wait for somebody who left, each for as many others; and by subject who may not be among them.

    Whoever has judged an item, or is still to judge it, does not get it a second time. A judgement that somebody gave
    before leaving counts as any other.
    """
    left = settings.left
    short = {
        (d.kind, d.dataset, d.subject) for d in decide(done, judgements, settings) if d.rule == "insufficient"
    }
    counted = counting(done, judgements)
    groups: dict[str, list[ReviewItem]] = {}
    for item in standing(done):
        if _names(item) in short and item.gold is None and not {AUDIT, ADJUDICATION} & set(item.why):
            groups.setdefault(key_of(item), []).append(item)
    made, barred = [], {}
    for key, own in sorted(groups.items()):
        assigned = {name for item in own for name in item.reviewers}
        if not assigned & left:
            continue
        known = {j.reviewer for j in counted.get(key, [])} | (assigned - left)
        first = min(own, key=lambda i: (any(w.startswith(REPLACES) for w in i.why), i.batch, i.id))
        judged = {j.reviewer for j in counted.get(key, [])}
        if (missing := needed(first, judged, settings) - len(known)) > 0:
            why = [*(w for w in first.why if w != RESERVED), f"{REPLACES}{first.id}"]
            made.append(
                presentation.freeze("", first.kind, first.subject, first.dataset, dict(first.shown), missing, first.priority, why)
            )  # fmt: skip
            barred[first.subject] = sorted(known | left)
    return made, barred


def golden(
    chosen: Sequence[ReviewItem], done: Sequence[ReviewItem], gold: Sequence[ReviewItem], settings: Settings
) -> list[ReviewItem]:
    """Gold items for a batch of `chosen`, none that was in a batch before: a second meeting would give it away."""
    if not chosen or not settings.gold_share:
        return []
    kind, dataset = chosen[0].kind, chosen[0].dataset
    met = {(i.kind, i.dataset, i.subject) for i in done if i.gold is not None}
    met |= {(i.kind, i.dataset, i.subject) for i in chosen}
    known = sorted(
        (g for g in gold if (g.kind, g.dataset) == (kind, dataset) and (g.kind, g.dataset, g.subject) not in met),
        key=lambda g: lot(settings.seed, g.id),
    )  # fmt: skip
    mixed = []
    for item in known[: max(1, round(len(chosen) * settings.gold_share))]:
        twin = chosen[int(lot(settings.seed, f"twin {item.id}") * len(chosen))]
        mixed.append(
            item.model_copy(update={"priority": twin.priority, "why": twin.why, "overlap": twin.overlap})
        )
    return mixed


def gold_of(
    subjects: Sequence[str], decisions: Sequence[Decision], items: Sequence[ReviewItem]
) -> list[ReviewItem]:
    """Gold items of decided subjects: shown as they were to the annotators, the decision as the known answer.

    Raises: InputError naming every subject that is not decided as an accept or a reject.
    """
    decided = {d.subject: d for d in decisions if d.outcome in ("accept", "reject")}
    plain = {
        i.subject: i
        for i in sorted(items, key=lambda i: i.id)
        if i.gold is None and not {"audit", "adjudication"} & set(i.why)
    }
    issues = [
        Issue(s, "gold-undecided", "is neither accepted nor rejected yet, so it cannot be a known answer")
        for s in subjects
        if s not in decided or s not in plain
    ]
    if issues:
        raise InputError(issues)
    made = []
    for subject in subjects:
        item, decision = plain[subject], decided[subject]
        answer: dict[str, JsonValue] = {"verdict": decision.outcome}
        if decision.outcome == "accept":
            answer["labels"] = [*decision.labels]
            if item.kind == "question":
                answer["answer"] = item.shown.get("answer")
        made.append(item.model_copy(update={"batch": "", "gold": answer, "reviewers": [], "why": []}))
    return made


def calibration(
    queue: Sequence[ReviewItem], done: Sequence[ReviewItem], settings: Settings
) -> list[ReviewItem]:
    """The items of a calibration round: drawn by lot alone, so that what agrees there agrees elsewhere."""
    return sorted(fresh(queue, done), key=lambda i: lot(settings.seed, i.subject))[: settings.calibration]


def unbiased(items: Sequence[ReviewItem], settings: Settings) -> set[str]:
    """Ids of the frozen items from which rates of the whole queue can be told.

    The reserved share of every batch continues one order that owes nothing to priority. Up to the last place it has
    reached, everything is in a batch, whether by lot or by priority: that is a random sample of the queue.
    """
    found: set[str] = set()
    plain = [i for i in items if i.gold is None and not {"audit", "adjudication"} & set(i.why)]
    for group in sorted({(i.kind, i.dataset) for i in plain}):
        own = [i for i in plain if (i.kind, i.dataset) == group]
        places = [place(i, settings) for i in own if RESERVED in i.why]
        found |= {i.id for i in own if places and place(i, settings) <= max(places)}
    return found


def authors(judgements: Sequence[Judgement], parents: dict[str, str]) -> dict[str, list[str]]:
    """Who wrote a revision: the pseudonyms whose edits made it or one it stems from, by the revision's id."""
    wrote: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.status == "active" and judgement.edited:
            wrote.setdefault(judgement.subject, set()).add(judgement.reviewer)
    found: dict[str, list[str]] = {}
    for child in sorted(parents):
        above, people = child, set[str]()
        while above in parents:
            above = parents[above]
            people |= wrote.get(above, set())
        if people:
            found[child] = sorted(people)
    return found
