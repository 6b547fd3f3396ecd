"""The settings of the mapper."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Settings of the map step."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    method: Literal["combined", "lexical", "nearest"] = "combined"
    """`combined` learns from words and meaning; `lexical` uses words only; `nearest` the nearest definition."""
    top: int = Field(default=5, ge=1, le=100)
    """Most categories kept for a clause."""
    threshold: float = Field(default=0.3, ge=0, le=1)
    """A category with a lower probability is not proposed; a clause with none above it is mapped to `none`."""
    context: Literal["heading", "none"] = "heading"
    """Whether a clause is mapped together with the nearest heading above it (`heading`) or by its own words alone (`none`): "Gloves: replace them when torn" says more than "replace them when torn"."""
    learn: bool = True
    """Whether judgements of mappings re-rank and re-calibrate the proposals."""
    skip_kinds: ClassVar[tuple[str, ...]] = ("heading", "title", "toc")
    """Kinds of clause that are never mapped."""
    judge: bool = False
    """Whether a language model picks from the proposals of clauses that were mapped with a low probability, with a quote for each."""
    judge_below: float = Field(default=0.6, ge=0, le=1)
    """A clause whose best proposal is less probable is put to the model."""
    judge_model: str = ""
    """A name of `models.more` for the model that is asked; empty for `models.model`."""
    ranker: bool = False
    """Whether the language model puts the best twenty categories of each clause in order, before `judge`: one request a clause. It is
    the model of `judge_model`."""
    ranker_least: float = Field(default=0.05, ge=0, le=1)
    """Clauses whose best probability is lower are not asked about."""
