"""What a release is made from: plain frames, so that this package needs no other step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.records import Record, Slug

if TYPE_CHECKING:
    import polars as pl

    from curation.release.settings import DatasetSettings
    from curation.taxonomy import Taxonomy


class Withdrawal(Record):
    """A row that must leave: a takedown, or an error found after the release."""

    dataset: Slug
    """Name of the dataset."""
    id: str
    """Row id."""
    reason: str
    """Why, in words that may be published."""
    since: str = ""
    """First version that had to do without it; empty until that version is cut."""


@dataclass(frozen=True)
class Inputs:
    """Everything that decides a release. Frames carry exactly the columns of the record type named beside them."""

    dataset: DatasetSettings
    documents: pl.DataFrame
    """Document."""
    clauses: pl.DataFrame
    """Clause, of those documents."""
    mappings: pl.DataFrame
    """Mapping."""
    candidates: pl.DataFrame
    """Candidate; of other datasets are left out here, not a mistake."""
    findings: pl.DataFrame
    """Finding."""
    clusters: pl.DataFrame
    """Cluster: its members do not become rows."""
    edges: pl.DataFrame
    """Edge; `family` and `contrast` edges keep their ends in one split."""
    items: pl.DataFrame
    """ReviewItem, of the frozen batches."""
    judgements: pl.DataFrame
    """Judgement."""
    decisions: pl.DataFrame
    """Decision."""
    counted: frozenset[str] = frozenset()
    """Ids of the judgements that count, as the standing of the review says."""
    taxonomies: Sequence[Taxonomy] = ()
    """Every taxonomy a row's categories may come from."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """Figures of the pipeline, JSON values only; nobody can derive them again from the release, and nothing of an audit is
    among them. Read here: `funnel` (list of {step, taken, given, lost}); everything else is carried along."""
    units: Mapping[str, str] | None = None
    """What agreement counts as one thing judged, by judgement id: the item, or the one it was put again for; gold and
    adjudication are not among them. None takes the item of every judgement."""
    error: Mapping[str, Any] | None = None
    """The audited sample of what was accepted: `{claim, auditors, beside}` (the arguments of `stats.screening.certify`, and
    what stands beside the statement), or bare `{k, n}`: errors found in a random sample of n. None where no sample was drawn."""
    withdrawals: Sequence[Withdrawal] = ()
    """Rows of the dataset that must not be in it."""
    overridden: Mapping[str, str] = field(default_factory=dict)
    """Reason by candidate id for which a finding of severity error was overridden by a person."""
    judging: Mapping[str, str] = field(default_factory=dict)
    """Judge scales by name, as the text of their file."""
    guidelines: str = ""
    """Digest of the guidelines the judgements were made under."""
    closed: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By candidate the option that each person whose judgement counts chose before the provision was shown; -1 for none of them."""
    deleted: frozenset[str] = frozenset()
    """Ids of clauses that the edition in force of their document no longer has."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes by digest of the pictures that candidates show."""
    previous: Path | None = None
    """Folder of the release that this one follows, None for the first."""
