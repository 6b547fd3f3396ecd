"""The settings of the rules step."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Settings of the rules step."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    ask_model: bool = False
    """Whether a language model reads the rules that were read with a low certainty; its words must stand in the clauses."""
    ask_below: float = Field(default=0.6, ge=0, le=1)
    """A rule that was read with a lower certainty is put to the model."""
    model: str = ""
    """A name of `models.more` for the model that is asked; empty for `models.model`."""
