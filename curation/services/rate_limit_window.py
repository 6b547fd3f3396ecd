"""How many requests of one endpoint run at once, and whether any may run at all."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Literal

from curation.core.records import FailureKind


class Failed(Exception):
    """A request that got no answer: its kind, and in words why and what to do."""

    def __init__(self, kind: FailureKind, words: str) -> None:
        self.kind: FailureKind = kind
        super().__init__(words)


@dataclass
class RateLimitWindow:
    """How many requests may run at once: fewer after a 429 (times 3/4), and one more after every 25 successes."""

    most: int
    now: float = field(init=False)
    running: int = 0
    successes: int = 0
    pause_until: float = 0.0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.now = float(self.most)

    def enter(self) -> None:
        """Waits for a place."""
        with self.changed:
            while self.running >= max(1, int(self.now)) or (wait := self.pause_until - time.monotonic()) > 0:
                self.changed.wait(wait if self.running < max(1, int(self.now)) else None)
            self.running += 1

    def leave(self, success: bool) -> None:
        """Gives the place back."""
        with self.changed:
            self.running -= 1
            self.successes += success
            if success and self.successes % 25 == 0:
                self.now = min(float(self.most), self.now + 1)
            self.changed.notify_all()

    def narrow(self, seconds: float) -> None:
        """Makes the window narrower, and lets nothing begin for so many seconds."""
        with self.changed:
            self.now = max(1.0, self.now * 0.75)
            self.pause_until = max(self.pause_until, time.monotonic() + seconds)
            self.changed.notify_all()


STOPS: frozenset[FailureKind] = frozenset({"rejected", "unreachable"})
"""Failures of the first request that every other one would meet too."""


class FirstRequest:
    """Lets the first request of a batch go alone: where it is rejected or reaches nobody, no other is sent.

    Once a server has answered, all go at once. Later, `most` requests in a row that reach nobody stop the batch too.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._state: Literal["new", "asking", "open", "shut"] = "new"
        self._why: Failed | None = None
        self._in_vain = 0
        self._changed = threading.Condition()

    def again(self) -> None:
        """Begins a new batch: what stopped the last one may be cured."""
        with self._changed:
            if self._state == "shut":
                self._state, self._in_vain = "new", 0

    def enter(self) -> None:
        """Waits until this request may go.

        Raises: Failed (`stopped`) when the first one showed that no request will be answered.
        """
        with self._changed:
            while self._state == "asking":
                self._changed.wait()
            if self._state == "shut":
                why = self._why
                raise Failed("stopped", f"not sent, because another request failed: {why}")
            if self._state == "new":
                self._state = "asking"

    def answered(self) -> None:
        """The server answered in a way that says nothing against the other requests."""
        with self._changed:
            self._state, self._in_vain = "open", 0
            self._changed.notify_all()

    def failed(self, error: Failed) -> None:
        """A request was given up."""
        with self._changed:
            self._in_vain += error.kind == "unreachable"
            if self._state == "asking":
                self._state = "shut" if error.kind in STOPS else "new"
            elif self._in_vain >= self._most:
                self._state = "shut"
            self._why = error
            self._changed.notify_all()
