"""What decides which items count as duplicates."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The settings of the dedup step. Speed (workers, engine) is not among them."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    methods: tuple[str, ...] = ("exact", "near")
    """Methods to run, by name or as `module:attribute`; `exact` first, whatever the order here."""
    replace: tuple[str, ...] = ()
    """Shipped methods that a plugin of the same name takes the place of; without this, such a plugin is refused."""
    near_threshold: float = Field(default=0.5, ge=0.0, le=1.0)
    """Least similarity of a near pair, from 0 to 1: the share of their runs of five characters that both texts have (Jaccard index). Low, because rules
    about numbers, negations and names keep pairs apart that differ in one of these."""
    semantic_threshold: float = Field(default=0.9, ge=0.0, le=1.0)
    """Least cosine of a semantic pair. No value fits every set: calibrate it on reviewers' decisions."""
    language_threshold: ClassVar[float] = 0.75
    """Smallest cosine, by the multilingual model, of a pair in which at least one text is not English. Measured with 20 plain
    statements in 6 languages: 0.75 finds 83 of the 300 pairs of translations, and none of the 5,700 pairs of different statements."""
    swap_threshold: ClassVar[float] = 0.95
    """Least cosine at which a pair that differs by content words swapped one for one still merges."""
    contrast: bool = True
    """Whether pairs that differ in a number, a negation, an entity and the like are kept apart."""
    bands: ClassVar[int] = 32
    """Bands of the MinHash signature: more bands find more pairs and cost more."""
    rows: ClassVar[int] = 5
    """Signature values a band: more rows propose fewer false pairs."""
    bucket: ClassVar[int] = 32
    """Largest bucket compared pair by pair; in a larger one an item is compared with the first few and with those nearest to it."""
    seed: ClassVar[int] = 20240501
    """Seed of the permutations."""
    ngram: int = Field(default=8, ge=2)
    """Words of the n-grams by which `overlap` finds one text inside another."""
    overlap_threshold: float = Field(default=0.6, ge=0.0, le=1.0)
    """Least share of the shorter text's n-grams that an `overlap` pair has in common."""
