"""The settings of the generators."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VariantKind = Literal["register", "persona", "authority", "locale", "translation"]


class Settings(BaseModel):
    """Settings of the generate step."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    generators: tuple[str, ...] = ("template",)
    """Generators in order: template, llm, variants, or a plugin as `module:attribute`; none where all is written by hand."""
    replace: tuple[str, ...] = ()
    """Shipped generators that a plugin of the same name takes the place of; without this, such a plugin is refused."""
    kinds: tuple[Literal["prompt", "question"], ...] = ("prompt", "question")
    """What is made; a dataset of one kind narrows this."""
    per_category: int = Field(18, ge=1)
    """Most candidates a leaf category is given, each kind counted by itself."""
    categories_max: int = Field(2, ge=1)
    """Most categories a candidate takes over from its clause, best first."""
    min_score: float = Field(0.0, ge=0, le=1)
    """A clause is not used for a category that it is mapped to with a lower score."""
    min_certainty: float = Field(0.6, ge=0, le=1)
    """A rule that was read with a lower certainty makes no item by itself."""
    options: int = Field(4, ge=3, le=10)
    """Options of a question."""
    pool: int = Field(10, ge=6, le=10)
    """Most wrong options a template question carries, shown and spare; one with fewer than six is not made."""
    stem_words: int = Field(70, ge=20)
    """Longest stem of a template question, in words."""
    option_words: int = Field(30, ge=5)
    """Longest option of a template question, in words."""
    per_call: int = Field(4, ge=1, le=20)
    """Candidates asked for in one request to a model."""
    harden: bool = True
    """Whether a second request makes the wrong options of a model's questions more plausible."""
    guess: bool = True
    """Whether a model must fail to find the key from the options alone; questions that it guesses are hardened again."""
    temperature: float = Field(0.0, ge=0, le=2)
    """Sampling temperature of model requests."""
    max_tokens: int = Field(2048, ge=64)
    """Most tokens of one answer."""
    early_stop: float = Field(0.5, gt=0, le=1)
    """A model generator stops when more than this share of its jobs failed, counted from the tenth job on."""
    variants: tuple[VariantKind, ...] = ("register", "persona")
    """Which variants the `variants` generator asks for."""
    locales: tuple[str, ...] = ()
    """BCP 47 tags for locale and translation variants."""
    seed: int = 0
    """Seed of every choice that is not decided by content."""

    def for_kind(self, kind: Literal["prompt", "question"]) -> Settings:
        """These settings for a dataset of one kind."""
        return self.model_copy(update={"kinds": (kind,)})
