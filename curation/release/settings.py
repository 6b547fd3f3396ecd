"""What a dataset is and what a release of it must satisfy."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from curation.core.records import DecisionRule

_GUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Gates(_Frozen):
    """The thresholds of the gates that rest on people. A preview may skip these, and only these."""

    rules: list[DecisionRule] = ["consensus", "adjudicated"]
    """Rules whose decisions may enter a release."""
    judgements: int = Field(default=2, ge=1)
    """Least number of active judgements behind every row."""
    agreement: float | None = Field(default=None, ge=-1, le=1)
    """Least lower bound of the agreement coefficient named next; None to report it only."""
    coefficient: str = "krippendorff_alpha"
    """Which coefficient of the audit figures the agreement gate reads."""
    error: float | None = Field(default=None, gt=0, lt=1)
    """Greatest certified error rate (one-sided upper bound); None to report it only."""
    confidence: float = Field(default=0.95, gt=0.5, lt=1)
    """Confidence of the certified error rate."""
    rows: int = Field(default=1, ge=1)
    """Least number of rows."""


class DatasetSettings(_Frozen):
    """One dataset: its name, its taxonomy, its licence and its gates."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    """Name of the dataset and of its folder below `releases/`."""
    kind: Literal["prompt", "question"]
    """What its rows are."""
    title: str = ""
    """Title on the card; empty to use the name."""
    description: str = ""
    """One paragraph for the card: what it is for."""
    limits: str = ""
    """What it is not for, in words of the people who made it."""
    taxonomy: str = "air-2024@1.0"
    """Taxonomy its categories come from."""
    licence: str = "CC-BY-4.0"
    """SPDX identifier of the licence of the rows."""
    language: str = "en"
    """BCP 47 tag of most rows."""
    splits: dict[str, float] = {"test": 1.0}
    """Share of each split. A family falls into the same split in every release while this is unchanged."""
    gates: Gates = Gates()
    """What a release must satisfy."""
    canary: str = ""
    """A GUID written into every release, so that a model trained on it can be told; never changed afterwards."""
    gated: Literal["", "auto", "manual"] = ""
    """Whether the Hub asks a reader for consent first, and who grants it."""
    gate_text: str = ""
    """What a reader consents to."""
    uncited: bool = False
    """Whether rows may rest on no clause: for items written without a document. The card then says how many do."""
    contact: str = ""
    """Where errors are to be reported: an address or a page."""

    @field_validator("splits")
    @classmethod
    def _shares_add_up(cls, value: dict[str, float]) -> dict[str, float]:
        if not value or any(share <= 0 for share in value.values()) or abs(sum(value.values()) - 1) > 1e-9:
            raise ValueError(f"the shares must be positive and add up to 1, got {sum(value.values()):g}")
        if wrong := [name for name in value if not re.fullmatch(r"[a-z][a-z0-9_]*", name)]:
            raise ValueError(f"a split is named by lower-case letters, digits and _: {wrong}")
        return value

    @field_validator("canary")
    @classmethod
    def _canary_is_a_guid(cls, value: str) -> str:
        if value and not _GUID.fullmatch(value):
            raise ValueError("must be a GUID in lower case; make one with: python -m uuid")
        return value

    @model_validator(mode="after")
    def _gated_says_why(self) -> DatasetSettings:
        if self.gated and not self.gate_text:
            raise ValueError("gated needs gate_text: what a reader consents to")
        return self
