"""A rule while it is put together, and what a clause hands to the items below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from curation.core.records import Clause, Conjunction, Modality, Part
from curation.rules.parts.drafts import Role, Span


@dataclass(slots=True)
class Built:
    """A rule that is being put together, with the clause that holds its own words."""

    home: Clause
    modality: Modality
    certainty: float
    clauses: list[str]
    bearer: Part | None = None
    action: Part | None = None
    object: Part | None = None
    conditions: list[Part] = field(default_factory=list)
    exceptions: list[Part] = field(default_factory=list)
    purpose: Part | None = None
    lifts: list[str] = field(default_factory=list)
    elements: list[Part] = field(default_factory=list)
    conjunction: Conjunction = ""
    unparsed: list[str] = field(default_factory=list)
    spans: list[tuple[Clause, Span]] = field(default_factory=list)
    """Where its words stand, to look for values and references."""
    measured: list[tuple[Clause, Span]] = field(default_factory=list)
    """Where conditions that are items of a list stand, to look for values."""


@dataclass(slots=True)
class Lead:
    """What a clause hands to the items below it."""

    modality: Modality | None
    role: Role
    chain: list[str]
    certainty: float = 0.85
    bearer: Part | None = None
    conditions: list[Part] = field(default_factory=list)
    exceptions: list[Part] = field(default_factory=list)
    """What takes cases out of the rule above: `Except with a permit, no ship shall: (a) anchor` takes them out of each item too."""
    built: Built | None = None
    """The rule of the words above, which elements, conditions and exceptions are added to."""
    title: bool = False
    """Whether it comes from a heading."""
    acts: bool = False
    """Whether it is somebody who stands alone, of whom only items tell that begin with a verb: `The organization:`."""
    closed: bool = False
    """Whether the words above are a whole sentence: then they hand nothing down."""
    below: list[Built] = field(default_factory=list)
    """The rules of the items, for words that close the list."""
    marked: bool = False
    """Whether it is an item beside the items that it introduces: then a full stop ends its list."""
    waiting: list[Part] = field(default_factory=list)
    """Conditions of a lead-in without a command, which the closing words have."""
    whole: bool = False
    """Whether these are a whole clause that a colon closes (`If you dive:`), so that items which command are what they are a condition of."""
    measured: list[tuple[Clause, Span]] = field(default_factory=list)
    """Where these stand."""
    given: list[Part] = field(default_factory=list)
    """Conditions of a lead-in that a comma closes (`If the hall is full,`), which the rules of its items have."""


def part_of(clause: Clause, span: Span) -> Part:
    """The part of a rule that stands at `span` of a clause."""
    # The span is ours: checking it again for each of thousands of parts takes a third of the time.
    return Part.model_construct(
        text=clause.text[span[0] : span[1]], clause=clause.id, start=span[0], end=span[1], refers=[]
    )


def maybe(clause: Clause, span: Span | None) -> Part | None:
    """The same; None without a span."""
    return part_of(clause, span) if span is not None else None
