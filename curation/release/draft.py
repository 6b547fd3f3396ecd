"""A release before it is written: what the gates judge and what the card and the other files are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from curation.core.items import released

if TYPE_CHECKING:
    import polars as pl

    from curation.release.contents.quotation import Passages
    from curation.release.contents.rows import Selected
    from curation.release.inputs import Inputs
    from curation.release.publication.changes import Diff
    from curation.release.publication.versions import Step, Version


@dataclass(frozen=True)
class ReleaseDraft:
    """Everything that is known of a release once its rows are built."""

    inputs: Inputs
    version: Version
    selected: Selected
    rows: pl.DataFrame
    """Row, sorted by id."""
    before: Mapping[str, Any] | None
    """`release.json` of the release it follows."""
    judged_before: frozenset[str]
    """Ids of the judgements in the audit of the release it follows."""
    changes: Diff
    step: Step | None
    """What the changes ask for."""
    audit: Mapping[str, Any]
    """The content of `audit.json`."""
    derived: Mapping[str, Any]
    """The figures that follow from the audit."""
    passages: Passages
    """What no row and no file may repeat."""
    withdrawn: list[dict[str, str]]
    """`{id, reason, since}` of every row ever withdrawn."""

    date: str
    """Day of publication (ISO), empty where nothing in the inputs has a date."""
    graded: bool = True
    """Whether the tasks of the LM evaluation harness print the rates of `curation measure`; releases of version 0.1 do not."""
    private: Mapping[str, Any] | None = None
    """What the manifest says of the rows that are not published (`private.entry`); None where every split is public."""
    sealed: bool = False
    """Whether it was read back from a release: what the gates did not ask when that was cut, they do not ask now."""
    bare: bool = True
    """Whether the tables beside the items leave out columns that hold nothing; releases of version 0.1 do not."""
    parsed: bool = True
    """Whether a task of questions with pictures reads its answers as `curation measure` does; earlier releases take the first capital letter."""

    tells_open: bool = True
    """Whether a preview says which fields of the card are empty and which undecided rows people judged; earlier releases do not."""

    @cached_property
    def card_gaps(self) -> tuple[str, ...]:
        """The fields that a release needs and this preview has not, where it says so."""
        dataset = self.inputs.dataset
        needed = ("title", "description", "limits", "contact") if self.preview and self.tells_open else ()
        return tuple(name for name in needed if not str(getattr(dataset, name)).strip())

    @cached_property
    def judged_undecided(self) -> int:
        """How many rows of a preview have judgements and are not decided, where it says so."""
        if not (self.preview and self.tells_open):
            return 0
        rows = self.rows
        return rows.filter((rows["rule"] == "unreviewed") & (rows["judgements"] > 0)).height

    @cached_property
    def constant(self) -> Mapping[str, Any]:
        """Columns that say the same of every row, with what they say: left out of the files."""
        return released.constant(self.rows, self.inputs.dataset.kind)

    @property
    def preview(self) -> bool:
        """Whether the gates that rest on people are skipped."""
        return bool(self.version.preview)
