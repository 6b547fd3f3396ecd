"""What enters agreement: item, reviewer and what was said, by field, of the judgements that count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from curation.core.records import ItemKind, Judgement, ReviewItem
from curation.review.decisions.items import main_category
from curation.review.standing.evidence import ReviewEvidence

Triple = tuple[str, str, str]
"""Item, reviewer and label."""
Field = tuple[ItemKind, str, str]
"""Kind of work, field, and the category that the field is restricted to (empty for all)."""


def by_field(
    evidence: ReviewEvidence, batches: Collection[str] | None = None, dataset: str | None = None
) -> dict[Field, list[Triple]]:
    """The ratings of every field that annotators fill in, sorted; gold items, adjudicators and auditors left out.

    An item that was given again to others counts as the item it stands for, so all of its judgements are compared. The
    fields are `verdict` (also in each category), `category`, and of questions `answer` and `closed` (the answer given
    before the provision was shown).
    """
    told: dict[Field, list[Triple]] = defaultdict(list)
    for item, judgement in _annotated(evidence, batches, dataset):
        who = (evidence.first.get(item.id, item.id), judgement.reviewer)
        told[item.kind, "verdict", ""].append((*who, judgement.verdict))
        told[item.kind, "verdict", main_category(item) or "none"].append((*who, judgement.verdict))
        if item.kind != "mapping" and judgement.labels:
            told[item.kind, "category", ""].append((*who, judgement.labels[0]))
        if judgement.answer is not None:
            told[item.kind, "answer", ""].append((*who, str(judgement.answer)))
        if "closed" in judgement.answers:
            told[item.kind, "closed", ""].append((*who, str(judgement.answers["closed"])))
    return {field: sorted(triples) for field, triples in sorted(told.items())}


def verdicts(evidence: ReviewEvidence, dataset: str | None = None) -> list[Triple]:
    """The verdicts on prompts and questions of a dataset (or all), the ratings that a release's agreement rests on."""
    fields = by_field(evidence, None, dataset)
    return sorted(
        triple
        for (kind, field, category), triples in fields.items()
        for triple in triples
        if field == "verdict" and not category and kind != "mapping"
    )


def units(evidence: ReviewEvidence) -> dict[str, str]:
    """What agreement counts as one thing judged, by id of the judgements that enter it: the item, or the one that it was
    put again for."""
    return {
        judgement.id: evidence.first.get(item.id, item.id)
        for item, judgement in _annotated(evidence, None, None)
    }


def _annotated(
    evidence: ReviewEvidence, batches: Collection[str] | None, dataset: str | None
) -> list[tuple[ReviewItem, Judgement]]:
    return [
        (item, judgement)
        for item in evidence.items
        if item.gold is None
        and (batches is None or item.batch in batches)
        and (dataset is None or item.dataset == dataset)
        for judgement in evidence.on_item.get(item.id, ())
        if judgement.role == "annotator" and judgement.verdict != "none"
    ]
