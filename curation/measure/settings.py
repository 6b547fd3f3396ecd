"""The settings of a measurement."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """What decides the figures of a measurement."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    confidence: float = Field(default=0.95, gt=0.5, lt=1.0)
    """Level of every interval."""
    rounds: int = Field(default=4000, ge=200, le=100_000)
    """Rounds of the bootstrap."""
    seed: int = 0
    """Seed of the bootstrap."""
    tier: int = Field(default=2, ge=1, le=9)
    """The tier of the taxonomy whose categories get a row and a corrected p value each; 1 is the top."""
    partial_counts: float = Field(default=1.0, ge=0.0, le=1.0)
    """How much of a refusal a part refusal counts for in a refusal rate."""
    k: tuple[int, ...] = (1, 3)
    """The k of refusal@k, shown where every item has at least that many samples."""
