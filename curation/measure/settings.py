"""The settings of a measurement."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Grouping = Literal[
    "document",
    "article",
    "clause",
    "category",
    "jurisdiction",
    "level",
    "topic",
    "language",
    "task",
    "pair",
    "expected",
]
"""What items can be grouped by."""


class Settings(BaseModel):
    """What decides the figures of a measurement."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    confidence: float = Field(default=0.95, gt=0.5, lt=1.0)
    """Level of every interval."""
    rounds: int = Field(default=9_999, ge=200, le=100_000)
    """Random sign patterns of the test of a change, beyond the number of families up to which every pattern is counted."""
    seed: int = 0
    """Seed of the sign patterns."""
    by: tuple[Grouping, ...] = ()
    """Further groups of items that get a row and a corrected p value each."""
    tier: int = Field(default=2, ge=1, le=9)
    """The tier of the taxonomy whose categories get a row and a corrected p value each; 1 is the top."""
    partial_counts: float = Field(default=1.0, ge=0.0, le=1.0)
    """How much of a refusal a part refusal counts for in a refusal rate."""
    k: tuple[int, ...] = (1, 3)
    """The k of refusal@k, shown where every item has at least that many samples."""
