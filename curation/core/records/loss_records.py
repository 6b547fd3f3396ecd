"""What did not become an item, and why."""

from __future__ import annotations

from curation.core.records.vocabulary import FailureKind, Record


class Failure(Record):
    """Something that did not work out, kept with its reason so that nothing vanishes."""

    step: str
    """The step it happened in."""
    id: str
    """The job, clause or candidate."""
    kind: FailureKind
    """What kind of failure: a refusal, an empty, cut or unfit answer, each way of getting none, and an item that a pass of the
    model path rejected (`not-passed`) and a hand-written one whose clause a new edition no longer has (`clause-gone`) are
    different things."""
    where: str
    """The place as a path of nouns."""
    error: str
    """What happened."""
    attempt: int = 1
    """Which attempt it was."""
    raw: str | None = None
    """Raw output where there is one."""


class CategoryDrop(Record):
    """A further category that an item did not take over from its clause, and why."""

    candidate: str
    """Id of the candidate."""
    category: str
    """`<taxonomy>@<version>:<code>`."""
    reason: str
    """Code of the reason."""
    message: str
    """The reason in words."""


class Skip(Record):
    """A mapped clause from which a generator made nothing, and why."""

    dataset: str
    """Name of the dataset."""
    clause: str
    """Clause id."""
    generator: str
    """Name of the generator."""
    reason: str
    """Code of the reason."""
    message: str
    """The reason in words."""
