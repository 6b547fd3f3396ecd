"""What the report is made of. The pipeline fills it in; the sections only read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from curation.core.stage import Loss
    from curation.taxonomy import Taxonomy


@dataclass(frozen=True)
class ReportedAgreement:
    """A coefficient of agreement with what it rests on."""

    batch: str
    """Batch, empty for all together."""
    field: str
    """What was judged: verdict, labels, answer, a reason."""
    measure: str
    """raw, alpha, ac1, kappa, …"""
    value: float | None
    """None when it is undefined; `why` then says so."""
    low: float | None = None
    """Lower end of the 95 % interval."""
    high: float | None = None
    """Upper end of the 95 % interval."""
    n_items: int = 0
    """Items judged by at least two annotators."""
    n_pairs: int = 0
    """Pairs of judgements compared."""
    category: str = ""
    """Category the items belong to, empty for all."""
    why: str = ""
    """Why there is no value."""


@dataclass(frozen=True)
class Annotator:
    """The work of one annotator."""

    reviewer: str
    """Pseudonym."""
    done: int
    """Active judgements."""
    median_seconds: float | None = None
    """Half of the judgements took less."""
    gold_right: int = 0
    """Gold items judged as the known answer says."""
    gold_seen: int = 0
    """Gold items judged."""


@dataclass(frozen=True)
class Certificate:
    """What the audit of a dataset lets one say about its error rate."""

    dataset: str
    """Name of the dataset."""
    audited: int
    """Items in the random audit sample."""
    errors: int
    """Errors found among them."""
    upper: float | None
    """One-sided 95 % upper bound of the error rate; None when nothing was audited."""
    goal: float
    """The bound the dataset promises."""
    more_needed: int | None = None
    """Further error-free audits until the goal is certified."""


@dataclass(frozen=True)
class ReportedRelease:
    """A version in `releases/`."""

    dataset: str
    """Name of the dataset."""
    version: str
    """Its version."""
    preview: bool
    """True when too few judgements stand behind it to call it audited."""
    rows: int
    """Number of rows."""
    judgements: int
    """Number of judgements behind the rows."""
    digest: str = ""
    """Content digest of the manifest."""
    added: int | None = None
    """Rows new since the version before; None for the first."""
    changed: int | None = None
    """Rows whose content changed."""
    removed: int | None = None
    """Rows that went."""
    diff: Sequence[tuple[str, str, str, str]] = ()
    """Id, change, changed fields and reason of every row that differs from the version before."""


@dataclass(frozen=True)
class ReportedYield:
    """What became of the items of one sort that people decided."""

    by: str
    """dataset, generator, category or reason."""
    name: str
    """Which one."""
    kept: int
    """Accepted as they were shown."""
    edited: int
    """Accepted with a change of words or category."""
    rejected: int
    """Not accepted."""
    pending: int
    """Still to be decided."""


@dataclass(frozen=True)
class ReportedEdit:
    """An accepted revision of one field."""

    subject: str
    """Candidate id."""
    field: str
    """The field that was changed."""
    old: str
    """As it was shown."""
    new: str
    """As it was accepted."""


@dataclass(frozen=True)
class ReportedChange:
    """A clause that differs between two editions of a document, and what rests on it."""

    document: str
    """Slug of the document."""
    kind: str
    """modified, renumbered, moved, split, merged, inserted or deleted."""
    old: str
    """Words of the old edition, empty for an insertion."""
    new: str
    """Words of the new edition, empty for a deletion."""
    where: str
    """Citation."""
    candidates: int = 0
    """Candidates that rest on it."""
    rows: int = 0
    """Released rows that rest on it."""


@dataclass(frozen=True)
class ReportData:
    """Everything the page shows. A frame that is None belongs to a step that has not run."""

    name: str
    """Name of the workspace."""
    losses: Sequence[tuple[str, Loss]] = ()
    """The account of each step, in the order of the flow."""
    documents: pl.DataFrame | None = None
    """Table of Document."""
    clauses: pl.DataFrame | None = None
    """Table of Clause."""
    rules: pl.DataFrame | None = None
    """Table of Rule."""
    mappings: pl.DataFrame | None = None
    """Table of Mapping."""
    candidates: pl.DataFrame | None = None
    """Table of Candidate."""
    findings: pl.DataFrame | None = None
    """Table of Finding."""
    clusters: pl.DataFrame | None = None
    """Table of Cluster."""
    edges: pl.DataFrame | None = None
    """Table of Edge."""
    items: pl.DataFrame | None = None
    """Table of ReviewItem."""
    judgements: pl.DataFrame | None = None
    """Judgement, those that count."""
    not_counted: int = 0
    """How many others the logs hold: superseded, skipped, stale, invalid, or by somebody it was not assigned to."""
    decisions: pl.DataFrame | None = None
    """Table of Decision."""
    taxonomies: Sequence[Taxonomy] = ()
    """The taxonomies mapped to."""
    agreement: Sequence[ReportedAgreement] = ()
    """Coefficients, in the order to show."""
    annotators: Sequence[Annotator] = ()
    """One line an annotator."""
    yields: Sequence[ReportedYield] = ()
    """What the review kept, edited and rejected, by sort."""
    edits: Sequence[ReportedEdit] = ()
    """Accepted revisions."""
    certificates: Sequence[Certificate] = ()
    """One line a dataset."""
    releases: Sequence[ReportedRelease] = ()
    """Oldest first."""
    released: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`dataset@version` of every release a row is in, by row id (the root of the candidate)."""
    changes: Sequence[ReportedChange] = ()
    """Changed clauses of new editions."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of pictures that the page holds, by digest; of the others it shows the alternative text."""
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Figures that the steps gave, by step."""
