"""What one judgement says, read without kindness: whatever is incomplete or contradicts itself is an objection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from curation.core.digests import canonical_json
from curation.core.records import Judgement, ReviewItem
from curation.review.decisions.items import main_category

Says = Literal["accept", "relabel", "edit", "reject", "object", "unsure"]
"""`relabel` accepts under another category; `edit` gives new words or another key; `object` is an objection without a
cure: a revision without new words, or an acceptance that names something wrong."""

CATEGORY = "wrong-category"
"""The only reason that another category alone cures."""


@dataclass(frozen=True)
class JudgementStatement:
    """What a judgement says, in the form in which two of them are compared."""

    says: Says
    labels: tuple[str, ...] = ()
    """The main category of a candidate, all categories of a clause; empty when the judgement rejects."""
    edited: str = ""
    """The edit as canonical JSON."""

    @property
    def accepts(self) -> bool:
        """Whether the words may be released as they stand."""
        return self.says in ("accept", "relabel")

    @property
    def objects(self) -> bool:
        """Whether the words must not be released as they stand."""
        return self.says in ("edit", "reject", "object")


def statement(judgement: Judgement, item: ReviewItem) -> JudgementStatement:
    """What a judgement says of the item as shown."""
    labels = _labels(judgement, item)
    verdict = judgement.verdict
    if verdict == "reject":
        return JudgementStatement("reject")
    if judgement.edited and verdict == "revise":
        return JudgementStatement("edit", labels, canonical_json(judgement.edited))
    wrong = judgement.explanation == "wrong" or "wrong" in judgement.points.values()
    if judgement.edited or judgement.also_right or wrong:
        return JudgementStatement("object", labels)
    if verdict in ("unsure", "none"):
        return JudgementStatement("object" if judgement.reasons else "unsure", labels)
    moved = _moved(judgement, item)
    if moved and _only_about_the_category(judgement, item):
        return JudgementStatement("relabel", labels)
    if verdict == "accept" and not judgement.reasons:
        return JudgementStatement("accept", labels)
    return JudgementStatement("object", labels)


def _labels(judgement: Judgement, item: ReviewItem) -> tuple[str, ...]:
    return tuple(sorted(judgement.labels)) if item.kind == "mapping" else tuple(judgement.labels[:1])


def _moved(judgement: Judgement, item: ReviewItem) -> bool:
    """Whether other categories were chosen than those shown."""
    shown = item.shown.get("categories")
    before = [str(c) for c in shown] if isinstance(shown, list) else []
    if item.kind == "mapping":
        return bool(judgement.labels) and set(judgement.labels) != set(before)
    return bool(judgement.labels) and judgement.labels != before


def _only_about_the_category(judgement: Judgement, item: ReviewItem) -> bool:
    """Whether the chosen category answers everything that the judgement says. A clause is judged for nothing else."""
    if item.kind == "mapping" or (judgement.verdict == "accept" and not judgement.reasons):
        return True
    return set(judgement.reasons) == {CATEGORY}


def objects(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether somebody who looks at an accepted item finds it wrong as shown: anything but a plain acceptance, another
    main category, or another answer than the key."""
    said = statement(judgement, item)
    return (
        not said.accepts
        or (bool(judgement.labels) and judgement.labels[0] != main_category(item))
        or misses_key(item, judgement)
    )


def misses_key(item: ReviewItem, judgement: Judgement) -> bool:
    """Whether the answer given before the key was shown is another one than the key, or is missing."""
    return item.kind == "question" and judgement.answer != item.shown.get("answer")
