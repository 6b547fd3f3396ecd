"""The closed lists of words that records use, and the base of every record."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

DocumentKind = Literal["law", "regulation", "standard", "policy", "licence", "framework", "other"]
Modality = Literal[
    "prohibition", "obligation", "permission", "recommendation", "exemption", "scope", "definition", "procedure", "penalty", "other",
]  # fmt: skip
Conjunction = Literal["and", "or", ""]
Comparator = Literal["at least", "at most", "more than", "less than", "equal", "between"]
ValueKind = Literal["deadline", "frequency", "duration", "limit", "age", "count"]
Relation = Literal["exact", "close", "broad", "narrow", "related", "none"]
CandidateKind = Literal["prompt", "question", "task"]
ItemKind = Literal["mapping", "prompt", "question", "task"]
Level = Literal["", "recall", "comprehension", "application", "combined"]
Expected = Literal["", "refuse", "comply", "caution"]
Difficulty = Literal["", "easy", "medium", "hard"]
PictureType = Literal["image/png", "image/jpeg", "image/webp", "image/gif"]
PassOutcome = Literal["passed", "failed", "skipped"]
MessageRole = Literal["system", "user", "assistant"]
PointRole = Literal["required", "optional", "mistake"]
PointVerdict = Literal["right", "wrong"]
CandidateStatus = Literal["draft", "needs_authoring", "ready"]
Severity = Literal["error", "warn", "info"]
EdgeRelation = Literal["duplicate", "contrast", "conflict", "family"]
ReviewRole = Literal["annotator", "adjudicator", "author"]
Verdict = Literal["accept", "revise", "reject", "unsure", "none"]
JudgementStatus = Literal["active", "superseded", "deleted", "stale", "invalid", "skipped"]
JudgementStage = Literal["closed", "open", "verdict"]
Choice = Literal["", "first", "second", "mix", "new"]
Outcome = Literal["accept", "revise", "reject", "pending"]
DecisionRule = Literal[
    "consensus",
    "adjudicated",
    "single",
    "self_agreed",
    "insufficient",
    "disagreement",
    "suspect",
    "unwritten",
    "written",
    "abandoned",
]
DropReason = Literal[
    "navigation", "running-head", "page-number", "contents", "note-mark", "repeated", "hidden", "metadata", "title", "preamble", "closing",
    "page-history", "editorial", "deleted", "unreadable", "unaccounted",
]  # fmt: skip
FailureKind = Literal[
    "refused", "empty", "invalid", "truncated", "unsupported",
    "transport", "unreachable", "rate-limited", "server-error", "cut-off", "too-slow", "too-large",
    "rejected", "stopped", "budget", "recording-missing", "not-passed", "clause-gone",
]  # fmt: skip
UNSETTLED: frozenset[FailureKind] = frozenset(
    {
        "transport", "unreachable", "rate-limited", "server-error", "cut-off", "too-slow",
        "rejected", "stopped", "budget", "recording-missing",
    }
)  # fmt: skip
"""The failures after which the same request may still be answered: what asked stays pending and is asked again by the next run."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=120)]


class Record(BaseModel):
    """The base of every record: frozen, no unknown fields, field docs taken from the docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


MODALITIES: tuple[str, ...] = get_args(Modality)
