"""What a site shows. The pipeline fills it in from a release folder or from a workspace; the page only reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ITEM_COLUMNS = (
    "id", "kind", "text", "options", "answer", "explanation", "why", "categories", "clauses", "quotes", "family", "parent", "pair",
    "expected", "variant", "benign", "language", "level", "book", "state", "judgements", "rule", "agreement", "maker", "fingerprint",
    "turns", "instruction", "rubric", "pictures", "topic", "difficulty",
)  # fmt: skip
"""Columns of an item in the order of its cells. `categories` and `clauses` hold row numbers of the other tables; `text` is the
prompt, the situation or the stem; `turns` holds role and words of each turn of a conversation, `rubric` id, role, weight, words and
citations of each point of a task; `pictures` holds the address of the bytes (empty where they are too large for a page), the alternative text, the source
and the licence of each picture; `state` says what became of a candidate of a workspace and is empty in a release."""


@dataclass(frozen=True)
class Provision:
    """A clause of a document."""

    document: int
    """Row number of its document."""
    id: str
    """Id of the clause."""
    citation: str
    """What it is cited as."""
    heading: str
    """Headings above it."""
    text: str
    """Its words; empty where the licence of the document does not let them be passed on."""
    modality: str
    """What it does: obligation, prohibition, …"""
    rules: Sequence[str] = ()
    """One line for each rule that was read in it."""


@dataclass(frozen=True)
class SiteCategory:
    """A category."""

    code: str
    """Qualified code."""
    name: str
    """Its name."""
    parent: int
    """Row number of the category above; -1 at the top."""
    definition: str
    """Its definition."""


@dataclass(frozen=True)
class SiteResult:
    """What one run of a model gave, provision by provision."""

    title: str
    """Model, day and the release that was measured."""
    measures: Sequence[str]
    """Names of the measures that the run has."""
    rows: Sequence[tuple[str, str, int, Sequence[tuple[float, float, float, int] | None]]]
    """Clause id, citation, number of items, and for each measure value, lower and upper end (shares) and n; None where nothing was measured."""


@dataclass(frozen=True)
class Site:
    """Everything that the page shows."""

    title: str
    """Title of the page."""
    kind: str
    """`release` or `workspace`."""
    state: str
    """One sentence on how far it can be trusted."""
    facts: Sequence[tuple[str, str]]
    """Label and value, in the order to show."""
    paragraphs: Sequence[str] = ()
    """What it is for, and what it is not for."""
    gates: Sequence[tuple[str, str, str, str]] = ()
    """Name, what is needed, what is, and whether it passed."""
    withdrawn: Sequence[tuple[str, str]] = ()
    """Id and reason of each withdrawn row."""
    losses: Sequence[tuple[str, int, int, Mapping[str, int]]] = ()
    """For each step: its name, how many came in, how many went on, and the losses by reason."""
    documents: Sequence[Mapping[str, str]] = ()
    """Slug, title, issuer, jurisdiction, edition, url and licence of each."""
    provisions: Sequence[Provision] = ()
    """The clauses."""
    categories: Sequence[SiteCategory] = ()
    """The categories, parents before children."""
    items: Sequence[Sequence[Any]] = ()
    """Cells in the order of `ITEM_COLUMNS`."""
    report: str = ""
    """Address at which an item is reported; `{id}` in it is filled in. An address of mail gets `mailto:`."""
    results: Sequence[SiteResult] = field(default_factory=tuple)
    """Runs of models."""
