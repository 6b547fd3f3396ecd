"""Asks a language model in batches and keeps each answer in a journal before anything uses it.

A stage of work is one batch: all its requests go to the completer at once, which alone decides how many run together. An answer
that is kept is never asked for again, whatever became of the run. A request without an answer (a failed connection, a spent
budget) is not kept: the next run asks it again. When most requests of a run fail, no more are sent.

The journal is a file of JSON Lines, one line an answer, synced. A last line that a kill left half written is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from curation.core.digests import canonical_json, digest
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.ports import Completer, Completion, CompletionStatus, Request
from curation.core.records import Failure

_KEPT = ("status", "text", "data", "model", "input_tokens", "output_tokens", "error", "failure")
_STATUSES = frozenset(get_args(CompletionStatus))

Watch = Callable[[str, int, int], None]
"""Told how far a batch is: what is done, how many answers are there, of how many."""


def unwatched(what: str, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Ask:
    """A request and the name under which its answer is kept."""

    key: str
    """Names everything that decides which answer is wanted. It may leave out of the request what only helps the model, so
    that an answer that was paid for stays good when that changes."""
    request: Request


def ask_of(request: Request, model: str = "") -> Ask:
    """A request under the digest of all that it says; `model` is the fingerprint of the completer."""
    body = (
        request.model,
        [dict(m) for m in request.messages],
        request.schema,
        request.temperature,
        request.max_tokens,
        request.seed,
    )
    return Ask(digest("request", model, *body), request)


@dataclass
class Tally:
    """What a stage asked and what became of it."""

    asked: int = 0
    kept: int = 0
    """How many answers came from the journal."""
    answered: int = 0
    unsettled: int = 0
    input_tokens: int = 0
    """Tokens of all its answers, also of those from the journal."""
    output_tokens: int = 0


@dataclass
class Asker:
    """A completer with a journal. `tallies` tells what each stage asked; `trouble` the first reason why a request failed."""

    completer: Completer
    journal: Path | None = None
    early_stop: float = 0.5
    """No more is sent when more than this share of at least ten requests of a batch failed."""
    watch: Watch = unwatched
    spent: Callable[[], str] = str
    """The cost so far in words, for the progress line; empty for none."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    trouble: str = ""
    lost: list[Completion] = field(default_factory=list)
    """What came back instead of each answer that is missing."""
    fingerprint: str = field(init=False)
    """That of the completer."""
    _known: dict[str, Completion] | None = None
    _down: bool = False

    def __post_init__(self) -> None:
        self.fingerprint = self.completer.fingerprint

    @property
    def unsettled(self) -> int:
        """How many requests of all stages got no answer."""
        return sum(tally.unsettled for tally in self.tallies.values())

    def failures(self, step: str) -> list[Failure]:
        """The requests without an answer, as failures of a step."""
        return [
            Failure(
                step=step,
                id=step,
                kind=answer.kind or "transport",
                where=step,
                error=f"{answer.status}: {answer.error}",
            )
            for answer in self.lost
        ]

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion a request, in order: the asker is a completer itself."""
        yield from self.batch("requests", [ask_of(request, self.fingerprint) for request in requests])

    def batch(self, stage: str, asks: Sequence[Ask]) -> list[Completion]:
        """The completion of each of `asks`, in order; equal keys are asked once.

        Raises: InputError when the journal cannot be read.
        """
        known = self._answers()
        tally = self.tallies.setdefault(stage, Tally())
        first = {ask.key: ask.request for ask in asks}
        fresh = [Ask(key, request) for key, request in first.items() if key not in known]
        tally.asked += len(first)
        tally.kept += len(first) - len(fresh)
        lost: dict[str, Completion] = {}
        for ask, answer in self._fresh(stage, fresh):
            if not answer.settled:
                lost[ask.key] = answer
                self.trouble = self.trouble or f"{answer.status}: {answer.error}"
            else:
                self._keep(stage, ask.key, answer)
                known[ask.key] = answer
                tally.answered += 1
        tally.unsettled += len(lost)
        self.lost += lost.values()
        answers = [known.get(ask.key) or lost[ask.key] for ask in asks]
        for key in first:
            if key in known:
                tally.input_tokens += known[key].input_tokens
                tally.output_tokens += known[key].output_tokens
        return answers

    def _fresh(self, stage: str, asks: Sequence[Ask]) -> Iterator[tuple[Ask, Completion]]:
        """Each of `asks` with its completion; the rest unanswered, with the reason, once too many failed."""
        failed = done = 0
        answers = iter(()) if self._down or not asks else self.completer.complete([a.request for a in asks])
        for ask in asks:
            answer = None if self._down else next(answers, None)
            if answer is None:
                yield ask, Completion("transport", error="not sent: too many requests before it failed")
                continue
            done += 1
            failed += not answer.settled
            self.watch(self._line(stage), done, len(asks))
            self._down = self._down or (done >= 10 and failed > self.early_stop * done)
            if self._down and isinstance(answers, Iterator) and hasattr(answers, "close"):
                answers.close()
            yield ask, answer

    def _line(self, stage: str) -> str:
        cost = self.spent()
        return f"{stage} ({cost})" if cost else stage

    def _answers(self) -> dict[str, Completion]:
        if self._known is None:
            self._known = {} if self.journal is None else read(self.journal)
        return self._known

    def _keep(self, stage: str, key: str, answer: Completion) -> None:
        if self.journal is not None:
            entry = {name: getattr(answer, name) for name in _KEPT}
            append(self.journal, {"key": key, "stage": stage, **entry})


def read(path: Path) -> dict[str, Completion]:
    """The answers of a journal by their keys; a half-written last line was never acknowledged and is left out.

    Raises: InputError naming every other line that cannot be read.
    """
    answers: dict[str, Completion] = {}
    issues: list[Issue] = []
    lines = disk.data(path).split(b"\n") if path.exists() else []
    for number, line in enumerate(lines[:-1], 1):
        try:
            entry = json.loads(line)
            answers[_text(entry["key"])] = _completion(entry)
        except (ValueError, KeyError, TypeError):
            where = f"{path.name} > line {number}"
            message = "is not a line of the answer journal; remove the line, and its request is asked again"
            issues.append(Issue(where, "journal-invalid", message))
    if issues:
        raise InputError(issues)
    return answers


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _completion(entry: Mapping[str, Any]) -> Completion:
    if entry["status"] not in _STATUSES:
        raise ValueError
    return replace(Completion(**{name: entry[name] for name in _KEPT}), cached=True)


def append(path: Path, entry: Mapping[str, Any]) -> None:
    """Adds a line in one synced write, after cutting off one that a kill left half written."""
    line = (canonical_json(dict(entry)) + "\n").encode("utf-8", "surrogatepass")
    with disk.appended(path) as file:
        end = file.seek(0, os.SEEK_END)
        whole = _whole(file, end)
        if whole != end:
            file.truncate(whole)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _whole(file: Any, end: int) -> int:
    """Where the last whole line of a file ends."""
    block = 1 << 16
    while end > 0:
        start = max(0, end - block)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return int(start + found + 1)
        end = start
    return 0
