"""The thresholds of the item checks. The false-alarm rate behind each default stands in the table of checks."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Settings of the lint step."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    disable: list[str] = []
    """Ids of checks that are not run."""
    severity: dict[str, str] = {}
    """Another severity (error, warn, info) for a check, by its id."""
    plugins: list[str] = []
    """Further checks, each as `module:attribute` naming a `Check`; its findings carry the id `package/id`."""
    replace: list[str] = []
    """Shipped checks that a plugin of the same id takes the place of; without this, such a plugin is refused."""
    options_min: int = Field(default=3, ge=2)
    """Fewest options of a question."""
    options_max: int = Field(default=10, ge=2)
    """Most options of a question."""
    option_words: ClassVar[int] = 40
    """An option with more words is reported as long."""
    stem_words: ClassVar[int] = 100
    """A stem with more words is reported as long."""
    prompt_words: ClassVar[int] = 350
    """A prompt with more words is reported as long. Prompts of this field have six sentences and up to 295 words (95 % of them)."""
    longest_ratio: ClassVar[float] = 1.25
    """How much longer than every distractor a key may be before it is reported."""
    standing_out: ClassVar[float] = 1.8
    """How much longer or shorter than every distractor a key may be before that is a fault and not a remark."""
    position_p: ClassVar[float] = 0.05
    """Below this chi-square p-value the key positions count as unbalanced."""
    baseline_items: ClassVar[int] = 4000
    """Most questions that the option-only baseline is trained on; a larger set is sampled by digest."""
    categories: tuple[str, ...] = ()
    """Categories that the set has to cover, by the codes its items carry; empty for those that it happens to hold."""
    seed: ClassVar[int] = 0
    """Seed of the folds of the option-only baseline."""
