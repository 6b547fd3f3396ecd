"""Judgements in, decisions out: pure, and every decision names its judgements and its rule.

unanimous accept or reject → decided · the same edit by all → a revision, reviewed again · anything else, and any doubt
about the keyed answer → an adjudicator who was none of the annotators · too few judgements → pending · an auditor who
objects to what was decided → an adjudicator again, so that an error found is mended
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from pydantic import JsonValue

from curation.core.digests import canonical_json
from curation.core.records import Decision, DecisionRule, Judgement, Outcome, ReviewItem
from curation.review.settings import Settings

ADJUDICATION, AUDIT = "adjudication", "audit"
"""Among an item's reasons these two say what it was put before somebody for."""
REPLACES = "replaces:"
"""The beginning of the reason of an item that was frozen again for others than those who left; the earlier id follows."""


def planned(
    items: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> dict[str, int]:
    """How many judgements each item is to get, by id: those that decide it, less what others give in another batch.

    A gold item is not given again: one of somebody who left is done without.
    """
    judged: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.status == "active":
            judged[judgement.item].add(judgement.reviewer)
    found = {}
    for item in items:
        away = settings.left & set(item.reviewers) - judged[item.id]
        gold = item.overlap - len(away)
        found[item.id] = gold if item.gold is not None else needed(item, judged[item.id], settings)
    given = {i.id: i.overlap for i in items}
    for new, old in earlier(items).items():
        if old in found:
            found[old] = max(0, found[old] - given[new])
    return found


def replaced(item: ReviewItem) -> list[str]:
    """The id of the item that this one was frozen again for, if it was."""
    return [why.removeprefix(REPLACES) for why in item.why if why.startswith(REPLACES)]


def earlier(items: Sequence[ReviewItem]) -> dict[str, str]:
    """The item that each was frozen again for: what is said of both is said of one."""
    return {item.id: first for item in items for first in replaced(item)}


def standing(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The items that count: those that another look (at a clause that changed) replaced are left out."""
    replaced = {name for i in items for name in _replaces(i)}
    return [i for i in items if i.id not in replaced]


def _replaces(item: ReviewItem) -> list[str]:
    named = item.shown.get("reexamines", [])
    return [str(name) for name in named] if isinstance(named, list) else []


def counting(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements that count, by subject: active, of what is frozen, by someone it was assigned to, no gold."""
    frozen = {i.id: i for i in standing(items)}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda j: (j.made, j.id)):
        item = frozen.get(judgement.item)
        if item is None or item.gold is not None or judgement.status != "active":
            continue
        if judgement.revision != item.revision or (
            item.reviewers and judgement.reviewer not in item.reviewers
        ):
            continue
        found[key_of(item)].append(judgement)
    return found


def key_of(item: ReviewItem) -> str:
    """Names what is judged: kind, dataset and subject."""
    return f"{item.kind}\0{item.dataset}\0{item.subject}"


def decide(
    items: Sequence[ReviewItem], judgements: Sequence[Judgement], settings: Settings
) -> list[Decision]:
    """One decision for each subject that has been put before experts, sorted by subject."""
    counted = counting(items, judgements)
    audits = {i.id: i for i in items if AUDIT in i.why}
    subjects: dict[str, ReviewItem] = {}
    for item in sorted((i for i in standing(items) if i.gold is None), key=_rank):
        # The annotators' item decides how many judgements are needed, not the adjudicator's or the auditor's of one.
        subjects[key_of(item)] = item
    return [_one(item, counted.get(key, []), audits, settings) for key, item in sorted(subjects.items())]


def _rank(item: ReviewItem) -> tuple[bool, int, str, str]:
    return (not {AUDIT, ADJUDICATION} & set(item.why), item.overlap, item.batch, item.id)


def needed(item: ReviewItem, judged: Collection[str], settings: Settings) -> int:
    """How many judgements decide an item that `judged` have judged.

    As many as planned; where more were planned than the settings ask for, as in a calibration round, those of people who
    have left are done without.
    """
    away = settings.left & set(item.reviewers) - set(judged)
    return max(min(item.overlap, settings.overlap), item.overlap - len(away))


def _one(
    item: ReviewItem, given: Sequence[Judgement], audits: Mapping[str, ReviewItem], settings: Settings
) -> Decision:
    checks = [j for j in given if j.item in audits and j.role == "annotator"]
    annotators = list(
        {j.reviewer: j for j in given if j.role == "annotator" and j.item not in audits}.values()
    )
    people = {j.reviewer for j in (*annotators, *checks)}
    judges = [
        j for j in given if j.role == "adjudicator" and j.reviewer not in people and j.verdict != "unsure"
    ]
    behind = [*annotators, *checks]
    against = [j for j in checks if objects(audits[j.item], j)]
    if against and not [j for j in judges if j.made > against[-1].made]:
        return _decision(item, "pending", "disagreement", behind, annotators)
    if judges:
        final = judges[-1]
        return _decision(
            item, _outcome(final), "adjudicated", [*behind, final], annotators, final.labels, final.reasons, final.edited
        )  # fmt: skip
    need = needed(item, [j.reviewer for j in annotators], settings)
    if not annotators or len(annotators) < need:
        return _decision(item, "pending", "insufficient", behind, annotators)
    if differ(item, annotators):
        return _decision(item, "pending", "disagreement", behind, annotators)
    first = annotators[0]
    reasons = sorted({r for j in annotators for r in j.reasons})
    rule: DecisionRule = "single" if need == 1 else "consensus"
    return _decision(item, _outcome(first), rule, behind, annotators, first.labels, reasons, first.edited)


def objects(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether somebody who looks at an accepted item finds it wrong as shown: verdict, main category or key."""
    shown = item.shown.get("categories")
    main = shown[0] if isinstance(shown, list) and shown else None
    return (
        _outcome(judgement) != "accept"
        or (bool(judgement.labels) and judgement.labels[0] != main)
        or (item.kind == "question" and judgement.answer != item.shown.get("answer"))
    )


def _outcome(judgement: Judgement) -> Outcome:
    """What a verdict comes to; a revision without a changed word changes at most the category, so it accepts."""
    if judgement.verdict == "unsure" or judgement.verdict == "none":
        return "pending"
    if judgement.verdict == "revise" and not judgement.edited and judgement.labels:
        return "accept"
    return judgement.verdict


def differ(item: ReviewItem, given: Sequence[Judgement]) -> bool:
    """Whether somebody has to decide between the annotators (or is needed because one was unsure, or missed the key)."""
    if any(j.verdict == "unsure" for j in given):
        return True
    if item.kind == "question" and any(j.answer != item.shown.get("answer") for j in given):
        return True
    if all(j.verdict == "reject" for j in given):
        return False
    return len({_says(item, j) for j in given}) > 1


def _says(item: ReviewItem, judgement: Judgement) -> str:
    """What two annotators must share to agree: verdict, categories, and the wording of an edit."""
    if judgement.verdict == "reject":
        return "reject"
    labels = sorted(judgement.labels) if item.kind == "mapping" else judgement.labels[:1]
    return canonical_json([_outcome(judgement), labels, judgement.edited])


def agreement(item: ReviewItem, given: Sequence[Judgement]) -> float | None:
    """The share of pairs of annotators who say the same, in [0, 1]; None with fewer than two."""
    pairs = list(combinations(given, 2))
    if not pairs:
        return None
    same = sum(_says(item, a) == _says(item, b) and a.answer == b.answer for a, b in pairs)
    return same / len(pairs)


def _decision(
    item: ReviewItem,
    outcome: Outcome,
    rule: DecisionRule,
    behind: Sequence[Judgement],
    annotators: Sequence[Judgement],
    labels: list[str] | None = None,
    reasons: list[str] | None = None,
    edited: dict[str, JsonValue] | None = None,
) -> Decision:
    return Decision(
        subject=item.subject, kind=item.kind, dataset=item.dataset, outcome=outcome, rule=rule,
        judgements=[j.id for j in behind], agreement=agreement(item, annotators), labels=labels or [],
        reasons=reasons or [], edited=edited or {},
    )  # fmt: skip
