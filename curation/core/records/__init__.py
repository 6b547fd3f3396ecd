"""The whole vocabulary: one frozen record type for each box of the data flow.

Records are for the edges (one item, a review, an API, JSON). In bulk the same data moves as Polars frames whose
schema is derived from these types by `curation.core.tables`.
"""

from __future__ import annotations

from curation.core.records.category_records import Category, Mapping
from curation.core.records.document_records import Clause, Document, Dropped, Part, Placement, Rule, Value
from curation.core.records.item_records import (
    Candidate,
    Cluster,
    Edge,
    Evidence,
    Finding,
    Message,
    Origin,
    Picture,
    RubricPoint,
)
from curation.core.records.loss_records import CategoryDrop, Failure, Skip
from curation.core.records.review_records import Decision, Judgement, ReviewItem
from curation.core.records.row_record import Row
from curation.core.records.vocabulary import (
    MODALITIES,
    UNSETTLED,
    CandidateKind,
    CandidateStatus,
    Choice,
    Comparator,
    Conjunction,
    DecisionRule,
    Difficulty,
    DocumentKind,
    DropReason,
    EdgeRelation,
    Expected,
    FailureKind,
    ItemKind,
    JudgementStage,
    JudgementStatus,
    Level,
    MessageRole,
    Modality,
    Outcome,
    PassOutcome,
    PictureType,
    PointRole,
    PointVerdict,
    Record,
    Relation,
    ReviewRole,
    Severity,
    Sha256,
    Slug,
    ValueKind,
    Verdict,
)

RECORDS: tuple[type[Record], ...] = (
    Document, Clause, Placement, Dropped, Rule, Category, Mapping, Picture, Candidate, Finding, Edge, Cluster, ReviewItem, Judgement, Decision, Row, Failure, Skip,
)  # fmt: skip
"""Every record type with a schema of its own in `schemas/records`."""


__all__ = [
    "MODALITIES",
    "RECORDS",
    "UNSETTLED",
    "Candidate",
    "CandidateKind",
    "CandidateStatus",
    "Category",
    "CategoryDrop",
    "Choice",
    "Clause",
    "Cluster",
    "Comparator",
    "Conjunction",
    "Decision",
    "DecisionRule",
    "Difficulty",
    "Document",
    "DocumentKind",
    "DropReason",
    "Dropped",
    "Edge",
    "EdgeRelation",
    "Evidence",
    "Expected",
    "Failure",
    "FailureKind",
    "Finding",
    "ItemKind",
    "Judgement",
    "JudgementStage",
    "JudgementStatus",
    "Level",
    "Mapping",
    "Message",
    "MessageRole",
    "Modality",
    "Origin",
    "Outcome",
    "Part",
    "PassOutcome",
    "Picture",
    "PictureType",
    "Placement",
    "PointRole",
    "PointVerdict",
    "Record",
    "Relation",
    "ReviewItem",
    "ReviewRole",
    "Row",
    "RubricPoint",
    "Rule",
    "Severity",
    "Sha256",
    "Skip",
    "Slug",
    "Value",
    "ValueKind",
    "Verdict",
]
