"""Categories of a taxonomy, and the links of clauses to them."""

from __future__ import annotations

from typing import Literal

from curation.core.records.vocabulary import Record, Relation, Sha256


class Category(Record):
    """A node of a taxonomy. Codes are never renumbered; names may change."""

    taxonomy: str
    """`<name>@<version>`: `air-2024@1.0`."""
    code: str
    """The code as published: `15.42.72`."""
    level: int
    """1 at the top."""
    name: str
    """The preferred spelling."""
    parent: str | None = None
    """Code of the node above."""
    definition: str = ""
    """One or two sentences that say what belongs here and what does not."""
    aliases: list[str] = []
    """Other published spellings."""
    cues: list[str] = []
    """Words and phrases that are evidence of this category, for the mappers."""
    status: Literal["active", "deprecated"] = "active"
    """Deprecated categories are kept so that old rows still resolve."""
    replaced_by: list[str] = []
    """Codes that took over a deprecated one."""
    regions: list[str] = []
    """Source groups that regulate it, as published."""


class Mapping(Record):
    """A clause speaks of a category, how sure that is, and the words that say so. `none` is data too."""

    clause: str
    """Clause id."""
    clause_sha256: Sha256
    """Text digest of the clause when it was mapped: when the clause changes, the link is suspect."""
    category: str
    """`<taxonomy>@<version>:<code>`, or `<taxonomy>@<version>:none` for negative evidence."""
    relation: Relation = "related"
    """SKOS relation of the clause's subject to the category."""
    score: float
    """Probability in [0, 1] that a reviewer would accept the mapping."""
    rank: int
    """1 for the best category of the clause."""
    method: str
    """The mapper that proposed it."""
    evidence_start: int
    """First code point of the evidence in the clause's text."""
    evidence_end: int
    """One past the last code point of the evidence."""
