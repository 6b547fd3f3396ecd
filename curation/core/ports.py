"""The world outside, as small protocols. Adapters implement them; steps know only these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, runtime_checkable

from curation.core.records import UNSETTLED, FailureKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

A = TypeVar("A")
B = TypeVar("B")


class Embedder(Protocol):
    """Turns texts into vectors."""

    fingerprint: str
    """Names the weights and the runtime; part of every key that depends on vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given."""
        ...


@runtime_checkable
class LanguageEmbedder(Embedder, Protocol):
    """An embedder with another model for some languages; `embed` is the model for English."""

    def of(self, language: str) -> Embedder:
        """The model for texts of `language` (a BCP 47 tag, empty for unknown). Vectors of two models cannot be compared."""
        ...


CompletionStatus = Literal["ok", "refused", "empty", "invalid", "transport", "budget"]


@dataclass(frozen=True)
class Request:
    """A whole rendered model request; its digest is the key of the completion cache and of the recordings."""

    model: str
    """The model's name, or the name of a further model of the settings (`[models.more.NAME]`); empty for the settings' own."""
    messages: tuple[Mapping[str, str], ...]
    schema: Mapping[str, Any] | None = None
    temperature: float = 0.0
    max_tokens: int = 2048
    seed: int = 0
    """Several samples of one request differ in the seed, also where a provider takes none: it is part of the digest."""
    purpose: str = ""
    """What it is asked for, in a few words (`write: standard@1#art_5`), for messages to people; not sent, not in the digest."""


@dataclass(frozen=True)
class Completion:
    """What a model gave back. Refused, empty, invalid and transport are four different outcomes; `failure` says it finer."""

    status: CompletionStatus
    text: str = ""
    data: Any = None
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cached: bool = False
    """Whether nothing was paid for it: from the cache or from a recording."""
    error: str = ""
    """What went wrong and what to do about it, with the server's own words where it gave any."""
    failure: FailureKind | None = None
    """The kind of failure; None for an answer that is ok, and from completers that give the status only (`kind` covers both)."""

    @property
    def kind(self) -> FailureKind | None:
        """The kind of failure for a `Failure` record, None for an answer that is ok."""
        if self.status == "ok":
            return None
        return self.failure or self.status

    @property
    def settled(self) -> bool:
        """Whether this is the model's answer, good or not. What is not settled stays pending: asked again it may be answered."""
        return self.kind not in UNSETTLED


class Completer(Protocol):
    """Answers model requests."""

    fingerprint: str

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion for each request, in order. A failure is a completion, never an exception."""
        ...


@dataclass(frozen=True)
class Task:
    """A task on a review board, by our own id."""

    item: str
    data: Mapping[str, Any]
    predictions: Sequence[Mapping[str, Any]] = ()
    overlap: int = 1


@dataclass(frozen=True)
class Annotation:
    """An annotation as the board holds it, before it is judged well formed."""

    source: str
    item: str
    reviewer: str
    result: Sequence[Mapping[str, Any]]
    made: str
    updated: str
    seconds: float | None
    cancelled: bool = False
    edited_by: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskState:
    """The state of one task on a board."""

    task: str
    """The server's id of the task."""
    item: str
    """Our item id."""
    done: bool
    """Whether the board offers the task to nobody any more."""
    overlap: int = 1
    """How many people the board offers the task to."""
    given: int = 0
    """How many annotations and skips of the task the board holds."""


class Board(Protocol):
    """Where experts review: a project for each batch, tasks in, annotations out."""

    def ensure_project(self, marker: str, title: str, layout: str, overlap: int, guidelines: str) -> str:
        """Id of the project that carries `marker`, made or brought up to date.

        Args:
            marker: A text that stands in the description of the project and is never changed: by it the project is found again.
            title: What people read.
            layout: The labelling layout as XML.
            overlap: How many people judge each task.
            guidelines: The instruction for people, as HTML.
        """
        ...

    def find_project(self, marker: str) -> str | None:
        """Id of the project that carries `marker`, None when there is none."""
        ...

    def tasks(self, project: str) -> dict[str, list[str]]:
        """Server task ids by our item id, complete (the count is checked against the server's total)."""
        ...

    def count(self, project: str) -> int:
        """How many tasks the server counts in the project; cheap beside a listing."""
        ...

    def add(self, project: str, tasks: Sequence[Task]) -> None:
        """Adds tasks once; never retried blindly.

        Raises: ServiceError when the outcome is unknown; list the tasks again before the next try.
        """
        ...

    def annotations(self, project: str) -> Iterable[Annotation]:
        """Every annotation of the project."""
        ...

    def layout(self, project: str) -> str:
        """The layout in force on the server; someone may have changed it by hand."""
        ...

    def remove(self, project: str, tasks: Sequence[str]) -> list[str]:
        """Removes those of `tasks` that nobody has annotated (copies a broken import left); gives the ones removed."""
        ...

    def states(self, project: str) -> list[TaskState]:
        """The state of every task of the project on the board."""
        ...

    def requeue(self, project: str, overlaps: Mapping[str, int]) -> None:
        """Offers each task again until so many people (by task id) have annotated it."""
        ...

    def withdraw(self, project: str, annotations: Sequence[str]) -> None:
        """Removes annotations by their `source`, so that their makers are offered the task again."""
        ...


@dataclass(frozen=True)
class Revision:
    """A commit on the Hub."""

    oid: str
    files: Mapping[str, str]


class Hub(Protocol):
    """Where releases are published: one commit and one tag a release."""

    def head(self, repo: str) -> str | None:
        """The commit at the head of `repo`, None when the repository is absent."""
        ...

    def tags(self, repo: str) -> dict[str, str]:
        """Commit by tag."""
        ...

    def commit(self, repo: str, folder: Path, message: str, parent: str | None) -> str:
        """Makes one commit that leaves exactly the files of `folder`; gives its id."""
        ...

    def tag(self, repo: str, name: str, commit: str) -> None:
        """Tags `commit`; an existing tag is never moved."""
        ...

    def download(self, repo: str, commit: str, folder: Path) -> None:
        """Brings exactly that commit into `folder`."""
        ...


class Engine(Protocol):
    """Where bulk work runs. Functions and tables go in, never live objects."""

    workers: int

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in the order given."""
        ...
