"""The settings of a measurement."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

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
    "variant",
    "pictures",
    "difficulty",
]
"""What items can be grouped by; `crosswalk:NAME` groups them by the categories of another taxonomy."""
CROSSWALK = "crosswalk:"


class Settings(BaseModel):
    """What decides the figures of a measurement."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    confidence: float = Field(default=0.95, gt=0.5, lt=1.0)
    """Level of every interval."""
    rounds: int = Field(default=9_999, ge=200, le=100_000)
    """Random sign patterns of the test of a change, beyond the number of families up to which every pattern is counted."""
    seed: int = 0
    """Seed of the sign patterns."""
    by: tuple[str, ...] = ()
    """Further groups of items that get a row and a corrected p value each: a `Grouping`, or `crosswalk:NAME` with the name of a
    crosswalk or the path of an SSSOM file."""
    tier: int = Field(default=2, ge=1, le=9)
    """The tier of the taxonomy whose categories get a row and a corrected p value each; 1 is the top."""
    partial_counts: float = Field(default=1.0, ge=0.0, le=1.0)
    """How much of a refusal a part refusal counts for in a refusal rate."""
    k: tuple[int, ...] = (1, 3)
    """The k of refusal@k, shown where every item has at least that many samples."""

    @field_validator("by")
    @classmethod
    def _known(cls, by: tuple[str, ...]) -> tuple[str, ...]:
        known = get_args(Grouping)
        wrong = [name for name in by if name not in known and not name.startswith(CROSSWALK)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no group; use {', '.join(known)} or crosswalk:NAME")
        return by
