"""What is put before people, what they say, and what is decided by it."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from curation.core.records.vocabulary import (
    Choice,
    DecisionRule,
    Difficulty,
    ItemKind,
    JudgementStage,
    JudgementStatus,
    Outcome,
    PointVerdict,
    Record,
    ReviewRole,
    Verdict,
)


class ReviewItem(Record):
    """A candidate or clause put before experts. Frozen when pushed."""

    id: str
    """Digest of batch, kind and revision."""
    batch: str
    """Name of the batch."""
    kind: ItemKind
    """What sort of work it is."""
    subject: str
    """Candidate id, or clause id for a mapping item."""
    revision: str
    """Fingerprint of exactly what is shown."""
    dataset: str
    """Name of the dataset."""
    overlap: int = 2
    """How many independent judgements it should get."""
    priority: float = 0.0
    """Higher comes first."""
    why: list[str] = []
    """The reasons of the priority."""
    gold: dict[str, JsonValue] | None = None
    """The known answer of a gold item; never shown to an annotator."""
    reviewers: list[str] = []
    """Pseudonyms it is assigned to; empty when anyone may take it."""
    shown: dict[str, JsonValue]
    """Everything the layout shows."""
    content: str = ""
    """Fingerprint of the words, options, key, explanation and clause text; empty in a batch of version 0.1."""


class Judgement(Record):
    """What one expert said of one item. Never edited: a change of mind supersedes."""

    id: str
    """Digest of where it came from and its content."""
    item: str
    """Review item id."""
    batch: str
    """Name of the batch."""
    kind: ItemKind
    """What sort of work it was."""
    subject: str
    """Candidate or clause id."""
    revision: str
    """Fingerprint of what the expert saw."""
    content: str = ""
    """`ReviewItem.content` of what the expert saw; empty in a log of version 0.1, where the item tells it."""
    reviewer: str
    """Pseudonym."""
    role: ReviewRole = "annotator"
    """An adjudicator decides where annotators differ; an author writes out a brief."""
    stage: JudgementStage = "verdict"
    """How much had been shown: `closed` the question alone, `open` the provision too, `verdict` the key as well."""
    verdict: Verdict
    """The verdict; `none` where none was asked for: before the key was shown, from an author, or in a skip."""
    labels: list[str] = []
    """Category codes chosen."""
    answer: int | None = None
    """The option chosen blind, the last one before the key was shown; -1 for none of them."""
    answers: dict[str, int] = {}
    """The option chosen at each stage before the key was shown (`closed`, `open`); -1 for none of them."""
    edited: dict[str, JsonValue] = {}
    """Fields the expert changed, new values."""
    authored: dict[str, JsonValue] = {}
    """What an author wrote for a brief, by field; it becomes a candidate that others judge."""
    choice: Choice = ""
    """Which version an adjudicator took: the first, the second, a mix of both, or new words."""
    reasons: list[str] = []
    """Codes of the reason list."""
    also_right: list[int] = []
    """Options besides the key that the expert holds to be right as well."""
    explanation: Literal["", "right", "wrong"] = ""
    """The verdict on the explanation alone; empty where it was not asked for."""
    difficulty: Difficulty = ""
    """How hard the expert found the question."""
    skip: str = ""
    """Code of the reason why the expert skipped the item; the status is then `skipped`."""
    comment: str = ""
    """Free text."""
    points: dict[str, PointVerdict] = {}
    """Of a task: what the expert says of each point of the rubric, by its id; empty where nobody was asked."""
    extra: dict[str, JsonValue] = {}
    """What was said in controls that the workspace's own layout adds, by name: a list of values each."""
    seconds: float | None = None
    """Time spent, as the server says."""
    made: str
    """ISO time."""
    layout: str
    """Digest of the layout it was made under, as the annotation itself carries it."""
    source: str
    """Opaque key of the annotation on the server, so that a second pull finds it again."""
    status: JudgementStatus = "active"
    """Only active judgements count; the others are kept and say why not."""
    supersedes: str | None = None
    """Id of the earlier judgement that this one replaces."""


class Decision(Record):
    """What is to become of a candidate, by which rule and on whose judgements."""

    subject: str
    """Candidate or clause id."""
    kind: ItemKind
    """What sort of item."""
    dataset: str
    """Name of the dataset."""
    content: str = ""
    """Fingerprint of the words, options, key, explanation and clause text that the judgements are of."""
    outcome: Outcome
    """`pending` until the rule in force is satisfied."""
    rule: DecisionRule
    """The rule that decided, or why none could."""
    judgements: list[str]
    """Ids of the judgements behind it."""
    agreement: float | None = None
    """Share of agreeing pairs of annotators in [0, 1]; None with fewer than two."""
    labels: list[str] = []
    """Categories decided."""
    reasons: list[str] = []
    """Reason codes given."""
    edited: dict[str, JsonValue] = {}
    """The edit that was accepted, for a revision."""
