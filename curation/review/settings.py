"""Who reviews what, how often, and which rule decides."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Reviewer(BaseModel):
    """What the plan knows of a reviewer, by pseudonym only."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str
    """The person's pseudonym, as `curation review people --add ADDRESS` prints it, also before the first batch. The address itself is not
    recognised here."""
    categories: tuple[str, ...] = ()
    """Qualified codes (or beginnings of them) of the categories the person knows; empty for all."""
    avoid: tuple[str, ...] = ()
    """Qualified codes (or beginnings of them) that the person must not be shown."""
    limit: int | None = Field(default=None, ge=0)
    """Most items of a batch for this person. Not set: no limit."""
    adjudicator: bool = False
    """Whether the person may decide where others differ."""
    left: bool = False
    """Whether the person has left: gets nothing more; what waits for them goes to others with the next `push`, a
    disagreement to another adjudicator with the next `adjudicate`. A drawn audit sample is not given again: draw another."""


class Plan(BaseModel):
    """The claim about the error rate, registered before the first look."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    p: float = Field(default=0.01, gt=0, lt=1)
    """The error rate that the audit tries to show the accepted items to be below. It plans the sample and stops no release; `error` under
    `[dataset.gates]` does."""
    confidence: float = Field(default=0.95, gt=0, lt=1)
    """How sure the statement must be."""
    errors: int = Field(default=0, ge=0)
    """Errors that a fixed plan allows in its sample."""
    method: Literal["fixed", "sequential"] = "fixed"
    """`fixed`: people judge the whole sample of planned size. `sequential`: you may look at the result after every judgement; when
    all drawn items are judged and more are needed, `curation review push --audit` adds them."""
    overlap: int = Field(default=1, ge=1, le=9)
    """Independent judgements of each audited item; nobody audits what they judged before."""
    seed: int = 0
    """Seed of the sample."""
    overrule: bool = False
    """Whether an adjudicator may clear an objection of an auditor; the card then says how many were cleared."""


class Settings(BaseModel):
    """The settings of `[review]`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    overlap: int = Field(default=2, ge=1, le=9)
    """Independent judgements an item needs."""
    batch_size: int = Field(default=200, ge=1)
    """Most items of a batch, gold not counted."""
    random_share: float = Field(default=0.1, ge=0, le=1)
    """Share of a batch that is drawn at random whatever its priority, so that rates stay unbiased."""
    gold_share: float = Field(default=0.08, ge=0, le=0.5)
    """Share of gold items mixed into a batch, where there are any in `raw/review/gold.jsonl`."""
    calibration: int = Field(default=0, ge=0)
    """Items of the calibration round that everybody does first, without a preselected category; 0 for no such round."""
    mapping_items: ClassVar[int] = 200
    """Most clauses queued for a review of their mapping, the most uncertain first."""
    briefs: bool = False
    """Whether briefs that a person must write out are queued as well."""
    exposure: dict[str, int] = Field(default_factory=dict)
    """How many items of a category one reviewer gets at most in a batch, by the beginning of the qualified code:
    `exposure = { "air-2024@1.0:3" = 20 }`. Only the main category of an item counts. Without `reviewers` the limit is for the
    whole batch. Further items wait for a later batch. Calibration rounds, adjudication, audits and writing ignore it."""
    hints: bool = True
    """Whether the screen preselects the proposed category. A calibration round never preselects one, and an adjudication batch
    always does, whatever this setting says."""
    reviewers: tuple[Reviewer, ...] = ()
    """The people; empty when anyone may take any item."""
    stages: Literal["separate", "merged"] = "separate"
    """Whether a question is answered in a task of its own before the key is shown (`separate`), or in the task that shows
    the key as well (`merged`, for work of low risk; the card says so)."""
    self_agreed: bool = False
    """Whether an edit that all annotators of an item made in the same words is accepted without other people's judgement;
    the row then carries the rule `self_agreed`."""
    seed: int = 0
    """Seed of the random share and of every tie."""
    audit: Plan = Plan()
    """The claim about the error rate of a release."""

    @property
    def left(self) -> frozenset[str]:
        """The pseudonyms of those who have left."""
        return frozenset(r.name for r in self.reviewers if r.left)

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [r.name for r in self.reviewers]
        if len(set(names)) != len(names):
            raise ValueError("two reviewers have the same name")
        return self
